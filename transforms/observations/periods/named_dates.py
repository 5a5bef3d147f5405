"""Times that are part of a name: takes a time expression and the words around it, tells whether it dates anything.

2022年冬奥会, 《2023年…》, 十年来最高, 春节前夕 and 今天的《乡村行》 hold for no number.
"""

from __future__ import annotations

import re

from transforms.language.times.dates import TimeExpression, lexicon

_IS_BASE = re.compile("(?:是|为|达到?|相当于)$")  # 是2016年近3倍
_BASE = re.compile(r"的?(?:近|约|超过?|将近)?[0-9.一二三四五六七八九十两]+(?:多|余)?倍")  # 增至十年前的3.4倍
# 1986年12月以来新低, 十年来最高: a record, not a period
_RECORD = re.compile(
    r"(?:入[汛夏秋冬春伏])?(?:(?:以来|来)(?:的|同期|同类)?首次|(?:以来|来)?(?:的|同期|同类)?(?:最(?![终近后]|高人?民?[检法])|新高|新低|的首次|首个(?!.{0,4}日)|之最|历史))"
)
_FIRST = re.compile("首次|首度|首个|第一次|最")  # 十年来首次超过
# 2022年冬奥会, 2023年中央预算调整方案, 2023年“大剧看总台”: names
_NAMING = re.compile(
    r"(?:年)?(?:[^，。、；0-9]{0,14}?(?:论坛|峰会|博览会|运动会|锦标赛|世锦赛|公开赛|艺术节|文化节|电影节|晚会|展览会|交易会|服贸会|进博会|宣传周|活动周|科技周|科普日|购物节|消费季|大赛|联赛)"
    r"|[^，。、]{0,6}?(?:冬奥|奥运|亚运|大运会|全运会|世界杯|年会|达沃斯|论坛|峰会|版|款|届|榜单)"
    r"|[^，。、；]{0,12}?(?:方案|报告|预算草案|中央预算|地方预算|发展计划|白皮书|名单|目录|工作要点|片单|行动计划)|“(?!五一|十一|双11|三夏))"
)
# 今天，“2024年全省青年消防技能竞赛”开幕: the year tells which event, the day when
_EVENT = re.compile(
    r"[^，。、；0-9“”《》]{2,30}?"
    r"(?:大会|年会|推介会|洽谈会|交流会|对接会|招聘会|论坛|比武|竞赛|大赛|比赛|联赛|邀请赛|活动|展览|节)"
)
_NTH = re.compile("第[0-9一二三四五六七八九十]{1,3}[期批场次轮]")  # 5月10日起发行今年第三期国债
_LONE_MONTH = re.compile(r"[一二三四五六七八九十]{1,2}月")  # within a name unless something sets it off (新十二月市)
_EVE = re.compile(r"前(?!三|[0-9])|前夕|来临|将至|临近|[刚]?过(?:后|完|去)|刚过|(?:之|以)[前后]|后(?!三)")
_DEMAND = re.compile("[^，。；]{0,24}需求")  # 满足清明假期旅客出行需求
# 今天（10月11日）的《乡村行》: the day of a programme; 一年中: every year
_PROGRAMME = re.compile(r"(?:（[^）]{1,12}）|）)?的(?:《|系列报道|“[^”]{2,12}”(?:栏目|专栏))")


def is_name(text: str, expression: TimeExpression, after: str) -> bool:
    """Whether a time belongs to a name, a title, a record or the base of a multiple.

    Args:
        text: the folded article.
        expression: the time in it.
        after: some thirty characters that follow it.
    """
    start, end, kind = expression
    words = text[start:end]
    last = text[max(0, start - 1) : start]
    opened = text.rfind("《", max(0, start - 30), start)
    if opened >= 0 and text.find("》", opened, start) < 0:
        return True
    is_whole = words == "全年" and last in ("是", "占")  # 秋粮是全年粮食生产的大头
    if is_whole or _PROGRAMME.match(after) or (words.startswith("一年") and (words + after)[2:3] in "中里"):
        return True
    if (
        last + words[:2] in lexicon()["across_words"]["words"]
        or _RECORD.match(after)
        or (words.endswith("来") and _FIRST.match(after))
        or _is_base(text, start, after.removeprefix("财年"))
    ):
        return True
    if kind == "plan":  # 实现“十四五”圆满收官, “十五五”规划
        return not words.endswith(("期间", "时期", "以来", "末", "初")) and after[:1] not in "，我期"
    if kind == "festival":
        return _EVE.match(after) is not None or _DEMAND.match(after) is not None
    return kind == "date" and _is_part_of_name(words, last, after)


def _is_base(text: str, start: int, after: str) -> bool:
    """增至十年前的3.4倍, 是2016年近3倍: what a multiple is of."""
    told = _BASE.match(after)
    return told is not None and (after[0] == "的" or _IS_BASE.search(text, max(0, start - 3), start) is not None)


def names_event(words: str, after: str) -> bool:
    """Whether a year opens the name of an event, which another time in its sentence dates."""
    if words == "今年":
        return _NTH.match(after) is not None
    return words[0].isdecimal() and words.endswith("年") and _EVENT.match(after) is not None


def _is_part_of_name(words: str, last: str, after: str) -> bool:
    """新十二月市, 2022年冬奥会."""
    if _LONE_MONTH.fullmatch(words) and re.match("[\u4e00-\u9fff]", last):
        return last not in "在到至自从于年的"
    return (
        words[0].isdecimal() and words.endswith(("年", "年度", "年夏季", "年冬季")) and _NAMING.match(after) is not None
    )
