"""Things with names of their own that a sentence names: takes a sentence, gives them as topics.

Three ways lead to a thing. A noun of a known class (铁路, 水库, 峰会) with a proper word in front; a run of nouns that
opens with a place, a quotation or a number of order and ends like the name of a thing (新疆|喀纳斯景区, 云南|滇中引水
工程, 第二十一届|环青海湖国际公路自行车赛); and natural features that only the tagger knows (查干湖, 乌兰布和沙漠).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from transforms.frame import Frame, Sentence
from transforms.language import divisions
from transforms.language.lexicons import lexicon
from transforms.language.names import is_chinese_name
from transforms.language.words import Word, known_word
from transforms.observations.subjects.topic import Topic

_TITLED = re.compile(
    r"(?:微短剧|电影|电视剧|纪录片)?《[^》]+》(?:白皮书)?(?!(?:实施|施行|印发|出台|发布)[^，。]{0,5}来，)"
)
_LONGEST = 9  # words
_EVENT_ENDINGS = ("国际机场", "国家公园", "保护区", "博览会", "全体会议", "运动会", "电影节", "艺术节", "流域")
_NAMED = frozenset(["国家公园", "国家级自然保护区", "国家湿地公园"])  # whatever stands in front is its name
_PHASE = re.compile(r"[一二三四五六七八九]期")
_CLASSES = ("国家级", "省级", "市级", "县级", "国省")  # 国家级海洋保护区: all of them
_LINES = frozenset(["高铁", "铁路", "高速", "高速公路", "城际铁路", "高速铁路", "公路", "班列", "专线", "通道"])
# 广深港高铁, 京沪高铁: the places that a line joins, by one character each
_SHORT = re.compile(
    "[中京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新港澳台广深杭甬温郑徐连盐通蓉成昆厦福汉武雄商合九老俄蒙越泰欧缅]+"
)
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百零\d]+[届次]|首届")
# 福深热1井, 深地塔科1井, “雪龙2”号极地考察船
_NUMBERED = re.compile(
    r"(?<![^\W\d_的在到是])[^\W\d_的在到是]{2,4}\d+-\d+(?:油田|气田|油气田|平台|海上[^\W\d_]{2,6}?平台)"  # 锦州9-3油田
    r"|台风“[^”]{1,6}”|“[^”]{1,7}号”|“[^”]{1,8}”号(?:[^\W\d的和在]{2,6}?(?:船|舰|轮|飞船|卫星))?|(?<=[，。—从的在：])[^\W\d的在是]{2,6}\d+[井号](?!文|线|院|召|台风)"
)
# “金声玉振——乐团邀请展演”, “海巡06”轮, “青年红色筑梦之旅”活动
_QUOTED = re.compile(
    r"“[^”\n]{2,40}?(?:展|展演|行动|活动|计划|工程|之旅|音乐会|晚会|论坛|节)”"
    r"|“[^”\n]{2,20}”(?:活动|电商快线|主题展|特展|轮|系列活动|项目|平台)"
)
_SIGNED = re.compile("[《号井]|台风“|”|\\d-\\d")
_FEATURE = re.compile(r"[^\W\d_]{2,6}(?:[江河湖湾坝山]|海峡|盆地|平原|高原|山脉|群岛|半岛|沙漠|运河|草原|冰川)")
_NO_FEATURE = re.compile(
    ".*(?:江河|江湖|[大小两各入跨沿登古高碧千万江].?[江河湖湾山]|林田湖|[金火矿].?山|[秀千万].?山).*"
)
_NAMES = ("nz", "ns", "nrt", "eng")
_PROPER = ("nz", "nr", "ns", "nt", "eng", "nrt", "j", "g")


class _Shape(NamedTuple):
    endings: tuple[str, ...]
    last: frozenset[str]
    inside: frozenset[str]
    outside: frozenset[str]
    no_join: frozenset[str]


class _Head(NamedTuple):
    known: bool
    shaped: bool
    feature: bool


def named(sentence: Sentence, frame: Frame) -> list[Topic]:
    """The things of one sentence; they may overlap."""
    found, cut = [], sentence.words
    openings: set[int] | None = None
    for index, word in enumerate(cut):
        head = _head(word.text, word.tag)
        if head is None:
            continue
        if openings is None:
            openings = {mention.start for mention in frame.places_in(sentence) if mention.kind != "world"}
        first = None
        if head.known:
            if word.text == "服务区" and cut[index - 1].text in _LINES:
                continue  # 江苏省高速公路服务区: a class
            if word.text in _LINES and sentence.text.startswith("网", word.end - sentence.start):
                continue  # 河南“米”字形高铁|网: what a place has
            first = _first_proper(cut, index)
        if head.shaped:
            opening = _opening(cut, index, openings)
            first = opening if first is None or (opening is not None and opening < first) else first
        elif first is None and head.feature:
            first = index
            openings.add(word.start)  # 贺兰山|东麓
        if first is not None:
            start, name = cut[first].start, frame.folded[cut[first].start : word.end]
            name = name.removeprefix("经") if name.startswith("经港") else name  # 经|港珠澳大桥
            if name.startswith(_CLASSES):
                continue
            found.append(Topic(start, word.end, name, "project"))
    return [*found, *_signed(sentence)] if _SIGNED.search(sentence.text) else found


@lru_cache(maxsize=1 << 14)
def _head(text: str, tag: str) -> _Head | None:
    """What sort of head of a name a word is; None for the many that are none."""
    known_head = text in known() or _is_line(text) or text.endswith(_EVENT_ENDINGS) or _is_port(text, tag)
    shaped = is_shaped(text) and tag[0] in "njlgibsf"
    feature = len(text) > 2 and tag in ("ns", "nr", "nz") and _FEATURE.fullmatch(text) is not None
    feature = feature and not _NO_FEATURE.fullmatch(text)
    return _Head(known_head, shaped, feature) if known_head or shaped or feature else None


def _signed(sentence: Sentence) -> Iterator[Topic]:
    """Titles and numbered things."""
    for pattern in (_TITLED, _NUMBERED, _QUOTED, _series()):
        for match in pattern.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            yield Topic(start, end, match.group(), "project")


def _is_line(text: str) -> bool:
    """成昆铁路, 贵南高铁 in one word."""
    return text[-2:] in ("铁路", "高铁") and _SHORT.fullmatch(text[:-2]) is not None


def _is_port(text: str, tag: str) -> bool:
    """上海港, 宁波舟山港; not 香港 nor a free-trade port, which are places."""
    return text[-1] == "港" and tag[0] == "n" and len(text) > 2 and text[-2] not in "香贸易空出进离到"


def _opening(cut: list[Word], head: int, openings: set[int]) -> int | None:
    """Index of the place, quotation or number of order that opens the name which ends at `head`, or None."""
    inside, first = _shape().inside, None
    index = head - 1
    while index >= max(0, head - _LONGEST):
        word = cut[index]
        if word.text == "”":
            index = next((i for i in range(index, max(-1, index - 10), -1) if cut[i].text == "“"), -1)
            if index < 0:
                break
            first = index
        elif (
            word.start in openings
            or _ORDINAL.fullmatch(word.text)
            or (word.tag in _NAMES and word.text[0] not in "新开")
        ):
            first = index
        elif word.text in _shape().outside or not (
            word.tag[0] in "njgib" or word.tag in ("vn", "eng") or word.text in inside
        ):
            break
        index -= 1
    return first - 1 if first and cut[first - 1].text == "第" else first


def _first_proper(cut: list[Word], head: int) -> int | None:
    """Index of the first word of the thing's name that ends at `head`; None where nothing proper is in it."""
    word = cut[head]
    first = head
    proper = _is_line(word.text) or (
        len(word.text) > 2 and (word.tag in ("nz", "nt", "ns") or _is_port(word.text, word.tag))
    )
    for index in range(head - 1, max(-1, head - _LONGEST), -1):
        word = cut[index]
        if word.text == "”":
            return next((i for i in range(index, max(-1, index - 10), -1) if cut[i].text == "“"), None)
        if _ORDINAL.fullmatch(word.text):
            first, proper = index, True
        elif word.text in _shape().outside or _is_full_name(word):
            break
        elif _PHASE.fullmatch(word.text) or (
            cut[head].text in _LINES and (_SHORT.fullmatch(word.text) or (index == head - 1 and _joins(word)))
        ):
            first, proper = index, proper or word.text[-1] != "期"
        elif index == head - 1 and cut[head].text in _built() and _is_unknown(word):
            first, proper = index, True
        elif word.tag[0] in "njgi" or word.tag in ("vn", "eng", "b") or word.text == "中":
            first = index
            proper = proper or (cut[head].text == "机场" and bool(divisions.named(word.text)))  # 大兴|机场
            proper = proper or cut[head].text in _NAMED or word.tag in _PROPER
        else:
            break
    lone = first == head - 1 and len(cut[first].text) == 1  # 老|铁路; 中|老|铁路 is a name
    return first if proper and not lone else None


