"""The names that places go by: gives the automaton that finds them, and what is known of each.

They are the names of divisions (``language.divisions``) and those of the countries, regions and rivers of
``lexicons/places.toml``, with the short names that are ordinary words as well.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs

from transforms.language import divisions
from transforms.language.lexicons import lexicon


class PlaceNames(NamedTuple):
    """What ``places`` looks for.

    Attributes:
        automaton: finds the `patterns`, the longest of those that begin alike.
        patterns: every name.
        others: the name in full and the kind of what is no division, by its writing.
        countries: the names of countries.
        ordinary: short names that are words of everyday language as well.
        generic: full names that are ordinary words as well (市中区, 东区).
        well_known: short names of counties that need nothing to vouch for them.
    """

    automaton: ahocorasick_rs.AhoCorasick
    patterns: list[str]
    others: dict[str, tuple[str, str]]
    countries: tuple[str, ...]
    ordinary: frozenset[str]
    generic: frozenset[str]
    well_known: frozenset[str]


@lru_cache(maxsize=1)
def place_names() -> PlaceNames:
    """All names of places, read once."""
    data = lexicon("places")
    others: dict[str, tuple[str, str]] = dict.fromkeys(data["world"], (data["world"][0], "world"))
    for table, kind in (("countries", "country"), ("world_regions", "region"), ("regions", "region")):
        for name, writings in data[table].items():
            others.update(dict.fromkeys((name, *writings), (name, kind)))
    for country, parts in data["foreign"].items():
        others.update({part: (country + part, "foreign") for part in parts})
    others.update(dict.fromkeys(data["words"]["not_places"], ("", "none")))
    patterns = list(dict.fromkeys([*divisions.names(), *others]))
    automaton = ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    ordinary, generic, well_known = (frozenset(data["words"][key]) for key in ("ordinary", "generic", "well_known"))
    return PlaceNames(automaton, patterns, others, tuple(data["countries"]), ordinary, generic, well_known)
