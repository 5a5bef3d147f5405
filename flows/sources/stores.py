"""Files in an object store (s3:// and what else fsspec knows): found by pattern, opened as streams."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO, cast

from flows.sources.declarations import DeclaredSource
from flows.sources.locations import Found, is_excluded
from transforms.articles.inputs import Rejection

ALLOWED = ("s3",)
"""Protocols that a source may name; others of fsspec would reach what a source has no business with."""


def found_in_store(location: str, declared: DeclaredSource, known: Callable[[str], str]) -> Iterator[Found | Rejection]:
    """The objects that a location names, sorted.

    Args:
        location: ``s3://bucket/path``, with ``*`` and ``**``, or ending in ``/`` for everything below.
        declared: the source.
        known: tells the format of a name; asked for the objects below a path that ends in ``/``.
    """
    protocol = location.partition("://")[0]
    if protocol not in ALLOWED:
        detail = f"{protocol}:// is not read; use a local path, https:// or s3://"
        yield Rejection("discover", "unreachable", detail, declared.source_id, location)
        return
    try:
        import fsspec

        store = fsspec.filesystem(protocol)
        for path in sorted(_paths(store, location, known)):
            if not is_excluded(path, declared):
                yield _found(store, protocol, path)
    except ImportError:
        detail = "reading s3:// needs the package s3fs: pip install 'shushuo[s3]'"
        yield Rejection("discover", "unreachable", detail, declared.source_id, location)
    except Exception as error:  # every store raises its own; a source that cannot be reached is a rejection
        yield Rejection("discover", "unreachable", f"{type(error).__name__}: {error}", declared.source_id, location)


def _paths(store: Any, location: str, known: Callable[[str], str]) -> list[str]:  # noqa: ANN401 - fsspec is not typed
    if location.endswith("/"):
        return [path for path in store.find(location) if known(path)]
    if any(mark in location for mark in "*?["):
        return [path for path in store.glob(location) if not store.isdir(path)]
    return [location.partition("://")[2]]


def _found(store: Any, protocol: str, path: str) -> Found:  # noqa: ANN401 - fsspec is not typed
    details = store.info(path)
    modified = details.get("LastModified")
    return Found(
        locator=f"{protocol}://{path}",
        size=details.get("size"),
        modified=modified.astimezone(UTC) if isinstance(modified, datetime) else None,
        open=lambda: cast(BinaryIO, store.open(path, "rb")),
    )
