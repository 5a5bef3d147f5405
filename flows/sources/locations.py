"""From the ``locations`` of a source to things that can be opened: local paths, https:// and s3:// addresses.

Takes a declared source, gives :class:`Found` in a fixed order, each with a stable locator and a way to open it;
what is not there is given as a rejection in its place.
"""

from __future__ import annotations

import fnmatch
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from flows.sources.declarations import FILE_NAME, DeclaredSource
from flows.sources.memory import PageMemory
from transforms.articles.inputs import RejectedError, Rejection


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was found: its stable name in the source, its size, and how to open it.

    Attributes:
        locator: path from the source's folder, or the address.
        size: bytes, or None where it is not known before reading.
        modified: when it was last changed, if known.
        open: gives a new binary stream from its start.
        url: its address, if it has one.
        media_type: what the server says it is.
        charset: the encoding that the server declares.
    """

    locator: str
    size: int | None
    modified: datetime | None
    open: Callable[[], BinaryIO]
    url: str | None = None
    media_type: str = ""
    charset: str = ""


def locate(
    declared: DeclaredSource, known: Callable[[str], str], memory: PageMemory | None = None
) -> Iterator[Found | Rejection]:
    """The files that a source's locations name.

    Args:
        declared: the source.
        known: tells a file name's format, or "" if it is none of this kind's; asked for the files of a folder.
        memory: what was fetched before, so that files on the web are asked for conditionally.

    Yields:
        The files of each location, sorted by name; rejections for locations where nothing is.
    """
    for location in declared.source.locations:
        if is_on_web(location):
            from flows.sources.web import found_at

            yield found_at(location, declared, memory)
        else:
            yield from locate_stored(location, declared, known)


def is_on_web(location: str) -> bool:
    """Whether a location is fetched over HTTP."""
    return location.startswith(("https://", "http://"))


def locate_stored(location: str, declared: DeclaredSource, known: Callable[[str], str]) -> Iterator[Found | Rejection]:
    """The files that one location names, on this machine or in a store; as :func:`locate` gives them."""
    if "://" in location:
        from flows.sources.stores import found_in_store

        yield from found_in_store(location, declared, known)
        return
    for path in sorted(_matching(declared, location, known)):
        yield _found_file(path, declared)


def is_excluded(name: str, declared: DeclaredSource) -> bool:
    """Whether ``files.exclude`` leaves a file out, by its whole locator or its last part."""
    patterns = declared.source.files.exclude
    return any(fnmatch.fnmatch(name, each) or fnmatch.fnmatch(name.rsplit("/", 1)[-1], each) for each in patterns)


def locator_of(path: Path, declared: DeclaredSource) -> str:
    """A file's name inside its source: its path from the source's folder, the same on every machine."""
    return os.path.relpath(path, declared.folder).replace(os.sep, "/")


def _matching(declared: DeclaredSource, pattern: str, known: Callable[[str], str]) -> Iterator[Path]:
    """Files that a pattern finds; a folder stands for all files of a known format in it."""
    location = Path(pattern).expanduser()
    base = Path(location.anchor) if location.is_absolute() else declared.folder
    relative = str(location.relative_to(location.anchor)) if location.is_absolute() else str(location)
    if (base / relative).is_dir():
        found = [path for path in (base / relative).rglob("*") if known(path.name)]
    elif not any(mark in relative for mark in "*?["):
        found = [base / relative]
    else:
        found = list(base.glob(relative))
    for path in found:
        if not path.is_dir() and path.name != FILE_NAME and not is_excluded(locator_of(path, declared), declared):
            yield path


def _found_file(path: Path, declared: DeclaredSource) -> Found | Rejection:
    locator = locator_of(path, declared)
    try:
        status = path.stat()
    except OSError as error:
        return Rejection("discover", "unreachable", error.strerror or str(error), declared.source_id, locator)
    modified = datetime.fromtimestamp(status.st_mtime, UTC)
    return Found(locator, status.st_size, modified, lambda: path.open("rb"))


def read_all(found: Found, declared: DeclaredSource) -> bytes | Rejection:
    """The bytes of a file, or the reason why not (unreadable, larger than ``limits.max_bytes``)."""
    limit = declared.source.limits.max_bytes
    if found.size is not None and found.size > limit:
        return _rejected(found, declared, "too-large", f"{found.size:,} bytes, limit {limit:,}")
    try:
        with found.open() as stream:
            content = stream.read(limit + 1)
    except RejectedError as error:
        return rejection(error, found.locator, declared)
    except OSError as error:
        return _rejected(found, declared, "unreachable", error.strerror or str(error))
    if len(content) > limit:
        return _rejected(found, declared, "too-large", f"more than {limit:,} bytes")
    return content


def _rejected(found: Found, declared: DeclaredSource, reason: str, detail: str) -> Rejection:
    return Rejection("discover", reason, detail, declared.source_id, found.locator)


def rejection(error: RejectedError, locator: str, declared: DeclaredSource) -> Rejection:
    """What could not be read or fetched, as a rejection."""
    return Rejection(error.stage, error.reason, error.detail, declared.source_id, locator)


def stream_of(content: bytes) -> BinaryIO:
    """Bytes as a stream."""
    return cast(BinaryIO, io.BytesIO(content))
