"""Quantities that are not a number before a unit: takes a text and a numeral's match, reads the form.

三分之二, 百分之五, 1/4 and 七成半 are percentages; 1∶1 and 160.5比1 are ratios; 2死12伤 is two counts of
people; 翻一番 and 翻番 are doublings; 半小时 is half a unit. Each reader gives a list of observations, an
empty one where the form is there but is no quantity (三成 in 建成), or None where the form is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from transforms.language import numerals
from transforms.language.units import unit_at
from transforms.observations.quantities import modifiers
from transforms.records import Observation

_FRACTION = re.compile(rf"(?:分之)({numerals.NUMERAL.pattern})")
_SLASH = re.compile(r"(\d{1,2})/(\d{1,3})(?![\d/年月])")
_RATIO = re.compile(r"(?:∶|：|比|:)(\d+(?:\.\d+)?)(?![\d.%]|\s?[∶：:]\d)")
_SCORE = re.compile(r"比分|战胜|击败|大胜|完胜|险胜|不敌|战平|领先|逆转|淘汰|横扫|告负|取胜|获胜|小胜|力克")
_TOLL = re.compile(r"(\d+)死(\d+)伤")
_HOURS = re.compile(r"(\d{1,3})个?小时(\d{1,2})分钟?(?!之)")
_TENTHS = re.compile(r"成(半)?(?![立为员功年就果本分都长群熟活品型绩败效交])")
_SECOND_HALVES = frozenset("分/∶：比:死个小番成半秒米")
_PLAIN_TENTHS = re.compile(r"成半?(?:[，。；、）的\n]|以[上下]|左右|多|$)")
_SHARE_BEFORE = re.compile(
    r"(?:占|占了|达|达到|超|过|减少了?|下降了?|缩短了?|降低了?|完成了?|节省了?|节约了?|占[^，。；、0-9]{1,14}的)$"
)
_SPENT = re.compile("经过$|超过$|[历历]经$")
_LASTED = re.compile("(?:持续|历时|为期|长达|耗时|用时|超过|经过)了?$")  # 持续半年; never 半年来, 上半年
_HALF_MANY = re.compile("个多(月|小时)")  # 半个多月
# A race's time: 48秒464, 9秒97; a jump: 8米36; never 3米5个
_SECONDS = re.compile(r"(\d{1,2})秒(\d{2,3})(?![\d.秒分])")
_METRES = re.compile(r"(\d{1,3})米(\d{1,2})(?=[的，。、；）\s以左获夺排]|$)")
_DOUBLING = re.compile(r"([一两二三四])?番")


def read(text: str, match: re.Match[str]) -> list[Observation] | None:
    """Read the special form that begins with this numeral.

    Returns:
        Its observations; an empty list where the form is there but counts nothing; None where a plain
        number stands there.
    """
    if match.lastgroup == "doubling":
        return [Observation(match.start(), match.end(), 1.0, "番", rule="doubling")]
    if match.lastgroup == "half":
        return _half(text, match)
    # The first character of each form's second half: nearly all numerals are plain.
    if text[match.end() : match.end() + 1] not in _SECOND_HALVES:
        return None
    for reader in _READERS:
        found = reader(text, match)
        if found is not None:
            return found
    return None


def _fraction(text: str, match: re.Match[str]) -> list[Observation] | None:
    """三分之二 → 66.667 %; 百分之五 → 5 %; 千分之三 → 0.3 %."""
    below = _FRACTION.match(text, match.end())
    if not below:
        return None
    base, parts = numerals.value(match.group()), numerals.value(below.group(1))
    if base == 0 or text[match.start() - 1 : match.start()] == "每":
        return []
    return [_percent(text, match.start(), below.end(), round(100 * parts / base, 3), "fraction")]


def _slash(text: str, match: re.Match[str]) -> list[Observation] | None:
    """1/4 → 25 %; a date or a score is none."""
    found = _SLASH.match(text, match.start())
    named = found and "0" in (found[1][0], found[2][0])  # 气象星座01/02星
    if not found or named or text[match.start() - 1 : match.start()] in "/.·":
        return None
    parts, base = int(found.group(1)), int(found.group(2))
    if not 0 < parts < base:
        return []
    return [_percent(text, match.start(), found.end(), round(100 * parts / base, 3), "fraction")]


def _tenths(text: str, match: re.Match[str]) -> list[Observation] | None:
    """近四成 → 40 %, 七成半 → 75 %, 三成多; not 建成, 五成员."""
    if len(match.group()) > 2 or text[match.end() : match.end() + 1] != "成":
        return None
    plain = match.lastgroup != "arabic" or _PLAIN_TENTHS.match(text, match.end())  # 近7成; 3成员
    if not plain and modifiers.before(text, match.start())[1] == "exact":
        return None
    found = _TENTHS.match(text, match.end())
    tenths = numerals.value(match.group())
    if not found or not 0 < tenths <= 10 or text[match.start() - 1 : match.start()] in "第这":
        return []
    value = 10 * tenths + (5 if found.group(1) else 0)
    return [_percent(text, match.start(), found.end(), value, "tenths")]


def _one_half(text: str, match: re.Match[str]) -> list[Observation] | None:
    """近一半, 占一半, 完成一半, 一半的人口 → 50 %; not 一半是海水."""
    if match.group() != "一" or text[match.end() : match.end() + 1] != "半":
        return None
    half = match.end() + 1
    part = text.startswith("的", half) and text[match.start() - 1 : match.start()] not in "另这那有前后上下"
    softened = part or modifiers.before(text, match.start())[1] != "exact" or modifiers.after(text, half)[1] != "exact"
    if not softened and not _SHARE_BEFORE.search(text, max(0, match.start() - 18), match.start()):
        return []
    return [_percent(text, match.start(), match.end() + 1, 50.0, "fraction")]


def _ratio(text: str, match: re.Match[str]) -> list[Observation] | None:
    """160.50比1 → 160.5 比1; a score (3比1战胜) or three parts (8.7∶41.2∶50.1) are none."""
    found = _RATIO.match(text, match.end())
    if match.lastgroup != "arabic" or not found:
        return None
    above, below = numerals.value(match.group()), float(found.group(1))
    clause = text[max(0, match.start() - 20) : found.end() + 12]
    if below == 0 or text[match.start() - 1 : match.start()] in "∶：:以" or _SCORE.search(clause):
        return []
    if found.group()[0] == ":" and 1 not in (above, below):  # 25:17 is a score or a time
        return []
    ratio = Observation(match.start(), found.end(), round(above / below, 6), "比1", rule="ratio")
    # 汇率跌破160.50比1: a currency falls as the number that it costs rises.
    ratio.start, ratio.modifier = modifiers.before(text, match.start())
    if text[ratio.start : match.start()] == "跌破" and below == 1:
        ratio.modifier = "over"
    return [ratio]


def _toll(text: str, match: re.Match[str]) -> list[Observation] | None:
    """2死12伤 → two counts of people."""
    found = _TOLL.match(text, match.start())
    if not found:
        return None
    return [
        Observation(*found.span(1), float(found.group(1)), "人", rule="toll"),
        Observation(*found.span(2), float(found.group(2)), "人", rule="toll"),
    ]


def _hours_and_minutes(text: str, match: re.Match[str]) -> list[Observation] | None:
    """9小时26分 → 9.433 小时: one duration, not two."""
    found = _HOURS.match(text, match.start())
    if not found:
        return None
    hours = round(int(found.group(1)) + int(found.group(2)) / 60, 3)
    end, modifier = modifiers.after(text, found.end())
    return [Observation(match.start(), end, hours, "小时", modifier=modifier, rule="duration")]


def _seconds(text: str, match: re.Match[str]) -> list[Observation] | None:
    """48秒464 → 48.464 秒."""
    found = _SECONDS.match(text, match.start())
    if not found:
        return None
    return [Observation(match.start(), found.end(), float(f"{found.group(1)}.{found.group(2)}"), "秒", rule="duration")]


def _metres(text: str, match: re.Match[str]) -> list[Observation] | None:
    """8米36 → 8.36 米, 身高1米9 → 1.9 米."""
    found = _METRES.match(text, match.start())
    if not found:
        return None
    end, modifier = modifiers.after(text, found.end())
    return [Observation(match.start(), end, float(f"{found[1]}.{found[2]}"), "米", modifier=modifier, rule="length")]


def _doubling(text: str, match: re.Match[str]) -> list[Observation] | None:
    """翻一番 → 1 番; 翻两番 → 2 番."""
    found = _DOUBLING.match(text, match.start())
    if not found or not found.group(1):
        return None
    start = match.start() - 1
    if text[start : start + 1] != "翻" and text[start - 1 : start + 1] != "翻了":
        return []
    start = text.rfind("翻", 0, match.start())
    return [Observation(start, found.end(), numerals.value(found.group(1)), "番", rule="doubling")]


def _half(text: str, match: re.Match[str]) -> list[Observation]:
    """半小时 → 0.5 小时; 半个月 → 0.5 个月; not 上半月, 大半天."""
    if text.startswith("数", match.end()):  # 超过半数, 半数以上
        return [_percent(text, match.start(), match.end() + 1, 50.0, "fraction")]
    if text[match.start() - 1 : match.start()] in tuple("上下大前后多小一近过每") and not _SPENT.search(
        text, max(0, match.start() - 3), match.start()
    ):
        return []
    if text.startswith("年", match.end()) and not _LASTED.search(text, max(0, match.start() - 4), match.start()):
        return []
    many = _HALF_MANY.match(text, match.end())
    if many:
        return [
            Observation(
                match.start(), many.end(), 0.5, "个月" if many[1] == "月" else many[1], modifier="over", rule="half"
            )
        ]
    unit = unit_at(text, match.end())
    if not unit:  # 半月谈; 两个|半月 is read with its numeral
        return []
    end, modifier = modifiers.after(text, match.end() + len(unit))
    if text.startswith("内", end):  # 半小时内
        end, modifier = end + 1, "under"
    return [Observation(match.start(), end, 0.5, unit.replace("个小时", "小时"), modifier=modifier, rule="half")]


def _percent(text: str, start: int, end: int, value: float, rule: str) -> Observation:
    """A percentage, with the words after it (以上, 多)."""
    end, modifier = modifiers.after(text, end)
    return Observation(start, end, value, "%", modifier=modifier, rule=rule)


_READERS: tuple[Callable[[str, re.Match[str]], list[Observation] | None], ...] = (
    _fraction,
    _slash,
    _tenths,
    _one_half,
    _toll,
    _hours_and_minutes,
    _seconds,
    _metres,
    _doubling,
    _ratio,
)
