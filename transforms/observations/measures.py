"""Station measures."""

from __future__ import annotations

from transforms.frame import Frame
from transforms.records import Observation


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill this station's fields of every observation, in place."""
