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
from datetime import date, timedelta

from transforms.frame import Frame, Sentence
from transforms.language.dates import TimeExpression, time_expressions
from transforms.language.moments import Context, resolve
from transforms.language.spans import Span, day
from transforms.records import Observation

_LONGEST_HEADLINE = 40
# 比2015年, 较去年同期, 高于上年
_COMPARING = re.compile(r"(?:比|较|超过|高于|低于|好于|多于|少于|优于|快于|慢于|相当于|同|与)$")
_COMPARED = re.compile(r"(?:的)?(?:同期|相比|水平|的平均值|之比|持平)")
_BASE = re.compile(r"的[0-9.一二三四五六七八九十两]+(?:多|余)?倍")  # 增至十年前的3.4倍
_ATTACHED = re.compile(r"(?:的|为|是|达|约|近|超|：|，)?")
# 1986年12月以来新低, 十年来最高: a record, not a period
_RECORD = re.compile(r"(?:以来|来)?(?:的|同期|同类)?(?:最|新高|新低|首次|首个|之最|历史)")
# 2022年冬奥会, 2023年中央预算调整方案, 2023年“大剧看总台”: names
_NAMING = re.compile(
    r"(?:年)?(?:[^，。、]{0,6}?(?:冬奥|奥运|亚运|大运会|全运会|世界杯|年会|论坛|峰会|版|款|届|榜单)"
    r"|[^，。、；]{0,12}?(?:方案|报告|预算草案|白皮书|名单|目录|工作要点|片单|行动计划)|“(?!五一|十一|双11|三夏))"
)
_SINCE = re.compile(r"[^，。；！？\n0-9比较]{0,22}?(?:以来|至今|迄今)")
_UNTIL = re.compile(r"(?:截至|截止|截止到|截至到)(?:当地时间|北京时间|目前)?$")
_WEEK_TO = re.compile(r"的(?:一周|[过前]去?一周|七天)")
_REPORTED = re.compile(r"[^，。；]{0,4}(?:报道|电)")
_JOINED = re.compile(r" ?(?:至|到|—{1,2}|-|~|–) ?")
_ALONE = re.compile(r"当月|单月|当日|当天|当周|当季")  # 四月份当月: holds for its own sentence
_LONE_MONTH = re.compile(r"[一二三四五六七八九十]{1,2}月")  # within a name unless something sets it off (新十二月市)
_YEAR_LIST = re.compile(r"20[0-9]{2}年?(?:(?:、|和|与|及)20[0-9]{2}年?)+")
_CLAUSE = re.compile(r"[，。；！？：\n]")
_EVE = re.compile(r"前(?!三|[0-9])|前夕|来临|将至|临近|后(?!三)")
_TO_COME = re.compile(r"(?:将于|将在|定于|拟于|计划于|计划在|定在|预计)$")
_MEETING = re.compile(r"会议|大会|论坛|峰会|仪式|活动|座谈会|博览会|展会")


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

    def governing(self, observation: Observation, *, across: bool, earlier: Observation | None = None) -> Mark | None:
        """The mark that holds for a number.

        Args:
            observation: the number.
            across: whether marks carry over the paragraphs of a passage (not in a work report, whose
                paragraphs look at one time each).
            earlier: the value before, where the number is what it became.

        Returns:
            The nearest mark before it, or None.
        """
        sentence = self._frame.sentence_index(observation.start)
        paragraph = self.paragraph(observation)
        index = bisect_left(self._mark_starts, observation.start)
        for mark in reversed(self.marks[:index]):
            if mark.compares:
                if self.is_attached(mark, observation):
                    return mark
            elif self._is_to_come(mark, observation) or (earlier and self.dates_origin(mark, earlier)):
                continue  # 将从目前的2小时缩短至30分钟: 目前 holds for the 2小时 alone
            elif mark.sentence == sentence:
                return mark
            elif self._is_bare(observation):
                return None
            elif self._may_carry(mark, sentence, paragraph, across):
                return mark
            elif mark.paragraph == paragraph and not mark.alone:
                return None
        return None

    def _is_to_come(self, mark: Mark, observation: Observation) -> bool:
        """Whether the mark lies ahead but the number is of what is: 到2025年…；浙江累计创建21家."""
        published = self._frame.published
        return observation.status == "actual" and published is not None and mark.span.start > published.isoformat()

    def _is_bare(self, observation: Observation) -> bool:
        """已有3656万群众使用, with no time in its sentence, does not say since when."""
        clause = _CLAUSE.split(self._frame.folded[max(0, observation.start - 40) : observation.start])[-1]
        return "已" in clause

    def _may_carry(self, mark: Mark, sentence: int, paragraph: int, across: bool) -> bool:
        """Whether a mark still holds in a later sentence."""
        if mark.alone:
            return False
        if mark.paragraph == paragraph:
            if mark.kind in ("now", "vague"):
                return across and sentence - mark.sentence <= 2
            return across or mark.kind in ("plan", "counted")
        if not across or self._parted(mark.paragraph, paragraph) or mark.paragraph - self._opening(paragraph) > 1:
            return False
        return mark.kind == "festival" or self._is_fresh(mark)  # the news of the day, told in the opening

    def _is_fresh(self, mark: Mark) -> bool:
        published = self._frame.published
        if published is None or mark.kind not in ("date", "day", "iso"):
            return False
        if mark.span.is_year:
            return mark.span.first_year == published.year
        last = mark.span.last_day
        return last is not None and -3 <= (published - last).days <= 7

    def _opening(self, paragraph: int) -> int:
        """The first paragraph of the passage that `paragraph` stands in."""
        return max((number + 1 for number in self.headlines if number < paragraph), default=0)

    def is_attached(self, mark: Mark, observation: Observation) -> bool:
        """2012年的36%: the time stands right before the number."""
        gap = self._frame.folded[mark.end : observation.start]
        return mark.end <= observation.start and len(gap) < 3 and _ATTACHED.fullmatch(gap) is not None

    def dates_origin(self, mark: Mark, earlier: Observation) -> bool:
        """Whether the time holds for the value before alone: 从目前的公路约60分钟, 从2012年的36%."""
        if self.is_attached(mark, earlier):
            return True
        gap = self._frame.folded[mark.end : earlier.start]
        return self._frame.folded[mark.start - 1 : mark.start] in ("从", "由") and len(gap) < 9 and "，" not in gap

    def meeting_day(self, observation: Observation) -> Mark | None:
        """The day of a meeting that its report names only later (会议共审议10件…24日下午)."""
        sentence = self._frame.sentence_at(observation.start)
        published = self._frame.published
        if published is None or not _MEETING.search(sentence.text):
            return None
        paragraph = self.paragraph(observation)
        for mark in self.marks[bisect_right(self._mark_starts, observation.start) :]:
            if self._parted(paragraph, mark.paragraph):
                return None
            held = mark.span.last_day if mark.kind in ("date", "day") else None
            if held and 0 <= (published - held).days <= 3 and not mark.compares:
                return mark
        return None

    def year_lists(self) -> Iterator[tuple[Mark, list[int]]]:
        """Marks that list years (2022年和2023年), with the years."""
        for mark in self.marks:
            text = self._frame.folded[mark.start : mark.end]
            if mark.kind == "date" and _YEAR_LIST.fullmatch(text):
                yield mark, [int(number) for number in re.findall("20[0-9]{2}", text)]

    def _parted(self, earlier: int, later: int) -> bool:
        return any(earlier < headline <= later for headline in self.headlines)

    def _find_headlines(self) -> list[int]:
        """Short lines without a full stop, with a story under them."""
        found = []
        spans = self._frame.paragraphs
        for number, (start, end) in enumerate(spans[:-1]):
            line = self._frame.folded[start:end].strip()
            if (
                0 < len(line) <= _LONGEST_HEADLINE
                and line[-1] not in "。！？；：，”"
                and not line.startswith("央视网消息")
            ):
                found.append(number)
        return found

    def _read(self, observations: list[Observation]) -> None:
        text = self._frame.folded
        anchor: Span | None = None
        paragraph = -1
        for expression in _merged(text, time_expressions(text)):
            index = self._frame.sentence_index(expression.start)
            sentence = self._frame.sentences[index]
            if sentence.paragraph != paragraph:
                paragraph, anchor = sentence.paragraph, None
            mark = self._mark(expression, index, sentence, anchor)
            if mark is None:
                continue
            explicit = mark.kind in ("day", "iso", "lunar") or (mark.kind == "date" and text[mark.start].isdecimal())
            if explicit and not mark.compares:
                anchor = mark.span
            self.marks.append(mark)

    def _mark(self, expression: TimeExpression, index: int, sentence: Sentence, anchor: Span | None) -> Mark | None:
        text, published = self._frame.folded, self._frame.published
        start, end, kind = expression
        before, after = text[max(0, start - 6) : start], text[end : end + 30]
        words = text[start:end]
        if published is None or _is_name(text, expression, after):
            return None
        if _REPORTED.match(after) and "已" in text[end : sentence.end]:
            return None
        context = Context(published, anchor, self._is_ahead(expression, sentence.end, before))
        span = _bounded(kind, _resolved(words, kind, context), before, after, context)
        if span is None:
            return None
        if kind == "counted" and "年" in words:
            span = self._begun(span, published, index)
        return Mark(
            start,
            end,
            kind,
            span,
            sentence.paragraph,
            index,
            sentence.end,
            compares=self._compares(before, after, start, index),
            alone=_ALONE.match(after) is not None,
        )

    def _compares(self, before: str, after: str, start: int, sentence: int) -> bool:
        if _COMPARED.match(after):
            return True
        if _COMPARING.search(before):
            return not before.endswith(("同", "与")) or bool(re.match("[^，。]{0,6}(?:相比|持平|比)", after))
        last = self.marks[-1] if self.marks else None  # 比1991年以来7月
        return bool(last and last.compares and last.sentence == sentence and start - last.end <= 3)

    def _begun(self, span: Span, published: date, sentence: int) -> Span:
        """五年来 after 2019年5月7日 begins then; 十年间 after 从2012年…到2022年6月 runs from one to the other."""
        first = span.start[:4]
        openings = [mark for mark in self.marks if mark.kind in ("date", "iso") and mark.span.start[:4] == first]
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
        return _TO_COME.search(before) is not None or (
            index < len(self._targets) and self._targets[index] < sentence_end
        )


