"""Words that point at a place: takes a frame and a position, tells which place 全省, 我市 or 该县 means there.

A pointing word names a level, not a place. The place is the article's own one (``frame.home``) or the part of
the hierarchy named last in the same paragraph; failing both, the one that the article names most often.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from transforms.frame import Frame
from transforms.language import divisions
from transforms.language.places import Mention

# The character that names the level in 全省, 我市, 该县 → the levels it may mean, the likeliest first.
_LEVELS = {"省": (1,), "市": (2, 1, 3), "区": (3, 1), "县": (3,), "州": (2,), "旗": (3,), "盟": (2,)}

_OFTEN = 4  # mentions that make a place the article's own


class Localities:
    """Resolves pointing words in one article."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._coded = [mention for mention in frame.places if mention.code]
        self._starts = [mention.start for mention in self._coded]

    def resolve(self, level: str, position: int) -> str:
        """The code of the place that a pointing word means, or "".

        Args:
            level: 省, 市, 区, 县, 州, 旗 or 盟.
            position: where the word stands.
        """
        home = self._frame.home
        for depth in _LEVELS.get(level, ()):
            if home and _fits(home, depth, level):
                return home
        depths = _LEVELS.get(level, ())
        near = (self._before(depth, level, position) for depth in depths)
        common = (self._commonest(depth, level) for depth in depths)
        return next(filter(None, near), "") or next(filter(None, common), "")

    def dominant(self, level: str) -> str:
        """The place of a level that most of the article's places lie in, or "" where they lie far apart."""
        depth = _LEVELS[level][0]
        lifted = [_lifted(mention.code, depth, level) for mention in self._coded]
        counted = Counter(code for code in lifted if code)
        code, count = counted.most_common(1)[0] if counted else ("", 0)
        return code if count >= max(_OFTEN, 0.6 * len(lifted)) else ""

    def latest(self, position: int) -> Mention | None:
        """The place that 当地 means: the last one named before, in the same paragraph if there is one."""
        here = [m for m in self._frame.places if m.end <= position and m.kind != "world"]
        return here[-1] if here else None

    def _before(self, depth: int, level: str, position: int) -> str:
        start, _ = self._frame.paragraphs[self._frame.sentence_at(position).paragraph]
        for index in range(bisect_left(self._starts, position) - 1, -1, -1):
            mention = self._coded[index]
            if mention.start < start:
                return ""
            if code := _lifted(mention.code, depth, level):
                return code
        return ""

    def _commonest(self, depth: int, level: str) -> str:
        lifted = [_lifted(mention.code, depth, level) for mention in self._coded]
        counted = Counter(code for code in lifted if code)
        return counted.most_common(1)[0][0] if counted else ""


def _fits(code: str, depth: int, level: str) -> bool:
    name = divisions.name_of(code)
    return _depth(code) == depth and name.endswith(level)


def _lifted(code: str, depth: int, level: str) -> str:
    """The division itself or the one above it that fits, or ""."""
    return next((above for above in divisions.chain(code) if _fits(above, depth, level)), "")


def _depth(code: str) -> int:
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3
