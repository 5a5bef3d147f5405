"""Where a time begins and ends: takes a time and the words around it, gives what 以来, 起, 截至 and 前 make of it.

冬捕开始以来 names no day, so its span is open at the start (→ /2024-05-20); 自今年4月…发生冲突后 runs from April
to the publication; 从8日首个开放日以来，截至今日 runs from the one day to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from transforms.language.times.dates import TimeExpression
from transforms.language.times.numbers_of_dates import number
from transforms.language.times.spans import Context, Span, day, months, shifted

_EVENT = re.compile(r"(?<![年月日天周来])以来(?!自)")
_CLAUSE = re.compile(r"[^，。；！？：、（）“”《》\n]{2,24}$")
# 一直以来, 有史以来 and 有记录以来 open no span; nor does what is only the base of a record
_NO_EVENT = re.compile(
    r"(?:一直|长期|多年|历史|有史|记录|纪录|观测|数据|资料|统计|近代|自古|本世纪|世纪|年代)以来$|[入开]?[春夏秋冬汛伏年]以来$|[大会]以来$"
)
_RECORD = re.compile(r"(?:的|同期|同类)?(?:最|新高|新低|首|第[一二三四五六七八九十0-9])|[^，。；]{0,6}之最")
_SINCE = re.compile(r"(?:比赛|[^，。；！？\n0-9比较]){0,22}?(?:以来|至今|迄今)")
_SINCE_FROM = re.compile(
    r"(?:比赛|[^。；！？\n比较]){0,40}?(?:以来|至今|(?:发生|爆发|成立|启动|实施|开展|宣布|运营|开通)[^，。；！？\n]{0,8}后，|[^，。；！？\n0-9]{0,10}已)"
)
_FROM_ON = re.compile(r"(?:起|开始)，?[^。；！？\n0-9]{0,24}(?:已|共|累计)")  # 从今年1月起，…共展开424次
_TO_COME = re.compile(r"起")  # 6月1日起, told in May
# 自1月1日起，标准提高到2000元, told in August: what is in force has no end; 4月1日起举行罢工 has one
_IN_FORCE = re.compile(
    r"起(?:，|正式|全面)?[^。；！？\n]{0,24}?(?:标准|政策|制度|施行|实施|试点|试行|执行|取消|免征|费率|税率|可(?=[\u4e00-\u9fff]{2}))"
)
_BY = re.compile("[之以]?前(?![0-9]+[天日名位强]|[三列景所往后沿来])")  # 6月底前
UNTIL = re.compile(
    r"(?:(?:截至|截止|截止到|截至到)(?:当地时间|北京时间|目前)?|(?:持续|延续|延长)[到至]|以来[，至到]{1,2}|(?<![从自])直[到至]|(?:措施|政策|减产|期限)[到至])$"
)
_WEEKS_TO = re.compile(r"的(?:[过前]去?)?(?:([一二两三四1-8])周|七天)")
_MONTHS_TO = re.compile(r"的([0-9]{1,2}|[一二三四五六七八九十]{1,2})个月")  # 截至今年8月的12个月里
_YEAR_ENDS = re.compile(r"(1[01]|[1-9])月底?结束的$")  # 在9月底结束的2023财年
_LONGEST_EVENT = 40  # characters between a date and the 以来 that it opens


def with_events(text: str, expressions: tuple[TimeExpression, ...]) -> Iterable[TimeExpression]:
    """The times of a text, with the events of 以来 that no time stands in (kind ``since``)."""
    if "以来" not in text:
        return expressions
    found = list(expressions)
    for match in _EVENT.finditer(text):
        clause = _CLAUSE.search(text, max(0, match.start() - 24), match.start())
        if clause is None or _NO_EVENT.search(text, clause.start(), match.end()) or _RECORD.match(text, match.end()):
            continue
        event = TimeExpression(clause.start(), match.end(), "since")
        if not any(_opens(text, expression, event) for expression in expressions):
            found.append(event)
    return sorted(found)


def _opens(text: str, expression: TimeExpression, event: TimeExpression) -> bool:
    """Whether a time stands in the event's clause, or dates it from before (自1月7日“小三通”航线复航以来)."""
    start, end, _ = expression
    if event.start - _LONGEST_EVENT > end or start > event.end:
        return False
    if end > event.start:
        return True
    return text[start - 1 : start] in ("自", "从") and re.search("[。；！？\n]", text[end : event.start]) is None


def _opened(span: Span, before: str, after: str, published: str) -> Span | None:
    """The span that a date opens, up to the publication or, to come, without an end; None where it opens none.

    Args:
        span: the date.
        before: some characters before it.
        after: what follows it.
        published: the publication date.
    """
    if _BY.match(after) and span.end >= published[: len(span.end)]:
        return Span("", span.end)
    if span.start <= published:
        begins = _SINCE_FROM if before.endswith(("自", "自从")) else _SINCE
        if begins.match(after) or _FROM_ON.match(after):
            return Span(span.start, published)
    opens = (_TO_COME if span.start > published else _IN_FORCE).match(after)
    is_fine = len(span.start) >= len("2024-03") and span.start == span.end
    return Span(span.start, "") if is_fine and opens and "为期" not in after else None


def bounded(kind: str, span: Span | None, before: str, after: str, context: Context) -> Span | None:
    """The span under 截至 (open at its start) or 以来 (up to the publication)."""
    published = context.published.isoformat()
    if UNTIL.search(before):
        return Span("", published) if kind == "clock" else span and _closed(span, after)
    if span is None:
        return None
    ended = _YEAR_ENDS.search(before)
    if span.is_year and ended:
        month = int(ended[1])
        return months(*shifted(date(int(span.end), month, 1), -11), int(span.end), month)
    if kind in ("date", "day", "iso", "festival", "plan"):
        since = _opened(span, before, after, published)
        if since is not None:
            return since
    begun = before.endswith(("从", "自")) and after.startswith(("起", "开始"))
    return Span(span.start, published) if begun and "" < span.start[:4] < published[:4] else span  # 从2017年起


def _closed(span: Span, after: str) -> Span:
    """截至2月末; 截至7日的一周, 截至19日的四周 and 截至今年8月的12个月里 are the days and months up to it."""
    weeks = _WEEKS_TO.match(after)
    if span.last_day and weeks:
        return day(span.last_day - timedelta(days=7 * number(weeks[1] or "一") - 1), span.last_day)
    length = _MONTHS_TO.match(after)
    if length and len(span.end) == len("2024-03"):
        last = date.fromisoformat(f"{span.end}-01")
        return months(*shifted(last, 1 - number(length[1])), last.year, last.month)
    return Span("", span.end)
