"""The phrase that names a speaker: takes an attributing clause, gives the noun phrase it begins with.

伊朗外交部发言人卡纳尼17日在驳斥有关言论时|说 → 伊朗外交部发言人卡纳尼. Where the phrase ends (a time, a preposition,
another verb) and what may lead into it are patterns of ``lexicons/speech.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.language import places
from transforms.language.lexicons import any_of, lexicon
from transforms.language.names import body_pattern, is_chinese_name, is_foreign_name

MARKS = "，。！？；：、”‘’」』—… "


# 71%的受访者, 约四成的经济学家; not 2024年春运工作专班, 三峡集团
_COUNTED = re.compile(
    r"(?:约|近|超过?|逾|多达|至少|大约|有)?(?:(?!\d{4}[\u4e00-\u9fff]{4}|20\d\d(?:中国|全球|世界))\d[\d.]*(?!\d|年)|[一二三四五六七八九十两数百]+(?:成|名|位|家|分之|多[名位家])|半数)"
)


@lru_cache(maxsize=1)
def _not_speaker() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(lexicon('speech')['not_speaker'])})")


def is_nobody(phrase: str) -> bool:
    """Whether a phrase begins with what no speaker begins with: 按照《规划》, 下一步."""
    return _not_speaker().match(phrase) is not None


def is_counted(phrase: str) -> bool:
    """Whether a phrase is a number of people: 71%的受访者, 约四成的店主."""
    return _COUNTED.match(phrase) is not None


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("speech")["ends_of_speaker"]))


@lru_cache(maxsize=1)
def _leading() -> re.Pattern[str]:
    # A day in brackets behind the time it explains: 今天（6月13日）
    time = r"(?:当地时间|北京时间)?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚间?|凌晨)?"
    words = rf"{any_of(lexicon('speech')['leading'])}|\d{{4}}年(?=习近平)"
    return re.compile(
        rf"(?:{words}|有(?!关)|经(?![济常过营贸开纪])|{time}|[今当][天日晚]|近[日期]|（[^）]*）|[，、 \s])+"
    )


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(lexicon('speech')['between'])}|（[^）]*日[^）]*）)+$")


@lru_cache(maxsize=1)
def tail() -> re.Pattern[str]:
    """What may stand between a speaker and a verb that is as often a noun: a time, an adverb, an occasion."""
    time = (
        r"当地时间|(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|[今昨前当][天日晚]|近[日期]|日前|（[^）]*）|上午|下午|晚间?|凌晨"
    )
    occasion = r"[在就][^，]*|[向给][^，]*|(?:通过|接受|召开|举行|发表|发布)[^，]*|最新|正式|初步|不完全"
    return re.compile(f"(?:{time}|{any_of(lexicon('speech')['between'])}|{occasion})*")


@lru_cache(maxsize=4096)
def subject(clause: str) -> str:
    """The noun phrase that a clause begins with: what stands in front of the first time, adverb or verb.

    Args:
        clause: the words from the clause's start to the verb of saying (伊朗外交部发言人卡纳尼17日在驳斥…时).

    Returns:
        The phrase (伊朗外交部发言人卡纳尼), or "" where the clause begins with none.
    """
    lead = _leading().match(clause)
    phrase = clause[lead.end() :] if lead else clause
    end = _ends().search(phrase)
    if end:
        phrase = phrase[: end.start()]
    phrase = phrase.strip(MARKS)
    if body_pattern().search(phrase):
        return phrase  # 交易所: the last character of a body's name may be an adverb elsewhere
    bare = _between().sub("", phrase).strip(MARKS)
    named = is_chinese_name(phrase, vouched=True) and phrase[0] not in "这那该"
    return phrase if named and not body_pattern().search(bare) else bare  # 韩正, but 乌方还


def without_side(phrase: str) -> str:
    """也门胡塞武装方面 → 也门胡塞武装; a country's or a place's side stays as written (乌克兰方面)."""
    name = phrase.removesuffix("方面")
    if name == phrase:
        return phrase
    named = places.find(name)
    whole = name.endswith("国") or (bool(named) and named[-1].end == len(name))
    return name if not whole and (named or body_pattern().search(name)) else phrase


def body_in_front(owner: str) -> str:
    """国家税务总局增值税发票 → 国家税务总局: the body whose data they are."""
    if is_foreign_name(owner[-3:]):
        return owner  # 德国调查机构迪麦颇
    for end in range(len(owner) - 2, max(2, len(owner) - 9), -1):
        if body_pattern().search(owner[:end]) and not set("和与、等及的") & set(owner[end:]):
            return owner[:end]
    return owner


def in_full(text: str, phrase: str, position: int) -> str:
    """该州消防部门官员 → 昆士兰州消防部门官员: the name last written with that ending in front of `position`."""
    if not phrase.startswith("该") or len(phrase) < 3:
        return phrase
    names = re.findall(rf"[\u4e00-\u9fff]{{2,8}}?{phrase[1]}", text[max(0, position - 200) : position])
    return names[-1].lstrip("在从由于") + phrase[2:] if names else phrase
