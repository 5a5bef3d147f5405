"""Where a text names people: takes a frame, gives each name and whether an office stands in front of it.

Three signs make a name: an office in front (公安局局长罗杰, 总统普京), a list of names (习近平、李强、赵乐际等), and
the tagger's word for it where the article says the name more than once or lets it speak. How far a name runs
is settled by the words around it: 罗杰|表示, 田国刚|讲的.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs

from transforms.entities import foreign_names, listed_names, pointed_names, quotations
from transforms.entities.organisation_words import words_of_bodies
from transforms.frame import Frame
from transforms.language.lexicons import any_of, lexicon
from transforms.language.names import body_pattern, ends_with_office, is_chinese_name, is_foreign_name, offices
from transforms.language.words import Word, known_word

# “王海|大队”, 雷锋|纪念馆: the name of something that is called so
_PART_OF_NAME = re.compile("[大中]队|[连县州市镇]|故居|纪念[馆碑堂]|陵园|大学|医院")
# 梁小英是一家酒厂的总工程师
_IS_SOMEBODY = re.compile(
    "是[^，。；]{2,30}(?:工程师|教师|医生|[村居渔农牧]民|教授|主任|代表|书记|委员|工人|员工|[队班组社站所院校厂局处科店]长|创始人|传承人|负责人)[，。]"
)
# Where a member of a list of names ends.
_MEMBER_END = re.compile("[、，。；\n等为]")
# 杨波等3名选手
_NAMED_AMONG = re.compile(r"等\d+[名位](?:同志|个人|人|代表|选手|运动员|干部|党员)")
_GIVEN = frozenset("波凡方平尼力达连")  # words of grammar that are characters of names all the same: 王|连
# Last characters of places and things that the tagger takes for names: 裴寨村, 丁二烯.
_COMMON_ENDS = frozenset("馆方村镇乡市县区山河江湖岛州国党会烯酸风港湾桥路寨庙星章碑塔寺庄营堡")
_GRAMMAR = frozenset("同和与向对在应")
_FUNCTION = frozenset("pducvxmtfry")  # tags of words that end a name of two characters: 罗杰|在, 罗杰|还


class Naming(NamedTuple):
    """A name where the text introduces it: ``[start, end)`` of the name; `office` tells that one stands in front."""

    name: str
    start: int
    end: int
    office: bool


def find(frame: Frame) -> list[Naming]:
    """Every place where the text introduces a person by name, in order."""
    spoken = {q.speaker for q in quotations.find(frame) if q.speaker and (q.role or is_chinese_name(q.speaker))}
    spoken = {name for name in spoken if is_chinese_name(name, vouched=True) or is_foreign_name(name)}
    listed = listed_names.find(frame.folded)
    found = {at: Naming(name, at, at + len(name), False) for at, name in listed if not _is_place(frame, at)}
    for naming in _behind_offices(frame, sorted(spoken, key=len, reverse=True)):
        found.setdefault(naming.start, naming)
    for naming in (*_in_front_of_titles(frame), *_foreign_speakers(frame)):
        found.setdefault(naming.start, naming)
    pointed = [] if "·" not in frame.folded else list(pointed_names.find(frame))
    for start, end in pointed:
        name, known = frame.folded[start:end], found.values()
        if name not in _not_names() and not any(naming.start < end and start < naming.end for naming in known):
            found[start] = Naming(name, start, end, False)
    taken = {naming.name for naming in found.values()}
    taken |= {f"{name}为" for name in taken}  # 任命李明|为副主任, which the tagger takes into the name
    for naming in _tagged(frame, taken):
        found.setdefault(naming.start, naming)
    return [found[start] for start in sorted(found)]


@lru_cache(maxsize=1)
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(sorted(offices()), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _behind_offices(frame: Frame, spoken: list[str]) -> Iterator[Naming]:
    text = frame.folded
    for _, start, end in _automaton().find_matches_as_indexes(text):
        at = end
        while text[at : at + 1] == " " and at - end < 2:
            at += 1
        if "\u4e00" <= text[at : at + 1] <= "\u9fff" and "\n" not in text[start:at]:
            name = next((name for name in spoken if text.startswith(name, at)), "")
            name = name or _name_at(frame, at, start)
            if name and name not in _not_names():
                yield Naming(name, at, at + len(name), True)
                yield from _beside(frame, at + len(name))


def _beside(frame: Frame, at: int) -> Iterator[Naming]:
    """The names that go on a list behind a name with its office: 航天员|陈明|、刘云、蔡海哲."""
    while frame.folded[at : at + 1] in ("、", "和"):
        at += 1
        edges = {word.start: word for word in frame.sentence_at(at).words}
        size = 0 if at not in edges or _is_place(frame, at) else _chinese_size(frame.folded, at, at, edges)
        marked = _MEMBER_END.match(frame.folded, at + 3) is not None
        if size == 2 and marked and is_chinese_name(frame.folded[at : at + 3], vouched=True):
            size = 3  # 刘国|中: what follows is a mark
        name = frame.folded[at : at + size]
        if not is_chinese_name(name, vouched=marked) or name in _not_names() or known_word(name):
            return
        yield Naming(name, at, at + size, False)
        at += size


def _name_at(frame: Frame, at: int, office: int) -> str:
    """The name that begins at a position behind an office, or ""."""
    edges = {word.start: word for word in frame.sentence_at(at).words}
    if _is_place(frame, at):
        return ""
    size = _chinese_size(frame.folded, at, office, edges)
    foreign = foreign_names.at(frame.folded, at, edges)
    if size and len(foreign) > size:
        # 国王西哈莫|尼: a rare family name, or what the tagger takes for a foreign one as well
        chinese = is_chinese_name(frame.folded[at : at + size])
        behind = edges.get(at + size)  # 国防部长武切|维奇
        goes_on = len(foreign) > 3 and (edges[at].tag == "nrt" or (behind is not None and behind.tag.startswith("nr")))
        size = size if chinese and not goes_on else 0
    return frame.folded[at : at + size] if size else foreign


def _is_place(frame: Frame, at: int) -> bool:
    index = bisect_left(frame.places, at, key=lambda mention: mention.start)
    return index < len(frame.places) and frame.places[index].start == at


def _chinese_size(text: str, at: int, office: int, edges: dict[int, Word]) -> int:
    """The length of the Chinese name at a position, 0 if none begins there."""
    if not _may_begin(at, office, edges, common=is_chinese_name(text[at] + "明")):
        return 0
    for size in (4, 3, 2):
        candidate = text[at : at + size]
        if len(candidate) < size or not is_chinese_name(candidate, vouched=True):
            continue
        if size == 3 and not is_chinese_name("王" + candidate[1:]):
            continue  # 周强作: the last character belongs to what follows
        if _ends_at(at + size, edges, text) and not (size == 3 and _two_suffice(at, edges)):
            return size
    return 0


def _may_begin(at: int, office: int, edges: dict[int, Word], *, common: bool) -> bool:
    """Whether the words at a position leave room for a name; a family name that is a word needs the tagger's nr."""
    word = edges.get(at)
    if word is None:  # inside a word: 辅警傅|进华 yes, 人民英雄纪念碑 and 同|学习 no
        holder = next((edges[start] for start in range(at - 1, at - 6, -1) if start in edges), None)
        return common and holder is not None and holder.start == office and holder.end == at + 1
    if word.tag.startswith("nr"):
        return True
    if len(word.text) > 1:
        return common and not known_word(word.text)
    return common