def _is_unknown(word: Word) -> bool:
    """Whether a word is in no dictionary, and so a name where something built stands behind it: 藻渡|水库."""
    return (
        len(word.text) in (2, 3)
        and word.tag[0] not in "mqtdpcru"
        and word.text not in _shape().outside
        and word.text not in _shape().inside  # 抽水|蓄能|电站
        and not known_word(word.text)
    )


def _joins(word: Word) -> bool:
    """Whether a word that no lexicon knows names two places by one character each: 弥蒙, 成宜 (not 农村, 城际)."""
    text = word.text
    plain = word.tag[0] in "avzqsx" and text not in _shape().no_join
    return plain and len(text) in (2, 3) and all(one in _initials() for one in text)


@lru_cache(maxsize=1)
def _initials() -> frozenset[str]:
    return frozenset(name[0] for name in divisions.names())


def _is_full_name(word: Word) -> bool:
    """A person in front of a thing is no part of its name: 桂海潮|飞船."""
    return word.tag.startswith("nr") and len(word.text) == 3 and is_chinese_name(word.text)


@lru_cache(maxsize=1)
def _series() -> re.Pattern[str]:
    series, craft = ("|".join(lexicon("subjects")[key]) for key in ("series", "craft"))
    return re.compile(f"(?:{series})[一二三四五六七八九十百零\\d]+号(?:[甲乙丙丁])?(?:{craft})?")


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """Nouns of things and events that have names of their own (高铁, 会议, 白皮书)."""
    return frozenset(lexicon("subjects")["things"])


