"""Durations: takes a text and where a number of hours, days or years stands; tells whether it measures.

历时3年, 办理时限6.5天 and 3分钟就确定 measure something; 五年来, 过去24小时 and 三天后 only say when, and a
三年行动 carries its span as a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.observations.quantities.vetoes import Candidate

_WHEN_BEFORE = re.compile(
    r"(?:截至\d{1,2}日的|过去|未来|今后|此后|最近|近期|这|那|(?:(?<![\u4e00-\u9fff])|[这此之的随])[前后]|头|(?<!时)隔|接下来|今?明|再过|随后|每|每隔|又|往后)(?:的)?(?:整整|短短|几乎)?$"
)
_WHEN_AFTER = re.compile(
    r"(?:以?来(?!自)|间(?!隔)|前|之?后|之前|里(?!程)|当中|中(?=[，。、的])|时间内|行动|计划|规划|攻坚|期(?!限|间|的)|制|任期|一遇|一次|一度|如一日|级|轮|内实|伊始|的?时候)"
)
_FROM_THE_PAST = re.compile("[由从](?:过去|以前|原来|原先)的?$")  # 时限由过去的14天压缩到3天
# 需要5至7天后才能成活: what it takes, though 后 follows.
_NEEDS_BEFORE = re.compile(r"(?:需要?|耗时|用时|历时)(?:大约|约|近|了)?$")
_LONG = ("年", "个月", "世纪", "个世纪", "个季度")
# A count of years or months stands for a time unless something says that it lasted.
_LASTS_BEFORE = re.compile(
    r"(?:历时|为期|经过|经历|从|由|工期|周期|年限|学制|保质期|质保|刑期|连续|时隔|长达|历经|持续|延长|缩短|提前|有效期|期限|任期|徒刑|满|达|达到|超过|超|逾|近|约|不足|不到|至少|压缩|坚守|扎根|工龄|寿命|至|到|增加|减少|推迟|延迟|推后|机龄|车龄|船龄|晚|早|相隔|间隔|耗时|用时|需要?|长|历史|延期|缓缴)"
    r"(?:了|为|至|到|的)?(?:整整|近|约|超|超过|将近)?$"
)
# 当了40年渔民, 用8年时间, 连续举办20年; 一天比一天好 is none
_LISTED = re.compile(r"期限?为[0-9]+(?:年|个月)(?:[、和][0-9]+(?:年|个月))*[、和]$")  # 期限为5年、10年和15年
_SPENT_BEFORE = re.compile(
    r"(?:[\u4e00-\u9fff]了|(?<![采使启利应作费])用|花费?|通过|已经?|连续[^，。；、0-9]{1,3})(?:整整|近|约|超过?|将近)?$"
)
# 扎根机要交通岗位24年, 一干就是24年: how long somebody kept at it.
_KEPT_BEFORE = re.compile(
    r"(?:持续|扎根|坚守|驻留|停留|逗留|驻扎|从事|服务|奋斗|陪伴|守护|任教|执教|任职|工作|坚持|就是|传承|延续|运行|投运|存在|居住|生活|驻村|从医|执医|经营|耕耘|开采)[^，。；、0-9]{0,8}$"
)
_LASTS_AFTER = re.compile(
    r"(?:多|以上|以内|左右|的(?:时间)|(?<!年)(?:时间)(?!，)|了(?!解)|的?(?:党龄|工龄|教龄|军龄|警龄|驾龄|历史|努力|奋战|坚守|艰苦|抗战|有期徒刑|监禁|寿命|期限|建设期|过渡期|合作|斗争|历程)|[^，。；]{0,4}(?:使命|特许|使用权|经营权)|之久|有余)"
)
_ROUND_THE_CLOCK = re.compile(r"24小时(?!以?内|左右|以上|的(?!保障|服务|值班|值守|不间断)|，|。)")


def measures(candidate: Candidate) -> bool:
    """Whether a number of hours, days or years measures a duration rather than naming a time."""
    text, start, end, unit = candidate.text, candidate.start, candidate.end, candidate.unit
    window = (text, max(0, start - 7), start)
    if not _NEEDS_BEFORE.search(*window) and _says_when(candidate, window):
        return False
    listed = text[start - 1 : start] in ("、", "和") and _LISTED.search(text, max(0, start - 32), start)
    if listed or text.startswith("个半", candidate.unit_start):  # 在轨一个半月
        return True
    lasts_before = _LASTS_BEFORE.search(*window) is not None
    if candidate.numeral == "一":  # 学前一年免费教育 is a name
        return (candidate.is_softened and unit not in _LONG) or lasts_before
    kept = _KEPT_BEFORE.search(text, max(0, start - 12), start)
    lasts_before = bool(lasts_before or kept or _SPENT_BEFORE.search(*window))
    if unit not in _LONG:
        return True
    if candidate.lead == "近":  # 近五年 is a time, 历时近五年 lasts
        kept = _KEPT_BEFORE.search(text, max(0, start - 13), start - 1)
        return bool(kept or _LASTS_BEFORE.search(text, max(0, start - 8), start - 1))
    return lasts_before or bool(_LASTS_AFTER.match(text, end))


def _says_when(candidate: Candidate, window: tuple[str, int, int]) -> bool:
    """五年来, 过去24小时, 三天后; 24小时值守 is round the clock."""
    if _FROM_THE_PAST.search(*window):
        return False
    if candidate.unit == "周年" or _WHEN_BEFORE.search(*window) or _WHEN_AFTER.match(candidate.text, candidate.end):
        return True
    if candidate.numeral == "一" and candidate.text[candidate.start - 1 : candidate.start] in ("上", "下"):  # 较上一周
        return True
    if candidate.lead == "前" and candidate.text.startswith(("，", "的"), candidate.end):
        return True  # 春运前九天，…: counted from its start; 改革前90分钟 is how long it took
    return bool(_ROUND_THE_CLOCK.match(candidate.text, candidate.start)) and not candidate.is_softened
