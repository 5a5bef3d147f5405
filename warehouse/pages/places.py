"""Place pages: takes what is told of places with codes, writes a page for each and their list."""

from __future__ import annotations

from collections import Counter
from typing import Any

import duckdb

from transforms.language.divisions import full_name
from warehouse.pages.indicators import MOST_ROWS, cited
from warehouse.pages.paths import place_page
from warehouse.pages.reading import grouped
from warehouse.pages.renderer import Renderer

Row = dict[str, Any]

_COUNTRY = ("000000", "100000")
MOST_LATEST = 60


def write(connection: duckdb.DuckDBPyConnection, renderer: Renderer) -> None:
    """Write the page of every place that numbers are told of, and the list of places."""
    told = grouped(connection, "place_rows", "place_code")
    renderer.links |= {f"place:{code}": place_page(code) for code in told}
    listed = []
    for code, rows in told.items():
        place = _present(code, rows)
        listed.append(place)
        renderer.page(place_page(code), "place.html", place["name"], place=place)
    provinces = _tree(listed)
    renderer.page("places.html", "places.html", "地区", provinces=provinces)


def _present(code: str, rows: list[Row]) -> Row:
    name = Counter(row["subject"] for row in rows).most_common(1)[0][0]
    return {
        "code": code,
        "name": full_name(code) or name,
        "observations": len(rows),
        "articles": len({row["article_id"] for row in rows}),
        "latest": cited(_latest(rows)),
        "rows": cited(rows[:MOST_ROWS]),
        "left_out": max(0, len(rows) - MOST_ROWS),
        "link": place_page(code),
    }


def _latest(rows: list[Row]) -> list[Row]:
    """The newest actual value of each registered indicator, level and change beside each other."""
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        if row["status"] != "actual" or row["metric_en"] is None:
            continue
        key = (row["metric_key"], row["measure"], row["unit"] or "")
        if key not in found or (row["period_end"] or row["published_on"]) > (
            found[key]["period_end"] or found[key]["published_on"]
        ):
            found[key] = row
    return sorted(found.values(), key=lambda row: (row["metric"], row["measure"]))[:MOST_LATEST]


def _tree(listed: list[Row]) -> list[Row]:
    """Places under their provinces; the country and what belongs to no province first."""
    parts: dict[str, list[Row]] = {}
    for place in sorted(listed, key=lambda place: place["code"]):
        parts.setdefault("" if place["code"] in _COUNTRY else place["code"][:2], []).append(place)
    return [
        {"name": full_name(f"{prefix}0000") if prefix else "", "places": found}
        for prefix, found in sorted(parts.items())
    ]
