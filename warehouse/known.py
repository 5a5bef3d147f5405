"""What the lake has read already: lets a run pass over inputs that need no second reading.

An input is known where its bytes were read by the same extractor under the same declaration of its source,
whether they became an article or a reject.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from warehouse.lake import Lake
from warehouse.sql import script

Outcome = Literal["article", "reject"]


@dataclass(frozen=True)
class Known:
    """The inputs of some sources that were read already, by source, locator and content."""

    _outcomes: Mapping[tuple[str, str, str], Outcome] = field(default_factory=dict)

    def outcome(self, source_id: str, locator: str, content_sha256: str) -> Outcome | None:
        """What these bytes at this place became when they were read, or None: they are still to be read."""
        return self._outcomes.get((source_id, locator, content_sha256))

    def __len__(self) -> int:
        """How many inputs are known."""
        return len(self._outcomes)


def known_inputs(lake: Lake, sources: Iterable[Mapping[str, Any]], extractor_version: str) -> Known:
    """The inputs that were read already.

    Args:
        lake: an open lake.
        sources: rows of the sources as they are declared now; what was read under another declaration is not known.
        extractor_version: what another extractor read is not known.
    """
    declared = [f"{row['source_id']} {row['declaration_sha256']}" for row in sources]
    rows = lake.connection.execute(script("known_inputs"), [extractor_version, declared]).fetchall()
    return Known({(source_id, locator, sha256): outcome for source_id, locator, sha256, outcome in rows})
