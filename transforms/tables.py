"""Records to tables: takes readings (an article and everything found in it), gives the rows of every table.

Ids are hashes of content and position, never of time or order, so the same input gives the same rows. An
empty text in a record (“the article does not tell”) becomes null. Which columns a table has is declared in
``warehouse/schema``; callers pass those Arrow schemas in, and a row that does not fit them is an error.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from transforms.articles.source import Source
from transforms.records import Article, Reading
from transforms.rows import ROWS, Row, article_row, identify

Tables = dict[str, pa.Table]

# Columns that do not tell what was read from the article: the hash of a reading leaves them out.
_NOT_READ = {
    *("story_id", "fetched_at", "first_seen_at", "run_id", "extractor_version", "reading_sha256"),
    "corrected",
}

# Fields of a source's declaration that change nothing in what is read from an article.
_NOT_ABOUT_READING = {
    *("title", "title_en", "publisher_en", "official", "homepage", "licence", "schedule", "disabled"),
    "fetch",
}


@dataclass(frozen=True)
class Reject:
    """An input that could not become an article (`scope` “input”), or a part that could not be read (“part”)."""

    source_id: str
    locator: str
    stage: str
    reason: str
    detail: str = ""
    content_sha256: str = ""
    scope: str = "input"


@dataclass(frozen=True)
class Provenance:
    """What every row of a run shares: the run, when it started, and the extractor's version."""

    run_id: str
    started_at: datetime
    extractor_version: str


def article_id(source_id: str, locator: str, url: str | None = None) -> str:
    """The id of an article: of its source and canonical URL, or of its locator where it has no URL."""
    return identify("article", source_id, url or locator)


def tabulate(
    readings: Iterable[Reading],
    schemas: Mapping[str, pa.Schema],
    provenance: Provenance,
    rejects: Iterable[Reject] = (),
    fetched_at: Mapping[str, datetime] | None = None,
) -> Tables:
    """The tables of what was read.

    Args:
        readings: what was read, in any order.
        schemas: Arrow schema of each table, by name (``warehouse.schema.arrow.arrow_schemas()``).
        provenance: the run and the extractor.
        rejects: inputs, and parts of inputs, that could not be read.
        fetched_at: when an article's bytes were fetched, by locator.

    Returns:
        One Arrow table for each table that an article or a reject has rows in, empty ones included.

    Raises:
        ValueError: a row has other columns than its table declares.
    """
    rows: dict[str, list[Row]] = {name: [] for name in ROWS}
    rows["articles"] = []
    kept, doubles = one_each(readings)
    for reading in kept:
        found = reading_rows(reading)
        (article,) = found["articles"]
        article["fetched_at"] = (fetched_at or {}).get(article["locator"])
        article["first_seen_at"] = provenance.started_at
        article["run_id"] = provenance.run_id
        article["extractor_version"] = provenance.extractor_version
        for name, table_rows in found.items():
            rows[name] += table_rows
    rows["rejects"] = [reject_row(reject, provenance) for reject in [*rejects, *doubles]]
    return {name: to_arrow(name, table_rows, schemas[name]) for name, table_rows in rows.items()}


def one_each(readings: Iterable[Reading]) -> tuple[list[Reading], list[Reject]]:
    """One reading an article, that of the first locator in the alphabet; the others become rejects."""
    kept: dict[str, Reading] = {}
    rejects = []
    for reading in readings:
        article = reading.article
        article.article_id = article.article_id or article_id(article.source_id, article.locator, article.url)
        first, second = reading, kept.get(article.article_id)
        if second is not None:
            if _place(second.article) <= _place(article):
                first, second = second, first
            rejects.append(duplicate(second.article))
        kept[article.article_id] = first
    return list(kept.values()), rejects


def _place(article: Article) -> tuple[str, str]:
    return article.locator, article.content_sha256


def duplicate(article: Article) -> Reject:
    """The reject of an input whose article is kept under another locator (which one may change with time)."""
    detail = f"article {article.article_id} is kept under another locator"
    return Reject(article.source_id, article.locator, "load", "duplicate", detail, article.content_sha256)


def source_row(source: Source) -> Row:
    """The row of a source as declared."""
    how = source.model_dump(mode="json", exclude=_NOT_ABOUT_READING, exclude_defaults=True)
    return {
        "source_id": source.source_id,
        "title": source.title,
        "publisher": source.publisher or None,
        "kind": source.kind,
        "language": source.language,
        "default_place": source.default_place or None,
        "licence": source.licence or None,
        "schedule": source.schedule,
        "time_zone": source.timezone,
        "homepage": source.homepage or None,
        "official": source.official,
        "declaration_sha256": hashlib.sha256(json.dumps(how, sort_keys=True).encode()).hexdigest(),
    }


def to_arrow(name: str, rows: list[Row], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table; raises ValueError where a row lacks a declared column or has another one."""
    declared = set(schema.names)
    for row in rows:
        if row.keys() != declared:
            raise ValueError(f"table {name}: columns {sorted(row.keys() ^ declared)} are not both declared and given")
    return pa.Table.from_pylist(rows, schema=schema)


def reading_rows(reading: Reading) -> dict[str, list[Row]]:
    """The rows of one reading by table; the article's row still lacks its run columns (they are None)."""
    article = reading.article
    found = {name: make(reading) for name, make in ROWS.items()}
    found["articles"] = [article_row(article)]
    return found | {"articles": [found["articles"][0] | {"reading_sha256": _reading_hash(found)}]}


def reject_row(reject: Reject, provenance: Provenance) -> Row:
    """The row of a reject."""
    parts = (reject.source_id, reject.locator, reject.stage, reject.reason, reject.detail)
    return {
        "reject_id": identify("reject", *parts),
        "source_id": reject.source_id,
        "locator": reject.locator,
        "scope": reject.scope,
        "stage": reject.stage,
        "reason": reject.reason,
        "detail": reject.detail or None,
        "content_sha256": reject.content_sha256 or None,
        "extractor_version": provenance.extractor_version,
        "run_id": provenance.run_id,
        "seen_at": provenance.started_at,
    }


def _reading_hash(found: Mapping[str, list[Row]]) -> str:
    read = {
        name: [{key: value for key, value in row.items() if key not in _NOT_READ} for row in rows]
        for name, rows in found.items()
    }
    return hashlib.sha256(json.dumps(read, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
