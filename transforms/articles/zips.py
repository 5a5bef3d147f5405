"""Office files that are zip archives (docx, xlsx, epub): opened only if they unpack to something sensible."""

from __future__ import annotations

import io
import zipfile
import zlib

from transforms.articles.inputs import RejectedError
from transforms.articles.source import Limits

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What reading a damaged zip raises."""

_LEAST = 5_000_000
_MOST_PARTS = 10_000


def open_zip(content: bytes, limits: Limits, what: str) -> zipfile.ZipFile:
    """Open an office file, after checking by its directory what it unpacks to.

    Args:
        content: the bytes of the file.
        limits: ratio and bytes allowed.
        what: name of the format for the message.

    Raises:
        RejectedError: the file is damaged, or is a zip bomb.
    """
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        sizes = [entry.file_size for entry in packed.infolist()]
    except BROKEN_ZIP as error:
        raise RejectedError("parse", "damaged", f"no {what}: {error}") from None
    allowed = min(max(_LEAST, int(len(content) * limits.max_ratio)), 10 * limits.max_bytes)
    if sum(sizes) > allowed or len(sizes) > _MOST_PARTS:
        raise RejectedError("parse", "archive-too-large", f"unpacks to {sum(sizes):,} bytes in {len(sizes):,} parts")
    return packed


def read_part(packed: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    """One part of an office file; its declared size may lie, so the reading is limited, too.

    Raises:
        RejectedError: the part is missing, damaged or too large.
    """
    try:
        with packed.open(name) as part:
            content = part.read(10 * limits.max_bytes + 1)
    except KeyError:
        raise RejectedError("parse", "damaged", f"has no part {name}") from None
    except BROKEN_ZIP as error:
        raise RejectedError("parse", "damaged", f"{name}: {error}") from None
    if len(content) > 10 * limits.max_bytes:
        raise RejectedError(
            "parse", "archive-too-large", f"{name} unpacks to more than {10 * limits.max_bytes:,} bytes"
        )
    return content
