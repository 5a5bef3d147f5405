"""Bodies in an article: takes a frame, gives its organisations, firms and offices with full names and places.

Two ways lead to a body: a name of ``lexicons/organisations.toml`` (公安部, 国铁集团, 哈马斯), found by one
automaton, and a noun phrase that ends in a body's noun and holds a proper word (温州反诈中心, 阿根廷牛肉协会,
省公安厅). A class of bodies (公安机关, 有关部门) is none of them; :class:`Body` marks it, because what a class
counts is its place's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from transforms.entities.localities import Localities
from transforms.entities.organisation_words import words_of_bodies
from transforms.frame import Frame, Sentence
from transforms.language import divisions
from transforms.language.words import Word
from transforms.records import Organisation

_LONGEST_NAME = 9  # words
_NEVER_INSIDE = frozenset(
    [
        "全国",
        "各级",
        "各地",
        "相关",
        "有关",
        "经",
        "由",
        "据",
        "从",
        "向",
        "与",
        "和",
        "对",
        "为",
        "被",
        "在",
        "会同",
        "特邀",
        "联合",
        "支持",
        "推动",
    ]
)
_INSTITUTE = re.compile(r"[一二三四五六七八九十\d]{1,2}院")  # 航天科技集团|八院
_HAN = r"[^\W\da-zA-Z的在了是将]"
_RAILWAY = re.compile(r"(?:中国铁路|(?<!中)国铁)[^\W\d]{2,4}局(?:集团(?:有限)?(?:公司)?)?")  # 国铁郑州局
_MINISTRY = re.compile("国务院|" + _HAN + "{2,10}?" + r"(?<![东南西北中内外全大干一])部(?![分门长队署委级落族])")
_LEVEL = re.compile(r"[省市区县州](?![域场政际区级内外属直民中])..")
_STATE = ("国家", "中央", "中华")
_PROPER = ("nz", "nr", "ns", "nt", "nrt", "eng")


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


def find(frame: Frame) -> list[Organisation]:
    """Every body that the article names, in the order of first mention.

    Args:
        frame: the article.

    Returns:
        One record a body: mentions under one canonical name are spans of one record.
    """
    bodies = Bodies(frame)
    found: dict[str, Organisation] = {}
    for sentence in frame.sentences:
        for body in bodies.in_sentence(sentence):
            if not bodies.is_entry(body):
                continue
            record = found.setdefault(body.canonical, Organisation(body.name, body.canonical, body.code))
            record.spans.append((body.start, body.end))
    return list(found.values())


class Bodies:
    """Finds bodies sentence by sentence in one article."""

    def __init__(self, frame: Frame, localities: Localities | None = None) -> None:
        self._frame = frame
        self._localities = localities or Localities(frame)
        self._lexicon = words_of_bodies()
        self._by_sentence: dict[int, list[Body]] = {}
        self._places = {mention.start: mention for mention in frame.places if mention.kind != "world"}
        # Every character of a place, with one more than where it begins: a name may be cut into words (得州尤|瓦尔迪).
        self._place_begin = {at: start + 1 for start, place in self._places.items() for at in range(start, place.end)}
        self._known: dict[int, tuple[int, str]] | None = None

    def in_sentence(self, sentence: Sentence) -> list[Body]:
        """The bodies of one sentence, in order; they do not overlap."""
        found = self._by_sentence.get(sentence.start)
        if found is None:
            found = self._by_sentence[sentence.start] = self._read(sentence)
        return found

    def is_entry(self, body: Body) -> bool:
        """Whether a body belongs into the table: named by a proper word, or the police of a place (江干公安)."""
        if body.named:
            return body.proper
        return bool(body.place) and body.name.endswith(tuple(self._lexicon.authorities))

    def _read(self, sentence: Sentence) -> list[Body]:
        known = [*self._known_in(sentence), *self._ministries(sentence)]
        phrases = [
            b for b in self._phrases(sentence) if not _overlaps(b, known) or (b.proper and not _covered(b, known))
        ]
        return _merged(sorted([body for body in known if not _overlaps(body, phrases)] + phrases))

    def _known_in(self, sentence: Sentence) -> Iterator[Body]:
        lexicon, text = self._lexicon, sentence.text
        for index, start, found_end in lexicon.automaton.find_matches_as_indexes(text):
            known = lexicon.names[index]
            if known.endswith("部") and text.startswith("门", found_end):
                continue  # 水利部门 is no ministry
            part = _INSTITUTE.match(text, found_end)
            end = part.end() if part else found_end
            full, table = lexicon.full[known]
            opening = self._places.get(sentence.start + start)  # 美国|国务院
            place = "中国" if table == "national" else opening.name if opening and table == "abroad" else ""
            span = (sentence.start + start, sentence.start + end)
            yield Body(*span, text[start:end], full + text[found_end:end], place, "", True, True)

    def _ministries(self, sentence: Sentence) -> Iterator[Body]:
        """Ministries of other countries (泰国高等教育科研与创新部), and the bureaus of the railway."""
        for bureau in _RAILWAY.finditer(sentence.text) if "国铁" in sentence.text else ():
            start, end = sentence.start + bureau.start(), sentence.start + bureau.end()
            yield Body(start, end, bureau.group(), bureau.group(), "", "", True, True)
        for country in self._frame.places_in(sentence):
            match = _MINISTRY.match(self._frame.folded, country.end) if country.kind == "country" else None
            if match:
                name = self._frame.folded[country.start : match.end()]
                yield Body(country.start, match.end(), name, country.name + match.group(), country.name, "", True, True)

    def _phrases(self, sentence: Sentence) -> Iterator[Body]:
        cut = sentence.words
        taken = 0
        last_characters = self._lexicon.last_characters
        for index, word in enumerate(cut):
            if word.text[-1] not in last_characters or not self._is_head(cut, index):
                continue
            first = self._first_word(cut, index, taken)
            body = self._body(cut[first : index + 1])
            if body:
                taken = index + 1
                yield body

    def _is_head(self, cut: list[Word], index: int) -> bool:
        """Whether a word ends a body's name, and the next word does not go on with it."""
        word = cut[index]
        joined = cut[index - 1].text + word.text if index and len(word.text) == 1 else word.text
        if not self._ends_in_head(joined):
            return False
        following = cut[index + 1] if index + 1 < len(cut) else None
        if following and word.text.endswith("中心") and following.text[0] in "城区地":
            return False  # 上海|中心|城区
        if following and word.text == "内阁" and following.text[0] in "府会成总大":
            return False
        if following is None or following.text in self._lexicon.sorts or following.text in self._lexicon.kinds:
            return True
        return not (following.tag[0] == "n" and self._ends_in_head(following.text))

    def _ends_in_head(self, text: str) -> bool:
        return text.endswith(self._lexicon.heads)

    def _first_word(self, cut: list[Word], head: int, floor: int) -> int:
        """Index of the first word of the name that ends at `head`."""
        first = head
        for index in range(head - 1, max(floor, head - _LONGEST_NAME) - 1, -1):
            word = cut[index]
            if word.text in _NEVER_INSIDE:
                break
            if begin := self._place_begin.get(word.start):
                opening = next(i for i, earlier in enumerate(cut) if earlier.end > begin - 1)
                owned = opening > floor and cut[opening - 1].text in self._lexicon.owning  # 华能|北京热电厂
                return opening - 1 if owned else opening
            firm = cut[head].text.endswith("公司") and len(word.text) == 1 and word.tag == "v"  # 凯信|达|商贸
            if not (
                firm or word.tag[0] in "njlbi" or word.tag in ("vn", "an", "eng") or word.text in self._lexicon.inside
            ):
                break
            first = index
        return first

    def _body(self, cut: list[Word]) -> Body | None:
        start, end = cut[0].start, cut[-1].end
        text = self._frame.folded[start:end]
        place = self._places.get(start)
        rest = self._frame.folded[place.end : end] if place and place.end < end else text
        if (place and place.end >= end) or text.endswith("市中心"):
            return None
        named = rest not in self._lexicon.classes and text not in self._lexicon.classes
        if place:
            as_written = any(rest.endswith(head) for head in self._lexicon.as_written)
            full = text if as_written and "反诈" not in rest else place.name + self._in_full(rest)
            return Body(start, end, text, full, place.name, place.code, named, True)
        if _LEVEL.match(text) and named:
            code = self._localities.resolve(text[0], start)
            full = divisions.full_name(code)
            return Body(start, end, text, full + text[1:] if full else text, full, code, True, True)
        if not named or len(text) < 4 or text in self._lexicon.bare:
            return None
        proper = self._is_firm(cut) or self._is_proper(cut)
        return Body(start, end, text, text, "", "", True, proper)

    def _in_full(self, rest: str) -> str:
        """What stands behind the place, in full: 江干分局 of the police is 公安分局."""
        if rest == "分局" and "公安" in self._frame.folded:
            return "公安分局"
        return self._lexicon.authorities.get(rest, rest)

    def _is_proper(self, cut: list[Word]) -> bool:
        """Whether a proper word stands in a name that no place opens; 普惠性幼儿园 is a sort of facility."""
        first, last = cut[0], cut[-1]
        if (
            last.text in self._lexicon.classes
            or first.tag[0] in "vda"
            or any(w.text in self._lexicon.sorts for w in cut)
        ):
            return False
        if first.text in _STATE:
            return len(cut) > 2
        if last.text == "内阁" and len(cut) > 1:
            return True  # 岸田|内阁
        if len(cut) == 1:
            return cut[0].tag == "nt" and len(cut[0].text) > 3
        return any(word.tag in _PROPER for word in cut[:-1])

    def _is_firm(self, cut: list[Word]) -> bool:
        """Whether a firm's noun has a name in front of it (酒钢集团), not a kind of firm (上市公司)."""
        kinds = self._lexicon.kinds
        return (
            len(cut) > 1
            and cut[-1].text in ("集团", "公司", "有限公司")
            and not all(word.text in kinds for word in cut[:-1])
        )


def _merged(bodies: list[Body]) -> list[Body]:
    """A body right behind another is a part of it: 新昌县公安局|城西派出所."""
    merged: list[Body] = []
    for body in bodies:
        last = merged[-1] if merged else None
        part = body.named and (body.proper or not body.name.endswith("公司"))
        if last and last.end == body.start and last.named and part:
            name, canonical = last.name + body.name, last.canonical + body.name
            merged[-1] = last._replace(end=body.end, name=name, canonical=canonical, proper=last.proper or body.proper)
        else:
            merged.append(body)
    return merged


def _covered(body: Body, others: list[Body]) -> bool:
    return any(other.start <= body.start and body.end <= other.end for other in others)


def _overlaps(body: Body, others: list[Body]) -> bool:
    return any(body.start < other.end and other.start < body.end for other in others)
