"""The SQL that follows from the declared tables: CREATE TABLE with NOT NULLs, and COMMENTs for every reader."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.schema.model import Column, Table

_SPAN = "span_start INTEGER, span_end INTEGER"
_COUNTS = "inputs BIGINT, added BIGINT, changed BIGINT, unchanged BIGINT, rejected BIGINT, observations BIGINT"

SQL_TYPES = {
    "text": "VARCHAR",
    "texts": "VARCHAR[]",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
    "spans": f"STRUCT({_SPAN}, quote VARCHAR)[]",
    "sections": f"STRUCT(title VARCHAR, {_SPAN})[]",
    "counts": f"STRUCT(source_id VARCHAR, {_COUNTS})[]",
}


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def column_definition(column: Column) -> str:
    """A column as it stands in CREATE TABLE."""
    return f"{identifier(column.name)} {SQL_TYPES[column.type]}{'' if column.nullable else ' NOT NULL'}"


def create(table: Table, catalog: str) -> str:
    """The CREATE TABLE statement of a table in an attached catalog."""
    columns = ", ".join(column_definition(column) for column in table.columns)
    return f"CREATE TABLE {identifier(catalog)}.{identifier(table.name)} ({columns})"


def table_comment(table: Table) -> str:
    """What the catalog says of a table: its Chinese name and its description."""
    return f"{table.name_zh}: {table.description}"


def column_comment(column: Column) -> str:
    """What the catalog says of a column: Chinese name, description, unit."""
    unit = f" Unit: {column.unit}." if column.unit else ""
    return f"{column.name_zh}: {column.description}{unit}"


def comments(table: Table, catalog: str) -> Iterator[str]:
    """The COMMENT statements of a table and its columns."""
    place = f"{identifier(catalog)}.{identifier(table.name)}"
    yield f"COMMENT ON TABLE {place} IS {literal(table_comment(table))}"
    for column in table.columns:
        yield f"COMMENT ON COLUMN {place}.{identifier(column.name)} IS {literal(column_comment(column))}"
