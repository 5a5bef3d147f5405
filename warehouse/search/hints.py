"""What a question means beside its words: takes a question, gives the kind of number it asks for and equal words.

``hints.toml`` holds all of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Kind:
    """The kind of number that a question asks for.

    Attributes:
        dimensions: what its unit measures (``observations.dimension``).
        units: units that are meant, as written.
    """

    dimensions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


def kind_of(question: str) -> Kind:
    """The kind of number that the words of a question ask for."""
    asked = [kind for kind in _hints()["kinds"].values() if any(word in question for word in kind["asks"])]
    dimensions = [kind["dimension"] for kind in asked if "dimension" in kind]
    return Kind(tuple(dimensions), tuple(unit for kind in asked for unit in kind.get("units", ())))


def without_idle(question: str) -> str:
    """The question without the words that only ask."""
    for word in _hints()["idle"]["words"]:
        question = question.replace(word, " ")
    return question


def equals(question: str) -> list[str]:
    """Other words for what a question says."""
    groups: list[list[str]] = [group for group in _hints()["same"]["words"] if any(word in question for word in group)]
    return [word for group in groups for word in group if word not in question]


def says_which(english: Iterable[str]) -> bool:
    """Whether English words name an indicator, not only things that many indicators have (growth, national)."""
    general: frozenset[str] = _hints()["general"]["english"]
    return not general.issuperset(english)


@cache
def _hints() -> dict[str, Any]:
    hints = tomllib.loads((resources.files("warehouse.search") / "hints.toml").read_text(encoding="utf-8"))
    hints["general"]["english"] = frozenset(hints["general"]["english"])
    return hints
