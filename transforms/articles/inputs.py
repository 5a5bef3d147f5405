"""What goes into a parser and what may come out instead of an article.

An :class:`Input` is one thing that may be an article: a file, a row of a table, a fetched page, a member of
an archive. Parsing it gives a ``records.Article`` or a :class:`Rejection`, never an exception and never
nothing: articles + rejects = inputs.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

STAGES: dict[str, str] = {
    "discover": "finding what a source holds: folders, archives, feeds, listings",
    "fetch": "getting bytes from the network or a store",
    "decode": "bytes to characters",
    "parse": "characters to title, text and metadata",
    "extract": "text to observations",
    "load": "writing to the lake",
}
"""The steps at which an input can fail, and what each does."""

REASONS: dict[str, str] = {
    "archive-too-large": "an archive whose contents exceed the limits on ratio, total or count (zip bomb)",
    "bad-row": "a row of a table that is not a row (broken JSON, not an object)",
    "damaged": "the bytes are not what their format asks for, or are cut off",
    "duplicate": "the same locator, or the same article under another locator, stands twice",
    "encrypted": "a password is needed",
    "failed-check": "what was read from it did not pass the checks on load: please report it with the input",
    "forbidden": "robots.txt or the server (401, 403, 451) does not allow it",
    "internal": "our own error: please report it with the input",
    "missing-column": "a mapped column is not in the row",
    "no-text": "no article text was found (a page of pictures, video or links only)",
    "not-an-article": "a page that is something else: an error page, a login, an index",
    "out-of-range": "published outside the source's since and until",
    "scanned": "a PDF of pictures of pages, without text",
    "timeout": "it took longer than the limit allows",
    "too-complex": "nested deeper or more often than any article is",
    "too-large": "more bytes than the limit allows",
    "too-short": "less text than the source's bounds expect",
    "undecodable": "no encoding gives readable text",
    "unknown-format": "a kind of file that no reader knows",
    "unreachable": "the address did not answer, or with an error",
    "unsafe-address": "the address resolves to a private, loopback, link-local or metadata range",
    "unsafe-name": "a name inside an archive that leads out of it",
}
"""The closed list of reasons in ``rejects.reason``, and what each means."""


@dataclass(slots=True)
class Input:
    """One thing that may be an article, as it was found.

    Attributes:
        source_id: folder name under ``seeds/``.
        locator: stable name inside the source: relative path, URL, or ``file#row`` and ``archive!/member``.
        content: the bytes, as found; for a row of a table, the row as JSON in UTF-8.
        url: address the article is known under, if any.
        media_type: what the server or the container declared (``text/html``), or "".
        charset: the encoding that the server declared, or "".
        modified: when the file or page was last changed, if known; never used as a publication date.
        fetched_at: when it came over the network; None for local files.
        hints: what the place it was found in says about it (a feed entry's title, author, date), by field name.
    """

    source_id: str
    locator: str
    content: bytes
    url: str | None = None
    media_type: str = ""
    charset: str = ""
    modified: datetime | None = None
    fetched_at: datetime | None = None
    hints: dict[str, str] = field(default_factory=dict)

    @property
    def content_sha256(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(slots=True)
class Rejection:
    """An input that did not become an article: where it failed, why (closed list) and in what words.

    Raises:
        ValueError: if stage or reason is not in the closed lists.
    """

    stage: str
    reason: str
    detail: str = ""
    source_id: str = ""
    locator: str = ""
    content_sha256: str = ""

    def __post_init__(self) -> None:
        if self.stage not in STAGES or self.reason not in REASONS:
            raise ValueError(f"not a stage and reason of the closed lists: {self.stage}, {self.reason}")
        self.detail = self.detail[:500]


class RejectedError(Exception):
    """Raised inside a parser to give up on an input; ``parse`` turns it into a :class:`Rejection`."""

    def __init__(self, stage: str, reason: str, detail: str = "") -> None:
        """Keep what the rejection will say."""
        super().__init__(f"{stage}: {reason}: {detail}")
        self.stage, self.reason, self.detail = stage, reason, detail
