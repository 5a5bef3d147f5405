"""Writing a new ``source.toml``: guesses what can be guessed, leaves a comment for the rest.

Takes what the author said (:class:`Answers`), gives the text of the file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from flows.messages import MistakeError
from transforms.articles.source import Source

_COLUMNS = {
    "text": ("text", "content", "body", "article", "fulltext", "正文", "内容", "全文", "文本"),
    "id": ("id", "doc_id", "article_id", "编号", "序号", "标识"),
    "url": ("url", "link", "href", "网址", "链接", "地址"),
    "title": ("title", "headline", "标题", "题目"),
    "subtitle": ("subtitle", "副标题"),
    "authors": ("authors", "author", "byline", "作者", "记者"),
    "publisher": ("publisher", "source", "来源", "媒体"),
    "published": ("published", "date", "pubdate", "publish_time", "time", "日期", "发布时间", "发布日期", "时间"),
    "place": ("place", "region", "地区", "地方", "省份"),
}
_TABLES = (".jsonl", ".ndjson", ".csv", ".tsv", ".xlsx", ".parquet")


@dataclass(slots=True)
class Answers:
    """What the author of a source said.

    Attributes:
        columns: our field → their column, for a table.
        body: selector of the element that holds the text, for pages.
    """

    source_id: str
    title: str
    publisher: str
    locations: list[str]
    kind: str
    default_place: str = ""
    official: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    body: str = ""


def guess_kind(location: str) -> str:
    """The kind of source that a location looks like."""
    name = location.lower().split("?")[0].removesuffix(".gz")
    if name.endswith(_TABLES):
        return "table"
    if name.endswith(".warc"):
        return "warc"
    if name.endswith((".rss", ".atom")) or name.rstrip("/").endswith(("/feed", "/rss", "feed.xml", "rss.xml")):
        return "feed"
    if "sitemap" in name and name.endswith(".xml"):
        return "sitemap"
    is_page = name.startswith(("http://", "https://")) and not name.endswith((".txt", ".pdf", ".docx", ".zip", ".tar"))
    return "listing" if is_page else "files"


def guess_columns(location: str, folder: Path) -> dict[str, str]:
    """Which column of a table is which, by their names; empty where the table cannot be read from here."""
    header = _header(location, folder)
    lower = {name.lower().strip(): name for name in header}
    return {ours: lower[name] for ours, names in _COLUMNS.items() if (name := _first(names, lower)) is not None}


def _first(names: tuple[str, ...], known: dict[str, str]) -> str | None:
    return next((name for name in names if name in known), None)


def _header(location: str, folder: Path) -> list[str]:
    """The columns of the first rows of a table."""
    from flows.sources.declarations import DeclaredSource
    from flows.sources.tables import discover
    from transforms.articles.inputs import Input

    source = Source(source_id="new", title="new", publisher="new", kind="table", locations=[location])
    found: dict[str, None] = {}
    for given in islice(discover(DeclaredSource(source, folder)), 20):
        if isinstance(given, Input):
            try:
                row: Any = json.loads(given.content)
            except ValueError:
                continue
            found |= dict.fromkeys(row if isinstance(row, dict) else ())
    return list(found)


def check_columns(columns: list[str]) -> dict[str, str]:
    """Read ``ours=theirs`` pairs.

    Raises:
        MistakeError: a pair is none, or the field does not exist.
    """
    read = {}
    for pair in columns:
        ours, equals, theirs = pair.partition("=")
        if not equals or ours not in _COLUMNS:
            raise MistakeError(f"--column {pair}: write FIELD=COLUMN, FIELD one of {', '.join(_COLUMNS)}")
        read[ours] = theirs
    return read


def render(answers: Answers) -> str:
    """The text of the ``source.toml``: what is known as values, what is left as comments."""
    lines = [
        f"title = {_toml(answers.title)}",
        '# title_en = ""              # the name in English',
        f"publisher = {_toml(answers.publisher)}",
        f"official = {'true' if answers.official else 'false'}            # a public body, or its organ?",
        f"default_place = {_toml(answers.default_place)}         # what 全省, 全市, 我县 mean, by its full name",
        '# licence = ""               # licence or terms of use',
        '# schedule = "30 6 * * *"    # when `shushuo serve-flows` reads it, in its time zone (Asia/Shanghai)',
        '# disabled = ""              # why it is not read at present; then only `shushuo run ID` reads it',
        "",
        f"kind = {_toml(answers.kind)}",
        f"locations = {_toml(answers.locations)}   # from this folder; * and ** are patterns",
        *_kind_lines(answers),
        "",
        "[bounds]                     # outside of these nothing is published; `shushuo source check` suggests values",
        "# min_articles = 1",
        "min_body_length = 20         # characters; shorter inputs are rejected",
    ]
    return "\n".join(lines) + "\n"


def _kind_lines(answers: Answers) -> list[str]:
    if answers.kind == "table":
        left = [name for name in _COLUMNS if name not in answers.columns]
        return [
            "",
            "[table]                      # which column is which",
            *(f"{name} = {_toml(column)}" for name, column in answers.columns.items()),
            *([f"# further fields: {', '.join(left)}"] if left else []),
        ]
    if answers.kind == "files" and not answers.body:
        return ['# encoding = "gb18030"       # only where it is known; else it is found out']
    body = (
        f"body = {_toml(answers.body)}"
        if answers.body
        else '# body = "#content"           # without it, the text is guessed'
    )
    page = ["", "[html]                       # CSS selectors", body, '# title = "h1"', '# published = ".date"']
    if answers.kind == "listing":
        return [
            "",
            "[pages]",
            'links = "a"                  # selector of the links to articles',
            '# next = "a.next"',
            *page,
        ]
    return page


def _toml(value: str | list[str]) -> str:
    """A string or list as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)
