"""Raw first: the bytes that were read, kept compressed under their SHA-256 beside the lake's tables.

Takes bytes, gives their hash; the same bytes are kept once, whatever they are called and however often they come.
The copies stand under ``raw/``, in a folder or in S3-compatible storage, and are written
whole or not at all.
"""

from __future__ import annotations

import hashlib
import os

from pyarrow import fs

from warehouse.address import Address
from warehouse.errors import LakeError, LakeUnavailableError, one_line
from warehouse.storage import open_storage

_CODEC = "zstd"


class RawStore:
    """The raw copies of one lake."""

    def __init__(self, address: Address) -> None:
        """Prepare; nothing is opened or made yet."""
        self._address = address
        self._folder = address.raw_path.removeprefix("s3://")
        if address.on_s3:
            self._files: fs.FileSystem = open_storage(address.environment)
        else:
            self._files = fs.LocalFileSystem()

    def keep(self, content: bytes) -> str:
        """Keep bytes; gives their SHA-256 in hex.

        Raises:
            LakeUnavailableError: the storage did not answer.
            LakeError: the copy cannot be written (no space, no permission).
        """
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            if not self._is_kept(sha256):
                self._write(self._place(sha256), content)
        except OSError as error:
            raise self._failure(error) from error
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes of that SHA-256.

        Raises:
            LakeError: they were never kept, or the copy is damaged.
        """
        try:
            with self._files.open_input_stream(self._place(sha256), compression=_CODEC) as stream:
                content = bytes(stream.read())
        except FileNotFoundError as error:
            raise LakeError(f"no raw copy {sha256} in {self._address.shown}") from error
        except OSError as error:
            raise self._failure(error) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise LakeError(f"the raw copy {sha256} in {self._address.shown} is damaged: fetch its article again")
        return content

    def _is_kept(self, sha256: str) -> bool:
        info = self._files.get_file_info(self._place(sha256))
        return bool(info.type == fs.FileType.File and info.size > 0)

    def _write(self, place: str, content: bytes) -> None:
        if self._address.on_s3:  # an upload appears when it is complete
            with self._files.open_output_stream(place, compression=_CODEC) as stream:
                stream.write(content)
            return
        self._files.create_dir(place.rpartition("/")[0], recursive=True)
        unfinished = f"{place}.{os.getpid()}.part"
        with self._files.open_output_stream(unfinished, compression=_CODEC) as stream:
            stream.write(content)
        self._files.move(unfinished, place)

    def _place(self, sha256: str) -> str:
        return f"{self._folder}/{sha256[:2]}/{sha256}.zst"

    def _failure(self, error: OSError) -> LakeError:
        kind = LakeUnavailableError if self._address.on_s3 else LakeError
        return kind(f"raw copies in {self._address.raw_path}: {one_line(error)}")
