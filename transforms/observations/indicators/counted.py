"""What follows a number: the noun it counts and what is said of that noun.

Takes the tokens after a number, gives the noun phrase (73个|高频民生事项) and the predicate (实现“跑零次”), and
spells the two as briefly as they still name the thing.
"""

from __future__ import annotations

import re

from transforms.observations.indicators.heads import Heads, Named
from transforms.observations.indicators.lists import Tokens, is_measure, spell
from transforms.observations.indicators.phrases import Token
from transforms.observations.indicators.roles import lexicon

_LONG = 18  # an indicator longer than this gives up its 的-modifiers
_PROPER = 8
_VERY_LONG = 26  # and a sentence longer than this all that follows its verb
_LENGTHS = {"长": "长度", "宽": "宽度", "高": "高度", "深": "深度", "厚": "厚度", "重": "重量"}
_BRACKET = re.compile("（[^）]*）")
_RELATIVE = frozenset(("作为", "成为", "第一个", "第二个", "首个", "唯一"))
_BRINGING = frozenset(("实现", "完成", "带动", "拉动", "获得", "创造", "吸引"))
_JOINING = frozenset(("连接", "连通", "横跨", "跨越", "通往"))
FORMING = frozenset(("组成", "构成"))
_ARTICLE = re.compile("一.$|大量|若干|多[个名家座处架枚]|[百千万][余多]?[个项家座种名场]|第[0-9一二三四五六七八九十]")
_OF_PEOPLE = frozenset(("人", "裔", "籍"))
WORKS = frozenset(("建设", "改造", "修复", "开发"))


def noun_phrase(right: Tokens, within: bool = False) -> tuple[Tokens, Tokens]:
    """The noun phrase that a number counts, and what follows it.

    Args:
        right: the tokens after the number.
        within: whether they are the object of a verb before the number, where only a few verbs end the noun
            (派出8个检查组|开展检查), or the subject of a sentence, where any verb does (13个大模型|通过备案).

    Returns:
        The noun phrase without its frames, and the rest.
    """
    noun: Tokens = []
    relative = max((i for i, token in enumerate(right) if token.role == "E"), default=-1)
    for position in range(1 if right and right[0].role == "E" else 0, len(right)):
        if noun and _closes(right, position):
            return trimmed(noun), []
        if noun and _ends_noun(right, position, relative, within, noun):
            return trimmed(noun), right[position:]
        framed = right[position].role in ("LPUHIBFW" if within else "LPUHMIBFW")  # 移交75名|被扣押人员
        if not noun and framed and position > relative:
            return [], right[position:]
        if right[position].role not in "DTRL,":
            noun.append(right[position])
    return trimmed(noun), []


def _ends_noun(right: Tokens, position: int, relative: int, within: bool, noun: Tokens) -> bool:
    """Whether the noun phrase is over before this token; up to the last 的 it goes on, if it is an object."""
    token, before = right[position], right[position - 1]
    if before.role in "c、E" or all(word.role in "Vv" for word in noun):
        return False
    if token.role in "TH" or token.text == "在内" or token.text in lexicon().scenic:
        return True  # 开放日活动|今天开始; 两名儿童|在内的4人; 使用油罐车|将石油运走
    modifies = position < relative  # a 的 is still to come
    if token.role not in "VCv":
        return token.role in "LUHMIBFkDPW" and not (modifies and (within or token.role in "DPW"))
    if position + 1 == len(right):
        return token.role == "C"
    if token.text in lexicon().nominal and right[position + 1].role in "nO":
        return False  # 光伏发电项目
    return (token.text in lexicon().pivot and not modifies) if within else (token.role == "V" or not modifies)


def _closes(right: Tokens, position: int) -> bool:
    """5个阵地|和一个雷达站; 4个传统产业、3个新兴产业|组成的体系: what follows is said of something else."""
    token, following = right[position], spell(right[position + 1 : position + 2])
    if token.role in "c、":
        return _ARTICLE.match(following) is not None
    return token.text in FORMING and following == "的"


