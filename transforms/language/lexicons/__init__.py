"""Lexicons as data: commented TOML files that a linguist can extend without Python."""

from __future__ import annotations

import tomllib
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
