"""Who owns or acts, where a body's name runs over several words: 城市管理部门|出动, 证券交易所|上市公司.

Takes the tokens before a number and where their head seems to begin, gives where it begins after such a name. What
is left out here the subject of the observation tells.
"""

from __future__ import annotations

import re

from transforms.observations.indicators.lists import Tokens, is_measure

_NUMBERED = re.compile(".*[0-9一二三四五六七八九十]号")  # of rockets, ships and probes
_BODIES = ("交易所", "机场", "示范区", "试验区", "自贸港", "开发区", "口岸", "航空港", "合作区", "高新区", "经开区")


def after_owner(kept: Tokens, start: int, end: int) -> int:
    """Where the head begins after the places and bodies that own it or act.

    Args:
        kept: the tokens before a number.
        start: where the head begins, after the single words that own it.
        end: where the head ends.

    Returns:
        An index into `kept`, between `start` and `end`.
    """
    start = _after_actor(kept, _after_body(kept, start, end), end)
    cabinet = next((i for i in range(start, end - 1) if kept[i].text.endswith("内阁")), -1)
    return cabinet + 1 if cabinet >= 0 and is_measure(kept[end - 1]) else start  # 石田内阁|支持率


def _after_body(kept: Tokens, start: int, end: int) -> int:
    """北京证券交易所|上市公司, 西安咸阳国际机场|旅客: where a body that a place opens is over."""
    numbered = next((i for i in range(start, end - 2) if _NUMBERED.fullmatch(kept[i].text)), -1)
    if numbered >= 0 and is_measure(kept[end - 1]):
        return numbered + 2  # 长征十号运载火箭|高度
    if not start or kept[start - 1].role != "S":
        return start
    for index in range(min(start + 4, end - 2), start - 1, -1):
        if kept[index].text.endswith(_BODIES) and kept[index + 1].role == "n":
            whole = all(token.role in "nSOv" for token in kept[start : index + 1])
            return index + 1 if whole else start
    return start


def _after_actor(kept: Tokens, start: int, end: int) -> int:
    """城市管理部门（全市）|出动3万人次: where the body that acts, spelt in several words, is over."""
    for index in range(min(end - 1, start + 6) - 1, start, -1):
        if kept[index].role == "O" and all(token.role in "nSGOc" for token in kept[start:index]):
            following = index + 1
            while following < end - 1 and kept[following].role in "GS":
                following += 1
            return following if kept[following].role == "V" else start
    return start
