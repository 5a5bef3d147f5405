"""Level or change: takes the observations, fills `measure`, `comparison` and the sign of `value`.

A change word right before the number (增长5.5%, 降幅约3%), right after it (5.2%的增长) or governing it
(减少审批环节5个) makes a change, signed by the word; one that leads to where something arrived (增至3.4倍)
leaves a level. Members of a list share what its first member is (分别下降15%、14.5%). Words stand in
``lexicons/changes.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from transforms.frame import Frame
from transforms.records import Observation

_WINDOW = 26  # characters before a number in which its change word can stand
_SHARES = ("%", "倍")
_LIST_GAP = re.compile(r"(?:、|和|以及|及|与|或)?(?:约|近|超|超过|逾|达|不到|不足|分别)?")
_CLAUSE_END = "，。；！？：\n（）"
_COMPARISON = re.compile(
    r"同比|环比|(?:比|较|与)(?:上年|去年|前年|上月|上个月|年初|[0-9]{4}年|“?十[二三四]五”?)[^，。；0-9]{0,6}?"
    r"(?=相比|上升|下降|增|减|提|降|高|低|多|少|回|扩|缩|翻|涨|跌|$)|(?:比|较)[^，。；0-9增升降减提扩]{1,10}(?=相比|上升|下降|增|减|提|降|高|低|多|少)"
)


# 快于经济增速1个百分点: a gap, and 增速 is what it is measured from
_BENCHMARK = re.compile(r"(?:[高快低慢好优大多少]于|高出|超出|领先)[^，。；0-9]{0,14}$")
_IMPROVED = re.compile("(?:改造|新建|新增|巩固)提升$")  # 改造提升农田90万亩: what was worked on
# 失业率低于去年同期0.1个百分点: a gap to the past; 高于1月份的10.1% is what it was then
_THAN_LAST = re.compile(
    "(?:[高快多好长]于|(?P<fall>[低慢少短]于))(?:去年|上年|前年|上月|上季度|上一年)(?:同期)?(?:约|近)?$"
)
_EXCEEDS_LAST_YEAR = re.compile("[超高]出[去前上]年(?:同期)?$")
_NORM = re.compile("常年|往年平均|记录|纪录")  # 比常年同期高出3℃: a benchmark, though it names a time


class _Verdict(NamedTuple):
    measure: str
    sign: int


_LEVEL = _Verdict("level", 1)


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `measure`, `comparison` and the sign of `value` of every observation, in place."""
    text = frame.folded
    previous: tuple[Observation, _Verdict] | None = None
    for observation in observations:
        verdict = _verdict(text, observation, previous)
        observation.measure = verdict.measure
        if verdict.measure == "change":
            observation.comparison = _comparison(text, observation.start)
            if verdict.sign < 0:
                _negate(observation)
        previous = observation, verdict


def _negate(observation: Observation) -> None:
    observation.value = -abs(observation.value)
    if observation.value_high is not None:
        observation.value_high = -abs(observation.value_high)


def _verdict(text: str, observation: Observation, previous: tuple[Observation, _Verdict] | None) -> _Verdict:
    if observation.unit == "番":  # 翻一番
        return _Verdict("change", 1)
    start, end = observation.start, observation.end
    if previous and _alike(previous[0].unit, observation.unit) and start >= previous[0].end:
        gap = text[previous[0].end : start]
        if len(gap) < 5 and _LIST_GAP.fullmatch(gap):  # 分别增长4.3%、5.5%
            return previous[1]
    words = _words()
    left = text[max(0, start - _WINDOW) : start].rstrip(" ")
    return (
        _before(left, observation, words)
        or _after(text[end : end + 10], words)
        or _governed(left, observation.unit, words)
        or _LEVEL
    )


def _alike(unit: str, other: str) -> bool:
    """Whether values in two units may be members of one list: 分别增长3.8倍、80.2%."""
    return unit == other or (unit in _SHARES and other in _SHARES)


def _before(left: str, observation: Observation, words: _Words) -> _Verdict | None:
    """What stands right before the number says; None where no word does."""
    found = words.before.match(left[::-1])
    if found is None:
        return _gap_to_the_past(left, words)
    kind = found.lastgroup or ""
    is_count = observation.unit in words.count_units or observation.rule == "counted-noun"  # 提高600万市民出行便利
    if (kind.startswith("loose") and is_count) or (kind.startswith("ratio") and observation.unit not in words.ratios):
        return None
    if kind.endswith("rise") and _IMPROVED.search(left):
        return _LEVEL
    if kind in ("arrival", "count") or (kind.startswith("noun") and _BENCHMARK.search(left)):
        return _LEVEL
    return _Verdict("change", -1 if kind.endswith("fall") else 1)


