"""The checks on load: takes tables about to be stored, gives everything in them that must not be.

`structure` refuses a table of another shape than declared (a mistake of ours: it raises). `violations` runs the
row checks that follow from the declarations, in SQL over staged tables, and names each offending row, so that
its article can be set aside with its reason while the others are stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from warehouse.schema.arrow import arrow_schema
from warehouse.schema.model import Column, Table, tables
from warehouse.schema.statements import identifier, literal


class StructureError(ValueError):
    """A table does not have the columns and types that its declaration names."""


@dataclass(frozen=True)
class Violation:
    """A row that must not be stored.

    Attributes:
        check: nulls, key, values, bounds, finite, reference, offsets or sections.
        column: the column concerned, or the key's columns.
        article_id: the article whose row it is; "" for tables that do not belong to an article.
        detail: the offending value.
    """

    check: str
    table: str
    column: str
    article_id: str
    detail: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}: {self.check}: {self.detail}"


def structure(table: Table, rows: pa.Table) -> pa.Table:
    """The same rows in the declared schema; raises `StructureError` where columns or types differ."""
    declared = arrow_schema(table)
    if sorted(rows.column_names) != sorted(declared.names):
        differing = sorted(set(rows.column_names) ^ set(declared.names)) or rows.column_names
        raise StructureError(f"table {table.name}: columns {differing} are not both declared and given")
    rows = rows.select(declared.names)
    for field in declared:
        given = rows.schema.field(field.name).type
        if given != field.type:
            raise StructureError(f"column {table.name}.{field.name}: {given} given, {field.type} declared")
    return rows


def violations(staged: duckdb.DuckDBPyConnection) -> list[Violation]:
    """Every violation in the staged tables, which are named as declared in the connection's main schema."""
    found = []
    for table in tables():
        checks = list(checks_of(table))
        # One statement a table: planning each of the 170 checks alone takes longer than running them on a few articles.
        failing = [_failing(table, number, *check[2:]) for number, check in enumerate(checks)]
        rows = staged.execute(f"{' UNION ALL '.join(failing)} ORDER BY ALL")
        for number, article_id, detail in rows.fetchall():
            check, column, *_ = checks[number]
            found.append(Violation(check, table.name, column, article_id, detail or "null"))
    return found


def _failing(table: Table, number: int, condition: str, detail: str) -> str:
    """SQL that gives the rows of a table that fail one check: the check's number, whose row it is, what is bad."""
    owner = table.replaced_by or "''"
    failing = f"FROM {identifier(table.name)} AS row_ WHERE {condition}"
    return f"(SELECT {number} AS number, {owner} AS article_id, left(({detail})::VARCHAR, 200) AS detail {failing})"


def checks_of(table: Table) -> Iterator[tuple[str, str, str, str]]:
    """The checks of a table: name, column, SQL condition that a bad row meets, SQL text of what is bad."""
    key = ", ".join(identifier(name) for name in table.key)
    yield "key", ", ".join(table.key), "true QUALIFY count(*) OVER (PARTITION BY " + key + ") > 1", f"({key})"
    for column in table.columns:
        yield from _column_checks(column)
    if table.span:
        start, end, quote = (identifier(name) for name in (table.span.start, table.span.end, table.span.quote))
        text = "(SELECT any_value(text) FROM articles WHERE articles.article_id = row_.article_id)"
        yield (
            "offsets",
            table.span.quote,
            f"NOT {_grounded(text, start, end, quote)}",
            f"{start} || '–' || {end} || ' ' || {quote}",
        )
    if table.span_list:
        yield "offsets", table.span_list, _any_span(table.span_list, quoted=True), identifier(table.span_list)
    for column in table.columns:
        if column.type == "sections":
            yield "sections", column.name, _any_span(column.name, quoted=False), identifier(column.name)


def _column_checks(column: Column) -> Iterator[tuple[str, str, str, str]]:
    name = identifier(column.name)
    if not column.nullable:
        yield "nulls", column.name, f"{name} IS NULL", "'null'"
    if column.type in ("texts", "spans", "sections"):
        yield "nulls", column.name, f"list_contains(list_transform({name}, item -> item IS NULL), true)", name
    if column.values:
        yield "values", column.name, f"{name} NOT IN ({', '.join(map(literal, column.values))})", name
    if column.min is not None:
        yield "bounds", column.name, f"{name} < {column.min} OR isnan({name}::DOUBLE)", name
    if column.max is not None:
        yield "bounds", column.name, f"{name} > {column.max}", name
    if column.finite:
        yield "finite", column.name, f"NOT isfinite({name})", name
    if column.references:
        target, target_column = (identifier(part) for part in column.references.split("."))
        missing = f"NOT EXISTS (FROM {target} AS target WHERE target.{target_column} = row_.{name})"
        yield "reference", column.name, f"{name} IS NOT NULL AND {missing}", name


def _grounded(text: str, start: str, end: str, quote: str) -> str:
    """SQL that is true where the span lies in the text and reads as quoted, false or else where it does not."""
    inside = f"{start} >= 0 AND {start} < {end} AND {end} <= length({text})"
    return f"coalesce({inside} AND substring({text}, {start} + 1, {end} - {start}) = {quote}, false)"


def _any_span(column: str, *, quoted: bool) -> str:
    """SQL that is true where one of the spans that a row lists is not grounded in its article's text."""
    text = "(SELECT any_value(text) FROM articles WHERE articles.article_id = row_.article_id)"
    inside = "item.span_start >= 0 AND item.span_start < item.span_end AND item.span_end <= length(text)"
    reads = " AND substring(text, item.span_start + 1, item.span_end - item.span_start) = item.quote" if quoted else ""
    items = f"(SELECT unnest(row_.{identifier(column)}) AS item, {text} AS text)"
    return f"EXISTS (FROM {items} WHERE NOT coalesce({inside}{reads}, false))"
