"""An export as one XLSX workbook, a sheet a table, within the limits that spreadsheets have.

A text that is longer than a cell may be goes whole into a file of its own, which the cell names; a table with more
rows than a sheet may have goes on in further sheets. Nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import duckdb
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

CELL_CHARACTERS = 32_767
SHEET_ROWS = 1_048_576
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # not allowed in XML


def write_workbook(connection: duckdb.DuckDBPyConnection, folder: Path, selects: Mapping[str, str]) -> None:
    """Write ``shushuo.xlsx`` and the texts that do not fit into it.

    Args:
        connection: answers the SELECTs.
        folder: where the workbook goes.
        selects: what each table holds; the first column names a row.
    """
    workbook = Workbook(write_only=True)
    for name, select in selects.items():
        cursor = connection.cursor().execute(select)
        header = [column[0] for column in cursor.description or []]
        sheet, number, rows = workbook.create_sheet(name), 1, 0
        sheet.append(header)
        for row in _rows(cursor):
            if rows == SHEET_ROWS - 1:
                number, rows = number + 1, 0
                sheet = workbook.create_sheet(f"{name}_{number}")
                sheet.append(header)
            sheet.append([_cell(sheet, value, folder, f"{name}-{row[0]}") for value in row])
            rows += 1
    workbook.save(folder / "shushuo.xlsx")


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    while rows := cursor.fetchmany(1000):
        yield from rows


def _cell(sheet: WriteOnlyWorksheet, value: object, folder: Path, name: str) -> object:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)  # UTC; spreadsheets know no time zones
    if not isinstance(value, str):
        return value
    if len(value) > CELL_CHARACTERS:
        value = _aside(value, folder, name)
    cell = WriteOnlyCell(sheet, _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value))
    cell.data_type = "s"  # never a formula, whatever it begins with
    return cell


def _aside(text: str, folder: Path, name: str) -> str:
    """Put a long text into a file; gives what the cell says instead."""
    file = folder / "texts" / f"{name}.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
    note = f"…(the whole text, {len(text)} characters: texts/{file.name})"
    return text[: CELL_CHARACTERS - len(note)] + note
