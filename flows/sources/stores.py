"""Files in an object store, at s3:// addresses: found by pattern, opened as streams.

Arrow speaks to the store (with the same variables as the lake: AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL_S3 …), fsspec
knows what ``*`` and ``**`` mean. Which server is asked is said by the environment, never by a source.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from io import BufferedReader
from typing import Any

from flows.sources.declarations import DeclaredSource
from flows.sources.locations import Found, is_excluded, rejection
from flows.sources.objects import ObjectStream, told
from transforms.articles.inputs import Rejection

_PIECE_BYTES = 4_000_000
"""So much is asked for at once: readers of archives and packed tables take a few kilobytes at a time."""


def found_in_store(location: str, declared: DeclaredSource, known: Callable[[str], str]) -> Iterator[Found | Rejection]:
    """The objects that a location names, sorted.

    Args:
        location: ``s3://bucket/path``, with ``*`` and ``**``; a folder or a bucket stands for everything below.
        declared: the source.
        known: tells the format of a name; asked for the objects of a folder.
    """
    protocol, _, path = location.partition("://")
    if protocol != "s3":
        detail = f"{protocol}:// is not read; use a local path, https:// or s3://"
        yield Rejection("discover", "unreachable", detail, declared.source_id, location)
        return
    try:
        store = _connect(declared)
        objects = _objects(store, path, known)
    except OSError as error:
        yield rejection(told(error), location, declared)
        return
    for name in sorted(objects):
        if not is_excluded(name, declared):
            yield _found(store, name, objects[name])


def _connect(declared: DeclaredSource) -> Any:  # noqa: ANN401 - fsspec is not typed
    """The store, within the limits of the source's ``[fetch]``."""
    from fsspec.implementations.arrow import ArrowFSWrapper
    from pyarrow import fs

    from warehouse.storage import open_storage

    fetch = declared.source.fetch
    storage = open_storage(
        os.environ,
        connect_timeout=min(10.0, fetch.timeout_seconds),
        request_timeout=fetch.timeout_seconds,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=fetch.retries + 1),
    )
    return ArrowFSWrapper(storage, skip_instance_cache=True, use_listings_cache=False)


def _objects(store: Any, path: str, known: Callable[[str], str]) -> dict[str, dict[str, Any]]:  # noqa: ANN401
    """The objects that a path names, with what the store says of each.

    Raises:
        OSError: the store does not answer, or has no such place. (Left to itself, fsspec would pass over a folder
            that cannot be listed, and nobody would learn that its articles are missing.)
    """
    if any(mark in path for mark in "*?["):
        found = store.glob(path, detail=True, on_error="raise")
        return {name: details for name, details in found.items() if details["type"] != "directory"}
    if not path.endswith("/"):
        details = store.info(path)
        if details["type"] != "directory":
            return {path: details}
    found = store.find(path, detail=True, on_error="raise")
    return {name: details for name, details in found.items() if known(name)}


def _found(store: Any, name: str, details: dict[str, Any]) -> Found | Rejection:  # noqa: ANN401
    modified = details.get("mtime")
    return Found(
        locator=f"s3://{name}",
        size=details.get("size"),
        modified=modified.astimezone(UTC) if isinstance(modified, datetime) else None,
        open=lambda: BufferedReader(ObjectStream(partial(store.open, name, "rb")), _PIECE_BYTES),
    )
