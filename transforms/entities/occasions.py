"""Meetings and press conferences: takes the words around one, says what it is called or who speaks there.

会议指出 is said by the meeting that the first lines name in full (国务院常务会议); at a press conference speaks
the body that was asked to (国新办举行发布会，请交通运输部负责人介绍…), else the one that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.entities.speaker_phrases import subject
from transforms.language.lexicons import any_of, lexicon

AT_THE_CONFERENCE = frozenset(("发布会上", "会上", "发布会", "吹风会上", "记者会上", "新闻发布会上", "在发布会上"))
# 省卫生厅今天举行新闻发布会; 国新办举行发布会，请交通运输部负责人介绍…
_HELD = re.compile(
    r"[，。](?:邀请|请)(?P<asked>[^，。]{2,30}?)(?:相关|有关|主要)?(?:负责人|负责同志)(?=介绍|解读|出席|就)"
    r"|(?P<holder>[^，。：；\n]{2,40}?)(?:联合)?(?:举行|召开)[^，。；\n]{0,40}?(?:发布会|吹风会|记者会|通气会)"
)


def is_host(phrase: str) -> bool:
    """Whether a body holds press conferences for others, so that what is said there is not its own (国新办)."""
    return phrase in lexicon("speech")["hosts"]


def conference_bodies(text: str, begin: int, end: int) -> Iterator[str]:
    """The phrases that name who speaks at the press conferences of a stretch of text, in order."""
    for found in _HELD.finditer(text, begin, end):
        yield subject(found["asked"] or found["holder"])


def meeting_name(text: str) -> str:
    """The full name of the meeting that `text` (the title and the first lines) tells of, or ""."""
    nouns = any_of(lexicon("speech")["meeting"])
    host = re.search(r"(?P<host>[\u4e00-\u9fff]{2,16}?)(?:\d+月)?(?:\d+日)?召开会议", text)
    if host:
        return subject(host["host"]) + "会议"
    held = rf"(?:主持召开|召开|举行|出席|主持|参加)了?(?P<name>[^，。、\n]{{2,30}}?(?:{nouns}))"
    itself = rf"(?P<name>[\u4e00-\u9fff0-9“”]{{2,30}}?(?:{nouns}))(?:\d+月|\d+日|今天|于|在|[开闭]幕|举行|召开)"
    found = re.search(itself, text) or re.search(held, text)
    return found["name"] if found else ""
