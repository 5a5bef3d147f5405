"""Times told in two places: takes a time and the one before it, tells whether they are one, and joins them.

今天（1月27日） is a day; 从昨天（7月25日）到今天 and 从8日首个开放日以来，截至今日 run from the one to the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.frame import Frame
from transforms.language.times.spans import Span
from transforms.observations.periods.bounds import UNTIL

if TYPE_CHECKING:
    from transforms.observations.periods.marks import Mark

_UP_TO = ("到", "至", "起到", "起至", "开始到", "开始至")
_OPENING = re.compile("[^，。；]{0,12}?(?:起|开始|开幕|开展|启幕|启动|举行|上演)")


def joins(frame: Frame, last: Mark, mark: Mark) -> bool:
    """Whether a time only goes on with the one before it, which then holds for both."""
    return (
        _tells_again(frame, last, mark)
        or _ends_days(frame, last, mark)
        or _ends_span(frame, last, mark)
        or _counts_from_event(frame, last, mark)
    )


def _tells_again(frame: Frame, last: Mark, mark: Mark) -> bool:
    """今天（1月27日）: one time; the date in brackets tells which day it is."""
    if last.kind not in ("day", "now") or mark.start != last.end + 1 or frame.folded[last.end] != "（":
        return False
    if mark.span.last_day is None:
        return False
    if last.span.last_day is None and last.kind == "day":  # 消博会今天（4月18日）落幕
        return True
    last.span = Span(mark.span.start if last.span.start else "", mark.span.end)
    last.end = mark.end + 1
    return True


def _counts_from_event(frame: Frame, last: Mark, mark: Mark) -> bool:
    """截至11月13日，渡槽通水近9年来，已…: the event is that long ago, the day tells up to when."""
    until = last.sentence == mark.sentence and not last.span.start and last.span.last_day is not None
    counted = mark.kind == "counted" and frame.folded.endswith("年来", 0, mark.end)
    return until and counted and frame.folded[mark.start - 1] not in "，。；、"


def _ends_days(frame: Frame, last: Mark, mark: Mark) -> bool:
    """从昨天（7月25日）到今天, 18日到今天, 今天至28日: the days from the one to the other."""
    kinds = {last.kind, mark.kind}
    if "day" not in kinds or kinds - {"day", "date"} or mark.span.last_day is None or not last.span.first_day:
        return False
    if frame.folded[last.end : mark.start] not in _UP_TO or last.span.end > mark.span.end:
        return False
    last.span, last.end = Span(last.span.start, mark.span.end), mark.end
    return True


def _ends_span(frame: Frame, last: Mark, mark: Mark) -> bool:
    """从8日首个开放日以来，截至今日; 昨晚开始…，截至今天14时: from the one to the other."""
    if last.sentence != mark.sentence or mark.span.start or not last.span.start:
        return False
    text, published = frame.folded, str(frame.published)
    until = text.startswith("截", mark.start) or UNTIL.search(text[max(0, mark.start - 8) : mark.start])
    goes_on = text[mark.start - 3 : mark.start - 1] in ("持续", "延续", "延长")
    begins = text.startswith(("起", "开始"), last.end) or (goes_on and _OPENING.match(text, last.end))
    between = UNTIL.sub("", text[last.end : mark.start]).strip("，")
    runs = last.span.end == published
    if text[mark.start : mark.end] in ("至今", "迄今") and runs:  # 从2008年毕业至今, 自2016年开馆以来，全镇至今已…
        return True
    beside = runs and "，" not in between
    if not until or not (begins or beside) or last.kind == "counted" or not last.span.start < mark.span.end:
        return False
    last.span, last.end = Span(last.span.start, mark.span.end), mark.end
    return True
