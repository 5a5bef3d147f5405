"""The lake's schema version: makes the tables of a new lake, and brings an older lake to this release's tables.

Version 1 is the first release's tables; ``schema/migrations/NNNN_name.sql`` leads from version NNNN - 1 to NNNN.
All of it happens in one transaction. A lake of a newer release is refused.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version

import duckdb

from warehouse.address import LAKE
from warehouse.errors import LakeError, NewerLakeError
from warehouse.schema import tables
from warehouse.schema.statements import comments, create

_VERSION = f"SELECT max(version), arg_max(release, version) FROM {LAKE}.lake_schema"


@cache
def migrations() -> dict[int, str]:
    """The migrations' SQL, by the version that each leads to."""
    folder = resources.files("warehouse.schema") / "migrations"
    if not folder.is_dir():
        return {}
    files = [file for file in folder.iterdir() if file.name.endswith(".sql")]
    return {int(file.name[:4]): file.read_text(encoding="utf-8") for file in sorted(files, key=lambda file: file.name)}


def current_version() -> int:
    """The version of the tables that this release declares."""
    return max(migrations(), default=1)


def release() -> str:
    """This release's version, or "unknown" where the package is not installed."""
    try:
        return version("shushuo")
    except PackageNotFoundError:
        return "unknown"


def lake_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The attached lake's version, 0 for one without tables; raises where it is not ours or newer than we are."""
    # The version is asked for first: the list of tables, which DuckDB gives with sizes that DuckLake has to look up
    # column by column, is twice as dear as all else in opening a lake.
    try:
        found, by = connection.execute(_VERSION).fetchall()[0]
    except duckdb.CatalogException:
        return _no_version(connection)
    if found > current_version():
        message = f"the lake has tables of version {found}, written by shushuo {by}"
        raise NewerLakeError(f"{message}; this is {release()}, which knows version {current_version()}: update shushuo")
    return int(found)


def _no_version(connection: duckdb.DuckDBPyConnection) -> int:
    """0 for a lake without tables; raises `LakeError` for one of something else."""
    query = "SELECT table_name FROM duckdb_tables() WHERE database_name = ?"
    names = sorted(name for (name,) in connection.execute(query, [LAKE]).fetchall())
    if names:
        raise LakeError(f"this is a DuckLake of something else (it holds {', '.join(names[:3])} …)")
    return 0


def migrate(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring the attached lake to this release's version; gives the version it had before (0: it was new)."""
    found = lake_version(connection)
    if found == current_version():
        return found
    connection.execute("BEGIN")
    try:
        if found == 0:
            for table in tables():
                connection.execute(create(table, LAKE))
        else:
            for number in range(found + 1, current_version() + 1):
                connection.execute(migrations()[number])
        for table in tables():
            for statement in comments(table, LAKE):
                connection.execute(statement)
        row = [current_version(), datetime.now(UTC), release()]
        connection.execute(f"INSERT INTO {LAKE}.lake_schema VALUES (?, ?, ?)", row)
        connection.execute(f"CALL {LAKE}.set_commit_message('shushuo', 'schema version {current_version()}')")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return found
