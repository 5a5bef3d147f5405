"""Publication dates as metadata writes them: ISO, RFC 2822, 2024年4月27日 19:27, epoch seconds, a source's own form.

Takes a string from a column, a meta tag or a selector, gives the day in the source's time zone. What has a time
zone is moved to the source's: 2024-04-27T20:00:00Z is 28 April in Shanghai.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from transforms.articles.publication import calendar_date

_NUMERIC = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*[-/.年_]\s*(\d{1,2})\s*[-/.月_]\s*(\d{1,2})(?!\d)\s*日?"
    r"(?:[T\s]*(\d{1,2})[:：时](\d{2})(?:[:：分](\d{2}))?秒?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{6})?(?!\d)")
_EPOCH = re.compile(r"^\s*(\d{10})(\d{3})?\s*$")


def parse_day(text: str, formats: Sequence[str] = (), timezone: str = "Asia/Shanghai") -> date | None:
    """The day that a date string names.

    Args:
        text: the string; other words may stand around the date.
        formats: ``strptime`` formats tried first, on the string as it stands.
        timezone: the zone in which the day is wanted.

    Returns:
        The day, or None if no calendar day is named.
    """
    text = text.strip()
    for each in formats:
        try:
            return _local(datetime.strptime(text, each), timezone)
        except ValueError:
            continue
    return _numeric(text, timezone) or _compact(text) or _epoch(text, timezone) or _rfc_2822(text, timezone)


def _local(moment: datetime, timezone: str) -> date:
    return (moment if moment.tzinfo is None else moment.astimezone(ZoneInfo(timezone))).date()


def _numeric(text: str, timezone: str) -> date | None:
    match = _NUMERIC.search(text)
    if match is None:
        return None
    day = calendar_date(match[1], match[2], match[3])
    if day is None or match[7] is None:
        return day
    zone = "+00:00" if match[7] == "Z" else f"{match[7][:3]}:{match[7][-2:]}"
    try:
        moment = datetime.fromisoformat(f"{day}T{int(match[4]):02d}:{match[5]}:{match[6] or '00'}{zone}")
        return _local(moment, timezone)
    except (ValueError, OverflowError):
        return day


def _compact(text: str) -> date | None:
    match = _COMPACT.search(text)
    return calendar_date(*match.groups()) if match else None


def _epoch(text: str, timezone: str) -> date | None:
    match = _EPOCH.match(text)
    return _local(datetime.fromtimestamp(int(match[1]), UTC), timezone) if match else None


def _rfc_2822(text: str, timezone: str) -> date | None:
    if not re.search(r"\d{1,2}\s+[A-Za-z]{3}", text):
        return None
    try:
        return _local(parsedate_to_datetime(text), timezone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
