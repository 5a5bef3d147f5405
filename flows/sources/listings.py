"""Kind ``listing``: pages whose links a selector picks, over the pages of the list, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from flows.sources.declarations import DeclaredSource
from flows.sources.fetching import Fetcher
from flows.sources.lists import ReadList, name_of, places, read_list
from flows.sources.locations import rejection
from flows.sources.memory import PageMemory
from flows.sources.pages import Link, absolute, fetch_links
from transforms.articles.encoding import decode
from transforms.articles.inputs import Input, RejectedError, Rejection
from transforms.articles.pages import every, first, parse_page


def discover(declared: DeclaredSource, memory: PageMemory | None = None) -> Iterator[Input | Rejection]:
    """The pages that the lists of a source link to."""
    with Fetcher(declared, memory) as fetcher:
        yield from fetch_links(_links(declared, fetcher), fetcher, declared)


def _links(declared: DeclaredSource, fetcher: Fetcher) -> Iterator[Link | Rejection]:
    """The links of every list page, following ``pages.next``; a list without any link is a rejection."""
    pages, read = declared.source.pages, 0
    seen: set[str] = set()
    waiting = list(places(declared, _format))
    while waiting and read < pages.max_lists:
        place = waiting.pop(0)
        name = name_of(place)
        if name in seen:
            continue
        seen.add(name)
        read += 1
        try:
            links, following = _read_links(read_list(place, declared, fetcher), declared)
        except RejectedError as error:
            yield rejection(error, name, declared)
            continue
        if not links:
            detail = f"no link on the list matches [pages] links = {pages.links!r}"
            if not isinstance(place, str) and not declared.source.homepage:
                detail += "; relative links of a saved list start from homepage = ..., which is not given"
            yield Rejection("discover", "not-an-article", detail, declared.source_id, name)
        yield from links
        if following:
            waiting.insert(0, following)


def _format(name: str) -> str:
    return "list" if name.endswith((".html", ".htm")) else ""


def _read_links(page: ReadList, declared: DeclaredSource) -> tuple[list[Link], str]:
    """The links on a list page with their words as titles, and the address of the next list page or ""."""
    tree = parse_page(decode(page.content, declared.source.encoding, page.charset))
    links = []
    for node in every(tree, declared.source.pages.links):
        anchor = node if node.tag == "a" else node.css_first("a")
        target = absolute(page.base, (anchor.attributes.get("href") or "")) if anchor is not None else ""
        if target and anchor is not None:
            title = anchor.attributes.get("title") or " ".join(anchor.text().split())
            links.append(Link(target, {"title": title} if title else {}))
    onward = first(tree, declared.source.pages.next) if declared.source.pages.next else None
    following = absolute(page.base, onward.attributes.get("href") or "") if onward is not None else ""
    return links, following
