"""Plain text: the text is stored as it stands in the file; all else is read from its form."""

from __future__ import annotations

from transforms.articles.assemble import Draft
from transforms.articles.encoding import decode
from transforms.articles.inputs import Input
from transforms.articles.source import Source


def read(given: Input, source: Source) -> Draft:
    """Read a plain text.

    Raises:
        RejectedError: no encoding gives readable text.
    """
    return Draft(text=decode(given.content, source.encoding, given.charset))
