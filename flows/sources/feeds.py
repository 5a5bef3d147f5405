"""Kind ``feed``: RSS and Atom (feedparser), full text from the linked pages or from the entries themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

import feedparser

from flows.sources.declarations import DeclaredSource
from flows.sources.fetching import Fetcher
from flows.sources.locations import Found, locate, read_all
from flows.sources.memory import PageMemory
from flows.sources.pages import Link, absolute, fetch_links
from flows.sources.xml import safe_xml
from transforms.articles.inputs import Input, RejectedError, Rejection


def discover(declared: DeclaredSource, memory: PageMemory | None = None) -> Iterator[Input | Rejection]:
    """The entries of the feeds of a source."""
    with Fetcher(declared, memory) as fetcher:
        if declared.source.pages.full_text:
            yield from fetch_links(_links(declared, memory), fetcher, declared)
            return
        for found, entry in _entries(declared, memory):
            yield found if isinstance(found, Rejection) else _as_input(found, entry, declared)


def _links(declared: DeclaredSource, memory: PageMemory | None) -> Iterator[Link | Rejection]:
    for found, entry in _entries(declared, memory):
        if isinstance(found, Rejection):
            yield found
        elif address := absolute(found.url or found.locator, entry.get("link", "")):
            yield Link(address, _hints(entry))


def _entries(declared: DeclaredSource, memory: PageMemory | None) -> Iterator[tuple[Found | Rejection, Any]]:
    """Feeds with their entries, in order; a feed that cannot be read is a rejection."""
    for found in locate(declared, lambda name: "feed" if name.endswith((".xml", ".rss", ".atom")) else "", memory):
        content = found if isinstance(found, Rejection) else read_all(found, declared)
        if isinstance(content, Rejection) or isinstance(found, Rejection):
            yield (content if isinstance(content, Rejection) else found), None
            continue
        try:
            feed = feedparser.parse(safe_xml(content, found.charset), sanitize_html=False)
        except RejectedError as error:
            yield Rejection(error.stage, error.reason, error.detail, declared.source_id, found.locator), None
            continue
        if not feed.entries:
            detail = "no entries: not a feed, or an empty one"
            yield Rejection("discover", "not-an-article", detail, declared.source_id, found.locator), None
        for entry in feed.entries:
            yield found, entry


def _hints(entry: Any) -> dict[str, str]:  # noqa: ANN401 - feedparser is not typed
    hints = {
        "title": re.sub(r"<[^>]+>", "", entry.get("title", "")),
        "authors": entry.get("author", ""),
        "published": entry.get("published", "") or entry.get("updated", ""),
    }
    return {name: value for name, value in hints.items() if value}


def _as_input(found: Found, entry: Any, declared: DeclaredSource) -> Input | Rejection:  # noqa: ANN401
    """An entry whose own text is the article, as a page with that text."""
    bodies = [each.get("value", "") for each in entry.get("content", [])] or [entry.get("summary", "")]
    key = entry.get("id") or entry.get("link") or entry.get("title") or ""
    locator = f"{found.locator}#{key}"
    hints = {**_hints(entry), "body": "article"}
    head = f"<title>{escape(hints.get('title', ''))}</title>"
    page = f"<!DOCTYPE html><html><head>{head}</head><body><article>{max(bodies, key=len)}</article></body></html>"
    url = absolute(found.url or found.locator, entry.get("link", "")) or None
    return Input(declared.source_id, locator, page.encode(), url=url, media_type="text/html", hints=hints)
