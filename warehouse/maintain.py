"""Maintenance: makes few large files of many small ones, forgets old snapshots, removes what nobody needs.

The order matters: merge small files and rewrite those with many deleted rows, then expire snapshots (among them
those that held the small files), then remove what these left behind. Snapshots and files go only after a grace
period, because a reader that began earlier may still hold them, and no file goes while any table knows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import duckdb

from warehouse.address import LAKE
from warehouse.errors import LakeError
from warehouse.lake import Lake, telling
from warehouse.schema import tables
from warehouse.schema.statements import literal
from warehouse.sql import script

RETENTION = timedelta(days=30)
GRACE = timedelta(days=2)
# Parquet files (data and deletes) that a table may have after maintenance without retention and grace.
FILES_A_TABLE = 2
# Small files that a table has, on the average, when a run merges them.
WORN = 20
# Share of deleted rows from which a file is written anew. A file with deleted rows is not merged, so in a table that
# is quickly written (under 100 MB), one such row is enough: else small files with few of them would gather.
_REWRITE_FROM, _REWRITE_SMALL_FROM, _SMALL_TABLE = 0.1, 0.0, 100_000_000


@dataclass(frozen=True)
class Maintained:
    """What maintenance did, or would do.

    Attributes:
        expired: snapshots that can no longer be looked at.
        files_before: Parquet files that the lake's present state consists of; `files_after` likewise, afterwards.
        removed: files that were removed: merged, rewritten or expired ones past their grace.
        orphans: files of runs that died, removed past their grace.
        dry_run: nothing was done; files_after is then files_before.
    """

    expired: int
    files_before: int
    files_after: int
    removed: int
    orphans: int
    dry_run: bool


def maintain(
    lake: Lake, retention: timedelta = RETENTION, grace: timedelta = GRACE, *, dry_run: bool = False
) -> Maintained:
    """Maintain a lake that was opened for writing.

    Args:
        lake: the lake; its lock keeps other writers away meanwhile, readers go on.
        retention: how far back the past can be looked at; the present is always kept.
        grace: how long snapshots and files are kept for readers that began earlier, whatever the retention.
        dry_run: tell only.

    Raises:
        LakeError: DuckLake would remove a file that a table still knows; nothing was removed then.
    """
    connection = lake.connection
    with telling(lake.address):
        before = file_count(connection)
        if not dry_run:
            _compact(connection)
        # A transaction of a reader sees the snapshot that it began with: as long as the grace, it must stay.
        expired = _call(connection, "ducklake_expire_snapshots", max(retention, grace), dry_run)
        _refuse_known_orphans(connection, grace)
        removed = _call(connection, "ducklake_cleanup_old_files", grace, dry_run)
        orphans = _call(connection, "ducklake_delete_orphaned_files", grace, dry_run)
        return Maintained(expired, before, file_count(connection), removed, orphans, dry_run)


def merge_if_worn(lake: Lake, ceiling: int = WORN * len(tables())) -> tuple[int, int] | None:
    """Make few files of many small ones where there are too many; all that could be seen before can be seen after.

    Args:
        lake: the lake, opened for writing.
        ceiling: small files that the lake may have.

    Returns:
        How many files there were and are, or None where nothing was to be done.

    Raises:
        LakeError: they could not be merged; the lake says what it said.
    """
    with telling(lake.address):
        before, small = _count_files(lake.connection)
        if small <= ceiling:
            return None
        _compact(lake.connection)
        return before, file_count(lake.connection)


def file_count(connection: duckdb.DuckDBPyConnection) -> int:
    """How many Parquet files the present state of the attached lake consists of."""
    return _count_files(connection)[0]


def _count_files(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    every, small = connection.execute(script("count_files")).fetchall()[0]
    return int(every), int(small)


def _compact(connection: duckdb.DuckDBPyConnection) -> None:
    # In this order only: merging what was just rewritten makes a reader that is in a transaction of an earlier
    # snapshot lose rows (DuckDB 1.5.5), and what is left to merge will be merged next time.
    connection.execute(f"CALL ducklake_merge_adjacent_files('{LAKE}')").fetchall()
    for table, size in connection.execute(script("tables_with_deletes")).fetchall():
        share = _REWRITE_SMALL_FROM if size < _SMALL_TABLE else _REWRITE_FROM
        rewrite = f"CALL ducklake_rewrite_data_files('{LAKE}', {literal(table)}, delete_threshold => {share})"
        connection.execute(rewrite).fetchall()


def _call(connection: duckdb.DuckDBPyConnection, function: str, age: timedelta, dry_run: bool) -> int:
    given = "older_than => $1::TIMESTAMPTZ, dry_run => $2::BOOLEAN"
    return len(connection.execute(f"FROM {function}('{LAKE}', {given})", [datetime.now(UTC) - age, dry_run]).fetchall())


def _refuse_known_orphans(connection: duckdb.DuckDBPyConnection, age: timedelta) -> None:
    """Stop where a file that DuckLake takes for an orphan has the name of one that a table knows."""
    known = {path.rpartition("/")[2] for (path,) in connection.execute(script("known_files")).fetchall()}
    query = f"FROM ducklake_delete_orphaned_files('{LAKE}', older_than => $1::TIMESTAMPTZ, dry_run => true)"
    for path, *_ in connection.execute(query, [datetime.now(UTC) - age]).fetchall():
        if path.rpartition("/")[2] in known:
            raise LakeError(f"DuckLake takes {path} for an orphan but a table knows it: nothing was removed")
