"""Transliterated names: takes the text, a position and its words, gives the name that begins there (斯凯里特).

A name runs to the first word of everyday language; what the tagger holds to be part of it belongs to it as well.
"""

from __future__ import annotations

import re

from transforms.language.names import is_chinese_name, is_foreign_name
from transforms.language.words import Word, known_word

_LONGEST_FOREIGN = 18
_BEHIND_NAMES = "时将致称说作与同和对曾在到等向就表获于"  # 格罗|西时, 阿尔|维致: the tagger takes them in


def at(text: str, start: int, edges: dict[int, Word]) -> str:
    """The longest transliterated name at a position that runs into no other word, or ""."""
    if start not in edges or _is_plain(edges[start]):
        return ""
    end, limit = start, min(len(text), start + _LONGEST_FOREIGN)
    while end < limit and (text[end] == "·" or is_foreign_name(text[end] * 2)):
        word = edges.get(end)
        if word and end > start and text[end - 1] != "·" and _is_plain(word):
            break
        end += 1
    name = text[start:end]
    if "·" in name:
        rest = re.match(r"[\u4e00-\u9fff]+", text[end:limit])
        word = next((edges[edge] for edge in range(end, start, -1) if edge in edges), None)
        if rest and word and word.start < end < word.end and not known_word(word.text):
            name = text[start : word.end]  # 拉库|尚称: the tagger's guess is no better than ours
    name = name.rstrip("对曾")
    if not is_foreign_name(name) or name.endswith("·"):
        return ""
    return name + _rest_of_name(text, start + len(name), edges)


def _rest_of_name(text: str, end: int, edges: dict[int, Word]) -> str:
    """What the tagger adds to a transliterated name: 普拉|昌达, 希里|婉瓦丽; characters that seldom transliterate."""
    holder = next((edges[start] for start in range(end, end - 5, -1) if start in edges), None)
    if holder is None or holder.end <= end or holder.end - end > 3:
        return ""
    inside = holder.start < end and not known_word(holder.text)
    named = holder.start == end and holder.tag.startswith("nr")
    behind = named and (text[end - 3] == "·" or not is_chinese_name(holder.text))  # 戴尼斯·贝契|罗维奇
    rest = text[end : holder.end] if inside or (behind and not known_word(holder.text)) else ""
    return rest.rstrip(_BEHIND_NAMES)


def _is_plain(word: Word) -> bool:
    """Whether a word is one of everyday language, so that a transliterated name ends in front of it."""
    if len(word.text) == 1:
        return False  # 斯|凯里|特: single characters are as often parts of a name that the tagger has cut up
    return not word.tag.startswith(("nr", "nz", "ns", "j")) and known_word(word.text)
