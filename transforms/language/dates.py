"""Time expressions: takes folded text, gives the spans that say *when* and of which kind each is.

Found are calendar dates, years, months, days and clock times in figures or Chinese numerals, quarters and
half-years, plan periods (“十四五”), centuries and decades, weekdays, lunar dates, festivals, spans counted
back from the article (五年来, 过去24小时) and the words of ``lexicons/dates.toml`` (去年, 截至目前). Durations
that measure something (历时3年, 工作30年) are left alone. What an expression amounts to is told by
``language.periods``; the numerals inside one are never quantities.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple


class TimeExpression(NamedTuple):
    """Where a time expression stands, half-open, and its kind (the name of the pattern that found it)."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """The words of ``lexicons/dates.toml``, section by section."""
    source = resources.files("transforms.language.lexicons").joinpath("dates.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def any_of(words: list[str] | dict[str, Any]) -> str:
    """An alternation of `words` in which a longer word wins over a shorter one that begins it."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


# Numerals of years, months, days and short spans. A figure must not be the tail of a longer one (12021年)
# or of a decimal (3.5月).
_EDGE = r"(?<![0-9.,])"
_YEAR = rf"(?:{_EDGE}[12][0-9]{{3}}|[一二][〇零○一二三四五六七八九]{{3}})"
_MONTH = rf"(?:{_EDGE}(?:1[0-2]|0?[1-9])(?![0-9.])|(?<![一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九]))"
_DAY = rf"(?:{_EDGE}(?:3[01]|[12][0-9]|0?[1-9])(?![0-9.])|(?:三十一?|[二廿]?十?[一二三四五六七八九]|二十|十))"
_SPAN = r"(?:[0-9]{1,4}(?![0-9.])|[半一二两三四五六七八九十百]{1,4}|几十?|数十)[多余]?"
_JOIN = r" ?(?:至|到|—{1,2}|--?|~|–|－|、|和|及|与|或) ?"
_RANGE = r" ?(?:至|到|—{1,2}|--?|~|–|－) ?"

# 2021年, 2012-2021年, 2021、2022年度, 2025/26赛季 (a season of two years), 今年
_YEARS = rf"(?:{_YEAR}(?: ?年?(?:{_JOIN}){_YEAR})* ?年(?!代|轮|级|龄|多|余|[内期]|的?历史)度?"
_YEARS += rf"|{_YEAR}[/—-](?:[12][0-9])?[0-9]{{2}}(?= ?(?:赛季|雪季|年度|财年|榨季|学年))|YEARWORDS)"
# 3月, 4、5、6月, 1至11月份, 七月 ; never 3个月, 3月龄
_MONTHS = rf"{_MONTH}(?: ?月?份?(?:{_JOIN}){_MONTH})* ?月(?!龄|球|亮|饼|薪|嫂|均)份?"
# 前三季度, 第二季度, 一、二季度, 上半年, 前5个月, 1至3季度
_PARTS = (
    r"(?:(?:前|头|首)[0-9一二两三四五六七八九十]{1,2}个?(?:季度|月份?)(?!龄)"
    rf"|(?:第?[1-4一二三四](?:{_JOIN}第?[1-4一二三四])*|首)季度|(?:上|下|前|后)半年|全年)"
)
_EDGES = r"(?:年?(?:[底末初]|中(?=[，。、；）的时前]))|上旬|中旬|下旬|上中旬|中下旬|上半月|下半月)"
# 8日, 17日至18日, 17至18日 ; never 3日内, 30日龄, 一日游
_DAYS = rf"{_DAY}(?: ?[日号]?(?:{_RANGE}|[、和])(?:{_MONTH}月)?{_DAY})* ?[日号](?!内|游|龄|均|之内|以内|元|线|楼|院|机|矿|井|馆|门)"
# Without a month only 日 names a day, and a lone Chinese numeral does not (一日, 神舟十五号)
_BARE_DAY = rf"(?:{_EDGE}(?:3[01]|[12][0-9]|0?[1-9])(?![0-9.])|三十一?|[二廿]?十[一二三四五六七八九]|二十|十)"
_BARE_DAYS = rf"{_BARE_DAY}(?: ?日?(?:{_RANGE}|[、和])(?:{_MONTH}月)?{_DAY})* ?日(?!内|游|龄|均|之内|以内|元)"
_TENSE = r"(?:凌晨|清晨|早上|早晨|早间|上午|中午|正午|午间|下午|午后|傍晚|晚上|晚间|晚|夜间|夜里|深夜|午夜|夜|当晚)"
_HOUR = rf"(?:{_EDGE}(?:2[0-4]|1[0-9]|0?[0-9])(?![0-9])|二十[一二三四]?|十[一二三四五六七八九]?|[零两三四五六七八九]|(?<=[晨午上晚夜])[一二])"
_MINUTE = r"(?:[0-5]?[0-9]|[一二三四五]?十?[零〇]?[一二三四五六七八九]?)"
# 16时许, 9时24分, 17：30, 凌晨3点多, 20点档 ; 点 alone is a point (三点建议), so it needs company
_CLOCK = (
    rf"(?:{_HOUR}时(?!长|间|速|代|期|差|段|隔|空|刻|装|任|辈|针|尚|值|效|机|令|节|常|有)(?:{_MINUTE}分(?:{_MINUTE}秒)?|[整半许])?"
    rf"|(?<=[晨午上晚夜间里早]){_HOUR}点(?:钟|半|整|多|许|{_MINUTE}分)?"
    rf"|{_HOUR}点(?:钟|半(?!岛)|整|许|左右|档|{_MINUTE}分)"
    rf"|{_EDGE}(?:2[0-4]|1[0-9]|0?[0-9])[：:][0-5][0-9](?:[：:][0-5][0-9])?(?![0-9比]))"
)
_CLOCKS = rf"{_TENSE}?{_CLOCK}(?:{_RANGE}(?:次日|当日)?{_TENSE}?{_CLOCK})?"
_REST = rf"(?: ?{_DAYS})?(?:{_TENSE})?(?: ?{_CLOCKS})?"
_DATE = (
    rf"(?:{_YEARS}(?: ?的?(?:{_MONTHS}|{_PARTS}))?(?:{_EDGES}|SEASONS(?![节运耕播雷晚游奥招])(?:天)?)?{_REST}"
    rf"|(?:本月|上月|上个月|下月|下个月|当月)?{_MONTHS}{_EDGES}?{_REST}|{_PARTS}|(?:本月|上月|上个月|下月|当月)?{_BARE_DAYS}{_TENSE}?(?:{_CLOCKS})?)"
)

