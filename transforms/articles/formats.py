"""Which format an input has: by declaration, by its first bytes, by its name."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from transforms.articles.inputs import Input
from transforms.articles.source import Source

SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".shtml": "html",
    ".xhtml": "html", ".shtm": "html", ".pdf": "pdf", ".docx": "docx", ".epub": "epub", ".eml": "eml", ".mht": "mht",
    ".mhtml": "mht",
}  # fmt: skip
"""File name endings that are articles, and the format each stands for."""

_MEDIA_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "text/markdown": "md",
    "application/pdf": "pdf", "application/epub+zip": "epub", "message/rfc822": "eml", "multipart/related": "mht",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip


def format_of(given: Input, source: Source) -> str:
    """The format of an input, or "" where nothing tells.

    Args:
        given: the input.
        source: its source; a declared format wins, and rows of a table are always ``row``.
    """
    if source.kind == "table":
        return "row"
    if source.files.format is not None:
        return source.files.format
    return _by_magic(given.content) or _MEDIA_TYPES.get(given.media_type.lower(), "") or format_of_name(given.locator)


def format_of_name(name: str) -> str:
    """The format that a path or an address ends in, or ""."""
    path = urlsplit(name).path if "://" in name else name
    return SUFFIXES.get(PurePosixPath(path).suffix.lower(), "")


def _by_magic(content: bytes) -> str:
    """The formats that their first bytes give away, whatever the name says."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        head = content[:4096]
        if b"application/epub+zip" in head:
            return "epub"
        return "docx" if b"word/" in content else ""
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith((b"<!doctype html", b"<html")) else ""
