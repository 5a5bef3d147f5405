"""Periods: when the value holds. Times in the text, marked on a line that each number looks back along."""
