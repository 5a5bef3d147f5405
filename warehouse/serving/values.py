"""Answers as JSON and CSV: takes Arrow tables and rows, gives text that keeps every value.

What JSON cannot say (a day, an infinite number) becomes a string; what CSV cannot hold (a list) becomes JSON.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal

import pyarrow as pa
from starlette.responses import Response


def plain(value: object) -> object:
    """A value in the forms that JSON has."""
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, pa.MonthDayNano):  # what an INTERVAL becomes: ISO 8601 says it
        return f"P{value.months}M{value.days}DT{value.nanoseconds / 1e9:g}S"
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, (str, int)) else _written(value)


def _written(value: object) -> str:
    if isinstance(value, (date, time)):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else str(value)


def cell(value: object) -> str:
    """A value in one cell: nothing for null, JSON for what has parts."""
    shown = plain(value)
    if shown is None:
        return ""
    return json.dumps(shown, ensure_ascii=False) if isinstance(shown, (list, dict, bool)) else str(shown)


def rows(table: pa.Table) -> Iterator[tuple[object, ...]]:
    """The rows of a table, value by value: its columns may share a name."""
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def json_response(content: object, status: int = 200) -> Response:
    """An answer in JSON."""
    text = json.dumps(plain(content), ensure_ascii=False, allow_nan=False)
    return Response(text, status, media_type="application/json")


def csv_response(table: pa.Table, name: str) -> Response:
    """A table as a CSV file to keep, with a byte order mark so that spreadsheets read its Chinese."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.column_names)
    for row in rows(table):
        writer.writerow([_no_formula(value) if isinstance(value, str) else cell(value) for value in row])
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + stream.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _no_formula(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
