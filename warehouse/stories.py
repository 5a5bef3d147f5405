"""Copies across the lake: gives articles that tell one story (a reprint, the same text from two sources) one id.

Takes an open lake, compares the fingerprints of all its articles (``transforms.articles.copies``) and writes
``articles.story_id`` where it changed. An article without copies has none.
"""

from __future__ import annotations

from collections import Counter

import pyarrow as pa

from transforms.articles.copies import Fingerprint, fingerprint, stories
from warehouse.address import LAKE
from warehouse.lake import Lake, telling
from warehouse.sql import script

_ROWS_AT_ONCE = 1_000
_STORIES = pa.schema([("article_id", pa.string()), ("story_id", pa.string())])


def join_copies(lake: Lake) -> int:
    """Bring the story ids in step with the articles.

    Args:
        lake: opened for writing.

    Returns:
        How many articles got another story id than they had.

    Raises:
        LakeError: the lake cannot be written to; it is as it was.
    """
    with telling(lake.address):
        found = stories(_fingerprints(lake))
        members = Counter(found.values())
        rows = [{"article_id": one, "story_id": story} for one, story in found.items() if members[story] > 1]
        lake.connection.register("stories", pa.Table.from_pylist(rows, schema=_STORIES))
        (moved,) = lake.connection.execute(script("story_changes")).fetchall()[0]
        if moved:
            _write(lake)
        lake.connection.unregister("stories")
    return int(moved)


def _fingerprints(lake: Lake) -> dict[str, Fingerprint | None]:
    """The fingerprints of all articles; texts are held in memory a thousand at a time."""
    found: dict[str, Fingerprint | None] = {}
    answer = lake.connection.execute(f"SELECT article_id, text, published_on FROM {LAKE}.articles ORDER BY article_id")
    while rows := answer.fetchmany(_ROWS_AT_ONCE):
        found |= {article_id: fingerprint(text, published_on) for article_id, text, published_on in rows}
    return found


def _write(lake: Lake) -> None:
    lake.connection.execute("BEGIN")
    try:
        lake.connection.execute(script("write_stories"))
        if lake.lock is not None:
            lake.lock.check()
        lake.connection.execute("COMMIT")
    except BaseException:
        lake.connection.execute("ROLLBACK")
        raise
