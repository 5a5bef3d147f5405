"""Which initiatives an article names: takes a frame, gives names with every place that introduces them.

A name is taken from quotation marks with a noun of its kind behind them (“双脑联动”模式), from quotation marks
behind a verb of doing (研发“精密智控平台”), from its place in a list of such names, from its week (科技活动周), or
because title and body keep naming it; ``plain_initiatives`` finds those that a verb introduces without marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from transforms.entities import plain_initiatives, works
from transforms.entities.initiative_patterns import LONGEST_BEHIND, Introduction, goes_on, governed, patterns
from transforms.entities.plain_initiatives import first_noun, is_generic
from transforms.frame import Frame, Sentence
from transforms.language.lexicons import any_of, lexicon
from transforms.language.words import words

_LONGEST_QUOTED = 26
_LONGEST_KNOWN = 11  # “一带一路”国际技能大赛 is a name of its own, “一带一路”项目 none
# A list of three or more, each a name in quotation marks with words around it or plain words.
_MEMBER = r"(?:[^，。；：、\n“”]{0,12}“[^”\n]{2,26}”[^，。；：、\n“”]{0,12}|[^，。；：、\n“”]{4,16})"
_LIST = re.compile(f"{_MEMBER}(?:、{_MEMBER}){{2,}}")
# 全国护河日活动周今天启动
_WEEK = re.compile(
    "(?:(?<![\u4e00-\u9fff“”0-9])|(?<=[0-9][届个])|(?<=启动)|(?<=举办)|(?<=开展))(?P<name>[\u4e00-\u9fff]{3,16}?(?:活动|宣传|科技|推广|服务)[周月])(?=[，。今昨启正期开在主活将（]|\n)"
)
_DESCRIBED = re.compile("控制性|标志性|节点|配套|相关|重点")
# “孔雀节”“云上集市”等系列活动: each is one.
_CAMPAIGNS = re.compile("”(?:、?“[^”\n]{2,20}”)*等(?:主题|系列|品牌|文化|专项)*(?:活动|行动|志愿服务)")
_OPEN, _CLOSE = "“‘「", "”’」"


def find(frame: Frame) -> list[Introduction]:
    """Every introduction of an initiative, in order; one initiative may have several."""
    quoted = list(_in_quotes(frame))
    longer = [(item.start, item.end) for item in quoted if item.end - item.start > _LONGEST_KNOWN]
    found = [item for item in _known(frame) if not any(s < item.end and item.start < e for s, e in longer)]
    taken = [(item.start, item.end) for item in found]
    named = (Introduction(frame.folded[s:e], s, e, governed(frame.folded, s)) for s, e in works.find(frame))
    unquoted = (*plain_initiatives.find(frame), *_weeks(frame), *_in_title(frame))
    for item in (*quoted, *named, *_in_lists(frame, quoted), *unquoted):
        if not any(start < item.end and item.start < end for start, end in taken):
            found.append(item)
            taken.append((item.start, item.end))
    return sorted(found, key=lambda item: item.start)


@lru_cache(maxsize=1)
def _known_names() -> tuple[re.Pattern[str], dict[str, str]]:
    writings = {
        written: name for name, others in lexicon("initiatives")["known"].items() for written in (name, *others)
    }
    return re.compile(any_of(writings)), writings


def _known(frame: Frame) -> Iterator[Introduction]:
    """Names that everybody knows, whatever stands around them: 全球安全倡议, “千万工程”."""
    pattern, name_of = _known_names()
    for match in pattern.finditer(frame.folded):
        yield Introduction(name_of[match.group()], match.start(), match.end(), governed(frame.folded, match.start()))


def _in_quotes(frame: Frame) -> Iterator[Introduction]:
    text = frame.folded
    for match in re.finditer(rf"[{_OPEN}](?P<inner>[^{_OPEN}{_CLOSE}\n]{{2,{_LONGEST_QUOTED}}})[{_CLOSE}]", text):
        inner = match["inner"]
        if not _may_name(inner):
            continue
        sentence = frame.sentence_at(match.start())
        name, end = _with_words_behind(text, match, sentence)
        start, front = _with_words_in_front(text, match.start(), sentence) if name else (match.start(), "")
        if name:
            yield Introduction(front + name, start, end, governed(text, start))
        elif _is_governed(text, match) or _names_itself(inner):
            yield Introduction(inner, match.start(), match.end(), governed(text, match.start()))


def _names_itself(inner: str) -> bool:
    """“雨露计划”: words in quotation marks that end in the noun of a programme."""
    return len(inner) > 3 and "、" not in inner and patterns()["programme"].search(inner) is not None


def _may_name(inner: str) -> bool:
    if re.search(r"[。，！？；：]|^\d+$|\d·\d", inner):
        return False
    return not patterns()["counted"].search(inner) and not patterns()["figure"].search(inner)


def _with_words_behind(text: str, match: re.Match[str], sentence: Sentence) -> tuple[str, int]:
    """“五位一体”的先进典型选树机制 → the name without 的, and where it ends; "" where no noun of a kind follows."""
    behind = patterns()["behind"].match(text, match.end(), min(sentence.end, match.end() + LONGEST_BEHIND + 6))
    if behind is None:
        return "", match.end()
    following = [word for word in sentence.words if match.end() <= word.start < behind.end()]
    if any(weapon in behind["words"] for weapon in lexicon("initiatives")["words"]["weapons"]):
        return "", match.end()
    plain = all(word.tag[0] in "nvabjlizg" or word.text in ("的", "系列", "青年") for word in following)
    if not plain or not following or following[-1].end != behind.end() or goes_on(sentence.words, behind.end()):
        return "", match.end()
    if _DESCRIBED.match(behind["words"]):
        return "", match.end()  # “沿江高速”控制性工程: a part of it
    return f"“{match['inner']}”{behind['words']}", behind.end()


def _with_words_in_front(text: str, start: int, sentence: Sentence) -> tuple[int, str]:
    """车辆检测“一件事”集成改革: nouns that stand in front of the marks, behind a verb of doing, belong to the name."""
    cut = [word for word in sentence.words if word.end <= start]
    first = start
    for word in reversed(cut):
        if word.tag not in ("n", "vn", "nz", "j", "b") or start - word.start > 8:
            break
        first = word.start
    before = text[max(0, first - 2) : first]
    return (
        (first, text[first:start])
        if first < start and before in ("通过", "推进", "实施", "推行", "开展", "深化")
        else (start, "")
    )


def _is_governed(text: str, match: re.Match[str]) -> bool:
    front = text[max(0, match.start() - 8) : match.start()]
    has_head = patterns()["head"].search(match["inner"]) is not None
    if patterns()["as_chance"].search(front):
        return has_head and patterns()["chance"].match(text, match.end()) is not None
    if len(match["inner"]) > 2 and _CAMPAIGNS.match(text, match.end() - 1):
        return True
    return patterns()["quoted_verb"].search(front) is not None


def _in_lists(frame: Frame, quoted: list[Introduction]) -> Iterator[Introduction]:
    """Members of a list that holds two names in quotation marks: 情指行一体化作战、执法规范化建设等."""
    text = frame.folded
    if len(quoted) < 2:
        return
    for match in _LIST.finditer(text):
        inside = [item for item in quoted if match.start() <= item.start < match.end()]
        if len(inside) < 2:
            continue
        for member in re.finditer(r"(?<=、)[^，。；：、\n“”等]{4,16}(?=、|等|和)", text[match.start() : match.end()]):
            if patterns()["listed"].search(member.group()):
                start = match.start() + member.start()
                yield Introduction(member.group(), start, start + len(member.group()), start, listed=True)


def _weeks(frame: Frame) -> Iterator[Introduction]:
    """Weeks and months of a campaign: 全国护河日活动周今天启动, 举办科技活动周."""
    for match in _WEEK.finditer(frame.folded):
        start, end = match.span("name")
        yield Introduction(match["name"], start, end, governed(frame.folded, start))


def _in_title(frame: Frame) -> Iterator[Introduction]:
    """What the title names and the body names at least three times more: 现代警务模式."""
    if not frame.title:
        return
    cut = words(frame.title)
    for index, word in enumerate(cut):
        if not patterns()["noun_end"].search(word.text):
            continue
        first = first_noun(cut, index)
        while first < index:
            name = frame.title[cut[first].start : word.end]
            if (
                not name.endswith("委员会")
                and len(name) >= 4
                and frame.folded.count(name) > 3
                and not is_generic(cut[first : index + 1])
            ):
                for match in re.finditer(re.escape(name), frame.folded):
                    yield Introduction(name, match.start(), match.end(), governed(frame.folded, match.start()))
                break
            first += 1
