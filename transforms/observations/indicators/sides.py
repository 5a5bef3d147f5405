"""What stands on either side of each number of an item, where the item has more numbers than one.

Takes the tokens of an item and the places of its numbers, gives the words after each number (which may stand
behind the next: 长达15米的92辆|车) and what of the words so far belongs to the next number too.
"""

from __future__ import annotations

from itertools import pairwise

from transforms.observations.indicators.counted import before_measure, noun_phrase, predicate, sized
from transforms.observations.indicators.lists import Tokens, spell
from transforms.observations.indicators.outcomes import CAUSING
from transforms.observations.indicators.phrases import Token
from transforms.observations.indicators.roles import lexicon

_STEPS = frozenset(("台阶", "大台阶", "大关", "关口", "关"))  # 跨过4万亿元、5万亿元|两个台阶
_SHORT = 10  # characters of what is said of both
_RESULT = frozenset("到至为成")
CAME = Token("来自", "v")
"""Opens what stands before the second number of 来自100个国家的|700名客商."""
OF = Token("的", "E")
"""The same, where nobody came: 17家企业的|29个品牌."""


def right_of(item: Tokens, index: int, following: int, passed: bool, left: Tokens) -> Tokens:
    """The words that follow a number and tell what it counts.

    Args:
        item: the tokens of the item.
        index: where the number stands.
        following: where the next number stands, or the item's length.
        passed: whether that next one is a mark to be passed (超百亿元).
        left: the words before the number.

    Returns:
        The tokens up to the next number; those behind it where they tell what this one counts.
    """
    right = item[index + 1 : following]
    if right and right[0].text in CAUSING and (relative := _after_relative(item[following + 1 :])):
        return relative  # 发生85起|造成至少4人死伤的枪击事件
    if following == len(item):
        return right
    if all(token.role in "ED" for token in right):  # 14个|750千伏电网工程; 长达15米的|92辆车
        numbers = [i for i in range(following, len(item)) if item[i].role == "Q"]
        spans = pairwise([*numbers, len(item)])
        words = next((item[start + 1 : end] for start, end in spans if end > start + 1), [])
        return right if words and words[-1].text in _STEPS else [*right, *words]  # 5万亿元|两个台阶
    if len(right) == 1 and right[0].text in lexicon().describing:
        return item[following + 1 :]  # 313部|直径6米的天线
    if left and left[-1].role in "PU":
        right = [*right, *_object(right, item, following)]
    if whole := _with_what_is_shared(left, right, item[following + 1 :]):
        return whole
    return right if passed or (left and left[-1].role in "PU") else before_measure(right)  # 191家企业收入|超百亿元


def _said_of_both(left: Tokens, right: Tokens, behind: Tokens) -> Tokens:
    """What is said of the next number's noun, to which the noun of this one belongs; or empty."""
    if len(right) < 2 or not (right[-1].role == "E" or right[-1].text in ("与", "同")):
        return []
    verbs = any(token.role in "Vv" for token in left) or any(token.role in "VvLC" for token in right)
    if verbs or any(token.role == "Q" for token in behind):
        return []
    said = predicate(noun_phrase(behind)[1])
    return said if any(token.role in "Vv" for token in said) and len(spell(said)) <= _SHORT else []


def _with_what_is_shared(left: Tokens, right: Tokens, behind: Tokens) -> Tokens:
    """The words after a number with what stands behind the next one and tells of this one too; or empty."""
    if right and right[-1].text == "为期" and behind and behind[0].role == "E":
        right, behind = right[:-1], behind[1:]  # 90名官兵完成为期一年的|训练任务
        if behind[0:1] and right and right[-1].role == "V" and behind[0].role in "vn":
            return [*right, *noun_phrase(behind, within=True)[0]]  # 护士在多地参与为期两天的|罢工
    if done := _done_to(right, behind):
        return [*right, *done]  # 9人次打破4项纪录, 7个县调派80名医生
    said = _said_of_both(left, right, behind)
    return [*right[:-1], *said] if said else []  # 43个国家的48家医院|建立合作关系


def _done_to(right: Tokens, behind: Tokens) -> Tokens:
    """The object, behind the next number, of the verb that what is counted here does; empty where it is long."""
    words = [token for token in right if token.role not in "DL"]
    if (
        not words
        or words[-1].role not in ("Vv" if len(words) == 1 else "V")
        or any(token.role in "VvPUE" for token in words[:-1])
    ):
        return []
    if not behind or behind[0].role not in "nkA" or right[-1].role == "L":
        return []
    thing = noun_phrase(behind, within=True)[0]
    return thing if len(spell(thing)) <= _SHORT and all(token.role not in "Vv" for token in thing) else []


def _after_relative(words: Tokens) -> Tokens:
    """What a clause that says of what kind it is leads to, behind its 的."""
    ending = next((i for i, token in enumerate(words) if token.role in "EQ"), len(words))
    return words[ending + 1 :] if ending < len(words) and words[ending].role == "E" else []


def for_the_next(left: Tokens, right: Tokens, item: Tokens, index: int, following: int) -> tuple[Tokens, int]:
    """What of the words so far belongs to the next number: those before this one, and where those after it begin."""
    placed = next((i for i in range(index + 2, following) if item[i].role == "f"), 0)
    if placed and any(token.role == "U" for token in left):  # 在20个大项上|获得165个小项的资格
        return [], placed + 1
    if left and left[-1].text == "连续":
        left = left[:-1]  # 连续4年|超过6%: the span is no part of what was reached
    if not right or following == len(item):
        return left, 0
    if right[-1].role == "E" and all(token.role != "F" for token in right):  # 17家企业的|29个品牌
        if any(token.role == "V" for token in left):
            return left, following
        return [*([CAME] if any(token.text == CAME.text for token in left) else []), OF], following
    named = all(token.role in "nSGc" for token in right) and item[following + 1 : following + 2]
    return left, following if named and item[following + 1].role in "nSG" else 0  # 11个站台|20条轨道线


def _object(right: Tokens, item: Tokens, following: int) -> Tokens:
    """向70个国家提供|千余次紧急援助: the noun that the verb after a number needs, behind the next number."""
    words = [token for token in right if token.role != "D"]
    if following + 1 >= len(item) or len(words) < 2 or words[-1].role not in "Vv" or words[0].role in "VvLC":
        return []
    return noun_phrase(item[following + 1 :])[0]


def source(left: Tokens) -> int | None:
    """Index of 从 in 从（2012年的）1.03万亿元, if that is how the words before a number end."""
    for index in range(len(left) - 1, max(-1, len(left) - 9), -1):
        if left[index].role == "F":
            return index
        if left[index].role in "CLVQ、" and left[-1].role != "E":
            return None
    return None


def reaches(right: Tokens) -> bool:
    """Whether what follows a number leads on to where it arrived: 增加到."""
    if sized(right) or (right and right[0].role == "E"):
        return False  # 从80吨|重的零件到180吨重的整机; 从海拔3000米|的牧区搬到县城
    return any(token.role in "LCF" and token.text[-1] in _RESULT for token in right[:8])
