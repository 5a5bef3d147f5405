"""Station quantities."""

from __future__ import annotations

from transforms.frame import Frame
from transforms.records import Observation


def read(frame: Frame) -> list[Observation]:
    """Every quantity expression of the article, in the order of the text."""
    return []
