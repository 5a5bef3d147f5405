"""A sentence as the tokens that the indicator grammar reads: words with the role each plays about a number.

Takes a sentence and the quantities in it, gives its clauses, each a list of :class:`Token`. A quantity is one
token, whatever words it covers; a quoted name is one token; a bracket that holds no quantity is left out. What the
roles are, see ``roles``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from transforms.frame import Sentence
from transforms.observations.indicators.roles import lexicon, role

Quantities = list[tuple[int, int, int]]
"""Start, end and index of each observation that stands in a sentence, in order."""
Places = frozenset[tuple[int, int]]
"""Start and end of each place that a sentence names."""
Spans = Sequence[tuple[int, int]]


class Token(NamedTuple):
    """A word with its role; `number` is the index of the observation where the role is Q, else -1."""

    text: str
    role: str
    number: int = -1


_NOTHING = Token("", " ")
_TIME_SPAN, _OWNER = -1, -2  # what stands for the index of an observation in spans that are none
_AGES = frozenset(("岁", "周岁", "及", "以上", "以下"))
_DIVISIONS = ("省", "区", "市", "县", "旗", "单位")
_OPENING = frozenset(("总", "新"))

# Expressions of time that the tagger leaves in pieces: 今年前5个月, 2020年以来, “十四五”时期, 1—10月, 23日.
_NUMERAL = r"[0-9一二三四五六七八九十两]"
_TIME = re.compile(
    # One look at the character first: nearly all of a text begins none of them.
    rf"(?=[“0-9一二三四五六七八九十两截今去前当上本同明年头首第下近过这最党改建])(?:"
    rf"“?十[一二三四五]五”?(?:规划)?(?:时期|期间|以来|期末|末|同期|前)?"
    rf"|(?:截至)?(?:今年|去年|前年|当年|上年|本年|同年|明年|[0-9]{{4}}年)(?:以来|同期|底|末|初|全年)?"
    rf"(?:的?前?{_NUMERAL}{{1,2}}(?:[—~\-–至到、和]{_NUMERAL}{{1,2}})*个?月(?:份)?(?:底|末|初|中旬|上旬|下旬|以来)?)?"
    rf"|[上本]世纪(?:[0-9]{{2}}年代)?(?:末|初|中期)?|[0-9]{{2}}年代(?:末|初|中期)?"
    rf"|[前头]{_NUMERAL}{{1,3}}个?(?:月|季度)(?:份)?|前(?:三个|两个)?季度|[一二三四上首]季度|第[一二三四]季度|[上下]半年"
    rf"|上月(?:份|末|底)?|上周(?:末)?|上季(?:度)?(?:末)?|上一(?:年度?|季度|月|周)"
    rf"|{_NUMERAL}{{1,2}}(?:月份?)?(?:[—~\-–至到]{_NUMERAL}{{1,2}})?(?:月份?|日)(?:{_NUMERAL}{{1,2}}日)?"
    rf"(?:底|末|初|中旬|上旬|下旬|以来|上午|下午|晚间|晚上|晚|凌晨|清晨|当天)?"
    rf"|(?:近|过去|这|最近){_NUMERAL}{{1,3}}(?:多)?(?:年|个月|天|周)(?:来|间|里|以来)?"
    rf"|{_NUMERAL}{{1,3}}(?:多)?(?:年|个月)(?:来|间|以来|内)|党的十[八九]大以来|党的二十大以来|改革开放以来|建国以来)"
)


# Marks of quoted names and brackets, and those that are no words: what ``_joined`` deals with.
_ENCLOSED = re.compile('[“”‘’「」《》（）()"*—]')


def clauses(
    sentence: Sentence, quantities: Quantities, places: Places = frozenset(), owners: Spans = ()
) -> list[list[Token]]:
    """The clauses of a sentence, commas between them; those without a quantity too, for they may name the head.

    Args:
        sentence: a sentence of the frame.
        quantities: the observations that stand in it.
        places: the spans of the places that it names.
        owners: those of the bodies, people and things with a name, which the subject tells and no indicator.

    Returns:
        Lists of tokens; none is empty.
    """
    found: list[list[Token]] = [[]]
    tokens = _tokens(sentence, quantities, places, owners)
    for token in _joined(tokens) if _ENCLOSED.search(sentence.text) else tokens:
        if token.role == "," and token.text == " " and found[-1] and found[-1][-1].role == "、":
            continue
        if token.role == ",":
            found.append([])
        else:
            found[-1].append(token)
    return [clause for clause in found if clause]


def _tokens(sentence: Sentence, quantities: Quantities, places: Places, owners: Spans) -> list[Token]:
    """The words in order; quantities, expressions of time and names of owners each as one token."""
    spans = sorted([*quantities, *_times(sentence, quantities)])
    if owners:
        spans = sorted([*spans, *((*owner, _OWNER) for owner in owners if not _touches(owner, spans))])
    result: list[Token] = []
    next_span, next_start = 0, spans[0][0] if spans else sentence.end
    for text, tag, word_start, end in sentence.words:
        start = word_start
        while next_start < end:
            span_start, span_end, number = spans[next_span]
            if start < span_start:
                _add(result, text[start - word_start : span_start - word_start], tag)
            if word_start <= span_start:
                said = "" if number >= 0 else sentence.text[span_start - sentence.start : span_end - sentence.start]
                result.append(Token(said, "Q" if number >= 0 else "T" if number == _TIME_SPAN else "O", number))
            start = max(start, min(span_end, end))
            if span_end > end:
                break
            next_span += 1
            next_start = spans[next_span][0] if next_span < len(spans) else sentence.end
        if start < end:
            named = "ns" if places and (start, end) in places else tag
            rest = text if start == word_start else text[start - word_start :]
            plain = _plain(rest, named)
            if plain is not None and result and result[-1].role != "R" and result[-1].text not in _OPENING:
                result.append(plain)
            else:
                _add(result, rest, named)
    return result


def _times(sentence: Sentence, quantities: Quantities) -> list[tuple[int, int, int]]:
    """Spans of time that no quantity touches, in the shape of quantities with no observation's number."""
    spans = []
    for match in _TIME.finditer(sentence.text):
        start, end = match.start() + sentence.start, match.end() + sentence.start
        if all(end <= quantity[0] or start >= quantity[1] for quantity in quantities):
            spans.append((start, end, _TIME_SPAN))
    return spans


