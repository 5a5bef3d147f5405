"""The rules that name one quantity: takes what stands on either side of a number, gives a :class:`Named`.

Before the number stands the head (地区生产总值|增长5.8%), or the verb and the thing counted (抓获犯罪嫌疑人|12名);
after it the thing counted and what is said of it (73个|高频民生事项实现“跑零次”). A clause that leaves its head out
takes it from :class:`Heads`, what the clauses before it have named.
"""

from __future__ import annotations

from typing import NamedTuple

from transforms.observations.indicators.attributes import described_by
from transforms.observations.indicators.carried import (
    acted_alone,
    body_counted,
    in_full,
    inherited,
    of_another,
    of_whole,
    reaching,
)
from transforms.observations.indicators.cores import (
    about,
    before_benchmark,
    core_of,
    rank_in,
    subject_of,
    verb_of,
)
from transforms.observations.indicators.counted import (
    FORMING,
    another_thing,
    before_measure,
    described,
    made_up,
    noun_phrase,
    owned_thing,
    predicate,
    relative_object,
    shortened,
    sized,
    stated,
    told,
)
from transforms.observations.indicators.fillers import in_all, lasting_verb, without_mark, without_opening, without_plan
from transforms.observations.indicators.heads import Heads, Named
from transforms.observations.indicators.lists import Tokens, is_measure, spell
from transforms.observations.indicators.movements import MOVEMENTS, moved
from transforms.observations.indicators.openings import (
    is_generic,
    leans,
    measure_of_the_like,
    owned,
    owner_of,
    people_of,
    such_as,
    with_word_before,
)
from transforms.observations.indicators.outcomes import (
    CAUSING,
    age,
    casualties,
    lasting,
    magnitude,
    parts,
    ranked_thing,
    victims,
    visits,
)
from transforms.observations.indicators.phrases import Token
from transforms.observations.indicators.roles import lexicon
from transforms.observations.indicators.slimming import bare_dimension, without_achieved
from transforms.observations.indicators.treated import treated
from transforms.observations.indicators.unit_kinds import PEOPLE, counts_nothing
from transforms.observations.indicators.word_sets import word_set
from transforms.records import Observation

# What a size in front of a thing measures: 200平方米的展台 → 展台面积.
_DIMENSIONS = {"平方米": "面积", "平米": "面积", "平方公里": "面积", "公顷": "面积", "亩": "面积", "立方米": "容量"}
_SECOND_UNITS = frozenset(("套", "台", "件", "批", "次", "组"))
_STOPPING = frozenset(("晚点", "停运", "停飞", "延误"))
_DENIED = frozenset(("未", "尚未", "没有"))
_FIGURES = frozenset(("数据", "数字", "数值"))
_PASSED = frozenset(("大关", "关口", "台阶", "级"))  # of the milestones, those that never name what is counted
_BROUGHT = frozenset(("实现", "完成", "创造", "达成", "批准", "核定"))
_COVERING = frozenset(("覆盖", "涉及"))  # 建成基地9家，覆盖|7个领域; but 治理河道9条，惠及|3万群众


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
    left, right = without_opening(left, observation), without_mark(right, observation)
    if not right:
        left = lasting_verb(left, observation)
    if observation.unit in ("倍", "%"):
        left = before_benchmark(left)
    elif observation.unit == "番":  # 交易量|翻番增长离不开…
        left, right = [*left, Token("", "C")], []
    core, linked = core_of(left, bool(right) and right[0].role not in "、c")
    if noun := sized(right) or described(core, right):  # 5.8公里|长的输水管线; 全长|60公里的公路
        return Named(spell(noun), spell(noun[:-1]))
    if attribute := described_by(left, core, right, observation):  # 载有|90人的客船
        return attribute
    if done := treated(left, right):  # 对12家企业进行核查
        return done
    if noun := made_up(left, right):  # 通过由|20人组成的主席团
        return Named(spell(noun), spell(noun))
    core = core or body_counted(left, right, observation, heads)
    core, right = _cleared(bare_dimension(moved(core, left, observation)), left, right)
    if observation.measure == "change" and not right and core and core[-1].text in MOVEMENTS:
        linked = True  # 本周跌幅|3%
    if 1 < len(right) <= 3 and right[0].role == "E" and right[-1].role == "C":  # 进出口实现6.5%|的增长
        core, right, linked = (core[:-1] if len(core) > 1 and core[-1].role in "Vv" else core), [], True
    special = parts(left, core, right, observation) or victims(left, right, observation, heads)
    special = special or casualties(core, right, observation, heads) or age(core, right, observation)
    special = special or magnitude(right, observation) or visits(right, observation)
    special = special or lasting(left, core, right, observation, heads)
    return special or _by_grammar(_Sides(left, core, linked, right), observation, heads)


