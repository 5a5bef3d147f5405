"""About, over, under: takes a folded text and where a number stands, gives the words that soften it.

The words are in ``lexicons/modifiers.toml``. Those that touch the number belong to its span; one that
governs it from earlier in the clause (至少可以完成投资15万亿元) sets the modifier without joining the span.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.language.lexicons import lexicon
from transforms.records import Observation

# 麦收进度过两成半, 年产值过亿元: past the mark; not 超过 (a word of its own), 经过, 查过3次.
_PASSED = re.compile(
    r"(?<![经通超越不透渡])过(?=[一二三四五六七八九两]成|[百千万亿]{1,2}(?:[元人吨亩件辆家，。；]|$)|半数)"
)
_OTHER_WORDS = ("来自", "来源", "来到", "来访", "来说", "上下游", "上下班", "上下车")  # 八成|来自外省, 22家|上下游企业
# words that end in a softening one: 附近|3个乡镇, 签约|69个, 侦破|12起
_LONGER = {"近": "附最邻临就亲靠毗", "约": "签节预条契履邀合制北", "破": "打侦告攻击查爆道"}
_REACH = 14  # characters between a governing word and its number
_Edges = dict[str, list[tuple[str, str]]]


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str], re.Pattern[str], dict[str, str]]:
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    governing: dict[str, str] = {}
    for modifier, words in lexicon("modifiers").items():
        before |= dict.fromkeys(words["before"], modifier)
        after |= dict.fromkeys(words["after"], modifier)
        governing |= dict.fromkeys(words["governing"], modifier)
    pattern = re.compile(f"({'|'.join(sorted(governing, key=len, reverse=True))})[^，。；、：“”\\n0-9]{{1,{_REACH}}}$")
    return before, after, pattern, governing


def before(text: str, start: int) -> tuple[int, str]:
    """The modifying word that ends at `start`.

    Returns:
        Where it begins and the modifier it sets; ``(start, "exact")`` where there is none.
    """
    last = text[start - 1 : start]
    if last == "过" and _PASSED.match(text, start - 1):
        return start - 1, "over"
    if text[start : start + 1] in ("百", "千", "万", "亿"):
        if text.startswith(("跨越", "跨过", "迈过"), start - 2):  # 跨越百亿元大关
            return start - 2, "over"
        if last == "上":  # 上千架; not 网上|百日招聘
            return (start, "exact") if text[start - 2 : start - 1] in ("网", "线", "以", "之") else (start - 1, "over")
    if last in _LONGER and start > 1 and text[start - 2] in _LONGER[last]:
        return start, "exact"
    for word, modifier in _by_edge()[0].get(last, ()):
        if text.endswith(word, 0, start):
            return start - len(word), modifier
    return start, "exact"


def after(text: str, end: int) -> tuple[int, str]:
    """The modifying word that begins at `end`: where it ends and the modifier it sets."""
    for word, modifier in _by_edge()[1].get(text[end : end + 1], ()):
        if text.startswith(word, end) and not text.startswith(_OTHER_WORDS, end):
            return end + len(word), modifier
    return end, "exact"


@lru_cache(maxsize=1)
def _by_edge() -> tuple[_Edges, _Edges]:
    """The words before a number by their last character, those after it by their first, the longest first."""
    before, after, _, _ = _tables()
    edges: tuple[_Edges, _Edges] = ({}, {})
    for table, words, edge in zip(edges, (before, after), (-1, 0), strict=True):
        for word in sorted(words, key=len, reverse=True):
            table.setdefault(word[edge], []).append((word, words[word]))
    return edges


def governing(text: str, start: int, floor: int) -> str:
    """The modifier set from earlier in the clause, not before `floor` (the last number's end), or "exact"."""
    _, _, pattern, words = _tables()
    window = text[max(floor, start - _REACH - 4) : start]
    match = pattern.search(window)
    return words[match.group(1)] if match else "exact"


def spread(text: str, quantities: list[Observation]) -> None:
    """Let a softening word hold for every member of a 分别 list.

    分别达到8万人、5万人左右: both are about; 分别超过8万元、4.5万元: both are over. Elsewhere a word holds for
    the number it touches (至少3人死亡、46人受伤: only the first).
    """
    for members in _lists(text, quantities):
        first, last = members[0], members[-1]
        ending = after(text, last.end - 2)[1]
        opening = before(text, first.start)[1] if text[first.start].isdigit() else first.modifier
        for member in members:
            if member.modifier == "exact" and "exact" not in (ending, last.modifier):
                member.modifier = ending
            elif member.modifier == "exact" and opening != "exact" and first.modifier == opening:
                member.modifier = opening


def _lists(text: str, quantities: list[Observation]) -> list[list[Observation]]:
    """Runs of numbers joined by 、 or 和 after 分别 or 均."""
    found: list[list[Observation]] = []
    run: list[Observation] = []
    for quantity in quantities:
        if run and text[run[-1].end : quantity.start] in ("、", "和", "及", "与"):
            run.append(quantity)
            continue
        if len(run) > 1 and _is_distributed(text, run[0].start):
            found.append(run)
        run = [quantity]
    if len(run) > 1 and _is_distributed(text, run[0].start):
        found.append(run)
    return found


def _is_distributed(text: str, start: int) -> bool:
    head = max(text.rfind(mark, 0, start) for mark in "，。；\n")
    return "分别" in text[head + 1 : start]
