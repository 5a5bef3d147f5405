"""Things that a sentence leads with: takes a sentence, gives the noun phrase that something is told to happen to.

岭东水网二期工程今天（3月2日）在广西开工建设: what is opened, launched or put to sea is a thing with a name of its own,
whatever its name ends in and whether or not a lexicon knows it. The verb vouches for it, and a proper word at its
front (a place, a quotation, a number of order), or the noun of a thing at its end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import ahocorasick_rs

from transforms.frame import Frame, Sentence
from transforms.language import names
from transforms.language.lexicons import lexicon
from transforms.language.words import Word
from transforms.observations.subjects import things
from transforms.observations.subjects.topic import Topic

_TIME = r"今天|今日|今晚|昨天|昨日|昨晚|近日|日前|近期|目前|\d+月\d+日|\d+日|正在"
_HOW = "已|将|正式|顺利|成功|全线|全面|首次|今起|即将|同步|于|从|再次"
_REST = "建设|运营|发电|运行|通车|使用|试航|生产|仪式"  # what may stand behind the verb: 开通|运营
_NUMBER = "[\\d一二三四五六七八九十百千万亿余多两]+"
# What is counted or measured there, or a clause of its own: 10地市60个项目, 12公里道路, 实现全桥
_NO_NAME = re.compile(rf"(?<![第首]){_NUMBER}[个家座条项名批](?!线)|\d[万亿公米]|实现|预计|完成|进入|[今明去]年")
_ORDINAL = re.compile(
    r"第[一二三四五六七八九十百零\d]+[届次批期]|[一二三四五六七八九十百\d]+届|首届|20\d\d年?|新一代|首个"
)
# A part at the end of a name: 青江大桥|主体, 岭东水电站|首台机组
_TAIL = re.compile(
    rf"(?:主体(?:工程)?|主线|主拱圈|全桥|全部|双线|[左右]线|(?:首|{_NUMBER})[台套号](?:机组|风机)(?:全部)?)$"
)
_GRAMMAR = "pcuyr"  # tags of words that no name holds
_ADVERBS = frozenset("将已仍再又也都就正还均")
_LONGEST = 20  # words
_SHORTEST = 6  # characters, where nothing in it is proper
_start = attrgetter("start")


def named(sentence: Sentence, frame: Frame) -> list[Topic]:
    """The thing that a sentence leads with, if any."""
    if not _automaton().find_matches_as_indexes(sentence.text):
        return []
    match = _pattern().search(sentence.text)
    if match is None:
        return []
    name = _TAIL.sub("", match["name"])
    start = sentence.start + match.start("name")
    end = start + len(name)
    first = bisect_left(sentence.words, start, key=_start)
    cut = [word for word in sentence.words[first : first + _LONGEST] if word.end <= end]
    if len(cut) < 2 or cut[0].start != start or cut[-1].end != end or not _is_name(cut, name):
        return []
    proper = _opens_properly(cut, name, frame, sentence)
    return [Topic(start, end, name, "project", sort="lead")] if proper or _ends_as_thing(cut, name) else []


def _is_name(cut: list[Word], name: str) -> bool:
    """Whether a noun phrase may be the name of a thing: no people, no count and no grammar in it."""
    head = cut[-1]
    if (
        head.text in _lexicon().people
        or names.ends_with_office(name)
        or (head.tag[0] in "vdrtpmq" and head.tag != "vn")
    ):
        return False
    spared = ("我国", "与", "和") if _ORDINAL.match(name) else ("我国",)  # 2021世界木材与家具博览会
    plain = all((w.tag[0] not in _GRAMMAR or w.text in spared) and w.text not in _ADVERBS for w in cut)
    return plain and not _NO_NAME.search(name)


def _opens_properly(cut: list[Word], name: str, frame: Frame, sentence: Sentence) -> bool:
    """Whether a place, a quotation or a number of order opens a name."""
    if name[0] == "“" or name.startswith(_lexicon().firsts) or _ORDINAL.match(name):
        return True
    first = next((m for m in frame.places_in(sentence) if m.start == cut[0].start and m.kind != "world"), None)
    return first is not None and first.end < cut[-1].end


def _ends_as_thing(cut: list[Word], name: str) -> bool:
    """Whether a name long enough to be one ends in the noun of a thing (智慧公交调度平台)."""
    head = cut[-1].text
    if cut[0].tag == "v" or (len(name) <= _SHORTEST and not name.endswith(_lexicon().built)):
        return False
    return things.is_thing(head) or head in things.described() or name.endswith(_lexicon().endings)


class _Words(NamedTuple):
    people: frozenset[str]
    endings: tuple[str, ...]
    firsts: tuple[str, ...]
    built: tuple[str, ...]


@lru_cache(maxsize=1)
def _lexicon() -> _Words:
    data = lexicon("subjects")
    return _Words(frozenset(data["people"]), *(tuple(data[key]) for key in ("launched", "firsts", "built")))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    verbs = "|".join(lexicon("subjects")["happening"])
    end = rf"(?:{verbs})(?:{_REST})?(?=[，。；：\n]|$)"
    plain = "[^，。；：！？、的—（）“\\n]"
    name = rf"{plain}{{0,12}}“[^”\n]{{2,40}}”{plain}{{0,16}}?|{plain}{{4,30}}?"
    dated = rf"(?:{_TIME})(?:（[^）\n]*）)?[^，。；：的\n]{{0,24}}?"
    placed = rf"(?:在[^，。；：\n\d有]{{0,24}}?|(?:{_HOW})[^，。；：\n\d有的]{{0,24}}?)"
    return re.compile(rf"(?:^|[，：—的])(?P<name>{name})(?:{dated}|{placed})?{end}")


@lru_cache(maxsize=1)
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(lexicon("subjects")["happening"])
