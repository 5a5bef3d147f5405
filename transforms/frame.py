"""What every station of the assembly line works from: an article cut into paragraphs and sentences.

Takes an article, gives a :class:`Frame`: the folded copy of its text (same offsets, see
``language.script``), its paragraphs, and its sentences with their words on demand. A frame says nothing
about meaning; stations read it and never change it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from transforms.language import divisions, places
from transforms.language.places import Mention
from transforms.language.script import fold
from transforms.language.words import Word, words
from transforms.records import Article

# A sentence ends at 。！？； or a line's end; closing quotes and brackets stay with it (…快破。”田国刚说。
# is two sentences, the second of which names the speaker of the first).
_SENTENCE = re.compile(r"[^。！？；\n]+(?:[。！？；]+[”’」』）》]*|(?=\n)|$)")


@dataclass(slots=True)
class Sentence:
    """A sentence: ``[start, end)`` in the article, its folded text, and which paragraph it stands in."""

    start: int
    end: int
    text: str
    paragraph: int
    _words: list[Word] | None = field(default=None, repr=False)

    @property
    def words(self) -> list[Word]:
        """The tagged words, cut when first asked for; their offsets are the article's."""
        if self._words is None:
            self._words = words(self.text, self.start)
        return self._words


@dataclass
class Frame:
    """An article as the stations see it."""

    text: str
    folded: str
    title: str
    published: date | None
    default_place: str
    article: Article
    _last: Sentence | None = field(default=None, repr=False, compare=False)

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Spans of the non-empty lines, in order."""
        return [match.span() for match in re.finditer(r"[^\n]+", self.folded)]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences, in order; together they cover every character that is not a line's end."""
        found = []
        for number, (start, end) in enumerate(self.paragraphs):
            for match in _SENTENCE.finditer(self.folded, start, end):
                found.append(Sentence(match.start(), match.end(), match.group(), number))
        return found

    @cached_property
    def places(self) -> list[Mention]:
        """Every place that the text names, in order."""
        year = self.published.year if self.published else divisions.FOREVER
        return places.find(self.folded, lambda position: self.sentence_at(position).words, year, self.home)

    @cached_property
    def _place_starts(self) -> list[int]:
        return [mention.start for mention in self.places]

    def places_in(self, sentence: Sentence) -> list[Mention]:
        """The places that a sentence names."""
        starts = self._place_starts
        first = bisect_left(starts, sentence.start)
        return self.places[first : bisect_left(starts, sentence.end, first)]

    @cached_property
    def home(self) -> str:
        """The code of the article's own place (its source's, or the one whose report it is), or ""."""
        return places.home_code(self.default_place, self.title)

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What was worked out once from this frame and is read again (``quotations``), by name."""
        return {}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_index(self, position: int) -> int:
        """Index into `sentences` of the one that holds the character at `position`."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds the character at `position`."""
        last = self._last
        if last is None or not last.start <= position < last.end:  # nearly always asked for the same one again
            last = self._last = self.sentences[self.sentence_index(position)]
        return last


def frame(article: Article) -> Frame:
    """Cut an article into the frame that the stations read."""
    return Frame(
        text=article.text,
        folded=fold(article.text),
        title=fold(article.title),
        published=article.published_on,
        default_place=article.default_place,
        article=article,
    )
