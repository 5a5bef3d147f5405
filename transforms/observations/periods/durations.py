"""The days that a duration fills: takes a duration and the day told beside it, gives the span of those days.

23日开始为期8天的罢工 and 罢工4日开始，计划持续3天 run on from their day, 今天结束为期7天的巡航 ran up to it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from transforms.frame import Frame
from transforms.language.times.spans import Span, day, shifted
from transforms.observations.periods.marks import Mark
from transforms.records import Observation

# 为期8天, 今起进入连续14天监测, 13时起停火4天, 罢工将持续两天
_LASTING = re.compile(
    r"(?:为期|(?:[起将]|开始)[^，。；0-9]{0,6}(?:持续|连续|停火|停工|放假)|(?<![已仍])持续(?:时间)?)(?:约|近|为)?$"
)
_OPENS = re.compile(r"将|[可还都]能?会|计划|预计|可能|启动|启幕|开幕|开始")  # 行动今天启动。行动持续6个月
_ENDS = re.compile("闭幕|落幕|结束")
_NOT_ITS_DAY = ("开展", "启动", "举行", "举办", "实施", "开启", "进入", "完成", "的", "了")  # 去年开展了为期三年的…
_OVER = re.compile(r"(?:结束|完成)[^，。；]{0,6}$")
_GONE_BY = re.compile(r"已|至今|以来|了")  # 停电已持续3天
_UNITS = ("天", "日", "周", "个月", "月", "年")
_LEAD = 16  # characters before a duration that tell what lasts


def is_duration(frame: Frame, observation: Observation, mark: Mark) -> bool:
    """Whether the number says how long something goes on, from the day of `mark`."""
    return observation.unit in _UNITS and _lead(frame, observation, mark) is not None


def lasted(frame: Frame, observation: Observation, mark: Mark) -> Span | None:
    """The days that something lasts from the day of `mark`, which holds for them from here on; None if none does."""
    lead = _lead(frame, observation, mark) if observation.unit in _UNITS else None
    if lead is None or mark.span.last_day is None or mark.span.start != mark.span.end:
        return None
    first, count = mark.span.last_day, max(1, int(observation.value))
    if _OVER.search(lead):
        return day(first - timedelta(days=count - 1), first) if observation.unit in ("天", "日") else None
    span = day(first, _last_day(first, count, observation.unit))
    if observation.unit in ("天", "日", "周"):  # 预计停运期间将有90万乘客: the same days
        mark.span = span
    return span


def _lead(frame: Frame, observation: Observation, mark: Mark) -> str | None:
    """What stands before a duration that runs on from the day of `mark` or is over; None before any other."""
    lead = frame.folded[max(0, observation.start - _LEAD) : observation.start]
    lasting = _LASTING.search(lead)
    if lasting is None:
        return None
    before = lead[: lasting.start()]
    if lasting[0].startswith("为期"):
        return None if mark.sentence_end <= observation.start and before.endswith(_NOT_ITS_DAY) else before
    if lasting[0].startswith("持续"):
        told = frame.folded[mark.end : observation.start]
        if _GONE_BY.search(lead) or not _OPENS.search(told) or _ENDS.search(told):
            return None
        if frame.folded.startswith("的", observation.end):  # 持续两个多月的冲突
            return None
    return before


def _last_day(first: date, count: int, unit: str) -> date:
    """The last of so many days, weeks, months or years."""
    if unit in ("天", "日", "周"):
        return first + timedelta(days=count * (7 if unit == "周" else 1) - 1)
    year, month = shifted(first, count * (12 if unit == "年" else 1))
    return date(year, month, min(first.day, monthrange(year, month)[1])) - timedelta(days=1)
