"""What a clause is cleared of before its quantities are named: who says it, where, and compared with what.

Takes a clause's tokens, gives those that can name something (报告显示 and 在新加坡, 比上年 are gone), with the words
of comparison kept apart. Also finds the accident, attack or disaster that a clause speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from transforms.frame import Sentence
from transforms.observations.indicators.lists import Tokens, spell
from transforms.observations.indicators.phrases import Token
from transforms.observations.indicators.roles import lexicon
from transforms.observations.indicators.word_sets import word_set

_WHEN = frozenset(("时", "之际", "同时"))
_TERMS = frozenset(("口径", "可比口径", "不变价", "可比价"))
_WITH = frozenset(("与", "同"))
_GLUED = frozenset("比较")
DISTRIBUTIVE = frozenset(("分别", "依次", "各自"))
# 比规上工业企业高1.9个百分点: how far above or below something else, which is no change.
_GAPS = {"高": "高于", "高出": "高于", "低": "低于", "快": "快于", "慢": "慢于"}
ADDED = frozenset(("净增", "新增"))  # 比上年|净增2万名
_DONE = frozenset(("行动", "打击"))  # events in their own clause; elsewhere anything may be done


def after_saying(tokens: Tokens) -> Tokens:
    """What is said, without 报告显示 and the like before it."""
    start = 0
    for index, token in enumerate(tokens):
        if token.role == "Q":
            break
        if token.role == "I":
            start = index + 1
    return tokens[start:]


def without_circumstances(tokens: Tokens) -> tuple[Tokens, str]:
    """The clause without 在…, 随着… and 比…; and what a change in it is measured against, or ""."""
    if not any(map(_may_open, tokens)):
        return list(tokens), ""
    kept: Tokens = []
    comparison = ""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end: int | None = None
        if token.role == "U":
            end = _circumstance_end(tokens, index)
            if end is not None and end == index:  # 保持在55%: it ties the head to the number
                token, end = Token(token.text, "L"), None
        elif (
            token.text[-1:] in _GLUED
            and index + 1 < len(tokens)
            and tokens[index + 1].role == "T"
            and token.role in "nv"
        ):
            kept.append(Token(token.text[:-1], token.role))  # 产量比|上年: the tagger has one word
            end = _comparison_end(tokens, index)
            comparison = token.text[-1] + _compared(tokens[index + 1 : end]) if end else comparison
        elif token.role == "B" and (gap := _gap(tokens, index)):
            kept.append(Token(_GAPS[tokens[gap].text], "v"))
            kept += tokens[index + 1 : gap]
            end = gap + 1
        elif token.role == "B" or (token.text in _WITH and _compares(tokens, index)):
            end = _comparison_end(tokens, index)
            comparison = _compared(tokens[index:end]) if end else comparison
        elif token.role == "D" and token.text in lexicon().comparison:
            comparison = token.text
        if end:
            index = end
            continue
        kept.append(token)
        index += 1
    return kept, comparison


@lru_cache(maxsize=65536)
def _may_open(token: Token) -> bool:
    """Whether a circumstance or a comparison may begin with a token: nearly no word of a text does."""
    return (
        token.role in "UB"
        or token.text in _WITH
        or token.text[-1:] in _GLUED
        or (token.role == "D" and token.text in lexicon().comparison)
    )


def _gap(tokens: Tokens, start: int) -> int:
    """Index of 高 in 比全国平均水平高; 0 where the comparison is with an earlier time."""
    for index in range(start + 1, min(start + 10, len(tokens) - 1)):
        token = tokens[index]
        if token.text in _GAPS and token.role in "CLD":
            return index if tokens[index + 1].role in "QLD" and index > start + 1 else 0
        earlier = token.text in word_set("earlier") or token.role == "T" or token.text.endswith(("年", "届", "月"))
        if earlier and tokens[index + 1].role in "nE" and tokens[index + 1].text not in _GAPS:
            continue  # 比此前的记录高; but 比去年同期|高
        if earlier or token.role in "QVCR":
            return 0
    return 0


def _circumstance_end(tokens: Tokens, start: int) -> int | None:
    """Where a phrase of circumstance ends: `start` itself if a number follows, None if it is to be kept."""
    index = start + 1
    while index < len(tokens) and tokens[index].role in "DT" and index < start + 3:
        index += 1
    if index < len(tokens) and tokens[index].role == "Q":
        return start if all(token.role not in "fE" for token in tokens[index + 1 : index + 3]) else None
    for index in range(start + 1, min(start + 16, len(tokens))):
        token = tokens[index]
        if token.role == "Q":
            return _placed_end(tokens, start, index)
        after = tokens[index + 1].role if index + 1 < len(tokens) else " "
        if token.text in _TERMS and after in "DCLQ":
            return index + 1  # 按可比口径|增长
        if token.role == "E" or (token.role == "f" and after not in "fE") or token.text in _WHEN:
            return index + 1
        if token.role in "VHv" and index > start + 1:
            return index
        if token.role in "LC":
            break
    index = start + 1
    while index < len(tokens) and tokens[index].role in "SGOT":
        index += 1
    return index if index > start + 1 else None


def _placed_end(tokens: Tokens, start: int, number: int) -> int | None:
    """总产值|在全省率先突破3000亿元: where the place ends; what follows it names something or only ties it."""
    behind = [token.role for token in tokens[number + 1 : number + 2]]
    if behind == ["E"] and tokens[number - 1].text in lexicon().describing:
        return start + 1  # 在|平均海拔4700米的县城
    end = next((i for i in range(start + 1, number) if tokens[i].role not in "SGT"), number)
    return end if start + 1 < end < number else None


def _compared(tokens: Tokens) -> str:
    return spell([token for token in tokens if token.text not in ("名义", "实际")])


def _compares(tokens: Tokens, start: int) -> bool:
    """与2019年同期相比."""
    return any(token.text in ("相比", "比", "相比较") for token in tokens[start + 1 : start + 6])


def _comparison_end(tokens: Tokens, start: int) -> int:
    """Where 比上年 ends, before the change; 0 if it is none, or compares places (比全国高)."""
    for index in range(start + 1, min(start + 9, len(tokens))):
        token = tokens[index]
        if token.role == "G" and index == start + 1:
            return 0
        if token.role in "CQ" or token.text in DISTRIBUTIVE or token.text in ADDED:
            return index
    return 0


def event(tokens: Tokens) -> str:
    """The accident, attack or disaster that a clause names, with the noun that qualifies it; or ""."""
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        found = _event_word(token.text) if token.role in "nvVW" else ""
        if found:
            if token.text == "袭击" and (struck := _striking(tokens[:index])):
                return struck
            last = tokens[index - 1] if index else Token("", " ")
            joined = last.role == "n" or (last.role in "Vv" and _event_word(last.text))
            before = last.text if joined and not last.text.startswith(("发", "遭")) else ""
            if found == token.text and len(found) == 2 and len(before) == 2:
                return before + found
            return token.text if len(token.text) <= 4 and not token.text.startswith("发") else found
    return ""


def _striking(tokens: Tokens) -> str:
    """遭遇|暴雨和龙卷风|袭击: what struck, where that is a disaster."""
    start = (
        next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].text.startswith(("遭", "受"))), len(tokens)) + 1
    )
    struck = tokens[start:]
    named = struck and _event_word(struck[-1].text) and all(token.role in "nc、" for token in struck)
    return spell(struck) if named else ""


def event_told(sentences: Sequence[Sentence]) -> str:
    """The event that the sentences before speak of, the nearest first, up to the headline of their story."""
    for sentence in reversed(sentences):
        if found := _event_pattern().findall(sentence.text):
            return str(found[-1])
        if sentence.text[-1] not in "。！？；”":
            break
    return ""


@lru_cache(maxsize=1)
def _event_pattern() -> re.Pattern[str]:
    return re.compile("|".join(word for word in lexicon().event if word not in _DONE))


@lru_cache(maxsize=65536)
def _event_word(text: str) -> str:
    if not text.endswith(lexicon().event):
        return ""
    return next(word for word in lexicon().event if text.endswith(word))
