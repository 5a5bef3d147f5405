"""The full-text index of a lake: takes the lake's URL, gives a connection that can be searched.

The index is a DuckDB file of its own under ``search/`` beside the lake, one a snapshot, made by the first who searches
after the lake has changed and only read from then on. It is built under another name and moved into place, so nobody
sees half of one, no writer of the lake waits for it, and it may be deleted at any time. Where it cannot be kept (no
permission, a full disk) it is built in memory.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.address import LAKE, Address
from warehouse.errors import LakeError
from warehouse.extensions import load_extensions
from warehouse.lake import Lake, open_for_reading, silent
from warehouse.search.documents import Row, documents, indicator_words

# Part of the file's name; raise it when what the index holds changes.
_FORM = 3
# The words are cut, folded and chosen already; only English endings are taken off (sales: sale).
_INDEX = """
PRAGMA create_fts_index(
    '{table}', 'number', 'words', stemmer = 'porter', stopwords = 'none', ignore = '\\s+', strip_accents = 0, lower = 0
)"""
_MEMORY = ":memory:"


class BuildStoppedError(LakeError):
    """The building of an index was stopped."""


class Stop:
    """A way to stop the building of an index from another thread."""

    def __init__(self) -> None:
        """Nothing is stopped yet."""
        self.asked = threading.Event()
        self._building: duckdb.DuckDBPyConnection | None = None

    def now(self) -> None:
        """Stop what is built, and what is begun from now on."""
        self.asked.set()
        if self._building is not None:
            self._building.interrupt()

    @contextmanager
    def over(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Make statements of a connection stoppable; raises `BuildStoppedError` when they are stopped."""
        self._building = connection
        try:
            self.check()
            yield
        except duckdb.InterruptException as error:
            raise BuildStoppedError("stopped while the search index was built") from error
        finally:
            self._building = None

    def check(self) -> None:
        """Raise `BuildStoppedError` once it is asked for."""
        if self.asked.is_set():
            raise BuildStoppedError("stopped while the search index was built")

    def watched(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, until it is asked for."""
        for row in rows:
            self.check()
            yield row


@contextmanager
def open_index(
    url: str, *, environment: Mapping[str, str] | None = None, telling: Callable[[str], None] = silent
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The index of a lake as it is now; built first where the lake has changed since.

    Args:
        url: the lake's place.
        environment: where credentials stand.
        telling: told when the index has to be built, which takes about two seconds for 10,000 observations.

    Raises:
        LakeError: there is no lake, or it cannot be opened.
    """
    with open_for_reading(url, environment=environment) as lake:
        connection = current(lake, telling)
    try:
        yield connection
    finally:
        connection.close()


def name_of(lake: Lake) -> str:
    """The file name of the index of a lake as it is: its snapshot, and when that was made."""
    query = f"SELECT snapshot_id, epoch_us(snapshot_time) FROM ducklake_snapshots('{LAKE}') ORDER BY ALL DESC LIMIT 1"
    snapshot, moment = lake.connection.execute(query).fetchall()[0]
    return f"{_FORM}-{snapshot}-{moment}.duckdb"


def folder_of(address: Address) -> Path:
    """Where the indexes of a lake are kept: beside it, or in the user's cache where the lake is no folder."""
    if address.folder is not None:
        return address.folder / "search"
    cache_home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache_home / "shushuo" / hashlib.sha256(address.shown.encode()).hexdigest()[:16]


def current(lake: Lake, telling: Callable[[str], None] = silent, stop: Stop | None = None) -> duckdb.DuckDBPyConnection:
    """The index of an open lake, as `open_index` gives it; whoever asks closes it.

    Raises:
        BuildStoppedError: it had to be built, and that was stopped.
    """
    stop = stop or Stop()
    file = folder_of(lake.address) / name_of(lake)
    if not file.exists():
        telling("the lake has changed: reading its words for the search …")
        try:
            _keep(lake, file, stop)
        except (OSError, duckdb.IOException):  # not ours to write to, or full
            return _build(lake, _MEMORY, stop)
    connection = _connect(str(file), read_only=True)
    _forget(set(file.parent.glob("*.duckdb")) - {file})
    return connection


def _forget(files: Iterable[Path]) -> None:
    """Remove indexes of earlier snapshots; who still reads one keeps it open."""
    for file in files:
        with suppress(OSError):  # somebody else's to remove
            file.unlink()


def _keep(lake: Lake, file: Path, stop: Stop) -> None:
    """Build the index beside its place and move it there; what is left of an attempt that failed is removed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix="building-") as folder:
        made = Path(folder) / file.name
        _build(lake, str(made), stop).close()
        made.replace(file)


def _connect(place: str, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
    }
    connection = duckdb.connect(place, read_only=read_only, config=config)
    load_extensions(connection, "fts")
    return connection


def _build(lake: Lake, place: str, stop: Stop) -> duckdb.DuckDBPyConnection:
    """Fill a new database with the documents of a lake, and index them."""
    tables = _tables(lake, stop)
    connection = _connect(place)
    try:
        for name, rows in tables.items():
            with stop.over(connection):
                connection.register("rows_to_store", rows)
                connection.execute(f"CREATE TABLE {name} AS FROM rows_to_store")
                connection.unregister("rows_to_store")
                if rows.num_rows:  # the extension cannot index nothing
                    connection.execute(_INDEX.format(table=name))
    except BaseException:
        connection.close()
        raise
    return connection


def _tables(lake: Lake, stop: Stop) -> dict[str, pa.Table]:
    """The tables of the index, each with a column of numbers and one of words."""
    cursor = lake.connection.cursor()
    cursor.execute(f"USE {LAKE}")
    shown = cursor.execute(script("observations")).to_arrow_table()
    found = documents(stop.watched(shown.to_pylist()))
    indicators = cursor.execute("SELECT * FROM indicators ORDER BY indicator_id").to_arrow_table()
    own = pa.table(
        {
            "number": pa.array(range(shown.num_rows), pa.int32()),
            "sentence_number": pa.array(found.sentence_numbers, pa.int32()),
            "article_number": pa.array(found.article_numbers, pa.int32()),
            "words": found.observations,
            "quote_start": pa.array(found.quote_starts, pa.int32()),
            **{name: shown[name] for name in shown.column_names if not name.startswith("words_")},
        }
    )
    return {
        "observations": own,
        "sentences": _numbered(found.sentences),
        "articles": _numbered(found.articles),
        "indicators": _numbered(
            [indicator_words(row) for row in indicators.to_pylist()],
            **{name: indicators[name] for name in ("indicator_id", "name", "name_en", "aliases")},
        ),
    }


def _numbered(words: list[str], **columns: pa.ChunkedArray) -> pa.Table:
    return pa.table(
        {"number": pa.array(range(len(words)), pa.int32()), "words": pa.array(words, pa.string()), **columns}
    )


@cache
def script(name: str) -> str:
    """The text of ``sql/<name>.sql``."""
    return (resources.files("warehouse.search") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
