"""Kinds of unit that several naming rules tell apart: people, medals, lengths of time, and what counts nothing."""

from __future__ import annotations

PEOPLE = frozenset(("人", "名", "位", "人次"))
MEDALS = frozenset(("金", "银", "铜"))  # 以2金3铜的成绩收官 counts them
_UNCOUNTED = frozenset(("元", "%", "点", "倍", "番", ""))
_TIMES = "年月天周时日钟"


def counts_nothing(unit: str) -> bool:
    """Whether a number of the unit says how much, and not how many of a thing: 亿元, 个百分点."""
    return unit[-1:] in _UNCOUNTED


def may_last(unit: str) -> bool:
    """Whether a number may say how long something goes on: of years, hours, or of nothing named."""
    return unit[-1:] in _TIMES
