"""The fronts of clauses: takes a sentence and what it names, gives each clause with its topic.

A topic stands in front of its clause's verb (温州反诈中心|日均预警…), after words of time, adverbs, common nouns and
在 at most. A speaker or a source (罗杰说，据公安部统计，) is no topic; it is kept as the clause's voice, because its
place may serve where nothing better is told.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from transforms.frame import Frame, Sentence
from transforms.language import names
from transforms.language.lexicons import lexicon
from transforms.language.words import Word
from transforms.observations.subjects.rows import LINKS, joined
from transforms.observations.subjects.topic import Topic
from transforms.observations.subjects.topics import topics_of


class Clause(NamedTuple):
    """A clause of a sentence.

    Attributes:
        start: first character.
        end: one past its closing mark.
        topic: what it speaks of, or None.
        voice: who speaks or informs in it, or None.
        bare: it begins with a verb, so that its subject is that of the clause before.
        direct: the topic is itself what the verb is said of (沈阳入选…), not a part of it (沈阳地铁项目落地).
        noun: the first noun of a clause without a topic (会议共审议…), or "".
        verbless: it holds nothing but its topic (今年的进博会，).
        pronoun: 他, 我们 or 这 where its subject is said to be one (他到中国学习, 这家企业…), or "".
    """

    start: int
    end: int
    topic: Topic | None
    voice: Topic | None
    bare: bool
    direct: bool
    noun: str
    verbless: bool
    pronoun: str


_MARKS = frozenset("，；：。！？\n") | {"——"}
_JOINT = re.compile(r"[“”]|第.*|[一二三四五六七八九十百\d]+[届次]|首届|届|次")
# What tells of a place in front of it: 位于洞庭湖畔的|湖南岳阳
_SITTING = ("位于", "地处", "坐落", "素有", "拥有", "有着")
# A body that issues a paper, or only watches what others do: 商务部近日公布《行动方案》, 商务局重点监测的商场
_ISSUING = re.compile(
    r"[^，。；：《的]{0,12}?(?:印发|公布|发布|出台|制定|下发)了?《|(?:重点)?监测|(?:\d+日|今天|近日|日前)?要求"
)
_LONGEST_PHRASE = 12  # words
_LONGEST_CALLING = 4  # words


class Fronts:
    """The clauses of one article, and what they name; each sentence is read once."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._topics = topics_of(frame)
        self.localities = self._topics.localities
        self.named = self._topics.named
        self._by_sentence: dict[int, list[Clause]] = {}

    def clauses(self, sentence: Sentence) -> list[Clause]:
        """The clauses of a sentence, in order."""
        found = self._by_sentence.get(sentence.start)
        if found is None:
            found = self._by_sentence[sentence.start] = clauses(sentence, self.named(sentence))
        return found


def clauses(sentence: Sentence, named: list[Topic]) -> list[Clause]:
    """The clauses of a sentence, in order; `named` is what it names."""
    found, cut, begin, depth = [], sentence.words, 0, 0
    dash = dashed = False
    by_start = _by_word(cut, named)
    for index, word in enumerate(cut):
        last = index + 1 == len(cut)
        if not last:
            if word.tag != "x":
                continue
            depth += (word.text in "（《") - (word.text in "）》")
            dash = word.text == cut[index - 1].text == "—"  # 0—24时 is no mark, —— is
            if depth > 0 or not (word.text in _MARKS or dash):
                continue
            if dash and any(topic.start < word.start < topic.end for topic in named):
                continue  # “大国工匠——全国职工技能成果展”
        if index > begin or last:
            found.append(_clause(cut[begin : index + 1], by_start, sentence))
            if dashed and len(found) > 1 and found[-1].topic:
                found[-2] = found[-2]._replace(topic=None)  # 本省重点工程之一——南岭水库开工
            dashed = dash
        begin = index + 1
    return found


def _by_word(cut: list[Word], named: list[Topic]) -> dict[int, Topic]:
    """What is named, by where the word begins that it begins in (辅警傅|进华 holds 傅进华)."""
    found, index = {}, 0
    for topic in named:
        while index + 1 < len(cut) and cut[index].end <= topic.start:
            index += 1
        found[min(cut[index].start, topic.start)] = topic
    return found


def _clause(cut: list[Word], named: dict[int, Topic], sentence: Sentence) -> Clause:
    front = _Front(cut, named, sentence)
    topic, voice = front.read()
    return Clause(
        cut[0].start, cut[-1].end, topic, voice, front.bare, front.direct, front.noun, front.verbless, front.pronoun
    )


