"""Which time governs a number: takes an article's marks, tells the one that holds for each observation.

Marks carry from sentence to sentence within a passage; a headline begins a new one. Only the news of the day,
told in the opening, carries over paragraphs, and none to a number that bare 已 leaves without a time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date

from transforms.frame import Frame
from transforms.observations.outlooks import Outlook
from transforms.observations.periods.days import CLAUSE, is_bare, is_lasting, is_past, is_release
from transforms.observations.periods.durations import is_duration
from transforms.observations.periods.marks import Mark, read_marks
from transforms.observations.periods.passages import find_headlines
from transforms.records import Observation

_ATTACHED = re.compile(r"(?:的|为|是|达|约|近|超|：|，)?")
# 由上月下降6.7%转为增长3.1%: the change of the time before, told with it
_MOVED = re.compile(r"(?:同比|环比)?(?:增长|上涨|上升|回升|下降|下跌|回落|减少|增加)")
# 四条城铁今天贯通, 239项工程6月底前投运: the time stands between what is counted and what it does
_TIME_BEHIND = re.compile(
    r"(?:第[0-9]+|[^，。；！？：、\n0-9比较占达为是的了]){1,14}(?:的(?:第[0-9]+|[^，。；！？：、\n0-9比较占达为是的了]){1,14})?"
    r"|的(?:第[0-9]+|[^，。；！？：、\n0-9比较占达为是的了]){1,16}"
)
# 9.6%！这是截至9月底的增速; 削减30万桶的措施，直至年底
_POINTED = re.compile(r"！?[，！]这(?:就是|正是|是)[^，。！？：\n0-9]{0,6}")
_LASTS = re.compile(r"[^。；！？：\n0-9]{0,24}(?:直|措施|政策|期限)[到至]")
_WITHIN = re.compile("[自从]$|(?<![长续直施策限])[到至]$|(?<![将定拟已划])于$")
_DATING = ("date", "day", "week", "month", "festival", "season", "lunar")
_GOES_ON = re.compile("[增降涨跌]速|[增降涨跌]幅|其中")
_QUALIFYING = ("的", "了", "购", "售", "订", "发")
_MEETING = re.compile(r"会议|大会|论坛|峰会|仪式|活动|座谈会|博览会|展会")


class Timeline:
    """The marks of one article."""

    def __init__(self, frame: Frame, observations: list[Observation], passages: list[Outlook] | None = None) -> None:
        self._frame = frame
        self._starts = [start for start, _ in frame.paragraphs]
        self.headlines = find_headlines(frame)
        self.marks = read_marks(frame, observations, passages)
        self._mark_starts = [mark.start for mark in self.marks]
        self._bind_origins(observations)

    def paragraph(self, observation: Observation) -> int:
        """Number of the paragraph that an observation stands in."""
        return bisect_right(self._starts, observation.start) - 1

    def _bind_origins(self, observations: list[Observation]) -> None:
        """A time that dates one value of a pair holds for no other: 常住人口由上年729万人增至2021年的732万人。…."""
        for observation in observations:
            if observation.before is None:
                continue
            earlier = observations[observation.before]
            index = bisect_left(self._mark_starts, earlier.start) - 1
            if index >= 0 and self.dates_origin(self.marks[index], earlier):
                self.marks[index].compares = True
            index = bisect_left(self._mark_starts, observation.start) - 1
            if index > 0 and self.is_attached(self.marks[index], observation) and self._is_within_years(index):
                self.marks[index].alone = True

    def _is_within_years(self, index: int) -> bool:
        """十年来，产值从2012年的3亿元增至2021年的9亿元。企业达6万家: the years told first are those of what follows."""
        paragraph = self.marks[index].paragraph
        return any(mark.kind in ("counted", "era") and mark.paragraph == paragraph for mark in self.marks[:index])

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
            A mark behind it in its clause, else the nearest one before it, or None.
        """
        sentence = self._frame.sentence_index(observation.start)
        index = bisect_left(self._mark_starts, observation.start)
        return self._behind(observation, sentence, index) or self._before(observation, sentence, index, across=across)

    def _before(self, observation: Observation, sentence: int, index: int, *, across: bool) -> Mark | None:
        """The nearest mark before a number that holds for it."""
        paragraph = self.paragraph(observation)
        meanwhile = self._frame.sentences[sentence].text.lstrip().startswith("同期")
        figures: Mark | None = None
        for mark in reversed(self.marks[:index]):
            told_before = meanwhile and self._is_span_of_months(mark, paragraph)
            if mark.compares:
                if self.is_attached(mark, observation):
                    return mark
            elif self._is_to_come(mark, observation) or self._is_of_an_event(mark):
                continue
            elif mark.sentence == sentence or told_before:
                return None if is_lasting(self._frame, mark, observation) else self._qualified(mark)
            elif is_bare(self._frame, observation) and not self._reaches(mark, sentence, paragraph):
                return None
            elif mark.kind == "now" and (observation.status == "target" or self._told_earlier(mark)):
                continue
            elif self._may_carry(mark, sentence, paragraph, across):
                return self._carried(mark, figures, observation, paragraph)
            elif mark.paragraph == paragraph and not mark.alone:
                return None
            elif figures is None and mark.kind.startswith("date") and mark.holds_figures:
                figures = mark
        return None

    def _behind(self, observation: Observation, sentence: int, index: int) -> Mark | None:
        """A time behind the number in its clause, unless one stands before it there."""
        mark = self.marks[index] if index < len(self.marks) else None
        if mark is None or mark.compares or mark.kind not in (*_DATING, "vague"):
            return None
        if self._points_at(mark, observation, sentence):
            return mark
        if mark.sentence != sentence or not _TIME_BEHIND.fullmatch(self._frame.folded, observation.end, mark.start):
            return None
        last = self.marks[index - 1] if index else None
        if last and last.sentence == sentence and not CLAUSE.search(self._frame.folded, last.end, observation.start):
            return None
        within = _WITHIN.search(self._frame.folded, observation.end, mark.start)  # 来自于去年底增发的国债
        return None if within or self._frame.folded.startswith(("的", "以来", "前"), mark.end) else mark

    def _points_at(self, mark: Mark, observation: Observation, sentence: int) -> bool:
        """9.6%！这是上半年的增速, 减产30万桶的措施，直至年底: the words between give the number its time."""
        text = self._frame.folded
        if self._frame.sentences[sentence].start == observation.start:
            return _POINTED.fullmatch(text, observation.end, mark.start) is not None
        goes_on = mark.sentence == sentence and not mark.span.start
        return goes_on and _LASTS.fullmatch(text, observation.end, mark.start) is not None

    def _carried(self, mark: Mark, figures: Mark | None, observation: Observation, paragraph: int) -> Mark | None:
        """What a mark that carries over leaves: the time of the figures told beside the day of their release."""
        told = figures is not None and mark.paragraph <= figures.paragraph != paragraph
        if told and is_release(self._frame, mark):
            return figures
        if is_duration(self._frame, observation, mark):  # 4日开始罢工。罢工计划持续3天
            return mark
        return None if is_past(self._frame, mark, observation) or is_lasting(self._frame, mark, observation) else mark

    def _is_span_of_months(self, mark: Mark, paragraph: int) -> bool:
        """Whether 同期 means this time: 前2个月 told before in the same story, not the day of the news."""
        months = mark.kind.startswith("date") and not mark.alone and len(mark.span.start) < len("2024-03-07")
        return months and not self._parted(mark.paragraph, paragraph)

    def _sets_month(self, mark: Mark) -> bool:
        """8月，一系列主要经济指标出现积极变化: a paragraph that opens with a month dates the figures that follow."""
        opens = mark.start == self._frame.paragraphs[mark.paragraph][0]
        one = mark.kind == "date" and len(mark.span.start) == len("2024-03") and mark.span.start == mark.span.end
        return opens and one and (self._frame.published or date.min).year - (mark.span.first_year or 0) <= 1

    def _is_to_come(self, mark: Mark, observation: Observation) -> bool:
        """Whether the mark lies ahead but the number is of what is: 到2025年…；浙江累计创建21家."""
        if observation.status != "actual" or self._frame.published is None:
            return False
        published = self._frame.published.isoformat()
        later = mark.kind == "counted" and mark.span.end > published and mark.sentence_end <= observation.start
        return later or mark.span.start > published  # 未来两周高温持续。已派出25个小组

    def _reaches(self, mark: Mark, sentence: int, paragraph: int) -> bool:
        """Whether a time holds even for a bare 已: 截至8日，已播种1亿亩；水稻已插秧200万亩."""
        parted = self._frame.folded[self._frame.sentences[sentence].start - 1] == "；"
        goes_on = parted and mark.sentence == sentence - 1 and not mark.span.start
        return goes_on or self._is_event(mark, paragraph) or self._runs_on(mark, sentence)

    def _is_event(self, mark: Mark, paragraph: int) -> bool:
        """7日发生沉船事故。事故已造成96人死亡: a day told in the same paragraph holds even for a bare 已."""
        days = mark.span.last_day is not None and mark.span.start != ""
        return mark.paragraph == paragraph and days and mark.kind in ("date", "day")

    def _runs_on(self, mark: Mark, sentence: int) -> bool:
        """截至目前…。展会已举办活动300场: a span that runs to the publication holds on."""
        running = mark.span.end == str(self._frame.published) and mark.span.start != mark.span.end
        return running and mark.kind != "vague" and (mark.span.start != "" or sentence - mark.sentence <= 2)

    def until(self, mark: Mark) -> Mark | None:
        """截至22日，美国今年…: the mark before, in the same sentence, up to which the time runs; None where none is."""
        index = bisect_left(self._mark_starts, mark.start) - 1
        last = self.marks[index] if index >= 0 else None
        if last is None or last.sentence != mark.sentence or last.span.start or last.span.last_day is None:
            return None
        if last.kind == "newest":
            return None
        return None if re.search("[0-9](?![0-9时点分：:])", self._frame.folded[last.end : mark.start]) else last

    def running(self, mark: Mark) -> Mark | None:
        """2021年以来…，截至目前，已完工: the mark beside it that runs up to the time; None where none does."""
        index = bisect_left(self._mark_starts, mark.start) - 1
        last = self.marks[index] if index >= 0 else None
        if last is None or last.sentence != mark.sentence or last.compares or last.kind == "counted":
            return None
        return last if "" < last.span.start < last.span.end == mark.span.end else None

    def _qualified(self, mark: Mark) -> Mark:
        """截至目前，收购2023年秋粮: the year is of the grain."""
        names = mark.kind.startswith("date") and self._frame.folded[mark.start - 1 : mark.start] in _QUALIFYING
        if names and self._frame.folded[mark.start].isdecimal() and not mark.compares:
            return self.until(mark) or self._year_within(mark) or mark
        return mark

    def _year_within(self, mark: Mark) -> Mark | None:
        """今年四季度发行2024年债券: the part of the year told before, in the same sentence."""
        index = bisect_left(self._mark_starts, mark.start) - 1
        last = self.marks[index] if index >= 0 else None
        within = last is not None and last.sentence == mark.sentence and last.span.first_year == mark.span.first_year
        return last if within and last is not None and not last.compares and mark.span.is_year else None

    def _is_of_an_event(self, mark: Mark) -> bool:
        """16日启动。今年的科普日共有展项360个: the year tells which one, the day when."""
        text = self._frame.folded
        return mark.span.is_year and text.startswith(("今年的", "本年度的"), mark.start) and self._told_earlier(mark)

    def _told_earlier(self, mark: Mark) -> bool:
        """21日晚发生地震。目前已有4人遇难。地震为6.9级: 目前 holds for its own sentence alone."""
        index = bisect_left(self._mark_starts, mark.start) - 1
        while index >= 0 and self.marks[index].paragraph == mark.paragraph:
            if self.marks[index].kind in ("date", "day") and not self.marks[index].compares:
                return self.marks[index].sentence < mark.sentence
            index -= 1
        return False

    def _may_carry(self, mark: Mark, sentence: int, paragraph: int, across: bool) -> bool:
        """Whether a mark still holds in a later sentence."""
        if mark.alone:  # 5月当月，出口增长8%。增速比4月提高2个百分点
            return sentence == mark.sentence + 1 and _GOES_ON.match(self._frame.sentences[sentence].text) is not None
        if mark.paragraph == paragraph:
            if mark.kind in ("now", "vague"):
                return across and sentence - mark.sentence <= 2
            return across or mark.kind in ("plan", "counted")
        if not across or self._parted(mark.paragraph, paragraph):
            return False
        told_first = mark.paragraph - self._opening(paragraph) <= 1  # the news of the day, told in the opening
        return mark.kind in ("festival", "holiday") or (told_first and self._is_fresh(mark)) or self._sets_month(mark)

    def _is_fresh(self, mark: Mark) -> bool:
        published = self._frame.published
        if published is None or mark.kind not in ("date", "day", "iso"):
            return False
        if mark.span.is_year:
            return mark.span.first_year == published.year
        first, last = mark.span.first_day, mark.span.last_day
        if last is None or first is None:
            return mark.kind == "day"  # the month of a fair that ended
        return (first - published).days <= 3 and (published - last).days <= 7

    def _opening(self, paragraph: int) -> int:
        """The first paragraph of the passage that `paragraph` stands in."""
        return max((number + 1 for number in self.headlines if number < paragraph), default=0)

    def is_attached(self, mark: Mark, observation: Observation) -> bool:
        """2012年的36%, 由上月下降6.7%: the time stands right before the number, or before how it moved."""
        gap = self._frame.folded[mark.end : observation.start]
        if self._frame.folded[mark.start - 1 : mark.start] in ("由", "从") and _MOVED.fullmatch(gap):
            return True
        return mark.end <= observation.start and len(gap) < 3 and _ATTACHED.fullmatch(gap) is not None

    def dates_origin(self, mark: Mark, earlier: Observation) -> bool:
        """Whether the time holds for the value before alone: 从目前的公路约60分钟, 从2012年的36%."""
        if self.is_attached(mark, earlier):
            return True
        gap = self._frame.folded[mark.end : earlier.start]
        return self._frame.folded[mark.start - 1 : mark.start] in ("从", "由") and len(gap) < 9 and "，" not in gap

    def day_behind(self, observation: Observation) -> Mark | None:
        """为期5天的第二十届全省农产品交易会今天开幕: the day that a duration begins on, told far behind it."""
        index = bisect_right(self._mark_starts, observation.start)
        mark = self.marks[index] if index < len(self.marks) else None
        if mark is None or mark.sentence != self._frame.sentence_index(observation.start) or mark.kind != "day":
            return None
        return mark if self._frame.folded.endswith("为期", 0, observation.start) else None

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

    def _parted(self, earlier: int, later: int) -> bool:
        return any(earlier < headline <= later for headline in self.headlines)
