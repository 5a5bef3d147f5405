"""The whole site: takes a lake, keeps a folder of pages in step with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from jinja2 import Environment

from warehouse.lake import Lake
from warehouse.pages.articles import COLUMNS, present
from warehouse.pages.environment import ASSETS, asset, environment
from warehouse.pages.reading import Row, batches, rows
from warehouse.pages.writer import Writer

MENU = (("overview", "index.html"),)


def build(lake: Lake | duckdb.DuckDBPyConnection, folder: Path) -> Path:
    """Write the pages; what has not changed is not written again.

    Args:
        lake: an open lake, or a connection whose current schema holds the lake's tables.
        folder: where the site goes; made where it is missing.

    Returns:
        The page to open first, ``index.html``.
    """
    with _reading(lake) as connection:
        writer = Writer(folder)
        templates = environment()
        for name in ASSETS:
            writer.write(f"assets/{name}", asset(name))
        _articles(connection, templates, writer)
        writer.finish()
    return folder / "index.html"


@contextmanager
def _reading(lake: Lake | duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of its own in which the lake's tables stand under their bare names."""
    given = lake.connection if isinstance(lake, Lake) else lake
    cursor = given.cursor()
    try:
        if isinstance(lake, Lake):
            cursor.execute("USE lake")
        yield cursor
    finally:
        cursor.close()


def _articles(connection: duckdb.DuckDBPyConnection, templates: Environment, writer: Writer) -> None:
    """The page of every article, and the overview (which shows the article itself where there is one only)."""
    template = templates.get_template("article.html")
    count = 0
    shown: Row = {}
    for batch in batches(connection):
        for article in batch:
            count += 1
            path = f"articles/{article['article_id']}.html"
            shown = present(article)
            page = template.render(
                article=shown, columns=COLUMNS, root="../", here=path, menu=MENU, title=article["title"] or path
            )
            writer.write(path, page)
    (tally,) = rows(connection, "tally")
    page = templates.get_template("overview.html").render(
        article=shown if count == 1 else None,
        tally=list(tally.items()),
        latest=[] if count == 1 else rows(connection, "latest"),
        columns=COLUMNS,
        root="",
        here="index.html",
        menu=MENU,
        inline=True,
        title="总览",
    )
    writer.write("index.html", page)
