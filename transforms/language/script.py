"""One writing for every text: takes text as given, gives a copy of the same length to read from.

Traditional characters become simplified ones, full-width digits and letters half-width ones, and
half-width punctuation between Chinese characters full-width, each one code point for one, so that an
offset into the copy is an offset into the original. Spans never need mapping back.
"""

from __future__ import annotations

import re
from functools import lru_cache

from opencc import OpenCC

# Half-width marks stand for full-width ones in much Chinese copy (喜的是,全省…); a mark between two
# digits or letters (3,656  12:30  GDP-A) keeps its own meaning, so it is left alone.
_HALF_MARK = re.compile(r"[,;:!?()](?:(?![0-9A-Za-z])|(?<![0-9A-Za-z].))", re.DOTALL)
_FULL_MARK = str.maketrans(",;:!?()", "，；：！？（）")


@lru_cache(maxsize=1)
def _translation() -> dict[int, int]:
    """Character to character: OpenCC's own table for script, Unicode's full-width block for width."""
    table = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}  # ０-９ Ａ-Ｚ ａ-ｚ and what lies between
    for mark in "：；？":  # in that block too, but they are the marks that we read
        table.pop(ord(mark), None)
    # ∶ (ratio) and ﹕ are written for ：in 1∶1; one mark for a ratio keeps the patterns short.
    table |= {ord("％"): ord("%"), ord("．"): ord("."), ord("－"): ord("-"), ord("～"): ord("~"), ord("〜"): ord("~")}
    table |= {ord("﹕"): ord("∶"), ord("\u3000"): ord(" "), ord("\xa0"): ord(" ")}
    for traditional, simplified in _script_pairs():
        table[ord(traditional)] = ord(simplified)
    return table


@lru_cache(maxsize=1)
def _strange() -> re.Pattern[str]:
    """Any character that is written otherwise in the copy; looking for one costs a tenth of translating all."""
    rare = "\U00010000-\U0010ffff"  # as one range: a class that lists them is searched one by one
    return re.compile("[" + "".join(re.escape(chr(code)) for code in _translation() if code < 0x10000) + rare + "]")


def _script_pairs() -> list[tuple[str, str]]:
    """Every traditional character with its simplified one: OpenCC, asked about each character by itself."""
    blocks = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x323B0))
    # One to a line, so that no phrase forms.
    every = "\n".join(chr(code) for block in blocks for code in block)
    pairs = zip(every.split("\n"), OpenCC("t2s").convert(every).split("\n"), strict=True)
    return [(given, made) for given, made in pairs if given != made and len(made) == 1]


def fold(text: str) -> str:
    """The reading copy of `text`: simplified script, one width, same length.

    Args:
        text: any text.

    Returns:
        A string of exactly ``len(text)`` code points.
    """
    if not text.isascii() and _strange().search(text):
        text = text.translate(_translation())
    return _HALF_MARK.sub(lambda mark: mark.group().translate(_FULL_MARK), text)
