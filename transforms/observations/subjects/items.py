"""The items of an article and what each is about as a whole: takes a frame, gives a default topic per paragraph.

A short line without a closing mark heads an item of its own (国内联播快讯 strings several together), and what it
speaks of holds to the next such line. An article without headlines is about the place or event that its title
begins with, else about its own place, else about the country.
"""

from __future__ import annotations

import re

from transforms.frame import Frame, Sentence, frame
from transforms.language import divisions, places
from transforms.observations.subjects.fronts import Fronts
from transforms.observations.subjects.topic import Topic
from transforms.records import Article

_COUNTRY = Topic(0, 0, "中国", "place", sort="country")
_LONGEST_HEADLINE = 40
_LONGEST_BROKEN = 20
_OFTEN = 4  # mentions of what an article is about
_FEW = 4  # of so many places one may lie elsewhere
_PROPER = ("ns", "nrt", "nz")  # tags of names that only the tagger knows …
_NAME_LENGTH = (3, 4)  # … and how long they are
_EVENT = re.compile(
    r"(?:^|出席|主持|召开|举行|参加|致信|祝贺)\s*"
    r"(?P<event>(?:(?!出席|主持|召开|举行|参加|致信|祝贺|会见|强调|考察)[^\s，。；：《]){2,30}?(?:全体会议|会议|大会|全会|论坛|峰会|博览会|交易会|活动|仪式|运动会|联赛))"
)
# Meetings that decide about the country; what they speak of is the country's.
_POLICY = re.compile(r"常务会议|政治局|座谈会|发布会|工作会议|电话会议|部署|动员|委员会会议")
_GREETED = re.compile("^[^第首]{2,8}?[向同](?=第|首届|[^\\W\\d]{4})")  # 某某向|第五届绿色城市大会致贺信
_DONE = re.compile("(?:已|累计|圆满|成功|完成|举办).*")  # 神舟十号乘组|圆满完成出舱活动
_SHORTEST_EVENT = 3
_LABEL = re.compile(r"^\s*(?:【[^】]*】\s*)+")
_TITLE_KINDS = ("division", "country", "foreign", "zone")
_ZONE = re.compile(r"(?:新区|新片区|贸易港|合作区|湾区|三角|经济带|京津冀|经济圈)$")
_PROVINCIAL = re.compile(r"全省|我省|省委|省政府|省[^，。]{1,4}厅")
_NATIONAL = re.compile(r"全国|我国|国务院|党中央")


