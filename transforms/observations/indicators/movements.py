"""Words of rise and fall that stand for the measure that moves: 局部降温|12℃ is 气温, 玉米增产|3% is 玉米产量.

Takes the core before a change and the words that tie it to its number, gives the core of what moved.
"""

from __future__ import annotations

from transforms.observations.indicators.lists import Tokens, is_measure
from transforms.observations.indicators.phrases import Token
from transforms.observations.indicators.word_sets import word_set
from transforms.records import Observation

MOVEMENTS = frozenset(("升幅", "降幅", "涨幅", "跌幅", "增幅", "增长率", "增速"))
_WIDTHS = MOVEMENTS - {"增长率", "增速"}
_WARMING = frozenset(("降温", "升温", "回温"))
_DIMENSIONS = frozenset("长宽高深厚重")
_DEGREES = frozenset(("℃", "度", "摄氏度", "华氏度"))
_YIELDS = {"增产": "产量", "减产": "产量", "增收": "收入", "减收": "收入"}


def moved(core: Tokens, left: Tokens, observation: Observation) -> Tokens:
    """What rose or fell.

    Args:
        core: what names the quantity.
        left: the tokens before the number.
        observation: the quantity.

    Returns:
        The core, with the measure in place of the word of movement; unchanged where nothing moved.
    """
    if not core:
        return core
    if observation.measure != "change":
        return [*core, *_dimension(left, observation), *_growth(core, left, observation)]
    if observation.unit in _DEGREES and any(token.text in _WARMING for token in left):
        return [Token("气温", "n")]
    if len(core) > 1 and core[-1].text in _WIDTHS:
        return _before_width(core, observation)
    tied = next((token.text for token in reversed(left) if token.role not in "LD"), "")
    if tied in _YIELDS and core[-1].role == "n" and not is_measure(core[-1]):
        return [*core, Token(_YIELDS[tied], "n")]
    return core


def _before_width(core: Tokens, observation: Observation) -> Tokens:
    """药品价格平均|降幅达6% is 药品价格; 局地|降幅超过10℃ has only the place, and is 气温."""
    end = len(core) - 1
    while end > 1 and core[end - 1].role in "AD":
        end -= 1
    if observation.unit in _DEGREES and not is_measure(core[end - 1]):
        return [Token("气温", "n")]
    return core[-1:] if all(token.role in "kAD" for token in core[:end]) else core[:end]


def _growth(core: Tokens, left: Tokens, observation: Observation) -> Tokens:
    """该国经济增长将从4%放缓至2.5%: of a level, growth is itself what is measured."""
    if observation.unit != "%" or observation.measure != "level":
        return []
    rest = next((left[i + 1 :] for i, token in enumerate(left) if token is core[-1]), [])
    grows = len(rest) > 1 and rest[0].text == "增长" and all(token.role in "LFHDTE" for token in rest[1:])
    return [Token("增长", "n")] if grows and any(token.role in "LF" for token in rest[1:]) else []


def _dimension(left: Tokens, observation: Observation) -> Tokens:
    """改线路段|长40公里: here the tie is what is measured."""
    tie = next((token for token in reversed(left) if token.role not in "LD"), None)
    dimension = tie and tie.role == "C" and tie.text in _DIMENSIONS and observation.unit in word_set("dimension_unit")
    return [tie] if tie and dimension else []
