"""Bodies that are known by name or by form: takes a sentence, gives those it names without a look at its grammar.

Names of ``lexicons/organisations.toml`` (公安部, 国铁集团, 哈马斯), found by one automaton; ministries and embassies
behind a country (泰国高等教育科研与创新部, 中国驻洪都拉斯使馆), the bureaus of the railway, arms of a theatre command
and papers in book marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from transforms.entities.organisation_words import words_of_bodies
from transforms.frame import Frame, Sentence
from transforms.language.names import with_country
from transforms.language.places import Mention

# 航天科技集团|八院, 东部战区|空军
_PART = re.compile(r"[一二三四五六七八九十\d]{1,2}院|(?<=战区)(?:空军|海军|陆军)")
_HAN = r"[^\W\da-zA-Z的在了是将]"
_RAILWAY = re.compile(r"(?:中国铁路|(?<!中)国铁)[^\W\d]{2,4}局(?:集团(?:有限)?(?:公司)?)?")  # 国铁郑州局
_MINISTRY = re.compile("国务院|" + _HAN + "{2,10}?" + r"(?<![东南西北中内外全大干一])部(?![分门长队署委级落族])")
_PAPER = re.compile(r"《[^》]{1,9}报》(?!社)")
_EMBASSY = re.compile(r"驻[^，。、；：\s在的]{1,10}?(?:大使馆|使馆|总领事馆|总领馆|代表处)")


class Body(NamedTuple):
    """A body where a text names it.

    Attributes:
        start: first character.
        end: one past the last.
        name: as written.
        canonical: the full name (省公安厅 → 浙江省公安厅, 国铁集团 → 中国国家铁路集团有限公司).
        place: the place in its name or the one it belongs to, or "".
        code: that place's GB/T 2260 code, or "".
        named: False for a class of bodies (温州公安, 全国公安机关).
        proper: False where no proper word stands in the name (执法办案管理中心).
    """

    start: int
    end: int
    name: str
    canonical: str
    place: str
    code: str
    named: bool
    proper: bool


def find(frame: Frame, sentence: Sentence, places: Mapping[int, Mention]) -> list[Body]:
    """The known bodies of a sentence; of two that overlap the longer one.

    Args:
        frame: the article.
        sentence: the sentence.
        places: the article's places by where they begin.
    """
    found = [*_named(sentence, places), *_by_form(frame, sentence)]
    return [body for body in found if not any(_within(body, other) for other in found)]


def _named(sentence: Sentence, places: Mapping[int, Mention]) -> Iterator[Body]:
    lexicon, text = words_of_bodies(), sentence.text
    for index, found_start, found_end in lexicon.automaton.find_matches_as_indexes(text):
        known = lexicon.names[index]
        if known.endswith("部") and text.startswith("门", found_end):
            continue  # 水利部门 is no ministry
        if _begins_inside(sentence, found_start, found_end):
            continue  # 我国|新办 holds no 国新办, 本地人|社部门 no 人社部
        part = _PART.match(text, found_end)
        end = part.end() if part else found_end
        full, table = lexicon.full[known]
        start = found_start
        abroad = text[max(0, start - 1) : found_end]
        if table == "national" and with_country(abroad) != abroad:
            start, full, table = start - 1, with_country(abroad), "abroad"  # 美|国防部
        opening = places.get(sentence.start + start)  # 美国|国务院
        place = "中国" if table == "national" else opening.name if opening and table == "abroad" else ""
        span = (sentence.start + start, sentence.start + end)
        yield Body(*span, text[start:end], full + text[found_end:end], place, "", True, True)


def _begins_inside(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name begins within a word that ends before the name does, so that it is made of pieces of two."""
    word = next((word for word in sentence.words if word.end - sentence.start > start), None)
    return word is not None and word.start - sentence.start < start and word.end - sentence.start < end


def _by_form(frame: Frame, sentence: Sentence) -> Iterator[Body]:
    """Ministries of other countries, embassies, and the bureaus of the railway."""
    for bureau in _RAILWAY.finditer(sentence.text) if "国铁" in sentence.text else ():
        start, end = sentence.start + bureau.start(), sentence.start + bureau.end()
        yield Body(start, end, bureau.group(), bureau.group(), "", "", True, True)
    for paper in _PAPER.finditer(sentence.text) if "报》" in sentence.text else ():
        start, end = sentence.start + paper.start(), sentence.start + paper.end()
        yield Body(start, end, paper.group(), paper.group(), "", "", True, True)
    for country in frame.places_in(sentence):
        if country.kind != "country":
            continue
        match = _MINISTRY.match(frame.folded, country.end) or _EMBASSY.match(frame.folded, country.end)
        if match:
            name = frame.folded[country.start : match.end()]
            yield Body(country.start, match.end(), name, country.name + match.group(), country.name, "", True, True)


def _within(body: Body, other: Body) -> bool:
    """Whether a body is part of a longer one: 厄瓜多尔|外交部."""
    inside = other.start <= body.start and body.end <= other.end
    return inside and other.end - other.start > body.end - body.start


def covered(body: Body, others: Sequence[Body]) -> bool:
    """Whether a body lies within one of the others."""
    return any(other.start <= body.start and body.end <= other.end for other in others)


def overlaps(body: Body, others: Sequence[Body]) -> bool:
    """Whether a body shares characters with one of the others."""
    return any(body.start < other.end and other.start < body.end for other in others)
