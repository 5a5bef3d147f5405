"""The times an article names, in order: takes the frame, tells which of them governs a number.

A timeline keeps only times that can hold for a number: not those that compare (比2015年上升), that stand in a
title (《2023年…》) or name an event (2022年冬奥会), or from which a record is counted (1986年12月以来新低). Marks
carry from sentence to sentence within a passage; a headline begins a new one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.frame import Frame
from transforms.language.dates import TimeExpression, time_expressions
from transforms.language.moments import Context, resolve
from transforms.language.spans import Span
from transforms.records import Observation

_LONGEST_HEADLINE = 40
# 比2015年, 较去年同期, 与2019年相比, 高于上年
_COMPARING = re.compile(r"(?:比|较|超过|高于|低于|好于|多于|少于|优于|快于|慢于|相当于|是|为)$")
_COMPARED = re.compile(r"^(?:的)?(?:同期|相比|水平|的水平|的平均值|的[0-9.]+倍|之比)")
_BESIDE = re.compile(r"(?:与|同|和)$")
# 1986年12月以来新低, 十年来最高: a record, not a period
_RECORD = re.compile(r"^(?:以来|来)?(?:的|同期)?(?:最|新高|新低|首次|首个|之最|历史)")
# 2022年冬奥会, 2023年度报告, 2026年前: names and limits
_NAMING = re.compile(
    r"^(?:年)?(?:北京|杭州|巴黎|成都|第[一二三四五六七八九十0-9]+届)?[^，。、]{0,4}?(?:冬奥|奥运|亚运|大运会|全运会|世界杯|年会|论坛|峰会|版|款|届|榜|排名)"
)
_SINCE = re.compile(r"^(?:[^，。；！？\n]{0,22}?)(?:以来|至今|迄今)")
_UNTIL = re.compile(r"(?:截至|截止|截止到|截至到)(?:当地时间|北京时间|目前)?$")
_REPORTED = re.compile(r"^(?:[^，。；]{0,4})?(?:报道|电)")
_JOINED = re.compile(r"^ ?(?:至|到|—{1,2}|-|~|–) ?$")
_YEAR_LIST = re.compile(r"20[0-9]{2}年?(?:(?:、|和|与|及)20[0-9]{2}年?)+")


@dataclass(slots=True)
class Mark:
    """A time that holds from `start` on: what it amounts to, its kind, and where its sentence ends."""

    start: int
    end: int
    kind: str
    span: Span | None
    paragraph: int
    sentence: int
    sentence_end: int
    attached_only: bool = False  # it compares, so it holds only for a number right behind it


class Timeline:
    """The marks of one article."""

    def __init__(self, frame: Frame, observations: list[Observation]) -> None:
        self._frame = frame
        self._starts = [start for start, _ in frame.paragraphs]
        self.headlines = self._find_headlines()
        self._targets = [item.start for item in observations if item.status == "target"]
        self.marks: list[Mark] = []
        if frame.published is not None:
            self._read(observations)
        self._mark_starts = [mark.start for mark in self.marks]

    def paragraph(self, observation: Observation) -> int:
        """Number of the paragraph that an observation stands in."""
        return bisect_right(self._starts, observation.start) - 1

    def passage(self, headline: int) -> range:
        """The paragraphs under a headline."""
        last = next((number for number in self.headlines if number > headline), len(self._starts))
        return range(headline + 1, last)

    def governing(self, observation: Observation, *, across: bool) -> Mark | None:
        """The mark that holds for a number.

        Args:
            observation: the number.
            across: whether marks carry over the paragraphs of a passage (not in a work report, whose
                paragraphs look at one time each).

        Returns:
            The nearest mark before it, or None.
        """
        sentence = self._frame.sentence_index(observation.start)
        paragraph = self.paragraph(observation)
        index = bisect_left(self._mark_starts, observation.start) - 1
        while index >= 0:
            mark = self.marks[index]
            index -= 1
            if mark.attached_only:
                if observation.start - mark.end > 2:
                    continue
                return mark
            if mark.sentence == sentence or (mark.paragraph == paragraph and self._carries(mark, sentence, across)):
                return mark
            if mark.paragraph != paragraph and not (across and self._crosses(mark, paragraph)):
                if mark.paragraph < paragraph and self._parted(mark.paragraph, paragraph):
                    return None
                continue
            if mark.paragraph != paragraph:
                return mark
        return None

    def year_lists(self) -> Iterator[tuple[Mark, list[int]]]:
        """Marks that list years (2022年和2023年), with the years."""
        for mark in self.marks:
            text = self._frame.folded[mark.start : mark.end]
            if mark.kind == "date" and _YEAR_LIST.fullmatch(text):
                yield mark, [int(number) for number in re.findall("20[0-9]{2}", text)]

    def _carries(self, mark: Mark, sentence: int, across: bool) -> bool:
        del sentence
        return across or mark.kind in ("date", "plan", "counted")

    def _crosses(self, mark: Mark, paragraph: int) -> bool:
        """Whether a mark still holds in a later paragraph: days, years and holidays do, 目前 and 五年来 do not."""
        return mark.kind not in ("now", "vague", "counted", "era") and not self._parted(mark.paragraph, paragraph)

    def _parted(self, earlier: int, later: int) -> bool:
        return any(earlier < headline <= later for headline in self.headlines)

    def _find_headlines(self) -> list[int]:
        """Short lines without a full stop, with a story under them."""
        found = []
        spans = self._frame.paragraphs
        for number, (start, end) in enumerate(spans[:-1]):
            line = self._frame.folded[start:end].strip()
            if 0 < len(line) <= _LONGEST_HEADLINE and line[-1] not in "。！？；：，”" and not line.startswith("央视网消息"):
                found.append(number)
        return found

    def _read(self, observations: list[Observation]) -> None:
        text = self._frame.folded
        last = self._starts[-1] if self._starts else 0
        needed = {self.paragraph(item) for item in observations}
        del last
        anchor: Span | None = None
        stop = max(needed) + 1
        end_of_reading = self._frame.paragraphs[stop - 1][1]
        for expression in _merged(text, time_expressions(text[:end_of_reading])):
            mark = self._mark(expression, anchor)
            if mark is None:
                continue
            if mark.span is not None and mark.kind in ("date", "day", "iso", "lunar"):
                anchor = mark.span
            self.marks.append(mark)

    def _mark(self, expression: TimeExpression, anchor: Span | None) -> Mark | None:
        text, frame = self._frame.folded, self._frame
        assert frame.published is not None
        before, after = text[max(0, expression.start - 6) : expression.start], text[expression.end : expression.end + 30]
        if _in_title(text, expression) or _NAMING.match(after) or _RECORD.match(after):
            return None
        index = frame.sentence_index(expression.start)
        sentence = frame.sentences[index]
        context = Context(frame.published, anchor, self._is_ahead(expression, sentence.end))
        span = _resolved(text[expression.start : expression.end], expression.kind, context)
        span = _bounded(expression.kind, span, before, after, context)
        if span is None:
            return None
        if _REPORTED.match(after) and "已" in text[expression.end : sentence.end]:
            return None
        comparing = bool((_COMPARING.search(before) and not before.endswith(("认为", "作为"))) or _COMPARED.match(after))
        if _BESIDE.search(before) and re.match("[^，。]{0,4}(?:相比|持平|同期)", after):
            comparing = True
        return Mark(
            expression.start,
            expression.end,
            expression.kind,
            span,
            sentence.paragraph,
            index,
            sentence.end,
            comparing,
        )

    def _is_ahead(self, expression: TimeExpression, sentence_end: int) -> bool:
        """Whether a target follows the time in its sentence."""
        index = bisect_left(self._targets, expression.end)
        return index < len(self._targets) and self._targets[index] < sentence_end


def _in_title(text: str, expression: TimeExpression) -> bool:
    opened = text.rfind("《", max(0, expression.start - 30), expression.start)
    return opened >= 0 and text.find("》", opened, expression.start) < 0


def _merged(text: str, expressions: list[TimeExpression]) -> list[TimeExpression]:
    """2022年12月—2023年3月 as one expression."""
    found: list[TimeExpression] = []
    for expression in expressions:
        if (
            found
            and found[-1].kind == expression.kind == "date"
            and expression.start - found[-1].end <= 3
            and _JOINED.match(text[found[-1].end : expression.start])
        ):
            found[-1] = TimeExpression(found[-1].start, expression.end, "range")
        else:
            found.append(expression)
    return found


def _resolved(words: str, kind: str, context: Context) -> Span | None:
    if kind != "range":
        return resolve(words, kind, context)
    first, second = (resolve(part.span[0], "date", context) for part in _halves(words))
    return Span(first.start, second.end) if first and second else None


def _halves(words: str) -> list[_Half]:
    found = re.search("(?<=[年月日份度底末初中]) ?(?:至|到|—{1,2}|-|~|–) ?", words)
    if found is None:
        return [_Half((words,)), _Half((words,))]
    return [_Half((words[: found.start()],)), _Half((words[found.end() :],))]


@dataclass(slots=True)
class _Half:
    span: tuple[str]


def _bounded(kind: str, span: Span | None, before: str, after: str, context: Context) -> Span | None:
    """The span under 截至 (open at its start) or 以来 (up to the publication)."""
    published = context.published.isoformat()
    if _UNTIL.search(before):
        if kind == "clock":
            return Span("", published)
        return Span("", span.end) if span else None
    if span is not None and kind in ("date", "day", "iso", "festival", "plan") and _SINCE.match(after):
        return Span(span.start, published)
    return span
