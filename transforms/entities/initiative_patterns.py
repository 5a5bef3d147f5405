"""What initiatives are named by: the introduction of one, the patterns of its nouns and verbs, and what governs it.

Shared by ``initiative_names`` (names in quotation marks, lists and titles) and ``plain_initiatives``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transforms.language.lexicons import any_of, lexicon
from transforms.language.words import Word

LONGEST_BEHIND = 14


class Introduction(NamedTuple):
    """An initiative where the text introduces it: ``[start, end)``.

    Attributes:
        governed: where the verb that governs the name begins; the name's start where there is none.
        listed: found only as a member of a list.
    """

    name: str
    start: int
    end: int
    governed: int
    listed: bool = False


@lru_cache(maxsize=1)
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of ``lexicons/initiatives.toml``, by what they tell."""
    data = lexicon("initiatives")
    nouns, verbs = data["nouns"], data["verbs"]
    return {
        "behind": re.compile(
            rf"的?(?P<words>[\u4e00-\u9fff]{{0,{LONGEST_BEHIND}}}?(?:{any_of(nouns['behind_quotes'])}))"
        ),
        "quoted_verb": re.compile(rf"(?:{any_of(verbs['quoted'])})(?:了|实施|开展|推行|推广|建立的)?$"),
        "as_chance": re.compile(r"以$"),
        "chance": re.compile(r"为(?:契机|抓手|载体|牵引|引领|依托)"),
        "noun_end": re.compile(rf"(?:{any_of([*nouns['strong'], *nouns['weak']])})$"),
        "strong": re.compile(rf"(?:{any_of(nouns['strong'])})$"),
        "programme": re.compile(rf"(?:{any_of(nouns['in_quotes'])})$"),
        "any_noun": re.compile(any_of([*nouns["strong"], *nouns["weak"]])),
        "listed": re.compile(rf"(?:{any_of(nouns['listed'])})$"),
        "counted": re.compile(data["words"]["counted"]),
        "figure": re.compile(rf"(?:{any_of(data['words']['figures'])})$"),
        "head": re.compile(rf"(?:{any_of([noun for group in data['kinds'].values() for noun in group])})$"),
        "verb_end": re.compile(rf"(?:{any_of([*verbs['doing'], *verbs['making']])})了?$"),
    }


def goes_on(cut: list[Word], end: int) -> bool:
    """Whether the next word makes another noun of the last: 改革|开放, 平台|经济, 工程|机械."""
    following = next((word for word in cut if word.start == end), None)
    if following is None or following.tag not in ("n", "nz", "vn"):
        return False
    return following.text not in lexicon("initiatives")["words"]["beside"]


def governed(text: str, start: int) -> int:
    """Where the clause's verb in front of a name begins (the name's start where there is none)."""
    verbs = list(_verbs().finditer(text, max(0, start - 40), start))
    verb = verbs[-1] if verbs else None
    if verb is None or re.search(r"[，。；：\s]", text[verb.end() : start]):
        return start
    return verb.start()


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    verbs = lexicon("initiatives")["verbs"]
    words = {*verbs["quoted"], *verbs["doing"], *verbs["making"], "实行"}
    return re.compile(any_of(words))
