"""The warehouse: the only layer that talks to DuckDB and to the lake's disk."""
