"""What the day of the news dates: takes a day and a number after it, tells whether the day is the number's.

A day does not date what is to come (今天开工。建成后…), what a thing always is (全长9公里, 每年可发电) or the
figures that are released on it.
"""

from __future__ import annotations

import re

from transforms.frame import Frame
from transforms.observations.periods.marks import Mark
from transforms.records import Observation

CLAUSE = re.compile(r"[，。；！？：\n]")
# 全长9公里, 设计时速350公里, 总库容1亿立方米
_DIMENSION = re.compile(
    r"(?:全长|总长度?|[线路桥道渠堤]长|设计(?:时速|年?[^，。的]{0,8})|总?库容|占地(?:面积)?|建筑面积|海拔|年龄|直径|口径|跨度|水深|桥高|[桥坝塔]高)(?:达到?|为|约|超过?|近|有)*$"
)
_RELEASES = re.compile(r"[^。；！？\n]{0,20}?(?:公布|发布|通报|获悉|了解到|消息|数据|吹风会)")
_ALWAYS = re.compile("每年|每天|每月|常年|历来|通常|一般")
# 今天开幕。…将举办书画展750多场: what is to come belongs to the day; what is built or done later does not
_OPENS = re.compile("开幕|启幕|揭幕|开赛|启动|举行|拉开帷幕|(?<!公)开始")
_LATER = re.compile("建成|投产|投用|通车|运营后|届时|计划|未来|每年|年|月|达产|今后|力争")
_OF_THE_DAY = re.compile("预计(?:全国|全社会)?[^，。；]{0,8}(?:发送|到发|客流|运输|开行|票房)")


def is_past(frame: Frame, mark: Mark, observation: Observation) -> bool:
    """今天开工。建成后年接待量将超过10万人次: the day of the news does not date what is to come."""
    last = mark.span.last_day
    if observation.status != "target" or last is None or mark.span.start != mark.span.end:
        return False
    if "预计" in frame.folded[mark.end : mark.sentence_end]:  # 今天预计发送900万人次。其中…
        return False
    if (
        mark.kind == "day"
        and mark.paragraph == frame.sentence_at(observation.start).paragraph
        and _is_of_the_day(frame, mark, observation)
    ):
        return False
    return last.isoformat() <= str(frame.published) and frame.folded[mark.start : mark.end] != "今晚"


def _is_of_the_day(frame: Frame, mark: Mark, observation: Observation) -> bool:
    """今天开幕。…将举办展览750多场, 今天出行平稳。全国预计发送旅客4000万人次: what is to come that day."""
    text, start = frame.folded, frame.sentence_at(observation.start).start
    if _OF_THE_DAY.search(text, start, observation.start):
        return True
    return _OPENS.search(text, mark.end, mark.sentence_end) is not None and not _LATER.search(
        text, start, observation.start
    )


def is_release(frame: Frame, mark: Mark) -> bool:
    """今天公布的数据显示，1—7月…。⏎从行业看…: the day of a release dates none of its figures."""
    return mark.kind == "day" and _RELEASES.match(frame.folded, mark.end, mark.sentence_end) is not None


def is_lasting(frame: Frame, mark: Mark, observation: Observation) -> bool:
    """今天开工的大桥全长9公里, 每年可发电: what a thing is or always does, no day dates."""
    if mark.kind == "vague" or (mark.span.last_day is not None and mark.span.start == mark.span.end):
        clause = CLAUSE.split(frame.folded[max(0, observation.start - 40) : observation.start])[-1]
        if _DIMENSION.search(clause):
            return True
        return mark.sentence_end <= observation.start and _ALWAYS.search(clause) is not None
    return False


def is_bare(frame: Frame, observation: Observation) -> bool:
    """已有3656万群众使用, with no time in its sentence, does not say since when."""
    clause = CLAUSE.split(frame.folded[max(0, observation.start - 40) : observation.start])[-1]
    return "已" in clause
