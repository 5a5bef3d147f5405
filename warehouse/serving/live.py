"""The lake as it is at the moment: takes questions and SQL from many requests at once, gives answers.

The search index is opened once and again whenever the lake has changed. SQL runs through ``warehouse.query``, each
query on a locked session of its own; what still runs when the server ends is interrupted.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import duckdb
import pyarrow as pa

from warehouse.errors import LakeError
from warehouse.lake import open_for_reading, silent
from warehouse.query import Limits, Session, open_session
from warehouse.search import Filters, Hit, find_in
from warehouse.search.index import BuildStoppedError, Stop, current, name_of

_ENDING = "the server ends; the query was stopped"
_LOOK_AGAIN = 2.0  # seconds for which a lake is taken not to have changed


class EndingError(LakeError):
    """The server ends; the query was stopped."""


class Live:
    """A lake that can be searched and asked from several threads."""

    def __init__(self, url: str, limits: Limits, telling: Callable[[str], None] = silent) -> None:
        """Nothing is opened yet.

        Args:
            url: the lake's place.
            limits: what one query may cost.
            telling: told when the search index is built.
        """
        self.limits = limits
        self._url = url
        self._telling = telling
        self._index: duckdb.DuckDBPyConnection | None = None
        self._index_name = ""
        self._looked = float("-inf")
        self._opening = threading.Lock()
        self._sessions: set[Session] = set()
        self._stop = Stop()

    def search(self, text: str, filters: Filters, limit: int) -> list[Hit]:
        """The observations that answer a question; raises as `open_index` and `find_in` do."""
        cursor = self._cursor()
        try:
            return find_in(cursor, text, filters, limit)
        finally:
            cursor.close()

    def ask(self, sql: str) -> pa.Table:
        """The answer to one SELECT; raises as ``warehouse.query.run_sql`` does."""
        with open_session(self._url, limits=self.limits) as session:
            self._sessions.add(session)
            try:
                if self._stop.asked.is_set():  # while the session was being opened
                    raise EndingError(_ENDING)
                return session.ask(sql)
            except duckdb.InterruptException as error:
                raise EndingError(_ENDING) from error
            finally:
                self._sessions.discard(session)

    def prepare(self) -> None:
        """Open the index, so that the first search need not wait for it; a lake that is not there yet may come."""
        try:
            self._cursor().close()
        except BuildStoppedError:
            return
        except LakeError as error:
            self._telling(str(error))

    def interrupt(self) -> None:
        """Stop every query that runs, and the building of the index."""
        self._stop.now()
        for session in tuple(self._sessions):
            session.interrupt()

    def close(self) -> None:
        """Stop what runs and let the index go."""
        self.interrupt()
        if self._index is not None:
            self._index.close()
            self._index = None

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._opening:
            if self._index is None or time.monotonic() - self._looked > _LOOK_AGAIN:
                self._refresh()
            assert self._index is not None
            return self._index.cursor()

    def _refresh(self) -> None:
        with open_for_reading(self._url) as lake:
            name = name_of(lake)
            if self._index is None or name != self._index_name:
                before, self._index = self._index, current(lake, self._telling, self._stop)
                self._index_name = name
                if before is not None:
                    before.close()  # searches that still use it have cursors of their own
        self._looked = time.monotonic()
