"""The body of an answer, read within a limit of bytes, also where it is packed.

httpx would unpack a piece whole, and a small piece can hold gigabytes; so it is unpacked here, bounded.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx

from transforms.articles.inputs import RejectedError

_WINDOW = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


def read_body(response: httpx.Response, limit: int) -> bytes:
    """Read a body.

    Args:
        response: a streamed answer.
        limit: bytes, unpacked.

    Raises:
        RejectedError: too large, or packed in a way that is broken or was not asked for.
        httpx.TimeoutException: the time of the request is over.
    """
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise RejectedError("fetch", "too-large", f"{int(declared):,} bytes, limit {limit:,}")
    pieces, size = [], 0
    for piece in _unpacked(response, limit):
        size += len(piece)
        if size > limit:
            raise RejectedError("fetch", "too-large", f"more than {limit:,} bytes")
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(response: httpx.Response, limit: int) -> Iterator[bytes]:
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing in {"", "identity"}:
        yield from response.iter_raw()
        return
    if packing not in _WINDOW:
        raise RejectedError("fetch", "damaged", f"packed as {packing}, which was not asked for")
    unpacker = zlib.decompressobj(_WINDOW[packing])
    try:
        for piece in response.iter_raw():
            yield unpacker.decompress(piece, limit + 1)
    except zlib.error as error:
        raise RejectedError("fetch", "damaged", f"{packing}: {error}") from None
