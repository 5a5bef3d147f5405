"""What a measure without an owner is a measure of: 总量, 总里程, 年发电量 and their like need a topic.

Takes what has been named so far, gives the owner: the thing named last in the sentence (新增里程30公里，总里程…),
else what the clause or the short sentence before opens with (经营主体持续壮大。|总量达…). Reads in the same way what a
clause without a number is about (产量|快速增长), whom it speaks of and what it says things are like.
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
from transforms.observations.indicators.word_sets import endings, word_set

_LONGEST = 12  # characters of a topic; what is longer is a statement
_SHORT_SENTENCE = 24
_COUNTS = frozenset(("数量", "总数", "总量"))
_SUCH_AS = frozenset(("像", "类似"))
_SET = frozenset(("标准", "额度", "上限", "下限", "限额", "门槛", "期限"))
_VOLUMES = ("吞吐量", "销售量", "发货量", "产量", "订单")
_SELF_CONTAINED = frozenset(("总人口", "总产出", "年降水量", "年均气温", "总人数", "年平均气温"))


def is_generic(core: Tokens) -> bool:
    """Whether the core says nothing without what it belongs to: 总量, 平均规模, 年发电量."""
    if len(core) == 2 and ((core[0].text == "年度" and is_measure(core[1])) or spell(core) in lexicon().generic):
        return True  # 签约|金额, where the tagger has two words
    return all(token.role == "A" or _is_bare(token) for token in core)


def leans(core: Tokens, heads: Heads) -> bool:
    """Whether the core needs an owner: 总量 always; 进出口 where the sentence has just counted 保税区 or 企业."""
    if is_generic(core):
        return True
    has = heads.noun.removesuffix("数量").endswith(endings("having"))
    return bool(heads.recent) and heads.unit in word_set("body_unit") and has and spell(core) in word_set("had")


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
    if text.startswith("总") and owner.endswith(_VOLUMES):
        return text  # 发货量破万件，总收入3亿元: the measure told before owns no other
    if text in ("占比", "比重", "比例") and heads.recent and "占" in heads.text[1:-2]:
        return heads.text  # 光纤用户占全部用户的九成，占比提高
    for end in (text + "连续", text, text.removeprefix("总"), text.removeprefix("年")):
        owner = owner.removesuffix(end) if len(end) > 1 else owner
    shared = next((length for length in range(len(text) - 1, 1, -1) if owner.endswith(text[:length])), 0)
    return owner + text[shared:]  # 医保参保人数90万人，参保率


def owner_of(heads: Heads) -> str:
    """The owner of a bare measure; empty where nothing before it can be that."""
    if heads.recent and heads.fresh and (opened := opening(heads.aside)):
        return opened
    if heads.recent:
        bare = heads.noun.endswith("级") or heads.noun in lexicon().generic
        return "" if bare else heads.noun  # 400兆瓦级的工程，总投资; 客流量70万人次，销售额
    if heads.fresh and (body := _body(heads.aside)):
        # 乡村公路运行平稳，交通量; of a firm with a name the subject tells
        return body if body.endswith(endings("having")) else ""
    if heads.fresh and (opened := opening(heads.aside)):
        return opened
    if heads.before is not None and (opened := _opening_of(heads.before)):
        return opened
    return heads.noun


def _body(tokens: Tokens) -> str:
    """The body, road or park with a name that a clause opens with."""
    first = next((token for token in tokens if token.role not in "DTRSG"), None)
    return first.text if first is not None and first.role == "O" else ""


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
    opened = spell(kept[start:end])
    return opened if 2 <= len(opened) <= _LONGEST else ""


def _adds_nothing(word: str) -> bool:
    """产量|居高不下, 投资|力度加大: words after a measure that belong to what is said of it."""
    return len(word) == 4 or word in ("最大", "力度")


def untied(core: Tokens) -> Tokens:
    """The head of a clause without a number: 产量|快速增长; empty where it has no measure to its name."""
    last = max((i for i, token in enumerate(core) if is_measure(token) and token.role == "n"), default=-1)
    if last + 1 < len(core) and core[last + 1].role == "n" and not _adds_nothing(core[last + 1].text):
        return []
    start = 1 if core and core[0].role in "VC" and last > 0 else 0
    return core[start : last + 1]


def topic(tokens: Tokens, told: bool = False) -> Tokens:
    """The noun phrase that a clause consists of: 育儿补贴标准，|由每月500元提高到; empty where it says more.

    Args:
        tokens: the clause.
        told: whether it is known to be nothing but a noun phrase, whatever verbs stand in it (志愿服务团队).
    """
    start = next((i for i, token in enumerate(tokens) if token.role not in "DTR"), len(tokens))
    kept = tokens[start:]
    kept = kept[head_start(kept, len(kept), linked=True) :]
    named = told or (bool(kept) and kept[-1].text in _SET)  # 照料老人补贴标准; but 提高服务质量 is no name
    within = "nSEAc、Vv" if named else "nSEAc、"
    if not kept or kept[-1].role != "n" or any(token.role not in within for token in kept):
        return []
    return kept if len(spell(kept)) > 2 and not kept[-1].text.endswith(endings("no_topic")) else []


def such_as(tokens: Tokens) -> Tokens:
    """像这样的养老服务站，|全市建成50个: what the clause before says that things are like."""
    if not tokens or tokens[0].text not in _SUCH_AS:
        return []
    return topic(tokens[next((i + 1 for i, token in enumerate(tokens) if token.role == "E"), 0) :], told=True)


def partner(tokens: Tokens) -> str:
    """Who a clause says is something: 东盟|继续为第一大贸易伙伴; a place too, unlike in ``opening``."""
    stands = any(token.role == "L" or token.text == "成为" for token in tokens[1:])
    return tokens[0].text if tokens and tokens[0].role == "S" and stands else opening(tokens)


def people_of(heads: Heads) -> Tokens:
    """完成被扣押人员交换，甲方|释放11人: the people whom the clause before speaks of."""
    aside = heads.aside if heads.fresh else []
    end = next((i for i in range(len(aside) - 1, -1, -1) if aside[i].text.endswith(endings("person"))), -1)
    start = end - 1 if end > 0 and aside[end - 1].role == "n" else end
    start = end - 2 if end > 1 and aside[end - 2].role == "M" else start
    return aside[start : end + 1] if end >= 0 else []


def measure_of_the_like(core: Tokens, heads: Heads) -> Tokens:
    """与沿线国家进出口增长19%，与东盟|增长7%: the measure that the second of two partners leaves out.

    对新兴市场出口回升，其中对东盟|增长14%: the clause before may have it without a number.
    """
    if core[0].role != "P" or is_measure(core[-1]):
        return []
    before = next((text for text in reversed(heads.recent) if text.startswith(core[0].text)), "")
    endings = [ending for ending in lexicon().measure_ending if before.endswith(ending)]
    if before or not heads.aside:
        return [Token(max(endings, key=len), "n")] if endings else []
    told = next((i for i, token in enumerate(heads.aside) if token.text == core[0].text), len(heads.aside))
    return [token for token in heads.aside[told:] if is_measure(token) and token.text != "增速"][:1]


def _opening_of(sentence: Sentence) -> str:
    if len(sentence.text) > _SHORT_SENTENCE:
        return ""
    found = clauses(sentence, [])
    return opening(without_circumstances(found[0])[0]) if found else ""
