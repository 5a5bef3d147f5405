"""The grammar of a clause: takes its tokens, names what each of its quantities measures.

A clause is first cleared of its circumstances, then cut into items, one for each number or pair of numbers
(A 3家、B 5家; 从3家增加到5家); lists with 分别 go to their members in order. Each item is then named by ``names``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from transforms.observations.indicators.carried import in_full
from transforms.observations.indicators.circumstances import DISTRIBUTIVE, after_saying, event, without_circumstances
from transforms.observations.indicators.cores import ACHIEVED, brought_about, core_of, head_start
from transforms.observations.indicators.counted import shortened
from transforms.observations.indicators.heads import Heads, Named
from transforms.observations.indicators.lists import Tokens, conjuncts, is_measure, spell, without_summary
from transforms.observations.indicators.movements import MOVEMENTS
from transforms.observations.indicators.names import name
from transforms.observations.indicators.openings import is_generic, measure_of_the_like, untied
from transforms.observations.indicators.outcomes import CAUSING
from transforms.observations.indicators.phrases import Token
from transforms.observations.indicators.roles import lexicon
from transforms.observations.indicators.sides import CAME, OF, for_the_next, reaches, right_of, source
from transforms.observations.indicators.tidying import tidied
from transforms.observations.indicators.word_sets import word_set
from transforms.records import Observation

_SPANS = frozenset(("年", "个月", "月", "个季度", "季度"))  # 产量稳步提高，连续5年|保持在80万吨: still the same head
_DANGLING = re.compile("(?<=.)(?:高于|低于|快于|慢于|优于|好于|中?仅|原则上|或许|历经|提出的)$")
_DATELINES = frozenset(("消息", "讯"))


def name_clause(tokens: Tokens, heads: Heads, observations: list[Observation]) -> None:
    """Name every quantity of a clause, and note in `heads` what later clauses may need.

    Args:
        tokens: the clause.
        heads: what the clauses before it have named; changed in place.
        observations: the article's; those whose numbers stand in the clause are filled in place.
    """
    if not any(token.role == "Q" for token in tokens):
        _note(tokens, heads)
        return
    among = any(token.text == "其中" for token in tokens)
    listed = heads.among and len(tokens) < 5 and all(token.role in "nSQ" for token in tokens)
    heads.among = among or listed  # 新增感染者38例，其中境外输入3例，本土|35例
    heads.prefix = heads.prefix if heads.among else ""
    if any(token.role == "W" for token in tokens):
        heads.event = event(tokens) or heads.event  # 4人|在地震中遇难
    tokens, comparison = without_circumstances(tidied(after_saying(tokens)))
    if not _name_distributed(tokens, heads, observations):
        for item in _shared(_items(tokens)):
            _name_item(item, heads, observations)
    for token in tokens:
        if token.role == "Q" and comparison:
            observations[token.number].comparison = comparison
    heads.event = event(tokens) or heads.event
    heads.fresh = False


def _note(tokens: Tokens, heads: Heads) -> None:
    """Note what a clause without numbers speaks of."""
    heads.event = event(tokens) or heads.event
    if all(token.role in "DT" for token in tokens) or tokens[-1].text in _DATELINES:
        return  # 对发达经济体出口回升，其中，|对英国增长4%
    if tokens[0].role not in "UPB" or (tokens[0].role == "P" and any(is_measure(token) for token in tokens)):
        # 按不变价格计算 is a circumstance, no head; 与哈萨克斯坦进出口增长 is one
        heads.aside, heads.fresh = without_circumstances(tokens)[0], True


# --- lists ---------------------------------------------------------------------------------------------------------


def _name_distributed(tokens: Tokens, heads: Heads, observations: list[Observation]) -> bool:
    """Name the numbers after 分别, or a bare run of numbers, one member of the list each."""
    numbers = [i for i, token in enumerate(tokens) if token.role == "Q"]
    start = next((i for i, token in enumerate(tokens) if token.text in DISTRIBUTIVE), -1)
    if start < 0 and len(numbers) > 1 and all(token.role in "、cQ" for token in tokens[numbers[0] :]):
        start = numbers[0]  # 刑事、治安案件下降6.6%、3.6%
    if start == 0 and len(numbers) > 1 and tokens[1].text in word_set("of_whole"):  # 分别占|建议、提案总数的9%、8%
        tokens = [*tokens[1 : numbers[0]], tokens[0], *tokens[numbers[0] :]]
        start = numbers[0] - 1
    if start > 0 and numbers and numbers[0] < start:  # 从4万元和2万元分别提高到5万元和3万元
        start = next((i for i in range(numbers[0] - 1, -1, -1) if tokens[i].role == "F"), start)
    numbers = [i for i in numbers if i >= start]
    if start < 0 or len(numbers) < 2 or not _bare_run(tokens[start:]):
        return False
    head, _ = core_of([*without_summary(tokens[:start]), Token("", "L")])
    if any(token.role == "C" for token in tokens[start : numbers[0]]):
        head = brought_about(head)
    if start == numbers[0] and tokens[start - 1].role not in "LC":
        return False
    paired = any(token.role == "F" for token in tokens[start:])
    members = _members(head, len(numbers), paired, heads)
    shared = spell(
        [token for token in _said(tokens[start : numbers[0]]) if token.role in "nVv" and token.text not in ACHIEVED]
    )
    for position, index in enumerate(numbers):
        text = members[position % len(members)] + shared  # 对东盟、欧盟分别|进出口2万亿元、1万亿元
        _record(tokens[index].number, Named(text, text), tokens[:index], heads, observations)
    return True


def _said(tokens: Tokens) -> Tokens:
    """What stands between 分别 and the numbers; of 完成年计划的 nothing, for what was planned names no number."""
    return [] if any(token.text in ("完成", "达到") for token in tokens) and tokens[-1].role == "E" else tokens


def _bare_run(tokens: Tokens) -> bool:
    """Whether from 分别 on there are numbers with nothing between them that names one of them."""
    first = next(i for i, token in enumerate(tokens) if token.role == "Q")
    last = max(i for i, token in enumerate(tokens) if token.role == "Q")
    before = all(token.role in "LCDTUFABGEnVv" for token in tokens[:first])
    return before and all(token.role in "、cQLCDTUFABGE" for token in tokens[first : last + 1])


def _members(head: Tokens, count: int, paired: bool, heads: Heads) -> list[str]:
    if not head and heads.fresh:
        told = untied(core_of(heads.aside)[0])
        few = len(heads.recent) < count
        if few or (told and conjuncts(told, count)):  # 进口10万吨、出口8万吨，猪肉、牛肉产量稳步增长，|分别达到
            head = told
        if few and not head and (listed := _listed(heads.aside, count)):
            return listed
    if not head:
        recent = heads.recent[-count:]
        return recent if len(recent) == count else [heads.text]
    if all(token.text in lexicon().generic for token in head) and len(heads.recent) >= count:
        return [owner + spell(head) for owner in heads.recent[-count:]]
    if is_generic(head) and heads.fresh and (owners := conjuncts(untied(core_of(heads.aside)[0]), count)):
        told = [] if head[-1].text in MOVEMENTS else head  # 甲、乙行业利润均实现较快增长，|增速分别为5%、3%
        return [spell([*owner, *told]) for owner in owners]
    of_whole = head[0].text in word_set("of_whole")
    if of_whole and len(heads.recent) >= count:  # 利润率分别为9%、7%，比全国|分别高4个、1个百分点
        shares = conjuncts(head, count) or [head] * count  # 建议300件、提案200件，分别占|建议、提案总数的9%、8%
        return [owner + spell(share) for owner, share in zip(heads.recent[-count:], shares, strict=True)]
    owner = heads.text if of_whole else ""
    head = in_full(head, heads, change=False) or head
    found = conjuncts(head, count // 2) if paired and count % 2 == 0 and count > 2 else None
    found = found or conjuncts(head, count)
    measure = measure_of_the_like(head, heads)  # 对英国、法国分别|增长4%、3%
    return [owner + spell(shortened([*member, *measure], linked=True)) for member in found or [head]]


def _listed(aside: Tokens, count: int) -> list[str]:
    """千亿产业、省级园区从无到有，|分别达4个、6个: the list that opens the clause before, if it is that long."""
    end = next((i for i, token in enumerate(aside) if token.role not in "nS、cGE"), len(aside))
    start = head_start(aside, end, linked=True)
    members: list[Tokens] = [[]]
    for token in aside[start:end]:
        if token.role in "、c":
            members.append([])
        else:
            members[-1].append(token)
    whole = len(members) == count and all(len(member) > 1 for member in members)  # no member shares words
    return [spell(member) for member in members] if whole else []


# --- items ---------------------------------------------------------------------------------------------------------


def _items(tokens: Tokens) -> list[Tokens]:
    """Cut a clause where 、 or a conjunction divides one number's words from the next one's."""
    numbers = [i for i, token in enumerate(tokens) if token.role == "Q"]
    cuts = []
    for this, following in pairwise(numbers):
        separators = [i for i in range(this + 1, following) if tokens[i].role in "、c"]
        cut = next((i for i in separators if _divides(tokens, this, i, following)), None)
        if cut is not None:
            cuts.append(cut)
    bounds = [-1, *cuts, len(tokens)]
    return [_without_rank(tokens[start + 1 : end]) for start, end in pairwise(bounds)]


def _without_rank(item: Tokens) -> Tokens:
    """An item without the rank that stands before its number: 达126亿元、稳居全市前列|、增长4.8%."""
    if not item or item[0].text not in word_set("rank_between"):
        return item
    end = next((i for i, token in enumerate(item) if token.role in "、Q"), -1)
    return item[end + 1 :] if end >= 0 and item[end].role == "、" else item


def _divides(tokens: Tokens, this: int, separator: int, following: int) -> bool:
    """Whether a separator between two numbers divides their words, and not those of one noun (28个国家和地区的…)."""
    if separator in (this + 1, following - 1) or tokens[separator + 1].role in "VCLP":
        return True
    if tokens[separator].role != "、":
        return False
    if tokens[separator + 1].role == "v" and separator + 2 == following:
        return True
    if tokens[this + 1].role == "n" and tokens[following + 1 : following + 2] and tokens[following + 1].role == "n":
        return True  # 甲公司20万吨铝箔、乙公司10万吨再生铝
    if tokens[following - 1].role in "LC" or is_measure(tokens[following - 1]):
        return True
    return any(token.role in "Vv" for token in tokens[this:separator])


def _shared(items: list[Tokens]) -> list[Tokens]:
    """The items, each with what the next one says for both."""
    for index in range(len(items) - 2, -1, -1):
        this, following = items[index], items[index + 1]
        shared = _shared_noun(this, following) or _shared_outcome(this, following)
        items[index] = [*this, *(shared or _shared_predicate(this, following))]
    return items


def _shared_outcome(item: Tokens, following: Tokens) -> Tokens:
    """造成2名警察和3名平民|死亡: what befell both."""
    caused = any(token.text in CAUSING for token in item) and item[-1].role == "n"
    hurt = following[0].role == "Q" and following[-1].role == "W" and all(t.role in "nSOW" for t in following[1:])
    return following[-1:] if caused and hurt and len(following) > 2 else []


def _shared_predicate(item: Tokens, following: Tokens) -> Tokens:
    """173名个人和6个团队|入选计划: what is said of both."""
    number = next((i for i, token in enumerate(item) if token.role == "Q"), -1)
    if number < 0 or following[0].role != "Q" or (number and item[number - 1].role not in "PDLE"):
        return []
    if number + 1 == len(item) or any(token.role not in "nSG" for token in item[number + 1 :]):
        return []
    if any(token.role in "Vv" for token in item[:number]):
        return []
    said = next((i for i, token in enumerate(following) if i > 1 and token.role in "Vv"), 0)
    relative = said + 1 < len(following) and following[said + 1].role == "E"  # 9个产业、7个产业|组成的体系
    return following[said:] if said and not relative and all(token.role != "Q" for token in following[1:]) else []


def _shared_noun(item: Tokens, following: Tokens) -> Tokens:
    """3个万亿级和7个千亿级|产业集群: the noun that the first of two ranks leaves to the second."""
    rank = next((i for i, token in enumerate(following[:4]) if token.text.endswith("级")), 0)
    if len(item) < 2 or not item[-1].text.endswith("级") or not rank or following[0].role != "Q":
        return []
    return following[rank + 1 :]


def _name_item(item: Tokens, heads: Heads, observations: list[Observation]) -> None:
    numbers = [i for i, token in enumerate(item) if token.role == "Q"]
    left: Tokens = []
    begin = 0
    for index, following in pairwise([*numbers, len(item)]):
        left = left + item[begin:index]
        passed = following < len(item) and observations[item[following].number].modifier == "over"
        right = right_of(item, index, following, passed, left)
        begin = index + 1
        if (start := source(left)) is not None and reaches(right):
            left = [*left[:start], *(token for token in left[start:] if token.role == "A"), Token("从", "L")]
            right, begin = [], following  # 从A增加到B: what stands between names nothing
        named = name(left, right, observations[item[index].number], heads)
        _record(item[index].number, named, left, heads, observations)
        left, skipped = for_the_next(left, right, item, index, following)
        begin = max(begin, skipped)
        if left[:1] in ([CAME], [OF]):
            heads.prefix = ""


def _record(number: int, named: Named, left: Tokens, heads: Heads, observations: list[Observation]) -> None:
    """Write the name into its observation, with the aggregation before it; note it for the clauses after."""
    observation = observations[number]
    text = named.text.lstrip("的、").rstrip("、已")  # 英格兰|的初级医生, 布局建设、|数量居前, 学校|已
    beside = any(token.role == "G" for token in left[-3:])  # 分别高于全国|12个、10个百分点
    observation.indicator = text if beside else _DANGLING.sub("", text)  # 进口费用|高于预期, 医院|中仅
    for token in left:
        if token.role == "A":
            observation.statistic = token.text
    observation.indicator = _each(observation.statistic, observation.indicator)
    if observation.unit not in _SPANS or "连续" not in named.text or not heads.text:
        heads.text, heads.noun, heads.unit = named.text, named.noun or named.text, observation.unit
    heads.prefix = named.prefix
    heads.fresh = heads.fresh and observation.unit in _SPANS
    heads.recent.append(named.text)


def _each(statistic: str, indicator: str) -> str:
    """每年将向城区|提供1.42亿立方米生活用水: how often it is so belongs to what is measured, wherever it stands."""
    told = not statistic.startswith("每") or any(mark in indicator for mark in "每均")
    return indicator if told else statistic + indicator
