"""Spans counted from the article: takes 五年来, 过去24小时, 未来三年 and the publication date, gives the span.

In the first months of a year such a span of years looks back on the years that are complete (过去5年, said in
February 2023 → 2018/2022), later it runs to the publication date (五年来, said in May 2022 → 2017/2022-05-23).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from transforms.language.times.spans import Span, day, month, shifted, year, years

_SHAPE = re.compile(
    r"(?P<lead>刚刚过去的?|过去的?|未来|今后|此后|之后|最近|接下来|往后|前|头|这|那|近|上一个|下一个|下个|上个)?(?:的|约|近)?"
    r"(?P<count>[0-9]+|[半一二两三四五六七八九十百几数]+)[多余]?个?(?P<more>多|半)?(?P<unit>年|月|星期|周|天|小时|分钟|季度|世纪|夜|载|赛季)"
    r"[多余]?(?:的?时间)?(?P<tail>以来|来|间|里|中|前的今天|之前|以前|前|之后|以后|后)?"
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "半": 0}
_AHEAD = ("未来", "今后", "接下来", "往后", "此后", "下一个", "下个")
# Up to this month a span of years means the years before the one that has begun
_LOOKING_BACK_UNTIL = 3
_LONGEST_REACH = 200  # years; 5000多年前 and 千年来 name no year


def resolve(text: str, published: date, anchor: Span | None = None, *, ahead: bool = False) -> Span | None:
    """The span that a counted expression names.

    Args:
        text: the expression, folded.
        published: the publication date it is counted from.
        anchor: the span named last, from which 前一天 is counted.
        ahead: whether the words around speak of what is to come (预计在两年的时间内).

    Returns:
        A span; None where the words do not say which (前三天, 几十年来).
    """
    found = _SHAPE.match(text)
    if found is None:
        return None
    lead, tail, unit = found["lead"] or "", found["tail"] or "", found["unit"]
    count = _number(found["count"])
    if lead in ("前", "头") or tail in ("之后", "以后", "后"):
        return _counted_from(anchor, lead, count, unit)
    if tail == "前的今天":
        return day(published.replace(year=published.year - count, day=min(published.day, 28))) if count else None
    if tail in ("前", "之前", "以前"):
        return _ago(count, unit, published)
    if (lead in _AHEAD or ahead) and count is not None:
        return _coming(count, unit, published)
    return _back(count, unit, published)


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if "几" in text or "数" in text:
        return None
    if "百" in text:
        return 100 * _DIGITS.get(text[0], 1) if text[0] != "百" else 100
    tens, mark, ones = text.partition("十")
    if not mark:
        return _DIGITS[text] if len(text) == 1 else None
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def _counted_from(anchor: Span | None, lead: str, count: int | None, unit: str) -> Span | None:
    if lead == "前" and count == 1 and unit == "天" and anchor and anchor.last_day:
        return day(anchor.last_day - timedelta(days=1))
    return None


def _ago(count: int | None, unit: str, published: date) -> Span | None:
    """十年前 is a year; 几天前 the month of publication, unless that has only just begun."""
    if unit in ("年", "载") and count:
        return year(published.year - count) if count <= _LONGEST_REACH else None
    if unit in ("天", "周", "星期"):
        past = published - timedelta(days=(count or 3) * (7 if unit != "天" else 1))
        return month(past.year, past.month) if count or published.day > 5 else None
    if unit == "月" and count:
        return month(*shifted(published, -count))
    return None


def _coming(count: int, unit: str, published: date) -> Span | None:
    if unit == "年":
        first = published.year + (published.month > 6)
        return years(first, first + max(count, 1) - 1)
    length = _length(count, unit)
    return day(published, published + length) if length else None


def _years_back(count: int, published: date) -> Span:
    if count == 0:  # 半年来
        return Span(_months_before(published, 6), published.isoformat())
    if published.month <= _LOOKING_BACK_UNTIL:
        return years(published.year - count, published.year - 1)
    if count == 1:
        return Span(_months_before(published, 12), published.isoformat())
    return Span(str(published.year - count), published.isoformat())


def _back(count: int | None, unit: str, published: date) -> Span | None:
    if count is None:  # 这几天
        return month(published.year, published.month) if unit == "天" else None
    if unit in ("年", "载"):
        return _years_back(count, published) if count <= _LONGEST_REACH else None
    if unit == "月":
        return Span(_months_before(published, count), published.isoformat())
    length = _length(count, unit)
    return day(published - length, published) if length else None


def _months_before(published: date, count: int) -> str:
    index = published.year * 12 + published.month - 1 - count
    return f"{index // 12}-{index % 12 + 1:02d}"


def _length(count: int, unit: str) -> timedelta | None:
    if unit in ("天", "夜"):
        return timedelta(days=count)
    if unit in ("周", "星期"):
        return timedelta(weeks=count)
    if unit == "小时":
        return timedelta(hours=count) if count >= 24 else timedelta(days=1)
    return timedelta(days=30 * count) if unit == "月" else None