def _gap_to_the_past(left: str, words: _Words) -> _Verdict | None:
    """比上年高1.7个百分点, 比去年同期多5天; against another benchmark (比全国高) it is a level."""
    found = words.gap.search(left)
    if found is None:
        last = _THAN_LAST.search(left)
        if last:
            return _Verdict("change", -1 if last["fall"] else 1)
        return _Verdict("change", 1) if _EXCEEDS_LAST_YEAR.search(left) else None
    other = found["other"]  # 同比高0.3个百分点 names no other
    if other is not None and (not words.past.search(other) or _NORM.search(other)):
        return _LEVEL
    return _Verdict("change", -1 if found["fall"] else 1)


def _after(right: str, words: _Words) -> _Verdict | None:
    found = words.after.match(right)
    if found is None:
        return None
    return _Verdict("change", -1 if (found.lastgroup or "").endswith("fall") else 1)


def _governed(left: str, unit: str, words: _Words) -> _Verdict | None:
    found = words.governs.search(left)
    if found is None:
        return None
    kind = found.lastgroup or ""
    if (kind.startswith("loose") and unit in words.count_units) or (
        kind.startswith("ratio") and unit not in words.ratios
    ):
        return None
    return _Verdict("change", -1 if kind.endswith("fall") else 1)


def _comparison(text: str, start: int) -> str:
    """What the change is measured against: 同比, 环比, 比2015年."""
    clause = re.split(f"[{_CLAUSE_END}]", text[max(0, start - 40) : start])[-1]
    found = list(_COMPARISON.finditer(clause))
    return found[-1].group() if found else ""


class _Words(NamedTuple):
    before: re.Pattern[str]  # reads the characters before a number backwards
    after: re.Pattern[str]
    governs: re.Pattern[str]
    gap: re.Pattern[str]
    past: re.Pattern[str]
    count_units: frozenset[str]
    ratios: frozenset[str]


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _backwards(words: list[str]) -> str:
    return _any([word[::-1] for word in words])


@lru_cache(maxsize=1)
def _words() -> _Words:
    source = resources.files("transforms.language.lexicons").joinpath("changes.toml")
    lexicon: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    verbs, nouns, fillers, gaps = lexicon["verbs"], lexicon["nouns"], lexicon["fillers"], lexicon["comparisons"]
    before = (
        f"(?:{_backwards(fillers['any'])})*(?:(?P<count>{_backwards(lexicon['counts']['words'])})"
        f"|(?P<over>{_backwards(lexicon['over']['words'])})"
        f"|(?P<ratio_fall>{_backwards(verbs['ratio_fall'])})"
        f"|(?P<loose_fall>{_backwards(verbs['loose_fall'])})|(?P<loose_rise>{_backwards(verbs['loose_rise'])})"
        f"|(?P<fall>{_backwards(verbs['fall'])})|(?P<rise>{_backwards(verbs['rise'])}))"
        f"|(?:{_backwards(fillers['any'] + fillers['after_nouns'])})*"
        f"(?:(?P<noun_fall>{_backwards(nouns['fall'])})|(?P<noun_rise>{_backwards(nouns['rise'])}))"
        f"|(?:{_backwards(fillers['any'])})*(?P<arrival>{_backwards(lexicon['arrivals']['words'])})"
    )
    following = lexicon["after"]
    governs = lexicon["governs"]
    obj = r"(?!值|到|至|为|了)[^，。；：！？、\n0-9（）到至为达是有由从将使的]{1,12}$"
    return _Words(
        before=re.compile(before),
        after=re.compile(
            rf"(?:左右|以上|以下|以内)?(?:的(?:平均|同比|年均|高|正|超|自愿|额外|石油|原油)*(?:(?P<fall>{_any(following['fall'])})|(?P<rise>{_any(following['rise'])}))"
            rf"|(?:(?P<noun_fall>{_any(following['noun_fall'])})|(?P<noun_rise>{_any(following['noun_rise'])})))(?![点极到至为了带值])"
        ),
        governs=re.compile(
            rf"(?:(?P<fall>{_any(governs['fall'])})|(?P<loose_fall>{_any(governs['loose_fall'])})|(?P<rise>{_any(governs['rise'])})|(?P<ratio_rise>{_any(governs['ratio_rise'])})){obj}"
            rf"|(?:(?P<noun_fall>{_any(nouns['fall'])})|(?P<noun_rise>{_any(nouns['rise'])}))[^，。；]{{0,3}}相当于[^，。；]{{1,12}}的$"
        ),
        gap=re.compile(
            rf"(?:(?:比|较|于)(?P<other>[^，。；]{{1,14}}?)|[同环]比)(?:(?P<fall>{_any(gaps['fall'])})|(?P<rise>{_any(gaps['rise'])}))(?:了|出|约|近|达)?$"
        ),
        past=re.compile(_any(gaps["past"])),
        count_units=frozenset(lexicon["counts_of_things"]["units"]),
        ratios=frozenset(lexicon["ratios"]["units"]),
    )
