"""What a lake says, as one hash: order-free, run columns aside. Two lakes with equal hashes hold the same rows."""

from __future__ import annotations

from warehouse.address import LAKE
from warehouse.lake import Lake
from warehouse.schema import tables
from warehouse.schema.statements import identifier


def content_hash(lake: Lake) -> str:
    """A hash over all tables of an open lake that tell of articles, not of runs."""
    parts = []
    for table in tables():
        if table.of_run:
            continue
        columns = ", ".join(identifier(column.name) for column in table.columns if not column.of_run)
        rows = f"SELECT sha256(row({columns})::VARCHAR) AS row_hash FROM {LAKE}.{identifier(table.name)}"
        query = f"SELECT count(*), sha256(coalesce(string_agg(row_hash, '' ORDER BY row_hash), '')) FROM ({rows})"
        count, rows_hash = lake.connection.execute(query).fetchall()[0]
        parts.append(f"{table.name}:{count}:{rows_hash}")
    return " ".join(parts)
