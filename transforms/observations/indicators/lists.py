"""Lists: which words each member of 甲、乙和丙的P owns, and which it shares with its neighbours.

Takes the tokens before 分别 (or before a run of numbers) and how many members are wanted, gives each member's
tokens in full: heads (生产安全事故起数、死亡人数), tails (城镇和农村居民人均可支配收入), verbs (新创建A、B) and
prepositions (对甲、乙出口) are handed round.
"""

from __future__ import annotations

import re

from transforms.observations.indicators.phrases import Token
from transforms.observations.indicators.roles import lexicon
from transforms.observations.indicators.word_sets import endings

Tokens = list[Token]

_SHARES = ("比重", "占比", "比例", "率")
# Two in one word, the longer word first.
_JOINT = {
    "城乡": ("城镇", "农村"),
    "产销量": ("产量", "销量"),
    "产销": ("产量", "销量"),
    "存贷款": ("存款", "贷款"),
    "内外资": ("内资", "外资"),
    "内外贸": ("内贸", "外贸"),
    "收支": ("收入", "支出"),
}
_SUMMARY = re.compile("[两二三四五六七八九十]大(?:指标)?")
_SECTOR = re.compile("第?([一二三])(?:产业|次产业|产)?(?=增加值|用电量|投资|产业|固定|就业|从业|比重|占比|税收)")


def spell(tokens: Tokens) -> str:
    """The words run together."""
    return "".join(token.text for token in tokens)


def conjuncts(tokens: Tokens, count: int) -> list[Tokens] | None:
    """The `count` members of a list, each with what it shares.

    Args:
        tokens: a noun phrase, or verb and objects, with 、 and conjunctions in it.
        count: how many members there must be; two or more.

    Returns:
        The members in order, or None where the phrase does not have that many.
    """
    members = _cut(tokens, count)
    if members is None:
        return _halves(tokens) if count == 2 else None
    members = _with_tail(_with_head(members))
    return [_sector(member) for member in members]


def without_summary(tokens: Tokens) -> Tokens:
    """A list without the word that sums it up: 光伏电池、风电机组等|产品产量 → 产量; 完工量、订单量|三大指标."""
    listed = next((index for index, token in enumerate(tokens) if token.role in "、c"), len(tokens))
    closing = next((index for index in range(listed, len(tokens) - 1) if tokens[index].text == "等"), 0)
    if closing and all(token.role != "S" for token in tokens[:closing]):
        summary = next((token.text for token in reversed(tokens) if token.role == "n"), "")
        endings = [ending for ending in lexicon().measure_ending if summary.endswith(ending)]
        length = len(summary) if len(summary) < 4 else max(2, *map(len, [*endings, ""]))  # 进口量 as it is
        measured = [Token(summary[-length:], "n")] if endings else []
        return [*tokens[:closing], *measured]
    summed = next(
        (index for index in range(listed, len(tokens)) if _SUMMARY.fullmatch(tokens[index].text)), len(tokens)
    )
    return tokens[:summed]


def _halves(tokens: Tokens) -> list[Tokens] | None:
    """城乡居民人均可支配收入: 城镇 and 农村; 汽车产销量: 产量 and 销量, in that order."""
    for index, token in enumerate(tokens):
        for joint, halves in _JOINT.items():
            if token.text.startswith(joint):
                rest = token.text[len(joint) :]
                return [[*tokens[:index], Token(half + rest, "n"), *tokens[index + 1 :]] for half in halves]
    return None


def _sector(member: Tokens) -> Tokens:
    """第一、二、三产业: each with its 第."""
    text = spell(member)
    sector = _SECTOR.match(text)
    if sector and sector.group().endswith("产"):
        return member  # 一产增加值
    return [Token("第" + sector.group(1) + "产业" + text[sector.end() :], "n")] if sector else member


def _cut(tokens: Tokens, count: int) -> list[Tokens] | None:
    """Cut at all separators, or at 、 alone, or at conjunctions alone, whichever gives `count` members."""
    for roles in ("、c", "、", "c"):
        members: list[Tokens] = [[]]
        for token in tokens:
            if token.role in roles:
                members.append([])
            else:
                members[-1].append(token)
        members = [member for member in members if member]
        if len(members) == count:
            return members
    return None


