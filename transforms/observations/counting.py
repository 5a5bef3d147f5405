"""What a numeral counts: takes a numeral's match, gives the unit after it and where the expression ends.

A known unit or classifier, a counted noun (800万左右车主), or nothing where the language lets a number stand
alone (满意度从84.7提升至89.6). None where it is no quantity: a rank, a name, a vague amount, a stretch of time
that only says when (五年来), or a word that merely begins with a numeral (六安).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from transforms.frame import Frame
from transforms.language import numerals
from transforms.language.lexicons import lexicon
from transforms.language.units import dimension, unit_at
from transforms.language.words import Word
from transforms.observations import durations, modifiers

_BARE_BEFORE = re.compile(
    r"(?:从|由|为|是|达|达到|至|到|升至|降至|升到|降到|跌至|报|收于|报收|收报|突破|跌破|超|超过|低于|高于|约|近)$"
)
_BARE_AFTER = re.compile(
    r"(?:[，。；、）]|以[上下]|左右|缩|提|上升|下降|增|降|升|减|调整|变|扩|回[升落]|至|到|和|及|$)", re.M
)
# A whole number stands alone only where the head is an index or a score: 指数为102, 满意度得分95.
_INDEX_BEFORE = re.compile(
    r"(?:指数|得分|评分|系数|满意度|密度|倍差|比值)(?:平均)?(?:为|是|达|达到|升至|降至|保持在|稳定在)?$"
)
_PEOPLE_HEAD = re.compile(r"(?:人数|人口|人员|伤亡|死亡)[^，。；]{0,3}$")
_MONEY = re.compile(
    r"基金|资金|投资|贷款|债券|国债|债|补贴|收入|产值|GDP|生产总值|订单|融资|存款|税|消费|资产|预算|金额|总额|市值|销售额|成交额|交易额|余额|规模|营收|票房|利润|出口|进口|进出口|外资|经费|投入|支出"
)
_PARTIAL_MANY = re.compile(r"个[多余](小时|钟头|月|星期|世纪|工作日)")
_UNIT_MANY = {"小时": "小时", "钟头": "小时", "月": "个月", "星期": "个星期", "世纪": "个世纪", "工作日": "个工作日"}
_QUAKE_BEFORE = re.compile(r"(?:发生|遭遇|最大|震级|为|约|里氏|风力|阵风|大风|达|达到|强台风|有|出现)$")
_QUAKE_AFTER = re.compile(
    r"(?:左右|以上)?(?:的?(?:强烈?)?(?:地震|余震|强震|大风|阵风|风力|海浪|偏[东南西北]|西北风|东北风|南风|北风|风))"
)
_DESIGN_AFTER = re.compile(r"[^，。；、]{0,4}(?:线路|电网|变电|输电|输变电|特高压|直流|交流|开关|主变|配电|电压|工程)")
# 超5000米深井, 亿元以上项目, 65岁及以上人口, 20万吨级泊位: a size inside a category's name.
_CATEGORY_AFTER = re.compile(r"(?:及?以[上下]的?|级)(?=[\u4e00-\u9fffA-Z“])(?!加快|推进|的速度|增长|，)")
# 排名由369位上升到235位 is a rank; 十四届全国人大 and 二十届一中全会 are ordinals without 第.
_RANK_BEFORE = re.compile(r"(?:排名|位次|名次|排位|位列)[^，。；]*$")
_SESSION_AFTER = re.compile(r"(?:全国|中央|人大|政协|[一二三四五六七八九]中|委员|常委|理事|省委|市委|区委|县委)")
_PRONOUN_AFTER = re.compile(r"(?:死|伤|遇|获救|被|受|失踪|落水|当场|不幸|身亡|丧生|罹难|溺)")
_NO_CHINESE = frozenset("面手步重分点级度方期里层节声环档团头尾单把门道站县乡镇村号口季代角金银铜杆发回")
_WORD_TAIL_TAGS = ("n", "v", "a", "l", "i", "j", "z", "t", "d", "r", "f", "s")


class Tail(NamedTuple):
    """What follows a numeral: where the expression ends, its unit, and what the ending says of the number."""

    end: int
    unit: str
    modifier: str
    rule: str
    factor: float = 1.0


@lru_cache(maxsize=1)
def _vetoes() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = lexicon("not_numbers")
    long_first = sorted(data["before"], key=len, reverse=True)
    plain = [word for word in long_first if word not in ("数", "几", "前", "后", "上", "每")]
    before = rf"(?:{'|'.join(map(re.escape, plain))}|(?:(?<![\u4e00-\u9fff])|[居列这名的])前|每(?:隔|逢|满|新增)?)$"
    after = "|".join(map(re.escape, sorted(data["after"], key=len, reverse=True)))
    structure = "|".join(map(re.escape, sorted(data["structure"], key=len, reverse=True)))
    return re.compile(before), re.compile(after), re.compile(structure)


class Counting:
    """Reads what numerals count in one text."""

    def __init__(self, frame: Frame) -> None:
        """Work on the frame's folded text."""
        self.frame = frame
        self.text = frame.folded

    def is_vetoed(self, match: re.Match[str]) -> bool:
        """Whether what stands around the numeral makes it no count: 第三, 每百户, 数十, 三大, 六安."""
        text, start, end = self.text, match.start(), match.end()
        before, after, _ = _vetoes()
        written = match.group()
        if text[start - 1 : start] in "数几" and written[0] in "十百千万亿" and start:
            return True
        if before.search(text, max(0, start - 4), start) or text[end : end + 1] in ("几", "数"):
            return True
        if match.lastgroup == "chinese" and written[-1] == "十" and text[end : end + 1] == "几":
            return True
        found = after.match(text, end)
        if found and not (found.group() == "级" and self._is_quake(start, end)):
            return True
        return match.lastgroup == "chinese" and self._is_word(match)

    def tail(self, match: re.Match[str], end: int) -> Tail | None:
        """The unit after the numeral that ends at `end`, with its approximators; None where nothing counts."""
        text, modifier = self.text, "exact"
        following = text[end : end + 1]
        if following in ("多", "余") and text[end : end + 2] not in ("余额", "多种", "余下"):
            end, modifier = end + 1, "over"
        elif following == "来" and unit_at(text, end + 1):
            end, modifier = end + 1, "about"
        elif any(mark in match.group()[:-1] for mark in "多余"):
            modifier = "over"
        many = _PARTIAL_MANY.match(text, end)
        if many:  # 3个多小时
            return self._checked(match, end, Tail(many.end(), _UNIT_MANY[many.group(1)], "over", "duration"))
        unit = unit_at(text, end)
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
        elif unit == "个" and text[end : end + 3] in ("半小时", "半月，") or text[start : start + 3] == "个半月":
            many = unit_at(text, end + 1)
            end, unit, factor = end + 1 + len(many or "月"), many or "个月", (value + 0.5) / value if value else 1.0
        softened_end, softened = modifiers.after(text, end)
        if softened != "exact" and text[end : end + 2] not in ("余额", "多种", "多次", "来自", "余下"):
            if text[end] != "来":
                end, modifier = softened_end, softened
        elif text[end : end + 1] == "内" and dimension(unit) == "time":
            end, modifier = end + 1, "under"
        rule = "percent" if unit == "%" else f"{dimension(unit).replace('_', '-')}-unit"
        if dimension(unit) == "time":
            rule = "duration"
        return self._checked(match, start, Tail(end, unit, modifier, rule, factor))

    def _checked(self, match: re.Match[str], unit_start: int, tail: Tail) -> Tail | None:
        """The tail, unless numeral and unit together are no quantity."""
        text, start, numeral, unit = self.text, match.start(), match.group(), tail.unit
        touched, softened = modifiers.before(text, start)
        is_softened = softened != "exact" or tail.modifier != "exact" or text[start - 1 : start] in ("上", "过", "达")
        if unit in ("号", "页码", "等级", "年级", "位次"):
            return None
        if unit == "级" and not self._is_quake(start, unit_start):
            return None
        if unit in ("位", "名") and _RANK_BEFORE.search(text, max(0, start - 16), start):
            return None
        if unit == "届" and _SESSION_AFTER.match(text, tail.end):
            return None
        if unit == "点" and "." not in numeral and numerals.value(numeral) < 100:
            return None
        if dimension(unit) == "time":
            return tail if durations.measures(text, start, tail.end, numeral, unit, is_softened) else None
        if numeral == "一":
            return (
                tail
                if unit in ("倍", "个百分点", "吨", "公里", "米", "公斤", "克", "岁", "元", "亩")
                and (unit == "倍" or is_softened)
                else None
            )
        if numerals.is_bare_scale(numeral) and not is_softened:
            return None
        if _CATEGORY_AFTER.match(text, unit_start + len(unit)) and self._is_category(match, unit):
            return None
        if dimension(unit) == "voltage" and _DESIGN_AFTER.match(text, tail.end):
            return None
        if match.lastgroup == "chinese" and not self._chinese_counts(match, unit, tail.end):
            return None
        return tail

    def _chinese_counts(self, match: re.Match[str], unit: str, end: int) -> bool:
        """Whether a Chinese numeral and a classifier count: 两台机组 does, 两手抓 and 三个方面 do not."""
        text, start, numeral = self.text, match.start(), match.group()
        is_small = numerals.value(numeral) < 100
        if is_small and (unit in _NO_CHINESE or text[start - 1 : start] in ("这", "那", "各", "另", "某")):
            return text[start - 1 : start] == "另" and unit not in _NO_CHINESE
        if is_small and unit in ("个", "项", "条", "种", "类", "次") and _vetoes()[2].match(text, end):
            return False
        if (
            unit == "人"
            and is_small
            and text[start - 1 : start] in "，。；：”“\n等"
            and not _PRONOUN_AFTER.match(text, end)
        ):
            return False  # 两人亲切握手: a pronoun
        return True

    def _is_category(self, match: re.Match[str], unit: str) -> bool:
        """Whether 以上/级 makes a class of things (亿元以上项目) rather than a bound (保持在1万亿元以上)."""
        if self.text.startswith("级", match.end() + len(unit)) or numerals.is_bare_scale(match.group()):
            return True
        if unit in ("岁", "周岁"):
            return True
        before = self.text[max(0, match.start() - 1) : match.start()]
        return before in tuple("，。；、（的对将为有“") or match.start() == 0

    def _is_quake(self, start: int, end: int) -> bool:
        """6.9级地震 and 8级大风 are measures; 二级医院 and 5级 of a grade are not."""
        return bool(
            self.text[start].isdigit() and (_QUAKE_AFTER.match(self.text, end + 1) or "." in self.text[start:end])
        )

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
            if noun:
                unit = "元" if _MONEY.search(noun) and has_scale else noun
                return Tail(end, unit, modifier, "money-noun" if unit == "元" else "counted-noun")
            head = text[max(0, start - 12) : start]
            if has_scale and text[end : end + 1] in tuple("，。；、）\n ") + ("",):
                unit = "人" if _PEOPLE_HEAD.search(head) else "元" if _MONEY.search(head) else ""
                return Tail(end, unit, modifier, "implied-unit" if unit else "bare")
        if match.lastgroup == "arabic" and self._stands_alone(start, end, numeral, is_softened):
            return Tail(end, "", modifier, "bare")
        return None

    def _stands_alone(self, start: int, end: int, numeral: str, is_softened: bool) -> bool:
        if not _BARE_AFTER.match(self.text, end):
            return False
        window = (self.text, max(0, start - 10), start)
        if _INDEX_BEFORE.search(*window):
            return True
        return "." in numeral and bool(_BARE_BEFORE.search(*window))

    def _noun_at(self, position: int) -> str:
        """The noun that begins at `position` (入境乘客, 公安民警), or "": at most three words."""
        noun = ""
        for word in self._words_from(position):
            is_noun = word.tag[0] == "n" or word.tag in ("vn", "l", "j", "an")
            if not is_noun and not (not noun and word.tag in ("b", "v", "a", "eng") and len(word.text) > 1):
                break
            noun += word.text
            if len(noun) >= 8:
                break
        return noun if noun and self._ends_in_noun(position, noun) else ""

    def _ends_in_noun(self, position: int, noun: str) -> bool:
        last = self._word_at(position + len(noun) - 1)
        return last is not None and last.tag[0] in "nlj"

    def _begins_longer_word(self, position: int, unit: str, match: re.Match[str]) -> bool:
        """Whether the unit is only the head of a word: 3656万群众, 200多家庭, 两部分."""
        if len(unit) > 2 or dimension(unit) != "count":
            return False
        if unit == "个" and self.text[position : position + 2] not in ("个人", "个体", "个性", "个案"):
            return False
        word = self._word_at(position)
        if word is None or word.start != position or word.end <= position + len(unit):
            return False
        if word.tag[0] in "mq":
            return False
        if match.lastgroup == "chinese" and numerals.value(match.group()) < 100:
            return True
        return word.tag[0] == "n" and word.end - word.start <= 4

    def _is_word(self, match: re.Match[str]) -> bool:
        """Whether the words take the Chinese numeral as part of something else (统一, 六安, 三轮车)."""
        word = self._word_at(match.start())
        if word is None or word.tag[0] in "mqt":
            return False
        if word.start < match.start():
            return True
        if word.end <= match.end():
            return word.tag[0] in "jirl"
        unit = unit_at(self.text, match.end())
        return not unit or word.end > match.end() + len(unit)

    def _word_at(self, position: int) -> Word | None:
        words = self.frame.sentence_at(position).words
        index = bisect_right(words, position, key=attrgetter("start")) - 1
        return words[index] if index >= 0 and position < words[index].end else None

    def _words_from(self, position: int) -> list[Word]:
        words = self.frame.sentence_at(position).words
        index = bisect_right(words, position - 1, key=attrgetter("start"))
        return words[index : index + 3]
