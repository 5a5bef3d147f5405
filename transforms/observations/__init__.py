"""The assembly line: an article's frame in, its observations out, one station a module.

Stations run in the order of :data:`STATIONS`. Each takes the frame and the observations so far and fills
its own fields; nobody reaches back, and a station can be run and tested alone.
"""

from __future__ import annotations

from collections.abc import Callable

from transforms.frame import Frame
from transforms.observations import confidence, links, measures, speakers, statuses
from transforms.observations.indicators import station as indicators
from transforms.observations.indicators import trimming
from transforms.observations.periods import station as periods
from transforms.observations.quantities import station as quantities
from transforms.observations.subjects import station as subjects
from transforms.records import Observation

Station = Callable[[Frame, list[Observation]], None]

STATIONS: tuple[Station, ...] = (
    measures.fill,  # level or change, and the sign of a change
    statuses.fill,  # actual or target
    indicators.fill,  # what is measured; shared heads and 分别 lists
    links.fill,  # 从A到B: which value was before which
    subjects.fill,  # whose value it is
    trimming.trim,  # an owner that the subject names is no part of what is measured
    periods.fill,  # when it holds
    speakers.fill,  # who says so
    confidence.fill,  # how sure, and by which rule
)


def observe(frame: Frame) -> list[Observation]:
    """Every quantity that the article states, in the order of the text."""
    observations = quantities.read(frame)
    for station in STATIONS:
        station(frame, observations)
    # The topics hold the frame that holds them. With the ring open an article's words are freed as soon as it has been
    # read; a ring waits for the collector, and a long run would hold many articles' words.
    frame.memo.pop("topics", None)
    return observations
