"""Lines that a page's width broke, put together to paragraphs: for formats that know lines only (mail, wrapped text).

Takes the lines of a page as they stand, gives paragraphs. A line goes on in the next if it fills the page's width
and does not end a paragraph; between Chinese characters no space is put.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_ENDED = re.compile(r"[。！？：；…!?][”’」』）》)]*$")
_ITEM = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十]+[章节条]|[●■□▲◆•—])"
)
_LATIN_EDGE = re.compile(r"[A-Za-z0-9,.;:)]$")
_LATIN_START = re.compile(r"^[A-Za-z(]")


def unwrap(lines: Sequence[str]) -> list[str]:
    """Paragraphs from lines of one width.

    Args:
        lines: the lines in order; an empty line ends a paragraph.
    """
    width = full_width(lines)
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        bare = line.strip()
        if not bare:
            is_open = False
            continue
        starts_new = line.startswith(("\u3000\u3000", "    ")) or _ITEM.match(bare)
        if is_open and not starts_new:
            paragraphs[-1] = join(paragraphs[-1], bare)
        else:
            paragraphs.append(bare)
        length = visual_length(bare)
        is_open = length >= width * 0.8 and not (_ENDED.search(bare) and length < width)
    return paragraphs


def join(before: str, after: str) -> str:
    """Two lines as one: with a space between Latin words, without one between Chinese characters."""
    space = " " if _LATIN_EDGE.search(before) and _LATIN_START.match(after) else ""
    return before + space + after


def full_width(lines: Sequence[str]) -> float:
    """The width that broke lines: of the lines that another one follows, nine in ten are no wider."""
    followed = [line.strip() for line, after in pairwise(lines) if line.strip() and after.strip()]
    widths = sorted(visual_length(line) for line in followed)
    return widths[int((len(widths) - 1) * 0.9)] if widths else float("inf")


def visual_length(line: str) -> float:
    """The width of a line in Chinese characters; Latin letters and digits count half."""
    return sum(1.0 if character > "\u2e7f" else 0.5 for character in line)