# Spans counted from the article: 五年来, 十年间, 近十年, 过去24小时, 未来三年, 这五年, 70年前, 一年后.
# 近N年 after a verb measures (历时近三年, 工作近20年), so the character before it must not be one of these.
_UNITS = r"(?:个?(?:多|半)?(?:年|星期|小时|世纪|季度)|个(?:多|半)?月|[天周夜载]|分钟|个百年|赛季)"
_LONG_UNITS = r"(?:年|个?世纪|个(?:多|半)?月|个?星期|个?赛季|[天周])"
_COUNTED = (
    rf"(?:(?:过去|刚刚过去|未来|今后|此后|之后|最近|接下来|往后|(?<!提)前|头|这|那|上一个|下一个|下个|上个)(?:的|约|近)?{_SPAN}{_UNITS}(?:多|里|间|来|内|中)*"
    rf"|(?<![了达已有期历时经过续守作营行用事根驻续等存长藏满约需第跨共为于超工])近{_SPAN}{_LONG_UNITS}(?:多)?(?:来|间|里)?(?!时间|的?历史|代)"
    rf"|{_EDGE}{_SPAN}{_UNITS}[多余]?(?:以来|来(?!自|到|访|华|说)|间(?!隔|断)|之前|以前|之后|以后|前(?!三|列|后|来|往|所|沿)|后(?!备|续|期|来|的?第)))"
)

