"""An export is whole, described, and read by the tools people have: pandas, polars, the duckdb shell, sqlite."""

import json
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pytest

from transforms.articles.source import Source
from transforms.tables import Provenance, tabulate
from warehouse import workbook
from warehouse.errors import LakeError
from warehouse.export import FORMS, export
from warehouse.lake import open_for_reading, open_for_writing
from warehouse.load import Run, load
from warehouse.schema import tables
from warehouse.schema.arrow import arrow_schemas

SOURCE = Source(source_id="qingchuan", title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])


@pytest.fixture(scope="module")
def filled(new_lake_url, make_reading):
    url = new_lake_url()
    provenance = Provenance("run-1", datetime(2026, 1, 2, tzinfo=UTC), "1")
    undated = make_reading("b.txt", 80)
    undated.article.published_on = None
    undated.article.title = "=1+1"
    with open_for_writing(url) as lake:
        batch = tabulate([make_reading("a.txt", 120), undated], arrow_schemas(), provenance)
        load(lake, Run(provenance, "0.1.0"), [SOURCE], [batch])
    return url


@pytest.fixture
def exported(filled, tmp_path):
    def made(form):
        with open_for_reading(filled) as lake:
            assert export(lake, tmp_path / "out", form)["observations"] == 12
        return tmp_path / "out"

    return made


@pytest.mark.parametrize("form", FORMS)
def test_every_export_describes_itself(exported, form):
    folder = exported(form)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == [table.name for table in tables()]
    for resource in package["resources"]:
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        assert all((folder / path).is_file() for path in paths)
        assert [field["name"] for field in resource["schema"]["fields"]] == arrow_schemas()[resource["name"]].names
    assert "| `value_si` |" in (folder / "data-dictionary.md").read_text(encoding="utf-8")


def test_parquet_is_partitioned_by_source_and_month_and_pandas_reads_it(exported):
    folder = exported("parquet")
    parts = {str(path.parent.relative_to(folder)) for path in folder.glob("observations/**/*.parquet")}
    assert parts == {"observations/source_id=qingchuan/month=2024-01", "observations/source_id=qingchuan/month=undated"}
    frame = pd.read_parquet(folder / "observations", partitioning=None)
    assert len(frame) == 12
    assert frame["value"].max() == 12000
    people = pd.read_parquet(folder / "people.parquet")
    assert people["spans"][0][0]["quote"] == "何远山"


def test_polars_reads_parquet_and_csv(exported):
    folder = exported("parquet")
    assert pl.read_parquet(folder / "observations/**/*.parquet", hive_partitioning=False).height == 12
    shutil.rmtree(folder)
    frame = pl.read_csv(exported("csv") / "observations.csv")
    assert frame.height == 12
    assert json.loads(pl.read_csv(folder / "people.csv")["spans"][0])[0]["quote"] == "何远山"


def test_the_duckdb_shell_reads_a_duckdb_export(exported):
    folder = exported("duckdb")
    shell = shutil.which("duckdb", path=str(Path(pl.__file__).parents[4] / "bin")) or shutil.which("duckdb")
    assert shell is not None
    query = "SELECT count(*) FROM observations WHERE unit = '公里'"
    done = subprocess.run(
        [shell, "-csv", str(folder / "shushuo.duckdb"), query], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["count_star()", "6"]
    with duckdb.connect(str(folder / "shushuo.duckdb"), read_only=True) as connection:
        silent = "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
        assert connection.execute(silent).fetchall() == [(0,)]


def test_sqlite_reads_a_sqlite_export(exported):
    with sqlite3.connect(exported("sqlite") / "shushuo.sqlite") as connection:
        query = (
            "SELECT count(*), max(value), min(period_start), max(json_extract(roles, '$[0]')) FROM observations, people"
        )
        assert connection.execute(query).fetchall() == [(24, 12000.0, "2023-01-01", "青川县交通局局长")]
        assert connection.execute("SELECT started_at FROM runs").fetchall() == [("2026-01-02T00:00:00Z",)]


def test_a_workbook_has_a_sheet_a_table_and_no_formulas(exported):
    book = openpyxl.load_workbook(exported("xlsx") / "shushuo.xlsx")
    assert book.sheetnames == [table.name for table in tables()]
    sheet = book["articles"]
    titles = [row for row in sheet.iter_rows() if row[0].value != "article_id"]
    column = next(cell.column for cell in sheet[1] if cell.value == "title") - 1
    cells = {row[column].value: row[column].data_type for row in titles}
    assert cells["=1+1"] == "s"
    assert book["observations"].max_row == 13


def test_a_workbook_drops_nothing_that_is_too_long(exported, monkeypatch):
    monkeypatch.setattr(workbook, "CELL_CHARACTERS", 80)
    monkeypatch.setattr(workbook, "SHEET_ROWS", 6)
    folder = exported("xlsx")
    book = openpyxl.load_workbook(folder / "shushuo.xlsx")
    sheets = [name for name in book.sheetnames if name.startswith("observations")]
    assert sheets == ["observations", "observations_2", "observations_3"]
    assert sum(book[name].max_row - 1 for name in sheets) == 12
    texts = [path.read_text(encoding="utf-8") for path in (folder / "texts").glob("articles-*.txt")]
    assert any("新修农村公路120公里" in text for text in texts)


def test_an_earlier_export_is_replaced_and_anything_else_is_left_alone(exported, filled, tmp_path):
    folder = exported("csv")
    (folder / "left-over.csv").write_text("a\n")
    exported("parquet")
    assert not (folder / "left-over.csv").exists()
    other = tmp_path / "mine"
    other.mkdir()
    (other / "thesis.docx").write_text("years of work")
    with open_for_reading(filled) as lake, pytest.raises(LakeError, match="holds something else"):
        export(lake, other, "csv")
    assert (other / "thesis.docx").read_text() == "years of work"


def test_an_export_that_fails_leaves_nothing(filled, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(FORMS, "csv", full)
    with open_for_reading(filled) as lake, pytest.raises(LakeError, match="No space left"):
        export(lake, tmp_path / "out", "csv")
    assert list(tmp_path.iterdir()) == []
