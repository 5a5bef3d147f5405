"""What looks like a quantity and is none: takes a folded text, gives the spans in which no quantity begins.

Dates and clock times, titles in 《》, short names in quotation marks (“最多跑一次”, “1·26”), codes with
letters or hyphens (5G, M777, 歼-20), and the set phrases of ``lexicons/not_numbers.toml``. A long quotation
is speech and is read as any text; so is a short one that states a percentage or has several words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from transforms.language.lexicons import any_of, lexicon
from transforms.language.times.dates import time_spans

_TITLE = re.compile(r"《[^》\n]{1,60}》")
# A name in quotes is short and has no clause of its own; “破案率达81.8%” states something.
_QUOTED_NAME = re.compile(r"[“‘「『][^”’」』，。；！？\n]{1,16}[”’」』]")
_STATES = re.compile(r"\d%|\d(?:亿|万)|[达为超近约]\d")
_CODE = re.compile(
    # One look at the character first: nearly all of a text begins none of them.
    r"(?=[A-Za-z\d\-一二三四五六七八九十〔\[第])(?:"
    r"[A-Za-z][A-Za-z]*[-—·.]?\d+(?:[.:]\d+)*[A-Za-z]*"  # M777, C919, PM2.5, COP28, GPT-4
    # 5G, 5A级, 3D; not 50kWh, 4800PF, 300TEU
    r"|(?<![\d.])\d+(?:\.\d+)?(?!(?:[kKMGTPE]?(?:Wh?|g|m|B|bps|FLOPS)|TEU|BP|km|cm|mm|kg|[PE]F?)(?![A-Za-z]))"
    r"[A-Z][A-Za-z]*"
    # 歼-20, 东风-17; but 气温-12℃, 增速为-0.3%, 指数跌至-45
    r"|(?<=[\u4e00-\u9fff])(?<![至为到是达])-\d++(?!\.\d|[℃°%度]|摄氏度|个百分点|[万亿]?元)[A-Z]?"
    r"|\d+·\d+|[一二三四五六七八九十]+·[一二三四五六七八九十]+"  # “1·26”, 九·一八
    r"|〔\d+〕\d*号?|\[\d+\]"
    r"|PM_?\d+(?:\.\d+)?"
    r"|\d+(?:\.\d+)+(?=版|时代|建设|升级|工程|版本)"  # 2.0版, 3.0建设
    r"|\d+[*×]\d+(?:小时)?"  # 7×24小时
    r"|\d+分\d+秒\d*"  # a runner's 2分05秒48
    r"|\d+米(?:台|板|[A-Z]+\d+级|自由泳|蛙泳|仰泳|蝶泳|混合泳|个人|接力|短跑|跑|栏|跨栏|气[步手]枪|障碍|决赛|比赛|项目|短道)"
    r"|第\d+(?:、\d+)+"  # 第1、2、3标段
    r")"
)


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    return re.compile(any_of(lexicon("not_numbers")["slogans"]))


class Excluded:
    """The spans of a text in which no quantity begins."""

    def __init__(self, text: str) -> None:
        """Find them in one folded text."""
        spans = [match.span() for match in _TITLE.finditer(text)]
        spans += [match.span() for match in _QUOTED_NAME.finditer(text) if not _STATES.search(match.group())]
        spans += [match.span() for match in _CODE.finditer(text)]
        # 万家灯火 is a phrase, 超万家医院 and 上万家企业 count
        spans += [match.span() for match in _phrases().finditer(text) if text[match.start() - 1] not in "超近逾上"]
        spans += time_spans(text)
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and end <= self._ends[-1]:
                continue
            self._starts.append(start)
            self._ends.append(end)

    def __contains__(self, position: int) -> bool:
        """Whether `position` lies in one of the spans."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]
