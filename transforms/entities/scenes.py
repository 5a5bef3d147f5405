"""Where a story leaves a release: takes a stretch of text and whose release it is, says whether the article speaks.

A story that opens with a body's figures (商务部数据显示，…) goes on with them paragraph by paragraph until it turns
to a place (在湖北宜昌，当地…), to what somebody sees (走进这家企业, 记者) or to the doings of the body itself
(农业农村部去年启动…). The openings are patterns of ``lexicons/speech.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.frame import Frame
from transforms.language.lexicons import lexicon

_OPENING_LENGTH = 26  # characters in which a paragraph of the article's own names the body that acts
_BRANCH = re.compile("铁路|公路|水[路运上]|民航|航空")
_DIVISIONS = frozenset(("division", "town", "zone"))


@lru_cache(maxsize=1)
def _seen() -> re.Pattern[str]:
    return re.compile(lexicon("speech")["scenes"])


@lru_cache(maxsize=1)
def _turns() -> re.Pattern[str]:
    return re.compile(lexicon("speech")["turns"])


@lru_cache(maxsize=1)
def _time() -> re.Pattern[str]:
    return re.compile(rf"(?:{lexicon('speech')['time_before_scene']})?[，\s]*(?P<inside>在)?")


def resumes(frame: Frame, start: int, speaker: str) -> bool:
    """Whether a paragraph that names no speaker is the article's own, and no further part of a release.

    Args:
        frame: the article.
        start: where the paragraph begins.
        speaker: the body whose release the story gives.
    """
    if _turns().match(frame.folded, start) or is_scene(frame, start):
        return True
    if speaker in frame.folded[start : start + len(speaker) + _OPENING_LENGTH]:
        return True
    branch = _BRANCH.match(frame.folded, start)
    if branch and _BRANCH.search(speaker.replace("国铁", "铁路")) and branch.group()[0] not in speaker:
        return True  # 公路方面: not the railways' figures
    place = _place_at(frame, _time().match(frame.folded, start).end())  # type: ignore[union-attr]
    return bool(place) and place[:2] not in speaker


def is_scene(frame: Frame, start: int) -> bool:
    """Whether a sentence opens a scene: 在湖北宜昌西陵区，…; 走进…; 记者…."""
    if _seen().match(frame.folded, start):
        return True
    opening = _time().match(frame.folded, start)
    return bool(opening and opening["inside"] and _place_at(frame, opening.end()))


def _place_at(frame: Frame, position: int) -> str:
    """The division named at a position, or ""."""
    sentence = frame.sentence_at(position)
    return next((m.name for m in frame.places_in(sentence) if m.start == position and m.kind in _DIVISIONS), "")
