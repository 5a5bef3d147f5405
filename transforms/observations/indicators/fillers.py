"""Words around a number that open or close its clause and name nothing: 标志着…, 反映…的|指数, 12亿元的|总体目标.

Takes the tokens before or after a number, gives them without those words. What a place, a time or a comparison adds is
left to ``circumstances``; this module knows verbs that lead to a head and marks that a number reaches.
"""

from __future__ import annotations

from transforms.observations.indicators.cores import DRIVING
from transforms.observations.indicators.lists import Tokens, is_measure
from transforms.observations.indicators.outcomes import CAUSING
from transforms.observations.indicators.phrases import Token
from transforms.observations.indicators.unit_kinds import may_last
from transforms.observations.indicators.word_sets import word_set
from transforms.records import Observation

_DESCRIBING = frozenset(("反映", "作为", "被誉为", "誉为", "被称为", "称为", "号称", "衡量"))
_CAUSING = (CAUSING - {"夺走"}) | {"使得"}  # what stands before a change that is brought about
# Openings by the role of what follows them: 标志着|产能突破百万吨, 经过|历时两年的试点, 围绕|实现产量百万吨.
_LED_BY = {"标志": "D", "意味": "D", "经过": "k", "历经": "k", "围绕": "V", "聚焦": "V", "瞄准": "V"}
_PLANS = frozenset(("措施", "协议", "计划", "决定", "提议", "方案", "合同"))
_MEASURING = frozenset("元吨亩斤%度时瓦米里升方点℃")  # last characters of units that count no things


def without_opening(left: Tokens, observation: Observation) -> Tokens:
    """The tokens before a number without the words that only lead to what is measured."""
    start = next((i for i, token in enumerate(left) if token.role not in "DTRLc,"), -1)
    if start < 0:
        return left
    if left[start].text[:1] in "“《" and left[start].role == "n":
        return _without_owner(left, start)
    if left[start].text in _DESCRIBING:
        return _behind_relative(left, start)
    if left[start].text in _LED_BY:
        follows = left[start + 1 : start + 2]
        led = follows and follows[0].role in _LED_BY[left[start].text]
        return left[start + 1 + (follows[0].text == "着") :] if led else left
    return _behind_cause(left, start, observation) if observation.measure == "change" else left


def _behind_cause(left: Tokens, start: int, observation: Observation) -> Tokens:
    """干旱导致|粮食减产5%, 带动|就业收入增长5%: what moved, without what moved it."""
    if left[-1].role not in "CL" or observation.unit == "个百分点":
        return left  # 拉动出口增长|2个百分点 is what something adds
    head = next((i for i in range(len(left) - 1, start, -1) if left[i].role not in "CLDk"), start)
    cause = next((i for i, token in enumerate(left[:head]) if token.text in _CAUSING), -1)
    if cause < 0 and left[start].text in DRIVING and is_measure(left[head]):
        cause = start
    return left[cause + 1 :] if cause >= 0 and all(token.role != "E" for token in left[cause:]) else left


def _behind_relative(left: Tokens, start: int) -> Tokens:
    """反映供需状况的|价格指数为: what stands behind the last 的."""
    ending = max((i for i in range(start + 1, len(left) - 1) if left[i].role == "E"), default=-1)
    return left[ending + 1 :] if ending > start and left[ending + 1].role in "nkA" else left


def _without_owner(left: Tokens, start: int) -> Tokens:
    """“山城杯”今年的|参赛人数达到: a quoted name that owns the head."""
    after = start + 1
    while after < len(left) and left[after].role == "T":
        after += 1
    owns = after + 2 < len(left) and left[after].role == "E" and left[after + 1].role == "n" and left[-1].role == "L"
    return left[after + 1 :] if owns else left


def without_mark(right: Tokens, observation: Observation) -> Tokens:
    """The tokens after a number without the mark that it reaches; but 12项|目标任务 are counted."""
    if right[:1] and right[0].role == "E":
        mark = next((i for i, token in enumerate(right[1:4], 1) if token.text in word_set("reached")), 0)
        right = right[: mark + 1] if mark and right[mark + 1 : mark + 2] and right[mark + 1].role in "VvD" else right
    if not right or right[-1].text not in word_set("reached") or observation.unit[-1:] not in _MEASURING:
        return right
    if any(token.role not in "nCDkAGVvB" for token in right[right[0].role == "E" :]) or len(right) > 6:
        return right
    if right[0].role == "E":
        return []
    end = len(right)
    while end and right[end - 1].text in word_set("reached"):
        end -= 1
    return right[:end] if end and is_measure(right[end - 1]) else []


def without_plan(right: Tokens) -> Tokens:
    """继续削减|8万桶原油产量的措施: the plan, order or treaty that the number belongs to is not what is counted."""
    ending = next((i for i, token in enumerate(right) if token.role == "E"), 0)
    planned = 0 < ending < len(right) - 1 and right[ending + 1].text in _PLANS
    return right[:ending] if planned and all(token.role != "、" for token in right[:ending]) else right


def lasting_verb(left: Tokens, observation: Observation) -> Tokens:
    """展演将持续|6天: what elsewhere is an adverb says here what the number measures."""
    if left and left[-1].text == "持续" and may_last(observation.unit):
        end = len(left) - 1
        while end and left[end - 1].role in "LHD":
            end -= 1
        return [*left[:end], Token("持续", "k")] if end else left
    return left


def in_all(phrase: Tokens, left: Tokens, observation: Observation) -> Tokens:
    """累计|行驶800公里: a verb with nothing else keeps the word; 累计|投入3亿元 is a sum like any other."""
    alone = phrase[-1:] and phrase[-1].role == "V" and observation.unit[-1:] != "元"
    if not alone or [token.text for token in left[-2:]] != ["累计", phrase[-1].text]:
        return phrase
    return [*phrase[:-1], *left[-2:]]