def _ends_at(position: int, edges: dict[int, Word], text: str) -> bool:
    """Whether a name may end at a position: a word begins there, or the one around it is the tagger's guess."""
    holder = next((edges[start] for start in range(position - 1, position - 4, -1) if start in edges), None)
    if holder and holder.end > position and not known_word(holder.text):
        return True
    return position in edges or not "\u4e00" <= text[position : position + 1] <= "\u9fff"


def _two_suffice(at: int, edges: dict[int, Word]) -> bool:
    """Whether the third character is a word of its own: 罗杰|在, 韩正|说."""
    third = edges.get(at + 2)
    if third is None:
        return False
    if len(third.text) > 1:
        return known_word(third.text)  # 梁言|顺和: no word, so the name goes on
    return third.tag[0] in _FUNCTION and third.text not in _GIVEN


def _in_front_of_titles(frame: Frame) -> Iterator[Naming]:
    """习近平主席, 埃尔多安总统: the word in front of a title, where the tagger calls it a name."""
    for title in _titles().finditer(frame.folded):
        if frame.folded[title.end() : title.end() + 1] in "团府国令":
            continue  # 主席|团, 总统|府
        at = title.start()
        starts = [word.start for word in frame.sentence_at(at).words if at - 8 <= word.start <= at - 2]
        start = next((start for start in starts if _is_whole_name(frame, start, at)), at)
        while not is_chinese_name(frame.folded[start:at]) and _is_whole_name(frame, start - 1, at):
            start -= 1  # 同托|卡耶夫: the tagger cut it wrongly
        if start < at:
            yield Naming(frame.folded[start:at], start, at, False)


