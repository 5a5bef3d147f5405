"""Corrections made by people: takes ``seeds/corrections.csv`` and rows of observations, puts the rows right.

A line names an observation (by its id, or by an article and words that hold it), a field and the right value.
What follows from a field follows again: unit_id and value_si from the unit, the days from the period.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Any

from transforms.language.units import describe
from transforms.rows import Row, identify, period_days
from warehouse.errors import LakeError
from warehouse.schema import table

COLUMNS = ("article", "quote", "observation_id", "field", "right_value", "by", "why")
FIELDS = (
    *("value", "value_high", "unit", "modifier", "measure", "status", "statistic", "comparison", "indicator"),
    *("subject", "subject_kind", "place_code", "period", "speaker", "speaker_role"),
)


class CorrectionError(LakeError):
    """A line of the corrections is not right."""


@dataclass(frozen=True)
class Correction:
    """One line.

    Attributes:
        article: article id, address, or ``source_id/locator``; "" where an observation id is given.
        quote: words of the article that hold the quantity, or "".
        observation_id: the observation, or "".
        field: one of `FIELDS`.
        right_value: as it would stand in CSV; "" for null.
    """

    article: str
    quote: str
    observation_id: str
    field: str
    right_value: str
    by: str
    why: str

    @property
    def correction_id(self) -> str:
        """Hash of what is corrected and how."""
        return identify("correction", self.article, self.quote, self.observation_id, self.field, self.right_value)


@dataclass(frozen=True)
class Outcome:
    """What became of a correction; `state` as in the table's declaration."""

    correction: Correction
    state: str
    observation_id: str = ""
    was: str = ""

    @property
    def row(self) -> Row:
        """Its row in the table ``corrections``."""
        correction = self.correction
        return {
            "correction_id": correction.correction_id,
            "article": correction.article or None,
            "quote": correction.quote or None,
            "target_observation_id": correction.observation_id or None,
            "field": correction.field,
            "right_value": correction.right_value or None,
            "corrected_by": correction.by,
            "why": correction.why,
            "state": self.state,
            "observation_id": self.observation_id or None,
            "was": self.was or None,
        }


def parse_corrections(text: str, name: str = "corrections.csv") -> list[Correction]:
    """The corrections that a CSV text holds; lines that begin with # are comments.

    Raises:
        CorrectionError: a line that is not right, by its number, and what to mend.
    """
    lines = list(io.StringIO(text.removeprefix("\ufeff")))
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(line for _, line in numbered)
    if numbered and tuple(reader.fieldnames or ()) != COLUMNS:
        raise CorrectionError(f"{name}: the first line must be {','.join(COLUMNS)}")
    found: dict[str, Correction] = {}
    for row in reader:
        where = f"{name}, line {numbered[min(reader.line_num, len(numbered)) - 1][0]}"
        correction = _checked(row, where)
        if correction.correction_id in found:
            raise CorrectionError(f"{where}: the same correction stands above already")
        found[correction.correction_id] = correction
    return list(found.values())


def _checked(row: dict[str | Any, str | Any], where: str) -> Correction:
    if None in row or None in row.values():
        raise CorrectionError(f"{where}: must have {len(COLUMNS)} cells; put quotes around a cell with a comma")
    cells = {name: row[name].strip() for name in COLUMNS}
    correction = Correction(**cells)
    if not correction.observation_id and not (correction.article and correction.quote):
        raise CorrectionError(f"{where}: name an observation_id, or an article and a quote")
    if correction.field not in FIELDS:
        raise CorrectionError(f"{where}: {correction.field!r} cannot be corrected; there are {', '.join(FIELDS)}")
    if not correction.by or not correction.why:
        raise CorrectionError(f"{where}: say by whom, and why")
    try:
        _typed(correction.field, correction.right_value)
    except ValueError as error:
        raise CorrectionError(f"{where}: {correction.field}: {error}") from error
    return correction


def _typed(field: str, text: str) -> str | float | None:
    """The value that a cell stands for; raises ValueError for one that the column does not take."""
    column = table("observations").column(field)
    if not text:
        if not column.nullable:
            raise ValueError("must have a value")
        return None
    if column.type == "number":
        number = float(text)
        if not isfinite(number):
            raise ValueError("must be a number")
        return number
    if column.values and text not in column.values:
        raise ValueError(f"must be one of {', '.join(column.values)}")
    if field == "period":
        period_days(text)
    return text


def _cell(value: object) -> str:
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)


def correct(rows: list[Row], text: str, corrections: Iterable[Correction]) -> list[Outcome]:
    """Apply the corrections of one article to the rows of its observations, in place.

    Args:
        rows: all observations of the article, uncorrected.
        text: the article's text.
        corrections: those that name this article or one of its observations; of two that would set one field
            of one observation, the second is ambiguous.
    """
    outcomes = []
    taken: set[tuple[str, str]] = set()
    for correction in sorted(corrections, key=lambda correction: correction.correction_id):
        fitting = _fitting(rows, text, correction)
        if len(fitting) != 1 or (fitting[0]["observation_id"], correction.field) in taken:
            outcomes.append(Outcome(correction, "ambiguous" if fitting else "not found"))
            continue
        taken.add((fitting[0]["observation_id"], correction.field))
        outcomes.append(_apply(fitting[0], correction))
    return outcomes


def restore(row: Row, field: str, was: str) -> None:
    """Take a correction back: the field gets the value that the extractor had read."""
    _set(row, field, was)
    row["corrected"] = [name for name in row["corrected"] or [] if name != field] or None


def _fitting(rows: list[Row], text: str, correction: Correction) -> list[Row]:
    if correction.observation_id:
        return [row for row in rows if row["observation_id"] == correction.observation_id]
    found: dict[str, Row] = {}
    start = text.find(correction.quote)
    while start >= 0:
        end = start + len(correction.quote)
        for row in rows:
            if start <= row["span_start"] and row["span_end"] <= end:
                found[row["observation_id"]] = row
        start = text.find(correction.quote, start + 1)
    return list(found.values())


def _apply(row: Row, correction: Correction) -> Outcome:
    was = _cell(row[correction.field])
    right = _typed(correction.field, correction.right_value)
    if row[correction.field] == right:
        return Outcome(correction, "unneeded", row["observation_id"], was)
    _set(row, correction.field, correction.right_value)
    row["corrected"] = sorted({*(row["corrected"] or []), correction.field})
    return Outcome(correction, "applied", row["observation_id"], was)


def _set(row: Row, field: str, text: str) -> None:
    row[field] = _typed(field, text)
    if field in ("value", "unit"):
        unit_id, dimension, factor = describe(row["unit"] or "")
        row["unit_id"], row["dimension"] = unit_id or None, dimension or None
        row["value_si"] = None if factor is None else row["value"] * factor
    if field == "period":
        row["period_start"], row["period_end"] = period_days(text)
