"""An indicator without the owner that the subject names: 全长 of 东山隧道, where the sentence says 隧道全长.

Takes the observations with their subjects, takes the end of a subject's name off the front of its indicator. Stands in
the line behind ``subjects``, for only there is known whose the value is.
"""

from __future__ import annotations

from transforms.frame import Frame
from transforms.observations.indicators.word_sets import endings
from transforms.records import Observation

_SHORTEST = 2  # characters of an owner's word, and of what must be left
_NAME = 3  # where the whole subject stands in front, of it and of what must be left: 绿园面积 says whose
_OWN = ("全长", "总长", "占地", "海拔")
_KEPT = ("与", "对", "同", "向", "自", "从", "工程", "项目")  # 与中亚五国进出口, 工程总投资


def trim(frame: Frame, observations: list[Observation]) -> None:
    """Take owners off the indicators, in place.

    Args:
        frame: unused; stations share their shape.
        observations: the article's, with their subjects.
    """
    for observation in observations:
        observation.indicator = _without_owner(observation.indicator, observation.subject)


def _without_owner(indicator: str, subject: str) -> str:
    """集体收入 of 槐树村集体收入 and 河口县槐树村; the indicator as it is where the subject does not end so."""
    if indicator[:_SHORTEST] not in subject or indicator.startswith(_KEPT):
        return indicator
    own = next((measure for measure in _OWN if indicator.endswith(measure)), "")
    if own and indicator != own and indicator.removesuffix(own) in subject:
        return own  # 地铁全长 of 苏州地铁5号线
    longest = min(len(indicator) - _SHORTEST, len(subject))
    for length in range(longest, _SHORTEST - 1, -1):
        if subject.endswith(indicator[:length]):
            rest = indicator[length:].removeprefix("的")
            whole = length == len(subject) and (length < _NAME or len(rest) < _NAME or rest.startswith("总"))
            kept = len(rest) < _SHORTEST or rest.startswith(endings("bound")) or whole
            return indicator if kept else rest
    return indicator
