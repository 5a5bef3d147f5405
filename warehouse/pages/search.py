"""What the search of the pages looks through: takes observations, gives script files that a page from disk can load.

A page that was opened from disk may not fetch data, but it may load scripts; so the data comes as calls. Files
hold whole months, cut where one would grow too large, so that an old month's file stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from warehouse.pages.articles import kind
from warehouse.pages.charts import embedded

Row = dict[str, Any]

LARGEST = 1_800_000
_SENTENCE = 160


def files(found: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Name and text of each data file, the newest month first; `found` is ordered so."""
    for month, part in groupby(found, key=itemgetter("month")):
        for number, lines in enumerate(_cut(_articles(list(part)))):
            yield f"{month or 'undated'}-{number}.js", f"shushuoFound([{','.join(lines)}]);\n"


def _articles(told: list[Row]) -> Iterator[str]:
    """One line an article: its id, title, date, and its numbers."""
    for article_id, part in groupby(told, key=itemgetter("article_id")):
        numbers = list(part)
        when = numbers[0]["published_on"]
        head = [article_id, numbers[0]["title"] or "", when.isoformat() if when else ""]
        yield embedded([*head, [_number(row) for row in numbers]])


def _number(row: Row) -> list[Any]:
    fields = (row["indicator"], row["subject"], row["period"], row["speaker"], row["sentence"][:_SENTENCE])
    meant = [row["modifier"], row["measure"], kind(row), row["indicator_id"] or ""]
    amount = [_short(row["value"]), None if row["value_high"] is None else _short(row["value_high"]), row["unit"] or ""]
    return [row["seq"], *amount, *meant, *(field or "" for field in fields)]


def _short(value: float) -> float | int:
    """The number in as few digits as JSON can write it: 36560000, not 36560000.0."""
    return int(value) if value.is_integer() else value


def _cut(lines: Iterable[str]) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode())
        if part and size + length > LARGEST:
            yield part
            part, size = [], 0
        part.append(line)
        size += length
    if part:
        yield part