def trimmed(noun: Tokens) -> Tokens:
    """A noun phrase without its owner, and of several examples the first (10万吨|再生铝等项目)."""
    start, end = 0, len(noun)
    if noun and noun[0].role in "SO":  # 国防部队和其他武装力量的|被俘人员
        start = max((i + 1 for i, token in enumerate(noun[:-1]) if token.role == "E"), default=0)
    title = next((i for i in range(start + 1, end) if noun[i].text.startswith("《")), 0)
    if title and all(token.role != "E" for token in noun[title:]):
        end = title  # 4本理论教材|《…》《…》
    number = next((i for i in range(start + 1, end - 1) if noun[i].role == "c" and noun[i + 1].role == "m"), end)
    end = min(end, number)  # 10个|新兴产业和5大未来产业
    sample = next((i for i in range(start + 1, end) if noun[i].text == "等"), 0)
    joint = next((i for i in range(start + 1, end) if noun[i].role in "、c"), 0)
    whole = sample and joint and noun[joint].role == "、"
    if whole and len(spell(noun[sample + 1 : end])) >= 4:
        return trimmed(noun[sample + 1 : end])  # 4万件帐篷、折叠床等|救灾物资
    if sample and all(token.role != "E" for token in noun[sample:]):
        end = min(joint or sample, sample)
    elif (
        joint
        and len(spell(noun[start:joint])) > 1
        and noun[-1].text in WORKS
        and all(token.role not in "Vv" for token in noun[:-1])
    ):
        end = joint  # 14个|电网工程、联网通道建设
    while end and noun[end - 1].role in "E、cf":
        end -= 1
    while start + 1 < end and noun[start].role in "SGEc" and noun[start + 1].text not in _OF_PEOPLE:
        start += 1  # but 美国|人, 非洲|裔
    return noun[start:end]


def predicate(rest: Tokens) -> Tokens:
    """What is said of the things counted, without place, time and company."""
    if rest and (rest[0].text in ("让", "使", "令", "在内") or rest[0].role == "F"):
        return []
    if rest and rest[0].text in lexicon().opinion:  # 七成经济学家|预计美国经济可能衰退
        return [token for token in rest if token.role not in "D,"]
    if len(rest) > 1 and rest[-1].text in ("后", "时", "以后", "之后"):
        return []  # 三名航天员|抵达发射场后
    kept: Tokens = []
    company = False
    for token in rest:
        company = (company or token.text in ("与", "同", "向")) and token.role not in "VvkDE"
        if token.role in "Vv" and len(kept) > 1 and kept[-1].role == "、" and kept[-2].role == "n":
            return kept[:-1]  # 实现“跨省通办”、|申办…只跑一次
        placed = token.role == "O" and kept and kept[-1].role in "Vv"
        listed = token.role == "、" and (not kept or kept[-1].role in "、P")  # 对吉林、辽宁2省开展督察
        if not (company or placed or listed or token.role in "DTRIMHLS,"):
            kept.append(token)
    while kept and kept[-1].role == "c":
        kept.pop()  # 在甲地和|、乙地参观
    return kept


def told(rest: Tokens) -> Tokens:
    """The predicate of things counted, but no picture of them: 樱花|竞相绽放."""
    return [] if any(token.text in lexicon().scenic for token in rest) else predicate(rest)


def stated(noun: Tokens, said: Tokens) -> str:
    """The thing counted and what is said of it; of a long predicate only the verb and its object."""
    if len(_BRACKET.sub("", spell(noun))) + len(spell(said)) > _VERY_LONG:
        said = said[: _object_end(said)]
    return spell(shortened(noun)) + spell(said)


def _object_end(said: Tokens) -> int:
    """Where the first verb's object ends; right after the verb where the object has modifiers (展示|…的新产品)."""
    verb = next((i for i, token in enumerate(said) if token.role in "Vv"), -1)
    if verb < 0 or any(token.role == "E" for token in said):
        return verb + 1
    after = (i for i in range(verb + 2, len(said)) if said[i].role in "VvPFU、")
    return next(after, len(said))


def shortened(tokens: Tokens, linked: bool = False) -> Tokens:
    """A phrase without its 的-modifiers where it is too long to be a name.

    Args:
        tokens: the phrase.
        linked: whether it is all one noun; otherwise a verb that opens it stays with its object.
    """
    if len(spell(tokens)) <= _LONG:
        return tokens
    last = max((i for i, token in enumerate(tokens) if token.role == "E"), default=-1)
    tail = tokens[last + 1 :]
    if last < 0 or len(spell(tail)) < 4 or all(is_measure(token) for token in tail):
        return tokens
    return [tokens[0], *tail] if tokens[0].role in "Vv" and not linked else tail


