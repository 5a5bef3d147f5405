"""The offices of a person: takes the words in front of a name, gives its roles in full.

省公安厅党委副书记、常务副厅长 → 浙江省公安厅党委副书记, 浙江省公安厅常务副厅长: a pointing word becomes the place it
means, and a later role takes its body or place from the one before where it names none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from transforms.entities.localities import Localities
from transforms.frame import Frame
from transforms.language import divisions, places
from transforms.language.lexicons import lexicon
from transforms.language.names import body_pattern, ends_with_office, offices, with_country
from transforms.language.words import Word, words

_LONGEST_OFFICE = 60
_STOPS = re.compile(r"[，。！？；：\n”“—（）]")
_JOINTS = re.compile(r"[、兼]|暨")
_INNER_TAGS = frozenset(("vn", "an", "a", "eng", "g", "s", "zg"))
_COMMITTEES = ("党委", "党组", "党总支", "党支部", "团委", "执行")


class Office(NamedTuple):
    """The office in front of a name: where it begins, and its roles in full with the body of the first that has one."""

    start: int
    roles: list[str]
    organisation: str


class Offices:
    """Reads the offices of one article."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._localities = Localities(frame)
        self._place_starts = [mention.start for mention in frame.places]

    def before(self, position: int) -> Office | None:
        """The office that stands in front of the name at `position`, or None."""
        text = self._frame.folded
        begin = max(0, position - _LONGEST_OFFICE)
        front = _STOPS.split(text[begin:position].rstrip(" "))[-1]
        begin = text.rindex(front, begin, position) if front else position
        first = bisect_left(self._place_starts, begin)
        named = [(m.start - begin, m.end - begin) for m in self._frame.places[first : first + 8] if m.end <= position]
        written = office_phrase(front, named)
        if not written:
            return None
        start = begin + front.rindex(written)
        roles = self._full([part for part in _JOINTS.split(written) if part], start)
        return Office(start, roles, _organisation(roles))

    def _full(self, parts: list[str], position: int) -> list[str]:
        roles: list[str] = []
        for part in parts:
            if roles and _is_bare(part):
                role = _carrier(roles[0]) + part
            elif roles and _lacks_place(part):
                role = self._place_of(roles[0]) + part
            else:
                role = self._resolved(part, position)
            roles.append(role)
        return roles

    def _resolved(self, role: str, position: int) -> str:
        """Write out a place that is pointed at: 省公安厅党委副书记 → 浙江省公安厅党委副书记."""
        role = with_country(role)
        if role[0] not in "省市区县州" or len(role) < 4 or role[:2] in ("市民", "区域", "市场", "县级", "省级"):
            return role
        name = divisions.full_name(self._localities.resolve(role[0], position))
        return name + role[1:] if name else role

    def _place_of(self, role: str) -> str:
        """The smallest place that a role begins with, as written: 江干区 of 杭州江干区副区长, 巴巴多斯."""
        mention = next((m for m in places.find(role) if m.start == 0), None)
        if mention is None:
            return ""
        # A division that the register no longer holds still stands in the role as written (杭州|江干区).
        below = re.match(r"[\u4e00-\u9fff]{2,4}?[区县市旗州](?=[\u4e00-\u9fff])", role[mention.end :])
        if below and not ends_with_office(below.group()):
            return below.group()
        written = role[: mention.end]
        own = divisions.name_of(mention.code) if mention.code else ""
        return own if own and written.endswith(own) else written


