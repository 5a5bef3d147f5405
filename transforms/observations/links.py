"""Before and after: takes the observations, fills `before` on the later value of a pair.

从20.2天缩减到6.5天, 由A增至B, 改革前A，改革后B, A→B. In a 分别 list every later value gets its own earlier one
(分别从A、B、C增加到D、E、F). `before` is an index into the article's list.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from transforms.frame import Frame
from transforms.observations.quantities.station import LEAP
from transforms.records import Observation

_HOURS_AND_DAYS = {"分钟", "小时", "天", "个月", "个工作日"}
_FARTHEST = 40  # characters between a value and what it became
# Right before an earlier value: 从, 由, 从2012年的, 从改革前, 由设立之初的
_FROM = re.compile(r"(?:从|由|自)(?P<between>[^，。；：！？\n]{0,16})$")
# Between the two: 缩减到, 增至, 调整为, 到2021年的, 缩短至铁路约
_TO = re.compile(
    r"^(?P<moved>[^，。；！？\n0-9]{0,10}?，?[^，。；！？\n0-9]{0,12}?)[到至为成]"
    r"(?:了|20[0-9]{2}年(?:[0-9]{1,2}月)?[底末]?的?|[^，。；！？\n0-9到至]{1,6}的|约|近|超过|超)*[^，。；！？\n0-9到至]{0,4}$"
)
_ARROW = re.compile("→|——>|->")
_MOVED = re.compile(r"[增降减升提缩扩涨跌压调拓改变发跃攀翻拉延回收上下优精转并归换修撤合]|过渡")
_AGAIN = re.compile(r"[^。；]{0,4}(?:再|又|进一步|继续)[^。；]{0,8}[到至]")
_AT_ONCE = re.compile(r"(?:左右|以上)?(?:逐步|大幅|快速|稳步)?[增提升降减缩压扩上下]")
_ASIDE = re.compile("（[^）]*）")
_JOINT = re.compile(r"(?:、|和|以及|及|与|，|∶|:|：|以上|左右|余|多|/)*")


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `before` of every later value of a pair, in place."""
    groups = _lists(frame.folded, observations)
    for first, second in itertools.pairwise(groups):
        if _is_pair(frame.folded, observations, first, second):
            width = min(len(first), len(second))
            for earlier, later in zip(first[-width:], second[:width], strict=True):
                observations[later].before = earlier


def _lists(text: str, observations: list[Observation]) -> list[list[int]]:
    """Indexes of the observations, those of one list (A、B和C) together."""
    groups: list[list[int]] = []
    for index, observation in enumerate(observations):
        last = observations[groups[-1][-1]] if groups else None
        gap = text[last.end : observation.start] if last else ""
        if last and 0 < len(gap) < 4 and last.unit == observation.unit and _JOINT.fullmatch(gap):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _is_pair(text: str, observations: list[Observation], first: list[int], second: list[int]) -> bool:
    """Whether the values of `second` are what those of `first` became."""
    earlier, later = observations[first[0]], observations[second[0]]
    alike = earlier.unit == later.unit or {earlier.unit, later.unit} <= _HOURS_AND_DAYS  # 由两小时缩短至50分钟
    if not alike or "change" in (earlier.measure, later.measure):
        return False
    gap = text[observations[first[-1]].end : later.start]
    if len(gap) > _FARTHEST or "\n" in gap or "。" in gap:
        return False
    if earlier.before is not None:  # 从A到B，再到C
        return _AGAIN.match(gap) is not None
    left = text[max(0, earlier.start - 20) : earlier.start]
    if text.startswith("不等", later.end):  # 从50元到100元不等 is a range
        return False
    if gap in ("到", "至") and LEAP.match(text, later.end):
        return True
    return _leads_to(left, _ASIDE.sub("", gap)) or _was_and_is(left, gap)


def _leads_to(left: str, gap: str) -> bool:
    """从…降到, 由…增至, A→B."""
    if _ARROW.fullmatch(gap):
        return True
    arrival = _TO.match(gap)
    if arrival is None:
        return False
    origin = _FROM.search(left)
    if origin is None:  # 原来84.7提升至89.6, without 从
        return bool(_AT_ONCE.match(gap) and _words().once.search(left))
    return bool(_MOVED.search(arrival["moved"]) or "年" in origin["between"] + gap or gap in ("到", "至"))


def _was_and_is(left: str, gap: str) -> bool:
    """改革前需要20天，现在只需5天."""
    words = _words()
    return bool(words.once.search(left) and words.now.search(gap))


class _Words(NamedTuple):
    once: re.Pattern[str]
    now: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    source = resources.files("transforms.language.lexicons").joinpath("changes.toml")
    pairs = tomllib.loads(source.read_text(encoding="utf-8"))["pairs"]
    once, now, after_once, after_now = (
        "(?:" + "|".join(sorted(pairs[name], key=len, reverse=True)) + ")"
        for name in ("once", "now", "once_fillers", "now_fillers")
    )
    return _Words(re.compile(f"{once}{after_once}*$"), re.compile(f"{now}[^，。；0-9]{{0,6}}?{after_now}*$"))
