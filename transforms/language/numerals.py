"""Numerals: takes folded text, finds the runs that write a number, and gives their value.

Reads Arabic figures with Chinese multipliers (3,656  1.5万亿  2亿3000万  490多万), Chinese numerals
(二百零七  十五万五千  两千多  廿三  二〇二一) and figures that run into one another (七八 as 7 to 8).
What a number counts, and whether it counts anything at all, is decided elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
MULTIPLIERS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_TENS = {"廿": 20, "卅": 30}

_FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
# 千 and 百 belong to the unit in 千瓦, 千米, 千克, 千伏, 百帕; 万 and 亿 never do.
_SCALE = r"(?:[十百千](?![瓦米克伏卡焦帕赫安姓])|[万亿])"  # nor does 百 in 1200万百姓
_ARABIC = rf"{_FIGURE}(?:[多余来]?{_SCALE}+(?:[多余来]{_SCALE}+)?(?:{_FIGURE}{_SCALE}+)*)?"
_CHINESE = (
    r"[〇零一二两三四五六七八九十百千万亿廿卅]+(?<![万亿]千(?=[瓦克伏]))"  # 一千万|千瓦
    r"(?:点[〇零一二三四五六七八九]+)?(?:[多余来][百千万亿]+)?"
)

#: One run that writes a number: group ``arabic`` or group ``chinese``.
NUMERAL = re.compile(rf"(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE})")

_PART = re.compile(rf"({_FIGURE})([十百千万亿]*)")
_LOOSE = str.maketrans("", "", "多余来,")
# 七八个, 三五天, 十三四岁, 二三十人: the two figures are the ends of a range.
_NEIGHBOURS = re.compile(r"^(十?)([一二三四五六七八九两])([二三四五六七八九])([十百千万亿]*)$")


@lru_cache(maxsize=4096)  # a numeral is asked for its value at every step that reads it
def value(numeral: str) -> float:
    """The number that a numeral writes.

    Args:
        numeral: a match of :data:`NUMERAL`, with or without 多, 余, 来 inside (490多万).

    Returns:
        Its value, multipliers folded in: ``value("1.5万亿") == 1.5e12``.

    Raises:
        ValueError: the text is no numeral.
    """
    plain = numeral.translate(_LOOSE)
    if plain[:1].isdigit():
        return _arabic(plain)
    return _chinese(plain)


def neighbours(numeral: str) -> tuple[float, float] | None:
    """The ends of a range written by two neighbouring figures (七八 → 7, 8; 二三十 → 20, 30), or None."""
    match = _NEIGHBOURS.match(numeral.translate(_LOOSE))
    if match is None:
        return None
    ten, first, second, scale = match.groups()
    low, high = DIGITS[first], DIGITS[second]
    if high - low not in (1, 2) or (high - low == 2 and (first, second) != ("三", "五")):
        return None
    factor = _scale(scale) if scale else 1
    return (10.0 * bool(ten) + low) * factor, (10.0 * bool(ten) + high) * factor


def is_bare_scale(numeral: str) -> bool:
    """Whether it has no figure of its own (亿, 千万, 百): 近亿元 has a value, 亿元项目 is a class."""
    return all(character in MULTIPLIERS for character in numeral) and numeral[0] != "十"


def _scale(multipliers: str) -> float:
    factor = 1.0
    for character in multipliers:
        factor *= MULTIPLIERS[character]
    return factor


def _arabic(plain: str) -> float:
    parts = _PART.findall(plain)
    if not parts or "".join(figure + scale for figure, scale in parts) != plain:
        raise ValueError(f"not a numeral: {plain!r}")
    if len(parts) == 1 and not parts[0][1]:
        return float(parts[0][0])
    # 1.5 × 10000 is not exact in binary; round to the figures that stand there.
    number = sum(float(figure) * _scale(scale) for figure, scale in parts)
    return round(number, 2 if number >= MULTIPLIERS["万"] else 6)


def _chinese(plain: str) -> float:
    whole, point, decimals = plain.partition("点")
    if not whole or not all(c in DIGITS or c in MULTIPLIERS or c in _TENS for c in whole):
        raise ValueError(f"not a numeral: {plain!r}")
    if len(whole) > 1 and all(c in DIGITS for c in whole):  # 二〇二一, digit by digit
        number = float("".join(str(DIGITS[c]) for c in whole))
    else:
        number = _positional(whole)
    if point:
        number += float("0." + "".join(str(DIGITS[c]) for c in decimals))
    return number


def _positional(whole: str) -> float:
    """Read 十五万五千 by place; a last bare figure takes the next lower place (一万二 → 12000)."""
    total = section = 0.0
    figure: float | None = None
    last = 1.0
    for character in whole:
        if character in DIGITS:
            last = 1.0 if DIGITS[character] == 0 else last  # 一万零二 names its place
            figure = DIGITS[character]
        elif character in _TENS:
            section, figure, last = section + _TENS[character], None, 1.0
        else:
            scale = MULTIPLIERS[character]
            if scale < MULTIPLIERS["万"]:
                section, figure = section + (1 if figure is None else figure) * scale, None
            else:
                section += figure or 0
                block = section or (0 if total else 1)
                # 万亿: the multiplier raises what stands before it, 2亿3000万 adds to it.
                total = (total + section) * scale if total and total < scale else total + block * scale
                section, figure = 0.0, None
            last = scale
    return total + section + (figure or 0) * (last / 10 if last >= MULTIPLIERS["百"] else 1)


def trailing_scale(numeral: str) -> float:
    """The multiplier that ends a numeral (70万 → 10000), 1 where it ends in a figure."""
    plain = numeral.translate(_LOOSE)
    scale = ""
    while plain and plain[-1] in "百千万亿":
        scale, plain = plain[-1] + scale, plain[:-1]
    return _scale(scale)