@lru_cache(maxsize=1)
def _built() -> frozenset[str]:
    return frozenset(lexicon("subjects")["built"])


def phrase_from(cut: list[Word], sentence: Sentence) -> Topic | None:
    """The noun phrase that begins with the first of some words and ends in a thing's noun (智能制造基地)."""
    last = None
    for index, word in enumerate(cut[:_LONGEST]):
        if not _in_phrase(word):
            break
        if index and word.text in described():
            last = word
    if last is None:
        return None
    start = cut[0].start
    return Topic(start, last.end, sentence.text[start - sentence.start : last.end - sentence.start], "project")


def phrase_to(cut: list[Word], sentence: Sentence) -> Topic | None:
    """The noun phrase of two words or more that ends with the last of some words, a thing's noun (国际龙舟邀请赛)."""
    if not cut or not is_thing(cut[-1].text):
        return None
    first = phrase_start(cut, len(cut) - 1)
    if first == len(cut) - 1:
        return None
    start, end = cut[first].start, cut[-1].end
    return Topic(start, end, sentence.text[start - sentence.start : end - sentence.start], "project")


def phrase_start(cut: list[Word], head: int) -> int:
    """Index of the first word of the noun phrase whose last word is `head`."""
    first = head
    while first > max(0, head - _LONGEST + 1) and _in_phrase(cut[first - 1]):
        first -= 1
    return first


def _in_phrase(word: Word) -> bool:
    return word.tag[0] in "njgibl" or word.tag in ("vn", "eng") or word.text in _shape().inside


@lru_cache(maxsize=1)
def described() -> frozenset[str]:
    """Nouns of things that a phrase names although nothing in it is a proper word."""
    return frozenset(lexicon("subjects")["described"])


def is_thing(noun: str) -> bool:
    """Whether a noun is a kind of thing or event that may have a name of its own."""
    return noun in known() or is_shaped(noun)


def is_shaped(noun: str) -> bool:
    """Whether a noun ends like the name of a thing."""
    shape = _shape()
    return noun[-1] in shape.last and noun.endswith(shape.endings)


@lru_cache(maxsize=1)
def _shape() -> _Shape:
    data = lexicon("subjects")
    endings = tuple(data["endings"])
    last = frozenset(ending[-1] for ending in endings)
    return _Shape(endings, last, *(frozenset(data[key]) for key in ("inside", "outside", "no_join")))
