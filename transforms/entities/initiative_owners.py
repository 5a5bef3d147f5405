"""Who runs an initiative: takes its introductions, gives the body that the article names for it.

The owner is the body that stands in front of the governing verb in the same clause (温州公安|构建了“五位一体”…),
else in the same sentence, else behind a list of initiatives (…等浙江公安工作的“八张名片”), else of the
initiative that the sentence is about, else the body last named before. Bodies inside the office of a person
or inside the name of an initiative do not count.
"""

from __future__ import annotations

import re

from transforms.entities.attributions import is_headline
from transforms.entities.initiative_patterns import Introduction
from transforms.entities.known_bodies import Body
from transforms.entities.organisations import Bodies
from transforms.frame import Frame
from transforms.language import divisions
from transforms.records import Person

_LIST_TAIL = re.compile(r"[^，。；：\n]{0,60}?等(?=(?P<tail>[^，。；：\n“]{2,12}))")
_MARKS = re.compile(r"[，；：]")


class Owners:
    """Finds owners in one article."""

    def __init__(self, frame: Frame, people: list[Person], introductions: list[Introduction]) -> None:
        self._frame = frame
        self._bodies = Bodies(frame)
        self._inside = [(item.start, item.end) for item in introductions]
        self._names = [span for person in people for span in person.spans if person.roles]
        self._own: list[tuple[int, str]] = []  # initiatives whose owner is settled, by position

    def of(self, introductions: list[Introduction]) -> str:
        """The owner of one initiative from all its introductions: the surest sign, then the first, decides."""
        found = [(rank, item.start, owner) for item in introductions for rank, owner in (self._one(item),) if owner]
        if not found:
            return ""
        _, _, owner = min(found)
        self._own += [(item.start, owner) for item in introductions]
        self._own.sort()
        return owner

    def _one(self, item: Introduction) -> tuple[int, str]:
        text = self._frame.folded
        begin = max(text.rfind(mark, 0, item.start) for mark in "。！？\n") + 1
        tail = _LIST_TAIL.match(text, item.end)
        if tail and (behind := self._between(tail.start("tail"), tail.end("tail"))):
            return 0, _owner_name(behind[0])
        bodies = self._between(begin, item.governed)
        if bodies and not _MARKS.search(text[bodies[-1].end : item.governed]):
            return 0, _owner_name(bodies[-1])
        if bodies:
            return 1, _owner_name(bodies[-1])
        parents = [owner for at, owner in self._own if begin <= at < item.start]
        if parents:
            return 2, parents[-1]
        if place := self._place(begin, item.governed):
            return 3, place
        return self._earlier(begin)

    def _place(self, begin: int, end: int) -> str:
        """The place that acts in the sentence (西藏深入实施…), or the one whose report the article is."""
        here = [mention for mention in self._frame.places if begin <= mention.start and mention.end <= end]
        acting = [
            m for m in here if m.code and self._frame.folded[m.start - 1 : m.start] not in tuple("在从到对向往至")
        ]
        return acting[-1].name if acting else divisions.full_name(self._frame.home) if self._frame.home else ""

    def _earlier(self, begin: int) -> tuple[int, str]:
        """The body last named in the paragraph in front of the sentence; a line broken in two is one paragraph."""
        sentences = self._frame.sentences
        index = self._frame.sentence_index(begin)
        for steps, number in enumerate(range(index - 1, max(-1, index - 9), -1)):
            sentence = sentences[number]
            if sentence.paragraph != sentences[number + 1].paragraph and sentence.text[-1] in "。！？”；…":
                break
            if is_headline(self._frame.folded, sentence.start, sentence.end):
                break
            bodies = self._between(sentence.start, sentence.end)
            if bodies:
                return 4 + steps, _owner_name(bodies[-1])
        return 99, ""

    def _between(self, start: int, end: int) -> list[Body]:
        """The bodies of a stretch of text that may own something."""
        found, position = [], start
        while position < end:
            sentence = self._frame.sentence_at(position)
            found += [body for body in self._bodies.in_sentence(sentence) if start <= body.start and body.end <= end]
            position = max(sentence.end, position + 1)
        return [body for body in found if not self._is_part(body)]

    def _is_part(self, body: Body) -> bool:
        """Whether a body stands in an initiative's name or in a person's office (公安局|局长罗杰)."""
        if any(start <= body.start < end for start, end in self._inside):
            return True
        following = self._frame.folded[body.end : body.end + 30]
        near = [start for start, _ in self._names if body.end <= start <= body.end + 24]
        return any(
            not _MARKS.search(following[: start - body.end]) and "的" not in following[: start - body.end]
            for start in near
        )


def _owner_name(body: Body) -> str:
    """A body as the article names it; one that is pointed at (省公安厅党委) in full (浙江省公安厅)."""
    name = body.canonical if body.name[0] in "省市区县州" else body.name
    return re.sub("(?:党委|党组)$", "", name) or name
