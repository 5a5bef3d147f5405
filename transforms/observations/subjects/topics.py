"""Who or what a sentence names that may have a number: places, bodies, people and named things.

Takes a sentence, gives its candidates in order. Words that point (全省, 我国, 当地, 美方) become the places they
mean. Which of the candidates a number belongs to is the matter of ``fronts`` and ``subjects``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.entities.localities import Localities
from transforms.entities.organisations import Bodies
from transforms.frame import Frame, Sentence
from transforms.language import divisions, places
from transforms.language.lexicons import lexicon
from transforms.language.names import is_chinese_name
from transforms.language.places import Mention
from transforms.language.words import Word
from transforms.observations.subjects.events import Events
from transforms.observations.subjects.persons import Persons
from transforms.observations.subjects.topic import Topic

_POINTING = re.compile(
    r"(?P<country>我国|全国|国内(?![外首最其他展第各领])|中方)|(?:全|我|本|该|此)(?P<level>[省市区县州旗盟])(?![级属直域])|(?P<here>当地)"
    r"|(?P<abroad>[美俄英法德日韩朝印乌以伊澳加](?:方|媒体|媒))"
)
# 全国 in front of these is what something is measured against: 居全国第3位, 高于全国平均水平.
_BESIDE = re.compile(
    r"首|最|前|第|率先|领先|唯一|平均|各地|范围|同|排名|位|先进|优秀|示范|知名|重要|一半|总工会|统一|人大|政协|两会|妇联|青联|百强|性|级|上|遗产|纪录|杯|冠军|强"
)
_WORLDWIDE = re.compile(r"经济|人口|贸易|粮食|灌溉|石油|能源|碳排放|钢铁|主要")
_TITLED = re.compile(
    r"(?:微短剧|电影|电视剧|纪录片)?《[^》]+》(?:白皮书)?(?!(?:实施|施行|印发|出台|发布)[^，。]{0,5}来，)"
)
_NEAR = 6  # characters
_ROUTE = 24
_STOP = re.compile("[，。；：]")
_LONGEST_THING = 9  # words
_EVENT_ENDINGS = ("国际机场", "国家公园", "保护区", "博览会", "全体会议", "运动会", "电影节", "艺术节", "流域")
_OUTSIDE = frozenset(
    [
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
        "支持",
        "推动",
        "部分",
        "多条",
        "建议",
        "新建",
        "驾乘",
        "搭乘",
    ]
)
_NAMED = frozenset(["国家公园", "国家级自然保护区", "国家湿地公园"])  # whatever stands in front is its name
_PHASE = re.compile(r"[一二三四五六七八九]期")
_LINES = frozenset(["高铁", "铁路", "高速", "高速公路", "城际铁路", "高速铁路", "公路", "班列", "专线", "通道"])
# 广深港高铁, 京沪高铁: the places that a line joins, by one character each
_SHORT = re.compile(
    "[中京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新港澳台广深杭甬温郑徐连盐通蓉成昆厦福汉武雄商合九老俄蒙越泰欧缅]+"
)
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百零\d]+[届次]|首届")
# 福深热1井, 深地塔科1井, “雪龙2”号极地考察船
_NUMBERED = re.compile(
    r"台风“[^”]{1,6}”|“[^”]{1,7}号”|“[^”]{1,8}”号(?:[^\W\d的和在]{2,6}?(?:船|舰|轮|飞船|卫星))?|(?<=[，。—从的在：])[^\W\d的在是]{2,6}\d+[井号](?!文|线|院|召|台风)"
)
_SIGNED = re.compile("[《号井]|台风“")
_REGION = re.compile("[^\\W\\d的在与和、农脱贫]{2,6}地区(?=一?共|包括|有\\d|发生|遭)")  # 达尔富尔地区一共…
# Two sides that a number joins: 内地与香港地区进出口, 内地和澳门人员往来
_SIDES = re.compile(r"(?:内地|大陆|祖国大陆)[与和同](?:香港|澳门|港澳|台湾|台港澳)(?:地区)?(?!特别|同胞|青年|各界)")
# A place that something only comes from or passes through: 从戈兰高地方向发动, 贵阳至荔波段
_PASSED = re.compile(r"方向|[至到—－-]+[^\W\d]{2,5}(?:段|之间)")


def topics_of(frame: Frame) -> Topics:
    """The topics of an article, for every station that asks for them."""
    if "topics" not in frame.memo:
        frame.memo["topics"] = Topics(frame)
    found: Topics = frame.memo["topics"]
    return found


class Topics:
    """Finds what the sentences of one article name; each sentence is read once."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.localities = Localities(frame)
        self._bodies = Bodies(frame, self.localities)
        self._report = places.is_report(frame.title)
        self._persons = Persons(frame)
        self._events = Events(frame)
        self._by_sentence: dict[int, list[Topic]] = {}

    def named(self, sentence: Sentence) -> list[Topic]:
        """Everything in a sentence that may be a topic, in order, the longer one where two overlap."""
        kept = self._by_sentence.get(sentence.start)
        if kept is None:
            kept = self._by_sentence[sentence.start] = self._read(sentence)
        return kept

    def _read(self, sentence: Sentence) -> list[Topic]:
        found = [*self._places(sentence), *self._pointed(sentence), *self._bodies_in(sentence)]
        found += [*self._persons.named(sentence), *self._events.named(sentence), *self._things(sentence)]
        kept: list[Topic] = []
        for topic in sorted(found, key=lambda t: (t.start, -t.end)):
            if not kept or topic.start >= kept[-1].end:
                kept.append(topic)
            elif topic.end > kept[-1].end and topic.kind != "place":
                kept[-1] = topic
        return kept

    def _places(self, sentence: Sentence) -> list[Topic]:
        found = []
        for match in _SIDES.finditer(sentence.text) if "内地" in sentence.text or "大陆" in sentence.text else ():
            start, end = sentence.start + match.start(), sentence.start + match.end()
            found.append(Topic(start, end, match.group(), "place", sort="list"))
        if "地区" in sentence.text and (region := _REGION.match(self._frame.folded, sentence.start)):
            found.append(Topic(region.start(), region.end(), region.group(), "place", sort="region"))
        crossing = "途经" in sentence.text
        for mention in self._frame.places_in(sentence):
            if _PASSED.match(self._frame.folded, mention.end) or (crossing and self._is_crossed(mention)):
                continue
            if mention.kind == "world" and not self._of_the_world(mention):
                continue
            code = mention.code if mention.kind == "division" else ""
            found.append(Topic(mention.start, mention.end, mention.name, "place", code, sort=mention.kind))
        return found

    def _is_crossed(self, mention: Mention) -> bool:
        """Whether a line only passes a place: 途经四川、重庆、浙江等五省."""
        before = self._frame.folded[max(0, mention.start - _ROUTE) : mention.start]
        return "途经" in before and not _STOP.search(before.rpartition("途经")[2])

    def _of_the_world(self, mention: Mention) -> bool:
        """Whether 全球 or 世界 is what is spoken of (世界经济增速), not a part of a name or a yardstick (世界第一)."""
        if self._frame.folded[mention.start] == "世":
            return _WORLDWIDE.match(self._frame.folded, mention.end) is not None
        return not _BESIDE.match(self._frame.folded, mention.end)

    def _pointed(self, sentence: Sentence) -> list[Topic]:
        found: list[Topic] = []
        for match in _POINTING.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if not any(word.start == start for word in sentence.words):
                continue  # 资|本市|场
            name, code = self._meant(match, start, sentence.text[match.end() :])
            if name:
                found.append(Topic(start, end, name, "place", code, sort="pointed"))
        return found

    def _meant(self, match: re.Match[str], position: int, rest: str) -> tuple[str, str]:
        """The place that a pointing word means, and its code."""
        if match["level"]:
            code = self.localities.resolve(match["level"], position)
            if code:
                return divisions.full_name(code), code
        if match["level"] or match["here"]:
            latest = self.localities.latest(position)
            return (latest.name, latest.code) if latest and latest.kind != "region" else ("", "")
        if match["abroad"]:
            return _countries()[match.group()[0]], ""
        beside = match.group() == "全国" and _BESIDE.match(rest)
        product = match.group() == "国内" and rest.startswith("生产总值")  # 欧元区国内生产总值
        if self._report or beside or (product and self._place_before(position)):
            return "", ""
        if match.group() in ("全国", "国内") and (abroad := self._country_before(position)):
            return abroad, ""
        return "中国", ""

    def _place_before(self, position: int) -> bool:
        """Whether the sentence names a place in front, whose gross domestic product is told."""
        sentence = self._frame.sentence_at(position)
        return any(mention.end <= position for mention in self._frame.places_in(sentence))

    def _country_before(self, position: int) -> str:
        """The foreign country named right before (坦桑尼亚全国, 法国7月全国)."""
        latest = self.localities.latest(position)
        if latest and latest.kind == "country" and latest.name != "中国" and position - latest.end <= _NEAR:
            return latest.name
        return ""

    def _bodies_in(self, sentence: Sentence) -> list[Topic]:
        found = []
        for body in self._bodies.in_sentence(sentence):
            if body.named and body.proper:
                found.append(Topic(body.start, body.end, body.name, "organisation", body.code, body.place))
            elif body.place:
                found.append(Topic(body.start, body.end, body.place, "place", body.code, sort="class"))
        return found

    def _things(self, sentence: Sentence) -> list[Topic]:
        found, cut, heads = [], sentence.words, things()
        for index, word in enumerate(cut):
            if word.text in heads or _is_line(word) or word.text.endswith(_EVENT_ENDINGS) or _is_port(word):
                first = _thing_start(cut, index)
                if word.text == "服务区" and cut[index - 1].text in _LINES:
                    continue  # 江苏省高速公路服务区: a class
                if first is not None:
                    start = cut[first].start
                    found.append(Topic(start, word.end, self._frame.folded[start : word.end], "project"))
        if not _SIGNED.search(sentence.text):
            return found
        for pattern in (_TITLED, _NUMBERED, _series()):
            for match in pattern.finditer(sentence.text):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                found.append(Topic(start, end, match.group(), "project"))
        return found


