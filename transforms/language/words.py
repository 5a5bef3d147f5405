"""Words and their tags: takes a stretch of folded text, gives its words with part-of-speech tags.

The Rust build of jieba cuts and tags about 3.5 million characters a second, so a sentence may be cut
whole; it is loaded on first use, because its dictionary costs a start-up a command line need not pay.
Tags are those of ICTCLAS: n noun, nr person, ns place, nt organisation, v verb, a adjective, m numeral,
q classifier, t time, d adverb, p preposition, c conjunction, u particle, x punctuation.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import rjieba


class Word(NamedTuple):
    """A word and where it stands: ``[start, end)`` in the article's text."""

    text: str
    tag: str
    start: int
    end: int


_new = tuple.__new__


def words(text: str, offset: int = 0) -> list[Word]:
    """Cut `text` into tagged words.

    Args:
        text: a stretch of folded text, a sentence as a rule.
        offset: where `text` begins in the article.

    Returns:
        The words in order; together they cover `text`.
    """
    start = offset
    # A third of the time that calling Word takes; half the words of an article come this way.
    return [_new(Word, (cut, tag, start, start := start + len(cut))) for cut, tag in _tagger().tag(text)]


def known_word(text: str) -> bool:
    """Whether the tagger's dictionary holds `text`; a word that it does not hold is a guess from characters."""
    return _tagger().has_word(text)


@lru_cache(maxsize=1)
def _tagger() -> rjieba.Jieba:
    import rjieba  # its dictionary is read on import: most of a start-up's time

    return rjieba.Jieba()
