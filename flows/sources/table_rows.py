"""The rows of one table file, one format each, without holding the table in memory.

Takes an open stream, gives :class:`Row`: its number from 1 and its values by column name (or, of jsonl, the line).
Rows longer than the limit come as ``TOO_LONG`` and are passed over.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO, Final

from transforms.articles.encoding import encoding_of
from transforms.articles.inputs import RejectedError
from transforms.articles.source import Source
from transforms.articles.zips import open_zip

TOO_LONG: Final[dict[str, Any]] = {}
_DETECTION_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `content` is the line's bytes, or values by column."""

    number: int
    content: bytes | dict[str, Any]


def open_rows(kind: str, stream: BinaryIO, source: Source) -> Iterator[Row]:
    """The rows of a table.

    Args:
        kind: ``jsonl``, ``csv``, ``tsv``, ``xlsx`` or ``parquet``.
        stream: the table's bytes, not compressed.
        source: its source: encoding, sheet and limits.

    Raises:
        RejectedError: the file is not a table of that kind, or breaks its limits.
    """
    readers = {"jsonl": _jsonl, "csv": _separated, "tsv": _separated, "xlsx": _xlsx, "parquet": _parquet}
    yield from readers[kind](stream, source, kind)


def _jsonl(stream: BinaryIO, source: Source, _kind: str) -> Iterator[Row]:
    limit, total, number = source.limits.max_bytes, 0, 0
    while line := stream.readline(limit + 1):
        total += len(line)
        if len(line) > limit and not line.endswith(b"\n"):
            total += _skip_line(stream, limit)
            number += 1
            yield Row(number, TOO_LONG)
        elif line.strip():
            number += 1
            yield Row(number, line.strip().removeprefix(b"\xef\xbb\xbf"))
        _check_total(total, source)


def _skip_line(stream: BinaryIO, limit: int) -> int:
    skipped = 0
    while piece := stream.readline(min(limit, 1 << 20)):
        skipped += len(piece)
        if piece.endswith(b"\n") or skipped > 50 * limit:
            break
    return skipped


def _check_total(total: int, source: Source) -> None:
    if total > source.limits.max_archive_bytes:
        raise RejectedError("discover", "archive-too-large", "unpacks to more than limits.max_archive_bytes")


def _separated(stream: BinaryIO, source: Source, kind: str) -> Iterator[Row]:
    encoding = encoding_of(stream.read(_DETECTION_BYTES), source.encoding)
    stream.seek(0)
    # A byte that is none leaves a mark of loss in its row, and only articles that have such a mark are rejected.
    text = io.TextIOWrapper(stream, "utf-8-sig" if encoding == "utf-8" else encoding, errors="replace", newline="")
    csv.field_size_limit(source.limits.max_bytes)
    lines = _text_lines(text, source)
    first = next(lines, "")
    reader = csv.DictReader(chain([first], lines), delimiter="\t" if kind == "tsv" else _delimiter(first))
    try:
        for number, row in enumerate(reader, 1):
            extra = row.pop(None, None)
            yield Row(number, {**row, "…": extra} if extra else dict(row))
    except csv.Error as error:
        raise RejectedError("parse", "damaged", f"no table after line {reader.line_num}: {error}") from None
    except UnicodeError as error:
        raise RejectedError("decode", "undecodable", f"not {encoding} after line {reader.line_num}: {error}") from None


def _text_lines(text: io.TextIOWrapper, source: Source) -> Iterator[str]:
    limit, total = source.limits.max_bytes, 0
    while line := text.readline(limit + 1):
        total += len(line)
        if len(line) > limit:
            raise RejectedError("discover", "too-large", f"a line of more than {limit:,} characters")
        _check_total(total, source)
        yield line


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t|", key=head.count)


def _whole(stream: BinaryIO, source: Source) -> bytes:
    """All bytes of a table that has to be read at once; at most five times the limit of one input."""
    limit = 5 * source.limits.max_bytes
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise RejectedError("discover", "too-large", f"more than {limit:,} bytes; use jsonl or parquet")
    return content


def _xlsx(stream: BinaryIO, source: Source, _kind: str) -> Iterator[Row]:
    from openpyxl import load_workbook

    content = _whole(stream, source)
    open_zip(content, source.limits, "xlsx workbook").close()
    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = workbook[source.table.sheet] if source.table.sheet else workbook.worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        header = ["" if name is None else str(name).strip() for name in next(rows, ())]
        for number, cells in enumerate(rows, 1):
            if any(cell is not None for cell in cells):
                yield Row(number, {name: _plain(cell) for name, cell in zip(header, cells, strict=False) if name})
    except KeyError as error:
        raise RejectedError("parse", "damaged", f"the workbook has no {error}") from None
    except RejectedError:
        raise
    except Exception as error:  # openpyxl raises whatever its XML and its types run into
        raise RejectedError("parse", "damaged", f"{type(error).__name__}: {error}") from None


def _plain(cell: object) -> object:
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)


def _parquet(stream: BinaryIO, source: Source, _kind: str) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        table = pq.ParquetFile(pa.PythonFile(stream, mode="r"))
        groups = [table.metadata.row_group(each).total_byte_size for each in range(table.metadata.num_row_groups)]
        _check_total(sum(groups), source)
        for batch in table.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield Row(number, row)
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        raise RejectedError("parse", "damaged", f"{type(error).__name__}: {error}") from None
