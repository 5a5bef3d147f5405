"""Answers to SQL, written for people or programs: a table in the terminal, CSV, JSON or Parquet.

Takes an Arrow table. Numbers keep their value in every form; what CSV cannot hold (lists, structs) becomes JSON.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TextIO

import pyarrow as pa


def write_answer(answer: pa.Table, form: str, out: Path | None) -> None:
    """Write an answer.

    Args:
        answer: the rows.
        form: ``table``, ``csv``, ``json`` or ``parquet``.
        out: the file; standard output where None.
    """
    if form == "parquet":
        _write_parquet(answer, out)
        return
    write: Callable[[pa.Table, TextIO], None] = {"table": _write_table, "csv": _write_csv, "json": _write_json}[form]
    if out is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream, whatever the locale says
        write(answer, sys.stdout)
    else:
        with out.open("w", encoding="utf-8", newline="") as stream:
            write(answer, stream)


def _write_parquet(answer: pa.Table, out: Path | None) -> None:
    import pyarrow.parquet as pq

    pq.write_table(answer, out if out is not None else pa.PythonFile(sys.stdout.buffer))


def _write_csv(answer: pa.Table, stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.column_names)
    for row in answer.to_pylist():
        writer.writerow([_cell(value) for value in row.values()])


def _write_json(answer: pa.Table, stream: TextIO) -> None:
    json.dump(answer.to_pylist(), stream, ensure_ascii=False, indent=1, default=_plain)
    stream.write("\n")


def _write_table(answer: pa.Table, stream: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    # Into a file or a pipe nothing is cut off; in a terminal long texts are folded.
    console = Console(file=stream, width=None if stream.isatty() else 10_000)
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in answer.schema:
        numeric = pa.types.is_integer(column.type) or pa.types.is_floating(column.type)
        shown.add_column(column.name, justify="right" if numeric else "left", overflow="fold")
    for row in answer.to_pylist():
        shown.add_row(*(_shown(value) for value in row.values()))
    console.print(shown, markup=False, highlight=False)
    console.print(f"({answer.num_rows:,} row{'' if answer.num_rows == 1 else 's'})", markup=False, highlight=False)


def _shown(value: object) -> str:
    """A value for the eye: thousands separated, no more than ten figures of a fraction."""
    from rich.markup import escape

    if value is None:
        return ""
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return f"{int(value):,}" if whole else f"{value:,.10g}"
    return escape(str(_cell(value)))


def _cell(value: object) -> object:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return _plain(value) if isinstance(value, (date, bytes)) else value


def _plain(value: object) -> object:
    """What JSON has no form for."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.hex() if isinstance(value, bytes) else str(value)
