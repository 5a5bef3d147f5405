"""Things that something is done to: 对12家企业进行核查, 对《规程》做出2次修改.

Takes the tokens on either side of a number, gives what was done with the thing as a :class:`Named` (核查企业,
修改《规程》), or None where no 对 opens the clause.
"""

from __future__ import annotations

from transforms.observations.indicators.counted import noun_phrase, stated, told
from transforms.observations.indicators.heads import Named
from transforms.observations.indicators.lists import Tokens, spell
from transforms.observations.indicators.phrases import Token

_EMPTY = frozenset(("进行", "予以", "加以", "给予", "采取", "作出", "做出"))
_HANDLING = _EMPTY | {"实施", "开展", "展开", "实行"}
_BY_WAY_OF = frozenset(("通过", "经过", "采用", "利用"))
_HARMING = frozenset(("造成", "带来"))
_LONGEST = 8  # characters of what is done; what is longer is a clause


def treated(left: Tokens, right: Tokens) -> Named | None:
    """What is done to the things counted, or how often it is done to one thing.

    Args:
        left: the tokens before a number.
        right: those after it.

    Returns:
        The act and the thing; None where nothing is treated so.
    """
    start = next((i for i, token in enumerate(left) if token.text in ("对", "给")), -1)
    opened = left[start - 1] if start > 0 else Token("", " ")
    ordered = opened.text.endswith("令") or (opened.role in "Vv" and opened.text not in _BY_WAY_OF)
    if start < 0 or not right:
        return None
    if ordered:
        return _told_to(left, right)
    if left[-1].text in _HARMING:
        return _harm(left[start + 1 : -1], right)
    if left[start].text == "对" and (left[-1].text == "对" or left[-1].role in "EnSO"):
        return _things(left[start + 1 :], right)
    return None if left[start].text == "给" else _times(left[start + 1 :], right)


def _told_to(left: Tokens, right: Tokens) -> Named | None:
    """责令对渗漏负有责任的|3家企业整改: who is to act, and how."""
    noun, rest = noun_phrase(right) if left[-1].role == "E" else ([], [])
    return Named(stated(noun, told(rest)), spell(noun)) if noun else None


def _things(between: Tokens, right: Tokens) -> Named | None:
    """对位于河边的|12家企业进行核查 → 核查企业."""
    if any(token.text in _HANDLING for token in between):
        return None
    verb = next((i for i, token in enumerate(right) if token.text in _HANDLING), 0)
    if not verb or any(token.role in "VvL" for token in right[:verb] if token.role != "V"):
        return None
    noun = noun_phrase(right[:verb], within=True)[0]
    act = _act(right[verb + 1 :], right[verb].text in _EMPTY)
    if not noun or not act:
        return None
    done = ("" if right[verb].text in _EMPTY else right[verb].text) + spell(act)
    return Named(done + spell(noun), spell(noun)) if len(done) <= _LONGEST else None


def _harm(between: Tokens, right: Tokens) -> Named | None:
    """给|渔业造成|6亿元的损失 → 渔业损失."""
    thing = [token for token in between if token.role not in "DTSGER"]
    noun = noun_phrase(right)[0] if right[0].role == "E" else []
    plain = thing and noun and all(token.role in "nc、" for token in thing)
    return Named(spell([*thing, *noun]), spell(noun)) if plain and len(spell(thing)) <= 2 * _LONGEST else None


def _times(between: Tokens, right: Tokens) -> Named | None:
    """对《规程》做出|2次修改 → 修改《规程》."""
    verb = next((i for i, token in enumerate(between) if token.text in _EMPTY), 0)
    thing = [token for token in between[:verb] if token.role not in "DTSEGR"]
    act = _act(right, True)
    after = [token for token in between[verb + 1 :] if token.role != "D"]
    if not thing or not act or after or len(spell([*act, *thing])) > 2 * _LONGEST:
        return None
    return Named(spell(act) + spell(thing), spell(thing))


def _act(tokens: Tokens, bare: bool) -> Tokens:
    """What is done, up to where something else begins; with 进行 a verb or its noun, else an object too."""
    end = next(
        (i for i, token in enumerate(tokens) if token.role not in ("nVvkDc、" if bare else "nVvkDEc、")), len(tokens)
    )
    while end and tokens[end - 1].role in "c、":
        end -= 1
    return [token for token in tokens[:end] if token.role != "D"]