def _touches(owner: tuple[int, int], spans: Quantities) -> bool:
    return any(owner[0] < end and start < owner[1] for start, end, _ in spans)


def _add(result: list[Token], text: str, tag: str) -> None:
    """Append a word: cut where the tagger glued it, joined to the last where the tagger cut it."""
    last = result[-1] if result else _NOTHING
    for token in _cut(text, tag):
        if (token.text in _joinable() or last.text in _OPENING) and (glued := _glued(last, token)):
            result[-1] = glued
            if len(result) > 1 and (longer := _glued(result[-2], glued)):  # 税|占|比
                result[-2:] = [longer]
            last = result[-1]
        elif (
            last.role != "R" or len(token.text) > 1 or (tag != "q" and token.text not in "型类条座艘")
        ):  # 这|条全长60公里的路
            result.append(token)
            last = token


@lru_cache(maxsize=1)
def _joinable() -> frozenset[str]:
    return lexicon().joinable | _AGES


def _glued(last: Token, token: Token) -> Token | None:
    """Two words as the one that they make, or None."""
    if token.text == "强" and last.role == "m":
        return Token(last.text + token.text, "n")  # 世界500强
    if token.text in _AGES and (last.role == "m" if token.text in "周岁" else last.text.endswith(("岁", "岁及"))):
        return Token(last.text + token.text, "n")  # 40岁及以上观众
    if token.text in lexicon().joinable and (joined := lexicon().joined.get((last.text, token.text))):
        return Token(joined, role(joined, "n"))
    if last.text == "总" and token.role == "n" and len(token.text) > 1:
        return Token(last.text + token.text, "n")  # 总里程
    if last.text == "新" and token.role == "V":
        return Token(last.text + token.text, "V")  # 新登记
    return None


