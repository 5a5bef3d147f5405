"""What a bare or pointing noun means: takes an article, gives the thing named before that the noun stands for.

项目总投资…, 该站点占地…, 本次研讨会设… speak of a thing by its kind alone. It is the one named last whose name ends so;
where no name was known for one, the noun phrase that ends so is its name (高端风电铸件智能制造基地).
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from transforms.frame import Frame, Sentence
from transforms.observations.subjects import things
from transforms.observations.subjects.fronts import Clause, Fronts
from transforms.observations.subjects.items import Items
from transforms.observations.subjects.owners import Spot
from transforms.observations.subjects.topic import Topic

_POINTS_BACK = 12  # sentences
_FIRST_WORDS = 7
_THIS = frozenset(
    ("该", "本次", "此次", "本届", "这次", "这个", "这座", "这条", "这台", "这项", "这艘", "这款", "这架", "此")
)
_THINGS = ("project", "organisation")
_ANY_WORK = ("项目", "工程")  # of whatever a sentence has named (…灌区建设进入攻坚阶段，项目沿线…)


class References:
    """Resolves the nouns of one article."""

    def __init__(self, frame: Frame, fronts: Fronts, items: Items) -> None:
        self._frame, self._fronts, self._items = frame, fronts, items
        self._known: dict[tuple[str, int], Topic | None] = {}

    def meant(self, clause: Clause, spot: Spot) -> Topic | None:
        """The thing named before a number, in the same item, that the first noun of a clause means."""
        noun = "" if clause.topic or clause.voice else _thing(clause, spot.sentence)
        if not noun:
            return None
        here = [topic for topic in spot.named if topic.end <= spot.start and topic.kind in _THINGS]
        named = next((topic for topic in reversed(here) if _is_for(topic, noun)), None)
        if named or (here and noun in _ANY_WORK):
            return named
        key = (noun, spot.sentence.start)
        if key not in self._known:
            self._known[key] = self._named_before(noun, spot.sentence)
        return self._known[key]

    def _named_before(self, noun: str, sentence: Sentence) -> Topic | None:
        index = self._frame.sentence_index(sentence.start)
        for earlier in reversed(self._frame.sentences[max(0, index - _POINTS_BACK) : index]):
            if not self._items.same(earlier, sentence):
                break
            if noun not in earlier.text:
                continue
            for topic in self._fronts.named(earlier):
                if topic.kind in _THINGS and _is_for(topic, noun):
                    return topic
            phrase = _phrase(earlier, noun) if noun in things.described() else None
            if phrase:
                return phrase
        return None


def _thing(clause: Clause, sentence: Sentence) -> str:
    """The kind of thing that a clause speaks of by a bare noun (工程总投资) or by pointing (该站点), or ""."""
    words, before = sentence.words, None
    first = bisect_left(words, clause.start, key=_start)
    for word in words[first : first + _FIRST_WORDS]:
        if word.start >= clause.end:
            break
        pointed = before is not None and before.text in _THIS
        if word.tag[0] in "nl" and things.is_thing(word.text):
            alone = word.text == clause.noun and (before is None or before.tag[0] not in "mqnju")
            return word.text if pointed or alone else ""
        if not (pointed and word.tag[0] in "nvbj"):
            before = word
    return ""


_start = attrgetter("start")


def _is_for(topic: Topic, noun: str) -> bool:
    return topic.name.endswith(noun) and topic.name != noun


def _phrase(sentence: Sentence, noun: str) -> Topic | None:
    """The noun phrase of a sentence that ends in a noun, where more than one word stands in front of it."""
    for index, word in enumerate(sentence.words):
        if word.text.endswith(noun):
            first = things.phrase_start(sentence.words, index)
            start, end = sentence.words[first].start, word.end
            if index - first > 1:
                name = sentence.text[start - sentence.start : end - sentence.start]
                return Topic(start, end, name, "project")
    return None
