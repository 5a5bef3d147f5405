"""Who states each observation: takes the observations, fills `speaker` and `speaker_role`.

The quotations of the article (``entities.quotations``) give each stretch of words to its speaker; an
observation inside one is that speaker's, every other one is the article's own and keeps "".
"""

from __future__ import annotations

from bisect import bisect_right

from transforms.entities import quotations
from transforms.frame import Frame
from transforms.records import Observation


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `speaker` (the person, or else the body) and `speaker_role` of every observation, in place."""
    if not observations:
        return
    said = quotations.find(frame)
    starts = [quotation.start for quotation in said]
    for observation in observations:
        index = bisect_right(starts, observation.start) - 1
        if index >= 0 and observation.start < said[index].end:
            observation.speaker, observation.speaker_role = said[index].speaker, said[index].role
