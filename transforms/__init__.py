"""Pure functions from text to tables: no I/O, no clock, no randomness, no Prefect, no DuckDB."""
