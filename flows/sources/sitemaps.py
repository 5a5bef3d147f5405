"""Kind ``sitemap``: pages found through sitemaps and their indexes, newest first."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from lxml import etree

from flows.sources.declarations import DeclaredSource
from flows.sources.fetching import Fetcher
from flows.sources.lists import name_of, places, read_list
from flows.sources.locations import rejection
from flows.sources.memory import PageMemory
from flows.sources.pages import Link, absolute, fetch_links
from flows.sources.xml import safe_xml
from transforms.articles.inputs import Input, RejectedError, Rejection


def discover(declared: DeclaredSource, memory: PageMemory | None = None) -> Iterator[Input | Rejection]:
    """The pages that the sitemaps of a source name, newest first."""
    with Fetcher(declared, memory) as fetcher:
        yield from fetch_links(_links(declared, fetcher), fetcher, declared)


def _links(declared: DeclaredSource, fetcher: Fetcher) -> Iterator[Link | Rejection]:
    """All pages by the day of their last change, newest first; those without one in the sitemap's order, last."""
    waiting, read = list(places(declared, _format)), 0
    pages: dict[str, str] = {}
    while waiting and read < declared.source.pages.max_lists:
        place = waiting.pop(0)
        read += 1
        try:
            sitemap = read_list(place, declared, fetcher)
            indexes, found = _entries(sitemap.content, sitemap.base, declared)
        except RejectedError as error:
            yield rejection(error, name_of(place), declared)
            continue
        if not indexes and not found:
            detail = "names no page and no sitemap"
            yield Rejection("discover", "not-an-article", detail, declared.source_id, name_of(place))
        waiting += [each for each, _ in sorted(indexes, key=_changed, reverse=True)]
        pages.update(found)
    for address, changed in sorted(pages.items(), key=_changed, reverse=True):
        yield Link(address, {"published": changed} if changed else {})


def _format(name: str) -> str:
    return "sitemap" if name.endswith((".xml", ".xml.gz")) else ""


def _changed(entry: tuple[str, str]) -> str:
    return entry[1]


def _entries(
    content: bytes, address: str, declared: DeclaredSource
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Sitemaps and pages that a sitemap names, each with the time of its last change or ""."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(safe_xml(_unpacked(content, declared)), parser)
    if root is None:
        raise RejectedError("parse", "damaged", "no XML")
    indexes: list[tuple[str, str]] = []
    pages: list[tuple[str, str]] = []
    for node in root.iter("{*}sitemap", "{*}url"):
        place = absolute(address, node.findtext("{*}loc") or "")
        changed = (node.findtext("{*}lastmod") or node.findtext(".//{*}publication_date") or "").strip()
        if place:
            (indexes if etree.QName(node).localname == "sitemap" else pages).append((place, changed))
    return indexes, pages


def _unpacked(content: bytes, declared: DeclaredSource) -> bytes:
    """The sitemap's XML; many are packed as files of their own."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    limit = declared.source.fetch.max_bytes
    try:
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        unpacked = unpacker.decompress(content, limit + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise RejectedError("parse", "damaged", f"gzip: {error}") from None
    if len(unpacked) > limit:
        raise RejectedError("parse", "archive-too-large", f"unpacks to more than {limit:,} bytes")
    return unpacked
