"""Each check on load refuses bad data, and good data passes all of them."""

import pyarrow as pa
import pytest

from warehouse.schema import table, tables
from warehouse.schema.arrow import arrow_schemas
from warehouse.schema.checks import StructureError, structure, violations


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


def nullless() -> list[tuple[str, str]]:
    return [(each.name, column.name) for each in tables() for column in each.columns if not column.nullable]


@pytest.mark.parametrize(("name", "column"), nullless())
def test_null_is_refused_wherever_it_is_not_declared(stored, stage, name, column):
    stored[name] = spoil(stored[name], name, column, None)
    found = {(bad.check, bad.table, bad.column) for bad in violations(stage(stored))}
    assert ("nulls", name, column) in found


@pytest.mark.parametrize("declared", tables(), ids=lambda declared: declared.name)
def test_a_key_that_stands_twice_is_refused(stored, stage, declared):
    rows = stored[declared.name]
    stored[declared.name] = pa.concat_tables([rows, rows.slice(0, 1)])
    found = {(bad.check, bad.table) for bad in violations(stage(stored))}
    assert ("key", declared.name) in found


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
