"""When the values of a 从A到B pair hold, and how much they rose: takes the observations, fills their periods.

What a value was before holds then, or the article does not tell when; what a thing grew by, told behind the pair
(从1992年的150亿元增长到2010年的3200亿元，年均增长16%), it grew by from the one time to the other.
"""

from __future__ import annotations

import re

from transforms.frame import Frame
from transforms.observations.periods.marks import Mark
from transforms.records import Observation

# what a change is told against, so that the pair before it does not span it
_AGAINST = re.compile("同比|环比|比上|比去|较上|较去|[比较](?:19|20)[0-9]{2}年|每年|其中|[。！？\n]")


def date_origin(frame: Frame, observations: list[Observation], index: int, mark: Mark | None) -> None:
    """When a value was what it is no more: 从30%提高到70% tells nothing.

    A member of a list holds when the one before it does (从2012年的7.9亿人、1.5亿人), and 十年来从104亿元增加到303亿元
    begins with the ten years.
    """
    this, text = observations[index], frame.folded
    if mark is not None and mark.kind == "counted" and mark.sentence_end > this.start:
        if "年" in text[mark.start : mark.end] and len(mark.span.start) == len("2012"):
            this.period, this.period_basis = mark.span.start, text[mark.start : mark.end]
    elif index:
        previous = observations[index - 1]
        if previous.unit == this.unit and text[previous.end : this.start] in ("、", "和"):
            this.period, this.period_basis = previous.period, previous.period_basis


def date_rises(frame: Frame, observations: list[Observation]) -> None:
    """从1992年的150亿元增长到2010年的3200亿元，年均增长16%，面积扩大4倍: both grew from 1992 to 2010."""
    span, basis, last = "", "", 0
    for observation in observations:
        if observation.before is not None:
            earlier = observations[observation.before]
            first, final = earlier.period, observation.period.rpartition("/")[2]
            dated = "/" not in first and "" < first[:4] < final[:4]
            span, basis, last = f"{first}/{final}" if dated else "", observation.period_basis, observation.end
        elif span and _AGAINST.search(frame.folded, last, observation.start):
            span = ""
        elif span and observation.measure == "change" and observation.period == span.rpartition("/")[2]:
            observation.period, observation.period_basis = span, basis
