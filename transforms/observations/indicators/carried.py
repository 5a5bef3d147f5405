"""Heads that stand for part of what was named before: 出口 after 货物贸易进出口, 制造业 after 工业增加值.

Takes the core before a number and what the article has named, gives the core in full (the part that it names, with
what it shares with the whole), or the name of a quantity that leaves its head to the clauses before.
"""

from __future__ import annotations

import re

from transforms.observations.indicators.circumstances import ADDED
from transforms.observations.indicators.cores import about, core_of
from transforms.observations.indicators.counted import shortened
from transforms.observations.indicators.heads import Heads, Named
from transforms.observations.indicators.lists import Tokens, is_measure, spell
from transforms.observations.indicators.movements import MOVEMENTS
from transforms.observations.indicators.openings import is_generic, partner, such_as, topic, untied
from transforms.observations.indicators.phrases import Token
from transforms.observations.indicators.roles import lexicon
from transforms.observations.indicators.unit_kinds import PEOPLE, counts_nothing
from transforms.observations.indicators.word_sets import word_set
from transforms.records import Observation

_COUNTING = frozenset(("项", "家", "座", "处", "条", "套", "件", "种"))  # units of which 个 may stand for the next
_AIMS = ("目标", "计划", "任务", "预算")
_TRADE = re.compile("进出口|(?:出口|进口)(?=$|额|总)")
_FLOWS = frozenset(("出口", "进口", "出口额", "进口额", "出口总额", "进口总额"))
_SECTOR = re.compile("(?:行业|产业|业|品类)(?=.{2,10}$)")


def in_full(core: Tokens, heads: Heads, change: bool) -> Tokens:
    """The core with what it leaves to the words before.

    Args:
        core: what stands before the number.
        heads: what the article has named so far.
        change: whether a rise or fall of it is told.

    Returns:
        The core in full, or an empty list where it needs nothing.
    """
    text = spell(core)
    if text in _FLOWS:
        return _flow(text, heads)
    if len(core) == 1 and is_measure(core[0]):
        return _repeated(core[0], heads)
    if len(core) == 2 and is_measure(core[1]) and (told := _in_short(core[0], heads)):
        return [*told, core[1]]
    return _of_sector(core, heads) if change else []


def _flow(text: str, heads: Heads) -> Tokens:
    """对某国进出口额47亿元，其中|出口30亿元."""
    for named in (*reversed(heads.recent), heads.text):
        if found := _TRADE.search(named):
            owner = named[: found.start()].removesuffix("外贸")
            return [Token(owner + text, "n")]
    return []


def _repeated(measure: Token, heads: Heads) -> Tokens:
    """对我国投资保持增长，|法国投资增长: the measure as the clause before has it."""
    aside = heads.aside if heads.fresh else []
    end = next((i for i, token in enumerate(aside) if token.text == measure.text), 0)
    start = end
    while start and aside[start - 1].role in "nRP" and aside[start].role != "P":
        start -= 1
    start = next((i for i in range(start, end) if aside[i].role != "R"), end)  # 我国|小麦出口延续涨势
    return aside[start : end + 1] if start < end else []


def _in_short(thing: Token, heads: Heads) -> Tokens:
    """认定35家工业设计示范园区，|园区营收: the thing whose name the clause before has in full."""
    if len(thing.text) < 2 or thing.role != "n":
        return []
    named = heads.noun if heads.recent and not counts_nothing(heads.unit) and "的" not in heads.noun else ""
    if named.endswith(thing.text) and len(thing.text) < len(named) <= len(thing.text) + 8:
        return [Token(named, "n")]
    aside = heads.aside if heads.fresh else []
    end = next((i for i, token in enumerate(aside) if token.text == thing.text), 0)
    start = end
    while start > max(0, end - 2):  # 全省|研发人员总量跃居前列，人员数量
        if aside[start - 1].role != "n" and not (start > 1 and aside[start - 1].text in lexicon().nominal):
            break
        start -= 1
    return aside[start : end + 1] if start < end else []


def _of_sector(core: Tokens, heads: Heads) -> Tokens:
    """高技术产业实际使用外资增长，其中，|高技术制造业增长: a sector without the measure of the one before."""
    if not heads.recent or not core[-1].text.endswith(("业", "品类")) or core[-1].role != "n":
        return []
    found = _SECTOR.search(heads.text)
    return [*core, Token(heads.text[found.end() :], "n")] if found else []


