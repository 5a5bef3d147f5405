"""Indicator pages: takes what is told of each indicator, gives what their templates show."""

from __future__ import annotations

from collections import Counter
from typing import Any

from warehouse.pages.articles import kind
from warehouse.pages.charts import chart, embedded
from warehouse.pages.paths import indicator_page, passage

Row = dict[str, Any]

MOST_ROWS = 1500
"""Rows that a page shows (about 600 bytes each); all of them are a query away."""


def index(listed: list[Row]) -> list[Row]:
    """The rows of the list of indicators, each with the path of its page."""
    return [row | {"link": indicator_page(row["metric_key"])} for row in listed]


def present(listed: Row, told: list[Row], points: list[Row], entry: Row | None) -> Row:
    """What an indicator's page shows.

    Args:
        listed: its row in the list.
        told: its observations, the newest first.
        points: the points of its series.
        entry: its entry in the registry, if it has one.
    """
    drawn = chart(points)
    written = Counter(row["indicator"] for row in told)
    return {
        "name": listed["metric"],
        "name_en": listed["metric_en"],
        "entry": entry,
        "written": [name for name, _ in written.most_common(12) if name != listed["metric"]],
        "observations": listed["observations"],
        "stories": listed["stories"],
        "chart": embedded(drawn) if drawn else None,
        "series": drawn["series"] if drawn else [],
        "rows": cited(told[:MOST_ROWS]),
        "left_out": max(0, len(told) - MOST_ROWS),
        "metric_key": listed["metric_key"],
    }


def cited(told: list[Row]) -> list[Row]:
    """Observations, each with its colour and the path to its place in the text."""
    return [row | {"kind": kind(row), "passage": passage(row["article_id"], row["seq"])} for row in told]
