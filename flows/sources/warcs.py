"""Kind ``warc``: web archives (fastwarc), every page that was answered with status 200 is an input."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from flows.sources.declarations import DeclaredSource
from flows.sources.locations import Found, locate, rejection
from flows.sources.memory import PageMemory
from flows.sources.pages import is_wanted
from transforms.articles.inputs import Input, RejectedError, Rejection

_PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "")


def discover(declared: DeclaredSource, memory: PageMemory | None = None) -> Iterator[Input | Rejection]:
    """The pages in the archives of a source."""
    for found in locate(declared, _format, memory):
        if isinstance(found, Rejection):
            yield found
        else:
            yield from _records(found, declared)


def _format(name: str) -> str:
    return "warc" if name.endswith((".warc", ".warc.gz")) else ""


def _records(found: Found, declared: DeclaredSource) -> Iterator[Input | Rejection]:
    records = pages = 0
    try:
        with found.open() as stream:
            every = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, fsspec_args=False)
            for record in every:
                records += 1
                given = _as_input(record, found, declared)
                if given is not None:
                    pages += 1
                    yield given
    except RejectedError as error:  # the store that it is in failed
        yield rejection(error, found.locator, declared)
        return
    except (OSError, ValueError, EOFError, zlib.error, RuntimeError) as error:
        detail = f"{type(error).__name__}: {error}"
        yield Rejection("discover", "damaged", detail, declared.source_id, found.locator)
        return
    if not pages:
        reason = "not-an-article" if records else "damaged"
        detail = f"{records} answers, none of them a page" if records else "no web archive, or an empty one"
        yield Rejection("discover", reason, detail, declared.source_id, found.locator)


def _as_input(record: Any, found: Found, declared: DeclaredSource) -> Input | Rejection | None:  # noqa: ANN401
    """A record as an input; None for what is no page, or which the patterns of ``[pages]`` leave out."""
    address = record.headers.get("WARC-Target-URI", "").strip("<>")
    media_type = (record.http_content_type or "").strip().lower()
    status = record.http_headers.status_code if record.http_headers is not None else None
    if status != 200 or media_type not in _PAGES or not is_wanted(address, declared):
        return None
    locator = f"{found.locator}#{address}"
    limit = declared.source.limits.max_bytes
    content = _body(record, limit)
    if content is None:
        return Rejection("discover", "damaged", "the packed answer is broken", declared.source_id, locator)
    if len(content) > limit:
        return Rejection("discover", "too-large", f"more than {limit:,} bytes", declared.source_id, locator)
    return Input(
        declared.source_id,
        locator,
        content,
        url=address,
        media_type=media_type,
        charset=record.http_charset or "",
        fetched_at=_moment(record.headers.get("WARC-Date", "")),
    )


def _body(record: Any, limit: int) -> bytes | None:  # noqa: ANN401 - fastwarc is compiled
    """The body of the answer, unpacked; None if the packing is broken."""
    content: bytes = record.reader.read(limit + 1)
    packing = (record.http_headers.get("Content-Encoding") or "").lower()
    if packing not in {"gzip", "x-gzip", "deflate"} or len(content) > limit:
        return content
    try:
        window = zlib.MAX_WBITS if packing == "deflate" else 16 + zlib.MAX_WBITS
        return zlib.decompressobj(window).decompress(content, limit + 1)
    except zlib.error:
        # Archives often keep an answer unpacked and its header as it was.
        return content if content.lstrip()[:1] == b"<" else None


def _moment(told: str) -> datetime | None:
    try:
        return datetime.fromisoformat(told.replace("Z", "+00:00"))
    except ValueError:
        return None
