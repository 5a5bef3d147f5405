"""A Frictionless ``datapackage.json`` for an export: which file holds which table, and what every column means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from warehouse.migrations import current_version, release
from warehouse.schema import Column, Table, tables

_TYPES = {
    "text": "string",
    "texts": "array",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "datetime",
    "spans": "array",
    "sections": "array",
    "counts": "array",
}
_MEDIA = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "duckdb": "application/vnd.duckdb",
    "sqlite": "application/vnd.sqlite3",
}


def datapackage(form: str, paths: Mapping[str, str], rows: Mapping[str, int], folder: Path) -> str:
    """The descriptor as JSON.

    Args:
        form: the export's format.
        paths: file or pattern of each table, relative to the folder.
        rows: rows of each table.
        folder: where the files are; patterns are resolved to the files that are there.
    """
    package = {
        "profile": "data-package",
        "name": "shushuo",
        "title": "数说: quantities stated in Chinese-language reporting, with their sources",
        "version": f"{release()}, tables {current_version()}",
        "resources": [_resource(table, form, paths[table.name], rows[table.name], folder) for table in tables()],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def is_datapackage(folder: Path) -> bool:
    """Whether a folder holds an earlier export."""
    try:
        found = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("name") == "shushuo"


def _resource(table: Table, form: str, path: str, rows: int, folder: Path) -> dict[str, Any]:
    files = sorted(str(file.relative_to(folder)) for file in folder.glob(path)) if "*" in path else [path]
    resource: dict[str, Any] = {
        "name": table.name,
        "title": table.name_zh,
        "description": table.description,
        "path": files[0] if len(files) == 1 else files,
        "format": form,
        "mediatype": _MEDIA[form],
        "rows": rows,
    }
    if form == "csv":
        resource |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
    if form in ("xlsx", "sqlite", "duckdb"):
        resource["dialect"] = {"sheet" if form == "xlsx" else "table": table.name}
    keys = [_foreign_key(column) for column in table.columns if column.references]
    resource["schema"] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": keys,
    }
    return resource


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": not column.nullable}
    if column.values:
        constraints["enum"] = list(column.values)
    if column.min is not None:
        constraints["minimum"] = column.min
    if column.max is not None:
        constraints["maximum"] = column.max
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type], "title": column.name_zh}
    field |= {"description": column.description, "example": column.example, "constraints": constraints}
    if column.unit:
        field["unit"] = column.unit
    return field


def _foreign_key(column: Column) -> dict[str, Any]:
    name, target = column.references.split(".")
    return {"fields": column.name, "reference": {"resource": name, "fields": target}}
