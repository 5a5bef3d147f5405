"""Between the flow and the lake: which inputs are known, and how the rows of a run are handed over.

Takes declared sources and what was read of them, gives counts. All knowledge of tables and transactions is
in ``warehouse``; here is only who opens the lake, when, and with what.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from flows.extraction import Extracted
from flows.indicators import read_registry
from flows.settings import Settings
from flows.sources.declarations import DeclaredSource
from flows.summary import SourceCounts
from transforms.articles.inputs import Input, Rejection
from transforms.reading import EXTRACTOR_VERSION
from transforms.tables import Provenance, source_row
from warehouse.corrections import Outcome, parse_corrections
from warehouse.errors import LakeError
from warehouse.known import Known, known_inputs
from warehouse.lake import Lake, open_for_writing
from warehouse.load import Ledger, Run, Skipped
from warehouse.load import load as load_tables
from warehouse.lock import Waiting
from warehouse.maintain import merge_if_worn

Found = Input | Rejection
CORRECTIONS_FILE = "corrections.csv"


@dataclass(slots=True)
class SourceReading:
    """One source, read: its rows, batch by batch, and what became of its inputs.

    Attributes:
        skipped_articles: inputs that the lake has as articles, unchanged.
        skipped_rejects: inputs that it refused before, unchanged.
        failure: why nothing of the source may be published, or "".
    """

    declared: DeclaredSource
    batches: list[Extracted] = field(default_factory=list)
    inputs: int = 0
    skipped_articles: int = 0
    skipped_rejects: int = 0
    failure: str = ""

    def fresh(self, batch: Sequence[Found], known: Known) -> list[Found]:
        """The inputs of a batch that are to be read; the others are counted as what they became before."""
        fresh = []
        for found in batch:
            outcome = None
            if isinstance(found, Input):
                outcome = known.outcome(found.source_id, found.locator, found.content_sha256)
            self.inputs += 1
            self.skipped_articles += outcome == "article"
            self.skipped_rejects += outcome == "reject"
            if outcome is None:
                fresh.append(found)
        return fresh


def begin(settings: Settings, flow_run_id: str | None) -> Run:
    """A new run: its id (when it started, and a short random tail), the versions at work, what people put right.

    Raises:
        CorrectionError: ``seeds/corrections.csv`` is not right.
        MistakeError: ``seeds/indicators.toml`` is not right.
    """
    started = datetime.now(UTC).replace(microsecond=0)
    run_id = f"{started:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
    path = settings.seeds / CORRECTIONS_FILE
    text = path.read_text("utf-8") if path.exists() else ""
    return Run(
        Provenance(run_id, started, EXTRACTOR_VERSION),
        code_version=version("shushuo"),
        flow_run_id=flow_run_id or "",
        corrections=parse_corrections(text, str(path)) if text else [],
        registry=read_registry(settings.seeds),
    )


def known(settings: Settings, sources: Iterable[DeclaredSource], waiting: Waiting) -> Known:
    """What the lake has of these sources.

    Opened for writing, so that a lake is made where there is none, and one that cannot be written to
    (no permission, a newer release) is told before hours of reading and not after.
    """
    rows = [source_row(declared.source) for declared in sources]
    with open_for_writing(settings.lake, waiting=waiting) as lake:
        return known_inputs(lake, rows, EXTRACTOR_VERSION)


def load(
    settings: Settings, run: Run, readings: Sequence[SourceReading], say: Waiting
) -> tuple[list[SourceCounts], list[Outcome]]:
    """Hand the rows of all sources that did not break to the lake, in one transaction.

    Args:
        settings: where the lake is.
        run: who writes.
        readings: the sources, as read.
        say: told who holds the lake, while another run writes, and what was done to a lake of too many small files.

    Returns:
        The counts of every source, in the order given, broken sources with their failure; and what became of
        each correction.
    """
    whole = [reading for reading in readings if not reading.failure]
    ledger = Ledger(
        inputs={reading.declared.source_id: reading.inputs for reading in whole},
        skipped={
            reading.declared.source_id: Skipped(reading.skipped_articles, reading.skipped_rejects) for reading in whole
        },
    )
    batches = (extracted.tables for reading in whole for extracted in reading.batches)
    with open_for_writing(settings.lake, waiting=say) as lake:
        marked = replace(run, state="partial") if len(whole) < len(readings) else run
        result = load_tables(lake, marked, [reading.declared.source for reading in whole], batches, ledger)
        _keep_quick(lake, say)
    written = {counts.source_id: asdict(counts) for counts in result.sources}
    return [_counts(reading, written.get(reading.declared.source_id)) for reading in readings], result.corrections


def _keep_quick(lake: Lake, say: Waiting) -> None:
    """Merge the small files that many runs leave; the run itself is done, whatever comes of this."""
    try:
        if merged := merge_if_worn(lake):
            say("the lake had {:,} files, mostly small; merged, it has {:,}".format(*merged))
    except LakeError as error:
        say(f"the lake's small files could not be merged this time, the next run tries again: {error}")


def _counts(reading: SourceReading, written: dict[str, Any] | None) -> SourceCounts:
    """The counts of one source: as the lake gives them, or those of one that was left out."""
    if written is None:
        source_id = reading.declared.source_id
        return SourceCounts(source_id, inputs=reading.inputs, failure=reading.failure)
    reasons = Counter(reject.reason for extracted in reading.batches for reject in extracted.rejects)
    note = ", ".join(f"{reason} {count:,}" for reason, count in reasons.most_common())
    return SourceCounts(**written, note=note)


def lost(corrections: Iterable[Outcome]) -> list[str]:
    """A line for each correction that could not be applied, so that none is dropped unseen."""
    return [
        f"correction of {outcome.correction.field} by {outcome.correction.by} "
        f"({outcome.correction.quote or outcome.correction.observation_id}): {outcome.state}"
        for outcome in corrections
        if outcome.state in {"not found", "ambiguous"}
    ]
