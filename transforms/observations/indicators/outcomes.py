"""Quantities that have a grammar of their own: casualties, ages, magnitudes, durations, visits, medals and ranks.

Takes the core before a number and the tokens after it, gives a :class:`Named`, or None where the quantity is
none of these.
"""

from __future__ import annotations

from transforms.observations.indicators.circumstances import event, event_told
from transforms.observations.indicators.cores import rank_in
from transforms.observations.indicators.counted import before_measure, noun_phrase, predicate
from transforms.observations.indicators.heads import Heads, Named
from transforms.observations.indicators.lists import Tokens, is_measure, spell
from transforms.observations.indicators.unit_kinds import MEDALS
from transforms.observations.indicators.word_sets import endings, word_set
from transforms.records import Observation

CAUSING = frozenset(("造成", "导致", "致", "致使", "夺走"))
_RANKED_NAME = 14  # characters
_GOING = frozenset(("到", "赴", "来到", "前往", "深入", "走进"))
_MEASURES_TAKEN = frozenset(("降准", "降息", "加息"))
_TAKEN = ("被捕", "被扣押")  # what people do to people is no work of the event told before
_REVISED = frozenset(("修正", "修订", "更新"))


def casualties(core: Tokens, right: Tokens, observation: Observation, heads: Heads) -> Named | None:
    """火灾事故造成38人|死亡: the outcome, with the event that caused it."""
    if not _counts_people(observation, right) or (core and core[0].text == "占"):
        return None  # 占|死亡人数的七成 is a share
    core = core[:-1] if core and core[-1].text in _REVISED else core
    outcome = next((i for i, token in enumerate(right[:4]) if token.role == "W"), None)
    if outcome is not None:
        suffered = right[: outcome + 1]
    elif core and core[-1].role == "W" and not right:
        suffered, core = core[-1:], core[:-1]
    elif len(core) > 1 and core[-1].text == "人数" and core[-2].role == "W" and not right:
        people = spell(core[-2:])  # 修正洪灾|死亡人数
        return Named((event(core[:-2]) or _told(heads)) + people, people)
    else:
        return None
    people = spell([token for token in suffered if token.role not in "DTRME"])
    cause = _cause(core, people, heads)
    if cause is None:
        return None
    cause = "" if cause and cause in people else cause  # 因高温|死亡
    heads.suffered = cause + people
    return Named(cause + people, people, cause)


def _cause(core: Tokens, people: str, heads: Heads) -> str | None:
    """What befell people, with its verb (地震造成); None where a verb tells of something else that was done."""
    causing = next((i for i, token in enumerate(core) if token.text in CAUSING), None)
    if causing is not None:
        verb = core[causing].text
        named = spell([token for token in core[:causing] if token.role == "n"][-2:])
        cause = event(core[:causing]) or (named and named + verb) or _told(heads)
        heads.cause = cause + (verb if not cause.endswith(verb) else "")  # 地震造成死亡
        return heads.cause
    if any(token.role in "Vv" for token in core):
        return None
    if people.endswith(_TAKEN):
        return heads.prefix
    return heads.prefix or heads.cause or _told(heads)


def _told(heads: Heads) -> str:
    """The event told last: in this paragraph, else in the sentences before up to the headline."""
    heads.event = heads.event or event_told(heads.told)
    return heads.event


def _counts_people(observation: Observation, right: Tokens) -> bool:
    if not observation.unit:
        return bool(right) and right[0].role == "W"  # 致10死|48伤
    return observation.unit[-1] in "人名例位" or not right or observation.unit == right[0].text


def victims(left: Tokens, right: Tokens, observation: Observation, heads: Heads) -> Named | None:
    """空袭造成13人死亡，包括|4名儿童: of what befell the whole, a part."""
    if not heads.suffered or observation.unit not in ("人", "名", "位") or not right or right[0].role != "n":
        return None
    if not any(token.text in ("包括", "其中") for token in left) and not heads.among:
        return None
    people = spell(noun_phrase(right)[0])
    return Named(heads.suffered + people, people)


def parts(left: Tokens, core: Tokens, right: Tokens, observation: Observation) -> Named | None:
    """《纲要》共|15章, 获得|6金: units that are themselves what is counted."""
    if observation.unit in MEDALS:
        verb = [token for token in core if token.role == "V"][-1:]
        return Named(spell(verb) + observation.unit + "牌", observation.unit + "牌")
    alone = not core and not right and all(token.role in "OD、LTm" for token in left)
    of_parts = alone and observation.unit in word_set("part_unit")
    return Named(observation.unit + "数", observation.unit) if of_parts else None


