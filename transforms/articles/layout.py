"""How an article is laid out: title, subtitle, byline, source and date lines, where the body starts, sections.

Takes a text, gives a :class:`Layout`. Rules are about how Chinese articles are set, never about one file: the
first short line is the title; lines before the first full sentence are head lines and are read by their form
(byline, 来源：…, 时间：…, an office and its holder, ——2026年1月…会议上); a heading is a short line that ends
without a full stop and stands before a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from transforms.articles.bylines import Author, bare_name, byline, office_holder
from transforms.articles.paragraphs import HEADING_LENGTH, Line, is_broken_off, is_ended, lines
from transforms.articles.publication import calendar_date
from transforms.records import Section

_SOURCE = re.compile(r"^[（(]?\s*(?:信息|文章|稿件|新闻)?(?:来源|稿源|转自|出处)\s*[:：]\s*([^\s）)|]{0,40})")
_DATE = re.compile(
    r"^(?:(?:发布|发表|更新|发稿|成文|出版)?(?:时间|日期)\s*[:：]?\s*)?"
    r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s*星期.)?"
    r"(?:[\sT]*\d{1,2}\s*[:：时]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?\s*[分秒]?)?\s*(?:来源\s*[:：]\s*(\S+))?$"
)
_LABEL_ALONE = re.compile(r"^(?:(?:信息)?来源|稿源|(?:发布|发表|更新)?时间|日期|作者)\s*[:：]$")
# ——2026年2月5日在安徽省第十四届人民代表大会第四次会议上: the occasion at which a text was spoken.
_OCCASION = re.compile(r"^[—―\-（(]*\s*(?:\d{4}|[二〇○零一九]{4})年.{2,20}日在.{4,60}[上中][)）]?$")
_SALUTATION = re.compile(r"^(?:各位|尊敬的|同志们|女士们|朋友们|同胞们)\S{0,24}[：:！!]$")
_OCCASION_AND_OFFICE = re.compile(r"^(.{10,60}[上中])\s+(\S+\s+\S+)$")
_SUBTITLE = re.compile(r"^(?:—|―|-{2,})\s*\S")
_CAPTION = re.compile(r"(?:摄|供图|摄影报道|资料图片?)[）)。]?$")
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、章节编]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．](?!\d))\s*\S"
)
_NO_HEADING = re.compile(r"[，、；：。,;:…—]$|^[（(].*[）)]$|^(?:图|表|注|附)\s*\d*[:：]|^\S{1,8}[:：]")


@dataclass(slots=True)
class Layout:
    """What the form of a text tells about it. Lines are counted over the lines that are not blank."""

    title: str = ""
    subtitle: str = ""
    authors: list[Author] = field(default_factory=list)
    publisher: str = ""
    published_on: date | None = None
    body_line: int = 0
    metadata_lines: set[int] = field(default_factory=set)
    sections: list[Section] = field(default_factory=list)


def layout(text: str, title: str = "", headings: Collection[str] = ()) -> Layout:
    """Recognise the parts of an article from the form of its lines.

    Args:
        text: the stored text.
        title: the title where it is known from elsewhere; then the text need not start with one.
        headings: lines that the format marks as headings, whatever their form.

    Returns:
        The layout; parts that the text does not show are empty.
    """
    every = lines(text)
    found = Layout(title=title)
    first = _read_title(every, found)
    found.body_line = _read_head(every, first, found)
    found.sections = sections(text, every, found.body_line, headings)
    return found


def _read_title(every: list[Line], found: Layout) -> int:
    """Take the title from the first line, if that has the form of one; give the number of the next line."""
    if not every:
        return 0
    first = every[0].text
    if found.title:
        return 1 if _same(first, found.title) else 0
    if len(every) > 1 and is_title(first):
        found.title = first
        return 1
    return 0


def is_title(line: str) -> bool:
    """Whether a line has the form of a title: short, and no sentence that ends."""
    return len(line) <= 60 and not re.search(r"[。；：，:;,]$", line) and "。" not in line and not byline(line)


def _same(line: str, title: str) -> bool:
    return re.sub(r"\W", "", line) == re.sub(r"\W", "", title)


def _read_head(every: list[Line], first: int, found: Layout) -> int:
    """Read the lines between title and body; give the number of the body's first line."""
    salutation = _salutation(every, first)
    number, label = first, ""
    while number < (min(len(every), first + 12) if salutation is None else salutation):
        line = every[number].text
        if _LABEL_ALONE.match(line):
            label, is_head = line, True
        else:
            is_head = _read_head_line(label + line, number, first, found)
            label = ""
        if is_head:
            found.metadata_lines.add(number)
        elif salutation is None:
            break
        number += 1
    return number


