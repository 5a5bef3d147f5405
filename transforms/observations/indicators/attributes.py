"""Numbers that describe a thing instead of counting it: 载有90人的客船, 历时3年研制的样机, 距离县城8公里的村庄.

Takes the tokens on either side of a number and the core before it, gives a :class:`Named`, or None where the number
stands in no such clause. What is measured is the thing's (客船载有, 样机研制历时), not the thing itself.
"""

from __future__ import annotations

from transforms.observations.indicators.counted import noun_phrase
from transforms.observations.indicators.heads import Named
from transforms.observations.indicators.lists import Tokens, is_measure, spell
from transforms.observations.indicators.roles import lexicon
from transforms.observations.indicators.unit_kinds import MEDALS, may_last
from transforms.observations.indicators.word_sets import word_set
from transforms.records import Observation

_VESSELS = tuple("机船车艇舰轮舱")
_HAVING = frozenset(("有着", "有", "拥有", "具有"))
_AWAY = ("距离", "相距", "距")
_YIELDING = frozenset(("年产", "日产", "月产", "年处理", "日处理", "年出栏"))
_HEIGHT = {"高达": "高度", "重达": "重量", "长达": "长度", "深达": "深度", "宽达": "宽度"}
_OUTSIDE = frozenset(("外", "之外", "以外", "开外"))
_BRIEF = 3  # characters of a noun that says nothing by itself: the 车程 of 距离县城15分钟的车程
_PROPER = 8  # a longer noun is one thing's own name, which the subject tells


def described_by(left: Tokens, core: Tokens, right: Tokens, observation: Observation) -> Named | None:
    """The measure of a thing that the number describes.

    Args:
        left: the tokens before the number.
        core: what of them can name something.
        right: the tokens after the number.
        observation: the quantity.

    Returns:
        Its name; None where the number does not describe a thing.
    """
    if away := _away(core, right):
        return away
    if (beyond := _beyond(right, observation)) and all(token.role in "VvDR" for token in core):
        return beyond
    if not right or all(token.role != "E" for token in right) or observation.unit in MEDALS:
        return None
    return (
        _of_the_time(left, right, observation)
        or _carrying(left, right, observation)
        or _having(left, right)
        or _yielding(left, right)
        or _won_by(left, right)
        or _reaching(left, core, right, observation)
        or _measured(core, right)
    )


def _away(core: Tokens, right: Tokens) -> Named | None:
    """距离县城|8公里的村庄; 距离县城|15分钟的车程; 距离开幕还有|100天."""
    start = next((i for i, token in enumerate(core) if token.text in _AWAY), -1)
    if start < 0 or (start + 1 == len(core)) or any(token.role in "VL" for token in core[start:]):
        return None
    place = [token for token in core[start + 1 :] if token.role not in "SGE"] or core[start + 1 :]
    noun = noun_phrase(right)[0] if right and right[0].role == "E" else []
    brief = spell(noun) if len(spell(noun)) <= _BRIEF else ""
    away = core[start].text + spell(place)
    return Named(away + brief if brief.endswith(("程", "时间")) else brief + away, spell(place))


def _beyond(right: Tokens, observation: Observation) -> Named | None:
    """60公里|外的林场 → 林场距离; of a place with a name the distance alone."""
    if len(right) < 3 or right[0].text not in _OUTSIDE or right[1].role != "E" or observation.unit[-1:] not in "里米":
        return None
    noun = noun_phrase(right[1:])[0] if right[2].role == "n" else []
    short = spell(noun) if len(spell(noun)) <= _BRIEF else ""
    return Named(short + "距离", short)


def _of_the_time(left: Tokens, right: Tokens, observation: Observation) -> Named | None:
    """历时|3年研制的样机 → 样机研制历时; 持续|两个月的干旱 → 干旱持续."""
    if not left or not may_last(observation.unit):
        return None
    if left[-1].text == "了" and len(left) > 1 and right[0].role == "n" and len(left[-2].text) == 1:
        ending = next(i for i, token in enumerate(right) if token.role == "E")
        return Named(left[-2].text + spell(right[:ending]), spell(right[:ending]))  # 开了|15年货车的老周
    if left[-1].text not in ("历时", "耗时", "持续"):
        return None
    if right[0].role == "E" and left[-1].text == "持续":
        noun = noun_phrase(right)[0]
        return Named(spell(noun) + left[-1].text, spell(noun)) if noun else None
    if len(right) > 2 and right[0].role in "Vv" and right[1].role == "E":
        noun = noun_phrase(right[1:])[0]
        return Named(spell(noun) + right[0].text + left[-1].text, spell(noun)) if noun else None
    return None


def _carrying(left: Tokens, right: Tokens, observation: Observation) -> Named | None:
    """载有|90人的客船 → 客船载有."""
    carried = observation.unit in ("人", "名", "吨") and right[0].role == "E"
    if not left or left[-1].text not in word_set("carrying") or not carried:
        return None
    noun = noun_phrase(right)[0]
    end = next((i + 1 for i, token in enumerate(noun) if token.text.endswith(_VESSELS)), len(noun))
    return Named(spell(noun[:end]) + left[-1].text, spell(noun[:end])) if noun else None


def _having(left: Tokens, right: Tokens) -> Named | None:
    """有着|百年历史的祠堂 → 祠堂历史; 有着|900个泊位的游艇港 → 泊位."""
    ending = next(i for i, token in enumerate(right) if token.role == "E")
    if not left or left[-1].text not in _HAVING or not 0 < ending < 4 or right[0].role != "n":
        return None
    had = spell(right[:ending])
    noun = noun_phrase(right[ending:])[0] if right[ending + 1 : ending + 2] and right[ending + 1].role == "n" else []
    if had != "历史":
        return Named(had, had) if left[-1].text == "有着" else None
    return Named(spell(noun) + had, spell(noun))


def _yielding(left: Tokens, right: Tokens) -> Named | None:
    """年产|5万吨铝箔的项目 → 铝箔年产."""
    ending = next(i for i, token in enumerate(right) if token.role == "E")
    if not left or left[-1].text not in _YIELDING or not ending:
        return None
    return Named(spell(right[:ending]) + left[-1].text, spell(right[:ending]))


def _won_by(left: Tokens, right: Tokens) -> Named | None:
    """以|31%的得票率进入议会: what is said after the measure is no part of it."""
    if not left or not left[-1].text.endswith("以") or right[0].role != "E":
        return None
    noun = noun_phrase(right)[0]
    return Named(spell(noun), spell(noun)) if noun else None


def _reaching(left: Tokens, core: Tokens, right: Tokens, observation: Observation) -> Named | None:
    """高达|50米的塔吊 → 塔吊高度."""
    tied = spell(left[-2:]) if left[-1:] and left[-1].text == "达" else spell(left[-1:])
    measure = _HEIGHT.get(tied, "") if observation.unit[-1:] in "米吨斤" else ""
    noun = noun_phrase(right)[0] if measure and right[0].role == "E" else []
    if not noun or (core and is_measure(core[-1])):
        return None
    return Named(spell(noun) + measure, spell(noun))


def _measured(core: Tokens, right: Tokens) -> Named | None:
    """重量|超过900吨的长江大桥钢梁 → 重量: of a thing with a name, or with a long one, the measure alone."""
    if right[0].role != "E" or len(core) != 1 or not is_measure(core[0]) or core[0].text in lexicon().describing:
        return None
    noun = noun_phrase(right)[0]
    named = len(right) > 2 and (right[1].role in "SO" or any(token.text[:1] in "“《" for token in noun))
    return Named(core[0].text, core[0].text) if named or len(spell(noun)) > _PROPER else None
