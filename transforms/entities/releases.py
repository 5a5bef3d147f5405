"""Releases and documents that "speak": takes the words around one, says what noun it is and whose it is.

商务部数据显示, 《报告》指出, 批示指出: the noun stands in front of the verb, and its owner in front of the noun, or
where the article said that it came out (商务部今天公布数据; 总理作出重要批示; 委员会关于预算的审查报告).
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.entities.speaker_phrases import subject
from transforms.language.lexicons import any_of, lexicon

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
_SURVEY = re.compile("调研|调查(?!总?队|中心|局|院)|民调|研究(?!院|所|中心|会)")
# 统计局今天公布的|物流进度
ISSUED = re.compile("(?<=..)(?:发布|公布)的[^，。；的]{2,30}$")
_NOUN_BEHIND = re.compile("(?:的?(?:最新|农情)*大?(?:数据|数字|资料|消息|报告|信息|调度))?(?:表示|称|说|显示|表明)?$")
_TITLED = ("公报", "报告", "白皮书", "蓝皮书", "绿皮书")
_NOBODYS = ("相关", "有关", "多项", "多份")


ISSUES = "印发"  # the verb of a document that provides something without a verb of saying
# 教育部印发|《…计划》|，; 财政部发布|进一步扶持就业的税收政策|，
_DOCUMENT = re.compile(
    r"[^，。；《\n]*?(?:《[^》\n]*》(?:等[^，。；《\n]{0,8})?|(?:公告|通知|意见|方案|计划|政策|名单|规定)(?:（[^）\n]*）)?)(?P<mark>[，。])"
    r"|(?P<joint>，)"  # 两部门联合公告，…
)
# What tells of the document (聚焦…, 提出12项措施, 自公布之日起施行) or of its purpose, and not what it provides
_ABOUT = re.compile(
    r"聚焦|围绕|涵盖|包括|包含|共(?!计)|旨在|分为|梳理|重点|确定|启动|部署|认定|细化|布局|推[动进出]|加[强快大]|进一步|全面|首次|以(?!上)"
    r"|为|从(?!今年|明年|即日|本月|20)|提出|并|自公布|自发布|明确|要求|规定|介绍|[引指]导|在全国|打造|构建|\d+[条项]|助力|落实|促进|完善"
    r"|规范|这|联[合手]|开展|随着|展示|反映|世界|这是|其中提出|对此|各地|据|针对"
)
# Behind a full stop only what looks ahead: 到2030年…, 每校要配备…
_AHEAD = re.compile(
    r"(?:其中，?)?(?:[到自]|从)?20\d\d年(?:底|末|前)?，?[^。\n]*?(?:力争|将|达到?|不低于|以上|左右)|自[^，。\n]{1,14}起"
    r"|[^，。；\n]{2,24}(?:要|应|不得|须|可以?|至少|分别承担)(?![求的])"
)
# What a document provides, in a further sentence: 每校配备不得少于…, 2027年达到…
PROVIDING = re.compile(
    r"(?<![主需重])要(?![素求])|将|应(?![急用对])|不得|可(?![能再持])|力争|至少|不低于|不超过|自20|今年|明年|20\d\d年|补贴|按照?"
)


def content_of(text: str, position: int) -> int:
    """Where what a document provides begins, or -1 where the article only tells that it came out.

    Args:
        text: the article.
        position: behind the verb (教育部等部门联合印发|《…计划》，到2027年，…).
    """
    document = _DOCUMENT.match(text, position)
    if document is None:
        return -1
    content = document.end()
    ahead = _AHEAD.match(text, content) if document["mark"] == "。" else not _ABOUT.match(text, content)
    return content if ahead else -1


@lru_cache(maxsize=1)
def noun_in_front() -> re.Pattern[str]:
    """The noun of a release at the end of a clause: 德国联邦统计局|的初步统计数据, 商务部|大数据, 公告|还."""
    nouns = any_of(lexicon("speech")["release"])
    kinds = "最新|初步|相关|有关|官方|监测|年度|这份|该|一[份项]|多项|多份|联合|抽样|问卷|网络"
    adverbs = "均|也|还|则|并|同时|特别|书|后"
    return re.compile(rf"(?:的)?(?:{kinds})*(?:{nouns}|《[^》]*》)+(?:{adverbs})*$")


def without_noun(phrase: str) -> str:
    """The source of 据…, less the noun or verb of telling behind it: 农业农村部|最新农情调度."""
    return _NOUN_BEHIND.sub("", phrase)


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
