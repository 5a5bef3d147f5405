"""What speaks against a numeral and its unit being a quantity: takes the two in place, gives yes or no.

Each veto is one reason with its example: a rank (排名由369位上升到235位), a grade (二级), a size inside a
category's name (亿元以上项目), a pronoun (两人亲切握手), talk of structure (三个方面), a time (五年来).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from transforms.language import numerals
from transforms.language.lexicons import lexicon
from transforms.language.units import dimension
from transforms.observations.quantities import durations

# 排名由369位上升到235位 is a rank; 十四届全国人大 and 二十届一中全会 are ordinals without 第.
_RANK_BEFORE = re.compile(r"(?:排名|位次|名次|排位|位列)[^，。；]*$")
_ORDINAL_BEFORE = re.compile("第[0-9一二三四五六七八九十百零]{1,6}([\u4e00-\u9fff]{0,2}?)[、和及]$")
_SESSION_AFTER = re.compile(
    r"(?:全国|中央|人大|政协|[一二三四五六七八九十]+[中次]|历次|委员|常委|理事|省委|市委|区委|县委)"
)
_QUAKE_AFTER = re.compile(
    r"(?:左右|以上)?的?强?烈?(?:地震|余震|强震|大风|阵风|风力|海浪|偏[东南西北]|[东西]?[南北]风|东风|西风|风|(?:超强)?台风|飓风)"
)
_QUAKE_BEFORE = re.compile(r"(?:风力|阵风|震级|烈度|海况|风浪)[^，。；0-9]{0,5}$")
_DESIGN_AFTER = re.compile(r"[^，。；、]{0,4}(?:线路|电网|变电|输电|输变电|特高压|直流|交流|开关|主变|配电|电压|工程)")
# 超5000米深井, 亿元以上项目, 65岁及以上人口, 20万吨级泊位: a size inside a category's name.
_CATEGORY_AFTER = re.compile(r"(?:及?以[上下]的?|级)(?=[\u4e00-\u9fffA-Z“])(?!加快|推进|的速度|增长|，)")
_PRONOUN_AFTER = re.compile(r"(?:死|伤|遇|获救|被|受|失踪|落水|当场|不幸|身亡|丧生|罹难|溺)")
# Classifiers that make a set phrase rather than a count after a Chinese numeral: 两手抓, 三面环山, 四方.
_NO_CHINESE = frozenset("类面手步重分点级度方期里层节声环档团头尾单把门道站县乡镇村号口季代角金银铜杆发回国")
_ONE_MEASURES = frozenset(("倍", "个百分点", "吨", "公里", "米", "公斤", "克", "岁", "元", "亩"))


# What follows a unit where it is none: 整治2023|行动 is the start of a word, X8157次|中欧班列 a train's number.
_WORDS_AFTER = {
    "行": re.compile("动|业"),
    "编": re.compile("队|制"),
    "具": re.compile("[有体备]"),
    "集": re.compile("[团中合体结成装聚]"),
    "方": re.compile("[面案向式法位]"),
    "国": re.compile("[货产内际民风潮庆考标]"),
    "次": re.compile("[^，。；、]{0,2}(?:班列|列车)"),
}


class Candidate(NamedTuple):
    """A numeral and its unit, in place.

    Attributes:
        text: the folded text.
        start: where the numeral begins.
        unit_start: where the unit begins.
        end: where the expression ends, words after the unit (多, 内) included.
        numeral: as written.
        unit: as written.
        is_chinese: whether the numeral is written in Chinese.
        is_softened: whether about, over or under touches the number.
    """

    text: str
    start: int
    unit_start: int
    end: int
    numeral: str
    unit: str
    is_chinese: bool
    is_softened: bool

    @property
    def lead(self) -> str:
        """The character before the numeral, or ""."""
        return self.text[self.start - 1 : self.start] if self.start else ""

    @property
    def is_small(self) -> bool:
        """Whether it is a Chinese numeral below a hundred: those make most set phrases."""
        return self.is_chinese and numerals.value(self.numeral) < 100


def is_vetoed(candidate: Candidate) -> bool:
    """Whether any veto speaks against the candidate."""
    for veto in _VETOES:  # noqa: SIM110 - a generator costs twice as much, and this runs for every numeral
        if veto(candidate):
            return True
    return False


@lru_cache(maxsize=1)
def _structure() -> re.Pattern[str]:
    words = sorted(lexicon("not_numbers")["structure"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def _is_label(candidate: Candidate) -> bool:
    """5号, 12页码: a label; 零件: a word. Neither counts."""
    written = candidate.numeral
    if written in ("零", "〇") or (written[0] == "0" and written[1:2].isdigit()):
        return True
    if candidate.unit in _WORDS_AFTER and _WORDS_AFTER[candidate.unit].match(candidate.text, candidate.end):
        return True
    if candidate.lead == "兑" and candidate.numeral == "1":
        return True  # 160日元兑1美元: the other side of a rate
    return candidate.unit in ("号", "页码", "等级", "年级", "位次")


def _is_rank(candidate: Candidate) -> bool:
    """排名由369位上升到235位; 十四届全国人大."""
    text, start = candidate.text, candidate.start
    if candidate.unit in ("位", "名", "强") and candidate.lead == "前":
        return text[start - 2 : start] not in ("目前", "当前", "此前", "日前")  # 目前|三名航天员
    if candidate.unit in ("位", "名"):
        return bool(_RANK_BEFORE.search(text, max(0, start - 16), start))
    if candidate.unit == "次":  # 十四届二次会议
        session = candidate.lead == "届" or text.startswith(("会议", "全会", "全体会议"), candidate.end)
        return candidate.is_small and session
    return candidate.unit == "届" and bool(_SESSION_AFTER.match(text, candidate.end))


def _is_in_a_rank(candidate: Candidate) -> bool:
    """第五十七颗、五十八颗卫星: 第 holds for both."""
    if candidate.lead not in ("、", "和", "及"):
        return False
    ordinal = _ORDINAL_BEFORE.search(candidate.text, max(0, candidate.start - 12), candidate.start)
    return ordinal is not None and ordinal[1] in ("", candidate.unit)


def _is_grade(candidate: Candidate) -> bool:
    """二级医院 is a grade; 6.9级地震 and 8级大风 are measures."""
    return candidate.unit == "级" and not is_strength(candidate.text, candidate.start, candidate.unit_start)


def is_strength(text: str, start: int, end: int) -> bool:
    """Whether the numeral before 级 measures a quake, a wind or waves."""
    if not text[start].isdigit():
        return False
    known = _QUAKE_AFTER.match(text, end + 1) or _QUAKE_BEFORE.search(text, max(0, start - 9), start)
    return bool(known) or "." in text[start:end]


def _is_clock(candidate: Candidate) -> bool:
    """3点 is a time; 3000.23点 is an index."""
    return candidate.unit == "点" and "." not in candidate.numeral and numerals.value(candidate.numeral) < 100


def _is_time(candidate: Candidate) -> bool:
    """五年来, 过去24小时: when, not how long."""
    return dimension(candidate.unit) == "time" and not durations.measures(candidate)


def _is_article(candidate: Candidate) -> bool:
    """一个, 一名: 一 counts only as a measure (增长一倍, 超一吨, 一毛钱)."""
    if candidate.unit.endswith("钱"):
        return False
    if candidate.numeral != "一" or dimension(candidate.unit) == "time":
        return False
    return candidate.unit != "倍" and not (candidate.unit in _ONE_MEASURES and candidate.is_softened)


def _is_class(candidate: Candidate) -> bool:
    """亿元项目, 千亿级: a multiplier with no figure names a size class unless it is softened (近亿元)."""
    return numerals.is_bare_scale(candidate.numeral) and not candidate.is_softened


def _is_category(candidate: Candidate) -> bool:
    """亿元以上项目 is a class of things; 保持在1万亿元以上 is a bound."""
    unit_end = candidate.unit_start + len(candidate.unit)
    if dimension(candidate.unit) == "ratio" or not _CATEGORY_AFTER.match(candidate.text, unit_end):
        return False
    if candidate.text.startswith("级", unit_end) or numerals.is_bare_scale(candidate.numeral):
        return True
    if dimension(candidate.unit) == "count" and candidate.unit != "人":
        return False  # 培育50家以上企业 is a count with a bound
    return dimension(candidate.unit) == "age" or candidate.lead in ("", *"，。；、（的对将为有“")


def _is_design(candidate: Candidate) -> bool:
    """500千伏线路: an attribute of the design."""
    return dimension(candidate.unit) == "voltage" and bool(_DESIGN_AFTER.match(candidate.text, candidate.end))


def _is_set_phrase(candidate: Candidate) -> bool:
    """两手抓, 这两台: a phrase or a pointing back; 另外三名 counts."""
    if not candidate.is_small or dimension(candidate.unit) == "time":
        return False
    return candidate.unit in _NO_CHINESE or candidate.lead in ("这", "那", "各", "某")


def _is_structure(candidate: Candidate) -> bool:
    """三个方面, 两个维护: talk of structure."""
    if candidate.unit not in ("个", "项", "条", "种", "类", "次"):
        return False
    if candidate.text.startswith(("方面", "层面", "维度"), candidate.end):
        return True
    return candidate.is_small and bool(_structure().match(candidate.text, candidate.end))


def _is_pronoun(candidate: Candidate) -> bool:
    """两人亲切握手: they; 两人死亡 counts."""
    if candidate.unit != "人" or not candidate.is_small or candidate.lead not in ("", *"，。；：”“\n等"):
        return False
    return not _PRONOUN_AFTER.match(candidate.text, candidate.end)


_VETOES: tuple[Callable[[Candidate], bool], ...] = (
    _is_label,
    _is_rank,
    _is_in_a_rank,
    _is_grade,
    _is_clock,
    _is_time,
    _is_article,
    _is_class,
    _is_category,
    _is_design,
    _is_set_phrase,
    _is_structure,
    _is_pronoun,
)
