"""Corrections within a load: applies them to what arrives, and to stored articles whose corrections changed.

A stored article whose corrections changed is staged again from the lake, its corrections taken back, the ones that
hold now applied, and all its rows are replaced: without the network, without another reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import duckdb

from transforms.rows import Row
from warehouse.address import LAKE
from warehouse.corrections import Correction, Outcome, correct, restore
from warehouse.schema.statements import identifier
from warehouse.sql import script
from warehouse.staging import Staging, article_tables


def correct_staged(
    connection: duckdb.DuckDBPyConnection, staging: Staging, given: Sequence[Correction] | None
) -> list[Outcome]:
    """Apply corrections to the staged rows, and stage what they change; gives what became of each.

    Args:
        connection: with the staged tables and their verdicts, and the lake attached.
        staging: where rows wait.
        given: all corrections that hold now; None for those that the lake has.
    """
    stored = _stored(connection)
    corrections = [outcome.correction for outcome in stored] if given is None else list(given)
    by_article = _by_article(connection, corrections)
    before = {outcome.correction.correction_id: outcome for outcome in stored}
    now = {correction.correction_id for correction in corrections}
    arriving = _ids(connection, "SELECT article_id FROM verdicts WHERE verdict IN ('added', 'changed')")
    changed = [correction for correction in corrections if correction.correction_id not in before]
    again = set(_by_article(connection, changed))
    again |= set(
        _by_article(connection, [gone.correction for gone in stored if gone.correction.correction_id not in now])
    )
    for article_id in sorted(again - arriving):
        _stage_again(connection, staging, article_id, stored)
    done: dict[str, Outcome] = {}
    for article_id in sorted(set(by_article) & (arriving | again)):
        rows, text = _observations(connection, article_id)
        for outcome in correct(rows, text, by_article[article_id]):
            done[outcome.correction.correction_id] = outcome
        _rewrite(connection, staging, article_id, rows)
    outcomes = [_outcome(correction, done, before) for correction in corrections]
    staging.add_rows("corrections", [outcome.row for outcome in outcomes])
    connection.execute(script("correction_changes"))
    return outcomes


def _outcome(correction: Correction, done: dict[str, Outcome], before: dict[str, Outcome]) -> Outcome:
    """What became of a correction now, else what became of it when its article was last written."""
    key = correction.correction_id
    if key in done:
        return done[key]
    if key in before:
        earlier = before[key]
        return Outcome(correction, earlier.state, earlier.observation_id, earlier.was)
    return Outcome(correction, "not found")


def _stored(connection: duckdb.DuckDBPyConnection) -> list[Outcome]:
    rows = connection.execute("FROM corrections_stored ORDER BY correction_id").to_arrow_table().to_pylist()
    names = ("article", "quote", "target_observation_id", "field", "right_value", "corrected_by", "why")
    return [
        Outcome(
            Correction(*(row[name] or "" for name in names)),
            row["state"],
            row["observation_id"] or "",
            row["was"] or "",
        )
        for row in rows
    ]


def _by_article(
    connection: duckdb.DuckDBPyConnection, corrections: Iterable[Correction]
) -> dict[str, list[Correction]]:
    """The corrections by the article that each is about; those about an unknown article are left out."""
    corrections = list(corrections)
    names = [correction.article for correction in corrections if correction.article]
    ids = [correction.observation_id for correction in corrections if correction.observation_id]
    found: dict[str, list[Correction]] = defaultdict(list)
    if corrections:
        articles = dict(connection.execute(script("corrected_articles"), [names, ids]).fetchall())
        for correction in corrections:
            article_id = articles.get(correction.observation_id or correction.article)
            if article_id is not None:
                found[article_id].append(correction)
    return dict(found)


def _ids(connection: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    return {article_id for (article_id,) in connection.execute(query).fetchall()}


def _stage_again(
    connection: duckdb.DuckDBPyConnection, staging: Staging, article_id: str, stored: list[Outcome]
) -> None:
    """Stage a stored article from the lake, as it was before corrections."""
    for declared in article_tables():
        place = identifier(declared.name)
        connection.execute(f"DELETE FROM {place} WHERE article_id = ?", [article_id])
        connection.execute(f"INSERT INTO {place} BY NAME FROM {LAKE}.{place} WHERE article_id = ?", [article_id])
    connection.execute("UPDATE articles SET run_id = (SELECT run_id FROM runs) WHERE article_id = ?", [article_id])
    connection.execute(
        "INSERT INTO verdicts BY NAME SELECT article_id, source_id, locator, first_seen_at, 'corrected' AS verdict"
        " FROM articles WHERE article_id = ?",
        [article_id],
    )
    connection.execute("INSERT INTO leaving VALUES (?)", [article_id])
    rows, _ = _observations(connection, article_id)
    by_id = {row["observation_id"]: row for row in rows}
    for outcome in stored:
        if outcome.state == "applied" and outcome.observation_id in by_id:
            restore(by_id[outcome.observation_id], outcome.correction.field, outcome.was)
    _rewrite(connection, staging, article_id, rows)


def _rewrite(connection: duckdb.DuckDBPyConnection, staging: Staging, article_id: str, rows: list[Row]) -> None:
    connection.execute("DELETE FROM observations WHERE article_id = ?", [article_id])
    staging.add_rows("observations", rows)


def _observations(connection: duckdb.DuckDBPyConnection, article_id: str) -> tuple[list[Row], str]:
    query = "FROM observations WHERE article_id = ? ORDER BY seq"
    rows = connection.execute(query, [article_id]).to_arrow_table().to_pylist()
    (text,) = connection.execute("SELECT any_value(text) FROM articles WHERE article_id = ?", [article_id]).fetchall()[
        0
    ]
    return list(rows), text or ""
