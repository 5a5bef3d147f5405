"""Charts of indicators: takes the points of its series, gives what the chart script draws.

A chart shows one series at a time, chosen from a list; the longest is drawn first. Points keep what they rest
on: the quote, how it is meant (约, 超, 近) and where it stands.
"""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import Any

from warehouse.pages.messages import messages
from warehouse.pages.paths import passage

Row = dict[str, Any]

MOST_SERIES = 60
MOST_POINTS = 400


def chart(points: list[Row]) -> Row | None:
    """The chart of an indicator's series, or None where there is no series.

    Args:
        points: rows of ``queries/points.sql`` of one indicator, ordered by series and period.
    """
    series = [_series(list(part)) for _, part in groupby(points, key=itemgetter("series_key"))]
    series.sort(key=lambda one: (one["subject"] != "中国", -len(one["points"]), one["label"]["zh"]))
    series.sort(key=lambda one: -min(len(one["points"]), 6))
    return {"series": series[:MOST_SERIES]} if series else None


def embedded(value: object) -> str:
    """A value as JSON that can stand in a script element: no ``<`` is left to end it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).replace("<", "\\u003c")


def _series(points: list[Row]) -> Row:
    first = points[0]
    unit = first["unit"] or ""
    return {
        "subject": first["subject"],
        "unit": unit,
        "label": {language: _label(first, unit, language) for language in ("zh", "en")},
        "points": [_point(point) for point in points[-MOST_POINTS:]],
    }


def _label(point: Row, unit: str, language: str) -> str:
    words = messages()
    parts = [point["subject"], words[f"measure.{point['measure']}"][language]]
    if point["yardstick"] == "previous":
        parts.append(words["chart.previous"][language])
    parts += [point["statistic"] or "", words[f"grain.{point['grain']}"][language]]
    shown = " · ".join(part for part in parts if part)
    return f"{shown} ({unit})" if unit else shown


def _point(point: Row) -> list[Any]:
    return [
        point["period_end"].isoformat(),
        point["period"],
        point["value"],
        point["value_high"],
        point["modifier"],
        point["quote"],
        passage(point["article_id"], point["seq"]),
        point["reports"],
    ]
