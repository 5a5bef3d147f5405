"""Who owns a number by the words right around it: takes a clause, what its sentence names and the number's place.

These rules look at one sentence and beat its topics: an owner whose nouns lead straight to the number
(拉低保守党支持率至18%), the one a relative clause tells of (救起43人的一级英模李本春), the place where people were
hurt (以军轰炸加沙城，造成70人死亡), and, where a sentence has no topic, the place where it happens.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transforms.frame import Sentence
from transforms.language.lexicons import lexicon
from transforms.language.words import Word
from transforms.observations.subjects import things
from transforms.observations.subjects.fronts import Clause
from transforms.observations.subjects.topic import Topic

_FARTHEST = 40  # characters from a number to the one a relative clause tells of
_PERSON_BEHIND = re.compile(r"[^。；：]*的[^，。；：的、和与]{0,8}")
_AGED_ONE = re.compile("[^，。；：、]{0,10}")  # 68岁|南京市民|谢先生
_LISTED = re.compile(r"(?:、[^，。；：]{1,20})?等(?:\d|[一二三四五六七八九十百千两多])")  # 在北京、深圳等15个城市
_TELLING = re.compile("(?:目前)?(?:共有?|已有|现有|包括|吸引|设|涵盖|首批|来自|内容|有\\d|\\d)")
_MARK = 1  # character
_LONG_NAME = 9  # characters
# The last character of a count, at the end of its clause; 中欧班列1700列 stays its own
_CLASSIFIER = re.compile(r"[个座处条家项艘架台套只部辆场所支件][，。、；]")
_PLURAL = ("活动", "仪式", "项目", "工程")  # often more than one: 举行庆祝活动
_WORTH = ("元的", "瓦的", "吨的")
_THING_BEHIND = re.compile(r"[^。；：，、]{0,8}的")


class Spot(NamedTuple):
    """Where a number stands: its span, its sentence, and what the sentence names."""

    start: int
    end: int
    sentence: Sentence
    named: list[Topic]

    def text(self, start: int, end: int) -> str:
        """The sentence's text between two positions of the article."""
        offset = self.sentence.start
        return self.sentence.text[max(0, start - offset) : max(0, end - offset)]

    def verbs(self, start: int) -> bool:
        """Whether a verb stands between a position and the number."""
        return any(word.tag[0] in "vpd" for word in self.words(start, self.start))

    def words(self, start: int, end: int) -> list[Word]:
        """The words that lie between two positions."""
        return [word for word in self.sentence.words if start <= word.start and word.end <= end]


def told_of(spot: Spot) -> Topic | None:
    """Who or what a relative clause tells of: 救起43人的一级英模李本春, 惠及3400万人的引大济岷工程."""
    aged = spot.text(spot.start, spot.end).endswith("岁")
    for topic in spot.named:
        if topic.kind == "place" or topic.start < spot.end:
            continue
        gap = spot.text(spot.end, topic.start)
        if len(gap) >= _FARTHEST:
            break
        if topic.kind == "person" and (_PERSON_BEHIND.fullmatch(gap) or (aged and _AGED_ONE.fullmatch(gap))):
            return topic
        if topic.kind == "project" and _THING_BEHIND.fullmatch(gap):
            return topic
    return _described_behind(spot)


def _described_behind(spot: Spot) -> Topic | None:
    """The thing that a phrase behind the number describes: 总投资25亿元的|高端风电铸件智能制造基地."""
    if spot.text(spot.end - 1, spot.end + 1) not in _WORTH:
        return None
    return things.phrase_from(spot.words(spot.end + 1, spot.sentence.end), spot.sentence)


def leading(spot: Spot, clause: Clause) -> Topic | None:
    """The name in the clause, behind its topic, whose nouns lead straight to the number."""
    inside = [topic for topic in spot.named if clause.start <= topic.start and topic.end <= spot.start]
    topic = inside[-1] if inside else None
    if topic is None or topic.kind == "person" or topic.sort == "world" or _within(topic, clause.topic):
        return None
    if is_scope(spot, topic):
        return None
    between = spot.words(topic.end, spot.start)
    ahead = spot.words(clause.start, topic.start)
    if counted(spot, topic, clause.start) or _is_object(topic, between, ahead, clause):
        return None
    return topic if all(_leads(word) for word in between) and not _governed(ahead) else None


def is_scope(spot: Spot, topic: Topic) -> bool:
    """Whether a name right in front of the number tells whence or what is counted (全国11家乐团, “两重”项目178个)."""
    if topic.kind == "project" and topic.end == spot.start:
        return any(word.tag[0] == "v" for word in spot.words(spot.sentence.start, topic.start)[-2:])
    whole = topic.sort == "world" or (topic.sort == "pointed" and topic.name == "中国")
    return whole and topic.end == spot.start


def _within(topic: Topic, row: Topic | None) -> bool:
    return row is not None and row.start <= topic.start and topic.end <= row.end


