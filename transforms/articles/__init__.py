"""Bytes to articles: one reader a format, the form of a text, its metadata, its copies.

``parse.parse`` is the entry: an ``inputs.Input`` and its ``source.Source`` in, a ``records.Article`` or an
``inputs.Rejection`` out.
"""
