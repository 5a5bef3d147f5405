"""The declarations hold together, and everything made from them agrees."""

import duckdb
import pytest

from warehouse.schema import table, tables
from warehouse.schema.arrow import arrow_schemas
from warehouse.schema.dictionary import PAGE, dictionary
from warehouse.schema.model import DeclarationError, parse
from warehouse.schema.statements import comments, create

COLUMN = '[columns.name]\nname_zh = "名"\ntype = "text"\ndescription = "A name."\nexample = "甲"\n'
HEAD = 'position = 1\nname_zh = "表"\ndescription = "Things."\nkey = ["name"]\n'


def test_every_reference_names_a_declared_column():
    for declared in tables():
        for column in declared.columns:
            if column.references:
                target, name = column.references.split(".")
                assert table(target).column(name).type == column.type


def test_a_column_of_one_name_has_one_type_everywhere():
    types: dict[str, set[str]] = {}
    for declared in tables():
        for column in declared.columns:
            types.setdefault(column.name, set()).add(column.type)
    assert {name: found for name, found in types.items() if len(found) > 1} == {}


def test_created_tables_have_the_declared_columns_and_say_what_they_mean():
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for declared in tables():
        connection.execute(create(declared, "memory"))
        for statement in comments(declared, "memory"):
            connection.execute(statement)
        arrow = connection.table(declared.name).to_arrow_table().schema
        assert arrow.names == arrow_schemas()[declared.name].names
        assert [field.type for field in arrow] == [field.type for field in arrow_schemas()[declared.name]]
    silent = "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
    assert connection.execute(silent).fetchall() == []


def test_the_data_dictionary_is_made_from_the_declarations():
    assert PAGE.read_text(encoding="utf-8") == dictionary(), "stale: run `python -m warehouse.schema.dictionary`"


@pytest.mark.parametrize(
    "source",
    [
        HEAD + COLUMN + "nulable = true\n",
        HEAD + COLUMN.replace('"text"', '"varchar"'),
        "colour = 1\n" + HEAD + COLUMN,
        HEAD.replace('["name"]', '["title"]') + COLUMN,
        HEAD.replace('["name"]', "[]") + COLUMN,
    ],
    ids=["unknown column key", "unknown type", "unknown table key", "key is no column", "no key"],
)
def test_a_faulty_declaration_is_refused(source):
    parse("things", HEAD + COLUMN)
    with pytest.raises(DeclarationError):
        parse("things", source)
