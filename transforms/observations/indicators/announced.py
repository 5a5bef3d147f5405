"""A number announced before its name: 5.2%，这是上半年的经济增速; 1.6万个！这是今年新建冷库的数量.

Takes a sentence's clauses and those of the next one, gives the same clauses with the number behind its name, where
every rule expects it.
"""

from __future__ import annotations

from transforms.observations.indicators.lists import Tokens, spell
from transforms.observations.indicators.phrases import Token

_NAMING = ("这是", "这就是", "这正是", "是")


def in_order(found: list[Tokens], following: list[Tokens]) -> list[Tokens]:
    """The clauses, the first with what the next one calls its number.

    Args:
        found: the clauses of a sentence.
        following: the clauses of the next one, which names the number where this one has no more than that.

    Returns:
        The clauses of the sentence; unchanged where no number is announced.
    """
    if not is_alone(found[0]):
        return found
    naming = found[1:] or following
    opening = next((end for end in (1, 2, 3) if naming and spell(naming[0][:end]) in _NAMING), 0)
    if not opening:
        return found
    told = naming[0][opening:]
    if len(naming) > 1 and all(token.role in "TLDU" for token in told):
        told = naming[1]  # 这是截至9月底，|全省新建冷库的数量
    head = _head(told)
    return [[*head, Token("为", "L"), *found[0]], *found[1:]] if head else found


def is_alone(clause: Tokens) -> bool:
    """Whether a clause is a number and nothing else: 5.2%，这是…."""
    return all(token.role in "QDL" for token in clause) and sum(token.role == "Q" for token in clause) == 1


def _head(naming: Tokens) -> Tokens:
    """上半年全省|冷库的数量: the name, without when and where; empty where it holds a number of its own."""
    if any(token.role == "Q" for token in naming):
        return []
    kept = [token for token in naming if token.role not in "TGRDS"]
    while kept and (kept[0].role in "Ef" or (len(kept) > 2 and kept[2].text.startswith(kept[0].text))):
        kept = kept[1:]  # 经济上半年的|经济增速
    return kept if kept and kept[-1].role in "nVv" else []
