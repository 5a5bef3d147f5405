"""The lake, opened: one writer at a time behind a lock, readers at any time, as of now or of an earlier run.

Takes the lake's URL (see `address`), gives a `Lake` whose connection has it attached under the name ``lake``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.address import LAKE, Address, parse
from warehouse.errors import LakeError, LakeUnavailableError, one_line
from warehouse.extensions import check_signatures, load_extensions
from warehouse.lock import Lock, Waiting, writer_lock
from warehouse.migrations import current_version, lake_version, migrate

# Signs, in what DuckDB says, that the catalog or the storage could not be reached just now.
_PASSING = ("connect", "could not send", "server closed", "timeout", "timed out", "HTTP", "locked", "terminating")


@dataclass(frozen=True)
class Lake:
    """An open lake: its connection, its place, and the writer's lock where it may be written to."""

    connection: duckdb.DuckDBPyConnection
    address: Address
    lock: Lock | None = None


def silent(message: str) -> None:
    """Hears what a waiting run says, and says nothing."""


@contextmanager
def open_for_writing(
    url: str,
    *,
    environment: Mapping[str, str] | None = None,
    waiting: Waiting = silent,
    wait_seconds: float | None = None,
) -> Iterator[Lake]:
    """The lake, for the one writer: made or migrated if need be. Another writer is waited for.

    Args:
        url: the lake's place, see `warehouse.address`.
        environment: where credentials stand; the process's own environment by default.
        waiting: told, while another run writes, who that is.
        wait_seconds: how long to wait for it; None for as long as it takes.

    Raises:
        LakeBusyError: the wait was over.
        LakeUnavailableError: catalog or data path do not answer.
        LakeError: the lake cannot be opened: newer release, no permission, not a lake.
    """
    address = parse(url, environment)
    with writer_lock(address, waiting, wait_seconds) as lock:
        with telling(address):
            connection = connect(address)
            # We hold the only writer's lock: a commit that finds another one must fail, never be rebased on it.
            connection.execute("SET ducklake_max_retry_count = 0")
            migrate(connection)
        try:
            yield Lake(connection, address, lock)
        finally:
            connection.close()


@contextmanager
def open_for_reading(
    url: str,
    *,
    environment: Mapping[str, str] | None = None,
    snapshot: int | None = None,
    waiting: Waiting = silent,
) -> Iterator[Lake]:
    """The lake, for a reader: never waits for a writer, never sees half a run, not even between two queries.

    A lake of an older release is migrated first, which does wait for a writer.

    Args:
        url: the lake's place.
        environment: where credentials stand.
        snapshot: look at the lake as of that snapshot; as of the newest one if None.
        waiting: told what a migration waits for.

    Raises:
        LakeError: there is no lake, or it cannot be opened.
        LakeUnavailableError: catalog or data path do not answer.
    """
    address = parse(url, environment)
    if address.folder is not None and not address.catalog_file.exists():
        raise LakeError(f"there is no lake in {address.folder} yet: `shushuo run` makes one")
    with telling(address):
        connection = connect(address, read_only=True)
        version = lake_version(connection)
    if version < current_version():
        connection.close()
        with open_for_writing(url, environment=environment, waiting=waiting):
            pass
        connection = connect(address, read_only=True)
    with telling(address):
        _pin(connection, address, snapshot)
    try:
        yield Lake(connection, address)
    finally:
        connection.close()


def _pin(connection: duckdb.DuckDBPyConnection, address: Address, snapshot: int | None) -> None:
    """Attach the lake anew at one snapshot: what runs commit from now on is not seen."""
    if snapshot is None:
        (snapshot,) = connection.execute(f"FROM ducklake_current_snapshot('{LAKE}')").fetchall()[0]
    connection.execute(f"DETACH {LAKE}")
    connection.execute(address.attach(read_only=True, snapshot=snapshot))


def connect(address: Address, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection with the lake attached, and nothing else reachable that we did not load."""
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_unsigned_extensions": check_signatures(*address.extensions),
            "python_enable_replacements": False,
            "temp_directory": str(Path(tempfile.gettempdir()) / "shushuo-duckdb"),
        }
    )
    try:
        connection.execute("SET TimeZone = 'UTC'")
        load_extensions(connection, *address.extensions)
        for statement in address.secrets():
            connection.execute(statement)
        connection.execute(address.attach(read_only=read_only))
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def telling(address: Address) -> Iterator[None]:
    """Turns what DuckDB raises into one line about this lake, with nothing secret in it."""
    try:
        yield
    except duckdb.Error as error:
        said = one_line(error)
        passing = any(sign in str(error) for sign in _PASSING)
        kind = LakeUnavailableError if passing else LakeError
        raise kind(f"lake {address.shown}: {said}") from error
