"""Initiatives without quotation marks: takes a frame, gives nouns that a verb of doing introduces (实施暖警爱警工程).

A system that goes live (指挥平台投入使用), a campaign that begins (整治行动全面展开), what is counted (8套反制系统) and
what the article names again need no such verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.entities.initiative_patterns import Introduction, goes_on, patterns
from transforms.frame import Frame
from transforms.language.lexicons import lexicon
from transforms.language.words import Word

_LONGEST_PLAIN = 20
_LONG = 6  # characters of a name that needs less to vouch for it
# 调度平台和照明系统也陆续启用: what goes live, one of several
_GOES_LIVE = re.compile(
    "(?:[、和与][\u4e00-\u9fff]{4,20}?(?:系统|平台))*(?:正式|全面|今天|今日|日前|也|均|已|相继|陆续|先后)*(?:上线|启用|开通|投用|投入使用)"
)
# 供水管网改造工程正式启动
_BEGINS = re.compile(r"(?:正式|全面|今天|今日|日前|昨天|（[^）]*）|在[^，。；]{2,8})*(?:启动|展开|实施)")
# 母婴平安行动|提升计划: the name goes on
_LONGER = re.compile("(?:提升|推进|实施|促进|强化)(?:计划|方案|行动|工程)")
# What such a name ends in; a bridge that is begun is no initiative.
_BEGUN = ("行动", "计划", "试点", "攻坚战", "整治", "提升工程", "改造工程")


def find(frame: Frame) -> Iterator[Introduction]:
    """Names without quotation marks: a verb of doing, then nouns that end in the noun of a programme."""
    for sentence in frame.sentences:
        nouns = patterns()["any_noun"].finditer(sentence.text)
        ends = {sentence.start + noun.end(): sentence.start + noun.start() for noun in nouns}
        if not ends:
            continue
        cut = sentence.words
        for index, word in enumerate(cut):
            if word.end in ends and not goes_on(cut, word.end) and not _LONGER.match(frame.folded, word.end):
                item = _plain_name(frame, cut, index, ends[word.end])
                if item:
                    yield item


def _plain_name(frame: Frame, cut: list[Word], head: int, noun: int) -> Introduction | None:
    """The name that ends with the word `head`, its noun of a programme at `noun` (暖警爱警|工程), if it is one."""
    body = next((index for index in range(head, max(-1, head - 4), -1) if cut[index].start <= noun), head)
    text, first = frame.folded, first_noun(cut, body)
    while first < head and cut[first].tag == "ns":
        first += 1  # 中国|载人航天工程
    before = _verb_in_front(cut, first)
    name = text[cut[first].start : cut[head].end]
    if not 4 <= len(name) <= _LONGEST_PLAIN or is_generic(cut[first : head + 1]):
        return None
    governed = cut[first].start if before is None or before.tag == "x" else before.start
    item = Introduction(name, cut[first].start, cut[head].end, governed)
    if len(name) >= _LONG + 2 and _starts(text, name, item.end):
        return item
    again = text.count(name) + frame.title.count(name) > 1
    return item if before and _is_named(name, before.text, again, _counted(cut, first)) else None


def _starts(text: str, name: str, end: int) -> bool:
    """Whether what follows a name tells that it goes live (平台投入使用), begins (行动展开) or is founded."""
    if _GOES_LIVE.match(text, end) or (name.endswith(_BEGUN) and _BEGINS.match(text, end)):
        return True
    return name.endswith(("机制", "联盟")) and text.startswith(("成立", "正式成立"), end)


def _verb_in_front(cut: list[Word], first: int) -> Word | None:
    """The word in front of a name, or the verb of doing in front of that: 启动|新一轮|百亿斤苹果产能提升行动."""
    data = lexicon("initiatives")
    further = first - 1
    while further > 0 and cut[further].text in data["words"]["leading"]:
        further -= 1
    doing = first and cut[further].text in data["verbs"]["doing"]
    return cut[further] if doing else cut[first - 1] if first else None


def _counted(cut: list[Word], first: int) -> bool:
    """8套反制系统: a system that is counted is one that its owner runs."""
    return first > 1 and cut[first - 1].text == "套" and cut[first - 2].tag == "m"


def _is_named(name: str, before: str, again: bool, counted: bool) -> bool:
    """Whether a noun phrase is the name of something: by its noun, the word in front, and if it comes again."""
    verbs = lexicon("initiatives")["verbs"]
    if patterns()["strong"].search(name):
        return before in verbs["doing"] or (again and len(name) >= _LONG)
    if name.endswith("改革") and before in verbs["deepening"] and len(name) >= _LONG + 2:
        return True
    if name.endswith("委员会"):
        return before == "成立"
    if name.endswith("中心") and before in ("建立", "建成", "建设", "加快建设"):
        return False
    if again and len(name) >= _LONG and (before in verbs["making"] or before in ("的", "了")):
        return True
    return counted and name.endswith(("系统", "平台"))


def first_noun(cut: list[Word], head: int) -> int:
    """Which word begins the noun phrase that ends with the word `head`."""
    first = head
    verbs = lexicon("initiatives")["verbs"]
    for index in range(head - 1, max(-1, head - 8), -1):
        word = cut[index]
        if word.text in verbs["doing"] or word.text in verbs["making"]:
            break
        if word.tag[0] not in "njbalzsg" and word.tag not in ("vn", "v", "eng", "i", "m") and word.text != "现代":
            break
        if word.tag == "v" and len(word.text) == 1:
            break
        if word.tag == "m" and not word.text.startswith(("一", "三", "百", "千", "万", "十", "亿")):
            break
        first = index
    leading = lexicon("initiatives")["words"]["leading"]
    while first < head and cut[first].text in leading:
        first += 1
    return first


def is_generic(cut: list[Word]) -> bool:
    """Whether words describe without naming (重大工程), or name a weapon."""
    data = lexicon("initiatives")["words"]
    generic = data["generic"]
    if any(weapon in word.text for word in cut for weapon in data["weapons"]):
        return True
    return all(word.text in generic or word.tag == "ns" for word in cut[:-1])