def _is_name(text: str, expression: TimeExpression, after: str) -> bool:
    """Whether the time belongs to a name, a title, a record or the base of a multiple."""
    start, end, kind = expression
    opened = text.rfind("《", max(0, start - 30), start)
    if opened >= 0 and text.find("》", opened, start) < 0:
        return True
    words = text[start:end]
    if kind == "plan" and not words.endswith(("期间", "时期", "以来", "末", "初")) and after[:1] not in "，我期":
        return True  # 实现“十四五”圆满收官, “十五五”规划
    if kind == "date" and words[0].isdecimal() and words.endswith("年") and _NAMING.match(after):
        return True
    if kind == "festival" and _EVE.match(after):
        return True
    if _LONE_MONTH.fullmatch(words) and re.match("[\u4e00-\u9fff]", text[max(0, start - 1) : start]):
        return text[start - 1] not in "在到至自从于年的"
    return bool(_RECORD.match(after) or _BASE.match(after))


def _merged(text: str, expressions: tuple[TimeExpression, ...]) -> list[TimeExpression]:
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


_HALVES = re.compile("(?<=[年月日份度底末初中代期]) ?(?:至|到|—{1,2}|-|~|–) ?")


def _bounded(kind: str, span: Span | None, before: str, after: str, context: Context) -> Span | None:
    """The span under 截至 (open at its start) or 以来 (up to the publication)."""
    published = context.published.isoformat()
    if _UNTIL.search(before):
        if kind == "clock":
            return Span("", published)
        if span and span.last_day and _WEEK_TO.match(after):
            return day(span.last_day - timedelta(days=6), span.last_day)
        return Span("", span.end) if span else None
    if span is not None and kind in ("date", "day", "iso", "festival", "plan") and _SINCE.match(after):
        return Span(span.start, published)
    return span
