"""The lines of PDF pages with their place on the page, and the paragraphs that they make up.

A paragraph goes on in the next line if the line reaches the right margin, the next one starts at the left margin
and both are set in one size. Lines that head or foot most pages, and page numbers, are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

from transforms.articles.encoding import clean
from transforms.articles.unwrap import join

_PAGE_NUMBER = re.compile(
    r"^(?:[-—–·\s]*\d{1,4}[-—–·\s]*|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+|Page \d+.*|\S+://\S+(?:\s+\d+\s*/\s*\d+)?)$"
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page; left, right and size in points, 0 where the page does not tell."""

    text: str
    left: float = 0.0
    right: float = 0.0
    size: float = 0.0


def page_lines(text_page: pdfium.PdfTextPage) -> list[PageLine]:
    """The lines of a page in its own order."""
    text = text_page.get_text_range()
    knows_places = text_page.count_chars() == len(text)
    found, start = [], 0
    for piece in re.split(r"(\r\n|\r|\n)", text):
        words = clean(piece.replace("\ufffe", "")).strip()
        if words:
            found.append(_placed(text_page, words, start, piece) if knows_places else PageLine(words))
        start += len(piece)
    return found


def _placed(text_page: pdfium.PdfTextPage, words: str, start: int, piece: str) -> PageLine:
    first = start + len(piece) - len(piece.lstrip())
    last = start + len(piece.rstrip()) - 1
    left, bottom, _, top = text_page.get_charbox(first, loose=True)
    right = text_page.get_charbox(last, loose=True)[2]
    return PageLine(words, left, right, top - bottom)


def paragraphs(pages: Sequence[Sequence[PageLine]]) -> list[str]:
    """The paragraphs of a document, running over the ends of lines and pages."""
    lines = [line for page in without_running_heads(pages) for line in page]
    left, right = _margins(lines)
    found: list[str] = []
    before: PageLine | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, left, right):
            found[-1] = join(found[-1], line.text)
        else:
            found.append(line.text)
        before = line
    return found


def _goes_on(before: PageLine, line: PageLine, left: float, right: float) -> bool:
    if not before.size or not line.size or abs(before.size - line.size) > 0.15 * before.size:
        return False
    # Punctuation at the end of a line may hang over or be set narrow: a line is full within two characters.
    return before.right > right - 2.2 * before.size and line.left < left + 0.7 * line.size


def _margins(lines: Sequence[PageLine]) -> tuple[float, float]:
    """The left margin that most lines start from, and the right one that the longest reach."""
    lefts = Counter(round(line.left) for line in lines if line.size)
    if not lefts:
        return 0.0, 0.0
    usual = [left for left, count in lefts.items() if count >= max(2, len(lines) * 0.1)] or list(lefts)
    rights = sorted(line.right for line in lines if line.size)
    return float(min(usual)), rights[min(len(rights) - 1, int(len(rights) * 0.95))]


def without_running_heads(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """Pages without page numbers, and without lines that stand at the edge of most pages, whatever their digits."""
    edges = Counter(shape for page in pages for shape in {_shape(line) for line in [*page[:2], *page[-2:]]})
    repeated = {shape for shape, count in edges.items() if count >= 2 and count > len(pages) * 0.6}
    return [
        [
            line
            for number, line in enumerate(page)
            if not (_is_edge(number, page) and (_shape(line) in repeated or _PAGE_NUMBER.match(line.text)))
        ]
        for page in pages
    ]


def _is_edge(number: int, page: Sequence[PageLine]) -> bool:
    return number < 2 or number >= len(page) - 2


def _shape(line: PageLine) -> str:
    return re.sub(r"\d+", "0", line.text)
