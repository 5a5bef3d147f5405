"""The tables of the lake, declared as data in ``tables/*.toml``.

Everything that depends on a column comes from there: Arrow schemas (`arrow`), CREATE TABLE and COMMENT
statements (`statements`), the checks on load (`checks`) and the data dictionary page (`dictionary`).
"""

from warehouse.schema.model import Column, Span, Table, table, tables

__all__ = ["Column", "Span", "Table", "table", "tables"]
