"""An input to an article or to the reason why not: ``parse`` is the one entry to all readers.

Every format has a reader, a function from an input and its source to a :class:`Draft`; readers are found here
by the format's name and loaded when first needed. Whatever goes wrong in a reader ends as a rejection of that
one input.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable

from transforms.articles.assemble import Draft, assemble
from transforms.articles.formats import format_of
from transforms.articles.inputs import Input, RejectedError, Rejection
from transforms.articles.source import Source
from transforms.records import Article

Reader = Callable[[Input, Source], Draft]

_READERS = {
    "txt": "transforms.articles.plain",
    "md": "transforms.articles.markdown",
    "html": "transforms.articles.html",
    "pdf": "transforms.articles.pdf",
    "docx": "transforms.articles.docx",
    "epub": "transforms.articles.epub",
    "eml": "transforms.articles.mail",
    "mht": "transforms.articles.mail",
    "row": "transforms.articles.rows",
}


def parse(given: Input, source: Source) -> Article | Rejection:
    """Read one input.

    Args:
        given: the bytes and where they were found.
        source: the declaration of its source.

    Returns:
        The article, or a rejection with stage, reason and detail. Never raises for what is in the bytes.
    """
    try:
        if len(given.content) > source.limits.max_bytes:
            raise RejectedError(
                "parse", "too-large", f"{len(given.content):,} bytes, limit {source.limits.max_bytes:,}"
            )
        return assemble(_reader(given, source)(given, source), given, source)
    except RejectedError as error:
        return rejection(given, error.stage, error.reason, error.detail)
    except RecursionError:
        return rejection(given, "parse", "too-complex", "nested too deep")
    except MemoryError:
        return rejection(given, "parse", "too-complex", "needs more memory than there is")
    except (
        Exception
    ) as error:  # a reader's library may raise anything on broken bytes; one input must not stop the rest
        return rejection(given, "parse", "internal", f"{type(error).__name__}: {error}")


def rejection(given: Input, stage: str, reason: str, detail: str = "") -> Rejection:
    """The rejection of an input."""
    return Rejection(stage, reason, detail, given.source_id, given.locator, given.content_sha256)


def _reader(given: Input, source: Source) -> Reader:
    name = format_of(given, source)
    if name not in _READERS:
        raise RejectedError("parse", "unknown-format", f"no reader for {name or given.media_type or given.locator}")
    reader: Reader = importlib.import_module(_READERS[name]).read
    return reader
