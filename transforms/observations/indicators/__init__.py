"""Indicators: what is measured. A small grammar over the words around a number; ``station`` runs it."""
