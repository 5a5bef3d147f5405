"""Time expressions: takes folded text, gives the spans that say *when* and of which kind each is.

Found are calendar dates, years, months, days and clock times in figures or Chinese numerals, quarters and
half-years, plan periods (“十四五”), centuries and decades, weekdays, lunar dates, festivals, spans counted
from the article (五年来, 过去24小时) and words such as 去年 and 截至目前. Durations that measure something
(历时3年, 工作30年) are left alone. Words stand in ``lexicons/dates.toml``, the ways they combine in
``lexicons/date_patterns.toml``; what an expression amounts to is told by ``language.calendar``.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from transforms.language.lexicons import any_of

# Every expression begins with a numeral and what may follow one in a date, with a quotation mark before such a
# numeral or word, or with two characters of which the first is one of _FIRST or begins a word of the lexicon, and
# the second likewise (a few frequent ones have their own). Only there is the whole pattern tried, which makes the
# search ten times as fast.
_NUMERALS = "0-9〇零○一二两三四五六七八九十廿半几数百千"
_BEHIND_NUMERAL = "个多余年月日号时点分天周夜载世季赛星小里间至到或和及与、 ：:/.—~–－-"
_FIRST = "年新上下本这那过刚未今此之最接往前头首近后全第正腊冬闰大农阴凌清早中午傍晚夜深当周星礼党自入去开春主汛暑寒"
_SECOND = "半月周年个世期天日午晨早晚间上去来今后近接下往刚的约汛伏春夏秋冬以运假学历初末底季的共礼拜晚里"
_OWN_SECOND = {"中": "午共", "全": "年", "新": "年", "大": "年", "后": "半", "党": "的", "最": "近新", "第": _NUMERALS}


_WITHIN = ("parts", "across_words")  # sections whose words begin no expression


class TimeExpression(NamedTuple):
    """Where a time expression stands, half-open, and its kind (the name of the pattern that found it)."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """The words of ``lexicons/dates.toml``, section by section."""
    return _load("dates.toml")


@lru_cache(maxsize=4)  # two stations ask for the same text
def time_expressions(text: str) -> tuple[TimeExpression, ...]:
    """The time expressions of `text` in order, none overlapping another.

    Args:
        text: folded text (``language.script.fold``).

    Returns:
        Their spans in `text`, with kinds.
    """
    begins, pattern = _patterns()
    found, end = [], 0
    for begin in begins.finditer(text):
        if begin.start() < end:
            continue
        match = pattern.match(text, begin.start())
        if match:
            end = match.end()
            found.append(TimeExpression(match.start(), end, match.lastgroup or ""))
    return tuple(found)


def time_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the time expressions of `text`: numerals inside them are no quantities."""
    return [(start, end) for start, end, _ in time_expressions(text)]


def _load(name: str) -> dict[str, Any]:
    source = resources.files("transforms.language.lexicons").joinpath(name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where an expression may begin; and all kinds as one pattern, of which the first that matches wins.

    They are two because a pattern that begins with a class of characters is looked for many times faster than one
    that begins with a condition or a choice.
    """
    patterns = _load("date_patterns.toml")
    known = {f"{section}_words": f"(?:{any_of(words)})" for section, words in _word_lists().items()}
    for name, body in patterns["pieces"].items():
        known[name] = _filled(body, known)
    kinds = "|".join(f"(?P<{kind}>{_filled(body, known)})" for kind, body in patterns["kinds"].items())
    return re.compile(_beginnings()), re.compile(kinds, re.VERBOSE)


def _beginnings() -> str:
    """The first characters of expressions, each with what may follow it there."""
    words = [word for section in _word_lists().values() for word in section if len(word) > 1]
    any_first, any_second = ("".join(sorted({word[at] for word in words})) for at in (0, 1))
    seconds = dict.fromkeys(_FIRST, f"{_SECOND}{_NUMERALS}{any_second}") | _OWN_SECOND
    seconds |= dict.fromkeys(set(any_first) - set(seconds), "")
    for word in words:
        seconds[word[0]] += word[1] if word[1] not in seconds[word[0]] else ""
    firsts: dict[str, str] = {}
    for first, following in seconds.items():
        firsts[following] = firsts.get(following, "") + first
    choices = [
        f"(?<=[{_NUMERALS}])(?<![0-9][0-9])(?=[{_NUMERALS}{_BEHIND_NUMERAL}])",
        f"(?<=[“‘])(?=[{_NUMERALS}{any_first}])",
        *(f"(?<=[{first}])(?=[{following}])" for following, first in firsts.items()),
    ]
    return f"[{_NUMERALS}“‘{''.join(seconds)}](?:{'|'.join(choices)})"


def _filled(body: str, known: dict[str, str]) -> str:
    return re.sub(r"(?<!\?P)<([a-z_]+)>", lambda name: known[name.group(1)], body)


def _word_lists() -> dict[str, list[str]]:
    """The words of each section that may begin an expression."""
    sections = ((section, entries) for section, entries in lexicon().items() if section not in _WITHIN)
    return {section: list(entries.get("words", entries)) for section, entries in sections}
