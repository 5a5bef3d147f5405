"""The times in an article that can hold for a number: takes the frame, gives marks.

Left out are times that stand in a title (《2023年…》), name an event (2022年冬奥会), say when something was reported
or from when a record is counted (1986年12月以来新低). A time that only compares (比2015年上升) is marked as such.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.frame import Frame, Sentence
from transforms.language.times.dates import TimeExpression, time_expressions
from transforms.language.times.moments import resolve
from transforms.language.times.numbers_of_dates import number
from transforms.language.times.spans import Context, Span, day, month
from transforms.observations.outlooks import Outlook
from transforms.observations.periods.bounds import bounded, with_events
from transforms.observations.periods.joining import joins
from transforms.observations.periods.named_dates import is_name, names_event
from transforms.records import Observation

# 比2015年, 较去年同期, 高于上年
_COMPARING = re.compile(
    r"(?:[比较][^，。；0-9]{1,6}的|比|较|超过|高于|低于|好于|多于|少于|优于|快于|慢于|相当于|同|与)$"
)
# 受去年基数较低影响, 占全年计划任务的57%: a base, and a plan's name
_COMPARED = re.compile(
    r"(?:的)?(?:同期|基础上|相比|水平|的平均值|之比|持平)|(?:同期)?的?[较高低]*基数|(?:的?(?:造林|生产|发展)?(?:计划|目标)(?:任务|总量)?(?:的|已))"
)
_TODAYS = re.compile("的(?:中国|我国|祖国|神州)")  # 今天的中国 is that of now
_REPORTED = re.compile(r"[^，。；]{0,4}(?:报道|电(?=[，：（]))")
_JOINED = re.compile(r" ?(?:至|到|—{1,2}|-|~|–) ?")
_ALONE = re.compile(r"当月|单月|当日|当天|当周|当季")  # 四月份当月: holds for its own sentence
_TO_COME = re.compile(r"(?:将于|将在|定于|拟于|计划于|计划在|定在|预计|(?:持续|延续|延长)[到至])$")
_WILL = re.compile("[日起]{0,2}将")
# 由上月|下降6.7%转为增长3.1%: the month before dates the change before alone
_MOVED_SINCE = re.compile(
    r"(?:同比|环比)?(?:增长|上涨|上升|回升|下降|下跌|回落)[0-9.]+(?:%|％|个百分点)"
    r"(?:转|变|扩大|收窄|回升|提高|加快|放缓|升|降|增|到|至)"
)
# 从2017年劣五类提升到三类: the time of the origin alone; 从2017年起, 从2017年到2022年 are spans
_ORIGIN = re.compile(
    "(?!（|）|起|开|以|到|至|的|在|[单当]月|看|—|-|~|–|、|，|年|就|后|之|[0-9]|[上下]半|底|初|末|试|全面)"
)
_HALVES = re.compile("(?<=[年月日份度底末初中代期]) ?(?:至|到|—{1,2}|-|~|–) ?")
# 消博会今天落幕: what a fair or games achieved, it achieved in its days, which the last one does not tell
_ENDS = re.compile(r"，?[^，。；]{0,24}?(?:落幕|闭幕|落下帷幕|结束)")
_FAIR = re.compile(r"(?:博览|展览|交易|运动|博|服贸|广交|洽谈)会|亚运|奥运|(?<![发开进拓])展|[影艺术化戏剧乐]节")
_LASTED = re.compile("为期([0-9]{1,2}|[一二两三四五六七八九十]{1,2})天")
_TOLD = re.compile("[^，。；0-9]{0,8}[称说示布](?:，|：“?)(?:在)?")
_DATES = ("date", "iso", "counted")  # 六年前的今天 is counted, and a day
_MEETING_DAY_WITHIN = 1500  # characters after the last number in which a report names the day of its meeting


@dataclass(slots=True)
class Mark:
    """A time that holds from `start` on: what it amounts to, its kind, and where its sentence ends."""

    start: int
    end: int
    kind: str
    span: Span
    paragraph: int
    sentence: int
    sentence_end: int
    compares: bool = False  # it holds only for a number right behind it
    alone: bool = False  # it holds only in its own sentence

    @property
    def holds_figures(self) -> bool:
        """Whether figures are gathered over it: a month, a year, a span of days."""
        return len(self.span.start) <= len("2024-01") or self.span.start != self.span.end


def read_marks(frame: Frame, observations: list[Observation], passages: list[Outlook] | None = None) -> list[Mark]:
    """The times of an article, in order, resolved against its publication date.

    Args:
        frame: the article; without a publication date it has no marks.
        observations: its numbers; a time with a target after it may lie ahead.
        passages: how the paragraphs of a work report look, from which 上年 is reckoned.
    """
    if frame.published is None or not observations:
        return []
    return _Reader(frame, observations, passages or []).read(observations[-1].end + _MEETING_DAY_WITHIN)


class _Reader:
    """Reads the times of one article in order, each in the light of those before it."""

    def __init__(self, frame: Frame, observations: list[Observation], passages: list[Outlook]) -> None:
        self._frame = frame
        self._passages = passages
        self._targets = [item.start for item in observations if item.status == "target"]
        self.marks: list[Mark] = []

    def read(self, until: int) -> list[Mark]:
        """The marks of the article that begin before `until`."""
        text = self._frame.folded
        anchor: Span | None = None
        paragraph = -1
        for expression in _merged(text, with_events(text, time_expressions(text))):
            if expression.start > until:
                break
            index = self._frame.sentence_index(expression.start)
            sentence = self._frame.sentences[index]
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                anchor = self._looked_at(paragraph)
            mark = self._mark(expression, index, sentence, anchor)
            if mark is None or (self.marks and joins(self._frame, self.marks[-1], mark)):
                continue
            explicit = mark.kind in ("day", "iso", "lunar") or (mark.kind == "date" and text[mark.start].isdecimal())
            if explicit and not mark.compares:
                anchor = mark.span
            self.marks.append(mark)
        return self.marks

    def _looked_at(self, paragraph: int) -> Span | None:
        period = self._passages[paragraph].period if self._passages else ""
        return Span(period, period) if len(period) == 4 else None

    def _mark(self, expression: TimeExpression, index: int, sentence: Sentence, anchor: Span | None) -> Mark | None:
        """The time that an expression tells, or None where it dates nothing."""
        text, published = self._frame.folded, self._frame.published
        start, end, kind = expression
        before, after = text[max(0, start - 10) : start], text[end : end + 30]
        words = text[start:end]
        if published is None or self._dates_nothing(expression, index, sentence):
            return None
        kind = "now" if kind == "day" and _TODAYS.match(after) else kind
        context = self._context(expression, index, sentence, anchor, before)
        span = bounded(kind, _resolved(words, kind, context), before, after, context)
        if span is None:
            return None
        if kind == "counted" and "年" in words:
            if words.endswith("来") and not self._passages and span.end == str(published.year - 1):
                span = Span(span.start, published.isoformat())  # news of February reckons 五年来 to its own day
            span = self._begun(span, published, index)
        if kind in ("day", "date") and span.last_day and span.start == span.end:
            span = self._of_a_fair(start, after, kind, span.last_day) or span
        return Mark(
            start,
            end,
            kind,
            span,
            sentence.paragraph,
            index,
            sentence.end,
            compares=self._compares(before, after, start, index, begins="" < span.start < span.end == str(published)),
            alone=_ALONE.match(after) is not None,
        )

    def _dates_nothing(self, expression: TimeExpression, index: int, sentence: Sentence) -> bool:
        """Whether an expression belongs to a name, or another time in its sentence tells when."""
        text, (start, end, kind) = self._frame.folded, expression
        words, after = text[start:end], text[end : end + 30]
        if is_name(text, expression, after) or self._is_of_a_person(expression, sentence):
            return True
        if self._is_of_an_event(words, after, index):
            return True
        if words == "全年" and self.marks and self.marks[-1].sentence == index and not self.marks[-1].span.start:
            return True  # 截至5月5日，全年总票房为201亿元
        if kind == "counted" and text.endswith("月的", 0, start):
            return True  # 截至今年8月的12个月里: the date tells
        return _REPORTED.match(after) is not None and "已" in text[end : sentence.end]

    def _is_of_a_person(self, expression: TimeExpression, sentence: Sentence) -> bool:
        """航天员邓清明: a festival within a name."""
        if expression.kind != "festival":
            return False
        return any(
            word.tag.startswith("nr") and word.start < expression.start < max(word.end, word.start + 2)
            for word in sentence.words
        )

    def _is_of_an_event(self, words: str, after: str, sentence: int) -> bool:
        """今天，“2024年青年技能竞赛”开幕: the year of an event that the day before it dates."""
        last = self.marks[-1] if self.marks and self.marks[-1].sentence == sentence else None
        dated = last is not None and last.kind in ("day", "date") and last.span.last_day is not None
        return dated and names_event(words, after)

    def _context(
        self, expression: TimeExpression, index: int, sentence: Sentence, anchor: Span | None, before: str
    ) -> Context:
        """What an expression is reckoned from; as little as it needs, so that one resolution serves many."""
        published = self._frame.published or date.min
        first = self._frame.folded[expression.start]
        beside = bool(self.marks) and self.marks[-1].sentence == index
        if expression.kind == "date" and not beside and first not in "上当同该次翌第全":
            anchor = None
        if anchor is None and self._frame.folded.startswith("全年", expression.start):
            anchor = self._year_that_ended(published)
        bounded = expression.kind == "counted" and not self._frame.folded.startswith("在", expression.start - 1)
        explicit = first in "今去" or bounded or expression.kind in ("now", "plan", "era", "century", "vague")
        ahead = not explicit and self._is_ahead(expression, sentence.end, before)
        if beside and expression.kind == "counted" and (told := self._told_on(expression)):
            published = told
        return Context(published, anchor, ahead, beside and anchor is not None, self._holiday(expression.kind))

    def _told_on(self, expression: TimeExpression) -> date | None:
        """乌军1日称，过去24小时|击退46次进攻: the day from which who tells it looks back."""
        last = self.marks[-1]
        between = self._frame.folded[last.end : expression.start]
        return last.span.last_day if last.kind in _DATES and _TOLD.fullmatch(between) else None

    def _year_that_ended(self, published: date) -> Span | None:
        """截至2022年底，有党员9万名。⏎全年发展党员2000名: the year at the end of which a release looks back."""
        ended = Span("", f"{published.year - 1}-12")
        return Span(ended.end[:4], ended.end[:4]) if any(mark.span == ended for mark in self.marks) else None

    def _holiday(self, kind: str) -> Span | None:
        if kind != "holiday":
            return None
        return next((mark.span for mark in reversed(self.marks) if mark.kind == "festival"), None)

    def _of_a_fair(self, start: int, after: str, kind: str, last: date) -> Span | None:
        """第四届消博会今天落幕: its days where they are told (为期五天), else its month; None for any other day."""
        ended = _ENDS.match(re.sub("^（[^）]*）", "", after))
        if ended is None:
            return None
        lasted = _LASTED.search(self._frame.folded, max(0, start - 30), start + 60)
        if lasted:
            return day(last - timedelta(days=number(lasted[1]) - 1), last)
        is_fair = _FAIR.search(self._frame.folded[max(0, start - 20) : start] + ended[0])
        return month(last.year, last.month) if kind == "day" and is_fair else None

    def _compares(self, before: str, after: str, start: int, sentence: int, *, begins: bool) -> bool:
        """Whether the time is what something is compared with: 比2015年上升, 与2019年相比."""
        origin = before.endswith(("由", "从")) and not begins  # 从2008年毕业至今 is a span
        if (
            before.endswith("由于")
            or _COMPARED.match(after)
            or (origin and (_MOVED_SINCE.match(after) or _ORIGIN.match(after)))
        ):
            return True
        if _COMPARING.search(before):
            return not before.endswith(("同", "与")) or bool(re.match("[^，。]{0,6}(?:相比|持平|比)", after))
        last = self.marks[-1] if self.marks else None  # 比1991年以来7月
        return bool(last and last.compares and last.sentence == sentence and start - last.end <= 3)

    def _begun(self, span: Span, published: date, sentence: int) -> Span:
        """五年来 after 2019年5月7日 begins then; 十年间 after 从2012年…到2022年6月 runs from one to the other."""
        first = span.start[:4]
        openings = [mark for mark in self.marks if mark.kind in _DATES and mark.span.start[:4] == first]
        for opening in reversed(openings):
            last = self.marks[-1]
            if (
                opening.sentence == last.sentence == sentence
                and last.kind == "date"
                and last.span.end > opening.span.end
            ):
                return Span(opening.span.start, last.span.end)
            if len(opening.span.start) == 10 and span.end == published.isoformat():  # a day: something began then
                return Span(opening.span.start, span.end)
        return span

    def _is_ahead(self, expression: TimeExpression, sentence_end: int, before: str) -> bool:
        """Whether the time is to come: 将于11月28日, or a target follows it in its sentence."""
        index = bisect_left(self._targets, expression.end)
        to_come = _TO_COME.search(before) or _WILL.match(self._frame.folded, expression.end)
        return to_come is not None or (index < len(self._targets) and self._targets[index] < sentence_end)


def _merged(text: str, expressions: Iterable[TimeExpression]) -> list[TimeExpression]:
    """2022年12月—2023年3月 as one expression."""
    found: list[TimeExpression] = []
    for expression in expressions:
        if (
            found
            and found[-1].kind == expression.kind
            and expression.kind in ("date", "century")
            and expression.start - found[-1].end <= 3
            and _JOINED.fullmatch(text[found[-1].end : expression.start])
        ):
            found[-1] = TimeExpression(found[-1].start, expression.end, f"{expression.kind} range")
        else:
            found.append(expression)
    return found


def _resolved(words: str, kind: str, context: Context) -> Span | None:
    if not kind.endswith("range"):
        return resolve(words, kind, context)
    halves, kind = _HALVES.split(words, maxsplit=1), kind.split(maxsplit=1)[0]
    first, second = resolve(halves[0], kind, context), resolve(halves[-1], kind, context)
    return Span(first.start, second.end) if first and second else None
