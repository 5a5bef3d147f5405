"""The grammar of a clause: takes its tokens, names what each of its quantities measures.

A clause is first cleared of its circumstances (在…方面, 比上年), then cut into items, one for each number or
pair of numbers (A 3家、B 5家; 从3家增加到5家). Each item is read by what stands on either side of the number.
What one clause leaves unsaid is kept in :class:`Heads` from the clauses before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.observations.lists import Tokens, conjuncts, is_measure, spell
from transforms.observations.phrases import Token, lexicon
from transforms.records import Observation

_LONG = 16  # an indicator longer than this gives up its 的-modifiers
_DISTRIBUTIVE = frozenset(("分别", "依次", "各自"))
_REACHING = frozenset("到至为成")
# What follows a round number as a mark to be passed: 突破万亿元大关.
_MILESTONE = frozenset(
    ("大关", "关口", "台阶", "目标", "水平", "标准", "高位", "新高", "门槛", "高点", "上限", "下限", "纪录")
)
# Nouns of size that a number in front of a thing stands for: 200平方米的展台 → 展台面积.
_DIMENSIONS = {"平方米": "面积", "平米": "面积", "平方公里": "面积", "公顷": "面积", "亩": "面积", "立方米": "容量"}


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
    """

    text: str = ""
    noun: str = ""
    prefix: str = ""
    unit: str = ""
    event: str = ""
    recent: list[str] = field(default_factory=list)
    aside: Tokens = field(default_factory=list)

    def carried(self) -> Heads:
        """What still holds in the next sentence of the paragraph."""
        return Heads(text=self.text, noun=self.noun, event=self.event)


@dataclass(frozen=True)
class Named:
    """An indicator, what it is about, and the verb it hands to bare nouns after it."""

    text: str
    noun: str = ""
    prefix: str = ""


def name_clause(tokens: Tokens, heads: Heads, observations: list[Observation]) -> None:
    """Name every quantity of a clause, and note in `heads` what later clauses may need.

    Args:
        tokens: the clause.
        heads: what the clauses before it have named; changed in place.
        observations: the article's; those whose numbers stand in the clause are filled in place.
    """
    if not any(token.role == "Q" for token in tokens):
        heads.event = _event(tokens) or heads.event
        heads.aside = tokens
        return
    tokens = _after_saying(tokens)
    tokens, comparison = _without_circumstances(tokens)
    if not _name_distributed(tokens, heads, observations):
        for item in _items(tokens):
            _name_item(item, heads, observations)
    for token in tokens:
        if token.role == "Q" and comparison and not observations[token.number].comparison:
            observations[token.number].comparison = comparison
    heads.event = _event(tokens) or heads.event


# --- what a clause is cleared of ---------------------------------------------------------------------------------


def _after_saying(tokens: Tokens) -> Tokens:
    """What is said, without 报告显示 and the like before it."""
    start = 0
    for index, token in enumerate(tokens):
        if token.role == "Q":
            break
        if token.role == "I":
            start = index + 1
    return tokens[start:]


def _without_circumstances(tokens: Tokens) -> tuple[Tokens, str]:
    """The clause without 在…, 随着… and 比…; and what a change in it is measured against."""
    kept: Tokens = []
    comparison = ""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = 0
        if token.role == "U":
            end = _circumstance_end(tokens, index)
            if end == index:  # 保持在55%: it ties the head to the number
                token, end = Token(token.text, "L"), 0
        elif token.role == "B":
            end = _comparison_end(tokens, index)
            comparison = spell(tokens[index:end]) if end else comparison
        elif token.role == "D" and token.text in lexicon().comparison:
            comparison = token.text
        if end:
            index = end
            continue
        kept.append(token)
        index += 1
    return kept, comparison


def _circumstance_end(tokens: Tokens, start: int) -> int:
    """Where a phrase of circumstance ends: `start` itself if a number follows, 0 if it is to be kept."""
    index = start + 1
    while index < len(tokens) and tokens[index].role in "DT" and index < start + 3:
        index += 1
    if index < len(tokens) and tokens[index].role == "Q":
        return start if all(token.role != "f" and token.role != "E" for token in tokens[index + 1 : index + 3]) else 0
    for index in range(start + 1, min(start + 16, len(tokens))):
        token = tokens[index]
        if token.role == "Q":
            return 0
        after = tokens[index + 1].role if index + 1 < len(tokens) else ""
        if token.role == "f" and after != "f":
            return 0 if after == "E" else index + 1
        if token.role in "VLCHv" and index > start + 1:
            return index
    return 0


