"""Arrow schemas of the declared tables: what every row must look like before it may be stored."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from warehouse.schema.model import Table, tables

_SPAN = [pa.field("span_start", pa.int32()), pa.field("span_end", pa.int32())]
_COUNTS = ("inputs", "added", "changed", "unchanged", "rejected", "observations")

ARROW_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "integer": pa.int32(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "spans": pa.list_(pa.struct([*_SPAN, pa.field("quote", pa.string())])),
    "sections": pa.list_(pa.struct([pa.field("title", pa.string()), *_SPAN])),
    "counts": pa.list_(
        pa.struct([pa.field("source_id", pa.string()), *(pa.field(name, pa.int64()) for name in _COUNTS)])
    ),
}


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of one table, each field with its nullability and description."""
    return pa.schema(
        pa.field(
            column.name,
            ARROW_TYPES[column.type],
            nullable=column.nullable,
            metadata={"description": column.description, "name_zh": column.name_zh, "unit": column.unit},
        )
        for column in table.columns
    )


@cache
def arrow_schemas() -> dict[str, pa.Schema]:
    """The Arrow schema of every table, by the table's name."""
    return {table.name: arrow_schema(table) for table in tables()}


def empty(table: Table) -> pa.Table:
    """A table of that schema with no rows."""
    return arrow_schema(table).empty_table()
