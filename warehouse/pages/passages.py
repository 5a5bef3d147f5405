"""An article's text cut for display: takes the text and its spans, gives blocks of marked pieces.

Numbers are never cut: a name that overlaps one gives way to it. Names may overlap each other; a piece bears
all of those that cover it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from transforms.articles.paragraphs import paragraphs


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text and the key of what it marks."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one set of marks: `number` is a key or "", `names` are keys."""

    text: str
    number: str = ""
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Block:
    """A paragraph, or a heading of level 1 (the title) or 2 (a section)."""

    level: int
    pieces: list[Piece] = field(default_factory=list)


def blocks(
    text: str, title: str | None, headings: Iterable[int], numbers: Sequence[Mark], names: Sequence[Mark]
) -> list[Block]:
    """The text as blocks, in order.

    Args:
        text: the stored text.
        title: its title; the first paragraph that reads so becomes the heading of level 1.
        headings: where the headings of its sections begin.
        numbers: spans of the quantities; of two that overlap the first is shown.
        names: spans of people, places, bodies, initiatives and quotations.
    """
    starts = set(headings)
    shown = _apart(numbers)
    found: list[Block] = []
    for start, end in _spans(text, starts):
        level = 2 if start in starts else 0
        if title and text[start:end] == title and not any(block.level == 1 for block in found):
            level = 1
        found.append(Block(level, pieces(text, start, end, shown, names)))
    return found


def pieces(text: str, start: int, end: int, numbers: Sequence[Mark], names: Sequence[Mark]) -> list[Piece]:
    """The part ``[start, end)`` of the text as pieces; `numbers` must not overlap one another."""
    here = [mark for mark in numbers if mark.start < end and start < mark.end]
    around = [mark for mark in names if mark.start < end and start < mark.end]
    found: list[Piece] = []
    position = start
    for number in here:
        first, last = max(start, number.start), min(end, number.end)
        found += _named(text, position, first, around)
        covering = tuple(mark.key for mark in around if mark.start <= first and last <= mark.end)
        found.append(Piece(text[first:last], number.key, covering))
        position = last
    return found + _named(text, position, end, around)


def _named(text: str, start: int, end: int, names: Sequence[Mark]) -> list[Piece]:
    here = [mark for mark in names if mark.start < end and start < mark.end]
    cuts = {start, end}
    for mark in here:
        cuts |= {max(start, mark.start), min(end, mark.end)}
    places = sorted(cuts)
    found = []
    for first, last in pairwise(places):
        keys = tuple(dict.fromkeys(mark.key for mark in here if mark.start <= first and last <= mark.end))
        found.append(Piece(text[first:last], "", keys))
    return found


def _apart(numbers: Sequence[Mark]) -> list[Mark]:
    found: list[Mark] = []
    for mark in sorted(numbers, key=lambda mark: (mark.start, -mark.end)):
        if not found or mark.start >= found[-1].end:
            found.append(mark)
    return found


def _spans(text: str, headings: set[int]) -> list[tuple[int, int]]:
    """Paragraphs; one that runs over a heading is cut before it, so that no heading is lost."""
    found = []
    for start, end in paragraphs(text):
        cuts = [start, *sorted(place for place in headings if start < place < end), end]
        found += list(pairwise(cuts))
    return found
