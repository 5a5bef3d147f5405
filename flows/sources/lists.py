"""Where kinds ``sitemap`` and ``listing`` start: lists on the web, on this machine or in a store.

Takes a declared source, gives each list's bytes and the address that its relative links start from. A list that was
saved has no address of its own; its links start from the source's ``homepage``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.sources.declarations import DeclaredSource
from flows.sources.fetching import Fetcher
from flows.sources.locations import Found, is_on_web, locate_stored, read_all
from transforms.articles.inputs import RejectedError, Rejection

Place = str | Found | Rejection
"""A list: the address to fetch it from, the file that it is, or why it is not there."""


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list that was read.

    Attributes:
        content: its bytes.
        base: the address that its links start from, or "".
        charset: the encoding that the server declared, or "".
    """

    content: bytes
    base: str
    charset: str = ""


def places(declared: DeclaredSource, known: Callable[[str], str]) -> Iterator[Place]:
    """The lists that the locations of a source name, in their order."""
    for location in declared.source.locations:
        if is_on_web(location):
            yield location
        else:
            yield from locate_stored(location, declared, known)


def name_of(place: Place) -> str:
    """What a list is called in a rejection."""
    return place if isinstance(place, str) else place.locator


def read_list(place: Place, declared: DeclaredSource, fetcher: Fetcher) -> ReadList:
    """Read a list.

    Raises:
        RejectedError: it cannot be fetched or read.
    """
    if isinstance(place, str):
        page = fetcher.get(place)
        return ReadList(page.content, page.url, page.charset)
    content = place if isinstance(place, Rejection) else read_all(place, declared)
    if isinstance(content, Rejection):
        raise RejectedError(content.stage, content.reason, content.detail)
    return ReadList(content, declared.source.homepage)
