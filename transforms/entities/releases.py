"""Releases and documents that "speak": takes the words around one, says what noun it is and whose it is.

商务部数据显示, 《报告》指出, 批示指出: the noun stands in front of the verb, and its owner in front of the noun, or
where the article said that it came out (商务部今天公布数据; 总理作出重要批示; 委员会关于预算的审查报告).
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.entities.speaker_phrases import any_of, subject
from transforms.language.lexicons import lexicon

# 市长史密斯7日发布行政令，要求… / 《扩优行动计划》启动，明确提出…
_ORDERED = re.compile(
    r"(?P<who>[^，。；：！？\n]+?)(?:联合)?(?:发布|印发|出台|公布|签署|下发)了?"
    r"[^，。；！？\n]*?(?:令|通知|公告|意见|方案|计划|办法|规定|条例|通报|》)，$"
)
_STARTED = re.compile(r"(?P<title>《[^》]+》)[^，。；！？\n]{0,6}(?:启动|实施|出台|印发|发布|公布)，$")
# 《求是》杂志发表习近平的重要文章: the author's, not the paper's
_AUTHOR = re.compile(r"(?P<author>[^，。；\n《]{2,60}?)的?(?:重要|署名){1,2}文章")
# 会议听取了马军所作的|关于…的报告, 会议通过了审查委员会|关于…的报告
_HEARD = re.compile(r"^.*?(?:听取和审议|通过|听取|审议|批准)了?")
_MADE = re.compile(r"(?:所?作(?:的|了)?|的)$")
_TITLE = re.compile(r"[^，。；《》]{0,12}(?P<title>《[^》]+》)[^，。；《》]{0,10}")
GENERIC_OWNER = re.compile(r"相关|有关|最新|多项|多份|初步|这|该|一|另")  # 有关研究报告 is nobody's
_SURVEY = re.compile("调研|调查(?!总?队)|民调|研究")
_TITLED = ("公报", "报告", "白皮书", "蓝皮书", "绿皮书")
_NOBODYS = ("相关", "有关", "多项", "多份")


@lru_cache(maxsize=1)
def noun_in_front() -> re.Pattern[str]:
    """The noun of a release at the end of a clause: 德国联邦统计局|的初步统计数据, 商务部|大数据, 公告|还."""
    nouns = any_of(lexicon("speech")["release"])
    kinds = "最新|初步|相关|有关|官方|监测|年度|这份|该|一份|多项|多份|联合|抽样|问卷|网络"
    adverbs = "均|也|还|则|并|同时|特别|书|后"
    return re.compile(rf"(?:的)?(?:{kinds})*(?:{nouns}|《[^》]*》)+(?:{adverbs})*$")


def is_nobodys(noun: str) -> bool:
    """Whether a release is left without an owner on purpose: 相关研究预计, 多项数据显示."""
    return noun.startswith(_NOBODYS)


def is_document(noun: str) -> bool:
    """Whether a noun is one of a document, which speaks for its owner wherever it is named again (报告, 批示)."""
    return "《" in noun or noun.endswith(tuple(lexicon("speech")["documents"]))


def is_survey(words: str) -> bool:
    """Whether words that name a release are about a survey or a study, which no further figures follow."""
    return _SURVEY.search(words) is not None


def is_title(owner: str, noun: str) -> bool:
    """Whether a document is called by its title without book marks (2022年医疗保障事业发展|统计公报显示)."""
    return noun.endswith(_TITLED) and owner.endswith(("发展", "运行", "状况", "情况", "质量")) and len(owner) > 5


def is_data(noun: str) -> bool:
    """Whether a noun is one of figures, which may come from whatever is named in front of it (出行平台|数据)."""
    words = lexicon("speech")
    return not noun.endswith((*words["plans"], *words["instructions"]))


def title_alone(clause: str) -> str:
    """The title of a document that comes out by itself (《海洋经济报告》今天|发布), or ""."""
    found = _TITLE.fullmatch(clause)
    return found["title"] if found else ""


def owner_of(clause: str, rest: str) -> str:
    """Whose a document is that comes out here.

    Args:
        clause: the clause up to the verb (国务院总理李明|作出, 会议听取了审查委员会|关于).
        rest: what follows the verb (重要批示。).

    Returns:
        The phrase that names the owner, the document's title where it comes out by itself, or "".
    """
    author = _AUTHOR.match(rest)
    if author:
        return subject(author["author"])
    return _MADE.sub("", subject(_MADE.sub("", _HEARD.sub("", clause))))


def orderer(passage: str) -> tuple[str, str]:
    """Who orders or plans (市长亚当斯发布行政令，要求…): the title of a plan, else the words of a body."""
    started = _STARTED.search(passage)
    if started:
        return started["title"], ""
    issued = _ORDERED.search(passage)
    return "", subject(issued["who"]) if issued else ""
