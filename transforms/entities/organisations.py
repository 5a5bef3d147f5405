"""Bodies in an article: takes a frame, gives its organisations, firms and offices with full names and places.

Two ways lead to a body: a name of ``lexicons/organisations.toml`` (公安部, 国铁集团, 哈马斯), found by one
automaton, and a noun phrase that ends in a body's noun and holds a proper word (温州反诈中心, 阿根廷牛肉协会,
省公安厅). A class of bodies (公安机关, 有关部门) is none of them; :class:`Body` marks it, because what a class
counts is its place's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.entities import known_bodies
from transforms.entities.known_bodies import Body, covered, overlaps
from transforms.entities.localities import Localities
from transforms.entities.organisation_words import may_end_body, words_of_bodies
from transforms.frame import Frame, Sentence
from transforms.language import divisions
from transforms.language.names import with_country
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
_COUNTED = re.compile("[两三各多几]")  # 两党, 各部门
_WHOLE = 4  # characters from which a word that the tagger knows for a body is a whole name
_LEVEL = re.compile(r"[省市区县州](?![域场政际区级内外属直民中])..")
_STATE = ("国家", "中央", "中华")
_COUNTRIES = frozenset("俄美以乌英法德日韩印伊")  # 俄|工程兵部队
_PROPER = ("nz", "nr", "ns", "nt", "nrt", "eng")


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
        known = known_bodies.find(self._frame, sentence, self._places)
        phrases = [b for b in self._phrases(sentence) if not overlaps(b, known) or (b.proper and not covered(b, known))]
        return _merged(sorted([body for body in known if not overlaps(body, phrases)] + phrases))

    def _phrases(self, sentence: Sentence) -> Iterator[Body]:
        cut = sentence.words
        taken = 0
        for index in [index for index, word in enumerate(cut) if may_end_body(word.text)]:
            if not self._is_head(cut, index):
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
        if _COUNTED.match(word.text):
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
        first, noun = head, cut[head]
        if noun.tag == "nt" and len(noun.text) >= _WHOLE and noun.text not in self._lexicon.heads:
            before = cut[head - 1] if head > floor else None
            if before is None or not self._belongs_in_front(before):
                return head  # 高度评价|中国共产党, 会见|欧洲理事会: a whole name
        for index in range(head - 1, max(floor, head - _LONGEST_NAME) - 1, -1):
            word = cut[index]
            if word.text in _NEVER_INSIDE:
                break
            if begin := self._place_begin.get(word.start):
                opening = next(i for i, earlier in enumerate(cut) if earlier.end > begin - 1)
                owned = opening > floor and cut[opening - 1].text in self._lexicon.owning  # 华能|北京热电厂
                return opening - 1 if owned else opening
            firm = noun.text.endswith(("公司", "集团")) and len(word.text) == 1 and word.tag in "vm"  # 凯信|达, 新华|三
            if not (
                firm or word.tag[0] in "njlbi" or word.tag in ("vn", "an", "eng") or word.text in self._lexicon.inside
            ):
                break
            first = index
        return first

    def _belongs_in_front(self, word: Word) -> bool:
        """Whether a word in front of a whole name belongs to it: a place, a proper word, 大|国民议会."""
        return word.start in self._place_begin or word.tag in _PROPER or word.text in self._lexicon.inside

    def _body(self, cut: list[Word]) -> Body | None:
        start, end = cut[0].start, cut[-1].end
        text = self._frame.folded[start:end]
        place = self._places.get(start)
        full_country = with_country(text)
        if full_country != text:  # 俄紧急情况部
            return Body(start, end, text, full_country, "", "", True, True)
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
        if len(cut) > 1 and (last.text == "内阁" or (first.tag == "j" and first.text in _COUNTRIES)):
            return True  # 岸田|内阁, 俄|工程兵|部队
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
