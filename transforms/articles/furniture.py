"""Taking a web page's furniture out of a text that was copied off it: 下载 打印 【字号：加大 还原 减小】.

Takes a text, gives it without the lines that are buttons, counters, paths or links. What counts as furniture
is data: ``lexicons/page_furniture.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from transforms.articles.paragraphs import lines


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lexicon, ready for use."""

    lines: frozenset[str]
    pattern: re.Pattern[str]
    ends: tuple[str, ...]


@cache
def furniture() -> Furniture:
    """The lexicon of page furniture, read once."""
    found = tomllib.loads(files("transforms.articles.lexicons").joinpath("page_furniture.toml").read_text("utf-8"))
    pattern = re.compile("|".join(f"(?:{each})" for each in found["patterns"]))
    return Furniture(frozenset(found["lines"]), pattern, tuple(found["ends"]))


def without_furniture(text: str) -> str:
    """A text without the lines that are a page's furniture.

    Args:
        text: the text as copied, one paragraph or button a line.

    Returns:
        The remaining lines, each without the space around it, joined by line ends.
    """
    known = furniture()
    kept: list[str] = []
    for line in lines(text):
        if line.start > len(text) * 0.9 and len(line.text) <= 40 and line.text.startswith(known.ends):
            break
        if line.text not in known.lines and not known.pattern.match(line.text):
            kept.append(line.text)
    return "\n".join(kept)
