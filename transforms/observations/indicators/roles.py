"""The role that each word plays about a number, as the indicator grammar reads it.

Takes a word and its part of speech, gives a single letter, so that a clause's shape can be read as a string:

Q quantity, n noun (and whatever names something), V verb that acts on what is counted, v other verb,
L link (达到, 为), C change (增长), F from (从), T time, S place, G place that frames (全国), R pronoun,
O organisation, D adverb, k adverb that stays (免费), A aggregation (人均), B than (比), U preposition of
circumstance (在), P other preposition (对), H causative (使), M passive (被), I saying (称), W outcome for
people (死亡), f localizer (中), E 的, c conjunction, 、 enumeration.

The words behind the roles are data: ``lexicons/indicator_words.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from transforms.language import lexicons


@dataclass(frozen=True)
class Lexicon:
    """The word lists of ``indicator_words.toml``: `roles` by word, the rest as sets."""

    roles: dict[str, str]
    split: dict[str, tuple[str, ...]]
    joined: dict[tuple[str, str], str]
    joinable: frozenset[str]
    describing: dict[str, str]
    comparison: frozenset[str]
    aggregation: frozenset[str]
    aggregation_dropped: frozenset[str]
    generic: frozenset[str]
    nominal: frozenset[str]
    adjectival: frozenset[str]
    pivot: frozenset[str]
    spending: frozenset[str]
    empty: frozenset[str]
    peak: frozenset[str]
    scenic: frozenset[str]
    opinion: frozenset[str]
    event: tuple[str, ...]
    measure_ending: tuple[str, ...]
    shared_ending: tuple[str, ...]
    organisation: tuple[str, ...]


# List and role, the stronger claim first: a word in two lists takes the role that comes first here.
_ROLES = (
    ("noun", "n"),
    ("aggregation", "A"),
    ("kept", "k"),
    ("pronoun", "R"),
    ("frame_place", "G"),
    ("saying", "I"),
    ("from", "F"),
    ("than", "B"),
    ("place_preposition", "U"),
    ("causative", "H"),
    ("passive", "M"),
    ("link", "L"),
    ("comparison", "D"),
    ("localizer", "f"),
    ("adverb", "D"),
    ("casualty", "W"),
    ("change", "C"),
    ("action", "V"),
    ("preposition", "P"),
)

_TAG_ROLES = {
    "t": "T",
    "ns": "S",
    "nt": "O",
    "f": "f",
    "p": "P",
    "v": "v",
    "uj": "E",
    "c": "D",
    "ul": "D",
    "uz": "D",
    "y": "D",
}
_MARKS = {"、": "、", "∶": "、", "（": "(", "）": ")", "“": "“", "‘": "“", "”": "”", "’": "”", "《": "“", "》": "”"}
_MARKS |= {
    "「": "“",
    "」": "”",
    "，": ",",
    "；": ",",
    "：": ",",
    "。": ",",
    "！": ",",
    "？": ",",
    "…": ",",
    " ": ",",
    "\t": ",",
}
_MARKS |= {'"': "x", "【": ",", "】": ",", "*": "x", "▲": ",", "●": ",", "◆": ","}
_CLASSIFIERS = frozenset("个支名位架座项批艘台家场辆只件份所套列")
_CONJUNCTIONS = frozenset(("和", "及", "与", "以及", "或", "并", "暨", "或者", "同", "跟"))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word lists, read once."""
    data = lexicons.lexicon("indicator_words")
    roles: dict[str, str] = {}
    for name, letter in reversed(_ROLES):
        roles |= dict.fromkeys(data[name].split(), letter)
    return Lexicon(
        roles=roles,
        split={word: tuple(parts.split()) for word, parts in data["split"].items()},
        joinable=frozenset(["强", *(parts.split()[1] for parts in data["joined"])]),
        joined={tuple(parts.split()): word for parts, word in data["joined"].items()},
        describing=data["describing"],
        comparison=frozenset(data["comparison"].split()),
        aggregation=frozenset(data["aggregation"].split()),
        aggregation_dropped=frozenset(data["aggregation_dropped"].split()),
        generic=frozenset(data["generic"].split()),
        nominal=frozenset(data["nominal"].split()),
        adjectival=frozenset(data["adjectival"].split()),
        pivot=frozenset(data["pivot"].split()),
        spending=frozenset(data["spending"].split()),
        empty=frozenset(data["empty"].split()),
        peak=frozenset(data["peak"].split()),
        scenic=frozenset(data["scenic"].split()),
        opinion=frozenset(data["opinion"].split()),
        event=tuple(sorted(data["event"].split(), key=len, reverse=True)),
        measure_ending=tuple(data["measure_ending"].split()),
        shared_ending=tuple(data["shared_ending"].split()),
        organisation=tuple(data["organisation"].split()),
    )


def role(text: str, tag: str) -> str:
    """The role of a word: by the lexicon, else by its tag."""
    words = lexicon()
    pointing = tag in ("r", "q") and text[0] in "这那该" and text != "这一"
    pointing = pointing or (text[0] == "该" and 1 < len(text) < 4)  # 该船, 该型船
    known = words.roles.get(text) or _MARKS.get(text) or ("R" if pointing else None)  # 这台机组
    if known:
        return known
    if text[-1] in "到至" and words.roles.get(text[:-1], "-") in "LC":
        return "L"  # 缩减到
    if text in _CONJUNCTIONS:
        return "c"
    if tag == "m" and len(text) == 2 and text[0] == "一" and text[1] in _CLASSIFIERS:
        return "R"  # 派出一支|24人的小队: an article
    if tag == "m":
        return "m" if text[0] in "0123456789" else "n"
    body = tag[0] in "njl" and len(text) > 1 and text.endswith(words.organisation)
    return "O" if body else _TAG_ROLES.get(tag, "n")
