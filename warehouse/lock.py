"""One writer at a time: a lock of our own for each lake, waited for in sight, freed by a crash.

A folder lake is locked by a file (the operating system frees it when its holder dies), a PostgreSQL lake by an
advisory lock (the server frees it when the connection ends). Readers take no lock.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import psycopg
from filelock import FileLock, Timeout
from psycopg.conninfo import make_conninfo

from warehouse.address import Address
from warehouse.errors import LakeBusyError, LakeError, LakeUnavailableError, one_line

Waiting = Callable[[str], None]

_POLL_SECONDS = 0.25
_TELL_EVERY_SECONDS = 10.0
# Names the lock among all advisory locks of a database: "shus" and "huo" in ASCII.
_ADVISORY = (0x73687573, 0x0068756F)
# The server notices within a minute and a half when a holder's machine is gone.
_KEEPALIVE = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=15 -c tcp_keepalives_count=4"


class Lock(Protocol):
    """A lock that is held."""

    def check(self) -> None:
        """Raise `LakeUnavailableError` where the lock was lost meanwhile."""


class _Held:
    def check(self) -> None:
        """A file lock is lost only together with its process."""


class _HeldOnServer:
    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def check(self) -> None:
        try:
            self._connection.execute("SELECT 1")
        except psycopg.Error as error:
            message = "the connection that holds the writer's lock was cut: nothing was written, run again"
            raise LakeUnavailableError(f"{message} ({one_line(error)})") from error


@contextmanager
def writer_lock(address: Address, waiting: Waiting, wait_seconds: float | None = None) -> Iterator[Lock]:
    """Hold the writer's lock of a lake.

    Args:
        address: the lake.
        waiting: told who holds the lock, when it has to be waited for and every ten seconds after.
        wait_seconds: how long to wait before `LakeBusyError`; None waits as long as it takes.

    Raises:
        LakeBusyError: the wait was over.
        LakeUnavailableError: the catalog's server did not answer.
    """
    held = _server_lock if address.postgres else _file_lock
    with held(address, waiting, wait_seconds) as lock:
        yield lock


@contextmanager
def _file_lock(address: Address, waiting: Waiting, wait_seconds: float | None) -> Iterator[Lock]:
    folder = address.catalog_file.parent
    lock = FileLock(folder / "writer.lock")
    holder = folder / "writer.json"

    def attempt() -> bool:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    try:
        folder.mkdir(parents=True, exist_ok=True)
        _wait(attempt, lambda: _read_holder(holder), address, waiting, wait_seconds)
    except OSError as error:
        raise LakeError(f"cannot write in {folder}: {error.strerror or error}") from error
    try:
        _write_holder(holder)
        yield _Held()
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


@contextmanager
def _server_lock(address: Address, waiting: Waiting, wait_seconds: float | None) -> Iterator[Lock]:
    try:
        where = make_conninfo(**address.postgres, application_name=_who(), options=_KEEPALIVE, connect_timeout="10")
        connection = psycopg.connect(where, autocommit=True)
    except psycopg.Error as error:
        raise LakeUnavailableError(f"the catalog {address.shown} does not answer: {one_line(error)}") from error

    def attempt() -> bool:
        row = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", _ADVISORY).fetchone()
        return bool(row and row[0])

    def holder() -> str:
        query = "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory'"
        row = connection.execute(f"{query} AND classid = %s AND objid = %s AND granted", _ADVISORY).fetchone()
        return str(row[0]) if row else "another run"

    try:
        _wait(attempt, holder, address, waiting, wait_seconds)
        yield _HeldOnServer(connection)
    except psycopg.Error as error:
        raise LakeUnavailableError(f"the catalog {address.shown} was cut off: {one_line(error)}") from error
    finally:
        connection.close()


def _wait(
    attempt: Callable[[], bool],
    holder: Callable[[], str],
    address: Address,
    waiting: Waiting,
    wait_seconds: float | None,
) -> None:
    begun = time.monotonic()
    told = None
    while not attempt():
        now = time.monotonic()
        if wait_seconds is not None and now - begun >= wait_seconds:
            raise LakeBusyError(f"{holder()} is still writing to {address.shown}; try again later")
        if told is None or now - told >= _TELL_EVERY_SECONDS:
            waiting(f"waiting for {holder()}, which is writing to {address.shown} ({now - begun:.0f} s so far)")
            told = now
        time.sleep(_POLL_SECONDS)


def _who() -> str:
    return f"shushuo {os.getpid()}@{socket.gethostname()}"[:63]


def _write_holder(file: Path) -> None:
    with suppress(OSError):  # it only says who holds the lock: a full disk must not stop us here
        file.write_text(json.dumps({"who": _who(), "since": f"{datetime.now(UTC):%F %H:%M:%S} UTC"}), encoding="utf-8")


def _read_holder(file: Path) -> str:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return f"{found['who']} (since {found['since']})"
    except (OSError, ValueError, KeyError):
        return "another run"
