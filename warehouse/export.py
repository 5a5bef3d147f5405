"""Export: the lake as plain files that any tool reads, with the data dictionary and a datapackage.json beside them.

Parquet is partitioned by source and month; CSV, XLSX and SQLite hold lists and structures as JSON text. An export
is written beside its place and moved there when it is whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from warehouse.address import LAKE
from warehouse.datapackage import datapackage, is_datapackage
from warehouse.errors import LakeError
from warehouse.extensions import load_extensions
from warehouse.lake import Lake, telling
from warehouse.schema import Table, tables
from warehouse.schema.dictionary import dictionary
from warehouse.schema.statements import column_comment, identifier, literal, table_comment
from warehouse.sql import script
from warehouse.workbook import write_workbook

_NESTED = ("texts", "spans", "sections", "counts")
_PARTITIONED = ("articles", "observations")

Writer = Callable[[Lake, Path], dict[str, str]]


def export(lake: Lake, folder: Path, form: str = "parquet") -> dict[str, int]:
    """Write all tables of an open lake into a folder.

    Args:
        lake: opened for reading, as of now or of an earlier run.
        folder: new, empty, or an earlier export, which is replaced.
        form: parquet, csv, xlsx, duckdb or sqlite.

    Returns:
        How many rows each table has.

    Raises:
        LakeError: the folder holds something else, or cannot be written to.
    """
    if form not in FORMS:
        raise LakeError(f"no format {form}: there are {', '.join(FORMS)}")
    folder = folder.absolute()
    if folder.exists() and not (folder.is_dir() and (is_datapackage(folder) or not any(folder.iterdir()))):
        raise LakeError(f"{folder} holds something else: name a new or empty folder, or an earlier export")
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        with telling(lake.address):
            rows = {table.name: _count(lake, table) for table in tables()}
            paths = FORMS[form](lake, unfinished)
        (unfinished / "data-dictionary.md").write_text(dictionary(), encoding="utf-8")
        (unfinished / "datapackage.json").write_text(datapackage(form, paths, rows, unfinished), encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        unfinished.rename(folder)
    except OSError as error:
        raise LakeError(f"cannot write to {folder}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return rows


def plain_select(table: Table) -> str:
    """SELECT of a table in the order of its key, lists and structures as JSON text."""
    columns = ", ".join(
        f"to_json({identifier(column.name)})::VARCHAR AS {identifier(column.name)}"
        if column.type in _NESTED
        else identifier(column.name)
        for column in table.columns
    )
    return f"SELECT {columns} FROM {_place(table)} ORDER BY {', '.join(map(identifier, table.key))}"


def _place(table: Table) -> str:
    return f"{LAKE}.{identifier(table.name)}"


def _count(lake: Lake, table: Table) -> int:
    return int(lake.connection.execute(f"SELECT count(*) FROM {_place(table)}").fetchall()[0][0])


def _parquet(lake: Lake, folder: Path) -> dict[str, str]:
    paths = {}
    for table in tables():
        if table.name in _PARTITIONED:
            options = "FORMAT parquet, PARTITION_BY (source_id, month), WRITE_PARTITION_COLUMNS true"
            paths[table.name] = f"{table.name}/**/*.parquet"
            select = script(f"export_{table.name}")
            lake.connection.execute(f"COPY ({select}) TO {literal(str(folder / table.name))} ({options})")
            (folder / table.name).mkdir(exist_ok=True)  # DuckDB makes none for a table without rows
        else:
            paths[table.name] = f"{table.name}.parquet"
            select = f"FROM {_place(table)} ORDER BY {', '.join(map(identifier, table.key))}"
            target = literal(str(folder / paths[table.name]))
            lake.connection.execute(f"COPY ({select}) TO {target} (FORMAT parquet)")
    return paths


def _csv(lake: Lake, folder: Path) -> dict[str, str]:
    for table in tables():
        target = literal(str(folder / f"{table.name}.csv"))
        lake.connection.execute(f"COPY ({plain_select(table)}) TO {target} (FORMAT csv, HEADER)")
    return {table.name: f"{table.name}.csv" for table in tables()}


def _xlsx(lake: Lake, folder: Path) -> dict[str, str]:
    write_workbook(lake.connection, folder, {table.name: plain_select(table) for table in tables()})
    return dict.fromkeys((table.name for table in tables()), "shushuo.xlsx")


def _duckdb(lake: Lake, folder: Path) -> dict[str, str]:
    connection = lake.connection
    connection.execute(f"ATTACH {literal(str(folder / 'shushuo.duckdb'))} AS exported")
    for table in tables():
        name = f"exported.{identifier(table.name)}"
        keys = ", ".join(map(identifier, table.key))
        connection.execute(f"CREATE TABLE {name} AS FROM {_place(table)} ORDER BY {keys}")
        connection.execute(f"COMMENT ON TABLE {name} IS {literal(table_comment(table))}")
        for column in table.columns:
            comment = literal(column_comment(column))
            connection.execute(f"COMMENT ON COLUMN {name}.{identifier(column.name)} IS {comment}")
    connection.execute("DETACH exported")
    return dict.fromkeys((table.name for table in tables()), "shushuo.duckdb")


def _sqlite(lake: Lake, folder: Path) -> dict[str, str]:
    connection = lake.connection
    load_extensions(connection, "sqlite_scanner")
    connection.execute(f"ATTACH {literal(str(folder / 'shushuo.sqlite'))} AS exported (TYPE sqlite)")
    for table in tables():
        connection.execute(f"CREATE TABLE exported.{identifier(table.name)} AS {_sqlite_select(table)}")
    connection.execute("DETACH exported")
    return dict.fromkeys((table.name for table in tables()), "shushuo.sqlite")


def _sqlite_select(table: Table) -> str:
    """Days and times as ISO text, which is how SQLite knows them."""
    shown = {"date": "strftime({}, '%Y-%m-%d')", "timestamp": "strftime({}, '%Y-%m-%dT%H:%M:%SZ')"}
    columns = ", ".join(
        f"{shown.get(column.type, '{}').format(identifier(column.name))} AS {identifier(column.name)}"
        for column in table.columns
    )
    return f"SELECT {columns} FROM ({plain_select(table)})"


FORMS: dict[str, Writer] = {"parquet": _parquet, "csv": _csv, "xlsx": _xlsx, "duckdb": _duckdb, "sqlite": _sqlite}
