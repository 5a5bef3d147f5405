"""Actual or target: takes the observations, fills `status`.

In a sentence the last word before the number decides: one that looks ahead (预计, 力争, 将, 到2030年) makes a
target until one that reports (已, 截至) takes over. Where no word tells, a passage of a work report that plans
makes targets and every other passage reports. A clause set off by a semicolon, and a sentence that goes into
detail (其中, 一是), stands as the one before it ended. Words stand in ``lexicons/targets.toml``.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from bisect import bisect_right
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from transforms.frame import Frame, Sentence
from transforms.observations.outlooks import outlooks
from transforms.records import Observation

_CLAUSE = re.compile(r"[，；：。！？\n]")
# 从10米提升到1米以内: the value before is what is, even in a plan
_BEFORE = re.compile(
    r"(?:从|由)(?:20[0-9]{2}年|目前|现在|原来|当前|“十[二三四]五”末|上年|去年)?的?$|从[^，。；0-9]{2,6}的$"
    r"|[从由](?:原来|以前|过去|现在|目前)的?[^，。；0-9]{1,4}$"
)
# 将增长预期由4%下调至2.7%: both were expected
_FORECAST = re.compile(r"(?:预期|预测值?|预估)(?:值|水平)?(?:分别)?[由从][^，。；0-9]{0,8}$")
# 由现在的两小时缩短至50分钟: what is to come of what is
_FROM_NOW = re.compile(r"[由从](?:现在|目前|当前)[^，。；！？\n]{0,24}[到至为][^，。；0-9]{0,2}$")
# 约40%的经济学家预计…: those who expect are counted, not what they expect
_ASKED = ("%", "人", "名", "位", "家")
_RESPONDENTS = re.compile(r"(?:的|受访)[^，。；]{1,10}?(?:看好|预计|预测|认为|相信|担心|表示|支持|反对)")
# 地方政府一般债务限额1.7亿元: a limit that is set
# 给予最高200万元奖励: what a policy promises
_PROMISING = re.compile(r"给予(?!了)[^，。；！？0-9]{0,12}$|予以[^，。；！？0-9]{0,6}$|最高$")
_PROMISED = re.compile(r"(?:的|一次性|资金|配套|房租)*(?:奖励|补助|补贴|奖补|扶持|资助)")
_PURSUED = re.compile("围绕|锚定|瞄准|聚焦|为(?:了|如期|确保)?(?:实现|完成|达到)|向着")  # 围绕实现产量8亿斤的目标
_LIMIT = re.compile(r"(?:限额|上限|门槛)(?:为|是|[:：])?$")
# 针对未来几天的阴雨，省里成立了|760支队伍: done, though an earlier clause looks ahead
_DONE_HERE = re.compile(r"[\u4e00-\u9fff]了$")
_ANNOUNCED = re.compile(r"(?:今晚|明晚|明天|明日|明早|届时)[^。！？\n]{0,30}将")
_REPORTED = re.compile("了|已|目前|截至|今天|昨天|今年|去年|记者|此前|过")
_YEAR_END = re.compile(r"到(?:今年|本世纪|本年|年)年?[底末中]|到[^，。]{0,4}“?十[五六]五”?末|“十五五”")

_RESOLVED = re.compile(
    r"会议(?P<back>指出(?!，要)|认为|听取)|会议(?:决定|确定|部署|要求)|[。，；]要(?!求)|决定(?=实施|延续|出台)"
)
# 将投用5座充电站；新建3座: on from the clause before; 主要包括：一是…。二是…, 其中
_ACCORDING = re.compile("[按照据][^，。；]{1,12}$")  # 按工业互联网要求改造后的生产线
_GOES_ON = re.compile(r"其中|主要?包括|[一二三四五六]是")
_DATED = re.compile("[前0-9]个?月|今年|去年|以来")
# 6月1日起, 本月底前: a month or day of the year to come, told before it
_MONTH_AHEAD = re.compile(
    r"(?<![年0-9至到—-])(?:今年)?(1[0-2]|[1-9])月(?:(3[01]|[12][0-9]|[1-9])日|底|末)?(?=前|起|开始|至|到|，|举|将)"
)
_NEAR_MONTHS = 4
# 5家企业将于年底开工: the will stands behind the number, in its clause
_WILL = ("将", "有望", "计划", "拟")
_LASTING = re.compile(r"的[^，。；！？：\n]{0,30}")  # 为期五天的博览会将于明天开幕
_SHARE = re.compile(r"的?(?:(?!认为|表示|预计|显示|相信|担心)[^，。；！？：、\n的0-9]){1,12}")  # 只有40%的列车将运行
_AGENT = re.compile(r"(?:(?!认为|表示|预计|显示)[^，。；！？：\n的0-9]){0,14}")

_GLUED = ("部将", "委将", "中将", "城将", "局将")  # 教育|部将|再建: the cut takes the will for a general
_PLANNING = re.compile(
    r"计划(?=总投资(?!额?(?:同比|增|比|较|下降)))|(?<=全年)计划(?=再|新建|新增|新开|安排|完成|实施|改造|开工|建设|投资)|(?<=[0-9]年)计划(?=安排|新建|新增|开工|实施|改造|招)|"
    r"(?<![度岁动展民划育超该此》”’的项个入按照本施])(?<!卫生)(?<![一二三四五六七八九十0-9全]年)"
    r"计划(?!总投资|署|任务|生育|书|指标|单列|的|》|”|，|。|、|内|外|和|已|完成率|完成情况)"
)
# 将发热门诊从15间扩建到25间, 将长期利率由…: the thing that 将 acts on comes first
_DONE_TO = re.compile(
    r"(?!从|由|在|于|对|以|向|与|为)[^，。；]{2,18}?(?:从|由)[^，。；]{1,30}[到至为成]"
    r"|(?!把)[^，。；]{1,14}的[^，。；]{1,50}?(?:移交|转交|送[入至往]|转为|改[为造]|列入|纳入|归还)"
    r"|(?!把)[^，。；]{2,40}?(?:响应|级别)[^，。；]{0,8}?(?:提升|调整|提高|升级)[至到为]"
    r"|(?:来自|在[^，。；]{1,12}的|上?下?游)[^，。；]{1,40}?(?:进行|联系|连接|结合|运[至到往]|送[至到往])"
)


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `status` of every observation, in place."""
    passages = outlooks(frame)
    sentence: Sentence | None = None
    turns: list[_Turn] = []
    last: Observation | None = None
    for observation in observations:
        if sentence is None or not sentence.start <= observation.start < sentence.end:
            sentence = frame.sentence_at(observation.start)
            outlook = passages[sentence.paragraph] if passages else None
            turns = _turns(sentence, frame.published, back=bool(outlook and not outlook.ahead))
            ahead = outlook.ahead if outlook else _stands_ahead(frame, sentence, last)
        observation.status = _status(frame.folded, sentence, observation, turns, ahead)
        last = observation


