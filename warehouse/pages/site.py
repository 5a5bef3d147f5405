"""The whole site: takes a lake, keeps a folder of pages in step with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb
from filelock import FileLock

from warehouse.lake import Lake, open_for_reading
from warehouse.pages import indicators, initiatives, lists, places
from warehouse.pages.articles import COLUMNS, origin, present
from warehouse.pages.environment import ASSETS, asset, environment
from warehouse.pages.paths import article_page
from warehouse.pages.reading import Row, batches, grouped, opened, rows
from warehouse.pages.renderer import Renderer
from warehouse.pages.writer import Writer

LOCK = ".pages.lock"


def publish(url: str, folder: Path) -> Path:
    """Write the pages of a lake, one writer at a time: the lake is opened last, so the newest stands in the end.

    Args:
        url: the lake.
        folder: where the site goes; made where it is missing.

    Returns:
        The page to open first, ``index.html``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / LOCK), open_for_reading(url) as lake:
        return build(lake, folder)


def build(lake: Lake | duckdb.DuckDBPyConnection, folder: Path) -> Path:
    """Write the pages; what has not changed is not written again.

    Args:
        lake: an open lake, or a connection whose current schema holds the lake's tables.
        folder: where the site goes; made where it is missing.

    Returns:
        The page to open first, ``index.html``.
    """
    with opened(lake) as connection:
        writer = Writer(folder)
        for name in ASSETS:
            writer.write(f"assets/{name}", asset(name))
        renderer = Renderer(environment(), writer)
        listed = indicators.index(rows(connection, "indicators"))
        renderer.links |= {row["metric_key"]: row["link"] for row in listed}
        _indicators(connection, renderer, listed)
        places.write(connection, renderer)
        initiatives.write(connection, renderer)
        lists.write(connection, renderer)
        newest = _articles(connection, renderer)
        lists.write_overview(connection, renderer, newest, listed)
        writer.finish()
    return folder / "index.html"


def _indicators(connection: duckdb.DuckDBPyConnection, renderer: Renderer, listed: list[Row]) -> None:
    told = grouped(connection, "indicator_rows", "metric_key")
    points = grouped(connection, "points", "metric_key")
    entries = {row["indicator_id"]: row for row in rows(connection, "indicator_entries")}
    for row in listed:
        key = row["metric_key"]
        page = indicators.present(row, told[key], points.get(key, []), entries.get(row["indicator_id"]))
        renderer.page(row["link"], "indicator.html", row["metric"], indicator=page)
    renderer.page("indicators.html", "indicators.html", "指标", listed=listed)


def _articles(connection: duckdb.DuckDBPyConnection, renderer: Renderer) -> Row | None:
    """The page of every article; gives what is shown of the article itself where there is one only.

    Most articles are as they were at the last build, and their pages are most of the site: they stand.
    """
    count = 0
    article: Row = {}
    for batch in batches(connection):
        for article in batch:
            count += 1
            path, title = article_page(article["article_id"]), article["title"] or article["article_id"]
            made_from = origin(article, renderer.links)
            show = partial(_shown, article, renderer.links)
            renderer.page_of(path, "article.html", title, made_from, show)
    return present(article, renderer.links) if count == 1 else None


def _shown(article: Row, links: dict[str, str]) -> Row:
    return {"article": present(article, links), "columns": COLUMNS}
