"""Raw first: keeps what was read before it is parsed, and remembers fetched pages from run to run.

Bytes go to the lake's raw store under their SHA-256. What was fetched from which address, and with which validators,
stands in one small file a source; if that file is lost, pages are fetched once more and nothing else happens.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.settings import Settings
from flows.sources.memory import RememberedPage
from transforms.articles.inputs import Input, Rejection
from warehouse.address import parse
from warehouse.errors import LakeError
from warehouse.known import Known
from warehouse.raw import RawStore


def raw_store(settings: Settings) -> RawStore:
    """The raw copies beside the lake."""
    return RawStore(parse(settings.lake))


def keep_raw(store: RawStore, found: Iterable[Input | Rejection]) -> None:
    """Keep the bytes of inputs, before anything is read from them.

    Raises:
        LakeError: the store cannot be written to.
    """
    for given in found:
        if isinstance(given, Input):
            store.keep(given.content)


class KeptPages:
    """The pages that runs have fetched, over the raw store (a ``flows.sources.memory.PageMemory``)."""

    def __init__(self, store: RawStore, folder: Path, known: Known) -> None:
        """Open nothing yet.

        Args:
            store: where the bytes are.
            folder: where the files stand that say what was fetched from where.
            known: what the lake has read.
        """
        self.store, self._folder, self._known = store, folder, known
        self._indexes: dict[str, dict[str, dict[str, Any]]] = {}

    def recall(self, source_id: str, address: str) -> RememberedPage | None:
        """The page that was fetched last from an address; None if it is not kept, or no longer whole."""
        entry = self._index(source_id).get(address)
        if entry is None:
            return None
        try:
            content = self.store.read(entry["sha256"])
        except LakeError:
            return None
        return RememberedPage(
            content=content,
            url=entry["url"],
            fetched_at=datetime.fromisoformat(entry["fetched_at"]),
            etag=entry["etag"],
            last_modified=entry["last_modified"],
            media_type=entry["media_type"],
            charset=entry["charset"],
        )

    def keep(self, source_id: str, address: str, page: RememberedPage) -> None:
        """Keep a page; its bytes first, so that what is remembered is there."""
        entry = {
            "sha256": self.store.keep(page.content),
            "url": page.url,
            "fetched_at": page.fetched_at.isoformat(),
            "etag": page.etag,
            "last_modified": page.last_modified,
            "media_type": page.media_type,
            "charset": page.charset,
        }
        if self._index(source_id).get(address) != entry:
            self._index(source_id)[address] = entry
            self._append(source_id, address, entry)

    def is_settled(self, source_id: str, address: str) -> bool:
        """Whether the lake has read the page that is kept, as an article or as a reject."""
        entry = self._index(source_id).get(address)
        return entry is not None and self._known.outcome(source_id, address, entry["sha256"]) is not None

    def _index(self, source_id: str) -> dict[str, dict[str, Any]]:
        if source_id not in self._indexes:
            self._indexes[source_id] = self._read_index(self._path(source_id))
        return self._indexes[source_id]

    @staticmethod
    def _read_index(path: Path) -> dict[str, dict[str, Any]]:
        """The last entry of each address; a line that was cut off by a crash is passed over."""
        found: dict[str, dict[str, Any]] = {}
        if not path.exists():
            return found
        for line in path.read_text("utf-8").splitlines():
            try:
                entry = json.loads(line)
                found[entry.pop("address")] = entry
            except (ValueError, KeyError, AttributeError):
                continue
        return found

    def _append(self, source_id: str, address: str, entry: dict[str, Any]) -> None:
        path = self._path(source_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as index:
            index.write(json.dumps({"address": address, **entry}, ensure_ascii=False) + "\n")

    def _path(self, source_id: str) -> Path:
        return self._folder / f"{source_id}.jsonl"


def kept_pages(settings: Settings, known: Known) -> KeptPages:
    """The pages fetched by earlier runs of this installation."""
    return KeptPages(raw_store(settings), settings.root / ".fetched", known)
