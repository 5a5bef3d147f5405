"""The words that are searched for: takes a text or a question, gives its words separated by spaces.

Texts and questions are cut alike (``transforms.language.words``), in simplified script and small letters. So that a
question finds what the tagger cut otherwise, a long word brings the words within it (零售总额: 零售, 总额), and a run
of single characters its pairs (反|诈: 反诈).
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.language.script import fold
from transforms.language.words import Word, known_word, words

# Particles, conjunctions, pronouns, prepositions, sounds: 的, 和, 这, 在, 啊. They tell nothing apart.
_EMPTY_TAGS = ("u", "c", "r", "p", "y", "e", "o")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z]*\d+(?:\.\d+)?[a-z]*|[a-z]+(?:'[a-z]+)?|[^\W\d_a-z]+")
_LONGEST = 8  # characters of a word that is looked into: longer ones are names, found by their parts all the same


def terms(text: str) -> str:
    """The words of `text` that are searched for, in its order, separated by spaces."""
    found: list[str] = []
    single = ""
    for word in words(fold(text).lower()):
        if len(word.text) == 1 and _HAN.fullmatch(word.text):
            if single:
                found.append(single + word.text)
            single = word.text
        else:
            single = ""
        found += _of_word(word)
    return " ".join(found)


def _of_word(word: Word) -> tuple[str, ...]:
    if word.tag[:1] in _EMPTY_TAGS and word.tag != "eng":
        return ()
    # A long name is also found by its family name: 岸田文雄 by 岸田.
    family = (word.text[:2],) if word.tag.startswith("nr") and len(word.text) > 3 else ()
    return (*_parts(word.text), *family)


@lru_cache(maxsize=65_536)
def _parts(word: str) -> tuple[str, ...]:
    """A word and the known words of two and more characters within it; nothing for a mark."""
    found = [part for piece in _WORD.findall(word) for part in (piece, *_within(piece))]
    return tuple(found)


def _within(word: str) -> list[str]:
    if len(word) < 3 or not _HAN.fullmatch(word):
        return []
    looked_into = word[:_LONGEST]
    return [
        part
        for length in range(2, len(looked_into))
        for start in range(len(looked_into) - length + 1)
        if known_word(part := looked_into[start : start + length])
    ]
