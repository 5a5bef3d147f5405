"""Names in a row: takes the names in front of a clause's verb, gives the one topic that they are together.

Places in a row are one topic (北京、上海、广州等重点地区), with the parts of them that are meant (江苏南部、上海);
of two that trade with each other the first is spoken of (我国与南美三国进出口); else the last name counts.
"""

from __future__ import annotations

import re

from transforms.frame import Sentence
from transforms.language import divisions
from transforms.observations.subjects.topic import Topic

_LIST_END = re.compile(
    r"[两二三四五六七八九十\d]+(?:省区市|省区|省份|省市|省|市|区|县|国|地)|(?:和|与|及|以及)?等(?:[^，。；：、的]{0,6}?(?:地区|城市|省份|省区市|省市|多地|地|国家|流域|省|市|县))?"
)
# What a place has with another one, behind the two: told of the first
_TRADE = re.compile(r"[^，。；：、的]{0,5}?的?[^，。；：、的\d]{0,4}(?:进出口|贸易|外贸)")
# A part of a place in a row: 湖南|南部、江西|东部和北部
_PART = re.compile("(?:[东西南北中]{1,2}部(?:[和与及][东西南北中]{1,2}部)?|大部|部分地区)")
_WATERS = ("江", "河", "湖", "山", "潭", "海", "湾")
_BANK = re.compile("之[上畔滨]|[沿两]岸|一带|河?畔|上空|边|水域|沿线|江?面")
_NEAR = 5  # characters
LINKS = ("、", "和", "与", "及", "以及", "会同", "联合")


def joined(topics: list[Topic], sentence: Sentence) -> Topic:
    """The last name of the front; names in a row are one topic (北京、上海、广州等重点地区)."""
    text, offset = sentence.text, sentence.start
    last = topics[-1]
    if len(topics) > 1 and _is_at(topics[-2], last, text, offset):
        return topics[-2]
    row = [last]
    for topic in reversed(topics[:-1]):
        gap = text[topic.end - offset : row[0].start - offset]
        if topic.kind == "person" or last.kind == "person" or _PART.sub("", gap) not in LINKS:
            break
        row.insert(0, topic)
    if len(row) == 1:
        return last
    end = _end(row, text, offset)
    if _TRADE.match(text, end - offset) and "、" not in text[row[0].start - offset : last.start - offset]:
        return row[0]  # 我国与南美三国|进出口, 云南与老挝|贸易额
    return Topic(row[0].start, end, _name(row, end, text, offset), last.kind, seat=_seat(row), sort="list")


def _seat(row: list[Topic]) -> str:
    """The place of bodies in a row that all have one (财政部、教育部 → 中国), or ""."""
    seats = {topic.seat for topic in row}
    return seats.pop() if len(seats) == 1 else ""


def _is_at(place: Topic, last: Topic, text: str, offset: int) -> bool:
    """Whether a river or hill only tells where in a place something is: 湖南长沙的|湘江之上."""
    gap = text[place.end - offset : last.start - offset]
    named = place.kind == "place" and last.name.endswith(_WATERS) and last.sort not in ("division", "lead")
    return (
        named
        and len(gap) <= _NEAR
        and not any(link in gap for link in LINKS)
        and _BANK.match(text, last.end - offset) is not None
    )


def _end(row: list[Topic], text: str, offset: int) -> int:
    """Where a row ends, with the part of its last place and the words that close a list (等地, 五省)."""
    end = row[-1].end
    if part := _PART.match(text, end - offset):
        end = offset + part.end()
    match = _LIST_END.match(text, end - offset) if row[-1].kind == "place" else None
    return offset + match.end() if match else end


def _name(row: list[Topic], end: int, text: str, offset: int) -> str:
    """A row as written, its places in full where the row is of them alone."""
    written, last = text[row[0].start - offset : end - offset], row[-1]
    if end == last.end and all(topic.code for topic in row):  # 庆阳、酒泉 → 庆阳市、酒泉市
        return "、".join(topic.name for topic in row)
    if _chained(row[0], written) and not any(_PART.match(text, topic.end - offset) for topic in row):
        # 浙江杭州、湖州等地 → 浙江省杭州市、湖州市等地
        return "、".join(topic.name for topic in row) + text[last.end - offset : end - offset]
    return written


def _chained(topic: Topic, written: str) -> bool:
    """Whether a division is written below its province (浙江杭州)."""
    above = divisions.name_of(topic.code[:2] + "0000") if topic.code else ""
    return bool(above) and not topic.code.endswith("0000") and written.startswith(above[:2])
