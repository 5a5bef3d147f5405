"""An EPUB to a draft: its chapters in reading order, as one text; title, authors and date from its package file."""

from __future__ import annotations

import posixpath
import zipfile
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from transforms.articles.assemble import Draft
from transforms.articles.dates import parse_day
from transforms.articles.encoding import decode
from transforms.articles.inputs import Input, RejectedError
from transforms.articles.pages import lines_of, parse_page
from transforms.articles.rows import authors_of
from transforms.articles.source import Source
from transforms.articles.zips import open_zip, read_part

_CONTAINER = "META-INF/container.xml"


def read(given: Input, source: Source) -> Draft:
    """Read an EPUB.

    XML is read with an HTML parser: it knows no entities of its own and follows no external reference.

    Raises:
        RejectedError: damaged, encrypted, or a zip bomb.
    """
    packed = open_zip(given.content, source.limits, "epub")
    if "META-INF/encryption.xml" in packed.namelist() and "META-INF/rights.xml" in packed.namelist():
        raise RejectedError("parse", "encrypted", "the book is protected")
    root = _xml(packed, _CONTAINER, source).css_first("rootfile")
    place = (root.attributes.get("full-path") or "") if root is not None else ""
    package = _xml(packed, place, source)
    lines: list[str] = []
    headings: set[str] = set()
    for name in _reading_order(package, posixpath.dirname(place)):
        if name in packed.namelist():
            page = parse_page(decode(read_part(packed, name, source.limits)))
            headings |= {" ".join(node.text().split()) for node in page.css("h1,h2,h3")}
            if page.body is not None:
                lines += lines_of(page.body)
    title = _said(package, "title")
    return Draft(
        text="\n".join(lines),
        title=title,
        authors=authors_of("、".join(_all_said(package, "creator"))),
        publisher=_said(package, "publisher"),
        published_on=parse_day(_said(package, "date"), source.date_formats, source.timezone),
        headings=headings - {title},
    )


def _xml(packed: zipfile.ZipFile, name: str, source: Source) -> LexborHTMLParser:
    return parse_page(decode(read_part(packed, name, source.limits)))


def _reading_order(package: LexborHTMLParser, folder: str) -> list[str]:
    """Names of the chapters' parts; a name that leads out of the archive is in no archive and is passed over."""
    names = {node.attributes.get("id"): node.attributes.get("href") or "" for node in package.css("item[href]")}
    order = [names.get(node.attributes.get("idref"), "") for node in package.css("itemref")]
    return [posixpath.normpath(posixpath.join(folder, unquote(name))) for name in order if name]


def _all_said(package: LexborHTMLParser, name: str) -> list[str]:
    found = (" ".join(node.text().split()) for node in package.css(f"dc\\:{name}"))
    return [each for each in found if each]


def _said(package: LexborHTMLParser, name: str) -> str:
    return next(iter(_all_said(package, name)), "")
