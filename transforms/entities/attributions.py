"""Where an article says who speaks: takes a frame, gives the attributions in the order of the text.

An attribution is a stretch of words that names a source (罗杰说， 据巴勒斯坦媒体报道， 商务部数据显示，
记者从公安部获悉， 在毛善恩看来，) and the point where the words said begin. How far
they run is the matter of ``quotations``; who the speaker is (a name, an office, a body, a word that points
back) is the matter of ``voices``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from transforms.entities import releases
from transforms.entities.speaker_phrases import subject
from transforms.entities.voices import Voice, Voices
from transforms.frame import Frame
from transforms.language.lexicons import any_of, lexicon
from transforms.language.names import body_pattern, is_chinese_name

_BOUNDARIES = "，。！？；：\n—"
_LONGEST_CLAUSE = 90
_LONGEST_HEADLINE = 45
_LONGEST_REST = 5  # characters behind the last noun or verb of telling in 据…，


class Attribution(NamedTuple):
    """Words that name a source.

    Attributes:
        start: where the attributing clause begins; what an earlier speaker said ends here.
        begins: where the words said begin.
        voice: who speaks.
        verb: the verb of saying or showing, or "".
        kind: ``said`` (罗杰说), ``told`` (罗杰介绍了…), ``release`` (数据显示), ``source`` (据…报道),
            ``learned`` (记者从…获悉), ``own`` (据了解: the article's own voice).
        behind: the attribution stands behind the words said (“…”罗杰说。).
    """

    start: int
    begins: int
    voice: Voice
    verb: str
    kind: str
    behind: bool = False


@lru_cache(maxsize=1)
def _trigger() -> re.Pattern[str]:
    words = lexicon("speech")
    branches = (
        rf"(?P<own>{any_of(words['own_voice'])})",
        r"(?P<document>全文如下)(?=：)",  # 《决定》全文如下：
        # 据巴勒斯坦媒体报道， 根据缅因州警方公布的修正数字，
        r"(?<![数依证占收单凭论拘])(?:根|另|又)?据(?P<source>[^，。；：！？\n]{2,60})(?=[，：])",
        r"从(?P<learned>[^，。；：！？\n]{2,50}?)(?:方面|那里)?(?P<learning>获悉|了解到|得知|获知)",
        r"来自(?P<message>[^，。；：！？\n]{2,40}?)的?(?:最新)?(?:消息|数据|统计)(?:显示|说|称|表明)?(?=[，：])",
        rf"(?P<told>{any_of(words['telling'])}|介绍(?=[^，。；：！？\n“]{{2,24}}(?:情况|形势|进展|成效|成果|举措)[，。])"
        r"|解读(?=《[^》\n]*》[，。]))",
        r"(?P<instructs>作出重要[批指]示)(?=，)"
        r"|在(?P<view>[^，。；：！？\n在]{2,40}?)看来(?=，)",
        # A verb in front of a mark, and the mark may close the sentence when the words said came first.
        rf"(?P<said>(?:{any_of(words['saying'])})(?:说|称|道|到)?)(?=[，：“「。！])",
        # 商务部数据显示，…; with no mark behind it only where the noun of a release stands in front
        rf"(?P<shows>(?:{any_of(words['showing'])})(?=[，：“「])|(?<=数据|民调|报告|调查|统计)显示(?![出了着的器屏，：“「]))",
        rf"(?P<governs>{any_of(words['governing'])})(?=[^，：“。！、；\n的了着])",
        r"(?P<message2>消息|统计|监测|调度|(?<!大)数据)(?=，)",
        # 市长史密斯7日发布命令，要求搬走摊位的…; 《行动计划》启动，明确提出…
        r"(?<=，)(?P<orders>(?:明确)?(?:要求|提出)|明确(?!的|了))(?=[^，：“「。！])",
        # 商务部今天发布数据，1—2月…
        # 气象台发布大风预警，…; 研究院发布《…报告》，…
        r"(?P<issued>发布(?!会)|公布)了?[^，。；\n]{0,40}?(?:数据|统计|消息|公告|通报|预警|预报|快报|公报|报告)》?(?=，)",
        # 物流联合会今天公布的3月份物流业景气指数为55.5%: what is published is a figure
        r"(?P<figure>(?:发布|公布)的)(?=[^，。；：\n]{0,30}(?:指数|价格|数|值|额|率|量)[^，。；：\n的]{0,4}\d)",
        # 商务部今天公布前10个月数据。数据显示，…: says nothing yet, but tells whose the data are.
        r"(?P<issues>(?:发布|公布|印发|出台|发表|发出|下发)(?=[^，。；\n]{0,40}(?:数据|报告|《|统计|[白蓝绿]皮书|公报|调查|指标|指数"
        r"|运行情况|通知|文章|声明|公告|意见|方案|计划|政策|名单|规定))|联合公告(?=，)"
        # 总理作出重要批示。批示指出，…; 听取了审查委员会关于…的报告。报告说，…
        r"|作出(?=重?要?[批指]示)|关于(?=[^，。；\n]{2,40}的[^，。；\n]{0,6}报告))",
    )
    # One look at the character first: nearly all of a text begins none of the branches.
    words_of = (words[name] for name in ("own_voice", "telling", "saying", "showing", "governing"))
    others = set("据根另又从来在消统发公印出要明提监调作关数解联下全")
    first = "".join(sorted({word[0] for group in words_of for word in group} | others))
    return re.compile(f"(?=[{first}])(?:{'|'.join(branches)})")


@lru_cache(maxsize=1)
def _not_saying() -> re.Pattern[str]:
    """Words that end in a character of saying and do not say (俗称, 二话不说); the lexicon has them as patterns."""
    return re.compile("|".join(lexicon("speech")["not_saying"]))


def is_headline(text: str, start: int, end: int) -> bool:
    """Whether a line is a headline inside the article: short, and without the marks of a sentence."""
    if end - start > _LONGEST_HEADLINE or text[end - 1] in "！？；：…”、.":
        return False
    return text.find("。", start, end) < 0 and text.find("，", start, end) < 0


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds `position` begins; marks inside brackets and names do not count."""
    depth, here, limit = 0, position, max(0, position - _LONGEST_CLAUSE)
    while here > limit:
        mark = text[here - 1]
        if mark in "）》":
            depth += 1
        elif mark in "（《":
            if not depth:
                return here
            depth -= 1
        elif mark == "”":
            if here > 1 and text[here - 2] in "。！？，…；":
                return here  # a sentence in quotation marks; a name in them belongs to the clause
        elif mark == "\n" or (not depth and mark in _BOUNDARIES):
            return here
        here -= 1
    return here


_TIME_IN_FRONT = re.compile(
    r"(?:当地时间|北京时间)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日|[今昨当][天日晚]|日前|近日|对此|此外|同时|另外|同一天)(?:（[^）]*）)?(?:上午|下午|晚间?|凌晨)?，"
)


def _with_time(text: str, start: int) -> int:
    """Take in a clause that only says when: 12日，波兰、匈牙利均表示."""
    if text[start - 1 : start] != "，":
        return start
    earlier = clause_start(text, start - 1)
    return earlier if _TIME_IN_FRONT.fullmatch(text, earlier, start) else start


def find(frame: Frame) -> list[Attribution]:
    """Every attribution of the article, in the order of the text."""
    return list(_attributions(frame))


def _attributions(frame: Frame) -> Iterator[Attribution]:
    text, voices = frame.folded, Voices(frame)
    headlines = iter([start for start, end in frame.paragraphs if is_headline(text, start, end)])
    headline = next(headlines, len(text))
    match = _trigger().search(text)
    while match:
        while match.start() >= headline:
            voices.new_story()
            headline = next(headlines, len(text) + 1)
        found = _read(text, match, voices)
        if found is not None:
            voices.heard(found.start, found.voice, found.kind)
            yield found
        # 《星报》根据现有资料报道称，…: no source, but the verb behind it has its speaker in front
        again = found is None and match["source"] and clause_start(text, match.start()) < match.start()
        match = _trigger().search(text, match.start("source") if again else match.end())


def _read(text: str, match: re.Match[str], voices: Voices) -> Attribution | None:
    kind, start, begins = match.lastgroup, match.start(), match.end()
    if kind == "own":
        return Attribution(start, begins, Voice("", ""), "", "own")
    if reader := {"issues": _issued, "document": _in_full}.get(kind or ""):
        return reader(text, match, voices)
    if kind == "source":
        return _sourced(match, voices)
    if kind not in ("learning", "message", "orders", "view"):
        return _spoken(text, match, voices)
    verb, kinds = "", "learned"
    if kind in ("learning", "message"):
        phrase = match["learned"] or match["message"]
        if phrase.endswith("处") and is_chinese_name(phrase[:-1]):
            phrase = phrase[:-1]  # 从李平处获悉; not 从大会秘书处获悉
        owner = phrase.partition("的")[0]
        phrase = owner if body_pattern().search(owner) else phrase.removesuffix("上")  # 从储备局的收购会上获悉
        voice = voices.resolve(subject(phrase), start)
        verb = match["learning"] or ""
    elif kind == "view":
        voice = voices.resolve(subject(match["view"]), start)
        verb, kinds = "看来", "said"
    else:
        begin = max(text.rfind(mark, 0, start) for mark in "。！？；\n") + 1
        voice = voices.ordered(text[begin:start], begin)
        verb, kinds = match["orders"], "release" if voice and voice.release else "said"
    return voice and Attribution(start, begins, voice, verb, kinds)


_FIGURES = re.compile(r"[^，。；\n]*?(?:数据|统计|公报|运行情况|指标|指数|快报)。")


def _issued(text: str, match: re.Match[str], voices: Voices) -> Attribution | None:
    """Let the voices know whose a release or document is that comes out here.

    Behind figures that come out in a sentence of their own (央行今天发布上半年数据。) they follow, and behind a
    document what it provides (教育部印发通知，每校至少配备…).
    """
    start = clause_start(text, match.start())
    voice = voices.issued(text[start : match.start()], text[match.end() : match.end() + 80].partition("\n")[0], start)
    figures = _FIGURES.match(text, match.end())
    if voice and figures:
        return Attribution(start, figures.end(), voice, "公布", "release")
    content = releases.content_of(text, match.end()) if voice else -1
    return Attribution(start, content, voice, releases.ISSUES, "release") if voice and content >= 0 else None


def _in_full(_text: str, match: re.Match[str], voices: Voices) -> Attribution | None:
    """《决定》全文如下：, the word of whom the title names."""
    voice = voices.titled()
    return voice and Attribution(match.start(), match.end(), voice, "公布", "release")


def _sourced(match: re.Match[str], voices: Voices) -> Attribution | None:
    """据…报道: the source is a body or a person in front of a noun or verb of telling."""
    phrase = match["source"]
    nouns = list(_sourcing().finditer(phrase))
    noun = nouns[0] if nouns else None
    if noun is None or nouns[-1].end() < len(phrase) - _LONGEST_REST:  # 根据大数据不断更新算法
        return None
    voice = voices.sourced(subject(phrase), match.start())
    return voice and Attribution(match.start(), match.end(), voice, noun.group(), "source")


@lru_cache(maxsize=1)
def _sourcing() -> re.Pattern[str]:
    return re.compile(any_of(lexicon("speech")["sourcing"]))


# 航空公司预计执行…航班, 旅客估计约5万人: who does or is something, not who says so
_DOING = re.compile(
    "(?:预计|估计|预测)(?:将|可|会|能|比|较|执行|到达|发送|投入|开行|运送|保障|完成|实现|增|减|达|为|超|约|近?[0-9](?![0-9]*[年月日时]))"
)
_DOCUMENT = re.compile("(?:新修订的|修订后的|修改后的)?《")
_KINDS = {
    "told": "told",
    "instructs": "said",
    "said": "said",
    "shows": "release",
    "governs": "said",
    "message2": "release",
    "issued": "release",
    "figure": "release",
}


def _spoken(text: str, match: re.Match[str], voices: Voices) -> Attribution | None:
    """X说，… X宣布… X介绍了… X数据显示，…: the speaker stands in the clause in front of the verb."""
    group, position = str(match.lastgroup), match.start()
    verb = match["issued"] or match.group()
    around = _not_saying().search(text, max(0, position - 3), match.end() + 2)
    start = _with_time(text, clause_start(text, position))
    behind = text[match.end() : match.end() + 1] in "。！"
    clause = text[start:position]
    # 《办法》日前公布，明确了…; 国务院公布《条例》: says nothing yet
    document = behind or _DOCUMENT.match(text, match.end())
    if verb in ("发布", "公布") and document:
        return _issued(text, match, voices)
    if (around and around.start() < match.end() and around.end() > position) or (
        behind and text[max(0, start - 1) : start] != "”"
    ):
        return None
    if group == "governs" and _DOING.match(text, position):
        return None
    voice = voices.speaker(clause, start, verb, group)
    if voice is None:
        return None
    if not voice.speaker:
        return Attribution(start, match.end(), voice, verb, "own")
    # A warning (气象台发布暴雨预警，…) is none that a story goes on with.
    kind = "release" if voice.release else "said" if match.group().endswith("预警") else _KINDS[group]
    return Attribution(start, match.end(), voice, verb, kind, behind)
