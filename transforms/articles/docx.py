"""A Word file to a draft (python-docx): paragraphs and tables in order, headings by their style."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document
from docx.document import Document as DocxDocument
from docx.table import Table
from docx.text.paragraph import Paragraph

from transforms.articles.assemble import Draft
from transforms.articles.encoding import clean
from transforms.articles.inputs import Input, RejectedError
from transforms.articles.source import Source
from transforms.articles.zips import open_zip

_HEADING_STYLES = ("heading", "标题")
_TITLE_STYLES = ("title", "题目")
_MAX_CELLS = 100_000


def read(given: Input, source: Source) -> Draft:
    """Read a Word file.

    Raises:
        RejectedError: damaged, or a zip bomb.
    """
    open_zip(given.content, source.limits, "docx").close()
    try:
        document = Document(io.BytesIO(given.content))
        blocks = list(_blocks(document))
        said = document.core_properties.title or ""
    except RejectedError:
        raise
    except Exception as error:  # python-docx raises whatever a part that is missing or broken runs into
        raise RejectedError("parse", "damaged", f"{type(error).__name__}: {error}") from None
    lines = [(style, line) for style, text in blocks for line in clean(text).split("\n") if line.strip()]
    title = next((line.strip() for style, line in lines if style.startswith(_TITLE_STYLES)), "")
    headings = {line.strip() for style, line in lines if style.startswith(_HEADING_STYLES)}
    stands_in_text = any(line.strip() == said.strip() for _, line in lines[:5])
    return Draft(
        text="\n".join(line.strip(" \t") for _, line in lines),
        title=title or (said.strip() if stands_in_text else ""),
        headings=headings - {title},
    )


def _blocks(document: DocxDocument) -> Iterator[tuple[str, str]]:
    """Style name in small letters and text of every paragraph and table row, in the order of the file."""
    cells = 0
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield _style(block), block.text
        elif isinstance(block, Table):
            for row in block.rows:
                cells += len(row.cells)
                if cells > _MAX_CELLS:
                    raise RejectedError("parse", "too-complex", f"tables of more than {_MAX_CELLS:,} cells")
                yield "", " ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells))


def _style(paragraph: Paragraph) -> str:
    style = paragraph.style
    return (style.name or "").lower() if style is not None else ""
