"""Copies of one article: the same text from two sources, or a reprint with small edits, is one story.

Takes fingerprints of texts (MinHash over their characters, and the numbers they state), gives a story id for every
article. Articles are copies if their texts are nearly the same, their numbers are, and they appeared within a month:
next month's figures in last month's words are another story, and must not be lost as a copy.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rensa import RMinHash

from transforms.language.script import fold

PERMUTATIONS = 128
SAME_TEXT = 0.7
"""Share of common shingles from which two texts are nearly the same (Jaccard, estimated)."""
SAME_NUMBERS = 0.8
"""Share of common numbers from which two texts state the same."""
SAME_DAYS = 31
"""Days within which a reprint appears; the same words a year later announce another event."""

_SEED = 2021
_SHINGLE = 4
_ROWS_PER_BAND = 4
_LEAST_CHARACTERS = 10
_SHORT = 60
_MOST_IN_BUCKET = 50
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text to find its copies: 128 MinHash values as bytes, its numbers, and its date."""

    signature: bytes
    numbers: frozenset[str]
    published_on: date | None = None


def fingerprint(text: str, published_on: date | None = None) -> Fingerprint | None:
    """The fingerprint of a text, the same for simplified and traditional script and whatever the punctuation.

    Args:
        text: the text of an article.
        published_on: when it was published, if that is known.

    Returns:
        The fingerprint; None for a text that is too short to be told from others.
    """
    folded = fold(text)
    words = _NO_WORD.sub("", folded)
    if len(words) < _LEAST_CHARACTERS:
        return None
    hashed = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    # Short texts on one event differ in a word or two (法文版, 俄文版): those are copies only if they are equal.
    width = _SHINGLE if len(words) >= _SHORT else len(words)
    hashed.update([words[start : start + width] for start in range(len(words) - width + 1)])
    signature = struct.pack(f"<{PERMUTATIONS}I", *hashed.digest())
    return Fingerprint(signature, frozenset(_NUMBER.findall(folded)), published_on)


def are_copies(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts are copies of each other."""
    if one.published_on and other.published_on and abs((one.published_on - other.published_on).days) > SAME_DAYS:
        return False
    return _numbers_agree(one.numbers, other.numbers) and similarity(one, other) >= SAME_TEXT


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """The share of shingles that two texts have in common, estimated to within about 0.04."""
    form = f"<{PERMUTATIONS}I"
    pairs = zip(struct.unpack(form, one.signature), struct.unpack(form, other.signature), strict=True)
    return sum(1 for first, second in pairs if first == second) / PERMUTATIONS


def stories(articles: Mapping[str, Fingerprint | None]) -> dict[str, str]:
    """The story that each article tells.

    Args:
        articles: fingerprints by article id.

    Returns:
        Story ids by article id: the smallest id among the article and its copies, and their copies. It depends on the
        set of articles alone, not on their order.
    """
    leader = {article_id: article_id for article_id in articles}

    def find(article_id: str) -> str:
        while leader[article_id] != article_id:
            leader[article_id] = leader[leader[article_id]]
            article_id = leader[article_id]
        return article_id

    for one, other in _candidates(articles):
        first, second = sorted((find(one), find(other)))
        known, found = articles[one], articles[other]
        if first != second and known is not None and found is not None and are_copies(known, found):
            leader[second] = first
    return {article_id: find(article_id) for article_id in articles}


def _candidates(articles: Mapping[str, Fingerprint | None]) -> Iterator[tuple[str, str]]:
    """Pairs of articles whose signatures agree in at least one band: all that may be copies, and few others."""
    width = 4 * _ROWS_PER_BAND
    buckets: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    for article_id in sorted(articles):
        known = articles[article_id]
        if known is not None:
            for start in range(0, len(known.signature), width):
                buckets[start, known.signature[start : start + width]].append(article_id)
    for bucket in buckets.values():
        yield from _pairs(bucket)


def _pairs(bucket: list[str]) -> Iterable[tuple[str, str]]:
    """All pairs of a small bucket; of a large one (a template used every day) each with the ones next to it."""
    if len(bucket) <= _MOST_IN_BUCKET:
        return combinations(bucket, 2)
    return ((one, other) for place, one in enumerate(bucket) for other in bucket[place + 1 : place + 20])


def _numbers_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    everything = one | other
    return not everything or len(one & other) >= SAME_NUMBERS * len(everything)
