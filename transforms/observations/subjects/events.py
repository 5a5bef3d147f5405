"""Events and teams that a sentence names: takes a sentence, gives them as topics.

An event is known by its edition (第二十八届上海电视节, 2023世界机器人大会), by its reach (全球可持续交通高峰论坛) or by
a name that stands alone (广交会, 成都世园会). A place inside the name is the event's, and no owner of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache

import ahocorasick_rs

from transforms.frame import Frame, Sentence
from transforms.language.lexicons import lexicon
from transforms.observations.subjects.topic import Topic

_NUMBER = "[一二三四五六七八九十百零\\d]+"
_INSIDE = r"(?:“[^”\n]{1,12}”|[^，。；：！？\s“”（）《》在于的将了和与是])"
_HEADS = (
    "电视节|电影节|艺术节|文化节|音乐节|[^\\d时季关环细情枝品]节(?![目能约日点后前假气])"
    "|博览会|展览会|交易会|论坛|峰会|年会|运动会|[亚冬残][残]?运会|展销会|大会(?![代议主执上])|[博交洽]会|世园会|服贸会|广交会|数贸会"
    "|锦标赛|联赛|大赛|世界杯|公开赛|双年展|车展|书展|展会"
)
EDITIONS = re.compile(
    rf"(?:第{_NUMBER}届|首届|(?<!\d)20\d\d(?:年度?)?(?=[^\d年月、届—]))(?!全国人[大民])(?:{_INSIDE}|—){{1,24}}?(?:{_HEADS})"
    r"|(?:全球|世界|国际|亚洲|欧亚|中国(?:—[^\W\d]{1,4})?)[^，。；：！？\s“”的在和与\d]{2,14}?"
    r"(?:论坛|峰会|博览会|交易会|锦标赛)"
    rf"|(?:(?<=[，。、：；\n])|^)全国{_INSIDE}{{2,20}}?(?:展销会|博览会|交易会)"
    r"|(?<=[，。、：；\n])[^\W\d的在和与是了将从对等建设]{2,6}国家公园(?!体|候选)"
)
_THIS_ONE = ("本届", "这届", "今年")
_TEAM = re.compile(r"中国(?:[男女]子?(?:排球?|篮球?|足球?|乒|冰|水|曲|垒|手)队?|[^\W\d国在的]{0,4}队(?![伍列员友长]))")


class Events:
    """Finds the events and teams of one article, sentence by sentence."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def named(self, sentence: Sentence) -> list[Topic]:
        """The events and teams of one sentence."""
        text, offset = sentence.text, sentence.start
        found = [self._placed(topic, sentence) for topic in self._between(sentence.start, sentence.end)]
        for _, first, end in _alone().find_matches_as_indexes(text):
            start = self._place_in_front(offset + first, sentence)
            found.append(Topic(start, offset + end, self._in_full(text[start - offset : end], start), "project"))
        if "队" in text or "男" in text or "女" in text:
            spans = ((offset + m.start(), offset + m.end(), m.group()) for m in _TEAM.finditer(text))
            found += [Topic(start, end, name, "organisation") for start, end, name in spans]
        return found

    @cached_property
    def _all(self) -> list[Topic]:
        """The events of the whole article that bear their edition or their reach."""
        text = self._frame.folded
        return [Topic(m.start(), m.end(), m.group(), "project") for m in EDITIONS.finditer(text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [topic.start for topic in self._all]

    def _between(self, start: int, end: int) -> list[Topic]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._all[first:last]

    def _place_in_front(self, start: int, sentence: Sentence) -> int:
        """Where the name begins: 成都|世园会, 杭州|亚运会."""
        return next(
            (m.start for m in self._frame.places_in(sentence) if m.end == start and m.kind == "division"), start
        )

    def _placed(self, topic: Topic, sentence: Sentence) -> Topic:
        """An edition with the place in front of it: 杭州|第4届亚残运会."""
        start = self._place_in_front(topic.start, sentence) if topic.name[0] == "第" else topic.start
        return (
            topic if start == topic.start else topic._replace(start=start, name=self._frame.folded[start : topic.end])
        )

    def _in_full(self, name: str, start: int) -> str:
        """The name with its edition that a short one stands for: 消博会 → 第四届中国国际消费品博览会."""
        before = self._between(0, start)
        edition = self._frame.folded[max(0, start - 2) : start]
        if not before or (edition.endswith(("届", "年")) and edition not in _THIS_ONE):
            return name
        earlier = (topic.name for topic in reversed(before) if topic.name[0] in "第首2")
        return next((full for full in earlier if shortens(name, full)), name)


def shortens(short: str, full: str) -> bool:
    """Whether a name is made of characters of another in their order (消博会 of 消费品博览会), 残 in both or none."""
    rest = iter(full)
    return short[-1:] == full[-1] and ("残" in short) == ("残" in full) and all(one in rest for one in short)


@lru_cache(maxsize=1)
def _alone() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(lexicon("subjects")["events"])
