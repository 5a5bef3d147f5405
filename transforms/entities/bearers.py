"""Who a clause in front of a speaker's words is about: takes the text and a position, gives names and roles.

他说, 并表示: the person or body stands in an earlier clause; a bare name has the role that its first mention gives.
"""

from __future__ import annotations

import re

from transforms.entities.speaker_phrases import MARKS, subject
from transforms.language.names import Office, ends_with_office, split_office, with_country

# Words in front of a role that do not belong to it: 会见比利时首相德克罗, 特邀公安局局长罗杰
_ROLE_STARTS = re.compile(
    r"会见|会晤|邀请|特邀|采访|同(?!济|仁|志)|向(?!阳)|[由与和对]|主持的|的|\d日|[今昨当][天日]|（[^）]*）|称|指控"
)


def subjects_before(text: str, start: int) -> tuple[int, list[str]]:
    """Where the sentence that holds `start` begins, and the subjects of its clauses up to there."""
    begin = max(text.rfind(mark, 0, start) for mark in "。！？；：\n") + 1
    phrases = [subject(clause) for clause in text[begin:start].split("，")]
    return begin, [phrase for phrase in phrases if phrase]


def office_before(text: str, position: int) -> Office | None:
    """The person with an office whom the nearest clause of the paragraph in front of `position` is about."""
    begin = text.rfind("\n", 0, position) + 1
    clauses = reversed(re.split("[，。！？；：]", text[begin:position]))
    return next(filter(None, (split_office(subject(clause)) for clause in clauses)), None)


def role_of(text: str, name: str) -> str:
    """The office that stands in front of the first mention of a name, or ""."""
    first = text.find(name)
    front = re.split("[，。！？；：\n“”]", text[max(0, first - 40) : first])[-1]
    front = _ROLE_STARTS.split(front)[-1]
    return with_country(front.strip(MARKS)) if ends_with_office(front) else ""
