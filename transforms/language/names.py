"""Names of people: takes a phrase, tells whether it is a name, or an office with a name behind it.

A Chinese name is a family name and one or two characters more; a foreign name is written with the few hundred
characters that transliterate. Neither is safe alone (江苏, 马里), so callers say how much the context vouches:
an office in front (公安局局长罗杰) vouches for any name-like rest, a verb of saying for common family names only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transforms.language.lexicons import lexicon

_LONGEST_NAME = 14
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")


class Office(NamedTuple):
    """A person named with an office: ``role`` as written in front of the name (or behind it), and the name."""

    role: str
    name: str


@lru_cache(maxsize=1)
def _surnames() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    words = lexicon("surnames")
    return frozenset(words["common"]), frozenset(words["rare"]), tuple(words["compound"])


@lru_cache(maxsize=1)
def _characters() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = lexicon("surnames")
    return frozenset(words["transliteration"]), frozenset(words["never"]), frozenset(words["never_last"])


@lru_cache(maxsize=1)
def offices() -> frozenset[str]:
    """Every noun of office, rank, trade and honour."""
    return frozenset(lexicon("roles")["office"])


@lru_cache(maxsize=1)
def _title_behind() -> re.Pattern[str]:
    titles = sorted(set(lexicon("roles")["after"]), key=len, reverse=True)
    return re.compile("(?:" + "|".join(titles) + ")$")


@lru_cache(maxsize=1)
def body_pattern() -> re.Pattern[str]:
    """The endings of a body's name (国防部, 集团, 警方), at the end of a phrase."""
    endings = sorted(set(lexicon("roles")["body"]), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, endings)) + ")$")


def is_surname(text: str) -> bool:
    """Whether `text` is a common family name."""
    return text in _surnames()[0]


def is_chinese_name(text: str, *, vouched: bool = False) -> bool:
    """Whether `text` is a whole Chinese name (罗杰, 田国刚, 欧阳修远).

    Args:
        text: two to four characters, else the answer is no.
        vouched: an office stands in front and a boundary behind, so that a family name that is an everyday word
            (高, 和) and a last character that is one (何大有) count too.
    """
    if not 2 <= len(text) <= 4 or not _HAN.fullmatch(text):
        return False
    common, rare, compound = _surnames()
    _, never, never_last = _characters()
    given = text[2:] if text[:2] in compound else text[1:]
    if text[:2] not in compound and not (text[0] in common or (vouched and text[0] in rare)):
        return False
    return 1 <= len(given) <= 2 and not never.intersection(given) and (vouched or given[-1] not in never_last)


def is_foreign_name(text: str, *, vouched: bool = False) -> bool:
    """Whether `text` reads as a transliterated name (佩雷斯, 斯科特·里特, 玉城丹尼).

    Args:
        text: the whole name.
        vouched: an office stands in front, so that a character that seldom transliterates does not matter (亚当斯).
    """
    letters = text.replace("·", "")
    if not 2 <= len(letters) <= 16 or not _HAN.fullmatch(letters) or letters[-1] in "时后前":
        return False  # 通话时
    if "·" in text:
        return not text.startswith("·") and not text.endswith("·")
    known, never, _ = _characters()
    share = 0.6 if vouched and len(letters) > 2 else 0.8
    return not never.intersection(letters) and sum(letter in known for letter in letters) >= share * len(letters)


def transliterating() -> str:
    """The characters that foreign names are written with."""
    return "".join(sorted(_characters()[0]))


def ends_with_office(phrase: str) -> bool:
    """Whether `phrase` ends with a noun of office (温州市公安局局长)."""
    nouns = offices()
    return any(phrase[-size:] in nouns for size in range(2, 8))


@lru_cache(maxsize=4096)
def split_office(phrase: str) -> Office | None:
    """Split `phrase` into an office and the name behind it; a title behind a name counts as well.

    Args:
        phrase: a noun phrase that ends with the name or title (温州市常委、公安局局长罗杰; 习近平总书记).

    Returns:
        The office as written and the name, or None where the phrase names nobody.
    """
    phrase = phrase.strip()
    for size in range(2, min(_LONGEST_NAME, len(phrase) - 2) + 1):  # the last office wins, so the shortest rest first
        cut = len(phrase) - size
        role = phrase[:cut].rstrip(" ")
        if not ends_with_office(role) or role.endswith("地处长"):  # 四川地处长江上游
            continue
        name = phrase[cut:].strip()
        if is_chinese_name(name, vouched=True) or (
            is_foreign_name(name, vouched=True) and not body_pattern().search(name)
        ):
            return Office(phrase[:cut].strip(), name)
    behind = _title_behind().search(phrase)
    if behind:
        name = phrase[: behind.start()]
        if is_chinese_name(name, vouched=True):
            return Office(behind.group(), name)
        if len(name) == 1 and name in _surnames()[0]:  # 杜先生: the family name alone is no name
            return Office("", phrase)
    return None


@lru_cache(maxsize=1)
def _abbreviated() -> re.Pattern[str]:
    countries = "".join(lexicon("speech")["countries"])
    # 俄国防部, 美财长, 英央行; not 美团, 日立: an office or an organ of state must follow.
    organs = (
        "国防(?!长)|外交|财政|内政|国家|央行|联邦|军方|监狱|政府|媒体|警方|能源|卫生|紧急情况|司法部|农业部|商务部|劳工部"
        "|统计局|武装|空天军|海军|空军"
    )
    offices_of_state = "总统|总理|首相|外长|防长|财长|官员|副外|副总"
    return re.compile(rf"^(?P<country>[{countries}])(?=(?:{organs}|{offices_of_state}))")


def with_country(phrase: str) -> str:
    """Write out the country of an office or organ of state: 俄国防部 → 俄罗斯国防部."""
    short = _abbreviated().match(phrase)
    return lexicon("speech")["countries"][short["country"]] + phrase[1:] if short else phrase
