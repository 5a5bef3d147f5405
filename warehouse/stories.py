"""Copies across the lake, within a load: reprints, and one text from two sources, share the id of their story.

Where texts arrive or go, the fingerprints of all articles (``transforms.articles.copies``) are compared as they will
stand after the load. What arrives gets its story before it is written; stored articles whose story changes are named
in the temporary table ``story_changes``, and follow in the same transaction. An article without copies has no story.
"""

from __future__ import annotations

from collections import Counter

import duckdb
import pyarrow as pa

from transforms.articles.copies import Fingerprint, fingerprint, stories
from warehouse.sql import script

_ROWS_AT_ONCE = 1_000
_STORIES = pa.schema([("article_id", pa.string()), ("story_id", pa.string())])


def join_copies(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the story ids in step with the articles as the load will leave them.

    Args:
        connection: with the staged tables and their verdicts, and the lake attached.
    """
    connection.execute(script("texts_after"))
    connection.execute(script("text_changes"))
    differ = connection.execute("SELECT texts FROM text_changes").fetchall() != [(0,)]
    rows = _joined(connection) if differ else []
    connection.register("stories", pa.Table.from_pylist(rows, schema=_STORIES))
    connection.execute(script("story_changes"))
    connection.unregister("stories")


def _joined(connection: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    """The articles that have copies, each with the story of its copies."""
    found = stories(_fingerprints(connection))
    members = Counter(found.values())
    return [{"article_id": one, "story_id": story} for one, story in found.items() if members[story] > 1]


def _fingerprints(connection: duckdb.DuckDBPyConnection) -> dict[str, Fingerprint | None]:
    """The fingerprints of all articles; texts are held in memory a thousand at a time."""
    found: dict[str, Fingerprint | None] = {}
    answer = connection.execute("SELECT article_id, text, published_on FROM texts_after ORDER BY article_id")
    while rows := answer.fetchmany(_ROWS_AT_ONCE):
        found |= {article_id: fingerprint(text, published_on) for article_id, text, published_on in rows}
    return found
