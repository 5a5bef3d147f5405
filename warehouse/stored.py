"""Stored articles that an older extractor read: finds them, and gives them back as records to be read again.

Their text is in the lake, so a second reading needs neither the network nor the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from transforms.records import Article, Section
from transforms.rows import Row
from warehouse.lake import Lake
from warehouse.schema.arrow import arrow_schemas
from warehouse.sql import script


def stale_articles(
    lake: Lake, extractor_version: str, source_ids: Iterable[str] = (), since: date | None = None
) -> dict[str, list[str]]:
    """Ids of the articles that lack rows of an extractor, by source, in a fixed order.

    Args:
        lake: an open lake.
        extractor_version: the version they lack.
        source_ids: only these sources; all of them if empty.
        since: only articles published on or after that day (those without a date included).
    """
    found: dict[str, list[str]] = {}
    given = [extractor_version, list(source_ids), since]
    for source_id, article_id in lake.connection.execute(script("stale_articles"), given).fetchall():
        found.setdefault(source_id, []).append(article_id)
    return found


def stored_articles(lake: Lake, article_ids: Iterable[str]) -> list[Article]:
    """The articles of these ids, as they were parsed, in the order of their ids."""
    query = "FROM lake.articles WHERE list_contains($1, article_id) ORDER BY article_id"
    rows = lake.connection.execute(query, [list(article_ids)]).to_arrow_table().to_pylist()
    return [_article(row) for row in rows]


def stored_sources(lake: Lake, source_ids: Iterable[str]) -> list[Row]:
    """The rows of these sources."""
    columns = ", ".join(arrow_schemas()["sources"].names)
    query = f"SELECT {columns} FROM lake.sources WHERE list_contains($1, source_id) ORDER BY source_id"
    return list(lake.connection.execute(query, [list(source_ids)]).to_arrow_table().to_pylist())


def in_batches(stale: dict[str, list[str]], size: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The stale articles in batches of one source each."""
    for source_id, article_ids in stale.items():
        remaining = iter(article_ids)
        while batch := tuple(islice(remaining, size)):
            yield source_id, batch


def _article(row: dict[str, Any]) -> Article:
    return Article(
        text=row["text"],
        title=row["title"] or "",
        subtitle=row["subtitle"] or "",
        article_id=row["article_id"],
        source_id=row["source_id"],
        locator=row["locator"],
        url=row["url"],
        authors=list(row["authors"]),
        author_roles=list(row["author_roles"] or []),
        publisher=row["publisher"] or "",
        published_on=row["published_on"],
        published_basis=row["published_basis"],
        language=row["language"],
        default_place=row["default_place"] or "",
        sections=[Section(part["title"], part["span_start"], part["span_end"]) for part in row["sections"]],
        content_sha256=row["content_sha256"],
    )
