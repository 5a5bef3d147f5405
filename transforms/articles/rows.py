"""A row of a table to a draft: columns mapped by name.

The input's bytes are the row as a JSON object in UTF-8, whatever the table's own format was.
"""

from __future__ import annotations

import json
import re
from typing import Any

from transforms.articles.assemble import Draft
from transforms.articles.bylines import Author
from transforms.articles.dates import parse_day
from transforms.articles.encoding import clean, decode
from transforms.articles.inputs import Input, RejectedError
from transforms.articles.source import Source

_SEPARATORS = re.compile(r"\s*[、,，;；|/]\s*|\s{1,}")


def read(given: Input, source: Source) -> Draft:
    """Read a row.

    Raises:
        RejectedError: the row is no JSON object, or lacks the text column.
    """
    row = parse_row(given.content, source.encoding)
    columns = source.table
    text = clean(_text_column(row, columns.text))
    if columns.html:
        from transforms.articles.pages import text_of_fragment

        text = text_of_fragment(text)
    return Draft(
        text=text.strip("\n"),
        title=_cell(row, columns.title),
        subtitle=_cell(row, columns.subtitle),
        authors=authors_of(_cell(row, columns.authors)),
        publisher=_cell(row, columns.publisher),
        published_on=parse_day(_cell(row, columns.published), source.date_formats, source.timezone),
        url=_cell(row, columns.url) or None,
        place=_cell(row, columns.place),
    )


def parse_row(content: bytes, encoding: str | None = None) -> dict[str, Any]:
    """The row as a dictionary.

    Raises:
        RejectedError: ``bad-row`` if the bytes are no JSON object, ``undecodable`` if they are no text.
    """
    try:
        row = json.loads(content.decode("utf-8") if encoding is None else decode(content, encoding))
    except UnicodeDecodeError:
        raise RejectedError("decode", "undecodable", "a row that is not UTF-8; declare its encoding") from None
    except (ValueError, RecursionError) as error:
        raise RejectedError("parse", "bad-row", f"no JSON: {error}") from None
    if not isinstance(row, dict):
        raise RejectedError("parse", "bad-row", f"a JSON object is expected, not {type(row).__name__}")
    return row


def authors_of(cell: str) -> list[Author]:
    """Names in one string: 张三、李四; a byline's roles are read where it has any."""
    from transforms.articles.bylines import byline

    found = byline(cell)
    if found:
        return found
    bare = re.sub(r"^(?:作者|记者|文|来源|编辑)\s*[:：/]\s*", "", cell.strip())
    return [Author(name) for name in _SEPARATORS.split(bare) if name and len(name) <= 30]


def _text_column(row: dict[str, Any], column: str) -> str:
    if column not in row:
        have = ", ".join(sorted(map(str, row))[:12])
        raise RejectedError("parse", "missing-column", f"no column {column}; the row has {have}")
    value = row[column]
    if value is None:
        raise RejectedError("parse", "no-text", f"column {column} is empty")
    if not isinstance(value, str):
        raise RejectedError("parse", "bad-row", f"column {column} holds no text but {type(value).__name__}")
    return value


def _cell(row: dict[str, Any], column: str | None) -> str:
    value = row.get(column) if column is not None else None
    if isinstance(value, list):
        return "、".join(str(each) for each in value if each is not None)
    return "" if value is None else clean(str(value)).strip()
