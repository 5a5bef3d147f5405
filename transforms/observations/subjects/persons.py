"""People that a sentence names: takes a sentence, gives its Chinese names as topics.

The tagger's word for a name counts where an office in front or a verb behind vouches for it somewhere in the
article; behind an office (局长罗杰) or an age (25岁的曾国洋) the characters of a name suffice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

import ahocorasick_rs

from transforms.frame import Frame, Sentence
from transforms.language import names
from transforms.language.lexicons import lexicon
from transforms.observations.subjects.topic import Topic

_BEHIND_NAMES = tuple("，。、：；“”（）在为从被将把和与及对用已则等说表介也就是因带向从来于都还只曾每 生一先独")
_ADDRESSED = re.compile("(?P<family>[\\u4e00-\\u9fff])(?:先生|女士)")
_NAME = 3  # characters
# 【榜样】傅进华：守山三十年
_TITLED = re.compile(r"(?:^|[】\s])(?P<name>[\u4e00-\u9fff]{2,4})(?=[：:])")
_OFTEN = 3  # mentions that make a name of three characters a person's
# What the tagger takes for a name: 龙舟赛, 毛伊岛, 强降雨
_NO_PERSON = re.compile(".*(?:[村赛岛碑裔质皖镇县乡队员者性率]|降雨|竹林)")
_PLACES = ("村", "岛")
_AGED = re.compile("岁的?")


class Persons:
    """Finds the people of one article, sentence by sentence."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._people: dict[str, bool] = {}

    def named(self, sentence: Sentence) -> list[Topic]:
        """The people of one sentence."""
        found, cut = [*self._holders(sentence), *_addressed(sentence)], sentence.words
        for name in self._told:
            if name in sentence.text:
                starts = (sentence.start + match.start() for match in re.finditer(name, sentence.text))
                found += [Topic(start, start + len(name), name, "person") for start in starts]
        for index, word in enumerate(cut):
            if not word.tag.startswith("nr"):
                continue
            text, end = word.text, word.end
            following = cut[index + 1] if index + 1 < len(cut) else None
            if following and following.tag == "nr" and len(text) == 2 and len(following.text) == 1:
                text, end = text + following.text, following.end
            if text in self._told:
                continue
            if text.endswith(_PLACES) and len(text) > 2:
                found.append(Topic(word.start, end, text, "place", sort="town"))  # 滕溪村, 毛里岛
            elif self._is_person(text):
                found.append(Topic(word.start, end, text, "person"))
        return found

    @cached_property
    def _told(self) -> list[str]:
        """Those whom the title names with a mark behind (…：傅进华：…), however the tagger cuts them in the text."""
        said = (match["name"] for match in _TITLED.finditer(self._frame.title))
        return [n for n in said if names.is_surname(n[0]) and len(n) <= _NAME and self._frame.folded.count(n) >= _OFTEN]

    def _holders(self, sentence: Sentence) -> list[Topic]:
        """People right behind their office, which the tagger may have cut wrongly (辅警傅|进华)."""
        found, text, offset = [], sentence.text, sentence.start
        ends: set[int] = set()
        behind_offices = [(end, False) for _, _, end in _offices().find_matches_as_indexes(text)]
        for end, aged in [*behind_offices, *((match.end(), True) for match in _AGED.finditer(text))]:
            ends = ends or {word.end - offset for word in sentence.words}
            for size in (3, 2):
                name, behind = text[end : end + size], text[end + size : end + size + 1]
                closed = behind in _BEHIND_NAMES or (size == 3 and end + size in ends)
                if (
                    closed
                    and names.is_chinese_name(name, vouched=aged)
                    and (name[-1] == "村" or not _NO_PERSON.fullmatch(name))
                ):
                    found.append(Topic(offset + end, offset + end + size, name, "person"))
                    break
        return found

    def _is_person(self, name: str) -> bool:
        known = self._people.get(name)
        if known is None:
            plausible = not _NO_PERSON.fullmatch(name) and names.is_chinese_name(name, vouched=len(name) == 3)
            known = self._people[name] = plausible and self._vouched(name)
        return known

    def _vouched(self, name: str) -> bool:
        """Whether an office in front or a verb behind shows somewhere that a name is a person's."""
        text, start = self._frame.folded, -1
        if len(name) == 3 and text.count(name) >= _OFTEN:
            return True
        while (start := text.find(name, start + 1)) >= 0:
            if names.ends_with_office(text[max(0, start - 8) : start]):
                return True
            if text.startswith(_vouching(), start + len(name)):
                return True
        return False


def _addressed(sentence: Sentence) -> Iterator[Topic]:
    """People who are named by their family name only: 邓先生, 谢女士."""
    if "先生" in sentence.text or "女士" in sentence.text:
        for match in _ADDRESSED.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if names.is_surname(match["family"]) and any(word.start == start for word in sentence.words):
                yield Topic(start, end, match.group(), "person")


@lru_cache(maxsize=1)
def _vouching() -> tuple[str, ...]:
    return tuple(lexicon("subjects")["vouching"])


@lru_cache(maxsize=1)
def _offices() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(names.offices(), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
