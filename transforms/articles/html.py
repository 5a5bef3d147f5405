"""An HTML page to a draft: by selectors where the source gives them, by trafilatura where it does not."""

from __future__ import annotations

import re
import tomllib
from configparser import ConfigParser
from datetime import date
from functools import cache
from importlib.resources import files

from selectolax.lexbor import LexborHTMLParser

from transforms.articles.assemble import Draft
from transforms.articles.dates import parse_day
from transforms.articles.encoding import decode
from transforms.articles.inputs import Input, RejectedError
from transforms.articles.metadata import PageMetadata, clean_title, page_metadata
from transforms.articles.pages import every, lines_of, outermost, parse_page, value_at
from transforms.articles.rows import authors_of
from transforms.articles.source import Source

_GUESS_LIMIT = 3_000_000
"""Characters of a page beyond which guessing where the article stands would take too long."""


def read(given: Input, source: Source) -> Draft:
    """Read a page.

    Raises:
        RejectedError: no readable text, nested too deep, no article on it.
    """
    return read_page(decode(given.content, source.encoding, given.charset), source, given.hints)


def read_page(html: str, source: Source, hints: dict[str, str]) -> Draft:
    """Read a page that is text already.

    Args:
        html: the page.
        source: its source, for selectors, date formats and time zone.
        hints: title, authors and date as the list or feed tells them, used where the page is silent; and the
            selector of the body, where the page was made of a feed's entry.
    """
    tree = parse_page(html)
    said = page_metadata(tree, source)
    _with_hints(said, hints, source)
    wanted = source.html
    title = clean_title(value_at(tree, wanted.title)) or said.title
    if len(title) <= 30 and title.lower().startswith(_titles_of_no_article()):
        raise RejectedError("parse", "not-an-article", f"the page's title is {title}")
    draft = Draft(
        text="",
        title=title,
        subtitle=value_at(tree, wanted.subtitle),
        authors=authors_of(value_at(tree, wanted.authors)) or said.authors,
        publisher=re.sub(r"^.*?来源\s*[:：]\s*", "", value_at(tree, wanted.publisher)) or said.publisher,
        published_on=_selected_day(tree, html, source) or said.published_on,
        url=said.url,
    )
    draft.headings = {" ".join(node.text().split()) for node in tree.css("h2,h3,h4")}
    body = hints.get("body") or wanted.body
    draft.text = _guessed_text(html) if body is None else _selected_text(tree, body, wanted.remove)
    draft.is_whole_page = body is None
    return draft


def _with_hints(said: PageMetadata, hints: dict[str, str], source: Source) -> None:
    said.title = said.title or hints.get("title", "")
    said.authors = said.authors or authors_of(hints.get("authors", ""))
    said.published_on = said.published_on or parse_day(hints.get("published", ""), (), source.timezone)


def _selected_day(tree: LexborHTMLParser, html: str, source: Source) -> date | None:
    told = value_at(tree, source.html.published)
    if not told and source.html.published_pattern:
        match = re.search(source.html.published_pattern, html)
        told = match[1] or "" if match else ""
    return parse_day(told, source.date_formats, source.timezone) if told else None


def _selected_text(tree: LexborHTMLParser, body: str, remove: list[str]) -> str:
    for selector in remove:
        for node in every(tree, selector):
            node.decompose()
    nodes = every(tree, body)
    if not nodes:
        raise RejectedError("parse", "no-text", f"nothing on the page matches the selector of its body, {body!r}")
    return "\n".join(line for node in outermost(nodes) for line in lines_of(node))


def _guessed_text(html: str) -> str:
    """The article's text as trafilatura finds it."""
    import trafilatura

    if len(html) > _GUESS_LIMIT:
        raise RejectedError(
            "parse", "too-large", f"a page of {len(html):,} characters needs [html] body in source.toml"
        )
    text = trafilatura.extract(html, include_comments=False, include_tables=True, config=_config())
    if not text:
        raise RejectedError("parse", "no-text", "trafilatura finds no article on the page")
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())


@cache
def _titles_of_no_article() -> tuple[str, ...]:
    lexicon = files("transforms.articles.lexicons").joinpath("not_articles.toml").read_text("utf-8")
    return tuple(title.lower() for title in tomllib.loads(lexicon)["titles"])


@cache
def _config() -> ConfigParser:
    """Trafilatura's settings, for Chinese: what is short in English letters is long in Chinese characters."""
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    return config
