"""Calendar dates: takes 今年前5个月, 去年10月7日, 8日, 三季度 and what they are reckoned from, gives a span.

A bare month or day takes its year or month from the anchor, the moment named last, where that is nearer than
the publication date; else it is the nearest one before publication, or after it for what is to come.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from transforms.language.times.dates import lexicon
from transforms.language.times.numbers_of_dates import DIGITS, number
from transforms.language.times.spans import Context, Span, day, months, shifted, years

_YEAR = re.compile(r"([12][0-9]{3})|([一二][〇零○一二三四五六七八九]{3})")
_YEARLESS = re.compile(r"^([12][0-9]{3})(?=$|全年|[上下]半年|前?第?[一二三四1-4]季度)")  # 2022全年, 2023 of 2023财年
_SEASON_YEAR = re.compile(r"([12][0-9]{3})[/—-]([0-9]{2,4})$")
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_MONTHS = re.compile(rf"((?:{_MONTH})(?:[ 月份]*[至到—~–－、和及与或-]+ ?(?:{_MONTH}))*) ?月")
_LAST_PARTS = re.compile(r"后([0-9一二两三四五六七八九十]{1,2})个(季度|月)")
_FIRST_PARTS = re.compile(r"[前头首]([0-9一二两三四五六七八九十]{1,2})个?(季度|月)")
_QUARTERS = re.compile(r"((?:第?[1-4一二三四首][至到—~–－、和及与或-]*)+)季度")
_DAYS = re.compile(r"([0-9]{1,2}|[一二三四五六七八九十廿]{1,3})[日号]?(?=[至到—~–－、和-]|[日号])")
_ISO = re.compile(r"([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")


def read(text: str, context: Context) -> Span | None:
    """The span of a date, a month, a year or a part of one."""
    season = _SEASON_YEAR.match(text)
    if season:
        return years(int(season[1]), int(season[1][:2] + season[2][-2:]))
    if text == "全年":
        return _whole_year(context)
    found_years, rest = _years(text, context)
    parts = _parts(rest)
    if parts is None:
        days = _days(rest, context, found_years)
        if days is not None:
            return days
        return years(found_years[0], found_years[-1]) if found_years else None
    first, last, tail = parts
    this_year = found_years[-1] if found_years else _nearest_year(last, context)
    numbers = [number(found[1]) for found in _DAYS.finditer(tail)]
    if numbers and first == last and "半" not in text:
        return _day_span(this_year, first, tail, numbers)
    return months(this_year, first, this_year, last)


def _whole_year(context: Context) -> Span:
    """全年: of the year told before; else up to February the year that ended, from March on the one that runs."""
    anchor, published = context.anchor, context.published
    told = anchor.first_year if anchor and anchor.last_day is None else None
    this_year = told or published.year - (published.month <= 2 and not context.ahead)
    return years(this_year, this_year)


def _years(text: str, context: Context) -> tuple[list[int], str]:
    """The years that open the expression, and what follows them."""
    words = lexicon()
    for word, shift in words["years"].items():
        if text.startswith(word):
            return [context.published.year + shift], text[len(word) :]
    for word, shift in words["anchored_years"].items():
        if text.startswith(word):
            base = context.anchor.first_year if context.anchor else None
            return [(base or context.published.year) + shift], text[len(word) :]
    text = _YEARLESS.sub(r"\1年", text)
    head, mark, rest = text.partition("年")
    if not mark or not _YEAR.match(head):
        return [], text
    found = [int(match[1] or "".join(DIGITS[digit] for digit in match[2])) for match in _YEAR.finditer(head)]
    while rest[:6] and (more := re.match(r"[至到—~–－、和-]{1,2}([12][0-9]{3})年", rest)):
        found.append(int(more[1]))
        rest = rest[more.end() :]
    return found, rest


def _parts(rest: str) -> tuple[int, int, str] | None:
    """First and last month of the year that `rest` names, and what follows them; None where it names none."""
    rest = rest.strip().removeprefix("的")
    if first_parts := _FIRST_PARTS.match(rest):
        count = number(first_parts[1]) * (3 if first_parts[2] == "季度" else 1)
        return 1, min(12, count), ""
    if last_parts := _LAST_PARTS.match(rest):
        count = number(last_parts[1]) * (3 if last_parts[2] == "季度" else 1)
        return max(1, 13 - count), 12, ""
    if quarters := _QUARTERS.match(rest):
        numbers = [1 if part == "首" else number(part) for part in re.findall("[1-4一二三四首]", quarters[1])]
        return 3 * numbers[0] - 2, 3 * numbers[-1], ""
    if found := _MONTHS.match(rest):
        numbers = [number(part) for part in re.findall(_MONTH, found[1])]
        return numbers[0], numbers[-1], rest[found.end() :]
    return _named_part(rest)


def _named_part(rest: str) -> tuple[int, int, str] | None:
    """上半年, 全年, 年底, 夏季."""
    for word, (first, last) in lexicon()["parts"].items():
        if rest.startswith(word):
            return first, last, ""
    for word, (first, last) in lexicon()["seasons"].items():
        if rest.startswith(word):
            return (first, 12, "") if first > last else (first, last, "")
    return None


def _days(rest: str, context: Context, found_years: list[int]) -> Span | None:
    """Bare days (8日, 17日至18日, 本月10日): the nearest before publication, or after it for what is to come."""
    found = list(_DAYS.finditer(rest))
    if not found or found_years:
        return None
    shift = -1 if rest.startswith("上") else 1 if rest.startswith("下") else 0
    numbers = [number(match[1]) for match in found]
    base_year, base_month = (
        _nearest_month(numbers, context) if "月" not in rest[:3] else shifted(context.published, shift)
    )
    return _day_span(base_year, base_month, re.sub("^[本上下当]个?月", "", rest), numbers)


def _nearest_month(numbers: list[int], context: Context) -> tuple[int, int]:
    published, anchor = context.published, context.anchor
    if context.beside and anchor and anchor.last_day and anchor.last_day <= published - timedelta(days=31):
        return anchor.last_day.year, anchor.last_day.month  # 5月24日…26日, told months later
    if context.ahead and numbers[0] < published.day - 10:  # 23日开始, said on the 24th, is yesterday even in a forecast
        return shifted(published, 1)
    if not context.ahead and numbers[0] > published.day:
        return shifted(published, -1)
    return published.year, published.month


def _day_span(this_year: int, this_month: int, tail: str, numbers: list[int]) -> Span | None:
    """3月5日, 17日至18日, 3月30日至4月2日."""
    last_year, last_month = this_year, this_month
    if crossing := re.search(r"[至到—~–－-] ?([0-9]{1,2}|[一二三四五六七八九十]+)月", tail):
        last_month = number(crossing[1])
        last_year += last_month < this_month
        numbers = [numbers[0], numbers[-1]]
    if max(numbers[0], 1) > monthrange(this_year, this_month)[1] or numbers[-1] > monthrange(last_year, last_month)[1]:
        return None
    return day(date(this_year, this_month, numbers[0]), date(last_year, last_month, numbers[-1]))


def _nearest_year(last: int, context: Context) -> int:
    """The year of a month named without one."""
    published, anchor = context.published, context.anchor
    if context.beside and anchor and anchor.first_year and anchor.first_year != published.year and not context.ahead:
        later = int(last < int(anchor.end[5:7] or 0)) if len(anchor.end) > 4 else 0  # 2022年12月23日…1月12日
        return min(anchor.first_year + later, published.year)  # 2021年…5月
    if context.ahead:
        return published.year + (last < published.month - 2)  # 预计11月, said in December, is the one that ended
    return published.year - (last > published.month + 1)  # 5月1日 said in April is to come; said in February it is past


def read_iso(text: str, context: Context) -> Span | None:
    """2021-04-01, 2021/4/1, 2021.4.1."""
    del context
    found = _ISO.match(text)
    return _day_span(int(found[1]), int(found[2]), "", [int(found[3])]) if found else None
