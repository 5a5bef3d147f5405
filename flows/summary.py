"""What a run did, in numbers that must add up, and the words for it.

Pure: takes counts, gives the sentence of the final state, the rows of the table artifact and of the
terminal, and the lines of the page's source overview.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class SourceCounts:
    """One source in one run.

    Attributes:
        inputs: things that may be articles, as found.
        added: articles that the lake did not have.
        changed: articles whose rows replaced older ones.
        unchanged: articles that the lake has already just so.
        rejected: inputs that could not become an article, whether met now or before.
        observations: rows written to ``observations``.
        failure: why nothing of the source was published, or "".
        note: why inputs were rejected, and how many for which reason; "" where none were.
    """

    source_id: str
    inputs: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    observations: int = 0
    failure: str = ""
    note: str = ""

    @property
    def articles(self) -> int:
        """Articles written, new and replaced."""
        return self.added + self.changed

    @property
    def adds_up(self) -> bool:
        """Whether nothing was dropped: articles + rejects + unchanged = inputs (a broken source publishes none)."""
        return bool(self.failure) or self.articles + self.rejected + self.unchanged == self.inputs


@dataclass(slots=True)
class RunSummary:
    """One run over some sources.

    Attributes:
        report: the page to open, or "".
        lost_corrections: corrections that fit no observation any more, one line each.
    """

    run_id: str
    sources: list[SourceCounts] = field(default_factory=list)
    report: str = ""
    lost_corrections: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def failures(self) -> list[SourceCounts]:
        """Sources of which nothing was published."""
        return [counts for counts in self.sources if counts.failure]

    @property
    def succeeded(self) -> bool:
        """Whether every source was read and everything adds up."""
        return not self.failures and all(counts.adds_up for counts in self.sources)

    def total(self, name: str) -> int:
        """A count summed over the sources that were published; what broke is told apart, so that the rest adds up."""
        return sum(getattr(counts, name) for counts in self.sources if not counts.failure)

    def message(self) -> str:
        """The sentence of the flow run's final state."""
        said = (
            f"{_count(self.total('articles'), 'article')} + {_count(self.total('rejected'), 'reject')}"
            f" + {self.total('unchanged'):,} unchanged = {_count(self.total('inputs'), 'input')};"
            f" {_count(self.total('observations'), 'observation')} written"
        )
        wrong = [
            f"{counts.source_id}: {_count(counts.inputs, 'input')} not published: {counts.failure}"
            for counts in self.failures
        ]
        wrong += [f"{counts.source_id}: counts do not add up" for counts in self.sources if not counts.adds_up]
        return "; ".join([said, *wrong])

    def rows(self) -> list[dict[str, Any]]:
        """One row a source, as the table artifact shows it."""
        return [
            {
                "source": counts.source_id,
                "inputs": counts.inputs,
                "articles": counts.articles,
                "rejects": counts.rejected,
                "unchanged": counts.unchanged,
                "observations": counts.observations,
                "note": counts.failure or counts.note,
            }
            for counts in self.sources
        ]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
