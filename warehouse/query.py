"""Read-only SQL over the lake, for users and for the report: takes a SELECT, gives an Arrow table.

The connection can read the lake's data path and nothing else: the lake is attached read-only, external access
is off, the configuration is locked, no secret can be read back, and time and memory are bounded.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from warehouse import marts
from warehouse.address import LAKE
from warehouse.errors import LakeError, one_line
from warehouse.guard import FaultySqlError, check
from warehouse.history import NOW, open_at
from warehouse.lake import Lake
from warehouse.schema import tables
from warehouse.schema.statements import SQL_TYPES, literal

_ROWS_A_BATCH = 10_000
_MEMORY = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*([KMGT]?i?B)\s*$", re.IGNORECASE)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}


class QueryLimitError(LakeError):
    """A query took more time or memory than it was given."""


@dataclass(frozen=True)
class Limits:
    """What a query may cost.

    Attributes:
        seconds: time until it is stopped.
        memory: memory, as DuckDB writes it (``2GB``), for the work and again for the answer.
    """

    seconds: float = 60.0
    memory: str = "2GB"

    @property
    def memory_bytes(self) -> int:
        """The memory in bytes; raises `LakeError` for what is no amount of memory."""
        match = _MEMORY.match(self.memory)
        if match is None:
            raise LakeError(f"{self.memory!r} is no amount of memory: write 500MB or 2GB")
        unit = match.group(2).upper()
        base = 1024 if "I" in unit else 1000
        return int(float(match.group(1)) * base ** _POWERS[unit.rstrip("IB")])


@dataclass(frozen=True)
class Described:
    """A column of a table or view that SQL can ask, and what it means."""

    table: str
    column: str
    type: str
    nullable: bool
    name_zh: str
    description: str
    unit: str


class Session:
    """A locked connection on which any number of queries can be asked, one at a time."""

    def __init__(self, lake: Lake, limits: Limits) -> None:
        """Lock the connection of a lake that was opened for reading."""
        self._connection = lake.connection
        self._limits = limits
        _lock_down(lake, limits)

    def ask(self, sql: str, parameters: Sequence[object] | Mapping[str, object] | None = None) -> pa.Table:
        """The answer to one SELECT.

        Args:
            sql: the SELECT; tables stand under their plain names.
            parameters: values for ``?`` or ``$name``.

        Raises:
            ForbiddenSqlError: it is not one SELECT over the lake.
            FaultySqlError: it does not parse, or asks for what is not there.
            QueryLimitError: it took too long, or too much memory.
        """
        over = threading.Event()
        timer = threading.Timer(self._limits.seconds, self._stop, [over])
        timer.start()
        try:
            check(self._connection, sql)
            return self._collect(sql, parameters)
        except duckdb.InterruptException as error:
            if not over.is_set():
                raise
            raise QueryLimitError(
                f"stopped after {self._limits.seconds:g} s: ask for less, or raise --timeout"
            ) from error
        except duckdb.OutOfMemoryException as error:
            raise self._too_much() from error
        except duckdb.Error as error:
            raise FaultySqlError(one_line(error)) from error
        finally:
            timer.cancel()

    def interrupt(self) -> None:
        """Stop the query that runs, from another thread: it raises `duckdb.InterruptException`."""
        self._connection.interrupt()

    def _stop(self, over: threading.Event) -> None:
        over.set()
        self._connection.interrupt()

    def _collect(self, sql: str, parameters: Sequence[object] | Mapping[str, object] | None) -> pa.Table:
        reader = self._connection.execute(sql, parameters).to_arrow_reader(_ROWS_A_BATCH)
        batches, size = [], 0
        for batch in reader:
            size += batch.nbytes
            if size > self._limits.memory_bytes:
                raise self._too_much()
            batches.append(batch)
        return pa.Table.from_batches(batches, schema=reader.schema)

    def _too_much(self) -> QueryLimitError:
        return QueryLimitError(f"needs more than {self._limits.memory} of memory: ask for less, or raise --memory")


@contextmanager
def open_session(
    url: str,
    *,
    environment: Mapping[str, str] | None = None,
    at: str = NOW,
    limits: Limits | None = None,
) -> Iterator[Session]:
    """A session on a lake, as of now, of a run or of a time (see `warehouse.history.snapshot_of`)."""
    limits = limits or Limits()
    _ = limits.memory_bytes  # refuses a wrong amount before anything is opened
    with open_at(url, at, environment=environment) as lake:
        yield Session(lake, limits)


def run_sql(
    url: str,
    sql: str,
    *,
    environment: Mapping[str, str] | None = None,
    at: str = NOW,
    limits: Limits | None = None,
) -> pa.Table:
    """The answer to one SELECT over a lake; raises as `Session.ask` and `warehouse.history.open_at` do."""
    with open_session(url, environment=environment, at=at, limits=limits) as session:
        return session.ask(sql)


def described() -> list[Described]:
    """Every column that SQL can ask, with its meaning, table by table and then mart by mart."""
    of_tables = [
        Described(
            table.name,
            column.name,
            SQL_TYPES[column.type],
            column.nullable,
            column.name_zh,
            column.description,
            column.unit,
        )
        for table in tables()
        for column in table.columns
    ]
    return of_tables + [
        Described(column.mart, column.name, column.type, True, column.name_zh, column.description, "")
        for column in marts.columns()
    ]


def _lock_down(lake: Lake, limits: Limits) -> None:
    connection = lake.connection
    # The plain names are the lake's tables as they stand in this snapshot, and the marts over them.
    connection.execute(f"USE {LAKE}")
    marts.create(connection)
    connection.execute(f"SET memory_limit = {literal(limits.memory)}")
    connection.execute("SET temp_directory = ''")
    connection.execute(f"SET allowed_directories = [{literal(lake.address.data_path + '/')}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET allow_community_extensions = false")
    connection.execute("SET lock_configuration = true")