class _Sides(NamedTuple):
    """A number's two sides: all before it, the core of that, whether it is tied, and what follows."""

    left: Tokens
    core: Tokens
    linked: bool
    right: Tokens


def _by_grammar(sides: _Sides, observation: Observation, heads: Heads) -> Named:
    """The general rules, in the order in which they are tried."""
    left, core, linked, right = sides
    if core and all(token.role in "CLD" for token in right):
        right = []  # 裸鲤由保护初期的|2500多吨增加到
    if all(token.role == "A" or token.text == "连续" for token in core):
        named = ranked_thing(right) or _by_what_follows(linked, right, observation, heads)
        lost = "".join(t.text for t in left if t.role == "A" and t.text not in lexicon().aggregation_dropped)
        return named if lost in named.text else Named(lost + named.text, named.noun, named.prefix)
    if of_another(core, observation) and (heads.noun or heads.fresh):
        return of_whole(core, heads)
    change = linked and observation.measure == "change"
    if not right and (full := with_word_before(core, left, heads) or in_full(core, heads, change)):
        core, linked = full, True
    if linked:
        return _before_link(core, right, observation, heads)
    verb = verb_of(core, right)
    listed = heads.prefix and heads.unit == observation.unit and not right
    if verb is not None and not (listed and core[verb].role == "v" and len(core) > 1):
        return _acted(sides, verb, observation, heads)
    noun, rest = noun_phrase(right) if right and right[0].role not in "Vv" else ([], right)
    if not noun:
        return _bare(sides, rest, observation, heads)
    modified, relative = left[-1].role == "E", any(token.role in "VvW" for token in core)
    return owned_thing(core if relative or not modified else [], noun, [] if modified and relative else rest, heads)


def _cleared(core: Tokens, left: Tokens, right: Tokens) -> tuple[Tokens, Tokens]:
    """The core and what follows the number, without a list that goes on and a frame around the number."""
    if len(right) > 1 and right[-1].text in FORMING and any(token.role == "F" for token in left):
        right = right[:-1]  # 由五部分共108幢|建筑组成
    while right and (right[0].role in "DT" or (right[0].text[0] == "每" and len(right[0].text) <= 3)):
        right = right[1:]  # 900立方米|每秒
    if len(right) == 1 and right[0].text in _SECOND_UNITS:
        right = []  # 6000多件|套
    if right and (right[0].role == "、" or right[0].text in _PASSED or (len(right) < 4 and right[-1].text == "台阶")):
        right = []
    if core and core[0].text == "连续" and core[-1].text in ("月", "年", "季度", "周", "天"):
        core = []  # 通胀率达10%，连续第8个月|超过7%
    if core and core[0].text == "来自" and left[-1].role == "E":  # 来自各地的|300名选手
        return [], noun_phrase(right)[0]
    if left and left[-1].role == "U" and right[:1] and right[0].role == "n" and "E" in [t.role for t in right[1:3]]:
        return [], right[:1]  # 在14亿多|人口的大国
    return core, right


