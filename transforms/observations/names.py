"""The rules that name one quantity: takes what stands on either side of a number, gives a :class:`Named`.

Before the number stands the head (地区生产总值|增长5.8%), or the verb and the thing counted (抓获犯罪嫌疑人|12名);
after it the thing counted and what is said of it (73个|高频民生事项实现“跑零次”). A clause that leaves its head out
takes it from :class:`Heads`, what the clauses before it have named.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.observations.circumstances import event
from transforms.observations.lists import Tokens, is_measure, spell
from transforms.observations.phrases import Token, lexicon
from transforms.records import Observation

_LONG = 18  # an indicator longer than this gives up its 的-modifiers
# What follows a round number as a mark to be passed: 突破万亿元大关.
_MILESTONE = frozenset(("大关", "关口", "台阶", "目标", "水平", "标准", "高位", "新高", "门槛", "高点", "上限", "下限", "纪录"))
# What a size in front of a thing measures: 200平方米的展台 → 展台面积.
_DIMENSIONS = {"平方米": "面积", "平米": "面积", "平方公里": "面积", "公顷": "面积", "亩": "面积", "立方米": "容量"}
_DURATION = frozenset(("年", "天", "小时", "分钟", "秒", "个月", "月", "周", "日", "次", "届", "秒钟", "个小时", "星期"))
OF_WHOLE = frozenset(("占", "高于", "低于", "超", "优于", "快于", "高出", "超出"))
_WORKS = frozenset(("建设", "改造", "修复", "开发"))
_RANKED = frozenset(("居", "位居", "列", "位列", "稳居", "跃居", "排名", "排", "保持", "高于", "低于"))
_LENGTHS = {"长": "长度", "宽": "宽度", "高": "高度", "深": "深度", "厚": "厚度", "重": "重量"}
_MOVING = frozenset(("推动", "推进", "加快", "促进", "鼓励", "支持", "指导", "帮助", "组织"))
_REACHING = frozenset(("惠及", "带动", "涉及", "覆盖", "拉动", "撬动", "辐射", "服务", "吸引", "吸纳"))


@dataclass
class Heads:
    """What the article has named so far.

    Attributes:
        text: the last indicator.
        noun: what it is about, without its verb.
        prefix: the verb, with its subject, that a bare noun after it shares.
        unit: the unit of the last quantity.
        event: the last accident, attack or disaster.
        recent: the indicators of this sentence, in order.
        aside: the last clause that stated no quantity.
        fresh: whether `aside` is the clause just before.
    """

    text: str = ""
    noun: str = ""
    prefix: str = ""
    unit: str = ""
    event: str = ""
    recent: list[str] = field(default_factory=list)
    aside: Tokens = field(default_factory=list)
    fresh: bool = False

    def carried(self) -> Heads:
        """What still holds in the next sentence of the paragraph."""
        return Heads(text=self.text, noun=self.noun, event=self.event)


@dataclass(frozen=True)
class Named:
    """An indicator, what it is about, and the verb it hands to bare nouns after it."""

    text: str
    noun: str = ""
    prefix: str = ""


def name(left: Tokens, right: Tokens, observation: Observation, heads: Heads) -> Named:
    """The name of one quantity.

    Args:
        left: the item's tokens before the number, cleared of circumstances.
        right: those after it, up to the next number.
        observation: the quantity.
        heads: what the clauses before have named.

    Returns:
        Its indicator; empty only where nothing in the paragraph names it.
    """
    if observation.unit in ("倍", "%"):
        left = _before_benchmark(left)
    core, linked = core_of(left, bool(right) and right[0].role not in "、c")
    if right and right[0].role == "、":
        right = []
    if sized := _sized(core, right):
        return sized
    if core and core[0].text == "来自" and left[-1].role == "E":
        core, right = [], noun_phrase(right)[0]
    if left and left[-1].role == "U" and "E" in [token.role for token in right[1:3]] and right[0].role == "n":
        core, right = [], right[:1]  # 在14亿多|人口的大国
    while right and right[0].role in "DT":
        right = right[1:]
    named = _casualties(core, right, observation, heads) or _age(core, right, observation) or _lasting(core, right, observation, heads)
    if named:
        return named
    if all(token.role == "A" for token in core):
        named = _by_what_follows(linked, right, observation, heads)
        lost = "".join(t.text for t in left if t.role == "A" and t.text not in lexicon().aggregation_dropped)
        return Named(lost + named.text, named.noun, named.prefix) if lost not in named.text else named
    if core[0].text in OF_WHOLE and heads.noun:  # 完成造林…，占全球人工造林的1/4
        return Named(heads.text + spell(core), heads.noun)
    if core[0].text == "与" and core[-1].text.endswith("比") and heads.noun:  # 与国内生产总值之比
        return Named(heads.text + spell(core), heads.noun)
    if linked:
        return _before_link(core, right, heads)
    verb = _verb(core, right)
    if verb is not None:
        return _acted(core, verb, right, observation, heads)
    noun, rest = noun_phrase(right) if right and right[0].role not in "Vv" else ([], right)
    if noun:
        modified = left[-1].role == "E"
        relative = any(token.role in "Vv" for token in core)
        return _owned(core if relative or not modified else [], noun, [] if modified and relative else rest, heads)
    return _bare(core, rest, observation, heads)


def _before_benchmark(left: Tokens) -> Tokens:
    """外贸总额是十年前的|2.5倍, 恢复到疫情前水平的|98%: what is measured stands before the yardstick."""
    if not left or left[-1].role != "E":
        return left
    for index in range(len(left) - 2, 0, -1):
        if left[index].role == "L" and left[index].text not in ("占到", "相当于"):
            return left[: index + 1]
    return left


# --- phrases -------------------------------------------------------------------------------------------------------


def core_of(left: Tokens, following: bool = False) -> tuple[Tokens, bool]:
    """What stands before a number without adverbs, frames and the link; and whether there was a link."""
    kept: Tokens = []
    for index, token in enumerate(left):
        if token.role in "DTR" or (token.role == "A" and token.text in lexicon().aggregation_dropped):
            continue
        if index + 1 < len(left) and _resets(token, left[index + 1]):
            kept = []
            continue
        kept.append(token)
    end = len(kept)
    while end and (kept[end - 1].role in "LCFUBMHE" or (kept[end - 1].text == "以" and end > 1)):
        end -= 1
    linked = any(token.role in "LCFUBM" for token in kept[end:])
    if kept and kept[-1].text.endswith("有") and following:  # 身上有|1处枪伤: who has it is no part of it
        return [], linked
    if linked:  # 大科学装置从寥寥可数|增加到50余个
        end = next((index for index in range(1, end) if kept[index].role == "F"), end)
    if linked and end and kept[end - 1].role == "、":  # 通车里程全国第四、|突破1万公里
        end = next((i for i in range(1, end) if kept[i].role == "G" or kept[i].text in _RANKED), end)
    while end and kept[end - 1].role in "E、cf,":
        end -= 1
    start = 0
    while start < end and kept[start].role in "SGOEc、,mL" and kept[start].text not in OF_WHOLE:
        if kept[start].text == "突破" and start + 1 < end:
            break  # 突破技术难题|761项
        start += 1
    if start == end and linked and end and kept[end - 1].role == "O":
        start = end - 1  # 公司从518家|增加到731家: nothing but the body itself is counted
    places = [i for i in range(start + 1, end - 1) if kept[i].text in ("地", "地区") and kept[i - 1].text == "等"]
    start = places[-1] + 1 if places else start  # 东北、华南等地|降水
    titled = [i for i in range(start, end - 1) if kept[i].text[0] == "《" and kept[i + 1].role == "n"]
    titled = titled if all(token.role not in "Vv" for token in kept[start : max(titled, default=start)]) else []
    start = titled[-1] + 1 if titled else start  # 微短剧《…》|全网传播量
    core = _without_examples(kept[start:end])
    return core if linked else _last_predicate(core), linked


def _resets(token: Token, following: Token) -> bool:
    """Whether the head begins only after this word: 使检测时间…, 首先是新增…; not 将达到."""
    return (token.role == "H" and following.role not in "VvLCDQTk") or token.text.endswith("是")


def _last_predicate(core: Tokens) -> Tokens:
    """谋划多年、|惠及3400万人: of two predicates in a row, the one with the number."""
    for index in range(len(core) - 2, 1, -1):
        if core[index].role == "、" and core[index + 1].role == "V" and core[index - 1].role == "n":
            return core[index + 1 :] if any(token.role in "Vv" for token in core[:index]) else core
    return core


def _without_examples(core: Tokens) -> Tokens:
    """推进卡阳、松如沟等|14个…工程: the names of the examples go, the verb before them stays."""
    if not core or core[-1].text not in ("等", "等等"):
        return core
    opening = [token for token in core[:2] if token.role in "VP"]
    return opening[:1]


def _verb(core: Tokens, right: Tokens) -> int | None:
    """Index of the verb that acts on what is counted."""
    last = len(core) if right or len(core) == 1 else len(core) - 1
    if not right and len(core) > 2 and core[0].role not in "VC" and core[-1].text in lexicon().generic:
        return None  # 工业用地出让占比
    verbs = [i for i in range(last) if (core[i].role == "V" or (i == 0 and core[i].role == "C")) and not _names_measure(core, i)]
    if len(verbs) > 1 and core[verbs[0]].text in _MOVING and verbs[1] <= verbs[0] + 2:
        return verbs[1]  # 推动阶段性缓缴收费
    if len(verbs) > 1 and core[verbs[0]].text == "通过":
        return verbs[-1]  # 通过实施以工代赈|吸纳就业
    plain = [i for i in (0, len(core) - 1) if i < last and core[i].role == "v"]
    return next(iter([*verbs, *plain]), None)


def _names_measure(core: Tokens, index: int) -> bool:
    """贷款余额, 研发投入: a verb that with the measure after it is a noun."""
    return core[index].text in lexicon().nominal and index + 1 < len(core) and is_measure(core[index + 1])


def noun_phrase(right: Tokens, within: bool = False) -> tuple[Tokens, Tokens]:
    """The noun phrase that a number counts, and what follows it; `within` the object of a verb before the number."""
    noun: Tokens = []
    index = 1 if right and right[0].role == "E" else 0
    relative = max((i for i, token in enumerate(right) if token.role == "E"), default=-1)
    for position in range(index, len(right)):
        token = right[position]
        coordinated = position > 0 and right[position - 1].role in "c、E"
        coordinated = coordinated or all(word.role in "Vv" for word in noun)
        if within and token.role in "VCv":
            coordinated = coordinated or token.text not in lexicon().pivot
        if token.role in "Vk" and not within and not coordinated and noun:
            return _trimmed(noun), right[position:]
        stops = (token.role in "LDPUHMIBFWk" and not (position and right[position - 1].role == "E")) or (token.role in "VCv" and noun and not coordinated)
        if stops and position > relative and not (token.role in "Vv" and position + 1 == len(right)):
            return _trimmed(noun), right[position:]
        if token.role not in "DTRL,":
            noun.append(token)
    return _trimmed(noun), []


def _trimmed(noun: Tokens) -> Tokens:
    start, end = 0, len(noun)
    if noun and noun[0].role in "SO":  # 苏丹武装部队和其他武装力量的|被俘人员
        start = max((i + 1 for i, token in enumerate(noun[:-1]) if token.role == "E"), default=0)
    sample = next((i for i in range(start + 1, end) if noun[i].text == "等"), 0)
    joint = next((i for i in range(start + 1, end) if noun[i].role in "、c"), 0)
    if sample and all(token.role != "E" for token in noun[sample:]):
        end = min(joint or sample, sample)  # 10万吨|再生铝等项目建设
    elif joint and noun[-1].text in _WORKS and all(token.role not in "Vv" for token in noun[:-1]):
        end = joint  # 14个|电网工程、联网通道建设
    while end and noun[end - 1].role in "E、cf":
        end -= 1
    while start + 1 < end and noun[start].role in "SGOEc":
        start += 1
    return noun[start:end]


def _stated(noun: Tokens, said: Tokens) -> str:
    """The thing counted and what is said of it; of a long object with 的, only the verb (中外企业|集中展示…的新产品)."""
    if len(spell(noun)) + len(spell(said)) > _LONG + 8 and any(token.role == "E" for token in said):
        verb = next((i for i, token in enumerate(said) if token.role in "Vv"), -1)
        said = said[: verb + 1]
    return spell(shortened(noun)) + spell(said)


def _predicate(rest: Tokens) -> Tokens:
    """What is said of the things counted, without place, time and company."""
    kept: Tokens = []
    company = False
    if rest and (rest[0].text in ("让", "使", "令") or rest[0].role == "F"):
        return []
    for token in rest:
        if token.role == "P" and token.text in ("与", "同", "向"):
            company = True
        if company and token.role in "VvkD":
            company = False
        if token.role in "Vv" and kept and kept[-1].role == "、":
            return kept[:-1]  # 实现“跨省通办”、|申办…只跑一次
        if company or token.role in "DTRIMH,LS" or (token.role == "O" and kept and kept[-1].role in "Vv"):
            continue
        kept.append(token)
    return kept


def shortened(tokens: Tokens, linked: bool = False) -> Tokens:
    """A phrase without its 的-modifiers where it is too long to be a name; `linked` if it is no verb and object."""
    if len(spell(tokens)) <= _LONG:
        return tokens
    last = max((i for i, token in enumerate(tokens) if token.role == "E"), default=-1)
    tail = tokens[last + 1 :]
    if last < 0 or len(spell(tail)) < 4 or all(is_measure(token) for token in tail):
        return tokens
    return [tokens[0], *tail] if tokens[0].role in "Vv" and not linked else tail


# --- the rules -----------------------------------------------------------------------------------------------------


def _by_what_follows(linked: bool, right: Tokens, observation: Observation, heads: Heads) -> Named:
    """73个|高频民生事项实现“跑零次”; with nothing on either side, what was named last (、增长6.3%)."""
    noun, rest = noun_phrase(right)
    if not noun and not rest:
        return _inherited(heads)
    said = _predicate(rest)
    if len(said) == 1 and said[0].text in _WORKS:  # 3座|光热电站和科技创新中心建设
        noun = [said.pop(), *noun[: next((i for i, token in enumerate(noun) if token.role in "、c"), len(noun))]]
    text = _stated(noun, said)
    if heads.prefix and not said and not linked and heads.recent:
        return Named(heads.prefix + text, text, heads.prefix)
    sized = right[0].role == "E" and not said
    return Named(text + (_DIMENSIONS.get(observation.unit, "") if sized else ""), spell(noun))


def _before_link(core: Tokens, right: Tokens, heads: Heads) -> Named:
    """地区生产总值|增长5.8%; 总投资|超5000亿元的项目; 总量|达122家."""
    noun = noun_phrase(right)[0] if right and right[0].role in "nEAVGSO" else []
    if noun and not any(token.text in _MILESTONE for token in noun):
        return Named(spell([*core, *noun]), spell(noun))
    if _is_generic(core) and heads.noun:
        return Named(heads.noun + spell(core), heads.noun)
    if len(core) == 2 and core[1].text in lexicon().generic and heads.fresh and len(heads.aside) > 1:
        core = _in_full(core, heads.aside)
    core = shortened(core, linked=True)
    return Named(spell(core), _about(core))


def _in_full(core: Tokens, aside: Tokens) -> Tokens:
    """研发人员总量居世界首位，人员数量|增长1倍: the noun as the clause before has it."""
    found = next((i for i, token in enumerate(aside[:-1]) if token.text == core[0].text), 0)
    if not is_measure(aside[found + 1]):
        return core
    start = found
    while start and aside[start - 1].role == "n":
        start -= 1
    return [*aside[start:found], *core]


def _is_generic(core: Tokens) -> bool:
    return all(token.text in lexicon().generic or token.role == "A" for token in core)


def _about(core: Tokens) -> str:
    """What a measure is a measure of: 经营主体总量 → 经营主体."""
    end = len(core)
    while end > 1 and core[end - 1].text in lexicon().generic:
        end -= 1
    return spell(core[:end])


def _owned(core: Tokens, noun: Tokens, rest: Tokens, heads: Heads) -> Named:
    """温州反诈中心|8套反制系统; 德令哈、格尔木|2座电站."""
    said = _predicate(rest)
    if core[-1:] and core[-1].text.endswith("中心"):
        core = []
    if core and not is_measure(core[-1]) and not any(token.role in "Vvk" for token in core):
        core = []
    if not core and not said and heads.prefix:
        return Named(heads.prefix + spell(noun), spell(noun), heads.prefix)
    return Named(_stated([*core, *noun], said), spell(noun))


def _bare(core: Tokens, rest: Tokens, observation: Observation, heads: Heads) -> Named:
    """A noun before its number: 企业410.1万户; in a list, with the verb of the first (建成A 3家、B 5家)."""
    phrase = shortened([*core, *(_predicate(rest) if rest and rest[0].role in "VvkD" else [])])
    text = spell(phrase)
    if _is_generic(core) and heads.noun:
        return Named(heads.noun + text, heads.noun)
    if heads.prefix and heads.unit == observation.unit:
        return Named(heads.prefix + text, text, heads.prefix)
    verb = next((i for i, token in enumerate(core) if i and token.role == "V"), None)
    return Named(text, _about(phrase), spell(core[: verb + 1]) if verb else "")


def _acted(core: Tokens, verb: int, right: Tokens, observation: Observation, heads: Heads) -> Named:
    """抓获犯罪嫌疑人|134.2万名; 派出|8个检查组; 出席|2947人."""
    noun = noun_phrase(right, within=True)[0]
    if verb + 1 == len(core) and right and right[0].role == "E" and observation.unit in ("人", "针", "人次"):
        return Named(core[verb].text + observation.unit)  # 惠及3400万人的工程
    thing = [*core[verb + 1 :], *noun]
    if any(token.role == "、" for token in core[verb + 1 :]) and noun:
        thing = noun  # 建设南山口、同德|4个电站: the names of what is counted
    subject = _subject(core[:verb])
    if not subject and not thing and heads.unit == observation.unit:
        return Named(core[verb].text + heads.noun, heads.noun)  # 应出席代表2977人，出席2947人
    owner = _reaching(heads) if not core[:verb] and core[verb].text in _REACHING else ""
    phrase = shortened([*subject, core[verb], *thing])
    return Named(owner + spell(phrase), spell(thing), owner + spell([*subject, core[verb]]))


def _reaching(heads: Heads) -> str:
    """What reaches or brings about: 落实育儿补贴政策，|惠及5万户; 发放补助资金8亿元、|惠及3万人."""
    if not heads.fresh:
        return heads.noun if heads.recent else ""
    core = core_of(heads.aside)[0]
    start = 1 if core and core[0].role in "Vv" else 0
    end = next((i for i in range(start, len(core)) if core[i].role in ("CLP" if start else "VvCLP")), len(core))
    owner = spell(core[start:end])
    return owner if len(owner) <= 10 else ""


def _subject(before: Tokens) -> Tokens:
    """The last noun before the verb, if it is not the one who acts: 铁路|发送旅客, but 公安机关|抓获嫌疑人."""
    company = next((i for i, token in enumerate(before) if token.role == "P"), None)
    if company is not None:
        return before[company:] if before[company].text in ("对", "为") else []
    each = next((i for i, token in enumerate(before) if token.text.startswith("每")), None)
    if each is not None:
        return before[each:]
    if any(token.role in "ORE、" for token in before):
        return []
    nouns = [token for token in before if token.role in "nkA"]
    relational = len(nouns) > 1 and len(nouns[-1].text) + len(nouns[-2].text) <= 4 and nouns[-2].text not in ("国家", "中央")
    return nouns[-2:] if relational else nouns[-1:]


def _inherited(heads: Heads) -> Named:
    """What was named last; but the head of the clause just before, if that has one (网络经济指数增长最快，比上年…)."""
    if heads.fresh:
        core = core_of(heads.aside)[0]
        end = next((i for i, token in enumerate(core) if token.role in "CVvLBHP"), len(core))
        if end and is_measure(core[end - 1]):
            return Named(spell(core[:end]), _about(core[:end]))
    if heads.text:
        return Named(heads.text, heads.noun)
    core = shortened(core_of(heads.aside)[0])
    verb = next((i for i, token in enumerate(core) if token.role in "Vv"), None)
    core = core[verb + 1 :] if verb == 0 else core
    return Named(spell(core), spell(core))


# --- people and time -----------------------------------------------------------------------------------------------


def _casualties(core: Tokens, right: Tokens, observation: Observation, heads: Heads) -> Named | None:
    """火灾事故造成38人|死亡: the outcome, with the event that caused it."""
    outcome = next((i for i, token in enumerate(right[:4]) if token.role == "W"), None)
    if not observation.unit or (observation.unit[-1] not in "人名例位" and right[:1] and observation.unit != right[0].text):
        return None
    if outcome is not None:
        suffered = right[: outcome + 1]
    elif core and core[-1].role == "W" and not right:
        suffered, core = core[-1:], core[:-1]
    else:
        return None
    causing = next((i for i, token in enumerate(core) if token.text in ("造成", "导致", "致", "致使", "夺走")), None)
    if causing is None and any(token.role in "Vv" for token in core):
        return None
    cause = heads.prefix or heads.event if causing is None else event(core[:causing]) or heads.event or core[causing].text
    if causing is not None and len(cause) == 2 and cause != core[causing].text:
        cause += core[causing].text  # 地震造成死亡
    people = spell([token for token in suffered if token.role not in "DTRME"])
    return Named(cause + people, people, cause)


def _age(core: Tokens, right: Tokens, observation: Observation) -> Named | None:
    """12岁|的女儿 → 女儿年龄; 平均年龄|43岁 names itself."""
    if observation.unit not in ("岁", "周岁"):
        return None
    if any(token.text.endswith(("年", "龄", "寿命", "岁")) for token in core):
        return Named(spell([token for token in core if token.role in "nAk"]))
    noun = ""
    if right and right[0].role in "En":
        noun = spell(noun_phrase(right)[0]) if right[0].role == "E" else right[0].text
    return Named(noun + "年龄", noun)


def _sized(core: Tokens, right: Tokens) -> Named | None:
    """5.8公里|长的输水管线 → 输水管线长度."""
    if len(right) < 2 or right[0].text not in _LENGTHS or right[1].role != "E":
        return None
    noun = spell(noun_phrase(right[1:])[0])
    return Named(noun + _LENGTHS[right[0].text], noun)


def _lasting(core: Tokens, right: Tokens, observation: Observation, heads: Heads) -> Named | None:
    """为期8天|的罢工; 制造业规模连续|13年居世界首位; 4次|提高基础养老金."""
    if observation.unit not in _DURATION or not right:
        return None
    timed = observation.unit not in ("次", "届") or (core and core[-1].role == "k")
    if right[0].role == "E" and timed and not (core and is_measure(core[-1])):
        noun = spell(noun_phrase(right)[0])
        return Named(noun, noun) if noun else None
    if right[0].role in "VvCkHPM" or (core and core[-1].role == "k"):
        said = _predicate(right)
        text = spell([*core, *said])
        about = spell([token for token in core if token.role != "k"])
        return Named(text, about or heads.noun or text)
    return None
