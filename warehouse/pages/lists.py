"""The pages that list: takes the marts' answers, writes changes, targets, conflicts, quality, articles and search."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb

from warehouse import marts
from warehouse.pages import search
from warehouse.pages.articles import COLUMNS, kind
from warehouse.pages.charts import embedded
from warehouse.pages.paths import article_page, month_page, passage
from warehouse.pages.reading import rows
from warehouse.pages.renderer import Renderer
from warehouse.schema import tables

Row = dict[str, Any]

MOST_LATEST = 30


def write(connection: duckdb.DuckDBPyConnection, renderer: Renderer) -> None:
    """Write every page that is a list, but for the overview."""
    changes = [row | {"passage": passage(row["article_id"], row["seq"])} for row in rows(connection, "changes")]
    renderer.page("changes.html", "changes.html", "变化", pairs=changes)
    renderer.page(
        "targets.html", "targets.html", "目标", promises=[_promise(row) for row in rows(connection, "targets")]
    )
    renderer.page(
        "conflicts.html", "conflicts.html", "出入", pairs=[_conflict(row) for row in rows(connection, "conflicts")]
    )
    _quality(connection, renderer)
    _months(connection, renderer)
    _search(connection, renderer)
    renderer.page(
        "dictionary.html", "dictionary.html", "数据字典", tables=tables(), marts=marts.marts(), columns=_columns()
    )


def write_overview(
    connection: duckdb.DuckDBPyConnection, renderer: Renderer, article: Row | None, listed: list[Row]
) -> None:
    """Write the first page; with the article itself where there is only one."""
    (tally,) = rows(connection, "tally")
    changes = [row | {"passage": passage(row["article_id"], row["seq"])} for row in rows(connection, "changes")[:8]]
    renderer.page(
        "index.html",
        "overview.html",
        "总览",
        article=article,
        tally=list(tally.items()),
        latest=[] if article else _linked(rows(connection, "months")[:MOST_LATEST]),
        indicators=[row for row in listed if row["indicator_id"]][:18],
        changes=[row for row in changes if row["change_percent"] is not None],
        columns=COLUMNS,
        inline=True,
    )


def _promise(row: Row) -> Row:
    actual = row["actual_article_id"]
    return row | {
        "kind": kind(row | {"status": "target"}),
        "passage": passage(row["article_id"], row["seq"]),
        "actual_passage": passage(actual, row["actual_seq"]) if actual else None,
        "state": "open" if row["actual"] is None else {True: "met", False: "missed", None: "reported"}[row["met"]],
    }


def _conflict(row: Row) -> Row:
    sides = [
        {
            "value": row[f"{side}_value"],
            "quote": row[f"{side}_quote"],
            "sentence": row[f"{side}_sentence"],
            "title": row[f"{side}_title"],
            "published_on": row[f"{side}_published_on"],
            "passage": passage(row[f"{side}_article_id"], row[f"{side}_seq"]),
        }
        for side in ("first", "second")
    ]
    return row | {"sides": sides}


def _quality(connection: duckdb.DuckDBPyConnection, renderer: Renderer) -> None:
    found = sorted(rows(connection, "quality"), key=itemgetter("check_name", "source_id"))
    checks = {name: list(part) for name, part in groupby(found, key=itemgetter("check_name"))}
    coverage = rows(connection, "coverage")
    renderer.page(
        "quality.html", "quality.html", "质量", checks=checks, coverage=coverage, review=rows(connection, "review")
    )


def _months(connection: duckdb.DuckDBPyConnection, renderer: Renderer) -> None:
    articles = _linked(rows(connection, "months"))
    months = []
    for month, part in groupby(articles, key=itemgetter("month")):
        listed = list(part)
        link = month_page(month)
        months.append(
            {
                "month": month,
                "link": link,
                "articles": len(listed),
                "observations": sum(row["observations"] for row in listed),
            }
        )
        renderer.page(link, "month.html", month or "日期不详", month=month, listed=listed)
    renderer.page("articles.html", "articles.html", "文章", months=months)


def _linked(articles: list[Row]) -> list[Row]:
    return [row | {"link": article_page(row["article_id"])} for row in articles]


def _search(connection: duckdb.DuckDBPyConnection, renderer: Renderer) -> None:
    names = []
    for name, text in search.files(rows(connection, "found")):
        renderer.file(f"assets/search/{name}", text)
        names.append(name)
    registered = [
        [row["indicator_id"], row["name"], row["name_en"], row["aliases"]]
        for row in rows(connection, "indicator_entries")
    ]
    renderer.file("assets/search/indicators.js", f"shushuoIndicators({embedded(registered)});\n")
    renderer.page("search.html", "search.html", "查找", files=names)


def _columns() -> dict[str, list[marts.MartColumn]]:
    return {name: list(part) for name, part in groupby(marts.columns(), key=lambda column: column.mart)}
