"""What a core gives up: the examples before a noun (推进东山、西山等|电站建设), 实现 before a measure.

Takes the core before a number, gives it without them; examples stay where the noun alone says too little.
"""

from __future__ import annotations

from transforms.observations.indicators.lists import Tokens, is_measure, spell
from transforms.observations.indicators.roles import lexicon

COMPLETED = frozenset(("完成", "实现"))
_DIMENSIONS = ("高度", "深度", "长度", "宽度", "厚度", "纵深")
_HAVING = frozenset(("设有", "建有", "拥有", "具有"))
_TELLING = 4  # characters of a noun that needs no examples


def after_examples(core: Tokens) -> Tokens:
    """推进|东山、西山等|电站建设: the names of examples before the noun they are examples of."""
    sample = next((i for i in range(2, len(core) - 1) if core[i].text == "等" and core[i + 1].role == "n"), 0)
    if not sample or all(token.role != "、" and token.text[:1] != "《" for token in core[:sample]):
        return core
    named = core[sample + 1 : len(core) - is_measure(core[-1])]
    if len(spell(named)) < _TELLING and all(token.role != "S" for token in core[:sample]):
        return core  # 书画展、访谈等|活动: the noun alone says too little
    return [*(token for token in core[:1] if token.role == "V"), *core[sample + 1 :]]


def without_examples(core: Tokens, following: bool) -> Tokens:
    """推进|东山、西山等|14个电站: the examples' names go, the verb before them stays; 改造厂房等|5处: they stay."""
    if not core or core[-1].text not in ("等", "等等"):
        return core
    if not following and len(core) > 2:
        return core[:-1]
    listed = next((i - 1 for i, token in enumerate(core) if token.role == "、"), 2)
    return [token for token in core[:listed] if token.role in "VP" and token.text not in _HAVING][:1]


def bare_dimension(core: Tokens) -> Tokens:
    """火箭将卫星送入|近地点高度: what leads to a dimension says nothing of it; but 飞行高度 is one."""
    if not core or not core[-1].text.endswith(_DIMENSIONS):
        return core
    verb = max((i for i in range(len(core) - 2) if core[i].role in "Vv"), default=-1)
    leads = verb >= 0 and all(token.role == "n" for token in core[verb + 1 :])
    return core[verb + 1 :] if leads and core[verb].text not in lexicon().nominal else core


def without_achieved(core: Tokens) -> Tokens:
    """园区|实现|营业收入: the verb between who has it and the measure says nothing."""
    achieved = [i for i in range(1, len(core) - 1) if core[i].text in COMPLETED]
    measured = is_measure(core[-1]) or core[-1].text in lexicon().generic
    if not achieved or not measured or any(token.role in "Vv" for token in core[: achieved[0]]):
        return core
    return [*core[: achieved[0]], *core[achieved[0] + 1 :]]
