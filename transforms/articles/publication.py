"""When an article was published, read from its own words where no metadata tells.

Takes the text, gives a date or None. A dateline (新华社北京4月1日电), a line that is only a date, or else the
latest day that the body speaks of as past: 这是2021年… 4月1日…开播 → 2021-04-01. A wrong date is worse than
none: a month and day count only if the text itself says which year it is written in, and days to come
(将于6月1日起, 到2025年底) never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_FULL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s{0,4}(?:年|[-/.])\s{0,4}(1[0-2]|0?[1-9])\s{0,4}(?:月|[-/.])\s{0,4}(3[01]|[12]\d|0?[1-9])(?!\d)日?"
)
_MONTH_DAY = re.compile(r"(?<![\d年月.])(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日")
_HAN_DATE = re.compile(
    r"([二一][〇○零九][〇○零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
# 这是2021年 · 今年是2021年 · 2021年伊始: the year that the writer stands in. 2020年以来 and
# 这是2011年以来最高 are no sign.
_PRESENT_YEAR = re.compile(
    r"(?:这是|今年[是（(]?|眼下的?|当前的?|迈入|时值|正值)((?:19|20)\d\d)年"
    r"(?!\d|[^，。,]{0,8}(?:以来|之后|至今|首次))|((?:19|20)\d\d)年(?:伊始|开年|的今天|[（(]今年)"
)
_DATELINE = re.compile(
    r"(?:新华社|中新社|新华网|本报|人民网|央视网|中新网|本网|记者)[^。，\n]{0,20}?"
    r"(?:((?:19|20)\d\d)年)?(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日(?:电|讯|消息|报道|专电)"
)
_TODAY = re.compile(r"今[天日][（(](?:((?:19|20)\d\d)年)?(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日")
# White space is bounded everywhere: a line may be a million spaces.
_DATE_LINE = re.compile(
    r"^(?:发布|发表|刊发|更新|出版)?(?:时间|日期|于)?\s{0,4}[:：]?\s{0,4}\S{0,12}?"
    r"((?:19|20)\d\d\s{0,4}[-/.年]\s{0,4}\d{1,2}\s{0,4}[-/.月]\s{0,4}\d{1,2})"
    r"\s{0,4}日?(?:\s{0,4}(?:星期.|周.))?(?:\s{0,4}\d{1,2}[:：时]\d{2}(?:[:：分]\d{2})?\s{0,4}[分秒]?)?$",
    re.MULTILINE,
)
_TO_COME = re.compile(r"(?:将于|将在|拟于|定于|计划于|预计|截止到?|到|至|不迟于|有效期)\s*$")
_STILL_TO_COME = re.compile(r"^(?:前|之前|以前|起(?:施行|实施|执行|生效)|底前|止)")
_LAST_YEAR = re.compile(r"(?:去年|上年|前年|[一二三四五六七八九十\d]+年前|当年|同年|历史上)[^。；\n]{0,6}$")


def publication_date(text: str) -> date | None:
    """The date an article was published, by its own words.

    Args:
        text: the article's text, with its title if that is part of the text.

    Returns:
        The date, or None where the text does not settle it.
    """
    text = _plain_digits(text)
    return _own_line(text) or _dateline(text) or _latest_day(text)


def calendar_date(year: str | int, month: str | int, day: str | int) -> date | None:
    """The date, or None where the calendar has no such day (2月30日)."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def stated_year(text: str) -> int | None:
    """The year that the text says it is written in, or None where it does not say."""
    return max((int(first or second) for first, second in _PRESENT_YEAR.findall(text)), default=None)


def _own_line(text: str) -> date | None:
    """The date on a line of its own at the head or the foot: 时间：2026-02-09, 2021年4月1日 星期四."""
    for match in _DATE_LINE.finditer(text):
        if text.count("\n", 0, match.start()) < 12 or len(text) - match.end() < 120:
            found = _FULL.search(match[0])
            if found:
                return calendar_date(*found.groups())
    return None


def _dateline(text: str) -> date | None:
    """新华社北京4月1日电, 本报4月1日讯, 今天（4月1日）: with the year, if the text says it."""
    match = _DATELINE.search(text) or _TODAY.search(text)
    if match is None or match[2] is None:
        return None
    year = match[1] or stated_year(text)
    return calendar_date(year, match[2], match[3]) if year else None


def _latest_day(text: str) -> date | None:
    year = stated_year(text)
    if year is None:
        return None
    days = [day for day in _full_dates(text) if day.year == year]
    return max([*days, *_month_days(text, year)], default=None)


def _full_dates(text: str) -> Iterator[date]:
    for match in _FULL.finditer(text):
        found = calendar_date(*match.groups())
        if found is not None and not _is_to_come(text, match):
            yield found


def _month_days(text: str, year: int) -> Iterator[date]:
    for match in _MONTH_DAY.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if _is_to_come(text, match) or _LAST_YEAR.search(before) or before.endswith(("年", "月", "日至", "-", "—")):
            continue
        found = calendar_date(year, match[1], match[2])
        if found is not None:
            yield found


def _is_to_come(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 6) : match.start()]
    return bool(_TO_COME.search(before) or _STILL_TO_COME.match(text[match.end() : match.end() + 4]))


def _plain_digits(text: str) -> str:
    """二〇二六年一月二十七日 → 2026年1月27日, so that one set of patterns reads both; length may change."""
    return _HAN_DATE.sub(lambda match: f"{_year(match[1])}年{_small(match[2])}月{_small(match[3])}日", text)


def _year(numerals: str) -> str:
    return "".join(str("〇一二三四五六七八九".index(each)) if each not in "○零" else "0" for each in numerals)


def _small(numerals: str) -> int:
    """A number up to 31 in Chinese numerals: 七 → 7, 二十七 → 27, 十 → 10."""
    tens, ten, ones = numerals.rpartition("十")
    digit = "一二三四五六七八九".find
    if not ten:
        return digit(numerals[-1]) + 1
    return 10 * (digit(tens) + 1 if tens else 1) + (digit(ones) + 1 if ones else 0)
