"""Lists of times: takes the marks and observations of an article, gives each number of a 分别 list its own.

2022年和2023年分别下调为2.8%和2.1%; 今年一、二、三季度分别为9万亿元、10万亿元和11万亿元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.frame import Frame
from transforms.observations.periods.marks import Mark
from transforms.records import Observation

_YEAR_LIST = re.compile(r"20[0-9]{2}年?(?:(?:、|和|与|及)20[0-9]{2}年?)+")

_QUARTER_LIST = re.compile(r"(?:(?:20[0-9]{2}|今|去)年)?第?[一二三四1-4](?:(?:、|和|与|及)第?[一二三四1-4])+季度")
_QUARTERS = {name: number for names in ("一二三四", "1234") for number, name in enumerate(names)}


def share_times(frame: Frame, marks: list[Mark], observations: list[Observation]) -> None:
    """2022年和2023年…分别下调为2.8%和2.1%: each year, or quarter, to its own number."""
    for mark, periods in _lists(frame, marks):
        followers = [item for item in observations if mark.end <= item.start < mark.sentence_end][: len(periods)]
        if len(followers) == len(periods) and "分别" in frame.folded[mark.end : followers[0].start]:
            for observation, period in zip(followers, periods, strict=True):
                observation.period = period


def _lists(frame: Frame, marks: list[Mark]) -> Iterator[tuple[Mark, list[str]]]:
    """Marks that list years (2022年和2023年) or quarters (一、二季度), with the periods."""
    for mark in marks:
        text = frame.folded[mark.start : mark.end] if mark.kind == "date" else ""
        if len(text) > len("2022年2023年") and _YEAR_LIST.fullmatch(text):
            yield mark, re.findall("20[0-9]{2}", text)
        elif text.endswith("季度") and len(text) > len("一二季度") and _QUARTER_LIST.fullmatch(text):
            yield (
                mark,
                [_quarter(mark.span.start[:4], _QUARTERS[one]) for one in text.split("年")[-1] if one in _QUARTERS],
            )


def _quarter(year: str, number: int) -> str:
    return f"{year}-{3 * number + 1:02d}/{year}-{3 * number + 3:02d}"
