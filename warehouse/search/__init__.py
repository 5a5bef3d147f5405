"""Finding numbers by words: takes what a person would type, gives the observations that answer it, best first.

``index`` keeps a full-text index of a lake (DuckDB's own, BM25) beside it, one file a snapshot; ``terms`` cuts texts
and questions into the same words; ``question`` tells places, periods and indicators apart in a question; ``find``
asks the index. ``shushuo find`` and the live search of ``shushuo serve`` are made of it.
"""

from warehouse.search.find import FilterError, Filters, Hit
from warehouse.search.find import find as find_in
from warehouse.search.index import open_index

__all__ = ["FilterError", "Filters", "Hit", "find_in", "open_index"]