def _is_whole_name(frame: Frame, start: int, end: int) -> bool:
    """Whether a name of the tagger's (习近平), or cut up by it (埃|尔多|安), stands here, and no country (法国总统)."""
    name, cut = frame.folded[start:end], frame.sentence_at(start).words
    if _is_place(frame, start) or body_pattern().search(name):
        return False
    split = len(name) == 3 and is_chinese_name(name, vouched=True)  # 栗|战书
    if split and any(word.start == start and word.text == name[0] and word.tag == "nr" for word in cut):
        return True
    if is_chinese_name(name):
        return any(word.start == start and word.end == end and word.tag.startswith("nr") for word in cut)
    return len(name) > 2 and _GRAMMAR.isdisjoint(name) and is_foreign_name(name)


def _foreign_speakers(frame: Frame) -> Iterator[Naming]:
    """拉马福萨表示: a transliterated name that speaks and is neither a place nor a body."""
    known = words_of_bodies().full
    for name in dict.fromkeys(q.speaker for q in quotations.find(frame) if not q.role):
        if len(name) < 3 or not is_foreign_name(name) or name in known:
            continue
        if body_pattern().search(name) or ends_with_office(name) or ends_with_office(name[:-3]):
            continue
        start = frame.folded.find(name)
        if start >= 0 and not _is_place(frame, start):
            yield Naming(name, start, start + len(name), False)


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    return re.compile("总书记|主席|总统|总理|委员长|首相|外长|国王|国务卿|秘书长|同志")


def _tagged(frame: Frame, taken: set[str]) -> Iterator[Naming]:
    """Names by the tagger's word alone: said twice, or with a verb of saying behind."""
    seen: list[Word] = []
    for sentence in frame.sentences:
        cut = sentence.words
        for index, word in enumerate(cut):
            if not word.tag.startswith("nr"):
                continue
            whole = _joined(cut, index)
            if (
                whole
                and whole.text not in taken
                and whole.text not in _not_names()
                and not _is_place(frame, whole.start)
                and not _PART_OF_NAME.match(frame.folded, whole.end)
            ):
                seen.append(whole)
    counts = Counter(word.text for word in seen)
    speaking = _speaking()
    for word in seen:
        # Two characters are soon taken for a name: they need more than a second mention.
        often = counts[word.text] > (1 if len(word.text) == 3 else 2) and word.text[-1] not in _COMMON_ENDS
        often = often or (counts[word.text] == 2 and _acts(frame, word))
        is_somebody = len(word.text) == 3 and _IS_SOMEBODY.match(frame.folded, word.end) is not None
        often = often or (is_somebody and _acts(frame, word))
        if often or _NAMED_AMONG.match(frame.folded, word.end) or speaking.match(frame.folded, word.end):
            yield Naming(word.text, word.start, word.end, False)


def _acts(frame: Frame, word: Word) -> bool:
    """Whether a clause begins with the name and goes on with a verb (薛峰|带领团队), no word of everyday life."""
    following = next((other for other in frame.sentence_at(word.start).words if other.start == word.end), None)
    opens = frame.folded[max(0, word.start - 1) : word.start] in ("", "\n", "。", "，")
    if not opens or known_word(word.text):  # 陆军, 梅花
        return False
    return word.text[-1] not in _COMMON_ENDS and following is not None and following.tag in ("v", "d")


def _joined(cut: list[Word], index: int) -> Word | None:
    """The whole name that a word tagged as one begins: 丁|薛祥, 刘玲|琍 are cut in two."""
    word = cut[index]
    following = cut[index + 1] if index + 1 < len(cut) else None
    if (
        following
        and len(word.text) + len(following.text) == 3
        and (following.tag.startswith("nr") or following.tag in ("zg", "z", "g"))
    ):
        longer = word.text + following.text
        if is_chinese_name(longer):
            return Word(longer, "nr", word.start, following.end)
    vouched = len(word.text) == 3 and not known_word(word.text)  # 巴剑华: a rare family name, but no word
    return word if is_chinese_name(word.text, vouched=vouched) and len(word.text) < 4 else None


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    return frozenset(lexicon("surnames")["not_names"]) | offices()


@lru_cache(maxsize=1)
def _speaking() -> re.Pattern[str]:
    return re.compile(f"(?:还|也|则|都)?(?:{any_of(lexicon('speech')['saying'])})[，：“。]")
