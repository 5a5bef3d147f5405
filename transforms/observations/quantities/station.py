"""Quantities: takes the frame, gives every quantity expression with its span, value, unit and modifier.

One scan over the folded text finds the numerals; each is then read in place: what stands before it
(约, 第, 每), what stands after it (多, a unit, 左右, 以上), and whether the two make a quantity. A numeral
with no unit counts only where the language lets it stand alone (收入倍差从1.96缩小至1.81), and a Chinese
numeral only where the words agree that it is one (六安 is a city).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.frame import Frame
from transforms.language import numerals
from transforms.language.units import unit_at
from transforms.observations.quantities import forms, modifiers
from transforms.observations.quantities.counting import Counting
from transforms.observations.quantities.exclusions import Excluded
from transforms.records import Observation

_SCAN = re.compile(
    rf"{numerals.NUMERAL.pattern}|(?P<half>半)(?=个?多?(?:小时|钟头|月(?!刊|球))|天|年|数(?!据|字|码|值|学))|(?P<doubling>翻番)"
)
# 零下12℃, 负5.3%, -12℃; 5%-6%, 10度-15度 and 2023-2024 are ranges
_BELOW_ZERO = re.compile(
    r"(?:零下|负值|(?<=[为从由至到是在])负|(?<![0-9A-Za-z%℃°])(?<![0-9][\u4e00-\u9fff])(?<![0-9][\u4e00-\u9fff]{2})[-−])$"
)
_UNCLEAR = re.compile(r"零下\d+[至到]$")  # 零下8至5摄氏度: above or below?
_SIGN = re.compile("零下|负|[-−]")
_BEGINS = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿廿卅半翻]")
_RANGE_MARK = re.compile(r"\s?(?:—{1,2}|–|-{1,2}|~|～|至|到)\s?")
# 从72%至76% is a change from one to the other; 由40支增加到60至70支 ends in a range.
_NO_RANGE_AFTER = re.compile(r"(?:从|由|自)[^，。；0-9]{0,12}$")
# 30万吨到120万吨的蜕变: what it grew to
LEAP = re.compile(r"的(?:历史性|巨大|新)?(?:蜕变|转变|跨越|跃升|飞跃|突破|提升|变化)")


def read(frame: Frame) -> list[Observation]:
    """Every quantity expression of the article, in the order of the text.

    Args:
        frame: the article's frame.

    Returns:
        Observations with ``start``, ``end``, ``value``, ``value_high``, ``unit``, ``modifier`` and ``rule``
        filled; the other fields keep their defaults.
    """
    reader = _Reader(frame)
    found: list[Observation] = []
    floor = 0
    for match in _numerals(frame.folded):
        if match.start() < floor or match.start() in reader.excluded:
            continue
        for quantity in reader.read(match, floor):
            found.append(quantity)
            floor = max(floor, quantity.end)
        floor = max(floor, reader.skip_until)
    modifiers.spread(frame.folded, found)
    return found


def _numerals(text: str) -> Iterator[re.Match[str]]:
    """What :data:`_SCAN` finds; a class of characters is looked for many times faster than its choices."""
    end = 0
    for begin in _BEGINS.finditer(text):
        if begin.start() >= end and (match := _SCAN.match(text, begin.start())):
            end = match.end()
            yield match


class _Reader:
    """Reads one numeral at a time of one text."""

    def __init__(self, frame: Frame) -> None:
        self.text = frame.folded
        self.excluded = Excluded(frame.folded)
        self.counting = Counting(frame)
        self.skip_until = 0

    def read(self, match: re.Match[str], floor: int) -> list[Observation]:
        """The quantities that begin with this numeral: none, one, or two (2死12伤)."""
        special = forms.read(self.text, match)
        if special is not None:
            if special:
                self.skip_until = max(quantity.end for quantity in special)
            return [self._soften(quantity, floor) for quantity in special]
        if match.lastgroup not in ("arabic", "chinese") or self.counting.is_vetoed(match):
            return []
        quantity = self._plain(match, floor)
        return [quantity] if quantity else []

    def _plain(self, match: re.Match[str], floor: int) -> Observation | None:
        """A numeral and its unit, with whatever touches them; None where they are no quantity."""
        start, end = modifiers.before(self.text, match.start())[0], match.end()
        if _UNCLEAR.search(self.text, max(0, start - 8), start):
            return None
        ranged = self._range(match)
        below = _BELOW_ZERO.search(self.text, max(0, start - 3), start)
        if ranged is not None:
            low, high, end = ranged
        else:
            low, high = numerals.value(match.group()), None
            neighbours = numerals.neighbours(match.group()) if match.lastgroup == "chinese" else None
            if neighbours:
                low, high = neighbours
        tail = self.counting.tail(match, end)
        if tail is None:
            return None
        quantity = Observation(start, tail.end, low * tail.factor, tail.unit, rule=tail.rule)
        quantity.value = round(quantity.value, 6)
        if high is not None:
            quantity.value_high = round(high * tail.factor, 6)
            quantity.rule = f"range-{tail.rule}"
        quantity.modifier = tail.modifier
        if below:
            if ranged is None:
                quantity.value = -quantity.value
            quantity.start, modifier = modifiers.before(self.text, below.start())  # 低于|零下35℃
            quantity.modifier = modifier if quantity.modifier == "exact" else quantity.modifier
        return self._soften(quantity, floor, match.start())

    def _range(self, match: re.Match[str]) -> tuple[float, float, int] | None:
        """Both ends of 5%—6%, 3至5天, 60至70万吨, and where the second numeral ends."""
        first_end = match.end()
        unit = unit_at(self.text, first_end)
        mark = _RANGE_MARK.match(self.text, first_end + len(unit))
        if not mark:
            return None
        falls, rises = _BELOW_ZERO.search(self.text, max(0, match.start() - 3), match.start()), mark.end()
        if falls and (again := _SIGN.match(self.text, rises)):
            rises = again.end()  # -8℃至-5℃
        second = numerals.NUMERAL.match(self.text, rises)
        if not second or second.lastgroup != match.lastgroup:
            return None
        other = unit_at(self.text, second.end())
        if (unit and other != unit) or self._is_change(match.start(), second.end() + len(other)):
            return None
        low, high = numerals.value(match.group()), numerals.value(second.group())
        scale = numerals.trailing_scale(second.group())
        if not unit and scale > 1 and numerals.trailing_scale(match.group()) == 1 and low * scale < high:
            low *= scale  # 60至70万吨: the multiplier is said once
        if falls:
            both = rises > mark.end()
            if low >= high and not both:
                return None  # 零下8至5摄氏度: nobody can tell
            low, high = -low, -high if both else high
        return (low, high, second.end()) if low < high else None

    def _is_change(self, start: int, end: int) -> bool:
        """从72%至76%, 30吨到120吨的蜕变: from one to the other; but 从8千桶到5万桶不等 is a range."""
        if self.text.startswith("不等", end):
            return False
        moved = _NO_RANGE_AFTER.search(self.text, max(0, start - 14), start)
        return moved is not None or LEAP.match(self.text, end) is not None

    def _soften(self, quantity: Observation, floor: int, numeral_start: int | None = None) -> Observation:
        """Set the modifier from the words before, unless those after have set it."""
        numeral_start = quantity.start if numeral_start is None else numeral_start
        start, modifier = modifiers.before(self.text, numeral_start)
        if start < numeral_start:
            quantity.start = min(quantity.start, start)
        if modifier == "exact":
            modifier = modifiers.governing(self.text, numeral_start, floor)
        if modifier != "exact" and (quantity.modifier == "exact" or start < numeral_start):
            quantity.modifier = modifier
        return quantity
