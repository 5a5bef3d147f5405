"""Who or what a sentence speaks of: takes sentences, gives their topics, clause by clause.

A topic is a place, a body, a person or a named thing that stands in front of its clause's verb (温州反诈中心|日均预警…),
after words of time, adverbs and 在 at most. A speaker (罗杰说，) or a source (据公安部统计，) is no topic, but its
place may serve where nothing better is told. Words that point (全省, 我国, 当地) become the places they mean.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transforms.entities.localities import Localities
from transforms.entities.organisations import Bodies
from transforms.frame import Frame, Sentence
from transforms.language import divisions, names
from transforms.language.lexicons import lexicon
from transforms.language.places import Mention
from transforms.language.words import Word


class Topic(NamedTuple):
    """Whose a number may be.

    Attributes:
        start: first character of the words that name it.
        end: one past the last.
        name: the name that a subject bears.
        kind: ``place``, ``organisation``, ``person`` or ``project``.
        code: GB/T 2260 code of its place, or "".
    """

    start: int
    end: int
    name: str
    kind: str
    code: str


class Clause(NamedTuple):
    """A clause: its span, its topic, and what its speaker or source would give as one."""

    start: int
    end: int
    topic: Topic | None
    voice: Topic | None


_POINTING = re.compile(
    r"(?P<country>我国|全国|国内|中方|国民)|(?:全|我|本|该|此)(?P<level>[省市区县州旗盟])(?![级属直域])|(?P<here>当地)|(?P<abroad>[美俄英法德日韩朝印乌以伊澳加](?:方|媒体|媒))"
)
# 全国 in front of these measures against the country, it does not speak of it: 居全国第3位, 高于全国平均水平.
_BESIDE = re.compile(r"(?:首|最|前|第|率先|领先|唯一|平均|各地|范围|同|排名|位|先进|优秀|示范|知名|重要|一半|总|统一|人大|政协|两会|总工会|妇联|青联|百强)")
_BREAK = re.compile(r"[，；：。！？“”‘’（）——\n]")
_LIST = re.compile(r"等(?:地区|地方|地|省份|省|市|多地|[^，。；：、]{1,4}?(?:地区|城市|省份|地|国家|麦区|流域))?")


class Topics:
    """Finds topics in one article; each sentence is read once."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.localities = Localities(frame)
        self._bodies = Bodies(frame, self.localities)
        self._by_sentence: dict[int, list[Clause]] = {}
        self._people: dict[str, bool] = {}
        self._words = _lexicon()

    def clauses(self, sentence: Sentence) -> list[Clause]:
        """The clauses of a sentence with their topics."""
        found = self._by_sentence.get(sentence.start)
        if found is None:
            found = self._by_sentence[sentence.start] = self._read(sentence)
        return found

    def people(self, sentence: Sentence) -> list[Topic]:
        """The people that a sentence names."""
        return [topic for topic in self.named(sentence) if topic.kind == "person"]

    def named(self, sentence: Sentence) -> list[Topic]:
        """Everything in a sentence that may be a topic, in order, the longer one where two overlap."""
        found = [*self._places(sentence), *self._pointed(sentence), *self._bodies_in(sentence)]
        found += [*self._persons(sentence), *self._things(sentence)]
        kept: list[Topic] = []
        for topic in sorted(found, key=lambda t: (t.start, -t.end)):
            if not kept or topic.start >= kept[-1].end:
                kept.append(topic)
            elif topic.end > kept[-1].end and topic.kind != "place":
                kept[-1] = topic._replace(start=kept[-1].start)
        return kept

    # What may be a topic -----------------------------------------------------------------------------

    def _places(self, sentence: Sentence) -> list[Topic]:
        inside = [m for m in self._frame.places_in(sentence) if m.kind != "none"]
        return [Topic(m.start, m.end, m.name, "place", m.code if m.kind == "division" else "") for m in inside]

    def _pointed(self, sentence: Sentence) -> list[Topic]:
        found = []
        for match in _POINTING.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            name, code = self._meant(match, start, sentence.text[match.end() :])
            if name:
                found.append(Topic(start, end, name, "place", code))
        return found

    def _meant(self, match: re.Match[str], position: int, rest: str) -> tuple[str, str]:
        """The place that a pointing word means, and its code."""
        if match["level"]:
            code = self.localities.resolve(match["level"], position)
            if not code and match.group()[0] in "该此":
                latest = self.localities.latest(position)
                return (latest.name, latest.code) if latest else ("", "")
            return divisions.full_name(code), code
        if match["here"]:
            latest = self.localities.latest(position)
            return (latest.name, latest.code) if latest and latest.kind in ("division", "town", "foreign", "zone") else ("", "")
        if match["abroad"]:
            return self._words.countries[match.group()[0]], ""
        if self._frame.home or (match.group() == "全国" and _BESIDE.match(rest)):
            return "", ""
        return ("中国", "")

    def _bodies_in(self, sentence: Sentence) -> list[Topic]:
        found = []
        for body in self._bodies.in_sentence(sentence):
            if body.named:
                found.append(Topic(body.start, body.end, body.name, "organisation", body.code))
            elif body.place:
                found.append(Topic(body.start, body.end, body.place, "place", body.code))
        return found

    def _persons(self, sentence: Sentence) -> list[Topic]:
        found, cut = [], sentence.words
        for index, word in enumerate(cut):
            if not word.tag.startswith("nr"):
                continue
            text, end = word.text, word.end
            following = cut[index + 1] if index + 1 < len(cut) else None
            if following and following.tag == "nr" and len(text) == 2 and len(following.text) == 1:
                text, end = text + following.text, following.end
            if self._is_person(text):
                found.append(Topic(word.start, end, text, "person", ""))
        return found

    def _is_person(self, name: str) -> bool:
        known = self._people.get(name)
        if known is None:
            known = self._people[name] = names.is_chinese_name(name) and self._vouched(name)
        return known

    def _vouched(self, name: str) -> bool:
        """Whether an office, a verb of saying or the title shows somewhere that a name is a person's."""
        text, start = self._frame.folded, -1
        while (start := text.find(name, start + 1)) >= 0:
            if names.ends_with_office(text[max(0, start - 8) : start]):
                return True
            rest = text[start + len(name) : start + len(name) + 3]
            if rest.startswith(("说", "表示", "介绍", "同志", "告诉", "生前", "出席", "主持", "总书记")):
                return True
        return False

    def _things(self, sentence: Sentence) -> list[Topic]:
        found, cut = [], sentence.words
        for index, word in enumerate(cut):
            if word.text in self._words.things and word.tag[0] in "nvqjlisgk":
                first = self._thing_start(cut, index)
                if first is not None:
                    start = cut[first].start
                    found.append(Topic(start, word.end, self._frame.folded[start : word.end], "project", ""))
        for match in re.finditer(r"(?:微短剧|电影|电视剧|纪录片)?《[^》]+》(?:白皮书)?", sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            found.append(Topic(start, end, match.group(), "project", ""))
        return found

    def _thing_start(self, cut: list[Word], head: int) -> int | None:
        """Index of the first word of a thing's name that ends at `head`; None where nothing proper is in it."""
        first, proper = head, False
        for index in range(head - 1, max(-1, head - 8), -1):
            word = cut[index]
            if word.text == "”":
                opening = next((i for i in range(index, max(-1, index - 10), -1) if cut[i].text == "“"), None)
                return opening
            if not (word.tag[0] in "njgi" or word.tag in ("vn", "eng", "b")):
                break
            first = index
            proper = proper or word.tag in ("nz", "nr", "ns", "nt", "eng", "nrt", "j", "g")
        return first if proper and first < head else None

    # Clauses -----------------------------------------------------------------------------------------

    def _read(self, sentence: Sentence) -> list[Clause]:
        named = {topic.start: topic for topic in self.named(sentence)}
        found, cut, begin = [], sentence.words, 0
        for index, word in enumerate(cut):
            if _BREAK.match(word.text) or index + 1 == len(cut):
                if not (index > begin or index + 1 == len(cut)):
                    begin = index + 1
                    continue
                topic, voice = self._clause(cut[begin : index + 1], named)
                found.append(Clause(cut[begin].start, word.end, topic, voice))
                begin = index + 1
        return found

    def _clause(self, cut: list[Word], named: dict[int, Topic]) -> tuple[Topic | None, Topic | None]:
        """A clause's topic, and what its speaker or source gives."""
        topic: Topic | None = None
        skip_to, last = -1, ""
        for word in cut:
            if word.start < skip_to:
                continue
            here = named.get(word.start)
            if here:
                topic, skip_to, last = self._joined(topic, here, last), here.end, here.name
            elif word.text in self._words.saying or (topic and word.text in self._words.releases):
                return None, topic
            elif word.text in self._words.against and not (word.text in ("和", "与") and topic):
                return (topic, None) if topic else (None, next((t for s, t in named.items() if cut[0].start <= s < cut[-1].end), None))
            elif self._stops(word, topic):
                break
            else:
                last = word.text
        return self._checked(cut, topic)

    def _checked(self, cut: list[Word], topic: Topic | None) -> tuple[Topic | None, Topic | None]:
        """A topic whose clause goes on to say something is a voice (俄国防部23日称，)."""
        if topic is None:
            return None, None
        for word in cut[-4:]:
            if word.start >= topic.end and (word.text in self._words.saying or word.text.endswith(("称", "表示"))) and word.end >= cut[-1].start:
                return None, topic
        return topic, None

    def _stops(self, word: Word, topic: Topic | None) -> bool:
        """Whether a word ends the front of a clause: a verb, or anything after a topic but nouns."""
        tag = word.tag
        if tag[0] in "tdcufsy" or word.text in ("在", "于", "、", "（", "）", " ", "等", "其", "日", "月", "年"):
            return bool(topic) and word.text in ("在", "于")
        if tag[0] in "mq" or tag == "x":
            return bool(topic)
        return not (tag[0] in "njbalzig" or tag in ("vn", "eng", "r", "nrt"))

    def _joined(self, before: Topic | None, here: Topic, last: str) -> Topic:
        """Places in a row are one topic (北京、上海、广州等重点地区), else the later one stands."""
        if before and last == "、" and before.kind == here.kind == "place":
            text, end = self._frame.folded, here.end
            if match := _LIST.match(text, end):
                end = match.end()
            return Topic(before.start, end, text[before.start : end], "place", "")
        return here


class _Words(NamedTuple):
    things: frozenset[str]
    gathering: tuple[str, ...]
    against: frozenset[str]
    saying: frozenset[str]
    releases: frozenset[str]
    countries: dict[str, str]


@lru_cache(maxsize=1)
def _lexicon() -> _Words:
    data = lexicon("subjects")
    return _Words(
        frozenset(data["things"]),
        tuple(data["gathering"]),
        frozenset(data["against"]),
        frozenset(data["saying"]),
        frozenset(data["releases"]),
        data["countries"],
    )


def place_of(mention: Mention) -> Topic:
    """A place as a topic."""
    return Topic(mention.start, mention.end, mention.name, "place", mention.code if mention.kind == "division" else "")
