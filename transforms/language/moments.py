"""What a time expression amounts to: takes an expression and the publication date, gives a span of time.

今年前5个月 → 2024-01/2024-05, 截至目前 → /2024-05-31, 8日 → the nearest 8th before publication. Nothing is
reckoned from today's clock. A bare month or day takes its year or month from an `anchor`, the moment named
last, where that is nearer than the publication date. Calendar dates are read in ``language.moments``, spans
counted from the article (五年来) in ``language.counted_spans``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from transforms.language import counted_spans, festivals
from transforms.language.dates import lexicon
from transforms.language.spans import Span, day, month, months, year, years

_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_YEAR = re.compile(r"([12][0-9]{3})|([一二][〇零○一二三四五六七八九]{3})")
_SEASON_YEAR = re.compile(r"([12][0-9]{3})[/—-]([0-9]{2,4})$")
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_MONTHS = re.compile(rf"((?:{_MONTH})(?:[ 月份]*[至到—~–－、和及与或-]+ ?(?:{_MONTH}))*) ?月")
_FIRST_PARTS = re.compile(r"[前头首]([0-9一二两三四五六七八九十]{1,2})个?(季度|月)")
_QUARTERS = re.compile(r"((?:第?[1-4一二三四首][至到—~–－、和及与或-]*)+)季度")
_DAYS = re.compile(r"([0-9]{1,2}|[一二三四五六七八九十廿]{1,3})[日号]?(?=[至到—~–－、和-]|[日号])")
_ISO = re.compile(r"([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")


class Context(NamedTuple):
    """What an expression is reckoned from.

    Attributes:
        published: the publication date.
        anchor: the span named last before it, or None.
        ahead: whether the words around speak of what is to come.
    """

    published: date
    anchor: Span | None = None
    ahead: bool = False


@lru_cache(maxsize=4096)
def resolve(text: str, kind: str, context: Context) -> Span | None:
    """The span of time that an expression names.

    Args:
        text: the expression, folded.
        kind: its kind, as ``language.dates`` tells.
        context: what it is reckoned from.

    Returns:
        A span, or None where the expression does not say which time (周边, 近年来, 8时).
    """
    reader = _READERS.get(kind)
    return reader(text, context) if reader else None


def _date(text: str, context: Context) -> Span | None:
    season = _SEASON_YEAR.match(text)
    if season:
        return years(int(season[1]), int(season[1][:2] + season[2][-2:]))
    found_years, rest = _years(text, context)
    parts = _parts(rest)
    if parts is None:
        days = _days(rest, context, found_years)
        if days is not None:
            return days
        return years(found_years[0], found_years[-1]) if found_years else None
    first, last, tail = parts
    this_year = found_years[-1] if found_years else _nearest_year(last, context)
    numbers = [_number(found[1]) for found in _DAYS.finditer(tail)]
    if numbers and first == last and "半" not in text:
        return _day_span(this_year, first, tail, numbers)
    return months(this_year, first, this_year, last)


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
    head, mark, rest = text.partition("年")
    if not mark or not _YEAR.match(head):
        return [], text
    found = [int(number[1] or "".join(_DIGITS[digit] for digit in number[2])) for number in _YEAR.finditer(head)]
    while rest[:6] and (more := re.match(r"[至到—~–－、和-]{1,2}([12][0-9]{3})年", rest)):
        found.append(int(more[1]))
        rest = rest[more.end() :]
    return found, rest


def _parts(rest: str) -> tuple[int, int, str] | None:
    """First and last month of the year that `rest` names, and what follows them; None where it names none."""
    rest = rest.strip().removeprefix("的")
    if first_parts := _FIRST_PARTS.match(rest):
        count = _number(first_parts[1]) * (3 if first_parts[2] == "季度" else 1)
        return 1, min(12, count), ""
    if quarters := _QUARTERS.match(rest):
        numbers = [1 if part == "首" else _number(part) for part in re.findall("[1-4一二三四首]", quarters[1])]
        return 3 * numbers[0] - 2, 3 * numbers[-1], ""
    for word, (first, last) in (
        ("上半年", (1, 6)),
        ("前半年", (1, 6)),
        ("下半年", (7, 12)),
        ("后半年", (7, 12)),
        ("全年", (1, 12)),
    ):
        if rest.startswith(word):
            return first, last, ""
    if found := _MONTHS.match(rest):
        numbers = [_number(part) for part in re.findall(_MONTH, found[1])]
        return numbers[0], numbers[-1], rest[found.end() :]
    if edge := re.match("年?([底末初中])", rest):
        return {"底": (12, 12, ""), "末": (12, 12, ""), "初": (1, 1, ""), "中": (6, 6, "")}[edge[1]]
    for season, (first, last) in lexicon()["seasons"].items():
        if rest.startswith(season):
            return (first, 12, "") if first > last else (first, last, "")
    return None


def _days(rest: str, context: Context, found_years: list[int]) -> Span | None:
    """Bare days (8日, 17日至18日, 本月10日): the nearest before publication, or after it for what is to come."""
    found = list(_DAYS.finditer(rest))
    if not found or found_years:
        return None
    shift = -1 if rest.startswith("上") else 1 if rest.startswith("下") else 0
    numbers = [_number(number[1]) for number in found]
    base_year, base_month = (
        _nearest_month(numbers, context) if "月" not in rest[:3] else _shifted(context.published, shift)
    )
    return _day_span(base_year, base_month, re.sub("^[本上下当]个?月", "", rest), numbers)


def _nearest_month(numbers: list[int], context: Context) -> tuple[int, int]:
    published, anchor = context.published, context.anchor
    if anchor and anchor.last_day and anchor.last_day <= published - timedelta(days=31):
        return anchor.last_day.year, anchor.last_day.month  # 5月24日…26日, told months later
    if context.ahead and numbers[0] < published.day - 10:  # 23日开始, said on the 24th, is yesterday even in a forecast
        return _shifted(published, 1)
    if not context.ahead and numbers[-1] > published.day:
        return _shifted(published, -1)
    return published.year, published.month


def _day_span(this_year: int, this_month: int, tail: str, numbers: list[int]) -> Span | None:
    """3月5日, 17日至18日, 3月30日至4月2日."""
    last_year, last_month = this_year, this_month
    if crossing := re.search(r"[至到—~–－-] ?([0-9]{1,2}|[一二三四五六七八九十]+)月", tail):
        last_month = _number(crossing[1])
        last_year += last_month < this_month
        numbers = [numbers[0], numbers[-1]]
    if max(numbers[0], 1) > monthrange(this_year, this_month)[1] or numbers[-1] > monthrange(last_year, last_month)[1]:
        return None
    return day(date(this_year, this_month, numbers[0]), date(last_year, last_month, numbers[-1]))


def _nearest_year(last: int, context: Context) -> int:
    """The year of a month named without one."""
    published, anchor = context.published, context.anchor
    if anchor and anchor.first_year and anchor.first_year != published.year and not context.ahead:
        return anchor.first_year  # 2021年…5月
    if context.ahead:
        return published.year + (last < published.month - 2)  # 预计11月, said in December, is the one that ended
    return published.year - (last > published.month + 1)  # 5月1日 said in April is to come; said in February it is past


def _shifted(published: date, shift: int) -> tuple[int, int]:
    index = published.year * 12 + published.month - 1 + shift
    return index // 12, index % 12 + 1


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("两", "二")
    tens, mark, ones = text.partition("十")
    if not mark:
        return int("".join(_DIGITS.get(digit, "") for digit in text) or 0)
    return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0"))


def _iso(text: str, context: Context) -> Span | None:
    del context
    found = _ISO.match(text)
    return _day_span(int(found[1]), int(found[2]), "", [int(found[3])]) if found else None


def _day_word(text: str, context: Context) -> Span | None:
    words = lexicon()
    if text in words["days"]:
        return day(context.published + timedelta(days=words["days"][text]))
    base = (context.anchor.last_day if context.anchor else None) or context.published
    return day(base + timedelta(days=words["anchored_days"][text]))


def _month_word(text: str, context: Context) -> Span | None:
    words = lexicon()["months"]
    word = next(word for word in sorted(words, key=len, reverse=True) if text.startswith(word))
    return month(*_shifted(context.published, words[word]))


def _week(text: str, context: Context) -> Span | None:
    monday = context.published - timedelta(days=context.published.weekday())
    for word, shift in lexicon()["weeks"].items():
        if text == word:
            first = monday + timedelta(weeks=shift)
            return day(
                first, min(context.published, first + timedelta(days=6)) if shift == 0 else first + timedelta(days=6)
            )
    named = monday + timedelta(days="一二三四五六日天".index(text[-1]) % 7 if text[-1] != "天" else 6)
    if text.startswith(("上", "下")):
        return day(named + timedelta(weeks=-1 if text[0] == "上" else 1))
    return day(named if named <= context.published or context.ahead else named - timedelta(weeks=1))


def _plan(text: str, context: Context) -> Span | None:
    first = next(first for name, first in lexicon()["plans"].items() if name in text)
    if "规划" in text or "收官" in text:
        return None  # a document's name; what ended, not when
    if "末" in text:
        return year(first + 4)
    if "初" in text:
        return year(first)
    return Span(str(first), context.published.isoformat()) if "以来" in text else years(first, first + 4)


def _festival(text: str, context: Context) -> Span | None:
    this_year = context.anchor.first_year if context.anchor and context.anchor.is_year else context.published.year
    found = festivals.festival(text, this_year or context.published.year)
    if found and not context.ahead and found[0] > context.published + timedelta(days=15):
        found = festivals.festival(text, context.published.year - 1)
    return day(*found) if found else None


def _lunar(text: str, context: Context) -> Span | None:
    for this_year in (context.published.year, context.published.year - 1):
        found = festivals.lunar_day(text, this_year)
        if found and (found <= context.published or context.ahead):
            return day(found)
    return None


def _season(text: str, context: Context) -> Span | None:
    published = context.published
    if text.startswith("春运"):
        return day(*festivals.travel_season(published.year)) if text != "春运" else None
    if text in ("年底", "年末") or text.startswith("今年年"):
        return month(published.year - (published.month <= 2 and not context.ahead), 12)
    if text == "年初":
        return month(published.year, 1)
    if text in ("开年以来", "开春以来"):
        return Span(f"{published.year}-01", published.isoformat())
    name = re.search("[春夏秋冬]", text)
    if name is None:
        return None
    first, last = lexicon()["seasons"][name.group()]
    this_year = published.year - (text.startswith("去") or first > published.month)
    if text.endswith("以来"):
        return Span(f"{this_year}-{first:02d}", published.isoformat())
    return months(this_year, first, this_year + (last < first), last)


def _era(text: str, context: Context) -> Span | None:
    name = next(name for name in sorted(lexicon()["eras"], key=len, reverse=True) if name in text)
    return Span(lexicon()["eras"][name], context.published.isoformat()) if text.endswith("以来") else None


def _now(text: str, context: Context) -> Span | None:
    del text
    return Span("", context.published.isoformat())


def _vague(text: str, context: Context) -> Span | None:
    """日前, 近日: the month of publication, unless that has only just begun."""
    published = context.published
    return month(published.year, published.month) if text in lexicon()["vague"]["days"] and published.day > 3 else None


def _counted(text: str, context: Context) -> Span | None:
    return counted_spans.resolve(text, context.published, context.anchor)


def _century(text: str, context: Context) -> Span | None:
    decade = re.search("([0-9])0年代|([一二三四五六七八九])十年代", text)
    if decade is None:
        return None
    numbered = re.match(r"([0-9]+|[一二]?十[一二三四五六七八九]?)世纪", text)
    century = _number(numbered[1]) - 1 if numbered else 20 if text.startswith("本") else 19
    first = century * 100 + 10 * int(decade[1] or _DIGITS[decade[2]])
    return years(first, first + 9)


_READERS = {
    "date": _date,
    "iso": _iso,
    "day": _day_word,
    "month": _month_word,
    "week": _week,
    "plan": _plan,
    "festival": _festival,
    "lunar": _lunar,
    "season": _season,
    "era": _era,
    "now": _now,
    "vague": _vague,
    "counted": _counted,
    "century": _century,
}
