"""Kind ``files``: every file that a pattern finds is an article."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from flows.sources.declarations import FILE_NAME, DeclaredSource
from transforms.articles.formats import format_of_name
from transforms.articles.inputs import Input, Rejection


def discover(declared: DeclaredSource) -> Iterator[Input | Rejection]:
    """The files of a source, sorted by path."""
    for pattern in declared.source.locations:
        for path in sorted(_matching(declared, pattern)):
            yield read_file(path, locator_of(path, declared), declared)


def _matching(declared: DeclaredSource, pattern: str) -> Iterator[Path]:
    """Files that a pattern finds; a folder stands for all files of a known format in it."""
    location = Path(pattern).expanduser()
    base = Path(location.anchor) if location.is_absolute() else declared.folder
    relative = str(location.relative_to(location.anchor)) if location.is_absolute() else str(location)
    if (base / relative).is_dir():
        found = [path for path in (base / relative).rglob("*") if format_of_name(path.name)]
    elif not any(mark in relative for mark in "*?["):
        found = [base / relative]
    else:
        found = list(base.glob(relative))
    for path in found:
        if not path.is_dir() and path.name != FILE_NAME and not _is_excluded(path, declared):
            yield path


def _is_excluded(path: Path, declared: DeclaredSource) -> bool:
    name = locator_of(path, declared)
    return any(
        fnmatch.fnmatch(name, each) or fnmatch.fnmatch(path.name, each) for each in declared.source.files.exclude
    )


def locator_of(path: Path, declared: DeclaredSource) -> str:
    """A file's name inside its source: its path from the source's folder, the same on every machine."""
    return os.path.relpath(path, declared.folder).replace(os.sep, "/")


def read_file(path: Path, locator: str, declared: DeclaredSource) -> Input | Rejection:
    """One file as an input; a rejection if it cannot be read or is too large."""
    limit = declared.source.limits.max_bytes
    try:
        status = path.stat()
        if status.st_size > limit:
            detail = f"{status.st_size:,} bytes, limit {limit:,}"
            return Rejection("discover", "too-large", detail, declared.source_id, locator)
        content = path.read_bytes()
    except OSError as error:
        return Rejection("discover", "unreachable", error.strerror or str(error), declared.source_id, locator)
    modified = datetime.fromtimestamp(status.st_mtime, UTC)
    return Input(declared.source_id, locator, content, modified=modified)
