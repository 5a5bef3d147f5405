"""Before and after: takes the observations, fills `before` on the later value of a pair.

从20.2天缩减到6.5天, 由A增至B, 改革前A…改革后B, A→B. In a 分别 list every later value gets its own earlier one
(分别从A、B、C增加到D、E、F). `before` is an index into the article's list.
"""

from __future__ import annotations

import itertools
import re

from transforms.frame import Frame
from transforms.records import Observation

# Right before an earlier value: 从, 由, 从2012年的, 从改革前, 由设立之初的, 从全国平均的
_FROM = re.compile(r"(?:从|由|自)(?P<between>[^，。；：！？\n]{0,16})$")
_ONCE = re.compile(
    r"(?:改革前|整改前|改造前|以前|之前|过去|原来|原先|此前|原本|当初|起初|最初)(?:需要?|要|为|是|平均|只有|仅有|仅|的|约|不到|大约)*$"
)
_NOW = re.compile(
    r"(?:改革后|整改后|改造后|现在|如今|目前|现)[^，。；0-9]{0,6}(?:只需要?|仅需|需要?|为|是|平均|达到?|有|只要|的|约|增至|降至|不到|超过|缩短[到至为])*$"
)
# Between the two: 缩减到, 增至, 调整为, 到2021年的, 上升到2022年6月的, →
_TO = re.compile(
    r"^(?P<tail>[^，。；！？\n0-9]{0,10}?)(?:，)?(?P<verb>[^，。；！？\n0-9]{0,12}?)(?P<to>[到至为成]|→|——>|再到)"
    r"(?:了|现在的?|目前的?|如今的?|当前的?|去年的?|今年的?|20[0-9]{2}年(?:[0-9]{1,2}月)?[底末]?的?|改革后的?|整改后的?|[^，。；！？\n0-9]{0,6}的|约|近|超过|超|全国的?|全省的?)*$"
)
_CHANGE = re.compile(r"[增降减升提缩扩涨跌压调拓改变发跃攀翻拉延回收上下优精到至]|攀升|过渡|转|→")
_JOIN = re.compile(r"^(?:、|和|以及|及|与|，|∶|:|：|以上|左右|余|多|/)*$")


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `before` of every later value of a pair, in place."""
    groups = _groups(frame.folded, observations)
    for first, second in itertools.pairwise(groups):
        if _pair(frame.folded, observations, first, second):
            width = min(len(first), len(second))
            for earlier, later in zip(first[-width:], second[:width], strict=False):
                observations[later].before = earlier


def _groups(text: str, observations: list[Observation]) -> list[list[int]]:
    """Indexes of the observations, those of one list (A、B和C) together."""
    groups: list[list[int]] = []
    for index, observation in enumerate(observations):
        if groups:
            last = observations[groups[-1][-1]]
            gap = text[last.end : observation.start]
            if 0 < len(gap) < 4 and last.unit == observation.unit and _JOIN.match(gap):
                groups[-1].append(index)
                continue
        groups.append([index])
    return groups


def _pair(text: str, observations: list[Observation], first: list[int], second: list[int]) -> bool:
    """Whether `second` is what `first` became."""
    earlier, later = observations[first[0]], observations[second[0]]
    if earlier.unit != later.unit or "change" in (earlier.measure, later.measure):
        return False
    gap = text[observations[first[-1]].end : later.start]
    if len(gap) > 40 or "\n" in gap or "。" in gap:
        return False
    left = text[max(0, earlier.start - 20) : earlier.start]
    return _from_to(left, gap, text[later.end : later.end + 4]) or _once_now(left, gap)


def _from_to(left: str, gap: str, right: str) -> bool:
    arrival = _TO.match(re.sub(r"（[^）]*）", "", gap))
    if arrival is None or right.startswith("不等"):
        return False
    if arrival["to"] == "→":
        return True
    origin = _FROM.search(left)
    if origin is None:
        # 84.7提升至89.6 without 从: only where the verb follows at once
        return bool(
            arrival["tail"] == ""
            and re.match(r"(?:左右|以上)?(?:逐步|大幅|快速|稳步)?[增提升降减缩压扩上下]", gap)
            and _ONCE.search(left)
        )
    return bool(
        _CHANGE.search(arrival["tail"] + arrival["verb"]) or "年" in origin["between"] + gap or gap in ("到", "至")
    )


def _once_now(left: str, gap: str) -> bool:
    """改革前需要20天，现在只需5天."""
    return bool(_ONCE.search(left) and _NOW.search(gap))