def _comparison_end(tokens: Tokens, start: int) -> int:
    """Where 比上年 ends, before the change; 0 if it is none, or compares places (比全国高)."""
    for index in range(start + 1, min(start + 9, len(tokens))):
        token = tokens[index]
        if token.role == "G" and index == start + 1:
            return 0
        if token.role in "CQ" or token.text in _DISTRIBUTIVE:
            return index
    return 0


def _event(tokens: Tokens) -> str:
    """The accident, attack or disaster that a clause names, with the nouns that qualify it."""
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].role in "nvVW" and tokens[index].text.endswith(tuple(lexicon().event)):
            start = index
            while start > 0 and index - start < 2 and tokens[start - 1].role == "n":
                start -= 1
            return spell(tokens[start : index + 1])
    return ""


# --- lists ---------------------------------------------------------------------------------------------------------


def _name_distributed(tokens: Tokens, heads: Heads, observations: list[Observation]) -> bool:
    """Name the numbers after 分别, or a bare run of numbers, one member of the list each."""
    start = next((i for i, token in enumerate(tokens) if token.text in _DISTRIBUTIVE), 0)
    numbers = [i for i, token in enumerate(tokens) if token.role == "Q"]
    if not start and len(numbers) > 1 and all(token.role in "、cQ" for token in tokens[numbers[0] :]):
        start = numbers[0]  # 刑事、治安案件下降6.6%、3.6%
    numbers = [i for i in numbers if i >= start]
    if len(numbers) < 2 or any(token.role not in "LCDTUFABGE" for token in tokens[start : numbers[0]]):
        return False
    head, linked = _core(tokens[:start])
    if start == numbers[0] and not linked:
        return False
    members = _members(head, len(numbers), any(token.role == "F" for token in tokens[start:]), heads)
    for position, index in enumerate(numbers):
        named = Named(members[position % len(members)], members[position % len(members)])
        _record(tokens[index].number, named, tokens[:index], heads, observations)
    return True