class Items:
    """The items of one article."""

    def __init__(self, article: Frame, fronts: Fronts) -> None:
        self._frame, self._fronts = article, fronts
        self._heads = _heads(article)
        self._defaults: dict[int, Topic] = {}

    def default(self, sentence: Sentence) -> Topic:
        """What the item that a sentence stands in is about."""
        head = self._heads[sentence.paragraph]
        if head not in self._defaults:
            told = self._title() or self._lead() if head < 0 else self._headline(head)
            self._defaults[head] = (None if places.is_report(self._frame.title) else told) or self.own_place()
        return self._defaults[head]

    def together(self, earlier: Sentence, later: Sentence) -> bool:
        """Whether two sentences are of one paragraph, or of one that a line's end has broken."""
        if earlier.paragraph == later.paragraph:
            return True
        if later.paragraph - earlier.paragraph > 1 or self._heads[later.paragraph] == later.paragraph:
            return False
        _, end = self._frame.paragraphs[earlier.paragraph]
        return self._frame.folded[end - 1] not in "。！？；：”）" and end - earlier.start > _LONGEST_BROKEN

    def same(self, earlier: Sentence, later: Sentence) -> bool:
        """Whether two sentences are of one item; its headline is a part of it."""
        return self._heads[earlier.paragraph] == self._heads[later.paragraph]

    def _headline(self, paragraph: int) -> Topic | None:
        start, _ = self._frame.paragraphs[paragraph]
        sentence = self._frame.sentence_at(start)
        front = next((clause.topic for clause in self._fronts.clauses(sentence) if clause.topic), None)
        named = [topic for topic in self._fronts.named(sentence) if topic.sort != "world"]
        return front or (named[0] if named else None)

    def _title(self) -> Topic | None:
        """The place or thing that the title begins with (上海：加快…), or the event that it tells of."""
        title = _LABEL.sub("", self._frame.title)
        if often := self._often_named(title):
            return often
        first = next(iter(places.find(title)), None)
        if first and first.start == 0 and (first.kind in _TITLE_KINDS or _ZONE.search(first.name)):
            return Topic(0, 0, first.name, "place", first.code if first.kind == "division" else "")
        event = _EVENT.search(title)
        if event:
            name = _DONE.sub("", _GREETED.sub("", event["event"]))
            named = len(name) >= _SHORTEST_EVENT and name[0] not in "多各"  # 多场活动 is no name
            return Topic(0, 0, name, "project") if named and not _POLICY.search(name) else None
        fronts = Fronts(frame(Article(text=title)))
        front = next((clause.topic for clause in fronts.clauses(fronts.frame.sentences[0])), None) if title else None
        return front if front and front.kind == "project" else None

    def _often_named(self, title: str) -> Topic | None:
        """The thing that the title names and the text names again and again (春风行动, 塔岭林场)."""
        if not title:
            return None
        seen = Fronts(frame(Article(text=title)))
        sentence = seen.frame.sentences[0]
        found = (topic for topic in seen.named(sentence) if topic.kind == "project" and topic.name[-1] not in "》山")
        ends = {place.start: place.end for place in seen.frame.places}
        often = next((t for t in found if self._is_often(title[ends.get(t.start, t.start) : t.end])), None)
        return often or self._thing_at(sentence, {at for m in seen.frame.places for at in range(m.start, m.end)})

    def _thing_at(self, title: Sentence, taken: set[int]) -> Topic | None:
        """The thing named after a place that only the tagger knows (塔岭|林场), in the title and often in the text."""
        for word in title.words:
            proper = word.tag in _PROPER and len(word.text) in _NAME_LENGTH and word.start not in taken
            if not proper or not self._is_often(word.text):
                continue
            named = (topic for sentence in self._frame.sentences for topic in self._fronts.named(sentence))
            return next(
                (t for t in named if t.kind == "project" and t.name != word.text and t.name.startswith(word.text)), None
            )
        return None

    def _lead(self) -> Topic | None:
        """The place that the first sentence speaks of, where the article names few others."""
        clauses = self._fronts.clauses(self._frame.sentences[0])
        topic = next((clause.topic for clause in clauses if clause.topic), None)
        return topic if topic and topic.sort == "division" and self._is_only_place(topic) else None

    def _is_only_place(self, topic: Topic) -> bool:
        """Whether the other places that an article names lie in one, but for a few."""
        every = [mention for mention in self._frame.places if mention.kind in ("division", "foreign", "country")]
        others = [m for m in every if m.name != "中国" and not divisions.within(m.code, topic.code)]
        return _FEW * len(others) <= len(every)

    def _is_often(self, name: str) -> bool:
        return len(name) > 2 and self._frame.folded.count(name) >= _OFTEN

    def own_place(self) -> Topic:
        """The place that the article is about as a whole."""
        code = self._frame.home
        if not code and self._is_provincial():
            code = self._fronts.localities.dominant("省")
        return Topic(0, 0, divisions.full_name(code), "place", code) if code else _COUNTRY

    def _is_provincial(self) -> bool:
        """Whether the article speaks from within a province (全省, 省委) rather than of the country."""
        text = self._frame.folded
        return len(_PROVINCIAL.findall(text)) > len(_NATIONAL.findall(text))


def _heads(frame: Frame) -> list[int]:
    """For each paragraph the paragraph that heads its item, or -1 where the title does."""
    heads, current = [], -1
    for number, (start, end) in enumerate(frame.paragraphs):
        text = frame.folded[start:end]
        if number and len(text) <= _LONGEST_HEADLINE and text[-1] not in "。！？；，：”…" and "。" not in text:
            current = number
        heads.append(current)
    return heads
