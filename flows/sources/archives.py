"""Reading zip and tar archives member by member, without unpacking to disk.

Takes a found archive, gives its members as inputs named ``archive!/member``. A member's name is never used as a
path; one that would lead out of the archive is a rejection. Limits on the number of members, on their bytes
together and on the ratio of unpacked to packed bytes stop zip bombs while they are read, not after.
"""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from flows.sources.declarations import FILE_NAME, DeclaredSource
from flows.sources.locations import Found, is_excluded, rejection
from transforms.articles.formats import format_of_name
from transforms.articles.inputs import Input, RejectedError, Rejection

_SUFFIXES = {
    ".zip": "zip", ".tar": "tar", ".tar.gz": "tar", ".tgz": "tar", ".tar.bz2": "tar", ".tbz2": "tar",
    ".tar.xz": "tar", ".txz": "tar",
}  # fmt: skip
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
_LEAST_PACKED = 1_000_000
"""Below this many unpacked bytes the ratio is not looked at: short texts of one letter pack very well."""


def archive_format(name: str) -> str:
    """``zip`` or ``tar`` if a file name ends as an archive's, else ""."""
    lower = name.lower().split("?")[0]
    return next((kind for suffix, kind in _SUFFIXES.items() if lower.endswith(suffix)), "")


class Budget:
    """What may still be unpacked from one archive."""

    def __init__(self, declared: DeclaredSource, packed: int | None) -> None:
        """Start with the limits of the source.

        Args:
            declared: the source.
            packed: size of the archive in bytes, or None if it is not known.
        """
        limits = declared.source.limits
        by_ratio = limits.max_archive_bytes if packed is None else int(max(_LEAST_PACKED, packed * limits.max_ratio))
        self.bytes_left = min(limits.max_archive_bytes, by_ratio)
        self.members_left = limits.max_members
        self.member_limit = limits.max_bytes

    def exceeded(self) -> str:
        """Which limit is reached, or ""."""
        if self.bytes_left < 0:
            return "unpacks to more than limits.max_archive_bytes or limits.max_ratio allow"
        return "more members than limits.max_members" if self.members_left < 0 else ""


def members(found: Found, declared: DeclaredSource) -> Iterator[Input | Rejection]:
    """The members of an archive that are articles.

    Args:
        found: the archive.
        declared: its source.

    Yields:
        One input for each file of a known format, sorted by name in a zip, in stored order in a tar; rejections for
        members that cannot be read; one last rejection if the archive breaks off or exceeds the limits.
    """
    budget = Budget(declared, found.size)
    reader = _zip_members if archive_format(found.locator) == "zip" else _tar_members
    is_empty = True
    try:
        with found.open() as stream:
            for member in reader(stream, found, declared, budget):
                is_empty = False
                yield member
                if isinstance(member, Rejection) and member.reason == "archive-too-large":
                    return
    except RejectedError as error:  # the store that it is in failed
        yield rejection(error, found.locator, declared)
        return
    except (
        Exception
    ) as error:  # zipfile and tarfile raise whatever a broken directory runs into (IndexError, struct.error)
        yield _rejected(found.locator, declared, "damaged", f"{type(error).__name__}: {error}")
        return
    if is_empty:
        yield _rejected(
            found.locator, declared, "unknown-format", "no member of the archive is of a format that is read"
        )


def _zip_members(
    stream: BinaryIO, found: Found, declared: DeclaredSource, budget: Budget
) -> Iterator[Input | Rejection]:
    with zipfile.ZipFile(stream) as archive:
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            name = _zip_name(entry)
            if entry.is_dir() or not _is_wanted(name, declared):
                continue
            locator = f"{found.locator}!/{name}"
            budget.members_left -= 1
            if budget.exceeded():
                yield _rejected(found.locator, declared, "archive-too-large", budget.exceeded())
                return
            if entry.flag_bits & 1:
                yield _rejected(locator, declared, "encrypted", "the member needs a password")
                continue
            modified = _moment(*entry.date_time)
            try:
                with archive.open(entry) as member:
                    yield _member(member, locator, declared, budget, modified)
            except _BROKEN as error:
                yield _rejected(locator, declared, "damaged", f"{type(error).__name__}: {error}")


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """A member's name; old Chinese archives write it in GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _tar_members(
    stream: BinaryIO, found: Found, declared: DeclaredSource, budget: Budget
) -> Iterator[Input | Rejection]:
    with tarfile.open(fileobj=stream, mode="r|*") as archive:
        for entry in archive:
            budget.bytes_left -= entry.size  # a stream unpacks members that are passed over, too
            if budget.exceeded():
                yield _rejected(found.locator, declared, "archive-too-large", budget.exceeded())
                return
            if not entry.isfile() or not _is_wanted(entry.name, declared):
                continue
            locator = f"{found.locator}!/{entry.name}"
            budget.members_left -= 1
            budget.bytes_left += entry.size  # counted again as it is read
            member = archive.extractfile(entry)
            if member is not None:
                yield _member(member, locator, declared, budget, datetime.fromtimestamp(entry.mtime, UTC))


def _member(
    member: IO[bytes], locator: str, declared: DeclaredSource, budget: Budget, modified: datetime | None
) -> Input | Rejection:
    if not is_safe_name(locator.rpartition("!/")[2]):
        return _rejected(locator, declared, "unsafe-name", "the name leads out of the archive")
    content = member.read(min(budget.member_limit, max(0, budget.bytes_left)) + 1)
    budget.bytes_left -= len(content)
    if len(content) > budget.member_limit:
        return _rejected(locator, declared, "too-large", f"more than {budget.member_limit:,} bytes")
    if budget.bytes_left < 0:
        return _rejected(locator, declared, "archive-too-large", budget.exceeded())
    return Input(declared.source_id, locator, content, modified=modified)


def is_safe_name(name: str) -> bool:
    """Whether a member's name stays inside of its archive: relative, without ``..``, NUL or drive letters."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not (name.startswith(("/", "\\")) or ".." in parts or "\0" in name or name[1:2] == ":")


def _is_wanted(name: str, declared: DeclaredSource) -> bool:
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    if base == FILE_NAME or base.startswith("._") or "__MACOSX/" in name or is_excluded(name, declared):
        return False
    return bool(format_of_name(base)) or declared.source.files.format is not None


def _moment(*parts: int) -> datetime | None:
    try:
        return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]
    except ValueError:
        return None


def _rejected(locator: str, declared: DeclaredSource, reason: str, detail: str) -> Rejection:
    return Rejection("discover", reason, detail, declared.source_id, locator)
