"""Lexicons as data: commented TOML files that a linguist can extend without Python."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """Read the lexicon ``<name>.toml`` of this folder, once.

    Raises:
        FileNotFoundError: there is no lexicon of that name.
        tomllib.TOMLDecodeError: the file is not valid TOML.
    """
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first among those that begin alike.

    The words stand in groups by their first character, so that a search rules out all others at one look.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in groups.items())
