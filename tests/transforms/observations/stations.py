"""What the tests of single stations share: a marked sentence in, its observations out.

A quantity is marked 【value|unit|words】, so that a station can be tested without the one that finds them:
``产量下降【5|%|5%】`` is the sentence 产量下降5% with one observation.
"""

import re
from collections.abc import Callable
from datetime import date

from transforms.frame import Frame, frame
from transforms.records import Article, Observation

_MARK = re.compile(r"【([-0-9.]+)(?:~([0-9.]+))?\|([^|]*)\|([^】]*)】")


def filled(
    marked: str,
    *stations: Callable[[Frame, list[Observation]], None],
    title: str = "",
    published: date | None = date(2024, 5, 20),
) -> list[Observation]:
    text, observations, position = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        high = float(mark[2]) if mark[2] else None
        start = len(text)
        text += mark[4]
        observations.append(
            Observation(start=start, end=len(text), value=float(mark[1]), value_high=high, unit=mark[3])
        )
        position = mark.end()
    text += marked[position:]
    seen = frame(Article(text=text, title=title, published_on=published))
    for station in stations:
        station(seen, observations)
    return observations
