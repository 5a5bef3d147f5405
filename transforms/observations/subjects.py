"""Station subjects: takes the observations, fills `subject`, `subject_kind` and `place_code`: whose value it is.

The topic of the number's own clause wins, then the clauses before it in the sentence, then the sentences before
it in the paragraph; failing these a place where the thing told happens, what the speaker speaks for, the headline
of the item, and at last the article's own place, or the country for national news.
"""

from __future__ import annotations

import re

from transforms.frame import Frame, Sentence
from transforms.language import divisions, places
from transforms.observations.topics import Topic, Topics
from transforms.records import Observation

_COUNTRY = Topic(0, 0, "中国", "place", "")


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `subject`, `subject_kind` and `place_code` of every observation, in place."""
    if not observations:
        return
    reader = _Reader(frame)
    for observation in observations:
        topic = reader.subject(observation)
        if topic:
            observation.subject = topic.name
            observation.subject_kind = topic.kind
            observation.place_code = topic.code


class _Reader:
    """Finds subjects in one article."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._topics = Topics(frame)
        self._stories = _stories(frame)
        self._defaults: dict[int, Topic | None] = {}

    def subject(self, observation: Observation) -> Topic | None:
        """Whose value an observation is, or None if the article does not tell."""
        sentence = self._frame.sentence_at(observation.start)
        return (
            self._behind(observation, sentence)
            or self._in_sentence(observation, sentence)
            or self._where(observation, sentence)
            or self._carried(sentence)
            or self._default(sentence)
        )

    def _behind(self, observation: Observation, sentence: Sentence) -> Topic | None:
        """The person whose deed a relative clause tells: 救起43人的一级英模李本春."""
        rest = sentence.text[observation.end - sentence.start :]
        match = re.match(r"[^，。；：]{0,20}?(?:、[^，。；：]{0,20}?)*的", rest)
        if not match:
            return None
        for person in self._topics.people(sentence):
            gap = self._frame.folded[observation.end : person.start]
            if person.start >= observation.end and len(gap) < 40 and not re.search(r"[。；：]", gap) and "的" in gap[-12:]:
                return person
        return None

    def _in_sentence(self, observation: Observation, sentence: Sentence) -> Topic | None:
        clauses = [c for c in self._topics.clauses(sentence) if c.start <= observation.start]
        for clause in reversed(clauses):
            if clause.topic and clause.topic.start < observation.start:
                return clause.topic
        return None

    def _where(self, observation: Observation, sentence: Sentence) -> Topic | None:
        """A place after 在, 齐聚 or 落户 in the same sentence."""
        for topic in self._topics.named(sentence):
            before = self._frame.folded[max(sentence.start, topic.start - 2) : topic.start]
            if topic.kind == "place" and before.endswith(("在", "于", "齐聚", "落户", "亮相", "云集", "汇聚")):
                return topic
        return None

    def _carried(self, sentence: Sentence) -> Topic | None:
        """The last topic of the sentences before, in the same paragraph."""
        index = self._frame.sentence_index(sentence.start)
        voice: Topic | None = None
        for earlier in reversed(self._frame.sentences[max(0, index - 6) : index + 1]):
            if earlier.paragraph != sentence.paragraph:
                break
            for clause in reversed(self._topics.clauses(earlier)):
                if clause.topic and earlier is not sentence:
                    return clause.topic
                voice = voice or clause.voice
        return voice if voice and voice.kind == "place" else None

    def _default(self, sentence: Sentence) -> Topic | None:
        """The headline's topic, or the article's own place."""
        first = self._stories[sentence.paragraph]
        if first not in self._defaults:
            self._defaults[first] = self._headline(first) or self._own_place()
        return self._defaults[first]

    def _headline(self, paragraph: int) -> Topic | None:
        if paragraph < 0:
            return self._title()
        start, _ = self._frame.paragraphs[paragraph]
        sentence = self._frame.sentence_at(start)
        for clause in self._topics.clauses(sentence):
            if clause.topic:
                return clause.topic
        named = self._topics.named(sentence)
        return named[0] if named else None

    def _title(self) -> Topic | None:
        """The place that the title begins with (上海：加快…)."""
        if self._frame.home:
            return None
        mentions = places.find(self._frame.title)
        if mentions and mentions[0].start == 0:
            first = mentions[0]
            return Topic(0, 0, first.name, "place", first.code if first.kind == "division" else "")
        return None

    def _own_place(self) -> Topic | None:
        code = self._frame.home
        if not code and re.search(r"全省|我省|省委|省政府", self._frame.folded):
            code = self._topics.localities.resolve("省", len(self._frame.folded))
        if code:
            return Topic(0, 0, divisions.full_name(code), "place", code)
        return _COUNTRY


def _stories(frame: Frame) -> list[int]:
    """For each paragraph the paragraph that heads its item, or -1 where the title does."""
    heads, current = [], -1
    for number, (start, end) in enumerate(frame.paragraphs):
        text = frame.folded[start:end]
        if number and len(text) <= 40 and text[-1] not in "。！？；，：”…" and "。" not in text:
            current = number
        heads.append(current)
    return heads
