"""An article's page: takes its rows, gives what the template shows (text in pieces, numbers, names).

Fields that a reader seldom needs are in `more`: the table hides them until asked, the panel of a chosen
number shows them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from warehouse.pages.environment import edition
from warehouse.pages.figures import plain
from warehouse.pages.messages import both
from warehouse.pages.passages import Mark, blocks

Row = dict[str, Any]

# The table's columns in order, and whether they are hidden at first.
COLUMNS = (
    *((name, False) for name in ("seq", "indicator", "value", "unit", "subject", "period", "speaker", "nature")),
    ("quote", False),
    *((name, True) for name in ("modifier", "before", "initiatives", "statistic", "comparison", "section")),
    *((name, True) for name in ("sentence", "place_code", "period_basis", "value_si", "confidence", "rule")),
)
_MARKS = re.compile(r"[“”\"‘’「」《》\s]")
KINDS = ("level", "change", "target")


def present(article: Row, links: Mapping[str, str]) -> Row:
    """The template's `article`.

    Args:
        article: a row of ``pages.reading.batches``.
        links: pages of indicators, places and initiatives (``Renderer.links``).
    """
    numbers = _numbers(article, links)
    names = _names(article, links)
    marks = [Mark(row["span_start"], row["span_end"], str(row["seq"])) for row in numbers]
    text_blocks = blocks(
        article["text"],
        article["title"],
        [section["span_start"] for section in article["sections"] or []],
        marks,
        [mark for items in names.values() for item in items for mark in item["marks"]],
    )
    counts = {kind: sum(row["kind"] == kind for row in numbers) for kind in KINDS}
    return article | {
        "rows": numbers,
        "heading": next((block for block in text_blocks if block.level == 1), None),
        "blocks": [block for block in text_blocks if block.level != 1],
        "kinds": [(kind, count) for kind, count in counts.items() if count],
        "link": web_address(article["url"]),
        "link_host": urlsplit(article["url"] or "").hostname,
        **names,
    }


def origin(article: Row, links: Mapping[str, str]) -> str:
    """All that the page of an article is made from, in a few characters; takes what `present` takes, before it."""
    keys = [row["indicator_id"] or row["indicator"] or "" for row in article["observations"]]
    keys += [f"place:{row['place_code']}" for name in ("observations", "places") for row in article[name]]
    keys += [f"initiative:{bare(row['name'])}" for row in article["initiatives"]]
    told = repr((edition(), article, [links.get(key) for key in keys]))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def web_address(url: str | None) -> str | None:
    """The address if it leads to the web, else None: no page ever links to ``javascript:`` or a file."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def kind(row: Row) -> str:
    """How a number is coloured: a target, a change or a level."""
    return "target" if row["status"] == "target" else str(row["measure"])


def bare(name: str) -> str:
    """An initiative's name as the mart joins it: without quotation marks and spaces."""
    return _MARKS.sub("", name)


def _numbers(article: Row, links: Mapping[str, str]) -> list[Row]:
    rows = article["observations"]
    places = {row["observation_id"]: position for position, row in enumerate(rows)}
    programmes: dict[str, list[str]] = {}
    for initiative in article["initiatives"]:
        for observation_id in initiative["observation_ids"] or []:
            programmes.setdefault(observation_id, []).append(initiative["name"])
    found = []
    for position, row in enumerate(rows):
        before = places.get(row["before_observation_id"] or "")
        row |= {"seq": position, "kind": kind(row), "before_seq": before}
        row["indicator_link"] = links.get(row["indicator_id"] or row["indicator"] or "")
        row["subject_link"] = links.get(f"place:{row['place_code']}") if row["subject_kind"] == "place" else None
        earlier = None if before is None else rows[before]["quote"]
        row["more"] = _more(row, earlier, "、".join(programmes.get(row["observation_id"], [])))
        found.append(row)
    return found


def _more(row: Row, before: str | None, initiatives: str) -> list[tuple[str, str | Markup | None]]:
    given: dict[str, str | Markup | None] = {
        "modifier": None if row["modifier"] == "exact" else both(f"modifier.{row['modifier']}"),
        "before": before,
        "initiatives": initiatives or None,
        "value_si": None if row["value_si"] in (None, row["value"]) else plain(row["value_si"]),
        "confidence": f"{row['confidence']:.2f}",
    }
    hidden = [name for name, is_hidden in COLUMNS if is_hidden]
    return [(name, given[name] if name in given else row[name]) for name in hidden]


def _names(article: Row, links: Mapping[str, str]) -> dict[str, list[Row]]:
    """The lists beside the text, each item with its marks; keys are one letter and a number (p0, i3)."""
    return {
        "people": [
            _item(f"p{n}", row["name"], row["spans"], "、".join(row["roles"]), row["speaks"])
            for n, row in enumerate(article["people"])
        ],
        "initiatives": [
            _item(f"i{n}", row["name"], row["spans"], row["owner"], row["kind"])
            | {"link": links.get(f"initiative:{bare(row['name'])}")}
            for n, row in enumerate(article["initiatives"])
        ],
        "organisations": [
            _item(f"o{n}", row["canonical_name"] or row["name"], row["spans"])
            for n, row in enumerate(article["organisations"])
        ],
        "places": [
            _item(f"l{n}", row["canonical_name"] or row["name"], row["spans"], row["place_code"])
            | {"link": links.get(f"place:{row['place_code']}")}
            for n, row in enumerate(article["places"])
        ],
        "quotations": [
            _item(f"s{n}", row["quote"], [row], row["speaker"]) | {"said": True}
            for n, row in enumerate(article["quotations"])
        ],
    }


def _item(key: str, name: str, spans: list[Row] | None, note: str | None = None, tag: str | bool | None = None) -> Row:
    shown = None
    if tag is True:
        shown = both("article.speaks")
    elif isinstance(tag, str):
        shown = both(f"initiative_kind.{tag}")
    marks = [Mark(span["span_start"], span["span_end"], key) for span in spans or []]
    return {"key": key, "name": name, "note": note, "tag": shown, "marks": marks, "said": False, "link": None}