_KINDS = {
    # 20世纪, 上世纪80年代, 20世纪90年代末, 九十年代
    "century": rf"(?:(?:上个?|本|{_EDGE}[12]?[0-9]|[一二]?十[一二三四五六七八九]?)世纪(?:(?:[0-9]0|[一二三四五六七八九]十)年代)?"
    rf"|{_EDGE}[0-9]0年代|[12][0-9]{{2}}0年代|[二三四五六七八九]十年代)(?:[初末](?:期|叶)?|中(?:期|叶)|以来|后期|前期)?",
    # “十四五”时期, 十四五末, “十五五”规划
    "plan": r"[“‘]?(?:PLANS)[”’]?(?:期间|时期|规划|末|初|以来|收官|(?<=”))(?:期间|时期)?",
    # 农历正月初六, 腊月二十三, 大年初一, 八月十五
    "lunar": r"(?:农历|阴历)?(?:大年(?=初|三十)|(?:正|腊|冬|闰?[二三四五六七八九十])月(?=初|十|廿|二|三|里|、))(?:初[一二三四五六七八九十]|三十|[二廿]?十[一二三四五六七八九]?|二十|廿[一二三四五六七八九])?",
    # 春节假期, “五一”假期, 国庆中秋假期, 中秋节
    # 五一 and 十一 are numerals unless quoted or followed by such a word
    "festival": r"[“‘]?FESTIVALS[”’]?(?:SPANS)?|(?:五一|十一)SPANS|[“‘](?:五一|十一)[”’](?:SPANS)?",
    "date": _DATE,
    # 2021-04-01, 2021/4/1, 2021.4.1
    "iso": rf"{_EDGE}[12][0-9]{{3}}([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12][0-9]|0?[1-9])(?![0-9.])",
    "clock": rf"{_CLOCKS}",
    "counted": _COUNTED,
    # 周三, 星期日, 上周五
    "week": r"(?:本|上|下|这)?(?:周|星期|礼拜)[一二三四五六日天](?![一二三四五六七八九十次个期场回年])|WEEKS",
    "era": r"(?:党的|中共|自)?ERAS(?:胜利)?(?:召开|闭幕)?(?:以来|后)",
    "day": r"DAYWORDS",
    "now": r"NOW",
    "vague": r"VAGUE",
    "month": r"MONTHWORDS(?:底|末|初|中旬|上旬|下旬)?",
    # 年底, 年初, 入夏以来, 开年以来 : a part of the current year
    "season": r"(?:今|去|入|开|自|此前)(?:春|夏|秋|冬|年|汛|伏)以来|(?:今|去)(?:SEASONS)|(?:今年)?年[底末](?!会|奖)|年初|春运(?:期间|以来)?|(?:主?汛期|暑期|暑假|寒假|暑运|开学季)(?:期间|以来)?",
}


# Every expression begins with one of these or with the first character of a word of the lexicon; the look
# at one character first makes the search four times as fast.
_FIRST = "0-9〇一二两三四五六七八九十廿半几数百千年上下本这那过刚未今此之最接往前头首近后全第正腊冬闰大农阴凌清早中正午傍晚夜深当周星礼党自入去开年春主汛暑寒刚“‘"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """All kinds as one pattern; at one place the first kind that matches wins, so order tells."""
    words = lexicon()
    fill = {
        "YEARWORDS": any_of([*words["years"], *words["anchored_years"]]),
        "SEASONS": any_of(words["seasons"]),
        "PLANS": any_of([plan for plan in words["plans"] if plan != "十五"]),
        "FESTIVALS": any_of(words["festivals"]["words"]),
        "SPANS": any_of(words["festivals"]["spans"]),
        "WEEKS": any_of(words["weeks"]),
        "ERAS": any_of(words["eras"]),
        "DAYWORDS": any_of([*words["days"], *words["anchored_days"]]),
        "NOW": any_of(words["now"]["words"]),
        "VAGUE": any_of(words["vague"]["words"]),
        "MONTHWORDS": any_of(words["months"]),
    }
    kinds = "|".join(f"(?P<{kind}>{body})" for kind, body in _KINDS.items())
    for name in sorted(fill, key=len, reverse=True):
        kinds = kinds.replace(name, fill[name])
    first = "".join({word[0] for part in fill.values() for word in re.findall(r"[\u4e00-\u9fff]+", part)})
    kinds = f"(?=[{first}{_FIRST}])(?:{kinds})"
    return re.compile(kinds.replace(r"\1", "(?P=mark)").replace("([-/.])", "(?P<mark>[-/.])"))


def time_expressions(text: str) -> list[TimeExpression]:
    """The time expressions of `text` in order, none overlapping another.

    Args:
        text: folded text (``language.script.fold``).

    Returns:
        Their spans in `text`, with kinds.
    """
    return [TimeExpression(match.start(), match.end(), match.lastgroup or "") for match in _pattern().finditer(text)]


def time_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the time expressions of `text`: numerals inside them are no quantities."""
    return [match.span() for match in _pattern().finditer(text)]
