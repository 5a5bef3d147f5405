"""The whole reading of one article."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from transforms.reading import read
from transforms.records import Article

SEED = Path(__file__).parents[2] / "seeds" / "zjfz" / "000_200f8886be44e5e7.txt"


def test_reads_everything_that_the_seed_article_holds() -> None:
    text = SEED.read_text(encoding="utf-8")
    reading = read(Article(text=text, title="公安厅局长谈推动现代警务模式成熟定型", published_on=date(2021, 4, 1)))
    assert len(reading.people) == 10
    assert {quotation.speaker for quotation in reading.quotations} >= {"毛善恩", "罗杰", "田国刚"}
    assert reading.observations
    assert reading.organisations
    assert reading.places
    assert reading.initiatives


def test_spans_slice_to_what_they_name() -> None:
    text = "县长陈国强說,全縣推行“一件事”改革,新建學校12所。"
    reading = read(Article(text=text, published_on=date(2024, 5, 1)))
    assert [text[start:end] for start, end in reading.people[0].spans] == ["陈国强"]
    assert [text[start:end] for start, end in reading.initiatives[0].spans] == ["“一件事”改革"]
    assert reading.observations[0].speaker == "陈国强"


def test_an_empty_article_gives_nothing() -> None:
    reading = read(Article(text=""))
    assert not (reading.observations or reading.people or reading.initiatives or reading.quotations)


def test_importing_the_reading_loads_neither_dictionaries_nor_heavy_libraries():
    program = "import sys, transforms.reading; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert set(done.stdout.split()) & {"rjieba", "pint", "lunar_python", "chinese_calendar", "numpy", "pandas"} == set()
