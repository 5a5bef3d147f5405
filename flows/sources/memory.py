"""What is remembered of fetched pages, so that they are fetched again only if they changed.

A :class:`PageMemory` gives back what was kept for an address: the validators for a conditional request, and the
bytes for an answer that says *not modified*, or for a run that broke off after it had fetched them. Here is the
protocol, and one that lasts as long as the process.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RememberedPage:
    """A page as it was fetched last."""

    content: bytes
    url: str
    fetched_at: datetime
    etag: str = ""
    last_modified: str = ""
    media_type: str = ""
    charset: str = ""


class PageMemory(Protocol):
    """Where fetched pages are kept, by source and by the address that was asked for."""

    def recall(self, source_id: str, address: str) -> RememberedPage | None:
        """The page that was fetched last from an address, or None."""

    def keep(self, source_id: str, address: str, page: RememberedPage) -> None:
        """Keep a page for the next run."""

    def is_settled(self, source_id: str, address: str) -> bool:
        """Whether the page that is kept was read to the end by an earlier run: it is in the lake, or refused."""


class ProcessMemory:
    """Pages of this process only."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._pages: dict[tuple[str, str], RememberedPage] = {}
        self._settled: set[tuple[str, str]] = set()

    def recall(self, source_id: str, address: str) -> RememberedPage | None:
        """The page that was fetched last from an address, or None."""
        return self._pages.get((source_id, address))

    def keep(self, source_id: str, address: str, page: RememberedPage) -> None:
        """Keep a page as long as the process lives."""
        self._pages[source_id, address] = page

    def is_settled(self, source_id: str, address: str) -> bool:
        """Whether a page was kept before `settle` was called last."""
        return (source_id, address) in self._settled

    def settle(self) -> None:
        """Take everything kept so far for read."""
        self._settled |= self._pages.keys()