def sized(right: Tokens) -> Tokens:
    """5.8公里|长的输水管线 → 输水管线长度; empty where no size stands there."""
    if len(right) < 2 or right[0].text not in _LENGTHS or right[1].role != "E":
        return []
    return [*noun_phrase(right[1:])[0], Token(_LENGTHS[right[0].text], "n")]


def described(core: Tokens, right: Tokens) -> Tokens:
    """全长|60公里的公路 → 公路全长; 价值|65亿卢布的信贷额度 → 信贷额度; empty where nothing is described so."""
    if not core or len(right) < 2 or right[0].role != "E":
        return []
    word = core[-1].text
    measure = lexicon().describing.get(word, word if word[0] == "总" and core[-1].role == "n" else None)
    if measure and right[1].role in "SO" and len(right) > 2:
        return core[-1:]  # 全长|90公里的京沈高速: a road with a name owns it
    noun = noun_phrase(right)[0] if measure is not None else []
    if len(noun) > 2 and noun[-1].role in "Vv":
        noun = noun[:-1]  # 总舱容17万立方米的运输船|下水
    if measure and len(spell(noun)) > _PROPER:
        return core[-1:]  # 总投资25亿元的高端装备智能制造基地: so long a name is one thing's own
    return [*noun, Token(measure, "n")] if noun and measure else noun


def made_up(left: Tokens, right: Tokens) -> Tokens:
    """由|20人组成的主席团 → 主席团; empty where no such clause stands about the number."""
    opened = bool(left) and left[-1].role == "F" and len(right) > 2
    return noun_phrase(right[2:])[0] if opened and right[0].role in "Vv" and right[1].role == "E" else []


def before_measure(right: Tokens) -> Tokens:
    """16个行业小类|实现营业收入2万亿元: the things counted, where the words up to the next number measure them."""
    end = len(right)
    while end and (right[end - 1].role in "LCDA" or right[end - 1].text.startswith("每")):
        end -= 1
    if end < 2 or not is_measure(right[end - 1]) or right[0].role not in "nSGA" or right[end - 1].role != "n":
        return right
    cut = next((i for i in range(1, end) if right[i].role in "AE" or is_measure(right[i]) or _brings(right[i])), end)
    return right[:cut] if right[cut].role != "E" else right


def _brings(token: Token) -> bool:
    return token.role == "V" and token.text in _BRINGING


def another_thing(left: Tokens, before: Tokens) -> bool:
    """Whether the words between verb and number are no part of what is counted.

    建设南山口、同德|4个电站 has names of what is counted; 摧毁组装车间和|4个控制点 something else beside it;
    打击沿江道路的|两座桥 what it belongs to.
    """
    if any(token.role == "、" for token in before) or left[-1].role == "c":
        return True
    return bool(before) and left[-1].role == "E" and (before[0].role == "S" or before[0].text in _JOINING)


def relative_object(left: Tokens, right: Tokens) -> Tokens:
    """作为第二个举办|两届亚冬会的城市: the object ends before the 的 of the clause that says which city."""
    place = max((i for i, token in enumerate(left) if token.role == "U"), default=len(left))
    opened = any(token.text in _RELATIVE for token in left) or left[-1].text == "来自"
    opened = opened or (place < len(left) and all(token.role != "f" for token in left[place:]))
    ending = next((i for i, token in enumerate(right) if token.role == "E"), 0)
    return right[:ending] if opened and ending else right


def owned_thing(core: Tokens, noun: Tokens, rest: Tokens, heads: Heads) -> Named:
    """温州反诈中心|8套反制系统; 德令哈、格尔木|2座电站."""
    said = told(rest) if not core or not is_measure(core[-1]) else []
    listed = any(token.role == "、" for token in core) and all(token.role not in "VvWP" for token in core)
    listed = listed and not is_measure(core[-1])
    if listed or (core[-1:] and core[-1].text.endswith("中心")):
        core = []  # 产业实力、经济效益|四项指标
    if core and not is_measure(core[-1]) and not any(token.role in "Vvk" for token in core):
        core = []
    if not core and not said and heads.prefix:
        return Named(heads.prefix + spell(noun), spell(noun), heads.prefix)
    return Named(stated([*core, *noun], said), spell(noun))
