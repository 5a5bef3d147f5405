"""Files of the site, written only where they changed: takes paths and texts, keeps a folder in step with them."""

from __future__ import annotations

import json
import os
from pathlib import Path

LIST = ".pages.json"
"""Names the files that we wrote, so that a page whose subject is gone can be removed and nothing else ever is."""


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
        self._paths: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, path: str, text: str) -> None:
        """Put `text` at `path` (relative, with ``/``), unless the file reads so already."""
        self._paths.add(path)
        content = text.encode("utf-8")
        target = self.folder / path
        try:
            if target.stat().st_size == len(content) and target.read_bytes() == content:
                self.kept += 1
                return
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.new")
        beside.write_bytes(content)
        beside.replace(target)  # a reader sees the old page or the new one, never half of one
        self.written += 1

    def finish(self) -> None:
        """Remove the pages of an earlier build that this one did not write, and remember its own."""
        record = self.folder / LIST
        earlier = set(json.loads(record.read_text("utf-8"))) if record.exists() else set()
        for path in earlier - self._paths:
            (self.folder / os.path.normpath(path)).unlink(missing_ok=True)
        content = json.dumps(sorted(self._paths), indent=0)
        if not record.exists() or record.read_text("utf-8") != content:
            record.write_text(content, "utf-8")
