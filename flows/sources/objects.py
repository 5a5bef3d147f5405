"""One object of a store as a stream of bytes, and what is said when the store fails.

A reader of zip files or web archives would take a store's error for a broken file, or for its end. So it leaves here
as a :class:`RejectedError`, which every kind of source hands on as what it is.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from typing import Any, TypeVar

from transforms.articles.inputs import RejectedError
from warehouse.errors import one_line
from warehouse.storage import SECRETS

_FORBIDDEN = re.compile(
    r"ACCESS_DENIED|INVALID_ACCESS_KEY_ID|SIGNATURE|INVALID_CLIENT_TOKEN_ID|UNRECOGNIZED_CLIENT|EXPIRED_TOKEN"
    r"|MISSING_AUTHENTICATION_TOKEN|HTTP status 40[13]"
)
_NOISE = re.compile(r" \(Request ID: [^)]*\)|; Details: .*|^\[Errno \d+\] |\. Detail: .*")
_ADVICE = "check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION"

Answer = TypeVar("Answer")


def told(error: OSError) -> RejectedError:
    """What a store's failure is called: no such place, no right to it, too slow, or no answer; without any secret."""
    said = str(error)
    for name in SECRETS:
        if value := os.environ.get(name):
            said = said.replace(value, "***")
    said = _NOISE.sub("", one_line(OSError(said)))
    if isinstance(error, FileNotFoundError):
        return RejectedError("fetch", "unreachable", f"no such object or bucket: {said}")
    if _FORBIDDEN.search(said):
        return RejectedError("fetch", "forbidden", f"{said}; {_ADVICE}")
    return RejectedError("fetch", "timeout" if "curlCode: 28" in said else "unreachable", said)


class ObjectStream(io.RawIOBase):
    """The bytes of an object, asked for as they are read."""

    def __init__(self, open_object: Callable[[], Any]) -> None:
        """Open it.

        Args:
            open_object: gives the store's own file; asks the store.

        Raises:
            RejectedError: the store does not give it.
        """
        self._file: Any = None  # so that closing works if opening does not
        self._file = _asked(open_object)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes: the end of a zip archive is read first."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - as io declares it
        """Fill a buffer."""
        return int(_asked(lambda: self._file.readinto(buffer)))

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; nothing is asked for yet."""
        return int(_asked(lambda: self._file.seek(offset, whence)))

    def tell(self) -> int:
        """The place that is read next."""
        return int(self._file.tell())

    def close(self) -> None:
        """Let the object go."""
        if self._file is not None and not self.closed:
            self._file.close()
        super().close()


def _asked(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except OSError as error:
        raise told(error) from None
