"""The data dictionary page: every table and column in words, made from the declarations.

``python -m warehouse.schema.dictionary`` writes ``docs/data-dictionary.md``; a test fails while the page is stale.
"""

from __future__ import annotations

from pathlib import Path

from warehouse.schema.model import Column, Table, tables

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"

_HEAD = """# Data dictionary · 数据字典

<!-- Made from warehouse/schema/tables/*.toml by `python -m warehouse.schema.dictionary`; do not edit by hand. -->

Every table of the lake. Null means that the article does not tell. Spans count Unicode code points of
`articles.text`, start inclusive, end exclusive: `text[span_start:span_end] = quote`. Ids are hashes of content and
position, so the same input gives the same ids. Columns marked *run* tell of the run that wrote the row.
"""


def dictionary() -> str:
    """The whole page as Markdown."""
    lines = [_HEAD]
    lines += [f"- [{table.name}](#{table.name}) {table.name_zh}: {table.description}" for table in tables()]
    for table in tables():
        lines += ["", *_table(table)]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> list[str]:
    head = [f"## {table.name}", "", f"{table.name_zh}. {table.description} Key: {', '.join(table.key)}.", ""]
    head += ["| column | 中文名 | type | null | meaning | example |", "|---|---|---|---|---|---|"]
    return head + [_column(column) for column in table.columns]


def _column(column: Column) -> str:
    notes = [column.description]
    if column.unit:
        notes.append(f"Unit: {column.unit}.")
    if column.values:
        notes.append(f"One of {', '.join(f'`{value}`' for value in column.values)}.")
    if column.references:
        notes.append(f"Stands in `{column.references}`.")
    if column.min is not None or column.max is not None:
        notes.append(f"From {_bound(column.min)} to {_bound(column.max)}.")
    if column.of_run:
        notes.append("*run*")
    cells = [f"`{column.name}`", column.name_zh, column.type, "yes" if column.nullable else "", " ".join(notes)]
    return "| " + " | ".join([*cells, f"`{column.example}`"]) + " |"


def _bound(value: float | None) -> str:
    return "any" if value is None else f"{value:g}"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(dictionary(), encoding="utf-8")