def office_phrase(front: str, named: Sequence[tuple[int, int]] = ()) -> str:
    """The office at the end of the words in front of a name, without verbs and particles that lead into it.

    Args:
        front: the clause up to the name (特邀省公安厅党委副书记、常务副厅长).
        named: spans of `front` that are places, whatever the tagger calls them.

    Returns:
        The words of the office (省公安厅党委副书记、常务副厅长), or "" where `front` ends with none.
    """
    if not ends_with_office(front):
        return ""
    cut = words(front)
    first, verbs = len(cut), 0
    for index in range(len(cut) - 1, -1, -1):
        word = cut[index]
        if word.text in "、·（）":  # 穆斯林联盟（谢里夫派）主席
            if word.text == "、" and not ends_with_office(front[: word.start]):
                break
        elif not (any(s <= word.start < e for s, e in named) or _belongs(word)):
            verbs += 1
            if verbs > 1 or not _is_part_of_name(cut, index):
                break
        first = index
    phrase = (front[cut[first].start :] if first < len(cut) else "").strip("、· ）（")
    return phrase if ends_with_office(phrase) else _longest_office(front)


def _belongs(word: Word) -> bool:
    """Whether a word may stand inside an office: nouns, 前, 最美, 第一, and verbs that bodies' names hold."""
    inside, never = _inside()
    if word.text in never:
        return False
    if word.tag[0] in "jbli" or (word.tag[0] == "n" and word.tag not in ("nr", "nrfg")) or word.tag in _INNER_TAGS:
        return True
    return word.text in inside or word.text.startswith("第") or ends_with_office(word.text)


def _is_part_of_name(cut: list[Word], index: int) -> bool:
    """Whether a verb is part of a body's name: 塞尔维亚|前进|党, 欧洲意大利人|基金会."""
    word = cut[index]
    if word.text in ("和", "与", "及"):  # 国家粮食和物资储备局, but not 市民和游客
        left, right = cut[index - 1 : index], cut[index + 1 : index + 2]
        return (
            bool(left and right)
            and left[0].tag[0] in "nv"
            and left[0].tag != "nr"
            and not ends_with_office(left[0].text)
        )
    if word.tag[0] not in "vrdf" or word.text in _inside()[1] or not 0 < index < len(cut) - 1:
        return False
    return cut[index - 1].tag in ("ns", "nt", "n", "nrt", "j", "nz") and cut[index + 1].tag in ("n", "nz", "b", "vn")


@lru_cache(maxsize=1)
def _inside() -> tuple[frozenset[str], frozenset[str]]:
    roles = lexicon("roles")
    return frozenset(roles["inside"]) | frozenset(lexicon("organisations")["inside"]), frozenset(roles["never_inside"])


@lru_cache(maxsize=1)
def _local_bodies() -> frozenset[str]:
    data = lexicon("organisations")
    return frozenset(data["heads"]) | frozenset(data["bare"])


def _longest_office(front: str) -> str:
    return next((front[-size:] for size in range(7, 1, -1) if front[-size:] in offices()), "")


def _without_office(role: str) -> str:
    """A role less its office: 浙江省公安厅党委副书记 → 浙江省公安厅."""
    noun = _longest_office(role)
    rest = role[: len(role) - len(noun)]
    trimmed = True
    while trimmed:
        trimmed = False
        for ending in (*lexicon("roles")["prefix"], *_COMMITTEES):
            if rest.endswith(ending) and len(rest) > len(ending):
                rest, trimmed = rest[: -len(ending)], True
    return rest


def _is_bare(part: str) -> bool:
    """Whether a role names no body of its own: 常务副厅长, 部长."""
    return _without_office(part) in ("", *lexicon("roles")["prefix"])


def _lacks_place(part: str) -> bool:
    """Whether a role names a local body without its place: 公安局局长."""
    return _without_office(part) in _local_bodies()


def _carrier(role: str) -> str:
    """What a later bare role takes over from an earlier one: its body or its country."""
    return _without_office(role)


def _organisation(roles: list[str]) -> str:
    """The body of the first role that has one; a place alone (温州市常委) is none."""
    for role in roles:
        rest = re.sub("^(?:原|时任|前)", "", _without_office(role))
        if len(rest) > 2 and body_pattern().search(rest) and not any(m.end == len(rest) for m in places.find(rest)):
            return rest
    return ""
