"""A run's rows before they are stored: takes batches as they are read, gives tables that pass every check.

Rows wait in tables of the connection's own memory (which spills to the disk). An article that stands in two
batches is kept once; one that fails a check is set aside with the reason, and the others go on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from transforms.records import Article
from transforms.tables import Provenance, Reject, Tables, duplicate, reject_row, to_arrow
from warehouse.errors import LakeError
from warehouse.schema import Table, table, tables
from warehouse.schema.arrow import arrow_schema
from warehouse.schema.checks import Violation, structure, violations
from warehouse.schema.statements import create, identifier

MEMORY = "memory"  # the connection's own catalog
_SHOWN = 3  # violations told in a reject's detail


class CheckError(LakeError):
    """Rows that belong to no article fail a check: a defect of ours; nothing was written."""


def article_tables() -> list[Table]:
    """The tables whose rows come and go with their article."""
    return [declared for declared in tables() if declared.replaced_by]


class Staging:
    """The tables of one run, filled batch by batch; `rejected` counts the refused inputs by source."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, provenance: Provenance) -> None:
        """Make empty tables, named as declared, in the connection's own catalog."""
        self._connection = connection
        self._provenance = provenance
        self._kept: dict[str, tuple[str, str]] = {}
        self.rejected: Counter[str] = Counter()
        for declared in tables():
            connection.execute(f"DROP TABLE IF EXISTS {MEMORY}.{identifier(declared.name)}")
            # Nulls are refused by the checks, which say whose they are, rather than by the staging table.
            connection.execute(create(declared, MEMORY).replace(" NOT NULL", ""))

    def add(self, batch: Tables) -> None:
        """Stage one batch; raises `StructureError` for a table of another shape than declared."""
        shaped = {name: structure(table(name), rows) for name, rows in batch.items()}
        dropped, rejects = self._settle_doubles(shaped["articles"])
        for name, rows in shaped.items():
            if dropped and table(name).replaced_by:
                keep = pa.compute.invert(pa.compute.is_in(rows["article_id"], pa.array(sorted(dropped))))
                rows = rows.filter(keep)  # noqa: PLW2901 - the same rows, fewer
            self._insert(name, rows)
        given = shaped["rejects"].select(["source_id", "scope"]).to_pylist()
        self.rejected.update(row["source_id"] for row in given if row["scope"] == "input")
        self.reject(rejects)

    def add_rows(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Stage rows that belong to no article."""
        declared = table(name)
        self._insert(name, structure(declared, to_arrow(name, [dict(row) for row in rows], arrow_schema(declared))))

    def reject(self, rejects: Iterable[Reject]) -> None:
        """Stage rejects of inputs of this run."""
        rejects = list(rejects)
        self.rejected.update(reject.source_id for reject in rejects)
        self.note(rejects)

    def note(self, rejects: Iterable[Reject]) -> None:
        """Stage rejects without counting them among the inputs of this run."""
        self.add_rows("rejects", [reject_row(reject, self._provenance) for reject in rejects])

    def quarantine(self) -> list[Violation]:
        """Check all staged rows, and turn every article that fails into a reject; gives what failed.

        Raises:
            CheckError: a row that belongs to no article fails.
        """
        self._connection.execute("CREATE OR REPLACE TABLE rejects AS SELECT DISTINCT ON (reject_id) * FROM rejects")
        found = violations(self._connection)
        for violation in found:
            if not violation.article_id:
                raise CheckError(f"a check on load failed, nothing was written: {violation}")
        by_article: dict[str, list[str]] = {}
        for violation in found:
            by_article.setdefault(violation.article_id, []).append(str(violation))
        for article_id, said in by_article.items():
            self._set_aside(article_id, said)
        return found

    def _insert(self, name: str, rows: pa.Table) -> None:
        self._connection.register("arriving", rows)
        self._connection.execute(f"INSERT INTO {MEMORY}.{identifier(name)} FROM arriving")
        self._connection.unregister("arriving")

    def _settle_doubles(self, articles: pa.Table) -> tuple[set[str], list[Reject]]:
        """Articles of the batch to drop because an earlier batch keeps them, and the rejects for what is dropped."""
        dropped: set[str] = set()
        rejects = []
        for row in articles.select(["article_id", "source_id", "locator", "content_sha256"]).to_pylist():
            article_id, place = row["article_id"], (row["locator"] or "", row["content_sha256"] or "")
            kept = self._kept.get(article_id)
            if kept is not None and kept <= place:
                dropped.add(article_id)
                rejects.append(duplicate(_article(row)))
                continue
            if kept is not None:
                rejects += [duplicate(_article(earlier)) for earlier in self._rows("articles", article_id)]
                self._remove(article_id)
            self._kept[article_id] = place
        return dropped, rejects

    def _set_aside(self, article_id: str, said: list[str]) -> None:
        for row in self._rows("articles", article_id):
            detail = "; ".join(said[:_SHOWN]) + (f"; and {len(said) - _SHOWN} more" if len(said) > _SHOWN else "")
            place = (row["source_id"] or "", row["locator"] or "")
            self.reject([Reject(*place, "load", "failed-check", detail[:500], row["content_sha256"] or "")])
        self._remove(article_id)

    def _rows(self, name: str, article_id: str) -> list[dict[str, Any]]:
        query = f"FROM {MEMORY}.{identifier(name)} WHERE article_id = ?"
        return list(self._connection.execute(query, [article_id]).to_arrow_table().to_pylist())

    def _remove(self, article_id: str) -> None:
        for declared in article_tables():
            self._connection.execute(
                f"DELETE FROM {MEMORY}.{identifier(declared.name)} WHERE article_id = ?", [article_id]
            )


def _article(row: Mapping[str, Any]) -> Article:
    names = ("article_id", "source_id", "locator", "content_sha256")
    return Article("", **{name: row[name] for name in names})