def _stands_ahead(frame: Frame, sentence: Sentence, last: Observation | None) -> bool:
    """Whether a sentence looks ahead before any word of its own says so."""
    return _is_announced(frame, sentence) or _goes_on(frame, sentence, last) or _is_resolved(frame, sentence)


def _goes_on(frame: Frame, sentence: Sentence, last: Observation | None) -> bool:
    """Whether a sentence goes on with one whose last number was a target: …；新建3座, 其中…."""
    start = frame.paragraphs[sentence.paragraph][0]
    if frame.folded[sentence.start - 1 : sentence.start] == "；" and (last is None or last.end < sentence.start):
        clause = frame.sentence_at(sentence.start - 2)  # 力争到2025年，占有率提升；…增长50%
        turns = _turns(clause, frame.published, back=False)
        if turns and turns[0].position - clause.start < 3 and (last is None or last.start < clause.start):
            return turns[-1].ahead
    if last is None or last.start < start:
        return False
    if last.status == "target":
        between = frame.folded[last.end : sentence.start]
        detail = _GOES_ON.match(sentence.text) and not _DATED.search(sentence.text)
        return between.count("。") <= bool(detail) and "！" not in between and "：" not in between
    return False


def _is_resolved(frame: Frame, sentence: Sentence) -> bool:
    """会议决定，再实施19项政策: what a meeting of the State Council resolves is to come."""
    if "国务院常务会议" not in frame.title:
        return False
    start = frame.paragraphs[sentence.paragraph][0]
    words = list(_RESOLVED.finditer(frame.folded, start, sentence.end))
    return bool(words) and words[-1]["back"] is None


def _is_announced(frame: Frame, sentence: Sentence) -> bool:
    """今晚8点将直播晚会。100座城市同步播出: what goes on with an event announced before in its paragraph."""
    announced = _ANNOUNCED.search(frame.folded, frame.paragraphs[sentence.paragraph][0], sentence.start)
    return announced is not None and _REPORTED.search(frame.folded, announced.end(), sentence.end) is None