def _by_what_follows(linked: bool, right: Tokens, observation: Observation, heads: Heads) -> Named:
    """73个|高频民生事项实现“跑零次”; with nothing on either side, what was named last (、增长6.3%)."""
    shared = bool(heads.prefix and heads.recent) and not linked
    ranked = rank_in(right)
    right = before_measure(right[:ranked]) if ranked else right
    denied = bool(right) and right[0].text in _DENIED  # 30项审查内容中，有8项|未通过
    noun, rest = ([], right) if denied else noun_phrase(right, within=shared)  # 新增4个示范区、4个|“两山”实践创新基地
    said = told(rest)
    if all(token.role == "C" for token in [*noun, *said]):
        return inherited(heads, observation.unit)
    text = stated(noun, said)
    if heads.recent and heads.unit == observation.unit == "%" and len(noun) > 1 and noun[0].role == "v":
        return Named(text + heads.noun, heads.noun)  # 两成企业处于亏损，三成|处于停工
    if not noun and said and heads.unit == observation.unit not in PEOPLE:  # 发布102项成果，其中53项|为首次发布
        return Named(heads.noun + text, heads.noun)
    if said and heads.recent and len(noun) == 1 and heads.noun.endswith(noun[0].text):
        return Named(heads.noun + spell(said), heads.noun)  # 30个水库项目中，20个|项目已完工
    if shared and (not said or rest[0].text in lexicon().pivot):  # 出动A 300人次、80辆|扫雪车进行清理
        text = spell(shortened(noun))
        return Named(heads.prefix + text, text, heads.prefix)
    sized = right[0].role == "E" and not said
    return Named(text + (_DIMENSIONS.get(observation.unit, "") if sized else ""), spell(noun))


def _before_link(core: Tokens, right: Tokens, observation: Observation, heads: Heads) -> Named:
    """地区生产总值|增长5.8%; 总投资|超5000亿元的项目; 总量|达122家."""
    noun = noun_phrase(right)[0] if right and right[0].role in "nEAVGSO" else []
    if noun and not any(token.text in word_set("milestone") for token in noun):
        return Named(spell([*core, *noun]), spell(noun))
    risen = len(core) == 1 and core[0].text in MOVEMENTS and observation.unit == "%"
    if heads.text and (risen or core[-1].text in _FIGURES):
        text = heads.noun if "连续" in heads.text else heads.text
        return Named(text, heads.noun)  # 通胀率连续7个月上涨，该数据为|6.1%; 外汇储备上升165亿美元，升幅为|0.5%
    if leans(core, heads) and (owner := owner_of(heads)):
        return Named(owned(core, heads), owner)
    core = without_achieved(core)
    core = [*shortened(core, linked=True), *measure_of_the_like(core, heads)]
    if core[0].text == "扣除" and heads.text and not is_measure(core[-1]):  # 收入5亿元，扣除退税因素后|增长5%
        return Named(spell(core) + "后" + heads.text, heads.noun)
    less = spell(heads.aside) if heads.fresh and heads.aside[:1] and heads.aside[0].text == "扣除" else ""
    return Named(less + spell(core), about(core))  # 扣除房地产开发投资后，|固定资产投资增长2.7%


def _bare(sides: _Sides, rest: Tokens, observation: Observation, heads: Heads) -> Named:
    """A noun before its number: 企业410.1万户; in a list, with the verb of the first (建成A 3家、B 5家)."""
    core = without_achieved(sides.core)
    phrase = shortened([*core, *(predicate(rest) if rest and rest[0].role in "VvkD" else [])])
    phrase = in_all(phrase, sides.left, observation)
    text = spell(phrase)
    share = len(core) > 1 and core[1].text == "占" and (is_generic(core[:1]) or core[0].text == "产能")
    share = share or (len(core) > 1 and core[-1].text == "连续" and is_generic(core[:-1]))  # 投入比重连续|4年
    if (leans(core, heads) or share) and (owner := owner_of(heads)):
        return Named(owned(phrase, heads), owner)  # 建成工作面90个，产能占全国|六成
    counted = not counts_nothing(heads.unit) and not counts_nothing(observation.unit)
    acted = len(core) > 1 and core[-1].text in _STOPPING  # 停运列车30趟、高铁晚点|8趟
    if heads.prefix and not acted and (counted or (heads.unit == observation.unit != "%")):
        return Named(heads.prefix + text, text, heads.prefix)
    verb = next((i for i, token in enumerate(core) if i and token.role == "V"), None)
    return Named(text, about(phrase), spell(core[: verb + 1]) if verb else "")


