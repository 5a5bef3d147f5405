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
from transforms.language.places import Mention
from transforms.observations.subjects import leads, things
from transforms.observations.subjects.events import Events
from transforms.observations.subjects.full_names import FullNames
from transforms.observations.subjects.persons import Persons
from transforms.observations.subjects.topic import Topic

_POINTING = re.compile(
    r"(?P<country>我国|全国|国内(?![外首最其他展第各领])|中方)|(?:全|我|本|该|此)(?P<level>[省市区县州旗盟])(?![级属直域场])|(?P<here>当地)"
    r"|(?P<abroad>[美俄英法德日韩朝印乌以伊澳加](?:方|媒体|媒))"
)
# 全国 in front of these is what something is measured against: 居全国第3位, 高于全国平均水平.
_BESIDE = re.compile(
    r"首|最|前|第|率先|领先|唯一|平均|各地|范围|同|排名|位|先进|优秀|示范|知名|重要|一半|占比|份额|比重|总工会|统一|人大|政协|两会|妇联|青联|百强|性|级|上|遗产|纪录|杯|冠军|强"
)
# What is measured of the whole world: 全球平均气温, 世界经济, 全球已有180个国家; not 全球65个国家带来展品, 全球企业报名
_WORLDWIDE = re.compile(
    r"(?:20\d\d年)?(?:每年|日均|新增|累计|现有|已有|仍有|平均|主要|面临)|的?(?:平均|经济|人口|贸易|货物|服务贸易|外国|债务|通胀|失业|就业|粮食|食品|谷物|饥饿|灌溉|石油|原油|天然气|煤炭|能源|可再生|"
    r"碳排放|温室|气温|海平面|冰川|钢铁|新能源|半导体|航空|旅游|疫情|新冠|猴痘|确诊|死亡|难民)|\d+(?:\.\d+)?%的?|\d+个国家和地区的[约近超]*\d[^，。]{0,6}人"
)
_ABROAD = frozenset("美俄英法德日韩朝印乌以伊澳")
_ORGANS = re.compile("执法|安全|警|总统|总理|军|政府|央行|国防|外|财|国会|议会|航|民众|官员|卫生|紧急")
_TREASURY = re.compile("中央(?:和地方)?财政(?=[^，。；：、的]{0,6}?(?:安排|下达|拨付|下拨|预拨|投入|筹集|支出))")
_NEAR = 6  # characters
# Two sides that a number joins: 内地与香港地区进出口, 内地和澳门人员往来
_SIDES = re.compile(r"(?:内地|大陆|祖国大陆)[与和同](?:香港|澳门|港澳|台湾|台港澳)(?:地区)?(?!特别|同胞|青年|各界)")
# A place that something only comes from or passes through: 从戈兰高地方向发动, 贵阳至荔波段
_PASSED = re.compile(
    r"方向|[至到][^\W\d]{2,4}(?:、[^\W\d]{2,4})+等?(?:地|方向)|[至到][^\W\d]{2,9}?(?:的?(?:运行|行车|旅行|通行|出行|高铁|铁路|高速|公路|航线|班列|管道|列车|车程)|之间)"
    r"|[至到—－-]+[^\W\d]{2,5}(?:段|之间)"
)

# Where a line begins and ends: 西起|中山, 东至|深圳
_END = re.compile("[东西南北][起至到接连抵]|起自|起于|终于|终至|止于|直达")


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
        self._full_names = FullNames(frame)
        self._by_sentence: dict[int, list[Topic]] = {}

    def named(self, sentence: Sentence) -> list[Topic]:
        """Everything in a sentence that may be a topic, in order, the longer one where two overlap."""
        kept = self._by_sentence.get(sentence.start)
        if kept is None:
            kept = self._by_sentence[sentence.start] = self._read(sentence)
        return kept

    def _read(self, sentence: Sentence) -> list[Topic]:
        found = [
            *leads.named(sentence, self._frame),
            *self._places(sentence),
            *self._pointed(sentence),
            *self._bodies_in(sentence),
        ]
        found += [*self._persons.named(sentence), *self._events.named(sentence), *things.named(sentence, self._frame)]
        kept: list[Topic] = []
        for topic in sorted(found, key=lambda t: (t.start, -t.end)):
            if not kept or topic.start >= kept[-1].end:
                kept.append(topic)
            elif topic.end > kept[-1].end and topic.kind != "place":
                kept[-1] = topic
        return [self._full_names.of(topic) for topic in kept]

    def _places(self, sentence: Sentence) -> list[Topic]:
        found = []
        for match in _SIDES.finditer(sentence.text) if "内地" in sentence.text or "大陆" in sentence.text else ():
            start, end = sentence.start + match.start(), sentence.start + match.end()
            found.append(Topic(start, end, match.group(), "place", sort="list"))
        for mention in self._frame.places_in(sentence):
            if mention.name == "日本" and self._frame.folded[mention.start - 1 : mention.start].isdigit():
                continue  # 自7日|本轮冲突以来
            if _PASSED.match(self._frame.folded, mention.end) or _END.fullmatch(
                self._frame.folded, max(sentence.start, mention.start - 2), mention.start
            ):
                continue
            if mention.kind == "world" and not self._of_the_world(mention):
                continue
            code = mention.code if mention.kind == "division" else ""
            found.append(Topic(mention.start, mention.end, mention.name, "place", code, sort=mention.kind))
        return found

    def _of_the_world(self, mention: Mention) -> bool:
        """Whether 全球 or 世界 is what is spoken of (世界经济增速), not a part of a name or a yardstick (世界第一)."""
        return _WORLDWIDE.match(self._frame.folded, mention.end) is not None

    def _pointed(self, sentence: Sentence) -> list[Topic]:
        found: list[Topic] = []
        for match in _POINTING.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if not any(word.start == start for word in sentence.words):
                continue  # 资|本市|场
            name, code = self._meant(match, start, sentence.text[match.end() :])
            if name:
                found.append(Topic(start, end, name, "place", code, sort="pointed"))
        return [*found, *self._heading(sentence), *_treasuries(sentence)]

    def _heading(self, sentence: Sentence) -> list[Topic]:
        """The country that a headline opens with by one character: 美|民调称…, 德|七名市长联名…."""
        if not sentence.words or sentence.text[0] not in _ABROAD:
            return []
        first, headline = sentence.words[0], sentence.text[-1] not in "。！？；：，”"
        told = first.text[1:] == "称"  # 俄称|…
        if (len(first.text) > 1 and not told) or first.tag == "p" or not (headline or _ORGANS.match(sentence.text, 1)):
            return []  # 以高质量发展…
        return [Topic(first.start, first.end, _countries()[first.text[0]], "place", sort="country")]

    def _meant(self, match: re.Match[str], position: int, rest: str) -> tuple[str, str]:
        """The place that a pointing word means, and its code."""
        if match["level"]:
            code = self.localities.resolve(match["level"], position)
            if code:
                return divisions.spoken_name(code), code
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


def _treasuries(sentence: Sentence) -> list[Topic]:
    """The state's purse where it gives: 中央财政|安排资金."""
    if "财政" not in sentence.text:
        return []
    spans = (
        (sentence.start + m.start(), sentence.start + m.end(), m.group()) for m in _TREASURY.finditer(sentence.text)
    )
    return [Topic(start, end, name, "organisation", seat="中国") for start, end, name in spans]


def points_below(sentence: Sentence) -> bool:
    """Whether a sentence points at a place below the country (全县, 该市), whichever that is."""
    return any(match["level"] for match in _POINTING.finditer(sentence.text))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    table: dict[str, str] = lexicon("subjects")["countries"]
    return table
