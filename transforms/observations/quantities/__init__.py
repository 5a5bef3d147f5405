"""Quantities: the first station. Finds every number that counts or measures, with span, value, unit and modifier."""
