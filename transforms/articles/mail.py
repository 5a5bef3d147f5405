"""A mail (eml) or a saved page (mht) to a draft: the part that a reader sees, and the headers as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from transforms.articles.assemble import Draft
from transforms.articles.bylines import Author
from transforms.articles.dates import parse_day
from transforms.articles.encoding import clean, decode
from transforms.articles.html import read_page
from transforms.articles.inputs import Input, RejectedError
from transforms.articles.source import Source
from transforms.articles.unwrap import unwrap

_MAX_PARTS = 1_000
_MAX_PARAMETERS = 100
# A header of a part with the lines it is continued on.
_CONTENT_HEADER = re.compile(
    rb"^content-[a-z-]+\s*:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE
)
_SAVED_PAGE = ("Snapshot-Content-Location", "Content-Location")


def read(given: Input, source: Source) -> Draft:
    """Read a mail or a saved page.

    Raises:
        RejectedError: damaged, or no part of it holds text.
    """
    _check_headers(given.content)
    try:
        message = message_from_bytes(given.content, policy=policy.compat32)
        return _draft(message, source)
    except (MessageError, LookupError, ValueError, TypeError) as error:  # what broken headers and parts run into
        raise RejectedError("parse", "damaged", f"{type(error).__name__}: {error}") from None


def _draft(message: Message, source: Source) -> Draft:
    plain, page = _text_parts(message)
    if page is None and plain is None:
        raise RejectedError("parse", "no-text", "no part holds text")
    address = next((str(message[name]).strip() for name in _SAVED_PAGE if message[name]), "")
    subject = _header(message, "Subject")
    if page is not None:
        draft = read_page(_decoded(page, source), source, {"title": subject})
    else:
        assert plain is not None
        draft = Draft(text="\n".join(_paragraphs(_decoded(plain, source))), title=subject)
    if not address:  # a mail, whose headers are its metadata
        draft.title = subject or draft.title
        name, _ = parseaddr(_header(message, "From"))
        draft.authors = draft.authors or ([Author(name)] if name else [])
        draft.published_on = parse_day(_header(message, "Date"), (), source.timezone) or draft.published_on
    draft.url = draft.url or (address if address.startswith(("https://", "http://")) else None)
    return draft


def _text_parts(message: Message) -> tuple[Message | None, Message | None]:
    """The first plain part and the first HTML part that are not attached files."""
    plain: Message | None = None
    page: Message | None = None
    for number, part in enumerate(_walk(message)):
        if number > _MAX_PARTS:
            raise RejectedError("parse", "too-complex", f"more than {_MAX_PARTS} parts")
        if part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        plain = part if plain is None and kind == "text/plain" else plain
        page = part if page is None and kind in {"text/html", "application/xhtml+xml"} else page
    return plain, page


def _walk(message: Message) -> Iterator[Message]:
    """All parts, without recursion: parts may be nested without end."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        yield part
        content = part.get_payload()
        if isinstance(content, list):
            waiting[:0] = [each for each in content if isinstance(each, Message)]


def _check_headers(content: bytes) -> None:
    """Refuse headers whose parameters would take the standard library minutes: its time grows with their cube."""
    for header in _CONTENT_HEADER.finditer(content):
        if header[0].count(b";") > _MAX_PARAMETERS:
            raise RejectedError("parse", "too-complex", f"a header with more than {_MAX_PARAMETERS} parameters")


def _decoded(part: Message, source: Source) -> str:
    content = part.get_payload(decode=True)
    charset = part.get_content_charset() or ""
    return decode(content if isinstance(content, bytes) else b"", source.encoding, charset)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain mail, without what it quotes and without its signature."""
    body = text.partition("\n-- \n")[0]
    return unwrap([line for line in body.split("\n") if not line.startswith(">")])


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    try:
        return clean(" ".join(str(make_header(decode_header(str(value)))).split()))
    except (MessageError, LookupError, ValueError):
        return ""
