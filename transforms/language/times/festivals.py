"""Festivals and lunar days: takes their names and a year, gives dates.

Lunar days come from ``lunar_python`` (MIT, computed, no table to run out). Official holidays move by order of
the State Council each November; ``chinese_calendar`` keeps those orders from 2004 on. For years it does not
know yet, the holiday has the length that the orders since 2025 give it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from transforms.language.times.dates import lexicon

_DAY = timedelta(days=1)
_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}
_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def festival(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of a festival in `year`.

    Args:
        name: as written, with or without quotes and 假期 or 期间 (“五一”假期, 中秋, 国庆中秋假期).
        year: the solar year it is reckoned to (春节 of 2025 began on 28 January 2025).

    Returns:
        The days off for long festivals and wherever a holiday is named, else the day itself; None for an
        unknown name.
    """
    if re.search("除夕|大年三十", name):
        eve = _lunar(year, 1, 1) - _DAY
        return eve, eve
    found = _named(name)
    if found is None:
        return None
    key, facts = found
    lunar = facts["calendar"] == "lunar"
    first = _lunar(year, facts["month"], facts["day"]) if lunar else date(year, facts["month"], facts["day"])
    if facts["days"] == 1 or not (facts["long"] or re.search("假|期间|黄金周", name)):
        return first, first
    return _days_off(key, first, facts["days"])


def lunar_day(text: str, year: int) -> date | None:
    """The day that a lunar date names: 正月初六, 大年初一, 腊月二十三, 农历八月十五.

    Args:
        text: the expression.
        year: the lunar year, which begins with 正月 (腊月 of lunar 2024 falls in January 2025).

    Returns:
        The solar date, or None where the text names no day.
    """
    found = re.search(
        "(?:大年|([正冬腊]|闰?[二三四五六七八九十])月)(?:初([一二三四五六七八九十])|([二廿三]?十?[一二三四五六七八九十]))",
        text,
    )
    if found is None:
        return None
    if "大年三十" in text:
        return _lunar(year, 1, 1) - _DAY
    month = _MONTHS.get(found[1] or "正") or _NUMERALS[found[1][-1]]
    return _lunar(year, month, _NUMERALS[found[2]] if found[2] else _numeral(found[3]))


def travel_season(year: int) -> tuple[date, date]:
    """春运: forty days from the fifteenth day before the lunar new year."""
    first = _lunar(year, 1, 1) - 15 * _DAY
    return first, first + 39 * _DAY


def _named(name: str) -> tuple[str, dict[str, Any]] | None:
    """The festival in `name`; of two (国庆中秋) the one with the longer holiday."""
    words = lexicon()
    known = {key: facts for key, facts in (words["festivals"] | words["numeral_festivals"]).items() if key in name}
    return max(known.items(), key=lambda item: item[1]["days"]) if known else None


def _numeral(text: str) -> int:
    tens, _, ones = text.replace("廿", "二十").partition("十")
    if "十" not in text.replace("廿", "二十"):
        return _NUMERALS[text]
    return 10 * (_NUMERALS[tens] if tens else 1) + (_NUMERALS[ones] if ones else 0)


@lru_cache(maxsize=256)
def _lunar(year: int, month: int, day: int) -> date:
    from lunar_python import Lunar

    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@lru_cache(maxsize=256)
def _days_off(key: str, first: date, length: int) -> tuple[date, date]:
    import chinese_calendar

    start = end = first
    try:
        if not chinese_calendar.is_holiday(first):
            raise NotImplementedError
        while chinese_calendar.is_holiday(start - _DAY):
            start -= _DAY
        while chinese_calendar.is_holiday(end + _DAY):
            end += _DAY
    except NotImplementedError:  # no order for that year yet
        start = first - _DAY if key == "春节" else first
        end = start + (length - 1) * _DAY
    return start, end
