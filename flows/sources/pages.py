"""Pages found by links: what kinds ``feed``, ``sitemap`` and ``listing`` have in common.

Takes links in the order in which a list gives them, fetches the pages behind them and gives inputs; pages that an
earlier run has read end the reading, for lists are newest first.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin

from flows.sources.declarations import DeclaredSource
from flows.sources.fetching import Fetcher
from flows.sources.locations import rejection
from flows.sources.web import as_input
from transforms.articles.inputs import Input, RejectedError, Rejection

SETTLED_IN_A_ROW = 10
"""So many pages in a row that an earlier run has read end the reading of a list."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be an article, and what its list says of it (title, authors, published)."""

    address: str
    hints: dict[str, str] = field(default_factory=dict)


def fetch_links(
    links: Iterable[Link | Rejection], fetcher: Fetcher, declared: DeclaredSource
) -> Iterator[Input | Rejection]:
    """The pages behind links.

    Args:
        links: in the list's order, newest first; rejections are handed on.
        fetcher: fetches them.
        declared: for patterns and limits.

    Yields:
        Inputs and rejections, each address once. Pages that an earlier run has read are asked for conditionally, for
        they may have been corrected; ten of them in a row end the reading. Pages that a run fetched and did not come
        to read are not fetched again.
    """
    asked = settled_in_a_row = 0
    for link in _distinct(links, declared):
        if isinstance(link, Rejection):
            yield link
            continue
        settled = fetcher.is_settled(link.address)
        settled_in_a_row = settled_in_a_row + 1 if settled else 0
        kept = None if settled else fetcher.kept(link.address)
        asked += kept is None
        if asked > declared.source.pages.max_articles:
            return
        try:
            page = kept if kept is not None else fetcher.get(link.address)
            yield as_input(page, link.address, declared, link.hints)
        except RejectedError as error:
            yield rejection(error, link.address, declared)
        if settled_in_a_row >= SETTLED_IN_A_ROW:
            return


def _distinct(links: Iterable[Link | Rejection], declared: DeclaredSource) -> Iterator[Link | Rejection]:
    """Each wanted address once; rejections are handed on."""
    seen: set[str] = set()
    for link in links:
        if isinstance(link, Rejection):
            yield link
        elif link.address not in seen and is_wanted(link.address, declared):
            seen.add(link.address)
            yield link


def is_wanted(address: str, declared: DeclaredSource) -> bool:
    """Whether the patterns of ``[pages]`` let an address in: shell patterns over the whole, or ``re:`` expressions."""
    pages = declared.source.pages
    included = not pages.include or any(_matches(address, pattern) for pattern in pages.include)
    return included and not any(_matches(address, pattern) for pattern in pages.exclude)


def _matches(address: str, pattern: str) -> bool:
    if pattern.startswith("re:"):
        return re.search(pattern[3:], address) is not None
    return fnmatch.fnmatchcase(address, pattern)


def absolute(base: str, link: str) -> str:
    """The full address of a link on a page, without its fragment; "" if it is none that can be fetched."""
    try:
        address = urldefrag(urljoin(base, link.strip()))[0]
    except ValueError:
        return ""
    return address if address.startswith(("https://", "http://")) else ""
