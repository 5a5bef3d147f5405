"""Heads that stand for part of what was named before: 出口 after 货物贸易进出口, 制造业 after 工业增加值.

Takes the core before a number and what the article has named, gives the core in full: the part that it names, with
what it shares with the whole. An empty list where it needs nothing.
"""

from __future__ import annotations

import re

from transforms.observations.indicators.heads import Heads
from transforms.observations.indicators.lists import Tokens, is_measure, spell
from transforms.observations.indicators.phrases import Token

_TRADE = re.compile("进出口|(?:出口|进口)(?=$|额|总)")
_FLOWS = frozenset(("出口", "进口", "出口额", "进口额", "出口总额", "进口总额"))
_SECTOR = re.compile("(?:行业|产业|业|品类)(?=.{2,10}$)")


def in_full(core: Tokens, heads: Heads, change: bool) -> Tokens:
    """The core with what it leaves to the words before.

    Args:
        core: what stands before the number.
        heads: what the article has named so far.
        change: whether a rise or fall of it is told.

    Returns:
        The core in full, or an empty list.
    """
    text = spell(core)
    if text in _FLOWS:
        return _flow(text, heads)
    if len(core) == 1 and is_measure(core[0]):
        return _repeated(core[0], heads)
    return _of_sector(core, heads) if change else []


def _flow(text: str, heads: Heads) -> Tokens:
    """对某国进出口额47亿元，其中|出口30亿元."""
    for named in (*reversed(heads.recent), heads.text):
        if found := _TRADE.search(named):
            owner = named[: found.start()].removesuffix("外贸")
            return [Token(owner + text, "n")]
    return []


def _repeated(measure: Token, heads: Heads) -> Tokens:
    """对我国投资保持增长，|法国投资增长: the measure as the clause before has it."""
    aside = heads.aside if heads.fresh else []
    end = next((i for i, token in enumerate(aside) if token.text == measure.text), 0)
    start = end
    while start and aside[start - 1].role in "nRP" and aside[start].role != "P":
        start -= 1
    return aside[start : end + 1] if start < end else []


def _of_sector(core: Tokens, heads: Heads) -> Tokens:
    """高技术产业实际使用外资增长，其中，|高技术制造业增长: a sector without the measure of the one before."""
    if not heads.recent or not core[-1].text.endswith(("业", "品类")) or core[-1].role != "n":
        return []
    found = _SECTOR.search(heads.text)
    return [*core, Token(heads.text[found.end() :], "n")] if found else []
