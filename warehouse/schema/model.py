"""The declared tables as objects: reads ``tables/*.toml``, gives `Table` and `Column`, in declared order.

A declaration that names an unknown key, type, column or reference is refused when it is read, so nothing
further on has to doubt it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

TYPES = (
    "text",
    "texts",
    "integer",
    "number",
    "boolean",
    "date",
    "timestamp",
    "spans",
    "sections",
    "counts",
)


class DeclarationError(ValueError):
    """A file under ``tables/`` does not declare a table."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        type: one of `TYPES`.
        unit: what one step of the value is, or "".
        nullable: whether null (“the article does not tell”) is allowed.
        values: the only values allowed, where there are few.
        references: ``table.column`` in which the value must stand, or "".
        min: least value allowed; `max`: greatest.
        finite: refuses infinity and NaN.
        of_run: tells of the run rather than of the article: left out when contents are compared.
    """

    name: str
    name_zh: str
    type: str
    description: str
    example: str
    unit: str = ""
    nullable: bool = False
    values: tuple[str, ...] = ()
    references: str = ""
    min: float | None = None
    max: float | None = None
    finite: bool = False
    of_run: bool = False


@dataclass(frozen=True)
class Span:
    """The columns that hold a span of ``articles.text`` and the words printed there."""

    start: str
    end: str
    quote: str


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        key: columns that together tell one row from every other.
        replaced_by: column on whose value a newer reading replaces all rows, or "" for other tables.
        span: the span columns of a table whose row is one span.
        span_list: the column that lists a row's spans, or "".
        of_run: the whole table tells of runs rather than of articles.
    """

    name: str
    name_zh: str
    description: str
    position: int
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    replaced_by: str = ""
    span: Span | None = None
    span_list: str = ""
    of_run: bool = False

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    @property
    def names(self) -> list[str]:
        """The names of its columns, in order."""
        return [column.name for column in self.columns]


def parse(name: str, source: str) -> Table:
    """The table that a TOML text declares; raises `DeclarationError` saying where it is wrong."""
    declared: dict[str, Any] = tomllib.loads(source)
    declared["columns"] = tuple(_column(name, key, value) for key, value in declared.get("columns", {}).items())
    declared["key"] = tuple(declared.get("key", ()))
    if "span" in declared:
        declared["span"] = Span(**declared["span"])
    unknown = set(declared) - {field.name for field in fields(Table)}
    if unknown:
        raise DeclarationError(f"table {name}: unknown keys {sorted(unknown)}")
    found = Table(name=name, **declared)
    named = [*found.key, found.replaced_by, found.span_list]
    named += [found.span.start, found.span.end, found.span.quote] if found.span else []
    missing = {column for column in named if column} - set(found.names)
    if missing or not found.key:
        raise DeclarationError(f"table {name}: no key, or columns that it does not declare: {sorted(missing)}")
    return found


def _column(table_name: str, name: str, declared: dict[str, Any]) -> Column:
    unknown = set(declared) - {field.name for field in fields(Column)}
    if unknown:
        raise DeclarationError(f"column {table_name}.{name}: unknown keys {sorted(unknown)}")
    declared["values"] = tuple(declared.get("values", ()))
    column = Column(name=name, **declared)
    if column.type not in TYPES:
        raise DeclarationError(f"column {table_name}.{name}: type {column.type} is none of {', '.join(TYPES)}")
    return column


@cache
def tables() -> tuple[Table, ...]:
    """All tables of the lake, in declared order."""
    folder = resources.files("warehouse.schema") / "tables"
    found = [
        parse(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda table: table.position))


def table(name: str) -> Table:
    """The table of that name; raises KeyError where there is none."""
    for found in tables():
        if found.name == name:
            return found
    raise KeyError(f"no table {name}")
