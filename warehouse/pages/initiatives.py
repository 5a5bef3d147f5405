"""Initiative pages: takes each programme, system or reform across articles, writes its page and their list."""

from __future__ import annotations

from typing import Any

import duckdb

from warehouse.pages.indicators import cited
from warehouse.pages.paths import article_page, initiative_page
from warehouse.pages.reading import grouped, rows
from warehouse.pages.renderer import Renderer

Row = dict[str, Any]

MOST_ARTICLES = 100


def write(connection: duckdb.DuckDBPyConnection, renderer: Renderer) -> None:
    """Write the page of every initiative that is worth one, and the list of initiatives."""
    told = grouped(connection, "initiative_rows", "initiative")
    titles = {row["article_id"]: row for row in rows(connection, "months")}
    listed = []
    for row in rows(connection, "initiatives_all"):
        link = initiative_page(row["initiative"])
        renderer.links[f"initiative:{row['initiative']}"] = link
        listed.append(row | {"link": link})
    for row in listed:
        shown = row | {
            "rows": cited(told.get(row["initiative"], [])),
            "named_in": [
                titles[article_id] | {"link": article_page(article_id)}
                for article_id in row["article_ids"][:MOST_ARTICLES]
                if article_id in titles
            ],
        }
        renderer.page(row["link"], "initiative.html", row["name"], initiative=shown)
    renderer.page("initiatives.html", "initiatives.html", "举措", listed=listed)
