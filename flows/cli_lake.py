"""``shushuo sql`` and ``shushuo tables``: asking the lake, and what there is to ask."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.messages import MistakeError, nearest

if TYPE_CHECKING:
    import pyarrow as pa

    from warehouse.query import Described


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command()(sql)
    app.command()(tables)


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def sql(  # noqa: PLR0913, PLR0917 - the options of a command are its arguments
    query: Annotated[str, typer.Argument(metavar='"SELECT …"', help="One SELECT; - reads it from standard input.")],
    form: Annotated[
        Format | None, typer.Option("--format", help="How to write the answer; by the name of --out, else a table.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write to FILE instead of the terminal.")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Stop the query after so long.")] = 60.0,
    memory: Annotated[str, typer.Option(metavar="AMOUNT", help="What the query may use, such as 500MB.")] = "2GB",
    at: Annotated[
        str, typer.Option(metavar="RUN|TIME", help="The lake as it was then; see `shushuo history`.")
    ] = "now",
) -> None:
    """Ask the lake in SQL; nothing can be changed by it, and nothing outside the lake be reached.

    [bold]Examples[/bold]

      shushuo sql "SELECT indicator, value, unit, subject FROM observations ORDER BY confidence DESC LIMIT 10"

      shushuo sql "SELECT * FROM observations WHERE indicator LIKE '%收入%'" --out income.csv

      shushuo sql "SELECT name, roles FROM people" --format json
    """
    from flows.answers import write_answer
    from flows.settings import load_settings
    from warehouse.guard import FaultySqlError, ForbiddenSqlError
    from warehouse.query import Limits, run_sql

    chosen = (form or _format_of(out)).value
    if chosen == "parquet" and out is None and sys.stdout.isatty():
        raise MistakeError("parquet is not for the terminal: add --out FILE.parquet")
    try:
        answer: pa.Table = run_sql(
            load_settings().lake, sys.stdin.read() if query == "-" else query, at=at, limits=Limits(timeout, memory)
        )
    except (FaultySqlError, ForbiddenSqlError) as error:
        raise MistakeError(str(error)) from error
    write_answer(answer, chosen, out)


def _format_of(out: Path | None) -> Format:
    """The format that a file's name asks for; a table without a file."""
    if out is None:
        return Format.table
    ending = out.suffix.lstrip(".").lower()
    if ending not in Format.__members__:
        raise MistakeError(f"{out}: no format for this name; add --format, or end it in .csv, .json or .parquet")
    return Format(ending)


def tables(
    name: Annotated[str | None, typer.Argument(metavar="[TABLE]", help="One table, with all of its columns.")] = None,
) -> None:
    """List the tables, their columns and what each means.

    [bold]Examples[/bold]

      shushuo tables

      shushuo tables observations
    """
    from rich.console import Console
    from rich.table import Table

    from warehouse.query import described

    columns = described()
    names = dict.fromkeys(column.table for column in columns)
    if name is not None and name not in names:
        raise MistakeError(f"no table {name}{nearest(name, names)}")
    console = Console()
    for table_name in [name] if name else names:
        shown = Table(title=table_name, title_justify="left", title_style="bold", box=None, pad_edge=False)
        for heading in ("column", "中文名", "type", "meaning"):
            shown.add_column(heading, overflow="fold", no_wrap=heading != "meaning")
        for column in columns:
            if column.table == table_name:
                shown.add_row(column.column, column.name_zh, _type(column), column.description)
        console.print(shown)
        console.print()


def _type(column: Described) -> str:
    """The type in short, with the unit and a mark for what may be null."""
    short = column.type.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")
    short = short if len(short) <= 20 else f"{short.partition('(')[0]}(…)[]"
    return f"{short}{'?' if column.nullable else ''}{f' in {column.unit}' if column.unit else ''}"