@lru_cache(maxsize=65536)
def _cut(text: str, tag: str) -> tuple[Token, ...]:
    """A word as tokens, more than one where the tagger glued words together (比达; 价格上涨)."""
    parts = lexicon().split.get(text)
    if parts is None and text[0] == "共" and len(text) > 2 and lexicon().roles.get(text[1:], "-") == "V":
        parts = ("共", text[1:])  # 共揽收|包裹
    if parts is None and len(text) == 4 and tag in ("n", "l", "i") and lexicon().roles.get(text[2:]) == "C":
        parts = (text[:2], text[2:])
    if parts is None and len(text) == 4 and tag in "nlid" and lexicon().roles.get(text[:2]) == "D":
        parts = (text[:2], text[2:]) if lexicon().roles.get(text[2:], "-") in "VC" else None  # 全面完成
    if parts is None:
        return (Token(text, role(text, tag)),)
    return tuple(Token(part, role(part, "n")) for part in parts)


@lru_cache(maxsize=65536)
def _plain(text: str, tag: str) -> Token | None:
    """The token of a word that is neither cut nor joined to the word before, as nearly all are; else None."""
    tokens = _cut(text, tag)
    return tokens[0] if len(tokens) == 1 and tokens[0].text not in _joinable() else None


def _joined(tokens: list[Token]) -> list[Token]:
    """The same, with short quoted names as one token and brackets without a quantity left out."""
    result: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.role in "“(":
            end = _closing(tokens, position)
            if end and token.role == "“":
                result.append(Token("".join(part.text for part in tokens[position : end + 1]), "n"))
                position = end
            elif end and result and _is_division(result[-1], tokens[position + 1 : end]):
                result[-1] = Token(result[-1].text + _written(tokens[position + 1 : end]), result[-1].role)
                position = end
            elif end:
                if _is_part(tokens, position, end):
                    result.append(Token("".join(part.text for part in tokens[position : end + 1]), "n"))
                position = end
            elif token.role == "(":
                result.append(Token("", ","))
        elif token.role == ")":
            result.append(Token("", ","))
        elif token.text == "—" and result and result[-1].text == "—":
            result[-1] = Token("", ",")
        elif token.role not in "”x":
            result.append(token)
        position += 1
    return result


def _is_division(before: Token, inside: list[Token]) -> bool:
    """31个省|（区、市）: a bracket that names the other kinds of place counted with the one before it."""
    return before.text.endswith(_DIVISIONS) and all(token.text.endswith((*_DIVISIONS, "、")) for token in inside)


def _written(inside: list[Token]) -> str:
    return "（" + "".join(token.text for token in inside) + "）"


def _is_part(tokens: list[Token], position: int, end: int) -> bool:
    """Whether a bracket is part of the name that it stands in: 发热门诊（诊室）诊疗量."""
    if not position or end + 1 >= len(tokens):
        return False
    if tokens[end + 1].role not in "nV" or tokens[position - 1].role not in "nS":
        return False
    inside = tokens[position + 1 : end]
    return sum(len(token.text) for token in inside) <= 4 and all(
        token.role in "nSV" and not token.text.isascii() for token in inside
    )


def _closing(tokens: list[Token], position: int) -> int:
    """Index of the mark that closes the one at `position`; 0 if a quantity or a comma comes before it."""
    wanted = "”" if tokens[position].role == "“" else ")"
    for index in range(position + 1, min(position + 24, len(tokens))):
        found = tokens[index].role
        if found == wanted:
            return index
        if found == "Q" or (found == "," and wanted == "”"):
            return 0
    return 0
