"""A clause's tokens before they are named: what the tagger's words say otherwise than a number's grammar wants.

Takes the tokens of a clause, gives the same with words put together or left out: 收集到 is 收集, 自日本|进口
names where from and no start.
"""

from __future__ import annotations

from collections.abc import Collection

from transforms.observations.indicators.lists import Tokens
from transforms.observations.indicators.phrases import Token

# What says that an act came to its end, and names nothing: 收集到|1万份签名, 筛选出|3.8万个项目.
_COMPLEMENTS = frozenset(("到", "出", "起", "下"))
_BETWEEN = ("与", "跟", "同")
_LOOKED_FOR = _COMPLEMENTS | {"从", *_BETWEEN, "按", "自", "预期", "以", "来自", "包括"}
# What opens words that name nothing, and what ends them.
_ASIDES = {
    "从": ("起",),
    "按": ("口径", "计算", "计价", "折算"),
    "以": ("计", "计算", "计价"),
    "来自": ("的",),
    "包括": ("在内", "内"),
}


def tidied(tokens: Tokens) -> Tokens:
    """The clause with complements left out, and 自 and 预期 read by what stands about them."""
    if all(token.text not in _LOOKED_FOR for token in tokens):
        return tokens
    tokens = _without_asides(tokens)
    kept: Tokens = []
    for index, token in enumerate(tokens):
        after = [*tokens[index + 1 : index + 4], Token("", " "), Token("", " "), Token("", " ")]
        if token.text not in _LOOKED_FOR or not kept or not _completes(token, kept[-1], after):
            joined = _joining(token, kept[-1], after[0]) if kept else token
            kept.append(_opening_from(joined, after))
    return kept


def _completes(token: Token, before: Token, after: Tokens) -> bool:
    """Whether the word only completes the verb before it."""
    if token.text not in _COMPLEMENTS:
        return False
    counted = after[0].role == "Q" or (after[0].text in "了约" and after[1].role == "Q")
    verbs = "V" if token.text == "到" else "Vv"
    return before.text == "占" or (counted and before.role in verbs)


def _joining(token: Token, before: Token, after: Token) -> Token:
    """40万吨|与45万吨: between two numbers the preposition joins them."""
    between = token.text in _BETWEEN and before.role == "Q" and after.role == "Q"
    return Token(token.text, "c") if between else token


def _opening_from(token: Token, after: Tokens) -> Token:
    """自日本|进口 names the source of what is counted; 增长预期|从4% a noun."""
    if token.text == "自" and after[0].role in "SO" and after[1].role == "V":
        return Token("自", "P")
    if token.text == "自" and after[0].role == "T" and after[1].role not in "Q ":
        return Token("自", "U")  # 有望自2015年以来|再次突破
    return Token("预期", "n") if token.text == "预期" and after[0].role == "F" else token


def _without_asides(tokens: Tokens) -> Tokens:
    """The clause without 以美元计, 来自各地的 and 包括两名儿童在内的."""
    kept: Tokens = []
    index = 0
    while index < len(tokens):
        wanted = _ASIDES.get(tokens[index].text)
        since = tokens[index].text != "从" or [token.role for token in tokens[index + 1 : index + 2]] == ["T"]
        if wanted and since:  # 从6日起
            end = next((i for i in range(index + 1, min(index + 14, len(tokens))) if _ends_aside(tokens[i], wanted)), 0)
            if end and tokens[end].role != "Q" and (len(wanted) > 1 or tokens[end + 1 : end + 2]):
                index = end + 1 + (tokens[end].text == "在内" and [t.role for t in tokens[end + 1 : end + 2]] == ["E"])
                continue
        kept.append(tokens[index])
        index += 1
    return kept


def _ends_aside(token: Token, wanted: Collection[str]) -> bool:
    return token.text in wanted or token.role == "Q"
