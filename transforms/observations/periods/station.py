"""When a value holds: takes the observations, fills `period` and `period_basis`.

The time named last before the number in its sentence holds for it; failing that the one that the sentences
before left standing in the same passage; failing that what a work report looks at. Times that only compare
(比2015年上升), belong to a name (2022年冬奥会) or say when something was reported do not hold for a number.
All are resolved against the publication date by ``language.moments``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from transforms.frame import Frame
from transforms.language.times.numbers_of_dates import number
from transforms.language.times.spans import Span, shifted
from transforms.observations.outlooks import Outlook, outlooks
from transforms.observations.periods.durations import lasted
from transforms.observations.periods.headlines import fill_headlines
from transforms.observations.periods.marks import Mark
from transforms.observations.periods.pairs import date_origin, date_rises
from transforms.observations.periods.timelines import Timeline
from transforms.observations.periods.year_lists import share_years
from transforms.records import Observation

_RUNNING = re.compile(r"连续([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(年|个?月|天)")
# 2022年末装机…，年发电量27000亿度: what flows over a year, told with what stood at its end
_YEARLY = re.compile("[，、；]年(?:发|产|交易|销|用|处理|接待|吞吐|送|供|减排)")
_FORECAST = re.compile("(?:预期|预测值?|预估|增速目标)(?:值|水平)?(?:分别)?[由从]")
_THIS_YEAR = ("今年", "本年", "本年度")
_UP_TO_THE_DAY = re.compile("(?:已连续|现年)$")
_UP_TO_NOW = re.compile("累计|截至目前|目前")
_SUMMED = re.compile("累计|已|共")
_PRECISION = {"年": len("2025"), "月": len("2025-03"), "天": len("2025-03-07")}


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `period` and `period_basis` of every observation, in place."""
    if frame.published is None or not observations:
        return
    passages = outlooks(frame)
    timeline = Timeline(frame, observations, passages)
    befores = {observation.before for observation in observations if observation.before is not None}
    for index, observation in enumerate(observations):
        outlook = passages[timeline.paragraph(observation)] if passages else None
        mark = timeline.governing(observation, across=outlook is None)
        told = mark and (
            timeline.dates_origin(mark, observation) or _FORECAST.search(frame.folded, mark.end, observation.start)
        )
        if index in befores and not told:
            date_origin(frame, observations, index, mark)
            continue
        if mark is None and outlook is None:
            mark = timeline.day_behind(observation) or timeline.meeting_day(observation)
        _assign(frame, timeline, observation, mark, outlook)
    share_years(frame, timeline.marks, observations)
    date_rises(frame, observations)
    fill_headlines(timeline, observations)


def _assign(
    frame: Frame, timeline: Timeline, observation: Observation, mark: Mark | None, outlook: Outlook | None
) -> None:
    beside = mark is not None and mark.sentence_end > observation.start
    now = _UP_TO_THE_DAY.search(frame.folded, max(0, observation.start - 3), observation.start)
    if frame.published and now and (now[0] == "现年" or not beside):
        observation.period, observation.period_basis = f"/{frame.published.isoformat()}", now[0]
    elif mark is not None:
        span = (
            lasted(frame, observation, mark)
            or _so_far(frame, observation, mark, timeline)
            or _run_up(frame, observation, mark, timeline)
            or _in_year(frame, observation, mark)
        )
        observation.period, observation.period_basis = str(span), frame.text[mark.start : mark.end]
    elif outlook is not None and outlook.period:
        observation.period, observation.period_basis = outlook.period, "工作报告"
    _extend_over_run(frame.folded, observation)


def _so_far(frame: Frame, observation: Observation, mark: Mark, timeline: Timeline) -> Span | None:
    """今年已发生485起, 今年累计: from the start of the year to the publication; 截至22日，今年已有 to that day."""
    published = frame.published
    if published is None or observation.status == "target" or frame.folded[mark.start : mark.end] not in _THIS_YEAR:
        return None
    if mark.sentence_end < observation.start:
        return None
    until = timeline.until(mark)
    if until is not None:
        mark.span = Span(str(published.year), until.span.end)  # 其中，国际旅客…: up to the same day
        return mark.span
    if not _UP_TO_NOW.search(frame.folded, mark.end, observation.start):
        return None
    return Span(str(published.year), published.isoformat())


def _run_up(frame: Frame, observation: Observation, mark: Mark, timeline: Timeline) -> Span | None:
    """2021年以来，…，截至目前，累计完工4586座: from the one to the other."""
    if not frame.folded.startswith("截", mark.start) or mark.sentence_end < observation.start:
        return None
    if not _SUMMED.search(frame.folded, mark.end, observation.start):
        return None
    running = timeline.running(mark)
    return Span(running.span.start, mark.span.end) if running else None


def _in_year(frame: Frame, observation: Observation, mark: Mark) -> Span:
    """What holds for a year and not for its end.

    截至2022年，有企业11万家。增加值同比增长4% grew over the year; so does 年发电量 told of its last day; and 届时 after
    预计年底通车 means from then on.
    """
    span, text = mark.span, frame.folded
    year = Span(span.end[:4], span.end[:4])
    if span.end.endswith("-12"):
        if span.start:
            later = observation.status == "target" and mark.sentence_end <= observation.start
            return year if later and "届时" in text[mark.sentence_end : observation.start] else span
        return year if _YEARLY.search(text, mark.end, observation.start) else span
    if span.start or len(span.end) != 4 or observation.start < mark.sentence_end:
        return span
    sentence = frame.sentence_at(observation.start)
    return year if "同比" in text[sentence.start : observation.start] else span


def _extend_over_run(text: str, observation: Observation) -> None:
    """连续11年保持在200亿斤以上, of 2025 → 2015/2025; 连续两个月高于55%, of 8月 → 2023-07/2023-08."""
    reach = observation.end if observation.unit in ("天", "个月") else observation.start
    if "连续" not in text[max(0, observation.start - 30) : reach]:
        return
    clause = re.split("[，。；！？\n]", text[max(0, observation.start - 30) : reach])[-1]
    found = _RUNNING.search(clause)
    last = observation.period.rpartition("/")[2]
    if found is None or "转" in clause or len(last) != _PRECISION[found[2][-1]] or observation.period.startswith("/"):
        return
    if "/" in observation.period and len(last) > len("2025"):
        return
    count = number(found[1])
    if count > 1:
        observation.period = f"{_earlier(last, count - 1)}/{last}"


def _earlier(moment: str, count: int) -> str:
    """The year, month or day so many before one."""
    if len(moment) == len("2025"):
        return str(int(moment) - count)
    if len(moment) == len("2025-03"):
        return "{}-{:02d}".format(*shifted(date.fromisoformat(f"{moment}-01"), -count))
    return (date.fromisoformat(moment) - timedelta(days=count)).isoformat()
