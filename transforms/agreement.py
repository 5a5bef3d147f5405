"""When an extracted field says the same as an annotated one.

Pure comparisons of values as the annotated sets write them; the rules are those of the sets' own scoring:
numbers within a ten-thousandth, units through their aliases, indicators by their characters, subjects and
speakers by containment, periods by their months.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

Observation = Mapping[str, Any]

OBSERVATION_FIELDS = ("measure", "status", "modifier", "indicator")
FIELDS = (*OBSERVATION_FIELDS, "subject", "period", "speaker", "from")
#: Fields that the annotation may leave open; what is extracted there is neither right nor wrong.
OPTIONAL_WHERE_EMPTY = ("subject", "period", "speaker")

_UNIT_ALIASES = {
    **{"％": "%", "人民币": "元", "元人民币": "元", "块": "元", "美金": "美元", "千米": "公里"},
    **{"平方千米": "平方公里", "个点": "个百分点", "百分点": "个百分点", "宗": "起", "度电": "千瓦时"},
}
# Words that change what an indicator measures: both sides have the same ones, or they are different indicators.
_DEFINING = (
    *("人均", "户均", "日均", "月均", "城镇", "农村", "进出口", "进口", "出口", "新增"),
    *("第一产业", "第二产业", "第三产业"),
)
_COUNT_SUFFIXES = ("人数", "数量", "个数", "次数")
_UNHEARD = str.maketrans("", "", "“”\"'‘’（）()、，, 的")


def quantity_agrees(gold: Observation, found: Observation) -> bool:
    """Whether value, upper end and unit are the same."""
    return (
        _same_number(gold["value"], found.get("value"))
        and _same_number(gold.get("value_high"), found.get("value_high"))
        and _same_unit(gold["unit"], found.get("unit"))
    )


def field_agrees(name: str, gold: Observation, found: Observation, pairs: Mapping[int, int]) -> bool:
    """Whether one field is right.

    Args:
        name: one of :data:`FIELDS`.
        gold: the annotated observation.
        found: the extracted one.
        pairs: index of the extracted observation for each annotated one, for the field ``from``.
    """
    if name in ("measure", "status", "modifier"):
        return bool(gold[name] == found.get(name))
    if name == "indicator":
        return same_indicator(gold["indicator"], found.get("indicator"))
    if name in ("subject", "speaker"):
        return not gold[name] or _contains(gold[name], found.get(name))
    if name == "period":
        return not gold["period"] or _months(gold["period"]) == _months(found.get("period"))
    if gold.get("from") is None:
        return found.get("from") is None
    return found.get("from") is not None and pairs.get(gold["from"]) == found["from"]


def same_indicator(gold: str | None, found: str | None) -> bool:
    """Whether two phrases name one indicator: no defining word apart, and 70 % of the characters shared."""
    first, second = _plain_indicator(gold), _plain_indicator(found)
    if any((word in first) != (word in second) for word in _DEFINING):
        return False
    shared = sum((Counter(first) & Counter(second)).values())
    return 2 * shared >= 0.7 * max(1, len(first) + len(second))


def _plain_indicator(text: str | None) -> str:
    plain = (text or "").translate(_UNHEARD).replace("规上", "规模以上").replace("乡村", "农村")
    for suffix in _COUNT_SUFFIXES:
        if plain.endswith(suffix) and len(plain) > len(suffix):
            plain = plain[: -len(suffix)]
    return plain


def _same_number(first: float | None, second: float | None) -> bool:
    if first is None or second is None:
        return first is None and second is None
    return abs(float(first) - float(second)) <= max(1e-9, 1e-4 * abs(float(first)))


def _same_unit(first: str | None, second: str | None) -> bool:
    one, other = _plain_unit(first), _plain_unit(second)
    return one == other or bool(one and other and (one.startswith(other) or other.startswith(one)))


def _plain_unit(unit: str | None) -> str:
    plain = (unit or "").strip().replace(" ", "")
    return _UNIT_ALIASES.get(plain, plain)


def _contains(first: str | None, second: str | None) -> bool:
    one, other = (first or "").strip(), (second or "").strip()
    return bool(one and other) and (one in other or other in one)


def _months(period: str | None) -> tuple[str | None, str | None] | None:
    """A period as first and last month; None at an open end."""
    if not period:
        return None
    start, _, end = period.partition("/") if "/" in period else (period, "", period)
    return _month(start, "01"), _month(end, "12")


def _month(text: str, default: str) -> str | None:
    if not text:
        return None
    return text[:7] if len(text) >= 7 else f"{text[:4]}-{default}"