def _members(head: Tokens, count: int, paired: bool, heads: Heads) -> list[str]:
    if not head:
        recent = heads.recent[-count:]
        return recent if len(recent) == count else [heads.text]
    if all(token.text in lexicon().generic for token in head) and len(heads.recent) >= count:
        return [name + spell(head) for name in heads.recent[-count:]]
    found = conjuncts(head, count // 2) if paired and count % 2 == 0 and count > 2 else None
    found = found or conjuncts(head, count)
    return [spell(_shortened(member)) for member in found] if found else [spell(_shortened(head))]


# --- items ---------------------------------------------------------------------------------------------------------


def _items(tokens: Tokens) -> list[Tokens]:
    """Cut a clause where 、 or a conjunction divides one number's words from the next one's."""
    numbers = [i for i, token in enumerate(tokens) if token.role == "Q"]
    cuts = []
    for this, following in zip(numbers, numbers[1:], strict=False):
        separators = [i for i in range(this + 1, following) if tokens[i].role in "、c"]
        if not separators:
            continue
        cut = separators[-1]
        if separators[0] == this + 1:
            cut = separators[0]
        else:
            cut = next((i for i in separators if tokens[i + 1].role in "VCL"), cut)
        cuts.append(cut)
    bounds = [-1, *cuts, len(tokens)]
    return [tokens[start + 1 : end] for start, end in zip(bounds, bounds[1:], strict=False)]


def _name_item(item: Tokens, heads: Heads, observations: list[Observation]) -> None:
    numbers = [i for i, token in enumerate(item) if token.role == "Q"]
    left: Tokens = []
    begin = 0
    for position, index in enumerate(numbers):
        following = numbers[position + 1] if position + 1 < len(numbers) else len(item)
        left = left + item[begin:index]
        right = item[index + 1 : following]
        start = _from(left)
        if start is not None and _reaches(right):
            left, right = left[:start], []
            begin = following  # 从A增加到B: what stands between names nothing
        else:
            begin = index + 1
        observation = observations[item[index].number]
        core, linked = _core(left)
        named = _named(core, linked, right, observation, heads)
        _record(item[index].number, named, left, heads, observations)


def _from(left: Tokens) -> int | None:
    """Index of 从 in 从（2012年的）1.03万亿元, if that is how the words before a number end."""
    for index in range(len(left) - 1, max(-1, len(left) - 9), -1):
        if left[index].role == "F":
            return index
        if left[index].role in "CLVQ、":
            return None
    return None


def _reaches(right: Tokens) -> bool:
    return any(token.role in "LCF" and token.text[-1] in _REACHING for token in right[:8])


def _record(number: int, named: Named, left: Tokens, heads: Heads, observations: list[Observation]) -> None:
    """Write the name into its observation, with the aggregation before it; note it for the clauses after."""
    observation = observations[number]
    observation.indicator = named.text
    for token in left:
        if token.role == "A":
            observation.statistic = token.text
    heads.text, heads.noun, heads.unit = named.text, named.noun or named.text, observation.unit
    heads.prefix = named.prefix
    heads.recent.append(named.text)


# --- phrases -------------------------------------------------------------------------------------------------------


def _core(left: Tokens) -> tuple[Tokens, bool]:
    """What stands before a number without adverbs, frames and the link; and whether there was a link."""
    kept: Tokens = []
    for index, token in enumerate(left):
        if token.role in "DTR" or (token.role == "A" and token.text in lexicon().aggregation_dropped):
            continue
        if token.role == "H" and index + 1 < len(left):
            kept = []
            continue
        kept.append(token)
    end = len(kept)
    while end and kept[end - 1].role in "LCFUBM":
        end -= 1
    linked = end < len(kept)
    while end and kept[end - 1].role in "E、c":
        end -= 1
    start = 0
    while start < end and (kept[start].role in "SGOEcf、,m" and _frames(kept, start, end)):
        start += 1
    return kept[start:end], linked


def _frames(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the place or body at `start` only frames what follows; not the last word of a phrase."""
    return start + 1 < end or tokens[start].role in "SGEcf、,"


def _named(core: Tokens, linked: bool, right: Tokens, observation: Observation, heads: Heads) -> Named:
    """The name of one quantity from the words on either side of it."""
    named = _casualties(core, right, heads) or _age(core, right, observation)
    if named:
        return named
    if not core:
        return _named_by_what_follows(linked, right, observation, heads)
    noun = _noun_phrase(right)[0] if right and right[0].role in "nEkAVGSOv" else []
    if linked:
        return _named_before_link(core, right, noun, heads)
    verb = _verb(core)
    if core[-1].role in "VvP" and right:
        return Named(spell(_shortened([*core, *noun])), spell(noun), spell(core))
    if noun and verb is None:
        return _owned(core, right, observation)
    if verb is None:
        return _bare(core, observation, heads)
    return _acted(core, verb, noun, heads)


def _named_by_what_follows(linked: bool, right: Tokens, observation: Observation, heads: Heads) -> Named:
    """73个|高频民生事项实现“跑零次”; with nothing on either side, what was named last (、增长6.3%)."""
    noun, rest = _noun_phrase(right)
    if not noun and not rest:
        return _inherited(heads)
    text = spell(_shortened([*noun, *_predicate(rest)]))
    dimension = _DIMENSIONS.get(observation.unit, "") if right[0].role == "E" and not rest else ""
    if heads.prefix and not rest and not linked and heads.recent:
        return Named(heads.prefix + text, text, heads.prefix)
    return Named(text + dimension, spell(noun))


def _named_before_link(core: Tokens, right: Tokens, noun: Tokens, heads: Heads) -> Named:
    """地区生产总值|增长5.8%; 总投资|超5000亿元的项目; 总量|达122家."""
    if noun and noun[0].text not in _MILESTONE:
        return Named(spell([*core, *noun]), spell(noun))
    if all(token.text in lexicon().generic or token.role == "A" for token in core) and heads.noun:
        owner = heads.noun
        return Named(owner + spell(core), owner)
    core = _shortened(core)
    return Named(spell(core), spell(core))


def _owned(core: Tokens, right: Tokens, observation: Observation) -> Named:
    """温州反诈中心|8套反制系统; 应出席代表|2977人."""
    noun, rest = _noun_phrase(right)
    return Named(spell(_shortened([*core, *noun, *_predicate(rest)])), spell(noun))


def _bare(core: Tokens, observation: Observation, heads: Heads) -> Named:
    """A noun before its number: 企业410.1万户; in a list, with the verb of the first (建成A 3家、B 5家)."""
    text = spell(_shortened(core))
    if all(token.text in lexicon().generic for token in core) and heads.noun:
        return Named(heads.noun + text, heads.noun)
    if heads.prefix and heads.unit == observation.unit:
        return Named(heads.prefix + text, text, heads.prefix)
    return Named(text, text)


def _acted(core: Tokens, verb: int, noun: Tokens, heads: Heads) -> Named:
    """抓获犯罪嫌疑人|134.2万名; 出席|2947人."""
    subject = [token for token in core[:verb] if token.role in "nkA"][-2:]
    if any(token.role in "OR" for token in core[:verb]):
        subject = []
    phrase = [*subject, *core[verb:], *noun]
    thing = spell([*core[verb + 1 :], *noun])
    return Named(spell(_shortened(phrase)), thing, spell([*subject, core[verb]]))


def _inherited(heads: Heads) -> Named:
    if heads.text:
        return Named(heads.text, heads.noun)
    core, _ = _core(heads.aside)
    text = spell(_shortened(core))
    return Named(text, text)


def _verb(core: Tokens) -> int | None:
    """Index of the verb that acts on what is counted."""
    for index, token in enumerate(core[:-1] if len(core) > 1 else core):
        if token.role == "V" or (token.role == "v" and index == 0):
            return index
    return None


def _noun_phrase(right: Tokens) -> tuple[Tokens, Tokens]:
    """The noun phrase that a number counts, and what follows it."""
    noun: Tokens = []
    index = 1 if right and right[0].role == "E" else 0
    relative = max((i for i, token in enumerate(right) if token.role == "E"), default=0)
    for position in range(index, len(right)):
        token = right[position]
        stops = token.role in "LDPUHMIBFW" or (token.role in "VCv" and noun)
        if stops and position > relative and not (token.role in "Vv" and position + 1 == len(right)):
            return noun, right[position:]
        if token.role not in "DTRL,":
            noun.append(token)
    return noun, []


def _predicate(rest: Tokens) -> Tokens:
    """What is said of the things counted, without place, time and company."""
    kept: Tokens = []
    for token in rest:
        if token.role in "DTRIM,LS" or (token.role == "O" and kept and kept[-1].role in "Vv"):
            continue
        kept.append(token)
    return kept


def _shortened(tokens: Tokens) -> Tokens:
    """A phrase without its 的-modifiers where it is too long to be a name."""
    if len(spell(tokens)) <= _LONG:
        return tokens
    last = max((i for i, token in enumerate(tokens) if token.role == "E"), default=-1)
    tail = tokens[last + 1 :]
    if last < 0 or len(spell(tail)) < 4 or all(is_measure(token) for token in tail):
        return tokens
    return [tokens[0], *tail] if tokens[0].role in "Vv" else tail


# --- people --------------------------------------------------------------------------------------------------------


def _casualties(core: Tokens, right: Tokens, heads: Heads) -> Named | None:
    """造成38人|死亡, with what caused it: 火灾事故造成死亡."""
    outcome = next((i for i, token in enumerate(right[:4]) if token.role == "W"), None)
    if outcome is not None:
        suffered = right[: outcome + 1]
    elif core and core[-1].role == "W" and not right:
        suffered, core = core[-1:], core[:-1]
    else:
        return None
    causing = next((i for i, token in enumerate(core) if token.text in ("造成", "导致", "致", "致使", "夺走")), None)
    cause = _event(core[:causing]) if causing is not None else ""
    if causing is not None or not core:
        cause = cause or (heads.event if causing is not None else "")
        verb = core[causing].text if causing is not None else ""
        prefix = cause + verb or heads.prefix
        people = spell([token for token in suffered if token.role not in "DTRME"])
        return Named(prefix + people, people, prefix)
    return None


def _age(core: Tokens, right: Tokens, observation: Observation) -> Named | None:
    """12岁|的女儿 → 女儿年龄; 平均年龄|43岁 names itself."""
    if observation.unit not in ("岁", "周岁"):
        return None
    named = next((token for token in reversed(core) if token.text.endswith(("年", "龄", "寿命", "岁"))), None)
    if named:
        return Named(spell([token for token in core if token.role in "nAk"]))
    noun = spell(_noun_phrase(right)[0]) if right and right[0].role == "E" else ""
    return Named(noun + "年龄", noun)