def age(core: Tokens, right: Tokens, observation: Observation) -> Named | None:
    """12岁|的女儿 → 女儿年龄; 平均年龄|43岁 names itself."""
    if observation.unit not in ("岁", "周岁"):
        return None
    if any(token.text.endswith(("年", "龄", "寿命", "岁")) for token in core):
        return Named(spell(core))
    noun = ""
    if right and right[0].role in "En":
        noun = right[1].text if right[0].role == "E" and len(right) > 1 else right[0].text
        noun = noun if noun.endswith(endings("kin")) else ""  # of 65岁的村民老周 the owner names the villager
    return Named(noun + "年龄", noun)


def magnitude(right: Tokens, observation: Observation) -> Named | None:
    """6.2级|地震灾后重建 is the earthquake's, whatever else is said of it."""
    quake = observation.unit == "级" and bool(right) and right[0].text.startswith(("地震", "余震"))
    return Named(right[0].text[:2], right[0].text[:2]) if quake else None


def visits(right: Tokens, observation: Observation) -> Named | None:
    """两次|到湖南考察调研, 三次|访问越南: what was done so often, with where; 两次|降准释放资金: the measure taken."""
    if observation.unit not in ("次", "回") or not right:
        return None
    if right[0].text in _MEASURES_TAKEN:
        return Named(right[0].text, right[0].text)
    place = 1 if right[0].text in _GOING or (len(right) > 1 and right[0].role == "v") else 0
    if not place or len(right) < 2 or right[1].role not in "SGO":
        return None
    end = place + 1
    while end < len(right) and right[end].role in ("vnVk" if right[0].text in _GOING else "v") and end < place + 4:
        end += 1
    return Named(spell(right[:end]), spell(right[place:end]))


def ranked_thing(right: Tokens) -> Named | None:
    """9种|矿产资源量居全国首位: the thing counted, with the measure by which it ranks; None where that is long."""
    ranked = rank_in(right)
    if not ranked:
        return None
    thing = before_measure(right[:ranked])
    measured = thing != right[:ranked] and is_measure(right[ranked - 1])
    if not measured or any(token.role in "V、" for token in right[:ranked]):
        return None
    text = spell([token for token in right if token.role not in "GDT"])
    return Named(text, spell(thing)) if len(text) <= _RANKED_NAME else None


def lasting(left: Tokens, core: Tokens, right: Tokens, observation: Observation, heads: Heads) -> Named | None:
    """为期8天|的罢工; 制造业规模连续|13年居世界首位; 4次|提高基础养老金."""
    if observation.unit not in word_set("duration_unit"):
        return None
    if not right:
        return _lasted(core, heads)
    timed = observation.unit not in ("次", "届") or (core and core[-1].role == "k")
    if right[0].role == "E" and timed and not (core and is_measure(core[-1])):
        object_of = any(token.role in "Vv" for token in core)  # 结束|为期7天的海上巡航行动
        noun = spell(noun_phrase(right, within=object_of)[0])
        verb = next((i for i, token in enumerate(core) if token.role in "Vv"), len(core) - 1)
        if noun and core and core[-1].role in "Vv" and observation.unit in ("年", "个月"):
            noun += core[-1].text  # 传承|千年的技艺
        elif core and verb < len(core) - 1 and core[-1].role != "k":
            noun = spell(core[verb:])  # 扎根电力事业|20年的他
        return Named(noun, noun) if noun else None
    if right[0].role in "VvCkHPM" or (core and core[-1].role == "k"):
        said = predicate(right)
        if not core and all(token.role == "C" for token in said):
            return None  # 产量一周内|提高了
        text = spell([*core, *said])
        about = spell([token for token in core if token.role != "k"])
        if not about and core and said and said[0].text in word_set("ranked"):  # 连续33年居全国首位
            text = heads.noun + text
        return Named(text, about or heads.noun or text)
    return None


def _lasted(core: Tokens, heads: Heads) -> Named | None:
    """完成出舱活动，历时|7小时."""
    alone = heads.recent and core and all(token.role == "k" for token in core)
    said = "" if heads.noun.endswith(spell(core)) else spell(core)  # 耗时由3小时|缩短至40分钟
    return Named(heads.noun + said, heads.noun) if alone else None
