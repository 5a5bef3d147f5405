"""Each check on load refuses bad data, and good data passes all of them."""

import duckdb
import pyarrow as pa
import pytest

from warehouse.schema import Column, table, tables
from warehouse.schema.arrow import arrow_schemas
from warehouse.schema.checks import StructureError, checks_of, structure, violations


def spoil(rows: pa.Table, name: str, column: str, value: object) -> pa.Table:
    """The rows with one value of their first row replaced."""
    changed = rows.to_pylist()
    changed[0][column] = value
    return pa.Table.from_pylist(changed, schema=arrow_schemas()[name])


def test_good_data_passes_every_check(stored, stage):
    assert violations(stage(stored)) == []
    for name, rows in stored.items():
        assert structure(table(name), rows).num_rows == rows.num_rows


@pytest.mark.parametrize(
    ("check", "name", "column", "value"),
    [
        ("nulls", "observations", "indicator", None),
        ("nulls", "articles", "title", None),
        ("values", "observations", "modifier", "roughly"),
        ("values", "observations", "subject_kind", "planet"),
        ("values", "articles", "published_basis", "guess"),
        ("bounds", "observations", "confidence", 1.5),
        ("bounds", "observations", "confidence", float("nan")),
        ("bounds", "observations", "seq", -1),
        ("finite", "observations", "value", float("inf")),
        ("finite", "observations", "value_high", float("nan")),
        ("reference", "articles", "source_id", "unheard-of"),
        ("reference", "articles", "run_id", "another-run"),
        ("reference", "observations", "before_observation_id", "0" * 24),
        ("reference", "initiative_observations", "observation_id", "0" * 24),
        ("offsets", "observations", "quote", "121公里"),
        ("offsets", "observations", "span_start", 5),
        ("offsets", "observations", "span_end", 100_000),
        ("offsets", "quotations", "quote", "今年不修"),
        ("offsets", "people", "spans", [{"span_start": 0, "span_end": 3, "quote": "何远山"}]),
        ("offsets", "places", "spans", [{"span_start": 2, "span_end": 2, "quote": ""}]),
        ("nulls", "organisations", "spans", [None]),
        ("nulls", "articles", "authors", [None]),
        ("sections", "articles", "sections", [{"title": "二、问题", "span_start": 5, "span_end": 4000}]),
    ],
)
def test_a_check_refuses(stored, stage, check, name, column, value):
    allowed = value is None and table(name).column(column).nullable
    stored[name] = spoil(stored[name], name, column, value)
    found = violations(stage(stored))
    assert (check in {violation.check for violation in found}) is not allowed
    if not allowed:
        bad = next(violation for violation in found if violation.check == check)
        assert bad.table == name
        assert bad.article_id == stored[name].to_pylist()[0]["article_id"]


def bad_value(check: str, column: Column, condition: str) -> object:
    """A value that this check of the column must refuse."""
    beyond = {"min": (column.min or 0) - 1, "max": (column.max or 0) + 1}
    values = {
        "nulls": [None] if "list_contains" in condition else None,
        "values": "不在其列",
        "bounds": beyond["max" if ">" in condition else "min"],
        "finite": float("inf"),
        "reference": "0" * 24,
    }
    return values[check]


def refused(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table, condition: str) -> int:
    """How many rows a check refuses once these are the table's."""
    connection.register("spoilt", rows)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM spoilt")
    connection.unregister("spoilt")
    (count,) = connection.execute(f"SELECT count(*) FROM (FROM {name} AS row_ WHERE {condition})").fetchall()[0]
    connection.execute(f"DROP TABLE temp.{name}")
    return int(count)


@pytest.mark.parametrize("declared", tables(), ids=lambda declared: declared.name)
def test_every_check_that_is_declared_refuses_bad_data_and_no_good_data(stored, stage, declared):
    connection, good = stage(stored), stored[declared.name]
    tried = set()
    for check, name, condition, _ in checks_of(declared):
        assert refused(connection, declared.name, good, condition) == 0, (check, name)
        if check == "key":
            bad = pa.concat_tables([good, good.slice(0, 1)])
        elif check in {"offsets", "sections"} and (declared.span_list == name or check == "sections"):
            bad = spoil(good, declared.name, name, [{"title": "", "quote": "无", "span_start": 0, "span_end": 9**6}])
        elif check == "offsets":
            bad = spoil(good, declared.name, name, "文中没有的话")
        else:
            bad = spoil(good, declared.name, name, bad_value(check, declared.column(name), condition))
        assert refused(connection, declared.name, bad, condition) > 0, (check, name)
        tried.add((check, name))
    assert {("nulls", column.name) for column in declared.columns if not column.nullable} <= tried


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.drop_columns(["unit"]),
        lambda rows: rows.append_column("colour", pa.nulls(rows.num_rows, pa.string())),
        lambda rows: rows.set_column(rows.column_names.index("value"), "value", rows["seq"]),
        lambda rows: rows.append_column("unit", rows["unit"]),
    ],
    ids=["missing column", "extra column", "wrong type", "doubled column"],
)
def test_a_table_of_another_structure_is_refused(stored, change):
    with pytest.raises(StructureError):
        structure(table("observations"), change(stored["observations"]))
