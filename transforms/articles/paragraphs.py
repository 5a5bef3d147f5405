"""Lines and paragraphs of a stored text, as spans; the text itself is never changed.

A line that ends in the middle of a sentence is the first part of a paragraph that was broken over two lines
(…打造了由公、检、法、司 / 统一入驻、实体办公…): both lines are one paragraph, whose span runs over the break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# What ends a paragraph: a sentence's end with its closing marks, or a colon that announces what follows.
_ENDED = re.compile(r"[。！？；：…!?;:.][”’」』）》)\]】\"']*$|[”’」』）》】]$")
# A line that opens an item of its own goes on with nothing: 2. …, 三、…, （以下按姓氏笔画排序）.
_ITEM = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[（(【●■□▲◆·—])")
_CLAUSE = re.compile(r"[，、；,;]$")
_BLANK = " \t\r\f\v\u00a0\u2002\u2003\u3000\u200b\u200c\u200d\u2060\ufeff"
HEADING_LENGTH = 40
"""A line longer than this is a paragraph, not a heading."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its words without the space around them, and where they stand."""

    text: str
    start: int
    end: int


def lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order, without leading and trailing space."""
    found, start = [], 0
    for whole in text.split("\n"):
        bare = whole.strip(_BLANK)
        if bare:
            first = start + len(whole) - len(whole.lstrip(_BLANK))
            found.append(Line(bare, first, first + len(bare)))
        start += len(whole) + 1
    return found


def is_ended(line: str) -> bool:
    """Whether a line ends as a paragraph does: with a sentence's end, a colon or closing quotes."""
    return _ENDED.search(line) is not None


def is_broken_off(line: str) -> bool:
    """Whether a line stops within a sentence, so that the next line goes on with it.

    A heading ends without a full stop too; but it is short, or has no clauses, and no sentence stands before
    it in the same line. 探索了由公、检、法、司 after a 。 in the same line is broken off.
    """
    if _ENDED.search(line):
        return False
    if _CLAUSE.search(line):
        return True
    return "。" in line or (len(line) > HEADING_LENGTH and "，" in line.replace(",", "，"))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs of a text; one that is broken over several lines is one span.

    Args:
        text: the stored text.

    Returns:
        Half-open spans in code points, in order, without the space around them.
    """
    spans: list[tuple[int, int]] = []
    continues = False
    for line in lines(text):
        if continues and not _ITEM.match(line.text):
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
        continues = is_broken_off(line.text)
    return spans
