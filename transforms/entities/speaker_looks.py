"""What a speaker looks like: takes a phrase, tells whether it is a person or body on its own looks.

A bare office (发言人) names nobody and needs a body in front or before; a pronoun or title (他, 总书记) points back.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.language.lexicons import any_of, lexicon
from transforms.language.names import body_pattern, ends_with_office, is_chinese_name, offices, split_office
from transforms.language.words import words as words_of

# 胡塞武装|一名官员
_ONE_OF = re.compile("(?<=..)(?:[一两三多]|[0-9])[名位](?:匿名|高级|前)?(?:官员|发言人|负责人|工作人员)$")
_CLAUSE_TAGS = frozenset(("v", "d", "p", "c", "r"))


@lru_cache(maxsize=1)
def pointers() -> frozenset[str]:
    """Words that point back at a speaker: 他, 会议, 该机构, 总书记."""
    words = lexicon("speech")
    return offices().union(words["pronouns"], words["meeting"], words["pointing"]) - set(words["unnamed"])


@lru_cache(maxsize=1)
def _unnamed() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(lexicon('speech')['unnamed'])})$")


def unnamed_office(phrase: str) -> re.Match[str] | None:
    """The office at the end of a phrase whose holder is not named: 外交部|发言人, 胡塞武装|一名官员."""
    return _unnamed().search(phrase) or _ONE_OF.search(phrase)


def looks_like_speaker(phrase: str) -> bool:
    """Whether a phrase is a person or body on its own looks: 水利部, 局长罗杰, 南岛媒体, 他."""
    return bool(
        phrase in pointers()
        or split_office(phrase)
        or body_pattern().search(phrase)
        or ends_with_office(phrase)
        or _unnamed().search(phrase)
        or is_chinese_name(phrase)
        or phrase.endswith(("方面", "大数据", "媒"))
        or (is_chinese_name(phrase, vouched=True) and words_of(phrase)[0].tag.startswith("nr"))
    )


def begins_clause(phrase: str) -> bool:
    """Whether a phrase begins like a clause and not like a name: 推动落实好…, 以实际行动恪守…."""
    return words_of(phrase)[0].tag in _CLAUSE_TAGS
