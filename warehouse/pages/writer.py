"""Files of the site, written only where they changed: takes paths and texts, keeps a folder in step with them.

A page that names its origin (what it is made from, in a few characters) need not be made again while the origin
is the same and nobody has touched the file: `stands` tells so.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

RECORD = ".pages.json"
"""Names the files that we wrote, so that a page whose subject is gone can be removed and nothing else ever is.

Of each it says the origin, and the size and time of change (nanoseconds) that the file had when it was written.
"""

Entry = tuple[str, int, int]


class Writer:
    """Writes the pages of one build into a folder.

    Attributes:
        written: how many files were new or changed.
        kept: how many files already read so.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written = 0
        self.kept = 0
        folder.mkdir(parents=True, exist_ok=True)
        self._earlier = _recorded(folder / RECORD)
        self._entries: dict[str, Entry] = {}

    def stands(self, path: str, origin: str) -> bool:
        """Is the file at `path` as a build wrote it from this origin? Then it stays, and counts as of this build."""
        entry = self._earlier.get(path)
        if entry is None or entry != _entry(self.folder / path, origin):
            return False
        self._entries[path] = entry
        self.kept += 1
        return True

    def write(self, path: str, text: str, origin: str = "") -> None:
        """Put `text` at `path` (relative, with ``/``), unless the file reads so already."""
        content = text.encode("utf-8")
        target = self.folder / path
        if _reads(target, content):
            self.kept += 1
        else:
            _put(target, content)
            self.written += 1
        self._entries[path] = _entry(target, origin)

    def finish(self) -> None:
        """Remove the pages of an earlier build that this one did not write, and remember its own."""
        for path in self._earlier.keys() - self._entries.keys():
            (self.folder / os.path.normpath(path)).unlink(missing_ok=True)
        if self._entries != self._earlier:
            _put(self.folder / RECORD, json.dumps(dict(sorted(self._entries.items()))).encode("utf-8"))


def _recorded(record: Path) -> dict[str, Entry]:
    """What an earlier build wrote; the record of an earlier release names the files only."""
    if not record.exists():
        return {}
    found = json.loads(record.read_text("utf-8"))
    if isinstance(found, list):
        return {str(path): ("", 0, 0) for path in found}
    return {str(path): (str(origin), int(size), int(changed)) for path, (origin, size, changed) in found.items()}


def _entry(file: Path, origin: str) -> Entry:
    try:
        told = file.stat()
    except FileNotFoundError:
        return origin, -1, 0
    return origin, told.st_size, told.st_mtime_ns


def _put(target: Path, content: bytes) -> None:
    """Whoever reads the file meanwhile sees the old one or the new one, never half of one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(content)
    beside.replace(target)


def _reads(file: Path, content: bytes) -> bool:
    try:
        return file.stat().st_size == len(content) and file.read_bytes() == content
    except FileNotFoundError:
        return False
