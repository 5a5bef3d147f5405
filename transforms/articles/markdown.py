"""Markdown to a draft: the words as a reader sees them, headings as sections, front matter as metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from transforms.articles.assemble import Draft
from transforms.articles.dates import parse_day
from transforms.articles.encoding import decode
from transforms.articles.inputs import Input, RejectedError
from transforms.articles.pages import text_of_fragment
from transforms.articles.rows import authors_of
from transforms.articles.source import Source

_FRONT_MATTER = re.compile(r"\A\s*(?:---|\+\+\+)\n(.*?)\n(?:---|\+\+\+|\.\.\.)\s*\n", re.DOTALL)
_MAX_MARKS = 20_000
"""More than any article has; the time to pair them grows with their square."""

_FIELD = re.compile(r"^\s*([A-Za-z_\u4e00-\u9fff]+)\s*[:=]\s*(.*?)\s*$", re.MULTILINE)
_NAMES = {
    "title": ("title", "标题"),
    "subtitle": ("subtitle", "副标题"),
    "authors": ("author", "authors", "作者"),
    "publisher": ("publisher", "source", "来源"),
    "published": ("date", "published", "pubdate", "日期", "时间", "发布时间"),
}


def read(given: Input, source: Source) -> Draft:
    """Read a Markdown text.

    Raises:
        RejectedError: no encoding gives readable text, or it is all marks.
    """
    text = decode(given.content, source.encoding, given.charset)
    marks = sum(map(text.count, "*_[]`<>"))
    if marks > _MAX_MARKS:
        raise RejectedError("parse", "too-complex", f"{marks:,} marks of emphasis, links and quotes")
    front = _FRONT_MATTER.match(text)
    said = _front_matter(front[1]) if front else {}
    tokens = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").parse(text[front.end() :] if front else text)
    headings = [(token.tag, _words(tokens[number + 1])) for number, token in enumerate(tokens) if _opens_heading(token)]
    title = said.get("title") or next((words for tag, words in headings if tag == "h1"), "")
    return Draft(
        text="\n".join(_lines(tokens)),
        title=title,
        subtitle=said.get("subtitle", ""),
        authors=authors_of(said.get("authors", "")),
        publisher=said.get("publisher", ""),
        published_on=parse_day(said.get("published", ""), source.date_formats, source.timezone),
        headings={words for _, words in headings if words != title},
    )


def _front_matter(block: str) -> dict[str, str]:
    """The fields of a front matter by our names; lists as names joined by 、."""
    told = {name.lower(): value.strip("\"'[] ") for name, value in _FIELD.findall(block)}
    found = {}
    for field, names in _NAMES.items():
        value = next((told[name] for name in names if told.get(name)), "")
        if value:
            found[field] = re.sub(r"[\"']?\s*,\s*[\"']?", "、", value) if field == "authors" else value
    return found


def _opens_heading(token: Token) -> bool:
    return token.type == "heading_open"


def _lines(tokens: Sequence[Token]) -> list[str]:
    lines: list[str] = []
    for token in tokens:
        if token.type == "inline":
            lines += [line for line in _words(token).split("\n") if line.strip()]
        elif token.type in {"fence", "code_block"}:
            lines += [line for line in token.content.split("\n") if line.strip()]
        elif token.type == "html_block":
            lines += text_of_fragment(token.content).split("\n")
    return [line for line in lines if line]


def _words(token: Token) -> str:
    """The words of a piece of running text, without its marks; a soft break between Chinese characters is none."""
    pieces = []
    for child in token.children or []:
        if child.type in {"text", "code_inline"}:
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append("\r")
        elif child.type == "hardbreak":
            pieces.append("\n")
    joined = re.sub(r"(?<=[\u3400-\u9fff\u3000-\u303f\uff00-\uffef])\r", "", "".join(pieces)).replace("\r", " ")
    return joined.strip()
