"""What a user's SQL may be: one SELECT over the lake's own tables and views, and nothing that reaches outside.

DuckDB itself is locked down as well (`warehouse.query`); this is the second door, and the one that can say in
plain words what is not allowed. It reads DuckDB's own syntax tree, so writing a thing differently is no way around.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.errors import LakeError, one_line

# Table functions that only make or reshape rows, or tell about the lake itself.
ALLOWED_TABLE_FUNCTIONS = {
    *("range", "generate_series", "unnest", "repeat", "json_each", "json_tree"),
    *("duckdb_tables", "duckdb_columns", "duckdb_views", "duckdb_functions", "duckdb_types", "duckdb_keywords"),
    *("ducklake_snapshots", "ducklake_table_info", "ducklake_current_snapshot"),
}
_ALLOWED_CATALOGS = {"", "lake", "temp", "memory", "system"}
_EXPLAIN = re.compile(r"^\s*EXPLAIN\s+(ANALYZE\s+)?", re.IGNORECASE)
_FORBIDDEN_FUNCTIONS = {"getenv", "query", "query_table", "write_log", "add_parquet_key", "nextval"}


class ForbiddenSqlError(LakeError):
    """The SQL does more than read the lake."""


class FaultySqlError(LakeError):
    """The SQL is not SQL, or names what is not there."""


def check(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Refuse SQL that is not one SELECT (or EXPLAIN of one) over the lake.

    Raises:
        FaultySqlError: it does not parse.
        ForbiddenSqlError: it is another statement, several, or reaches outside the lake.
    """
    for node in _nodes(_tree(connection, _EXPLAIN.sub("", sql, count=1))):
        _check_node(node)


def _tree(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    found = json.loads(connection.execute("SELECT json_serialize_sql($1::VARCHAR)", [sql]).fetchall()[0][0])
    if found.get("error"):
        if found.get("error_type") == "not implemented":
            raise ForbiddenSqlError("only SELECT is allowed here: the lake is open for reading")
        raise FaultySqlError(one_line(ValueError(found.get("error_message", "not SQL"))))
    if not found["statements"]:
        raise FaultySqlError("there is no SQL to run: write one SELECT")
    if len(found["statements"]) != 1:
        raise ForbiddenSqlError(f"one SELECT at a time, not {len(found['statements'])} statements")
    return dict(found["statements"][0])


def _nodes(tree: object) -> Iterator[dict[str, Any]]:
    """Every node of a syntax tree."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _check_node(node: dict[str, Any]) -> None:
    kind = node.get("type")
    if kind == "TABLE_FUNCTION":
        name = str(node.get("function", {}).get("function_name", "")).lower()
        if name not in ALLOWED_TABLE_FUNCTIONS:
            raise ForbiddenSqlError(
                f"{name}() is not allowed here: SQL reads the lake's tables, no files and no network"
            )
    elif kind == "BASE_TABLE":
        _check_table(node)
    elif kind == "FUNCTION" and str(node.get("function_name", "")).lower() in _FORBIDDEN_FUNCTIONS:
        raise ForbiddenSqlError(f"{node['function_name']}() is not allowed here")


def _check_table(node: dict[str, Any]) -> None:
    catalog, schema, name = (str(node.get(key) or "") for key in ("catalog_name", "schema_name", "table_name"))
    outside = catalog.lower() not in _ALLOWED_CATALOGS or "ducklake" in schema.lower() or "ducklake" in name.lower()
    if outside or re.search(r"[./\\:*?\[]", name):
        shown = ".".join(part for part in (catalog, schema, name) if part)
        raise ForbiddenSqlError(f"{shown} is not a table of the lake (`shushuo tables` lists them)")
