"""Units: takes folded text after a number, gives the unit written there, and what is known of a unit.

The lexicon ``units.toml`` holds the written forms by dimension. Physical units get their id and SI factor
from pint, which is loaded only when somebody asks for them; reading a text needs the written forms alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from transforms.language.lexicons import lexicon

if TYPE_CHECKING:
    import pint

# What may stand after / or 每 in a compound unit: 元/吨, 微克每立方米, 元/平方米·月, 人/平方公里.
_PER = ("/", "每")
# 微克每立方米 is one unit; in 连续三年每年投入 and 投入5亿元每年支持 each 每 begins anew.
_MEASURED = ("length", "area", "volume", "mass", "energy", "information", "currency")
_PER_TIME = ("秒", "小时", "分钟")  # 立方米每秒; 每年 and 每天 begin anew
_NOT_PER = ("time", "count", "ratio", "age", "")


class Unit(NamedTuple):
    """What is known of a written unit.

    Attributes:
        unit_id: one id for all writings of a unit (公里 and 千米 → "km"; 元 → "CNY"), "" if unknown.
        dimension: the lexicon's table it stands in (length, currency, count …), "" if unknown.
        factor: multiplies a value into the dimension's base unit (SI for physics, a plain fraction for
            ratios, the currency itself for money, one for counts); None where there is none.
    """

    unit_id: str
    dimension: str
    factor: float | None


@lru_cache(maxsize=1)
def dimensions() -> dict[str, str]:
    """Every written unit and its dimension (``"公里"`` → ``"length"``)."""
    table: dict[str, str] = {}
    for dimension, entries in lexicon("units").items():
        if dimension == "count":
            entries = [unit for group in entries.values() for unit in group]  # noqa: PLW2901 - flattened in place
        for unit in entries:
            table.setdefault(unit, dimension)
    return table


@lru_cache(maxsize=16384)  # asked for half a dozen times for every number
def dimension(unit: str) -> str:
    """The dimension of a written unit; ``"rate"`` for one with a 每 or / part; "" for a counted noun."""
    return dimensions().get(unit) or ("rate" if any(mark in unit for mark in _PER) else "")


def unit_at(text: str, position: int) -> str:
    """The longest unit written at `position`, with its 每/… part if it has one, or ""."""
    unit = _simple_at(text, position)
    mark = text[position + len(unit) : position + len(unit) + 1]
    if not unit or mark not in _PER or not mark:
        return unit
    per = _per_at(text, position + len(unit) + 1)
    measured = dimensions()[unit] in _MEASURED and (dimension(per) not in _NOT_PER or per in _PER_TIME)
    return unit + mark + per if per and (mark == "/" or measured) else unit


def _per_at(text: str, position: int) -> str:
    """The unit below the line: also 月 and 日, which elsewhere are dates (元/月)."""
    return _simple_at(text, position) or (
        text[position : position + 1] if text[position : position + 1] in "月日" else ""
    )


def _simple_at(text: str, position: int) -> str:
    for unit in _by_first().get(text[position : position + 1], ()):
        if text.startswith(unit, position):
            return unit
    return ""


@lru_cache(maxsize=1)
def _by_first() -> dict[str, tuple[str, ...]]:
    """The written units by their first character, the longest first."""
    table: dict[str, list[str]] = {}
    for unit in sorted(dimensions(), key=len, reverse=True):
        table.setdefault(unit[0], []).append(unit)
    return {first: tuple(found) for first, found in table.items()}


@lru_cache(maxsize=4096)
def describe(unit: str) -> Unit:
    """What is known of a written unit, compound ones included.

    Args:
        unit: as written, without multiplier (元/吨). A counted noun (车主) is a unit of its own.

    Returns:
        Its id, dimension and factor; a noun gives ``Unit(unit, "count", 1.0)``.
    """
    if not unit:
        return Unit("", "", None)
    if unit in dimensions():
        return _entry(unit)
    for mark in _PER:
        above, found, below = unit.partition(mark)
        if found and below:
            return _quotient(describe(above), describe(below))
    return Unit(unit, "count", 1.0)


def _entry(unit: str) -> Unit:
    dimension = dimensions()[unit]
    if dimension == "count":
        return Unit(unit, "count", 1.0)
    entry: Any = lexicon("units")[dimension][unit]
    if isinstance(entry, str):
        quantity = _pint()(entry)
        return Unit(f"{quantity.units:~}".replace(" ", ""), dimension, float(quantity.to_base_units().magnitude))
    factor = float(_pint()(entry["si"]).to_base_units().magnitude) if entry["si"] else None
    return Unit(entry["id"], dimension, factor)


def _quotient(above: Unit, below: Unit) -> Unit:
    known = above.factor is not None and below.factor is not None
    factor = above.factor / below.factor if known and above.factor and below.factor else None
    return Unit(f"{above.unit_id}/{below.unit_id}", f"{above.dimension}/{below.dimension}", factor)


@lru_cache(maxsize=1)
def _pint() -> pint.UnitRegistry[Any]:
    import pint

    return pint.UnitRegistry()
