"""Lists of years: takes the marks and observations of an article, gives each number of a 分别 list its own year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.frame import Frame
from transforms.observations.periods.marks import Mark
from transforms.records import Observation

_YEAR_LIST = re.compile(r"20[0-9]{2}年?(?:(?:、|和|与|及)20[0-9]{2}年?)+")


def share_years(frame: Frame, marks: list[Mark], observations: list[Observation]) -> None:
    """2022年和2023年…分别下调为2.8%和2.1%: each year to its own number."""
    for mark, numbers in _year_lists(frame, marks):
        followers = [item for item in observations if mark.end <= item.start < mark.sentence_end][: len(numbers)]
        if len(followers) == len(numbers) and "分别" in frame.folded[mark.end : followers[0].start]:
            for observation, this_year in zip(followers, numbers, strict=True):
                observation.period = str(this_year)


def _year_lists(frame: Frame, marks: list[Mark]) -> Iterator[tuple[Mark, list[int]]]:
    """Marks that list years (2022年和2023年), with the years."""
    for mark in marks:
        text = frame.folded[mark.start : mark.end]
        if mark.kind == "date" and len(text) > len("2022年2023年") and _YEAR_LIST.fullmatch(text):
            yield mark, [int(number) for number in re.findall("20[0-9]{2}", text)]
