"""Which initiatives an article names: takes a frame, gives names with every place that introduces them.

A name is taken from quotation marks with a noun of its kind behind them (“双脑联动”模式), from quotation marks
behind a verb of doing (研发“精密智控平台”), from a verb of doing and a noun of a programme (实施暖警爱警工程), from
its place in a list of such names, from a count (8套反制系统), or because title and body keep naming it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from transforms.entities import works
from transforms.frame import Frame, Sentence
from transforms.language.lexicons import lexicon
from transforms.language.words import Word, words

_LONGEST_QUOTED = 26
_LONGEST_BEHIND = 14
_LONGEST_PLAIN = 20
_LONG = 6
_LONGEST_KNOWN = 11  # “一带一路”国际技能大赛 is a name of its own, “一带一路”项目 none
# A list of three or more, each a name in quotation marks with words around it or plain words.
_MEMBER = r"(?:[^，。；：、\n“”]{0,12}“[^”\n]{2,26}”[^，。；：、\n“”]{0,12}|[^，。；：、\n“”]{4,16})"
_LIST = re.compile(f"{_MEMBER}(?:、{_MEMBER}){{2,}}")
_GOES_LIVE = re.compile("(?:正式|全面|今天|今日|日前)*(?:上线|启用|开通|投用|投入使用)")
_DESCRIBED = re.compile("控制性|标志性|节点|配套|相关|重点")
# “金谷走廊”等一批重大项目: what is named is one of them.
_ONE_OF_THEM = re.compile("”等[^，。；“”\n]{0,10}(?:项目|工程|行动|平台|计划)")
_OPEN, _CLOSE = "“‘「", "”’」"


class Introduction(NamedTuple):
    """An initiative where the text introduces it: ``[start, end)``.

    Attributes:
        governed: where the verb that governs the name begins; the name's start where there is none.
        listed: found only as a member of a list.
    """

    name: str
    start: int
    end: int
    governed: int
    listed: bool = False


def find(frame: Frame) -> list[Introduction]:
    """Every introduction of an initiative, in order; one initiative may have several."""
    quoted = list(_in_quotes(frame))
    longer = [(item.start, item.end) for item in quoted if item.end - item.start > _LONGEST_KNOWN]
    found = [item for item in _known(frame) if not any(s < item.end and item.start < e for s, e in longer)]
    taken = [(item.start, item.end) for item in found]
    named = (Introduction(frame.folded[s:e], s, e, _governed(frame.folded, s)) for s, e in works.find(frame))
    for item in (*quoted, *named, *_in_lists(frame, quoted), *_plain(frame), *_in_title(frame)):
        if not any(start < item.end and item.start < end for start, end in taken):
            found.append(item)
            taken.append((item.start, item.end))
    return sorted(found, key=lambda item: item.start)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    data = lexicon("initiatives")

    def any_of(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    nouns, verbs = data["nouns"], data["verbs"]
    return {
        "behind": re.compile(
            rf"的?(?P<words>[\u4e00-\u9fff]{{0,{_LONGEST_BEHIND}}}?(?:{any_of(nouns['behind_quotes'])}))"
        ),
        "quoted_verb": re.compile(rf"(?:{any_of(verbs['quoted'])})(?:了|实施|开展|推行|推广|建立的)?$"),
        "as_chance": re.compile(r"以$"),
        "chance": re.compile(r"为(?:契机|抓手|载体|牵引|引领|依托)"),
        "noun_end": re.compile(rf"(?:{any_of([*nouns['strong'], *nouns['weak']])})$"),
        "strong": re.compile(rf"(?:{any_of(nouns['strong'])})$"),
        "programme": re.compile(rf"(?:{any_of(nouns['in_quotes'])})$"),
        "any_noun": re.compile(any_of([*nouns["strong"], *nouns["weak"]])),
        "listed": re.compile(rf"(?:{any_of(nouns['listed'])})$"),
        "counted": re.compile(data["words"]["counted"]),
        "figure": re.compile(rf"(?:{any_of(data['words']['figures'])})$"),
        "head": re.compile(rf"(?:{any_of([noun for group in data['kinds'].values() for noun in group])})$"),
        "verb_end": re.compile(rf"(?:{any_of([*verbs['doing'], *verbs['making']])})了?$"),
    }


@lru_cache(maxsize=1)
def _known_names() -> tuple[re.Pattern[str], dict[str, str]]:
    writings = {
        written: name for name, others in lexicon("initiatives")["known"].items() for written in (name, *others)
    }
    return re.compile("|".join(sorted(map(re.escape, writings), key=len, reverse=True))), writings


def _known(frame: Frame) -> Iterator[Introduction]:
    """Names that everybody knows, whatever stands around them: 全球安全倡议, “千万工程”."""
    pattern, name_of = _known_names()
    for match in pattern.finditer(frame.folded):
        yield Introduction(name_of[match.group()], match.start(), match.end(), _governed(frame.folded, match.start()))


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
            yield Introduction(front + name, start, end, _governed(text, start))
        elif _is_governed(text, match) or _names_itself(inner):
            yield Introduction(inner, match.start(), match.end(), _governed(text, match.start()))


def _names_itself(inner: str) -> bool:
    """“雨露计划”: words in quotation marks that end in the noun of a programme."""
    return len(inner) > 3 and "、" not in inner and _patterns()["programme"].search(inner) is not None


def _may_name(inner: str) -> bool:
    patterns = _patterns()
    if re.search(r"[。，！？；：]|^\d+$|\d·\d", inner):
        return False
    return not patterns["counted"].search(inner) and not patterns["figure"].search(inner)


def _with_words_behind(text: str, match: re.Match[str], sentence: Sentence) -> tuple[str, int]:
    """“五位一体”的先进典型选树机制 → the name without 的, and where it ends; "" where no noun of a kind follows."""
    behind = _patterns()["behind"].match(text, match.end(), min(sentence.end, match.end() + _LONGEST_BEHIND + 6))
    if behind is None:
        return "", match.end()
    following = [word for word in sentence.words if match.end() <= word.start < behind.end()]
    if any(weapon in behind["words"] for weapon in lexicon("initiatives")["words"]["weapons"]):
        return "", match.end()
    plain = all(word.tag[0] in "nvabjlizg" or word.text == "的" for word in following)
    if not plain or not following or following[-1].end != behind.end() or _goes_on(sentence.words, behind.end()):
        return "", match.end()
    if _DESCRIBED.match(behind["words"]):
        return "", match.end()  # “沿江高速”控制性工程: a part of it
    return f"“{match['inner']}”{behind['words']}", behind.end()


def _goes_on(cut: list[Word], end: int) -> bool:
    """Whether the next word makes another noun of the last: 改革|开放, 平台|经济, 工程|机械."""
    following = next((word for word in cut if word.start == end), None)
    return (
        following is not None
        and following.tag in ("n", "nz", "vn")
        and following.text not in ("工作", "建设", "红利", "上线")
    )


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
    patterns = _patterns()
    front = text[max(0, match.start() - 8) : match.start()]
    if patterns["as_chance"].search(front):
        return patterns["chance"].match(text, match.end()) is not None and bool(patterns["head"].search(match["inner"]))
    listed = patterns["head"].search(match["inner"]) and _ONE_OF_THEM.match(text, match.end() - 1)
    return bool(listed or patterns["quoted_verb"].search(front))


def _governed(text: str, start: int) -> int:
    """Where the clause's verb in front of a name begins (the name's start where there is none)."""
    verbs = list(_verbs().finditer(text, max(0, start - 40), start))
    verb = verbs[-1] if verbs else None
    if verb is None or re.search(r"[，。；：\s]", text[verb.end() : start]):
        return start
    return verb.start()


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    verbs = lexicon("initiatives")["verbs"]
    words = {*verbs["quoted"], *verbs["doing"], *verbs["making"], "实行"}
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


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
            if _patterns()["listed"].search(member.group()):
                start = match.start() + member.start()
                yield Introduction(member.group(), start, start + len(member.group()), start, listed=True)


def _plain(frame: Frame) -> Iterator[Introduction]:
    """Names without quotation marks: a verb of doing, then nouns that end in the noun of a programme."""
    for sentence in frame.sentences:
        nouns = _patterns()["any_noun"].finditer(sentence.text)
        ends = {sentence.start + noun.end(): sentence.start + noun.start() for noun in nouns}
        if not ends:
            continue
        cut = sentence.words
        for index, word in enumerate(cut):
            if word.end in ends and not _goes_on(cut, word.end):
                item = _plain_name(frame, cut, index, ends[word.end])
                if item:
                    yield item


def _plain_name(frame: Frame, cut: list[Word], head: int, noun: int) -> Introduction | None:
    body = next((index for index in range(head, max(-1, head - 4), -1) if cut[index].start <= noun), head)
    text, first = frame.folded, _first_noun(cut, body)
    while first < head and cut[first].tag == "ns":
        first += 1  # 中国|载人航天工程
    before = cut[first - 1] if first else None
    name = text[cut[first].start : cut[head].end]
    if before is None or not 4 <= len(name) <= _LONGEST_PLAIN or _is_generic(cut[first : head + 1]):
        return None
    governed = cut[first].start if before.tag == "x" else before.start
    item = Introduction(name, cut[first].start, cut[head].end, governed)
    if len(name) >= _LONG + 2 and _GOES_LIVE.match(text, item.end):
        return item
    again = text.count(name) + frame.title.count(name) > 1
    return item if _is_named(name, before.text, again, _counted(cut, first)) else None


def _counted(cut: list[Word], first: int) -> bool:
    """8套反制系统: a system that is counted is one that its owner runs."""
    return first > 1 and cut[first - 1].text == "套" and cut[first - 2].tag == "m"


def _is_named(name: str, before: str, again: bool, counted: bool) -> bool:
    """Whether a noun phrase is the name of something: by its noun, the word in front, and if it comes again."""
    verbs = lexicon("initiatives")["verbs"]
    if _patterns()["strong"].search(name):
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


def _first_noun(cut: list[Word], head: int) -> int:
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
        if word.tag == "m" and not word.text.startswith(("一", "三", "百", "千", "万", "十")):
            break
        first = index
    leading = lexicon("initiatives")["words"]["leading"]
    while first < head and cut[first].text in leading:
        first += 1
    return first


def _is_generic(cut: list[Word]) -> bool:
    data = lexicon("initiatives")["words"]
    generic = data["generic"]
    if any(weapon in word.text for word in cut for weapon in data["weapons"]):
        return True
    return all(word.text in generic or word.tag == "ns" for word in cut[:-1])


def _in_title(frame: Frame) -> Iterator[Introduction]:
    """What the title names and the body names at least three times more: 现代警务模式."""
    if not frame.title:
        return
    cut = words(frame.title)
    for index, word in enumerate(cut):
        if not _patterns()["noun_end"].search(word.text):
            continue
        first = _first_noun(cut, index)
        while first < index:
            name = frame.title[cut[first].start : word.end]
            if (
                not name.endswith("委员会")
                and len(name) >= 4
                and frame.folded.count(name) > 3
                and not _is_generic(cut[first : index + 1])
            ):
                for match in re.finditer(re.escape(name), frame.folded):
                    yield Introduction(name, match.start(), match.end(), _governed(frame.folded, match.start()))
                break
            first += 1
