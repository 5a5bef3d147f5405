"""What a question asks for: takes the words that a person typed, gives words, places and a time to search by.

A place is meant with all that lies in it (温州 asks for 温州市 and its districts), and a time counts only where it is
one whenever the question is asked (2024年一季度, not 去年). English is put into Chinese first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.language import divisions, places
from transforms.language.script import fold
from transforms.language.times.dates import time_expressions
from transforms.language.times.moments import resolve
from transforms.language.times.spans import Context, Span
from warehouse.search.english import chinese, english
from warehouse.search.hints import Kind, equals, kind_of, without_idle
from warehouse.search.terms import terms

_CODE = re.compile(r"(?<!\d)(\d{6})(?!\d)")
_CHANGE = re.compile(r"增长|增速|增幅|涨幅|降幅|跌幅|下降|上升|同比|环比|变化|提高|减少|增加了")
_TARGET = re.compile(r"目标|计划|预期|力争|预计|规划|承诺|打算")
# A bare year (2024), which the Chinese patterns would leave to be a number.
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?=[\s,财]|$)")
# Two days of asking: a time that is the same seen from both depends on neither.
_ASKED = (date(2001, 5, 17), date(2038, 11, 9))


@dataclass(frozen=True)
class Place:
    """A place that is asked for.

    Attributes:
        name: its full name.
        code: its GB/T 2260 code, or "" for a country or region.
    """

    name: str
    code: str


@dataclass(frozen=True)
class Question:
    """A question, understood.

    Attributes:
        text: the question in Chinese, folded.
        words: what to search for, separated by spaces.
        english: the English words that may stand in the name of an indicator.
        places: the places it names.
        start: first day of the time it names, or None.
        end: last day of it.
        change: whether it asks for a change (增长) rather than a level.
        target: whether it asks for what is planned.
        kind: the kind of number that it asks for.
        equals: other words for what it says, separated by spaces.
    """

    text: str
    words: str
    english: str
    places: tuple[Place, ...]
    start: date | None
    end: date | None
    change: bool
    target: bool
    kind: Kind
    equals: str


def understand(text: str) -> Question:
    """The question that `text` asks."""
    said = _YEAR.sub(r"\1年", fold(chinese(text)))
    start, end, timeless = _time(said)
    change = _CHANGE.search(said) is not None
    return Question(
        text=said,
        words=terms(without_idle(timeless)),
        english=terms(english(text)),
        places=places_of(said),
        start=start,
        end=end,
        change=change,
        target=_TARGET.search(said) is not None,
        # 零售总额 增长 asks for a percentage, though 总额 alone would ask for money.
        kind=Kind() if change else kind_of(said),
        equals=terms("\n".join(equals(said))),
    )


def places_of(text: str) -> tuple[Place, ...]:
    """The places that a text names, or gives by their codes."""
    found = [Place(mention.name, mention.code) for mention in places.find(text) if mention.kind != "world"]
    found += [Place(name, code) for code in _CODE.findall(text) if (name := divisions.full_name(code))]
    return tuple(dict.fromkeys(found))


def _time(text: str) -> tuple[date | None, date | None, str]:
    """The first time that a text names and that does not depend on when it is asked, and the text without it."""
    for start, end, kind in time_expressions(text):
        one, other = (resolve(text[start:end], kind, Context(day)) for day in _ASKED)
        if one is not None and one == other and one.start and one.end:
            return *days(one), f"{text[:start]} {text[end:]}"
    return None, None, text


def days(span: Span) -> tuple[date, date]:
    """First and last day of a span with both ends; each end is a year, a month or a day."""
    return date.fromisoformat((span.start + "-01-01")[:10]), last_day(span.end)


def last_day(written: str) -> date:
    """The last day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; raises ValueError for anything else."""
    if len(written) == 4:
        return date(int(written), 12, 31)
    if len(written) == 7:
        month = date.fromisoformat(f"{written}-01")
        return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date.fromisoformat(written)
