"""The last step for every format: from a text and what is known of it to an :class:`Article`.

Takes a :class:`Draft` (what a reader of one format found), gives the article with its title, authors,
sections, publication date and ids; what no metadata tells is read from the form of the text.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from transforms.articles.bylines import Author
from transforms.articles.encoding import LOST
from transforms.articles.furniture import without_furniture
from transforms.articles.inputs import Input, RejectedError
from transforms.articles.layout import Layout, layout
from transforms.articles.places import full_place, place_of_title
from transforms.articles.publication import calendar_date, publication_date
from transforms.articles.source import Source
from transforms.records import Article

_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01])日?(?!\d)")


@dataclass(slots=True)
class Draft:
    """What a reader found in the bytes: the text as it will be stored, and what the format itself tells."""

    text: str
    title: str = ""
    subtitle: str = ""
    authors: list[Author] = field(default_factory=list)
    publisher: str = ""
    published_on: date | None = None
    url: str | None = None
    place: str = ""
    headings: set[str] = field(default_factory=set)
    """Lines that the format itself marks as headings."""
    is_whole_page: bool = False
    """True where the text was guessed from a page and may bring the page's furniture along."""


def assemble(draft: Draft, given: Input, source: Source) -> Article:
    """Make an article of what was read.

    Args:
        draft: text and metadata.
        given: the input they were read from.
        source: the declaration of its source.

    Raises:
        RejectedError: the text is missing, too short for the source, or published out of its range.
    """
    if len(draft.text) > source.bounds.max_body_length:
        detail = f"{len(draft.text):,} characters, more than bounds.max_body_length"
        raise RejectedError("parse", "too-large", detail)
    text, seen = _read_form(draft, source)
    _check_length(text, source)
    if LOST in text or LOST in draft.title:
        raise RejectedError("decode", "undecodable", f"{text.count(LOST)} characters of the article are lost")
    published_on, basis = _published(draft, seen, text, given)
    _check_range(published_on, source)
    authors = draft.authors or seen.authors
    url = draft.url or given.url
    return Article(
        text=text,
        title=draft.title or seen.title,
        subtitle=draft.subtitle or seen.subtitle,
        article_id=article_id(source.source_id, url or given.locator),
        source_id=source.source_id,
        locator=given.locator,
        url=url,
        authors=[author.name for author in authors],
        author_roles=[author.role for author in authors],
        publisher=draft.publisher or seen.publisher or source.publisher,
        published_on=published_on,
        published_basis=basis,
        language=source.language,
        default_place=full_place(draft.place) or place_of_title(draft.title or seen.title) or source.default_place,
        sections=seen.sections,
        content_sha256=given.content_sha256,
    )


def _read_form(draft: Draft, source: Source) -> tuple[str, Layout]:
    """The text as it will be stored, and what its form tells; page furniture and head lines go out of a page."""
    if not (source.page_furniture or draft.is_whole_page):
        return draft.text, layout(draft.text, draft.title, draft.headings)
    text = without_furniture(draft.text)
    seen = layout(text, draft.title, draft.headings)
    text = text_without_head(text, seen)
    seen.sections = layout(text, seen.title, draft.headings).sections
    return text, seen


def article_id(source_id: str, key: str) -> str:
    """The id of an article: a hash of its source and of its address, or its locator where it has no address."""
    return hashlib.sha256(f"{source_id}\n{canonical_url(key)}".encode()).hexdigest()[:24]


def canonical_url(url: str) -> str:
    """An address without what does not tell pages apart: scheme, ``www.``, fragment, tracking parameters."""
    bare = re.sub(r"#.*$", "", url) if "://" in url else url
    bare = re.sub(r"^https?://(?:www\.)?", "", bare)
    return re.sub(r"[?&](?:utm_[a-z]+|spm|from|share_token|isappinstalled)=[^&#]*", "", bare).rstrip("/")


def text_without_head(text: str, seen: Layout) -> str:
    """A text from the first line of its body on: title, occasion, source and date lines are metadata by then."""
    kept = [line for line in text.split("\n") if line.strip()]
    return "\n".join(kept[seen.body_line :])


def _check_length(text: str, source: Source) -> None:
    length = len("".join(text.split()))
    if length == 0:
        raise RejectedError("parse", "no-text", "nothing but space")
    if length < source.bounds.min_body_length:
        raise RejectedError("parse", "too-short", f"{length} characters, less than {source.bounds.min_body_length}")


def _published(draft: Draft, seen: Layout, text: str, given: Input) -> tuple[date | None, str]:
    """The publication date and where it comes from: metadata, then the body, then the file's name."""
    if draft.published_on:
        return draft.published_on, "metadata"
    if seen.published_on:
        return seen.published_on, "body"
    said = publication_date(text)
    if said:
        return said, "body"
    named = _FILE_DATE.search(PurePosixPath(given.url or given.locator).name) or _FILE_DATE.search(
        given.url or given.locator
    )
    day = calendar_date(*named.groups()) if named else None
    return (day, "file") if day else (None, "none")


def _check_range(published_on: date | None, source: Source) -> None:
    if published_on is None:
        return
    if (source.since and published_on < source.since) or (source.until and published_on > source.until):
        limits = f"{source.since or 'any day'} to {source.until or 'any day'}"
        raise RejectedError("parse", "out-of-range", f"published {published_on}, the source covers {limits}")