class _Turn(NamedTuple):
    position: int
    ahead: bool


def _status(text: str, sentence: Sentence, observation: Observation, turns: list[_Turn], ahead: bool) -> str:
    if turns:
        last = bisect_right(turns, (observation.start, True)) - 1
        if last >= 0:
            ahead = turns[last].ahead
    before = text[max(sentence.start, observation.start - 40) : observation.start]
    if ahead and _DONE_HERE.search(before) and not _looks_ahead_here(turns, before, observation):
        return "actual"
    if ahead and observation.unit in _ASKED and _RESPONDENTS.match(text, observation.end, observation.end + 16):
        return "actual"
    if ahead:
        return "actual" if _BEFORE.search(before[-14:]) and not _FORECAST.search(before) else "target"
    if (
        _FORECAST.search(before)
        or _FROM_NOW.search(before)
        or _LIMIT.search(before)
        or _names_a_goal(text, sentence, observation)
        or _will_behind(text, observation, turns)
    ):
        return "target"
    if _PROMISED.match(text, observation.end) and _PROMISING.search(before):
        return "target"
    return "actual"


def _will_behind(text: str, observation: Observation, turns: list[_Turn]) -> bool:
    """5家企业将于年底开工: the number stands in what will do something; 会上宣布的8项行动将… are there already."""
    if text[observation.start - 1 : observation.start] in ("的", "这", "该"):
        return False
    agent = _SHARE if observation.unit == "%" else _LASTING if text.endswith("为期", 0, observation.start) else _AGENT
    return any(
        turn.ahead and text.startswith(_WILL, turn.position) and agent.fullmatch(text, observation.end, turn.position)
        for turn in turns
    )


def _looks_ahead_here(turns: list[_Turn], before: str, observation: Observation) -> bool:
    """Whether a word in the clause of the number itself looks ahead (将增加了3倍)."""
    clause = observation.start - len(_CLAUSE.split(before)[-1])
    return any(clause <= turn.position < observation.start for turn in turns if turn.ahead)


def _names_a_goal(text: str, sentence: Sentence, observation: Observation) -> bool:
    """5%左右的预期目标 is a target, 完成5%的目标 reports that it was met."""
    words = _words()
    if not words.goal.match(text, observation.end, observation.end + 14):
        return False
    clause = _CLAUSE.split(text[sentence.start : observation.start])[-1]
    return not words.plain.search(clause) or _PURSUED.search(clause) is not None


def _turns(sentence: Sentence, published: date | None, back: bool) -> list[_Turn]:
    """Where in `sentence` the words turn to what is to come, and back to what is."""
    words, year = _words(), published.year if published else 9999
    found = [
        _Turn(sentence.start + match.start(), match.lastgroup != "done")
        for match in (words.firm if back else words.all).finditer(sentence.text)
        if (match.lastgroup != "named" or int(match["year"] or match["next"]) >= year + (not match["whole"]))
        and not (match.group() == "要求" and _ACCORDING.search(sentence.text, 0, match.start()))
    ]
    if "将" in sentence.text:
        found += [_Turn(position, True) for position in _coming(sentence)]
    if "计划" in sentence.text:
        found += [_Turn(position, True) for position in _planned(sentence)]
    if published and "月" in sentence.text:
        found += [_Turn(position, True) for position in _dated_ahead(sentence, published)]
    found.sort()
    return found


def _dated_ahead(sentence: Sentence, published: date) -> list[int]:
    """Where a month or a day of the next few months is named (6月1日起, told in May)."""
    found = []
    for match in _MONTH_AHEAD.finditer(sentence.text):
        month, day = int(match[1]), int(match[2] or 31)
        decreed = sentence.text.endswith("自", 0, match.start()) and not sentence.text.startswith("起，", match.end())
        if decreed:  # 决定自6月20日起下调: the decision is there
            continue
        if 0 <= month - published.month <= _NEAR_MONTHS and (month, day) > (published.month, published.day):
            found.append(sentence.start + match.start())
    return found