def of_another(core: Tokens, observation: Observation) -> bool:
    """占|全国的一半, 与|生产总值之比, 完成|全年目标的80%: a ratio whose other side was named before."""
    aimed = core[0].text == "完成" and core[-1].text.endswith(_AIMS) and observation.unit == "%"
    return aimed or core[0].text in word_set("of_whole") or (core[0].text == "与" and core[-1].text.endswith("比"))


def of_whole(core: Tokens, heads: Heads) -> Named:
    """完成造林9亿亩，占全球人工造林的|1/4; 东盟为第一大贸易伙伴，占外贸总值的|15%; 与生产总值之比."""
    text = "占比" if len(core) == 1 and core[0].text == "占" else spell(core)
    if core[0].text == "占" and heads.fresh:
        told = partner(heads.aside) or ("" if heads.recent else spell(untied(core_of(heads.aside)[0])))
        if told:
            return Named(told + text, told)
    return Named(heads.text if text in heads.text else heads.text + text, heads.noun)


def reaching(heads: Heads) -> str:
    """What reaches or brings about: 落实育儿补贴政策，|惠及5万户; 发放补助资金8亿元、|惠及3万人."""
    if not heads.fresh:
        return heads.noun if heads.recent and lexicon().roles.get(heads.noun) != "V" else ""
    core = core_of(heads.aside)[0]
    start = 1 if core and core[0].role in "Vv" else 0
    end = next((i for i in range(start, len(core)) if core[i].role in ("CLP" if start else "VvCLP")), len(core))
    owner = spell(core[start:end])
    return owner if len(owner) <= 10 else ""


def acted_alone(verb: str, observation: Observation, heads: Heads) -> Named | None:
    """What a verb acts on, where only the words before tell: 签约项目90个，开工|50个; 哈方释放11人，对方|释放33人.

    Where a verb was counted before, its doer stays: 重点工程开工30个，竣工|20个. None where nothing was counted so.
    """
    acts = verb in heads.noun or (lexicon().roles.get(heads.noun[-2:]) == "V" and not heads.noun.endswith("组织"))
    same = heads.unit == observation.unit
    if acts and same and heads.recent and heads.noun == heads.text and "的" not in heads.text:
        told = heads.noun[:-2] + verb
        return Named(told, told, verb) if observation.unit not in PEOPLE else None
    same = same or (observation.unit == "个" and heads.unit in _COUNTING)
    return Named(verb + heads.noun, heads.noun, verb) if not acts and (same or verb in ADDED) else None


def body_counted(left: Tokens, right: Tokens, observation: Observation, heads: Heads) -> Tokens:
    """建设图书馆3座、文化馆|5座; 南湖新区招商项目|20个: the name before a count, where nothing else is counted."""
    if not left or left[-1].role != "O" or counts_nothing(observation.unit):
        return []
    return left[-1:] if heads.prefix or not (right or observation.unit in PEOPLE) else []


def inherited(heads: Heads, unit: str) -> Named:
    """What was named last; but the head of the clause just before, if that has one (数字经济指数升得最快，较上年…).

    物价同比下降1%，降幅收窄0.4个百分点；环比上涨|0.2%: what rises by percent is the measure, and not how fast it moves.
    """
    if heads.fresh and (core := untied(core_of(heads.aside)[0])) and not (heads.text and is_generic(core)):
        return Named(spell(core), about(core))
    if heads.fresh and (core := such_as(heads.aside) or topic(heads.aside)):
        return Named(spell(core), about(core))
    if unit == "%" and heads.unit == "个百分点":
        moving = next((heads.text.removesuffix(word) for word in MOVEMENTS if heads.text.endswith(word)), "")
        if moving:
            return Named(moving, heads.noun)
    if heads.unit in word_set("amount_unit") and unit in word_set("thing_unit"):
        return Named("")  # 受旱面积30万亩，有20万人…: what is told first is no count of people
    if heads.text:
        return Named(heads.text, heads.noun)
    core = shortened(core_of(heads.aside)[0])
    verb = next((i for i, token in enumerate(core) if token.role in "Vv"), None)
    core = core[verb + 1 :] if verb == 0 else core
    return Named(spell(core), spell(core))
