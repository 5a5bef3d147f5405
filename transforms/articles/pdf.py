"""A PDF to a draft (pypdfium2): lines put together to paragraphs, running heads and page numbers left out.

A PDF of scanned pages has no text; it is rejected as such and not guessed at.
"""

from __future__ import annotations

import pypdfium2 as pdfium

from transforms.articles.assemble import Draft
from transforms.articles.bylines import Author
from transforms.articles.inputs import Input, RejectedError
from transforms.articles.metadata import clean_title
from transforms.articles.pdf_lines import PageLine, page_lines, paragraphs
from transforms.articles.source import Source

MAX_PAGES = 2_000
_LEAST_PER_PAGE = 20


def read(given: Input, source: Source) -> Draft:
    """Read a PDF.

    Raises:
        RejectedError: damaged, encrypted, scanned, or of too many pages.
    """
    try:
        document = pdfium.PdfDocument(given.content)
    except pdfium.PdfiumError as error:
        reason = "encrypted" if "password" in str(error).lower() or "security" in str(error).lower() else "damaged"
        raise RejectedError("parse", reason, f"pdfium: {error}") from None
    try:
        if len(document) > MAX_PAGES:
            raise RejectedError("parse", "too-large", f"{len(document):,} pages, limit {MAX_PAGES:,}")
        pages = [_page_lines(document, number, source) for number in range(len(document))]
        said = document.get_metadata_dict()
    except pdfium.PdfiumError as error:
        raise RejectedError("parse", "damaged", f"pdfium: {error}") from None
    finally:
        document.close()
    found = paragraphs(pages)
    written = sum(map(len, found))
    if pages and written < _LEAST_PER_PAGE * min(len(pages), 5):
        raise RejectedError("parse", "scanned", f"{written} characters on {len(pages)} pages: pictures of pages")
    return Draft(text="\n".join(found), title=_title(said, found), authors=_authors(said))


def _page_lines(document: pdfium.PdfDocument, number: int, source: Source) -> list[PageLine]:
    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            if text_page.count_chars() > source.limits.max_bytes:
                raise RejectedError("parse", "too-large", f"page {number + 1} has more text than the limit allows")
            return page_lines(text_page)
        finally:
            text_page.close()
    finally:
        page.close()


def _title(said: dict[str, str], found: list[str]) -> str:
    """The title that the file names, if it stands in the text too: many files name their template or nothing."""
    title = clean_title(said.get("Title", ""))
    squeezed = "".join("".join(found[:5]).split())
    return title if len(title) >= 4 and "".join(title.split()) in squeezed else ""


def _authors(said: dict[str, str]) -> list[Author]:
    """Names of Chinese persons only; the author of a PDF is mostly the machine's user."""
    name = said.get("Author", "").strip()
    is_name = 2 <= len(name) <= 4 and all("\u4e00" <= each <= "\u9fff" for each in name)
    return [Author(name)] if is_name else []
