"""From inputs to the rows of the tables, on all cores.

Takes a batch of inputs with the declaration of their source, gives Arrow tables and how many inputs became
what. The work is pure (``transforms``), so a pool of processes gives the same rows as one process; the pool
is started only when there is enough to read that starting it pays.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from typing import Self

import pyarrow as pa

from transforms.articles.inputs import Input, Rejection
from transforms.articles.parse import parse
from transforms.articles.source import Source
from transforms.reading import read
from transforms.records import Reading
from transforms.tables import Provenance, Reject, Tables, tabulate
from warehouse.schema.arrow import arrow_schemas

# Starting a worker costs about as much as reading so many bytes of articles.
POOL_PAYS_FROM = 1_000_000
CHUNK_INPUTS = 25

Found = Input | Rejection


@dataclass(slots=True)
class Extracted:
    """The rows read from some inputs, and the inputs among them that were refused."""

    tables: Tables
    rejects: list[Reject]


class Extractor:
    """Reads batches, in this process or, once there is much to read, in a pool; a context manager."""

    def __init__(self, provenance: Provenance, processes: int | None = None) -> None:
        """Prepare; no process is started yet.

        Args:
            provenance: what every row of the run shares.
            processes: at most so many workers; 1 never starts any. All cores where None.
        """
        self._provenance = provenance
        self._processes = processes or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None
        self._bytes_seen = 0

    def extract(self, batch: Sequence[Found], source: Source) -> Extracted:
        """Read a batch; rows come in the order of the inputs, whoever read them."""
        self._bytes_seen += sum(len(found.content) for found in batch if isinstance(found, Input))
        if self._processes == 1 or self._bytes_seen < POOL_PAYS_FROM:
            return extract_chunk(batch, source, self._provenance)
        chunks = [batch[start : start + CHUNK_INPUTS] for start in range(0, len(batch), CHUNK_INPUTS)]
        return together(list(self._workers().map(extract_chunk, chunks, repeat(source), repeat(self._provenance))))

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Not forked: Prefect's threads hold locks that a forked child would wait for in vain.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, mp_context=context)
        return self._pool

    def __enter__(self) -> Self:
        """Give the extractor."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the workers; what they have not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def extract_chunk(chunk: Sequence[Found], source: Source, provenance: Provenance) -> Extracted:
    """Read some inputs one after the other."""
    readings: list[Reading] = []
    rejects: list[Reject] = []
    for found in chunk:
        outcome = read_input(found, source)
        if isinstance(outcome, Rejection):
            rejects.append(as_reject(outcome, source))
        else:
            readings.append(outcome)
    fetched = {found.locator: found.fetched_at for found in chunk if isinstance(found, Input) and found.fetched_at}
    try:
        return Extracted(tabulate(readings, arrow_schemas(), provenance, rejects, fetched), rejects)
    except Exception:  # a defect of ours in one of them; which one is looked for only now
        sound = [reading for reading in readings if not _defect(reading, provenance, rejects)]
        return Extracted(tabulate(sound, arrow_schemas(), provenance, rejects, fetched), rejects)


def _defect(reading: Reading, provenance: Provenance, rejects: list[Reject]) -> bool:
    """Whether a reading has no rows because of a defect of ours; the reject that says so is added."""
    try:
        tabulate([reading], arrow_schemas(), provenance)
    except Exception as error:
        article = reading.article
        place = (article.source_id, article.locator)
        rejects.append(Reject(*place, "extract", "internal", _said(error), article.content_sha256))
        return True
    return False


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]


def read_input(found: Found, source: Source) -> Reading | Rejection:
    """Read one input: an article and all that is in it, or why not. Never raises."""
    if isinstance(found, Rejection):
        return found
    article = parse(found, source)
    if isinstance(article, Rejection):
        return article
    try:
        return read(article)
    except Exception as error:  # our own defect: it costs this article, is counted and named, and the run goes on
        return Rejection("extract", "internal", _said(error), source.source_id, found.locator, found.content_sha256)


def as_reject(rejection: Rejection, source: Source) -> Reject:
    """The row-to-be of a rejection."""
    return Reject(
        source_id=rejection.source_id or source.source_id,
        locator=rejection.locator,
        stage=rejection.stage,
        reason=rejection.reason,
        detail=rejection.detail,
        content_sha256=rejection.content_sha256,
    )


def together(parts: Sequence[Extracted]) -> Extracted:
    """Parts put one after the other."""
    tables = {name: pa.concat_tables(part.tables[name] for part in parts) for name in parts[0].tables}
    return Extracted(tables, [reject for part in parts for reject in part.rejects])
