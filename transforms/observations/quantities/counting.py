"""What a numeral counts: takes a numeral's match, gives the unit after it and where the expression ends.

A known unit or classifier, a counted noun (800万左右车主), or nothing where the language lets a number stand
alone (满意度从84.7提升至89.6). None where it is no quantity: a rank, a name, a vague amount, a stretch of time
that only says when (五年来), or a word that merely begins with a numeral (六安).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from transforms.frame import Frame
from transforms.language import numerals
from transforms.language.lexicons import any_of, lexicon
from transforms.language.units import dimension, unit_at
from transforms.language.words import Word
from transforms.observations.quantities import heads, modifiers, vetoes

_BARE_BEFORE = re.compile(
    r"(?:从|由|为|是|达|达到|至|到|升至|降至|升到|降到|跌至|报|收于|报收|收报|突破|跌破|超|超过|低于|高于|约|近)$"
)
_BARE_AFTER = re.compile(
    r"(?:[，。；、）]|以[上下]|左右|缩|提|上升|下降|增|降|升|减|调整|变|扩|回[升落]|至|到|和|及|$)", re.M
)
_INDEX_MOVED = re.compile(r"指数[^，。；]{0,8}(?:上升|上涨|增加|增长|下降|下跌|减少|回升|回落)了?$")
# A whole number stands alone only where the head is an index or a score: 指数为102, 满意度得分95.
_INDEX_BEFORE = re.compile(
    r"(?:指数|得分|评分|系数|满意度|密度|倍差|比值)(?:平均)?(?:为|是|达|达到|升至|降至|跌至|升到|降到|跌到|回升至|回落至|保持在|稳定在)?$"
)
_PEOPLE_HEAD = re.compile(r"(?:人数|人口|人员|伤亡|死亡)[^，。；]{0,3}$")
_OPENING_TAGS = ("b", "v", "a", "d", "eng")  # 入境乘客, 偏远农村居民
_START, _END = itemgetter(Word._fields.index("start")), itemgetter(Word._fields.index("end"))
_PARTIAL_MANY = re.compile(r"个[多余](小时|钟头|月|星期|世纪|工作日)")
_UNIT_MANY = {"小时": "小时", "钟头": "小时", "月": "个月", "星期": "个星期", "世纪": "个世纪", "工作日": "个工作日"}
# Classifiers that also begin nouns: 人员, 家庭, 群众, 户籍, 车主, 部分, 国道.
_NOUN_HEADS = frozenset("市人家群户车员口站村县镇乡字分船部场声团国席重")


_ALL_SORTS = ("各类", "各种", "各族", "各级")  # 16万|各类任务
_WHENCE = re.compile(f"{heads.WHENCE}$")
_MOVES = re.compile("[增减升降提扩涨跌缩跃]")
_MANY_SIDED = re.compile("多(?:维|元|层|角|点|方|部门|渠道|轮)")


class Tail(NamedTuple):
    """What follows a numeral: where the expression ends, its unit, and what the ending says of the number."""

    end: int
    unit: str
    modifier: str
    rule: str
    factor: float = 1.0


@lru_cache(maxsize=1)
def _neighbours() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """What before and what after a numeral make it no count; and the last characters of what stands before."""
    data = lexicon("not_numbers")
    before = rf"(?:{any_of(data['before'])}|(?:(?<![\u4e00-\u9fff])|[居列这名的])前|每(?:隔|逢|满|新增)?)$"
    last = frozenset(word[-1] for word in data["before"]).union("前每隔逢满增")
    return re.compile(before), re.compile(any_of(data["after"])), last


class _Counted(NamedTuple):
    persons: tuple[str, ...]
    money: re.Pattern[str]
    marks: tuple[str, ...]


@lru_cache(maxsize=1)
def _counted() -> _Counted:
    data = lexicon("counted")
    return _Counted(tuple(data["persons"]), re.compile(any_of(data["money"])), tuple(data["marks"]))


@lru_cache(maxsize=1)
def _longer_words() -> tuple[str, ...]:
    return tuple(lexicon("not_numbers")["longer"])


class Counting:
    """Reads what numerals count in one text."""

    def __init__(self, frame: Frame) -> None:
        """Work on the frame's folded text."""
        self.frame = frame
        self.text = frame.folded

    def is_vetoed(self, match: re.Match[str]) -> bool:
        """Whether what stands around the numeral makes it no count: 第三, 每百户, 数十, 三大, 六安."""
        text, start, end = self.text, match.start(), match.end()
        lead, following = text[start - 1 : start], text[end : end + 1]
        if lead == "/":  # 97.1/10万: the base of a rate
            return True
        before, after, last = _neighbours()
        written = match.group()
        if lead in ("数", "几") and written[0] in "十百千万亿":
            return True
        if (lead in last and before.search(text, max(0, start - 4), start)) or following in ("几", "数"):
            return True
        if match.lastgroup == "chinese" and written[-1] == "十" and following == "几":
            return True
        found = after.match(text, end)
        if found and not (found.group() == "级" and vetoes.is_strength(text, start, end)):
            return True
        return match.lastgroup == "chinese" and self._is_word(match)

    def tail(self, match: re.Match[str], end: int) -> Tail | None:
        """The unit after the numeral that ends at `end`, with its approximators; None where nothing counts."""
        text, modifier = self.text, "exact"
        if text.startswith(" %", end):  # 12.6 %
            end += 1
        following = text[end : end + 1]
        if following in ("多", "余") and text[end : end + 2] not in ("余额", "余下"):
            end, modifier = end + 1, "over"
        elif following == "来" and unit_at(text, end + 1):
            end, modifier = end + 1, "about"
        elif any(mark in match.group()[:-1] for mark in "多余"):
            modifier = "over"
        many = _PARTIAL_MANY.match(text, end)
        if many:  # 3个多小时
            return self._checked(match, end, Tail(many.end(), _UNIT_MANY[many.group(1)], "over", "duration"))
        unit = "" if text.startswith((*_counted().marks, "升至", "升到"), end) else unit_at(text, end)
        if unit and not self._begins_longer_word(end, unit, match):
            return self._with_unit(match, end, unit, modifier)
        if not unit and text[end : end + 1] in ("、", "和", "及") and match.lastgroup == "arabic":
            shared = self._shared_unit(end)
            if shared:
                return Tail(end, shared, modifier, "shared-unit")
        return self._without_unit(match, end, modifier)

    def _with_unit(self, match: re.Match[str], start: int, unit: str, modifier: str) -> Tail | None:
        text, end, factor = self.text, start + len(unit), 1.0
        value = numerals.value(match.group())
        if text[end : end + 1] == "半" and dimension(unit) in ("time", "age") and value < 1000:
            end, factor = end + 1, (value + 0.5) / value if value else 1.0  # 两年半, 一个半 is below
        elif (unit == "个" and text.startswith(("半小时", "半月"), end)) or text[start : start + 3] == "个半月":
            many = unit_at(text, end + 1)
            end, unit, factor = end + 1 + len(many or "月"), many or "个月", (value + 0.5) / value if value else 1.0
        softened_end, softened = modifiers.after(text, end)
        loose = text[end : end + 1] in ("多", "余", "来")  # 3米多; but 三次|余震, 5个|多元, 24小时|多维度
        opens = dimension(unit) == "count" or text[end : end + 1] == "来" or _MANY_SIDED.match(text, end)
        if softened != "exact" and not (loose and opens):
            end, modifier = softened_end, softened
        elif text[end : end + 1] == "内" and dimension(unit) == "time":
            end, modifier = end + 1, "under"
        unit = unit.removeprefix("个") if unit in ("个小时", "个钟头") else unit
        rule = "percent" if unit == "%" else f"{dimension(unit).replace('_', '-')}-unit"
        if dimension(unit) == "time":
            rule = "duration"
        return self._checked(match, start, Tail(end, unit, modifier, rule, factor))

    def _checked(self, match: re.Match[str], unit_start: int, tail: Tail) -> Tail | None:
        """The tail, unless numeral and unit together are no quantity."""
        start = match.start()
        is_softened = (
            tail.modifier != "exact"
            or modifiers.before(self.text, start)[1] != "exact"
            or self.text[max(0, start - 1) : start] in ("上", "过", "达")
        )
        candidate = vetoes.Candidate(
            self.text, start, unit_start, tail.end, match.group(), tail.unit, match.lastgroup == "chinese", is_softened
        )
        return None if vetoes.is_vetoed(candidate) else tail

    def _shared_unit(self, position: int) -> str:
        """The unit of the next number of a list whose members share it (94.7、97.7、80%), or ""."""
        for _ in range(6):
            number = numerals.NUMERAL.match(self.text, position + 1)
            if not number or number.lastgroup != "arabic":
                return ""
            unit = unit_at(self.text, number.end())
            if unit:
                return "" if dimension(unit) in ("count", "time") and len(unit) == 1 and unit in "号期级页" else unit
            position = number.end()
            if self.text[position : position + 1] not in ("、", "和", "及"):
                return ""
        return ""

    def _without_unit(self, match: re.Match[str], end: int, modifier: str) -> Tail | None:
        """A counted noun, or a number that stands alone."""
        text, numeral, start = self.text, match.group(), match.start()
        softened_end, softened = modifiers.after(text, end)
        if softened != "exact" and not text.startswith(("多", "余", "来"), end):
            end, modifier = softened_end, softened
        is_softened = modifier != "exact" or modifiers.before(text, start)[1] != "exact"
        has_scale = numeral[-1] in "万亿" or numerals.trailing_scale(numeral) >= 10_000
        if has_scale or (is_softened and numerals.value(numeral) >= 10):
            if numerals.is_bare_scale(numeral) and not is_softened:
                return None
            noun = self._noun_at(end)
            is_mark = noun.startswith(_counted().marks)
            if noun and not is_mark:
                unit = "元" if _counted().money.search(noun) and has_scale else noun
                return Tail(end, unit, modifier, "money-noun" if unit == "元" else "counted-noun")
            head = heads.without_origin(text[max(0, start - 36) : start])[-16:]
            lead = modifiers.before(text, start)[0]
            moves = _WHENCE.search(text, max(0, lead - 8), lead) and _MOVES.match(text, end)  # 人口由400万增加到588万
            if has_scale and (is_mark or moves or text[end : end + 1] in ("", *"，。；、）\n ")):
                counted = heads.counted_before(text, start, self._word_at)
                unit = (
                    "元"
                    if _counted().money.search(head) and counted[-1:] != "次"  # 票房15亿元，观影人次|3763万
                    else counted
                    or "人" * bool(_PEOPLE_HEAD.search(head))
                    or "元" * numeral.endswith("万亿")  # 从11万亿增长到45万亿: nothing else is counted so high
                )
                return Tail(end, unit, modifier, "implied-unit" if unit else "bare")
        if match.lastgroup == "arabic" and self._stands_alone(start, end, numeral):
            return Tail(end, "", modifier, "bare")
        return None

    def _stands_alone(self, start: int, end: int, numeral: str) -> bool:
        """Whether a bare number is a value all the same: an index, or a decimal that rises or falls to it."""
        if not _BARE_AFTER.match(self.text, end):
            return False
        start -= self.text[start - 1 : start] in ("-", "−")  # 指数跌至-45
        window = (self.text, max(0, start - 10), start)
        if _INDEX_BEFORE.search(*window):
            return True
        return "." in numeral and bool(
            _BARE_BEFORE.search(*window) or _INDEX_MOVED.search(self.text, max(0, start - 16), start)
        )

    def _noun_at(self, position: int) -> str:
        """The noun that begins at `position` (入境乘客, 公安民警, 偏远农村居民), or "": at most three words."""
        if self.text.startswith(_ALL_SORTS, position):
            position += len(_ALL_SORTS[0])
        noun = ""
        for word in self._words_from(position):
            text = word.text[max(0, position - word.start) :]  # 51|万新 may be cut as one word
            is_noun = word.tag[0] == "n" or word.tag in ("vn", "l", "j", "an")
            opens = len(noun) < 2 and (word.start < position or (word.tag in _OPENING_TAGS and len(text) > 1))
            if not is_noun and not opens:
                break
            noun += text
            if len(noun) >= 8 or text.endswith(_counted().persons):  # 370万患者|植入了支架, 4万用户|断电
                break
        return noun if noun and self._ends_in_noun(position, noun) else ""

    def _ends_in_noun(self, position: int, noun: str) -> bool:
        last = self._word_at(position + len(noun) - 1)
        return last is not None and (
            last.tag[0] in "nlj" or noun.endswith(_counted().persons)
        )  # 考生 is tagged as a verb

    def _begins_longer_word(self, position: int, unit: str, match: re.Match[str]) -> bool:
        """Whether the unit is only the head of a word: 3656万群众, 200多家庭, 两部分; never 68套物联网设备."""
        if unit[0] not in _NOUN_HEADS or len(unit) > 2 or dimension(unit) != "count":
            return False
        word = self._word_at(position)
        if word is None or word.start != position or word.end <= position + len(unit) or word.tag[0] in "mq":
            return False
        is_small = match.lastgroup == "chinese" and numerals.value(match.group()) < 100
        return is_small or self.text.startswith(_longer_words(), position)

    def _is_word(self, match: re.Match[str]) -> bool:
        """Whether the words take the Chinese numeral as part of something else (统一, 六安, 三轮车)."""
        word = self._word_at(match.start())
        if (
            word is None or word.tag[0] in "mqt" or self.text.startswith("倍", match.end())
        ):  # 增加一倍 is cut as one word
            return False
        if word.start < match.start():
            return modifiers.before(self.text, match.start())[1] == "exact"  # 超万人 may be cut as one word
        if word.end <= match.end():
            return word.tag[0] in "jirl"
        unit = unit_at(self.text, match.end())
        return not unit or word.end > match.end() + len(unit)

    def _word_at(self, position: int) -> Word | None:
        words = self.frame.sentence_at(position).words
        index = bisect_right(words, position, key=_START) - 1
        return words[index] if index >= 0 and position < words[index].end else None

    def _words_from(self, position: int) -> list[Word]:
        words = self.frame.sentence_at(position).words
        index = bisect_right(words, position, key=_END)
        return words[index : index + 4]
