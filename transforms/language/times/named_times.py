"""Times that have names: takes 上周五, “十四五”时期, 春节期间, 正月初六, 年底 and the publication date, gives spans."""

from __future__ import annotations

import re
from datetime import date, timedelta

from transforms.language.times import festivals
from transforms.language.times.dates import lexicon
from transforms.language.times.numbers_of_dates import DIGITS, number
from transforms.language.times.spans import Context, Span, day, month, months, shifted, year, years

_DAYS_OF = re.compile(r"首日|(?P<last>最后一[天日])|(?P<lead>前|第)(?P<count>[0-9一二两三四五六七八九十]{1,3})[天日]")


def day_word(text: str, context: Context) -> Span | None:
    """今天, 昨日, and 当天 or 次日 from the day named last."""
    words = lexicon()
    if text in words["days"]:
        return day(context.published + timedelta(days=words["days"][text]))
    base = (context.anchor.last_day if context.anchor else None) or context.published
    return day(base + timedelta(days=words["anchored_days"][text]))


def month_word(text: str, context: Context) -> Span | None:
    """上月, 本月; of the month named just before (6月份…由上月下降6.7%转为增长3.1%), else of the publication."""
    words = lexicon()["months"]
    word = next(word for word in sorted(words, key=len, reverse=True) if text.startswith(word))
    anchor = context.anchor if context.beside and word[0] in "上下" else None
    is_month = anchor is not None and anchor.start == anchor.end and len(anchor.start) == 7
    base = date.fromisoformat(f"{anchor.start}-01") if anchor is not None and is_month else context.published
    return month(*shifted(base, words[word]))


def week(text: str, context: Context) -> Span | None:
    """周三, 上周五, 本周, 刚刚过去的周末."""
    monday = context.published - timedelta(days=context.published.weekday())
    if text.endswith("周末"):
        is_this = text[0] in "本这" or (text[0] == "刚" and context.published.weekday() == 6)
        saturday = monday + timedelta(days=5 if is_this else -2)
        return day(saturday, saturday + timedelta(days=1))
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


def plan(text: str, context: Context) -> Span | None:
    """“十四五”时期, “十四五”末."""
    first = next(first for name, first in lexicon()["plans"].items() if name in text)
    if "规划" in text or "收官" in text:
        return None  # a document's name; what ended, not when
    if "末" in text:
        return year(first + 4)
    if "初" in text:
        return year(first)
    return Span(str(first), context.published.isoformat()) if "以来" in text else years(first, first + 4)


def festival(text: str, context: Context) -> Span | None:
    """春节期间, 国庆假期, 中秋: of the year named before, else the nearest."""
    this_year = context.anchor.first_year if context.anchor and context.anchor.is_year else context.published.year
    found = festivals.festival(text, this_year or context.published.year)
    if found and not context.ahead and found[0] > context.published + timedelta(days=15):
        found = festivals.festival(text, context.published.year - 1)
    return _days_of(text, Span(found[0].isoformat(), found[1].isoformat())) if found else None


def _days_of(text: str, span: Span) -> Span:
    """春节假期首日, 假期前三天, 春运第二天, 假期最后一天: the days of a span of days that the words single out."""
    named = _DAYS_OF.search(text)
    if named is None or span.last_day is None:
        return span
    first, last = date.fromisoformat(span.start), span.last_day
    if named["last"]:
        return day(last)
    shift = timedelta(days=number(named["count"]) - 1) if named["count"] else timedelta()
    counted = min(first + shift, last)
    return day(first, counted) if named["lead"] == "前" else day(counted)


def holiday(text: str, context: Context) -> Span | None:
    """今年假期: the holiday that was named before; None where none was."""
    return _days_of(text, context.holiday) if context.holiday else None


def lunar(text: str, context: Context) -> Span | None:
    """正月初六, 腊月二十三: the nearest one."""
    for this_year in (context.published.year, context.published.year - 1):
        found = festivals.lunar_day(text, this_year)
        if found and (found <= context.published or context.ahead):
            return day(found)
    return None


def season(text: str, context: Context) -> Span | None:
    """年底, 入夏以来, 今冬, 春运期间."""
    published = context.published
    if text.startswith("春运"):
        first, last = festivals.travel_season(published.year)
        if text.endswith("以来") and first <= published:
            last = min(last, published)  # 春运以来 runs to the day it is told
        return _days_of(text, day(first, last)) if text != "春运" else None
    if text in ("年底", "年末") or text.startswith("今年年"):
        return month(published.year - (published.month <= 2 and not context.ahead), 12)
    if text in ("年初", "新年伊始"):
        return month(published.year, 1)
    if text in ("开年以来", "开春以来", "开年"):
        return Span(f"{published.year}-01", published.isoformat())
    return _quarter(text, context)


def _quarter(text: str, context: Context) -> Span | None:
    """今夏, 去冬, 入秋以来."""
    name = re.search("[春夏秋冬]", text)
    if name is None:
        return None
    published = context.published
    first, last = lexicon()["seasons"][name.group()]
    this_year = published.year - (text.startswith("去") or first > published.month)
    if text.endswith("以来"):
        return Span(f"{this_year}-{first:02d}", published.isoformat())
    return months(this_year, first, this_year + (last < first), last)


def era(text: str, context: Context) -> Span | None:
    """党的十八大以来."""
    name = next(name for name in sorted(lexicon()["eras"], key=len, reverse=True) if name in text)
    return Span(lexicon()["eras"][name], context.published.isoformat()) if text.endswith("以来") else None


def now(text: str, context: Context) -> Span | None:
    """截至目前: open at the start."""
    del text
    return Span("", context.published.isoformat())


def vague(text: str, context: Context) -> Span | None:
    """日前, 近日: the month of publication, unless that has only just begun."""
    published = context.published
    return month(published.year, published.month) if text in lexicon()["vague"]["days"] and published.day > 3 else None


def century(text: str, context: Context) -> Span | None:
    """上世纪80年代, 20世纪90年代; a whole century is no period."""
    decade = re.search("([0-9])0年代|([一二三四五六七八九])十年代", text)
    if decade is None:
        return None
    numbered = re.match(r"([0-9]+|[一二]?十[一二三四五六七八九]?)世纪", text)
    century = number(numbered[1]) - 1 if numbered else 20 if text.startswith("本") else 19
    first = century * 100 + 10 * int(decade[1] or DIGITS[decade[2]])
    return years(first, first + 9)
