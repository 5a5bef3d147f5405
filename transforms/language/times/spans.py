"""A span of time as it is stored: takes dates, gives ``YYYY[-MM[-DD]]`` or ``start/end``.

Either end may be open (截至目前 → /2021-04-01), and each end is as precise as the words that named it.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Span(NamedTuple):
    """A span from `start` to `end`, each ``YYYY[-MM[-DD]]``; "" where it is open."""

    start: str
    end: str

    def __str__(self) -> str:
        return self.start if self.start == self.end else f"{self.start}/{self.end}"

    @property
    def first_year(self) -> int | None:
        """The year in which it starts (or ends, where the start is open)."""
        known = self.start or self.end
        return int(known[:4]) if known else None

    @property
    def last_day(self) -> date | None:
        """Its last day, where that is named."""
        return date.fromisoformat(self.end) if len(self.end) == 10 else None

    @property
    def first_day(self) -> date | None:
        """Its first day, or its last one where it is open at the start; None where no day is named."""
        known = self.start or self.end
        return date.fromisoformat(known) if len(known) == 10 else None

    @property
    def is_year(self) -> bool:
        """Whether it is one whole year."""
        return self.start == self.end and len(self.start) == 4


def year(number: int) -> Span:
    """One year."""
    return Span(str(number), str(number))


def years(first: int, last: int) -> Span:
    """Whole years, from first to last."""
    return Span(str(first), str(last))


def month(in_year: int, number: int) -> Span:
    """One month."""
    return months(in_year, number, in_year, number)


def months(first_year: int, first: int, last_year: int, last: int) -> Span:
    """Whole months; from January to December of one year they are the year."""
    if first_year == last_year and (first, last) == (1, 12):
        return year(first_year)
    return Span(f"{first_year}-{first:02d}", f"{last_year}-{last:02d}")


def day(first: date, last: date | None = None) -> Span:
    """One day, or days from `first` to `last`."""
    return Span(first.isoformat(), (last or first).isoformat())


class Context(NamedTuple):
    """What an expression is reckoned from.

    Attributes:
        published: the publication date.
        anchor: the span named last before it, or None.
        ahead: whether the words around speak of what is to come.
        holiday: the holiday named last before it, or None.
        beside: whether the anchor stands in the same sentence, so that a bare month is of its year.
    """

    published: date
    anchor: Span | None = None
    ahead: bool = False
    beside: bool = False
    holiday: Span | None = None


def shifted(from_day: date, shift: int) -> tuple[int, int]:
    """Year and month `shift` months after the month of a day."""
    index = from_day.year * 12 + from_day.month - 1 + shift
    return index // 12, index % 12 + 1
