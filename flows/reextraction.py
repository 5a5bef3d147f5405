"""Reading stored text again with a newer extractor: from the lake into the lake, batch by batch.

Each batch is a run of its own, committed whole, so the work can be stopped at any time and goes on where it was;
memory holds one batch. Neither the network nor the sources' files are touched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flows.loading import begin
from flows.settings import Settings
from transforms.reading import EXTRACTOR_VERSION, read
from transforms.records import Article, Reading
from transforms.tables import Reject, tabulate
from warehouse.history import changes
from warehouse.lake import Lake, open_for_reading, open_for_writing
from warehouse.load import Ledger, Run, load
from warehouse.schema.arrow import arrow_schemas
from warehouse.stored import in_batches, stale_articles, stored_articles, stored_sources

BATCH_ARTICLES = 200

Told = Callable[[str], None]


@dataclass(slots=True)
class Reextracted:
    """What reading again did: articles read, those that our own defects kept from it, observations by what changed."""

    articles: int = 0
    rejected: int = 0
    added: int = 0
    removed: int = 0
    changed: int = 0


def stale(settings: Settings, sources: Sequence[str], since: date | None) -> dict[str, list[str]]:
    """Ids of the articles that the present extractor has not read, by source."""
    with open_for_reading(settings.lake) as lake:
        return stale_articles(lake, EXTRACTOR_VERSION, sources, since)


def reextract(settings: Settings, sources: Sequence[str], since: date | None, told: Told) -> Reextracted:
    """Read every stale article again.

    Args:
        settings: where the lake is.
        sources: ids of sources; all of them if empty.
        since: only articles published on or after that day, and undated ones.
        told: hears of waiting and of every batch done.
    """
    run, total = begin(settings, None), Reextracted()
    found = stale(settings, sources, since)
    batches = list(in_batches(found, BATCH_ARTICLES))
    for number, (source_id, article_ids) in enumerate(batches, 1):
        step = replace(run.provenance, run_id=f"{run.provenance.run_id}-{number:04}")
        state = "completed" if number == len(batches) else "partial"
        with open_for_writing(settings.lake, waiting=told) as lake:
            _read_batch(lake, replace(run, provenance=step, state=state), source_id, article_ids, total)
        told(f"{total.articles + total.rejected:,} of {sum(map(len, found.values())):,} articles ({source_id})")
    return total


def _read_batch(lake: Lake, run: Run, source_id: str, article_ids: Sequence[str], total: Reextracted) -> None:
    """Read one batch again and commit it; the writer's lock is held, so no newer text can come in between."""
    still = set(stale_articles(lake, EXTRACTOR_VERSION, [source_id]).get(source_id, []))
    articles = stored_articles(lake, [article_id for article_id in article_ids if article_id in still])
    readings, rejects = _read_again(articles)
    tables = tabulate(readings, arrow_schemas(), run.provenance, rejects)
    before = _snapshot(lake)
    result = load(lake, run, stored_sources(lake, [source_id]), [tables], Ledger({source_id: len(articles)}))
    total.articles += len(articles) - result.rejected
    total.rejected += result.rejected
    for change in changes(lake, before, None) if result.snapshot is not None else []:
        if change.table == "observations":
            setattr(total, change.kind, getattr(total, change.kind) + 1)


def _read_again(articles: Sequence[Article]) -> tuple[list[Reading], list[Reject]]:
    readings, rejects = [], []
    for article in articles:
        try:
            readings.append(read(article))
        except Exception as error:  # our own defect: it costs this article, is counted and named, and the rest goes on
            detail = f"{type(error).__name__}: {error}"[:500]
            given = (article.source_id, article.locator, "extract", "internal", detail, article.content_sha256)
            rejects.append(Reject(*given))
    return readings, rejects


def _snapshot(lake: Lake) -> int:
    (found,) = lake.connection.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('lake')").fetchall()[0]
    return int(found)