def _is_full_name(word: Word) -> bool:
    """A person in front of a thing is no part of its name: 桂海潮|飞船."""
    return word.tag.startswith("nr") and len(word.text) == 3 and is_chinese_name(word.text)


def _is_line(word: Word) -> bool:
    """成昆铁路, 贵南高铁 in one word."""
    return word.text[-2:] in ("铁路", "高铁") and _SHORT.fullmatch(word.text[:-2]) is not None


def _is_port(word: Word) -> bool:
    """上海港, 宁波舟山港; not 香港 nor a free-trade port, which are places."""
    return word.tag[0] == "n" and len(word.text) > 2 and word.text[-1] == "港" and word.text[-2] not in "香贸易空"


def _thing_start(cut: list[Word], head: int) -> int | None:
    """Index of the first word of the thing's name that ends at `head`; None where nothing proper is in it."""
    first, proper = (
        head,
        _is_line(cut[head])
        or (len(cut[head].text) > 2 and (cut[head].tag in ("nz", "nt", "ns") or _is_port(cut[head]))),
    )
    for index in range(head - 1, max(-1, head - _LONGEST_THING), -1):
        word = cut[index]
        if word.text == "”":
            return next((i for i in range(index, max(-1, index - 10), -1) if cut[i].text == "“"), None)
        if _ORDINAL.fullmatch(word.text):
            first, proper = index, True
        elif word.text in _OUTSIDE or (
            word.tag.startswith("nr") and len(word.text) == 3 and is_chinese_name(word.text)
        ):
            break
        elif _PHASE.fullmatch(word.text) or (_SHORT.fullmatch(word.text) and cut[head].text in _LINES):
            first, proper = index, proper or word.text[-1] != "期"
        elif word.tag[0] in "njgi" or word.tag in ("vn", "eng", "b") or word.text == "中":
            first = index
            proper = proper or cut[head].text in _NAMED or word.tag in ("nz", "nr", "ns", "nt", "eng", "nrt", "j", "g")
        else:
            break
    lone = first == head - 1 and len(cut[first].text) == 1  # 老|铁路; 中|老|铁路 is a name
    return first if proper and not lone else None


@lru_cache(maxsize=1)
def _series() -> re.Pattern[str]:
    series, craft = ("|".join(lexicon("subjects")[key]) for key in ("series", "craft"))
    return re.compile(f"(?:{series})[一二三四五六七八九十百零\\d]+号(?:[甲乙丙丁])?(?:{craft})?")


@lru_cache(maxsize=1)
def things() -> frozenset[str]:
    """Nouns of things and events that have names of their own (高铁, 会议, 白皮书)."""
    return frozenset(lexicon("subjects")["things"])


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    table: dict[str, str] = lexicon("subjects")["countries"]
    return table
