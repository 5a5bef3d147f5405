"""Which way a work report looks: takes the frame, gives for each paragraph whether it plans and over which time.

A yearly work report looks back on the year before its publication (or the five-year plan that ended), then
ahead. Where it has headings they tell (一、2025年工作回顾, 三、2026年重点工作); a paragraph that came without
them is weighed by its words (``lexicons/targets.toml``). Other articles have no outlook.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from transforms.frame import Frame

_LONGEST_HEADING = 45
_TITLE = re.compile(r"工作报告(?:（摘要）|（全文）)?$|^[^，。]{0,14}工作报告[—\s]")
_OPENING = re.compile(r"现在，我代表.{2,20}报告(?:政府)?工作，请")
_NUMBERED = re.compile(r"[一二三四五六][、.．]\s?")
_BARE_HEADING = re.compile(r"“?十[一二三四五六]五”?|20[0-9]{2}年(?!政府)|今年|去年|关于20[0-9]{2}年")
# 这五年, “十四五”时期, 五年来 at the head of a paragraph: it looks back on the plan, not on the year
_FIVE_YEARS = re.compile(
    r"[这过去]{1,2}五年|五年来|五年间|的五年|“十[一二三四五]五”(?:时期|期间|以来|这五年)|回[首顾](?:过去五年|“十[一二三四五]五”)"
)
_ONE_YEAR = re.compile(r"一年来|过去的?一年|^(?:刚刚过去的)?20[0-9]{2}年(?!以来|[—至到-])|20[0-9]{2}年，|去年")
# 今年是“十五五”开局之年: from here on a plan's section is about its first year
# 增长5.6%, 4113.7亿元: a plan gives round figures
_EXACT = re.compile(r"[0-9]\.[0-9]+(?:%|亿元|万[人户亩])(?!左右|以上|以内)")
_THIS_YEAR = re.compile(r"今年|(20[0-9]{2})年")


class Outlook(NamedTuple):
    """How a paragraph of a work report looks: `ahead` if it plans; `period` that its numbers hold for."""

    ahead: bool
    period: str


def outlooks(frame: Frame) -> list[Outlook] | None:
    """The outlook of every paragraph of a work report; None for any other article.

    Args:
        frame: an article's frame; a report without a publication date has no periods.

    Returns:
        One outlook for each of ``frame.paragraphs``.
    """
    if not (_TITLE.search(frame.title.strip()) or _OPENING.search(frame.folded, 0, 2000)):
        return None
    year = frame.published.year if frame.published else 0
    found: list[Outlook] = []
    headed: Outlook | None = None
    five = False
    for start, end in frame.paragraphs:
        paragraph = frame.folded[start:end].strip()
        heading = _heading(paragraph, year)
        if heading is not None:
            headed, five = heading, bool(_FIVE_YEARS.search(paragraph)) and "年工作" not in paragraph
        elif headed is not None and headed.ahead and _turns_to_the_year(paragraph, year):
            headed = Outlook(True, str(year))
        ahead = headed.ahead if headed else _leans_ahead(paragraph)
        five = not ahead and _looks_back_five(paragraph, five)
        found.append(_outlook(ahead, five, headed, year))
    return found


def _outlook(ahead: bool, five: bool, headed: Outlook | None, year: int) -> Outlook:
    if not year:
        return Outlook(ahead, "")
    if ahead:
        return Outlook(True, headed.period if headed else str(year))
    return Outlook(False, f"{year - 5}/{year - 1}" if five else str(year - 1))


def _looks_back_five(paragraph: str, before: bool) -> bool:
    head = paragraph[:60]
    if _FIVE_YEARS.search(head):
        return True
    return before and not _ONE_YEAR.search(head)


def _turns_to_the_year(paragraph: str, year: int) -> bool:
    match = _THIS_YEAR.match(paragraph)
    return match is not None and match[1] in (None, str(year))


def _heading(paragraph: str, year: int) -> Outlook | None:
    """The outlook that a main heading sets; None where `paragraph` is no such heading."""
    if len(paragraph) > _LONGEST_HEADING or not (_NUMBERED.match(paragraph) or _BARE_HEADING.match(paragraph)):
        return None
    words = _lexicon()["headings"]
    back = any(word in paragraph for word in words["review"])
    ahead = any(word in paragraph for word in words["plan"])
    if back == ahead:  # “十四五”发展成就和“十五五”主要目标: the paragraphs must tell
        return None
    plan = re.search(r"十([一二三四五六])五", paragraph)
    if ahead and plan and "年" not in paragraph.split("十", maxsplit=1)[0]:
        first = 2006 + 5 * ("一二三四五六".index(plan.group(1)))
        return Outlook(True, f"{first}/{first + 4}")
    return Outlook(not back, str(year) if ahead else str(year - 1))


def _leans_ahead(paragraph: str) -> bool:
    leaning = _lexicon()["leaning"]
    ahead = sum(weight for word, weight in leaning["ahead"].items() if word in paragraph)
    back = sum(weight for word, weight in leaning["back"].items() if word in paragraph)
    back += min(3, len(_EXACT.findall(paragraph)))
    return bool(ahead > back + 1)


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, Any]:
    source = resources.files("transforms.language.lexicons").joinpath("targets.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
