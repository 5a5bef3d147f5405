"""Whether a source that was read is fit to be published: its rows against the bounds of its declaration."""

from __future__ import annotations

from collections import Counter

import pyarrow.compute as pc

from flows.loading import SourceReading
from transforms.articles.bounds import Breach, Measures, breaches


def judge(reading: SourceReading) -> list[Breach]:
    """The bounds that a source does not keep in this run, the fatal ones first.

    Args:
        reading: the source, read to its end.
    """
    return breaches(reading.declared.source.bounds, measures(reading))


def measures(reading: SourceReading) -> Measures:
    """What was read of a source, in numbers, from the rows that would be written."""
    articles = [batch.tables["articles"] for batch in reading.batches]
    count = sum(table.num_rows for table in articles)
    lengths = sorted(length for table in articles for length in pc.utf8_length(table["text"]).to_pylist())
    rejects = sum(len(batch.rejects) for batch in reading.batches)
    return Measures(
        inputs=reading.inputs,
        articles=count,
        rejects=rejects,
        unchanged=reading.skipped_articles,
        median_length=float(lengths[len(lengths) // 2]) if lengths else 0.0,
        dated=sum(table.num_rows - table["published_on"].null_count for table in articles),
        authored=sum(1 for table in articles for authors in table["authors"].to_pylist() if authors),
        observations=sum(batch.tables["observations"].num_rows for batch in reading.batches),
    )


def failure(found: list[Breach]) -> str:
    """Why nothing of a source may be published, in one line; "" if it may."""
    fatal = [str(breach) for breach in found if breach.is_fatal]
    return "; ".join(fatal)


def refused(reading: SourceReading) -> str:
    """What was refused of a source, in one line, for a run that does not publish its rejects; "" if nothing was."""
    rejects = [reject for batch in reading.batches for reject in batch.rejects]
    if not rejects:
        return "" if reading.inputs else "nothing found: check `locations`"
    counts = ", ".join(
        f"{reason} {count:,}" for reason, count in Counter(each.reason for each in rejects).most_common()
    )
    detail = f" ({rejects[0].detail})" if rejects[0].detail else ""
    return f"{len(rejects):,} of {reading.inputs:,} inputs refused: {counts}; the first: {rejects[0].locator}{detail}"


def warning(found: list[Breach]) -> str:
    """What is odd of a source that is published all the same, in one line; "" if nothing is."""
    return "; ".join(str(breach) for breach in found if not breach.is_fatal)
