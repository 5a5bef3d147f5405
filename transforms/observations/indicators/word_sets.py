"""Word sets that the naming rules ask for: takes the name of one, gives its words as a set or as endings.

The words are data: the table ``sets`` of ``lexicons/indicator_words.toml``, where each set tells what it is for.
"""

from __future__ import annotations

from functools import cache

from transforms.language.lexicons import lexicon


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a set, to ask whether a word is one of them."""
    return frozenset(lexicon("indicator_words")["sets"][name].split())


@cache
def endings(name: str) -> tuple[str, ...]:
    """The words of a set, to ask whether a word ends (or begins) with one of them."""
    return tuple(lexicon("indicator_words")["sets"][name].split())
