"""What a time expression amounts to: takes an expression and the publication date, gives a span of time.

今年前5个月 → 2024-01/2024-05, 截至目前 → /2024-05-31, 8日 → the nearest 8th before publication. Nothing is
reckoned from today's clock. Calendar dates are read in ``language.calendar_dates``, spans counted from the
article (五年来) in ``language.counted_spans``, holidays and seasons and other names in ``language.named_times``.
"""

from __future__ import annotations

from functools import lru_cache

from transforms.language.times import calendar_dates, counted_spans, named_times
from transforms.language.times.spans import Context, Span


@lru_cache(maxsize=4096)
def resolve(text: str, kind: str, context: Context) -> Span | None:
    """The span of time that an expression names.

    Args:
        text: the expression, folded.
        kind: its kind, as ``language.dates`` tells.
        context: what it is reckoned from.

    Returns:
        A span, or None where the expression does not say which time (周边, 近年来, 8时).
    """
    reader = _READERS.get(kind)
    return reader(text, context) if reader else None


def _counted(text: str, context: Context) -> Span | None:
    return counted_spans.resolve(text, context.published, context.anchor, ahead=context.ahead)


_READERS = {
    "date": calendar_dates.read,
    "iso": calendar_dates.read_iso,
    "day": named_times.day_word,
    "month": named_times.month_word,
    "week": named_times.week,
    "plan": named_times.plan,
    "festival": named_times.festival,
    "holiday": named_times.holiday,
    "lunar": named_times.lunar,
    "season": named_times.season,
    "era": named_times.era,
    "now": named_times.now,
    "newest": named_times.now,
    "since": named_times.now,
    "vague": named_times.vague,
    "counted": _counted,
    "century": named_times.century,
}