def _salutation(every: list[Line], first: int) -> int | None:
    """Number of the line that a speech starts with (各位代表：), or None; what stands before it is head."""
    near = range(first, min(len(every), first + 30))
    return next((number for number in near if _SALUTATION.match(every[number].text)), None)


def _read_head_line(line: str, number: int, first: int, found: Layout) -> bool:
    """Read one line of the head into the layout; False if it is no head line."""
    source, day = _SOURCE.match(line), _DATE.match(line)
    if source or day:
        found.publisher = found.publisher or (source[1] if source else day[4] or "" if day else "")
        if day and found.published_on is None:
            found.published_on = calendar_date(day[1], day[2], day[3])
        return True
    if found.title and _same(line, found.title):
        return True
    joined = _OCCASION_AND_OFFICE.match(line)
    if joined and _OCCASION.match(joined[1]) and office_holder(joined[2]):
        found.subtitle, line = found.subtitle or joined[1].lstrip("—―- "), joined[2]
    after_occasion = bool(_OCCASION.match(found.subtitle))
    office = office_holder(line) or (bare_name(line) if after_occasion else None)
    authors = [office] if office else byline(line)
    if authors:
        found.authors += [author for author in authors if author not in found.authors]
        return True
    is_subtitle = _OCCASION.match(line) or (number <= first + 1 and _SUBTITLE.match(line) and not is_ended(line))
    if is_subtitle and not found.subtitle:
        found.subtitle = line.lstrip("—―- ")
    return bool(is_subtitle)


def sections(text: str, every: list[Line], body_line: int, marked: Collection[str] = ()) -> list[Section]:
    """The headed parts of a text.

    Args:
        text: the stored text.
        every: its lines (``paragraphs.lines``).
        body_line: number of the first line that may be a heading.
        marked: lines that are headings by their format.

    Returns:
        Sections in order; each runs from its heading to the next heading or the text's end.
    """
    candidates = [number for number in range(body_line, len(every) - 1) if _may_head(every, number, body_line)]
    numbers = set(candidates)
    headings = [number for number in candidates if not _in_a_list(number, numbers, every)]
    by_format = {number for number in range(body_line, len(every)) if every[number].text in marked}
    if by_format:  # a format that marks its headings marks all of them; numbered ones are sure by themselves
        headings = sorted({number for number in headings if _NUMBERED.match(every[number].text)} | by_format)
    ends = [every[following - 1].end for following in headings[1:]] + [every[-1].end if every else 0]
    return [Section(every[number].text, every[number].start, end) for number, end in zip(headings, ends, strict=False)]


def _may_head(every: list[Line], number: int, body_line: int) -> bool:
    line = every[number].text
    if len(line) > HEADING_LENGTH or "。" in line or _NO_HEADING.search(line) or _CAPTION.search(line) or byline(line):
        return False
    if is_ended(line) and not _NUMBERED.match(line):
        return False
    if _is_signature(line, every[number + 1].text) or line.count("“") != line.count("”"):
        return False
    before = every[number - 1].text if number > body_line else ""
    return not (before and is_broken_off(before) and len(before) > HEADING_LENGTH)


def _is_signature(line: str, following: str) -> bool:
    """中华人民共和国主席 习近平 / 2023年3月13日: who signed and when, not a heading and its text."""
    return bool(office_holder(line) or bare_name(line) or _DATE.match(line) or _DATE.match(following))


def _in_a_list(number: int, candidates: set[int], every: list[Line]) -> bool:
    """Whether a short line stands among other short lines, as in a list or a table, rather than over a text."""
    if _NUMBERED.match(every[number].text):
        return False
    before = number - 1 in candidates and not _NUMBERED.match(every[number - 1].text)
    after = number + 1 in candidates and not _NUMBERED.match(every[number + 1].text)
    return (before and after) or (before and number - 2 in candidates) or (after and number + 2 in candidates)
