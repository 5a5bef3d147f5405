"""Inputs to tables: the same whoever reads them, and a defect costs one article."""

from datetime import UTC, datetime

import pytest

from flows import extraction
from flows.extraction import Extractor, extract_chunk
from transforms.articles.inputs import Input, Rejection
from transforms.articles.source import Source
from transforms.tables import Provenance

SOURCE = Source(source_id="t", title="样报", publisher="样报社", kind="files", locations=["*.txt"])
PROVENANCE = Provenance("20260101T000000Z-0000", datetime(2026, 1, 1, tzinfo=UTC), "1")


def briefs(count):
    text = "第{0}期简报\n\n2024年1月{1}日，全县新修公路{0}公里，投入资金{2}万元，群众十分满意。\n"
    return [
        Input("t", f"{number:03}.txt", text.format(number + 2, number % 28 + 1, number * 3 + 1).encode())
        for number in range(count)
    ]


def contents(extracted):
    return {name: table.to_pylist() for name, table in extracted.tables.items()}


def test_a_pool_of_processes_gives_the_same_rows_in_the_same_order(monkeypatch):
    monkeypatch.setattr(extraction, "POOL_PAYS_FROM", 0)
    monkeypatch.setattr(extraction, "CHUNK_INPUTS", 7)
    with Extractor(PROVENANCE, processes=2) as many, Extractor(PROVENANCE, processes=1) as one:
        together, alone = many.extract(briefs(40), SOURCE), one.extract(briefs(40), SOURCE)
        assert many._pool is not None and one._pool is None
    assert contents(together) == contents(alone)
    assert together.tables["articles"].num_rows == 40


def test_little_work_starts_no_pool():
    with Extractor(PROVENANCE, processes=2) as extractor:
        extractor.extract(briefs(3), SOURCE)
        assert extractor._pool is None


def test_a_refused_input_becomes_a_row_of_rejects():
    refused = Rejection("discover", "too-large", "21,000,000 bytes", "t", "big.txt")
    extracted = extract_chunk([*briefs(2), refused, Input("t", "empty.txt", b"")], SOURCE, PROVENANCE)
    assert extracted.tables["articles"].num_rows == 2
    rows = extracted.tables["rejects"].select(["locator", "stage", "reason"]).to_pylist()
    assert rows[0] == {"locator": "big.txt", "stage": "discover", "reason": "too-large"}
    assert rows[1]["locator"] == "empty.txt"


@pytest.mark.parametrize("defective", ["read", "tabulate"])
def test_a_defect_of_ours_costs_one_article_and_is_named(monkeypatch, defective):
    true = getattr(extraction, defective)

    def broken(given, *rest):
        readings = given if isinstance(given, list) else [given]
        articles = [getattr(reading, "article", reading) for reading in readings]
        if any(article.locator == "001.txt" for article in articles):
            raise ZeroDivisionError("a defect")
        return true(given, *rest)

    monkeypatch.setattr(extraction, defective, broken)
    extracted = extract_chunk(briefs(4), SOURCE, PROVENANCE)
    assert extracted.tables["articles"]["locator"].to_pylist() == ["000.txt", "002.txt", "003.txt"]
    (row,) = extracted.tables["rejects"].to_pylist()
    assert (row["locator"], row["stage"], row["reason"]) == ("001.txt", "extract", "internal")
    assert row["detail"] == "ZeroDivisionError: a defect"
