"""Kind ``table``: every row of a table is an article; the bytes of an input are the row as JSON.

Reads jsonl, csv, tsv, xlsx and parquet, also compressed with gzip. Rows of a jsonl file keep their bytes as they
stand; rows of the others are written as JSON with sorted keys, so that the same row is always the same bytes.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from flows.sources.declarations import DeclaredSource
from flows.sources.locations import Found, locate
from flows.sources.memory import PageMemory
from flows.sources.table_rows import TOO_LONG, Row, open_rows
from transforms.articles.inputs import Input, RejectedError, Rejection

_SUFFIXES = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".xlsx": "xlsx",
    ".parquet": "parquet",
}  # fmt: skip


def table_format(name: str) -> str:
    """The format that a table's file name tells, without ``.gz``, or ""."""
    bare = name.lower().split("?")[0].removesuffix(".gz")
    return next((kind for suffix, kind in _SUFFIXES.items() if bare.endswith(suffix)), "")


def discover(declared: DeclaredSource, memory: PageMemory | None = None) -> Iterator[Input | Rejection]:
    """The rows of the tables of a source, in the order they stand in."""
    for found in locate(declared, table_format, memory):
        if isinstance(found, Rejection):
            yield found
        else:
            yield from _rows_of(found, declared)


def _rows_of(found: Found, declared: DeclaredSource) -> Iterator[Input | Rejection]:
    kind = declared.source.table.format or table_format(found.locator)
    if not kind:
        detail = 'the name tells no format; say so in source.toml: [table] format = "csv"'
        yield Rejection("discover", "unknown-format", detail, declared.source_id, found.locator)
        return
    is_empty = True
    try:
        with found.open() as packed:
            for row in open_rows(kind, _unpacked(packed, found), declared.source):
                is_empty = False
                yield _as_input(row, found, declared)
    except RejectedError as error:
        yield Rejection(error.stage, error.reason, error.detail, declared.source_id, found.locator)
    except (OSError, EOFError, zlib.error) as error:
        yield Rejection("discover", "damaged", f"{type(error).__name__}: {error}", declared.source_id, found.locator)
    else:
        if is_empty:
            yield Rejection("discover", "not-an-article", "a table without rows", declared.source_id, found.locator)


def _unpacked(packed: BinaryIO, found: Found) -> BinaryIO:
    is_gzip = found.locator.lower().split("?")[0].endswith(".gz")
    return cast(BinaryIO, gzip.GzipFile(fileobj=packed)) if is_gzip else packed


def _as_input(row: Row, found: Found, declared: DeclaredSource) -> Input | Rejection:
    columns = declared.source.table
    if row.content is TOO_LONG:
        detail = f"a row of more than {declared.source.limits.max_bytes:,} bytes"
        locator = f"{found.locator}#{row.number}"
        return Rejection("discover", "too-large", detail, declared.source_id, locator)
    content = row.content if isinstance(row.content, bytes) else as_json(row.content)
    values = _values(row)
    key = _key(values, columns.id) or _key(values, columns.url) or str(row.number)
    url = _key(values, columns.url) or None
    return Input(declared.source_id, f"{found.locator}#{key}", content, url=url, modified=found.modified)


def _values(row: Row) -> dict[str, Any]:
    """The row's values, for its key only; a row that cannot be read keeps its number as the key."""
    if not isinstance(row.content, bytes):
        return row.content
    try:
        values = json.loads(row.content)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _key(values: dict[str, Any], column: str | None) -> str:
    value = values.get(column) if column is not None else None
    return "" if value is None or isinstance(value, list | dict) else str(value).strip()[:500]


def as_json(row: dict[str, Any]) -> bytes:
    """A row as JSON in UTF-8, the same bytes for the same values."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