def _with_head(members: list[Tokens]) -> list[Tokens]:
    """Give later members the first one's verb or preposition, or its head where they are bare measures."""
    first = members[0]
    opening = (
        (first[0].role in "VP" or first[0].text == "占") and len(first) > 1 and first[0].text not in lexicon().nominal
    )
    if opening and not any(member[0].role in "VP" for member in members[1:]):
        return [first, *([first[0], *member] for member in members[1:])]
    # 生产安全事故起数、死亡人数; 货物出口、进口: a member that is a bare measure belongs to what the first is about.
    shared = _shared_head(first)
    if not shared:
        return members
    return [first, *([*shared, *member] if _bare_measure(member) else member for member in members[1:])]


def _shared_head(first: Tokens) -> Tokens:
    """What stands before the measure in the first member: 生产安全事故|起数; nothing where there is no measure."""
    if len(first) < 2 or not is_measure(first[-1]):
        return []
    end = len(first) - 1
    while end > 1 and first[end - 1].text in lexicon().generic:
        end -= 1
    acted = next((i for i in range(1, end) if first[i].text.startswith("新增")), end)
    return first[:acted]  # 海上风电|新增装机容量和发电量: what is new is the first alone


def _bare_measure(member: Tokens) -> bool:
    text = spell(member)
    return text in lexicon().generic or (len(member) == 1 and is_measure(member[0]) and len(text) <= 3)


def _with_tail(members: list[Tokens]) -> list[Tokens]:
    """Give earlier members the end of the last one, unless they end in a measure of their own."""
    last = members[-1]
    length = max(len(spell(member)) for member in members[:-1])
    if len(last) == 1 or last[0].text.endswith(lexicon().shared_ending):
        last = [*_opened(last[0], min(length, len(last[0].text) - 2)), *last[1:]]
    ending = _SHARES if last[-1].text in _SHARES else lexicon().measure_ending
    if len(last) < 2 or any(member[-1].text.endswith(ending) for member in members[:-1]):
        return members
    if all(any(token.text == "新增" for token in member) for member in members):
        return members  # 城镇新增就业、新增创业担保贷款
    handed_on = last[-1].text.endswith(endings("shared_act")) or is_measure(last[-1])
    if not handed_on and all(_complete(member, last) for member in members[:-1]):
        return members
    tail = _tail(members, last)
    return [*([*member, *tail] for member in members[:-1]), members[-1]]


def _tail(members: list[Tokens], last: Tokens) -> Tokens:
    """The words at the end of the last member that the others leave out: 快递、电信|业务量."""
    opening = 1 if last[0].role in "VP" and members[0][0] == last[0] else 0
    wanted = sum(len(spell(member[opening:])) for member in members[:-1]) / (len(members) - 1)
    best, split, length = 0.0, 0, 0
    for index in range(opening, len(last) - 1):
        length += len(last[index].text)
        # The specific part of the last member is about as long as the others.
        closeness = abs(length - wanted)
        if index + 2 < len(last) and len(last[index + 1].text) == 1:
            continue  # 煤炭、铁矿砂|进口量
        if split == 0 or closeness <= best:
            best, split = closeness, index + 1
    tail = last[split:] if split else []
    if tail and all(member[-1].text.endswith(tail[0].text) for member in members[:-1]):
        return tail[1:]  # 纺织产业、数字产业|增加值
    return tail


def _complete(member: Tokens, last: Tokens) -> bool:
    """Whether a member names things by itself: 职业学校|、外语培训中心; 对法国|、拉美国家; but 国家级|、省级示范区."""
    own = [token for token in member if token.role not in "VPc"]
    if not own or own[-1].text == last[-1].text or own[-1].role == "S":
        return True
    return len(own) > 1 and own[-1].role == "n" and not last[-1].text.endswith(lexicon().shared_ending)


def _opened(word: Token, length: int) -> Tokens:
    """治安案件, beside 刑事, is 治安 and 案件."""
    if length < 2 or len(word.text) < length + 2:
        return [word]
    return [Token(word.text[:length], "n"), Token(word.text[length:], "n")]


def is_measure(token: Token) -> bool:
    """Whether the noun is itself something measured (起数, 破案率, 收入)."""
    return token.text.endswith(lexicon().measure_ending) and not token.text.endswith("位数")  # 实现两位数增长