def _acted(sides: _Sides, verb: int, observation: Observation, heads: Heads) -> Named:
    """抓获犯罪嫌疑人|134.2万名; 派出|8个检查组; 出席|2947人."""
    left, core, _, right = sides
    noun, rest = noun_phrase(without_plan(relative_object(left, right)), within=True)
    if not right and heads.recent and all(token.role == "V" for token in core):
        core, verb = [Token(spell(core), "V")], 0  # 签约项目90个，开工建设|50个
    if named := _by_verb_alone(sides, verb, observation, (noun, rest)):
        return named
    thing = [*core[verb + 1 :], *noun] or (such_as(heads.aside) if heads.fresh else [])  # 像这样的书屋，已建成|50个
    if noun and another_thing(left, core[verb + 1 :]):
        thing = noun
    if observation.measure == "change" and core[verb].role == "C" and thing:
        return Named(spell(shortened(thing)), spell(thing))  # 降低运输成本|20%
    if core[verb].text in _BROUGHT and thing and is_measure(thing[-1]) and thing[-1].text not in lexicon().spending:
        if leans(thing, heads) and heads.recent and not noun:
            return Named(owned(thing, heads), heads.noun)  # 入驻企业90家，实现|产值7亿元
        return Named(spell(shortened(thing)), spell(thing))  # 实现|旅游收入88亿元
    subject = subject_of(core[:verb])
    if not subject and not thing and (named := acted_alone(core[verb].text, observation, heads)):
        return named
    reached = core[verb].text in (_COVERING if thing and heads.recent and not heads.fresh else word_set("reaching"))
    owner = reaching(heads) if not core[:verb] and reached else ""
    phrase = shortened([*subject, core[verb], *thing])
    if not thing:
        phrase = in_all(phrase, left, observation)
    if not subject and not thing and observation.unit in PEOPLE:
        phrase = [core[verb], *people_of(heads)]
    about_it = spell(thing or phrase[len(subject) + 1 :]) or core[verb].text
    return Named(owner + spell(phrase), about_it, owner + spell([*subject, core[verb]]))


def _by_verb_alone(sides: _Sides, verb: int, observation: Observation, after: tuple[Tokens, Tokens]) -> Named | None:
    """The names that no object between verb and number enters; None where the general rule holds."""
    left, core, _, right = sides
    noun, rest = after
    if core[verb].text in CAUSING and noun and rest and rest[0].role == "M":  # 造成|300个航班被取消
        return Named(spell([*(token for token in rest[:3] if token.role != "D"), *noun]), spell(noun))
    if left[-1].role == "E" and 0 < verb == len(core) - 1 and noun:  # 轨道器配置的|3套抱爪对准连接面
        return Named(core[verb].text + spell(noun), spell(noun))
    reached = observation.unit in ("人", "针", "人次") and left[-1].role != "R"  # but 组建一支|30人的队伍
    if verb + 1 == len(core) and right and right[0].role == "E" and reached:
        return Named(core[verb].text + observation.unit)  # 惠及3400万人的工程
    if not core[:verb] and verb + 1 == len(core) and not noun and observation.unit == "人次":
        served = core[verb].text + "人次"  # 接待|3万人次
        return None if core[verb].text in word_set("reaching") else Named(served, "人次", core[verb].text)
    return None
