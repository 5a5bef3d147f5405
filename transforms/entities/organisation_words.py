"""The lexicon of bodies in the form that the finder reads: sets, tuples and one automaton over all known names.

Takes ``lexicons/organisations.toml``; see there for what each list means.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs

from transforms.language.lexicons import lexicon


class BodyWords(NamedTuple):
    """What the finder of bodies knows.

    Attributes:
        automaton: finds the known names.
        names: the known names, by their number in the automaton.
        full: a known name's full form, and the table it stands in (national, abroad, firms).
        last_characters: what `heads` end in, for a quick first look at a word.
    """

    automaton: ahocorasick_rs.AhoCorasick
    names: list[str]
    full: dict[str, tuple[str, str]]
    heads: tuple[str, ...]
    last_characters: frozenset[str]
    inside: frozenset[str]
    classes: frozenset[str]
    bare: frozenset[str]
    kinds: frozenset[str]
    sorts: frozenset[str]
    as_written: tuple[str, ...]
    owning: frozenset[str]
    authorities: dict[str, str]


@lru_cache(maxsize=1)
def words_of_bodies() -> BodyWords:
    """The lexicon, read on first use."""
    data = lexicon("organisations")
    full: dict[str, tuple[str, str]] = {}
    for table in ("national", "abroad", "firms"):
        for name, writings in data[table].items():
            full.update(dict.fromkeys((name, *writings), (name, table)))
    names = list(full)
    return BodyWords(
        automaton=ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        names=names,
        full=full,
        heads=tuple(data["heads"]),
        last_characters=frozenset(head[-1] for head in data["heads"]),
        inside=frozenset(data["inside"]),
        classes=frozenset(data["classes"]),
        bare=frozenset(data["bare"]),
        kinds=frozenset(data["kinds"]),
        sorts=frozenset(data["sorts"]),
        as_written=tuple(data["as_written"]),
        owning=frozenset(data["owning"]),
        authorities=data["authorities"],
    )


@lru_cache(maxsize=65536)
def may_end_body(word: str) -> bool:
    """Whether a word may end a body's name: in a body's noun, or as the last character of one (公安|局)."""
    words = words_of_bodies()
    return word.endswith(words.heads) or (len(word) == 1 and word in words.last_characters)
