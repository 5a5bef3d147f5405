"""Words in quotation marks: takes a paragraph, gives the stretches between its outermost marks and which are speech.

A sentence in quotation marks is said by somebody; a name or a slogan (“一件事”改革) is not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.entities.attributions import Attribution

_SENTENCE_INSIDE = re.compile(r"[。！？，；]")
_LONGEST_SLOGAN = 20
_MARK = re.compile("[“”「」]")


class Quote(NamedTuple):
    """Words in quotation marks, the marks left out."""

    start: int
    end: int


def find(text: str, start: int, end: int) -> list[Quote]:
    """The outermost words in quotation marks of one paragraph; a mark left open runs to the paragraph's end."""
    found, depth, opened = [], 0, start
    for mark in _MARK.finditer(text, start, end):
        if mark.group() in "“「":
            if not depth:
                opened = mark.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append(Quote(opened, mark.start()))
        elif not found:  # closes a quotation that an earlier paragraph opened
            found.append(Quote(start, mark.start()))
    if depth and opened < end:
        found.append(Quote(opened, end))
    return [quote for quote in found if quote.start < quote.end]


def is_sentence(text: str, quote: Quote, paragraph: int, attributions: list[Attribution]) -> bool:
    """Whether the words in quotation marks are said by somebody, and not a name or a slogan."""
    words = text[quote.start : quote.end]
    if not _SENTENCE_INSIDE.search(words):
        return False
    introduced = quote.start - 1 <= paragraph or text[quote.start - 2] in "，。！？；：—"
    complete = words[-1] in "。！？，…"
    if any(adjoins(text, quote, a) for a in attributions):
        return complete or introduced
    return introduced and (complete or len(words) > _LONGEST_SLOGAN)


def adjoins(text: str, quote: Quote, attribution: Attribution) -> bool:
    """Whether an attribution stands right behind the closing mark: “…”罗杰说 or “…”，罗杰说."""
    between = text[quote.end + 1 : attribution.start] if quote.end < attribution.start else "-"
    return between in ("", "，")
