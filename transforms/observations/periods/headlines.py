"""When the number of a headline holds: takes the observations of an article, fills what the story under it tells."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.observations.periods.timelines import Timeline
from transforms.records import Observation

_ROUNDED = 0.05  # a headline rounds (超84亿人次 for 84.2亿人次)


def fill_headlines(timeline: Timeline, observations: list[Observation]) -> None:
    """A headline says what its story repeats: take the period from there."""
    for observation, story in _headline_numbers(timeline, observations):
        for repeated in story:
            if not repeated.period.startswith(observation.period):
                continue  # 今年旅客突破2000万人次: of the year, up to the day that the story tells
            rounded = _ROUNDED if observation.modifier == "exact" else 2 * _ROUNDED
            if repeated.unit == observation.unit and (
                abs(repeated.value - observation.value) <= rounded * abs(repeated.value)
            ):
                observation.period, observation.period_basis = repeated.period, repeated.period_basis
                break
        else:  # 美国发生多起枪击 8人死亡: it sums the story up
            told = [item.period for item in story]
            if told and not observation.period and told.count(told[0]) > len(told) / 2:
                observation.period, observation.period_basis = story[0].period, story[0].period_basis


def _headline_numbers(
    timeline: Timeline, observations: list[Observation]
) -> Iterator[tuple[Observation, list[Observation]]]:
    """The numbers of headlines that tell no more than a year, each with the numbers of the story under it."""
    for observation in observations:
        line = timeline.paragraph(observation)
        if line in timeline.headlines and len(observation.period) <= len("2024"):
            following = timeline.passage(line)
            yield observation, [item for item in observations if timeline.paragraph(item) in following]
