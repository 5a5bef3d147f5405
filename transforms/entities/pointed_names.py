"""Foreign names with a point between their parts: takes a frame, gives where each stands (米娅·梅尔策).

The parts are made of characters that only transliterate; where such a name ends is settled by the words around it.
Names of places, bodies, ships and works (约翰斯·霍普金斯大学, 《寻古中国·寻夏记》) are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from transforms.frame import Frame
from transforms.language.names import is_foreign_name, transliterating
from transforms.language.words import known_word

# What makes a name in front of it one of a body or a ship: 约翰斯·霍普金斯|大学.
_BODY_BEHIND = re.compile("[”》·]|大学|学院|医院|公司|基金|集团|研究|国家|奖|号|[省市州县区]|国际|中心|机场|体育|公园")
_NEVER_FIRST = frozenset("同和与向对在应")
_NEVER_LAST = frozenset("对曾率将和与")
_CUT_OFF = frozenset(("n", "nr", "nrt", "nz", "g", "zg"))


def find(frame: Frame) -> Iterator[tuple[int, int]]:
    """Every stretch that reads as a foreign name with a point in it, in order."""
    text = frame.folded
    for match in _points().finditer(text):
        start, end = _to_words(frame, match.start(), match.end())
        held = text[max(0, start - 1) : start] in ("“", "《", "·") or _BODY_BEHIND.match(text, end) is not None
        if not held and not _is_place(frame, start) and is_foreign_name(text[start:end]) and "·" in text[start:end]:
            yield start, end


def _to_words(frame: Frame, start: int, end: int) -> tuple[int, int]:
    """Fit a name to the words around it: 比罗尔|日前, and 侯赛因 whole where the tagger knows or guesses it."""
    text = frame.folded
    for word in frame.sentence_at(start).words:
        whole = word.tag.startswith("nr") or not known_word(word.text)
        if word.start < start < word.end and whole:
            start = word.start
        elif word.start < end < word.end:
            end = word.end if whole else word.start
        elif word.start == end and word.tag in _CUT_OFF and len(word.text) == 1:
            end = word.end  # 梅尔|策: the tagger cut it off
        elif word.start == end and word.tag == "nr" and len(word.text) > 2 and is_foreign_name(word.text):
            end = word.end  # 戴尼斯·贝契|罗维奇
    while start < end and text[start] in _NEVER_FIRST:
        start += 1
    while start < end and text[end - 1] in _NEVER_LAST:
        end -= 1
    return start, end


@lru_cache(maxsize=1)
def _points() -> re.Pattern[str]:
    letters = transliterating()
    return re.compile(rf"[{letters}]{{2,7}}(?:·[{letters}]{{1,9}})+")


def _is_place(frame: Frame, at: int) -> bool:
    index = bisect_left(frame.places, at, key=lambda mention: mention.start)
    return index < len(frame.places) and frame.places[index].start == at