def _coming(sentence: Sentence) -> list[int]:
    """Where 将 means what will be (将达到, 将于) and not what is done to a thing (将期限压缩到)."""
    found = []
    for this, following in itertools.pairwise(sentence.words):
        if this.text == "将" or this.text in _GLUED:
            offset = following.start - sentence.start
            verbal = (
                following.tag[0] in "vdp"
                or following.tag == "ad"
                or following.text in _lexicon()["ahead"]["after_will"]
                or following.text.startswith(("新建", "覆盖", "惠及"))  # a district's name, 覆盖全国 as one word
            )
            if verbal and not _DONE_TO.match(sentence.text, offset):
                found.append(this.end - 1)
        elif this.text in _lexicon()["ahead"]["will"]:
            found.append(this.start)
    return found


def _planned(sentence: Sentence) -> list[int]:
    """Where 计划 is a verb: 计划投资, 计划于; 年度计划, 五年计划 and 计划指标 are nouns."""
    return [sentence.start + match.start() for match in _PLANNING.finditer(sentence.text)]


class _Words(NamedTuple):
    all: re.Pattern[str]
    firm: re.Pattern[str]
    goal: re.Pattern[str]
    plain: re.Pattern[str]


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


@lru_cache(maxsize=1)
def _words() -> _Words:
    lexicon = _lexicon()
    ahead = lexicon["ahead"]
    # To 2030, by the end of 2027; of the year of publication only its end (到2026年底, 到2026年，)
    named = (
        r"(?P<named>(?:(?P<whole>到)(?=20[0-9]{2}年[底末，])|[到至在于])(?P<year>20[0-9]{2})年"
        r"|(?P<next>20[0-9]{2})年(?=[底末前]))"
    )
    end = rf"(?P<end>{_YEAR_END.pattern})"
    done = rf"(?P<done>(?<![从由比较与同超于]){_any(lexicon['done']['words'])}(?!知))"
    told = r"(?!了|的(?![^，。；]{0,8}目标))"  # 方案部署的60项任务: what stands in it is there already
    document = rf"(?P<document>{_any(ahead['documents'])}[》”]?(?:还|均|也)?{_any(ahead['document_verbs'])}{told})"
    firm = (
        rf"(?P<firm>(?<![出比超于合达占])(?!(?<=[虚模草])拟|(?<=光)明日)(?:{_any(ahead['firm'])}|未来(?=[，0-9一二三五十几两数]))"
        r"(?!的|(?<=即将)[^，。；]{1,6}的|值|性|控制|寿命|制|书|函|模型|报告|中心|机构|得益))"
    )
    kept = r"确保(?=[^，。；]{0,25}(?:达到?|以上|不低于|稳定在|保持在|控制在|完成|建成|超过|实现|不少于))"
    bound = r"(?:要|应当?|必?须|需)(?:以|按|达到|控制在)?(?:不低于|不少于|不超过|不高于)"
    within = r"(?:要|须|必须|应当?)在(?=[0-9一二三四五六七八九十两半])"  # 潜水员要在5分钟内进入减压舱
    never = r"不[得能](?=[^，。；]{0,12}(?:超过|低于|高于|少于|多于|晚于|早于))"  # 不得一次性收费超过5000元
    demand = r"(?<![照合据格足定的部项被份])要求(?![，。、；：的了])"  # 要求巴士公司在抵达前32小时通知
    ought = (
        r"(?<![相反供适对响顺])应(?:当|该)?(?:向|为其)(?=[^，。；]{1,20}(?:支付|赔偿|提供|缴纳))"  # 应向多国支付赔偿
    )
    soft = rf"(?P<soft>(?:{_any(ahead['soft'])}|{ought}|{kept}|{bound}|{within}|{never}|{demand})(?!了))"
    goal = (
        rf"(?:的|左右的?|以上的?|以内的?|以下的?|(?:左右|以上)?这一)[^，。；]{{0,5}}?{_any(lexicon['goal']['words'])}"
    )
    # One look at the character first: nearly all of a text begins none of them.
    listed = (*ahead["firm"], *ahead["soft"], *ahead["documents"], *lexicon["done"]["words"])
    begins = "(?=[" + "".join(sorted({word[0] for word in listed} | set("到至在于2“未确要应当必须需要求"))) + "])"
    return _Words(
        all=re.compile(f"{begins}(?:{named}|{end}|{document}|{firm}|{soft}|{done})"),
        firm=re.compile(f"{begins}(?:{named}|{firm}|{done})"),
        goal=re.compile(goal),
        plain=re.compile(_any(lexicon["done"]["plain"])),
    )


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, Any]:
    source = resources.files("transforms.language.lexicons").joinpath("targets.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
