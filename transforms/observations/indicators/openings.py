"""What a measure without an owner is a measure of: 总量, 总里程, 年发电量 and their like need a topic.

Takes what has been named so far, gives the owner: the thing named last in the sentence (新增里程30公里，总里程…),
else what the clause or the short sentence before opens with (经营主体持续壮大。|总量达…).
"""

from __future__ import annotations

from functools import lru_cache

from transforms.frame import Sentence
from transforms.observations.indicators.circumstances import without_circumstances
from transforms.observations.indicators.cores import head_start
from transforms.observations.indicators.heads import Heads
from transforms.observations.indicators.lists import Tokens, is_measure, spell
from transforms.observations.indicators.phrases import Token, clauses
from transforms.observations.indicators.roles import lexicon

_LONGEST = 12  # characters of a topic; what is longer is a statement
_SHORT_SENTENCE = 24
_PERSONS = ("人员", "群众", "旅客", "乘客", "嫌疑人", "士兵", "平民", "居民", "人质", "官兵", "患者", "伤员")
_COUNTS = frozenset(("数量", "总数", "总量"))
_SELF_CONTAINED = frozenset(("总人口", "总产出", "年降水量", "年均气温", "总人数", "年平均气温"))


def is_generic(core: Tokens) -> bool:
    """Whether the core says nothing without what it belongs to: 总量, 平均规模, 年发电量."""
    if len(core) == 2 and core[0].text == "年度" and is_measure(core[1]):
        return True
    return all(token.role == "A" or _is_bare(token) for token in core)


@lru_cache(maxsize=65536)
def _is_bare(token: Token) -> bool:
    if token.text in lexicon().generic:
        return True
    alone = token.text[:1] in ("总", "年") and 3 <= len(token.text) <= 5 and token.role == "n" and is_measure(token)
    return alone and token.text not in _SELF_CONTAINED


def owned(core: Tokens, heads: Heads) -> str:
    """A bare measure with its owner before it: 高速公路通车里程, 总里程 → 高速公路通车总里程."""
    text = spell(core)
    owner = owner_of(heads)
    for end in (text + "连续", text, text.removeprefix("总"), text.removeprefix("年")):
        owner = owner.removesuffix(end) if len(end) > 1 else owner
    shared = next((length for length in range(len(text) - 1, 1, -1) if owner.endswith(text[:length])), 0)
    return owner + text[shared:]  # 医保参保人数90万人，参保率


def owner_of(heads: Heads) -> str:
    """The owner of a bare measure; empty where nothing before it can be that."""
    if heads.recent:
        return "" if heads.noun.endswith("级") else heads.noun  # 400兆瓦级的工程，总投资
    if heads.fresh and (topic := opening(heads.aside)):
        return topic
    if heads.before is not None and (topic := _opening_of(heads.before)):
        return topic
    return heads.noun


def with_word_before(core: Tokens, left: Tokens, heads: Heads) -> Tokens:
    """自贸试验区|数量, 总资产8亿元；保险公司|总资产: a measure with the body before it, where that tells it apart.

    It does where bodies are counted, and where the measure has just been told of something else. A measure that is
    pointed at is the one told last.
    """
    start = next((i for i, token in enumerate(left) if token is core[0]), 0)
    if len(core) > 1 or not start:
        return []
    if left[start - 1].text in ("这一", "该") and is_generic(core):
        return [Token(heads.text, "n")]  # 失业率为3.6%，去年这一|比例为4%
    if left[start - 1].role != "O":
        return []
    told_apart = heads.text.endswith(core[0].text) and heads.text != core[0].text
    return [left[start - 1], *core] if told_apart or core[0].text in _COUNTS else []


def opening(tokens: Tokens) -> str:
    """The noun that a clause without numbers opens with: 经营主体|稳中培优; empty where that is no short name."""
    kept = [token for token in tokens if token.role not in "DTR"]
    start = head_start(kept, len(kept), False)
    end = next((i for i in range(start, len(kept)) if kept[i].role not in "nSEc"), len(kept))
    if end == len(kept):
        end -= 1  # 经营主体|持续壮大, where the tagger has the verb for a noun
    topic = spell(kept[start:end])
    return topic if 2 <= len(topic) <= _LONGEST else ""


def partner(tokens: Tokens) -> str:
    """Who a clause says is something: 东盟|继续为第一大贸易伙伴; a place too, unlike in ``opening``."""
    stands = any(token.role == "L" or token.text == "成为" for token in tokens[1:])
    return tokens[0].text if tokens and tokens[0].role == "S" and stands else opening(tokens)


def people_of(heads: Heads) -> Tokens:
    """完成被扣押人员交换，甲方|释放11人: the people whom the clause before speaks of."""
    aside = heads.aside if heads.fresh else []
    end = next((i for i in range(len(aside) - 1, -1, -1) if aside[i].text.endswith(_PERSONS)), -1)
    start = end - 1 if end > 0 and aside[end - 1].role == "n" else end
    start = end - 2 if end > 1 and aside[end - 2].role == "M" else start
    return aside[start : end + 1] if end >= 0 else []


def measure_of_the_like(core: Tokens, heads: Heads) -> Tokens:
    """与沿线国家进出口增长19%，与东盟|增长7%: the measure that the second of two partners leaves out."""
    if core[0].role != "P" or is_measure(core[-1]):
        return []
    partner_before = next((text for text in reversed(heads.recent) if text.startswith(core[0].text)), "")
    endings = [ending for ending in lexicon().measure_ending if partner_before.endswith(ending)]
    return [Token(max(endings, key=len), "n")] if endings else []


def _opening_of(sentence: Sentence) -> str:
    if len(sentence.text) > _SHORT_SENTENCE:
        return ""
    found = clauses(sentence, [])
    return opening(without_circumstances(found[0])[0]) if found else ""
