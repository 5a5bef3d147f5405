"""What a page says of its article: JSON-LD, OpenGraph, meta tags (also those of Chinese government sites), 来源 lines.

Takes the tree of a page, gives :class:`PageMetadata`; what nothing tells is empty. The order of trust: JSON-LD,
then meta tags, then the elements and lines that readers see.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from transforms.articles.bylines import Author
from transforms.articles.dates import parse_day
from transforms.articles.rows import authors_of
from transforms.articles.source import Source

_TITLES = ("articletitle", "og:title", "twitter:title", "title", "dc.title", "headline")
_DATES = (
    "article:published_time", "og:published_time", "pubdate", "publishdate", "publish_date", "og:release_date",
    "firstpublishedtime", "datepublished", "dc.date", "dc.date.issued", "date", "publish-date", "_pubtime",
)  # fmt: skip
_PUBLISHERS = ("contentsource", "source", "article:publisher", "og:site_name", "sitename", "dc.publisher")
_AUTHORS = ("author", "article:author", "dc.creator", "byl")
# What stands before a title and tells the medium only: [视频], 【组图】. 【新思想引领新征程】 is part of a title.
_MEDIUM = re.compile(r"^\s*[\[［【(（](?:视频|图文|组图|图|多图|直播|回放|音频|图集|视讯)[\]］】)）]\s*")
# What stands behind it and names the site: 标题_新闻频道_央视网(cctv.com), 标题 - 某市人民政府网.
_SITE = re.compile(
    r"\s*(?:_|\||｜|--|—|\s[-–]\s?)\s*[^_|｜]{0,24}"
    r"(?:网|频道|新闻|日报|晚报|时报|在线|政府|门户|平台|客户端|com\)?|cn\)?|\.net)\s*$"
)
_DATE_LINE = re.compile(
    r"(?:(?:发布|发表|发稿|更新|刊发|成文|来源)(?:时间|日期|于)|时间|日期)\s*[:：]?\s*"
    r"(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
)
_SOURCE_LINE = re.compile(r"(?:信息|文章|稿件)?(?:来源|稿源)\s*[:：]\s*([^\s<>|，,；;：:]{2,30})")
_AUTHOR_LINE = re.compile(
    r"(?<!责任)(?:作者|记者|撰文|文字)\s*[:：]\s*"
    r"([\u4e00-\u9fff·]{2,4}(?:[、 ][\u4e00-\u9fff·]{2,4}){0,7})(?![\u4e00-\u9fff])"
)
_JSON_LD_LIMIT = 500_000
_TITLE_LENGTH = 300


@dataclass(slots=True)
class PageMetadata:
    """What a page says of its article."""

    title: str = ""
    authors: list[Author] = field(default_factory=list)
    publisher: str = ""
    published_on: date | None = None
    url: str | None = None


def page_metadata(tree: LexborHTMLParser, source: Source) -> PageMetadata:
    """Read the metadata of a page.

    Args:
        tree: the page.
        source: for its date formats and time zone.
    """
    linked = _linked_data(tree)
    tags = _meta_tags(tree)
    seen = _visible_head(tree)
    day = _first_day([_text(linked.get("datePublished")), *(tags.get(name, "") for name in _DATES)], source)
    return PageMetadata(
        title=_title(tree, linked, tags),
        authors=_authors(linked, tags, seen),
        publisher=_publisher(linked, tags, seen),
        published_on=day or _first_day([_time_element(tree), _found(_DATE_LINE, seen)], source),
        url=_canonical(tree),
    )


def clean_title(title: str) -> str:
    """A title without the medium before it and the names of site and channel behind it."""
    title = _MEDIUM.sub("", " ".join(title[:2000].split()))[:_TITLE_LENGTH]
    while True:
        shorter = _SITE.sub("", title)
        if shorter == title or len(shorter) < 4:
            return title
        title = shorter


def _title(tree: LexborHTMLParser, linked: dict[str, Any], tags: dict[str, str]) -> str:
    headings = [" ".join(node.text().split()) for node in tree.css("h1")]
    told = [_text(linked.get("headline")), *(tags.get(name, "") for name in _TITLES)]
    named = " ".join(node.text().split()) if (node := tree.css_first("title")) else ""
    for title in told:
        if clean_title(title):
            return clean_title(title)
    if len(headings) == 1 and headings[0]:
        return clean_title(headings[0])
    return clean_title(named)


def _authors(linked: dict[str, Any], tags: dict[str, str], seen: str) -> list[Author]:
    for told in (_names(linked.get("author")), *(tags.get(name, "") for name in _AUTHORS), _found(_AUTHOR_LINE, seen)):
        if told and "://" not in told:
            return authors_of(told)
    return []


def _publisher(linked: dict[str, Any], tags: dict[str, str], seen: str) -> str:
    told = [_found(_SOURCE_LINE, seen), tags.get("contentsource", ""), _names(linked.get("publisher"))]
    told += [tags.get(name, "") for name in _PUBLISHERS]
    return next((name for name in told if name and "://" not in name), "")


def _first_day(told: list[str], source: Source) -> date | None:
    days = (parse_day(text, source.date_formats, source.timezone) for text in told if text)
    return next((day for day in days if day is not None), None)


def _meta_tags(tree: LexborHTMLParser) -> dict[str, str]:
    """Meta tags by name in small letters, the first of each name."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = (attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(tree: LexborHTMLParser) -> dict[str, Any]:
    """The first JSON-LD object that describes an article."""
    for node in tree.css('script[type="application/ld+json"]'):
        text = node.text()
        if len(text) > _JSON_LD_LIMIT:
            continue
        try:
            content = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for each in _objects(content):
            if "Article" in str(each.get("@type", "")) or "headline" in each:
                return each
    return {}


def _objects(content: object) -> Iterator[dict[str, Any]]:
    if isinstance(content, list):
        for each in content:
            yield from _objects(each)
    elif isinstance(content, dict):
        yield content
        if isinstance(content.get("@graph"), list):
            yield from _objects(content["@graph"])


def _names(value: object) -> str:
    """Names in JSON-LD: a string, an object with a name, or a list of either."""
    if isinstance(value, list):
        return "、".join(filter(None, (_names(each) for each in value)))
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _time_element(tree: LexborHTMLParser) -> str:
    node = tree.css_first("time[datetime]")
    return (node.attributes.get("datetime") or "") if node is not None else ""


def _canonical(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first('link[rel="canonical"]')
    address = (node.attributes.get("href") or "").strip() if node is not None else ""
    return address if address.startswith(("https://", "http://")) else None


def _visible_head(tree: LexborHTMLParser) -> str:
    """The first part of what a reader sees, where 来源, 作者 and 发布时间 stand."""
    body = tree.body
    if body is None:
        return ""
    pieces = (node.text(deep=False) for node in tree.css("body span,body p,body div,body li,body em,body i,body td"))
    return "\n".join(piece for each in pieces if (piece := " ".join(each.split())) and len(piece) <= 120)[:20_000]


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1].strip() if match else ""