class _Front:
    """Reads one clause up to its verb."""

    def __init__(self, cut: list[Word], named: dict[int, Topic], sentence: Sentence) -> None:
        self._cut, self._named, self._sentence = cut, named, sentence
        self._words = _lexicon()
        self.bare, self.direct, self.verbless, self.noun, self.pronoun = False, False, False, "", ""

    def read(self) -> tuple[Topic | None, Topic | None]:
        """The clause's topic and its voice."""
        topics, after = self._topics()
        lead = next((topic for topic in self._named.values() if topic.sort == "lead" and self._holds(topic)), None)
        if lead:
            self.bare, self.direct, self.noun = False, True, ""
            return lead, None
        if after is not None and after < len(self._cut):
            word = self._cut[after]
            if word.text in self._words.sources and not topics:
                return None, self._first_named()
        if not topics:
            return None, None
        topic = joined(topics, self._sentence)
        if self._speaks(topic):
            return None, next((t for t in topics if t.kind != "person"), topic)
        return topic, None

    def _holds(self, topic: Topic) -> bool:
        """Whether a topic stands in this clause."""
        return self._cut[0].start <= topic.start and topic.end <= self._cut[-1].end

    def _topics(self) -> tuple[list[Topic], int | None]:
        """The names in front of the verb, and the index of the word that ends the front."""
        found: list[Topic] = []
        skip, nouns = -1, 0
        for index, word in enumerate(self._cut):
            if word.start < skip:
                continue
            here = self._named.get(word.start)
            if here:
                found.append(here)
                skip = self._person_after(here) or here.end
                if skip != here.end:
                    found.append(self._named[skip])
                    skip = self._named[skip].end
            elif not found and not nouns and word.text in self._words.pronouns:
                self.pronoun = word.text
            elif self._introduces(index, bool(found)):
                continue
            elif word.text in _MARKS and index + 1 == len(self._cut):
                break
            elif not _continues(word.text, word.tag, bool(found)):
                described = None if found and found[-1].kind != "place" else self._described(index)
                if described:
                    found, skip = [described], described.end
                    continue
                self.bare = not found and not nouns and (word.tag[0] == "v" or word.text in ("比", "较"))
                self.direct = (bool(found) and word.start == found[-1].end) or word.tag[0] in "dp"
                return found, index
            elif word.tag[0] in "njm" and word.text not in self._words.measures:
                nouns += 1
                if word.tag[0] != "m" and not self.noun:
                    self.noun = word.text
        self.verbless = True
        return found, None

    def _described(self, start: int) -> Topic | None:
        """The thing, body or person that a phrase in front of it describes (位于上海的|沪东造船厂)."""
        counted = False
        phrase = self._cut[start : start + _LONGEST_PHRASE]
        for index, (before, word) in enumerate(pairwise(phrase), 1):
            counted = counted or before.tag[0] == "m"
            if before.text == "的":
                person = self._person_behind(phrase[index:])
                if counted or person:
                    return person  # 种了800亩地的农户傅进华
                here = self._named.get(word.start)
                if here and here.kind != "place":
                    return here
                if here and here.sort == "division" and self._cut[start].text in _SITTING:
                    return here  # 位于洞庭湖畔的|湖南岳阳
        return None

    def _person_behind(self, phrase: list[Word]) -> Topic | None:
        """The person whose calling a phrase opens with (的|茶农|傅进华)."""
        for word in phrase[:_LONGEST_CALLING]:
            here = self._named.get(word.start)
            if here or word.tag[0] != "n":
                return here if here and here.kind == "person" else None
        return None

    def _person_after(self, topic: Topic) -> int | None:
        """Where the person begins whose office this place or body opens (海警局执法员|汪晓龙)."""
        for start in range(topic.end + 1, topic.end + 14):
            person = self._named.get(start)
            if person:
                text = self._sentence.text
                gap = text[topic.end - self._sentence.start : start - self._sentence.start]
                if person.kind == "person" and not re.search(r"[，。的在]", gap) and names.ends_with_office(gap):
                    return start
                return None
        return None

    def _introduces(self, index: int, begun: bool) -> bool:
        """Whether a preposition of time leads into the front (到2025年)."""
        text = self._cut[index].text
        return text in self._words.time_prepositions and not begun and self._timed(index)

    def _timed(self, index: int) -> bool:
        """Whether a preposition opens a phrase of time (到2025年, 截至今年3月)."""
        following = self._cut[index + 1 : index + 2]
        return bool(following) and following[0].tag[0] in "tm"

    def _speaks(self, topic: Topic) -> bool:
        """Whether the clause goes on to say something (俄国防部23日称，罗杰讲了一个故事。)."""
        tail = [word for word in self._cut if word.start >= topic.end]
        text, offset = self._sentence.text, self._sentence.start
        for index, word in enumerate(tail):
            if index and tail[index - 1].text in LINKS:
                continue  # 进行直播和报道
            saying = word.text in self._words.saying or word.text.endswith(("称", "表示", "说", "统计"))
            if saying and (index + 2 >= len(tail) or word.text in ("称", "宣称", "介绍") or topic.kind == "person"):
                return True
            if word.text in self._words.releases and index <= 2:
                return True
        last = next((word.text for word in reversed(tail) if word.tag != "x"), "")
        if topic.kind == "organisation" and last in ("公布", "发布", "通报"):
            return True  # 税务总局今天公布，…
        if topic.kind == "organisation" and _ISSUING.match(text, topic.end - offset):
            return True
        told = topic.kind == "organisation" and any(word.text in ("发布", "公布", "通报", "获悉") for word in tail)
        return told and any(word.text in self._words.releases for word in tail[-3:])

    def _first_named(self) -> Topic | None:
        begin, end = self._cut[0].start, self._cut[-1].end
        inside = (t for start, t in sorted(self._named.items()) if begin <= start < end and t.sort != "world")
        return next(inside, None)


@lru_cache(maxsize=1 << 14)
def _continues(text: str, tag: str, begun: bool) -> bool:
    """Whether a word still belongs to the front of the clause, where a name has `begun` it or not."""
    if text in ("途经", "途径"):
        return False
    if begun:
        return tag[0] in "nj" or tag in ("b", "f", "s") or text in LINKS or _JOINT.fullmatch(text) is not None
    if text in _lexicon().against or text in _lexicon().sources:
        return False
    if text in ("在", "于", "有") or tag[0] in "tdcmqusrfyzx":
        return True
    return tag[0] in "njbalgi" or tag in ("vn", "eng", "o")


class _Words(NamedTuple):
    measures: frozenset[str]
    against: frozenset[str]
    sources: frozenset[str]
    time_prepositions: frozenset[str]
    pronouns: frozenset[str]
    saying: frozenset[str]
    releases: frozenset[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Words:
    data = lexicon("subjects")
    return _Words(*(frozenset(data[key]) for key in _Words._fields))
