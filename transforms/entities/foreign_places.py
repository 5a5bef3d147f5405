"""Places abroad that no lexicon holds: takes a frame, gives those that their form tells.

A transliterated name with a word of place behind it (奥尔斯克市, 别尔江斯克地区), behind 首都 or 位于, or in a list
with such a one (南岭、北山、西川等方向).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.frame import Frame
from transforms.language.names import is_foreign_name
from transforms.language.places import Mention

_NAME = r"[\u4e00-\u9fff·]{2,8}"
# 奥伦堡州, 奥尔斯克市, 梅利托波尔、巴赫穆特等方向: the word of place, or of the list, behind the last name
_BEHIND = re.compile(r"(?:(?<!城)[州市镇郡](?![场长民区政])|地区(?!生产)|方向|沿岸|附近)|等(?:地|方向|多地|城市|市镇)")
_FRONT = re.compile(rf"(?:首都|首府|位于该[州国省市]的|城市|小镇|港口)(?P<name>{_NAME})")
_NAMES = ("nr", "nrt", "ns", "nz")
_LEADING = "为和在与对从向同"  # characters of grammar that also transliterate
_KEPT = frozenset("州市镇郡")


def find(frame: Frame) -> list[Mention]:
    """The places abroad of an article that ``frame.places`` does not hold, in order of their rules."""
    taken = {at for mention in frame.places for at in range(mention.start, mention.end)}
    found = []
    for start, end in (*_by_word_behind(frame, taken), *_by_word_in_front(frame)):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found.append(Mention(start, end, frame.folded[start:end], "", "foreign"))
    return found


def _by_word_behind(frame: Frame, taken: set[int]) -> Iterator[tuple[int, int]]:
    text, known = frame.folded, {mention.end: mention.start for mention in frame.places}
    for mark in _BEHIND.finditer(text):
        end = mark.start()
        while end > 0:
            start = known.get(end)
            if start is None:
                start = _name_start(frame, end, taken)
                if start is None:
                    break
                yield start, mark.end() if end == mark.start() and mark.group() in _KEPT else end
            if text[start - 1 : start] not in ("、", "和"):
                break
            end = start - 1


def _by_word_in_front(frame: Frame) -> Iterator[tuple[int, int]]:
    for front in _FRONT.finditer(frame.folded):
        start = front.start("name")
        word = next((word for word in frame.sentence_at(start).words if word.start == start), None)
        if word and word.tag in _NAMES and len(word.text) > 2 and is_foreign_name(word.text):
            yield start, word.end


def _name_start(frame: Frame, end: int, taken: set[int]) -> int | None:
    """Where the transliterated name that ends at `end` begins: the longest of three to eight free characters."""
    for size in range(min(8, end), 2, -1):
        start = end - size
        free = taken.isdisjoint(range(start, end)) and _is_name(frame.folded[start:end])
        if free and _is_cut_there(frame, start):
            return start
    return None


def _is_name(text: str) -> bool:
    return "·" not in text and text[0] not in _LEADING and is_foreign_name(text)


def _is_cut_there(frame: Frame, start: int) -> bool:
    """Whether the tagger begins a word at `start`, and no plain one."""
    word = next((word for word in frame.sentence_at(start).words if word.start == start), None)
    return word is not None and word.tag in (*_NAMES, "nrfg", "n", "j", "x", "zg")