def _is_object(topic: Topic, between: list[Word], ahead: list[Word], clause: Clause) -> bool:
    """Whether a verb in front takes the name or what follows it as its object, so that it owns nothing."""
    if topic.kind == "project" and not between and any(word.tag[0] == "v" for word in ahead[-2:]):
        return True  # 建成过江通道4座
    taken = clause.topic or topic.kind == "organisation" or (topic.sort == "pointed" and topic.name != "中国")
    if not between and taken and ahead and (ahead[-1].text == "了" or ahead[-1].tag == "v"):
        return True  # 俄军击落了乌军2架
    # 俄军击毁了基辅地区的1台: the place of the thing
    return topic.start > clause.start and bool(between) and between[-1].text == "的"


def counted(spot: Spot, topic: Topic, start: int) -> bool:
    """Whether a name is one of those that the number counts: 东盟医疗保健合作中心等3个项目, 迭部、碌曲、镇原4县."""
    gap = spot.text(topic.end, spot.start)
    if topic.sort == "list":
        return False
    if topic.kind == "project" and not gap and _CLASSIFIER.match(spot.text(spot.end - 1, spot.end + 1)):
        return True  # 新建通航机场5个，…
    if gap.endswith("等") and gap.startswith(("、", "和", "及")):
        return True
    if spot.verbs(topic.end):
        return False
    return gap.endswith("等") or "、" in gap or "、" in spot.text(start, topic.start)


def introduced(spot: Spot, clause: Clause, own: Clause) -> Topic | None:
    """What an earlier clause brings in and the number's own tells of: 香港举行国际龙舟邀请赛，共有160支队伍参赛."""
    if not _TELLING.match(spot.text(own.start, own.end)):
        return None
    inside = [topic for topic in spot.named if clause.start < topic.start and topic.end <= clause.end]
    last = inside[-1] if inside and clause.end - inside[-1].end <= _MARK else None
    if last is None or last.kind != "project":
        last = things.phrase_to(spot.words(clause.start, clause.end - _MARK), spot.sentence)
    if (
        last is None
        or last is clause.topic
        or (last.name.endswith(_PLURAL) and (len(last.name) < _LONG_NAME or last.name.endswith("仪式")))
    ):
        return None
    return last if any(word.text in _words().introducing for word in spot.words(clause.start, last.start)) else None


def hurt_at(spot: Spot, clauses: list[Clause]) -> Topic | None:
    """Where people were hurt, rather than who hurt them; None where the number counts no victims."""
    if not counts_victims(spot):
        return None
    named = [topic for topic in spot.named if topic.kind == "place" and topic.end <= spot.start]
    if named and named[-1].end == spot.start and named[-1].sort != "world":
        return named[-1]  # 甘肃113人死亡、青海13人死亡
    for clause in reversed(clauses):
        if clause.voice:
            continue
        inside = [topic for topic in named if clause.start <= topic.start < clause.end]
        others = [topic for topic in inside if topic is not clause.topic]
        if inside:
            return (others or inside)[0]
    return None


def counts_victims(spot: Spot) -> bool:
    """Whether a number counts the dead, hurt or missing."""
    return _casualties().match(spot.text(spot.end, spot.sentence.end)) is not None


def happening_at(spot: Spot) -> Topic | None:
    """A place behind 在, 齐聚 or 落户 anywhere in the sentence."""
    for topic in spot.named:
        before = spot.text(topic.start - 2, topic.start)
        if topic.kind in ("place", "project") and topic.sort != "world" and before.endswith(_words().gathering):
            listed = _LISTED.match(spot.text(topic.end, spot.start + 1))
            return None if listed else topic
    return None


def right_behind(spot: Spot) -> Topic | None:
    """A body or place right behind the number: 5名伦敦警察局官员, 19家马里的小企业."""
    return next((topic for topic in spot.named if topic.start == spot.end and topic.kind != "person"), None)


def member(spot: Spot, clause: Clause, numbers: list[int]) -> Topic | None:
    """The member of a row of places that a number of a 分别 list belongs to (浙江、江苏分别增长5%、6%)."""
    row = clause.topic
    if row is None or row.sort != "list" or "分别" not in spot.text(row.end, spot.start):
        return None
    members = [topic for topic in spot.named if row.start <= topic.start and topic.end <= row.end]
    behind = [start for start in numbers if row.end <= start < clause.end]
    if len(members) == len(behind) and spot.start in behind:
        return members[behind.index(spot.start)]
    return None


def _leads(word: Word) -> bool:
    """Whether a word may stand between an owner and its number."""
    return word.tag[0] in "njtmc" or word.tag in ("vn", "b", "uj", "a", "d") or word.text in _words().linking


def _governed(cut: list[Word]) -> bool:
    """Whether words in front of a name make it an object only."""
    if cut and cut[-1].text in ("和", "与", "同", "会同", "联合"):
        return True
    return any(word.text in _words().governing for word in cut)


class _Words(NamedTuple):
    gathering: tuple[str, ...]
    linking: frozenset[str]
    governing: frozenset[str]
    introducing: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = lexicon("subjects")
    return _Words(
        tuple(data["gathering"]),
        frozenset(data["linking"]),
        frozenset(data["governing"]),
        frozenset(data["introducing"]),
    )


@lru_cache(maxsize=1)
def _casualties() -> re.Pattern[str]:
    return re.compile("[^，。；]{0,8}?(?:" + "|".join(lexicon("subjects")["casualties"]) + ")")
