"""What an article has named so far, for the clauses that leave their head out.

A clause such as 、增长6.3% or 惠及3万人 has no head of its own. Takes nothing; gives the two records that the
naming rules hand on: :class:`Named`, one name, and :class:`Heads`, all that later clauses may need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.frame import Sentence
from transforms.observations.indicators.lists import Tokens


@dataclass
class Heads:
    """What the article has named so far.

    Attributes:
        text: the last indicator.
        noun: what it is about, without its verb.
        prefix: the verb, with its subject, that a bare noun after it shares.
        unit: the unit of the last quantity.
        event: the last accident, attack or disaster.
        cause: the event and the verb that tied casualties to it, for the next casualties of the sentence.
        suffered: what befell people in this sentence, with its cause.
        recent: the indicators of this sentence, in order.
        aside: the last clause that stated no quantity.
        fresh: whether `aside` is the clause just before.
        among: whether the last clause told of a part (其中…).
        before: the sentence just before, where it stated no quantity.
        told: the sentences before.
    """

    text: str = ""
    noun: str = ""
    prefix: str = ""
    unit: str = ""
    event: str = ""
    cause: str = ""
    suffered: str = ""
    recent: list[str] = field(default_factory=list)
    aside: Tokens = field(default_factory=list)
    fresh: bool = False
    among: bool = False
    before: Sentence | None = None
    told: Sequence[Sentence] = ()

    def carried(self) -> Heads:
        """What still holds in the next sentence of the paragraph."""
        return Heads(text=self.text, noun=self.noun, unit=self.unit, event=self.event)


@dataclass(frozen=True)
class Named:
    """An indicator, what it is about, and the verb it hands to bare nouns after it."""

    text: str
    noun: str = ""
    prefix: str = ""
