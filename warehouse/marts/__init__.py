"""The marts: what users ask most, as views over the lake's tables; one SQL file a view.

A file begins with what its users read: a line of comment for the view, and a line ``-- @column …`` for each
column that a base table does not already explain. ``create`` makes the views in a connection in which the lake's
tables stand under their plain names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import duckdb

from warehouse.schema import tables
from warehouse.schema.statements import create as create_table
from warehouse.schema.statements import identifier, literal

# In the order in which they are made: a view may ask those before it.
NAMES = (
    *("metrics", "series", "before_after", "targets", "conflicts", "initiatives_overview"),
    *("coverage", "quality", "indicator_review"),
)
# Columns that a mart takes twice, from either side of a pair.
_SIDES = {
    "first": ("甲", "Of the earlier report"),
    "second": ("乙", "Of the later report"),
    "before": ("前", "Of the value before"),
    "after": ("后", "Of the value after"),
    "actual": ("实际", "Of the actual value"),
}
_COMMENT = re.compile(r"^-- ?(?P<column>@(?P<name>\w+) )?(?P<said>.*)$")


@dataclass(frozen=True)
class Mart:
    """A view: its name, its SELECT, what it shows, and what its columns mean where that is new."""

    name: str
    sql: str
    description: str
    columns: dict[str, str] = field(default_factory=dict)


@cache
def marts() -> tuple[Mart, ...]:
    """All marts, in the order in which they can be made."""
    folder = resources.files("warehouse.marts")
    return tuple(parse(name, (folder / f"{name}.sql").read_text(encoding="utf-8")) for name in NAMES)


def parse(name: str, text: str) -> Mart:
    """The mart that a file declares; its comment ends with the first line that is no comment."""
    description: list[str] = []
    columns: dict[str, str] = {}
    for line in text.splitlines():
        match = _COMMENT.match(line)
        if match is None:
            break
        if match["column"]:
            columns[match["name"]] = match["said"]
        else:
            description.append(match["said"])
    return Mart(name, text, " ".join(description), columns)


def create(connection: duckdb.DuckDBPyConnection, names: Iterable[str] = NAMES) -> None:
    """Make the marts as temporary views, with their comments.

    Args:
        connection: the lake's tables stand in it under their plain names.
        names: which marts; those that they ask must be among them.
    """
    wanted = set(names)
    for mart in marts():
        if mart.name not in wanted:
            continue
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {identifier(mart.name)} AS {mart.sql}")
        connection.execute(f"COMMENT ON VIEW {identifier(mart.name)} IS {literal(mart.description)}")
        for column, said in mart.columns.items():
            connection.execute(f"COMMENT ON COLUMN {identifier(mart.name)}.{identifier(column)} IS {literal(said)}")


@dataclass(frozen=True)
class MartColumn:
    """A column of a view: its SQL type, and its Chinese name and meaning."""

    mart: str
    name: str
    type: str
    name_zh: str
    description: str


@cache
def columns() -> tuple[MartColumn, ...]:
    """Every column of every mart; what a mart does not explain means what it means in the table it comes from."""
    explained = {
        column.name: (column.name_zh, column.description) for table in reversed(tables()) for column in table.columns
    }
    found = []
    with duckdb.connect() as connection:
        for table in tables():
            connection.execute(create_table(table, "memory"))
        create(connection)
        for mart in marts():
            for name, sql_type, *_ in connection.execute(f"DESCRIBE {identifier(mart.name)}").fetchall():
                name_zh, said = _meaning(name, mart.columns, explained)
                explained.setdefault(name, (name_zh, said))
                found.append(MartColumn(mart.name, name, sql_type, name_zh, said))
    return tuple(found)


def _meaning(name: str, said: dict[str, str], explained: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """Chinese name and meaning: the mart's own words, else those of the column that it comes from."""
    if name in said:
        name_zh, _, meaning = said[name].partition(": ")
        return name_zh, meaning
    if name in explained:
        return explained[name]
    side, _, rest = name.partition("_")
    if side in _SIDES and rest in explained:
        name_zh, meaning = explained[rest]
        return f"{_SIDES[side][0]}{name_zh}", f"{_SIDES[side][1]}: {meaning}"
    return "", ""
