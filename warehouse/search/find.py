"""The search: takes an index and a question, gives the observations that answer it, best first.

Scores are BM25 as DuckDB's full-text search gives it, over the words of the observation, of its sentence and of its
article, and what a place, an indicator, a time or a kind of number that the question names adds to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

import duckdb

from warehouse.errors import LakeError
from warehouse.search.hints import says_which
from warehouse.search.index import script
from warehouse.search.question import Place, Question, last_day, places_of, understand
from warehouse.search.terms import terms

Hit = dict[str, Any]

# Found by trying on the questions of tests/warehouse/search/queries.toml and on others; BM25 of a rare word is about 4.
_WEIGHTS = {
    "own_weight": 1.0,
    "sentence_weight": 0.5,
    "article_weight": 0.3,
    "indicator_bonus": 4.0,
    "place_bonus": 4.0,
    "exact_place_bonus": 1.5,
    "other_place_loss": -4.0,
    "exact_time_bonus": 6.0,
    "time_bonus": 5.0,
    "near_time_bonus": 1.0,
    "other_time_loss": -4.0,
    "change_bonus": 1.0,
    "target_bonus": 1.0,
    "kind_bonus": 2.0,
}
_CONDITIONS = {
    "since": "published_on >= $since",
    "until": "published_on <= $until",
    "speaker": "(contains(speaker, $speaker) OR contains(speaker_role, $speaker))",
    "source": "source_id = $source",
}
MOST = 200


class FilterError(LakeError):
    """A filter names what does not exist; the text says what does."""


@dataclass(frozen=True)
class Filters:
    """What a hit must be, whatever the question.

    Attributes:
        place: name or GB/T 2260 code of a place; what lies in it counts.
        since: published on or after the first day of this year, month or day.
        until: published on or before the last day of it.
        indicator: id, name or alias of a registered indicator, or words of an indicator as articles write it.
        speaker: part of the speaker's name or role.
        source: id of a source.
    """

    place: str = ""
    since: str = ""
    until: str = ""
    indicator: str = ""
    speaker: str = ""
    source: str = ""


def find(
    connection: duckdb.DuckDBPyConnection, text: str, filters: Filters | None = None, limit: int = 10
) -> list[Hit]:
    """The observations that answer a question, best first.

    Args:
        connection: an open index (``index.open_index``).
        text: the question, in Chinese or English; where it is empty, what the filters let through, newest first.
        filters: what hits must be.
        limit: how many at most; never more than `MOST`.

    Returns:
        A dictionary a hit: the columns of the observation and of its article, `score`, and `copies`, the number of
        articles that print the same sentence.

    Raises:
        FilterError: a filter names what does not exist.
    """
    cursor = connection.cursor()
    conditions, given = _conditions(cursor, filters or Filters())
    if not _indexed(cursor):
        return []
    question = understand(text)
    named = _indicators(cursor, question)
    names = [terms(name) for name in named.values() if name not in question.text]
    words = " ".join([question.words, question.equals, *names])
    given |= {
        **_WEIGHTS,
        "words": words.strip(),
        "indicator_ids": list(named),
        **_of_places(question.places),
        "places_asked": bool(question.places),
        "start": question.start,
        "end": question.end,
        "change": question.change,
        "target": question.target,
        "dimensions": list(question.kind.dimensions),
        "units": list(question.kind.units),
        "limit": max(1, min(limit, MOST)),
    }
    query = script("find").format(conditions=" AND ".join(conditions) or "true")
    hits: list[Hit] = cursor.execute(query, given).to_arrow_table().to_pylist()
    return hits


def _indexed(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether there is anything to search: nothing was indexed where there was nothing."""
    return bool(cursor.execute("SELECT count(*) > 0 FROM observations").fetchall()[0][0])


def prefix_of(code: str) -> str:
    """What the codes of a division and of all in it begin with: 330000 → 33, 330300 → 3303."""
    return re.sub(r"^(\d\d)0000$|^(\d{4})00$", lambda match: match[1] or match[2], code)


def _of_places(places: tuple[Place, ...]) -> dict[str, list[str]]:
    """Parameters that say of a row whether it is about one of some places."""
    codes = [place.code for place in places if place.code]
    return {
        "place_prefixes": [prefix_of(code) for code in codes],
        "place_codes": codes,
        "place_names": [place.name for place in places if not place.code],
    }


def _indicators(cursor: duckdb.DuckDBPyConnection, question: Question) -> dict[str, str]:
    """Ids and names of the registered indicators that a question names."""
    rows = cursor.execute("SELECT indicator_id, name, aliases FROM indicators").fetchall()
    text = question.text.lower()
    chunks = set(text.split())
    named: list[tuple[str, str, str]] = []  # id, name, and how the question writes it
    for indicator_id, name, aliases in rows:
        written = [form for form in (name, *aliases) if _names(form.lower(), text, chunks)]
        if written:
            named.append((indicator_id, name, max(written, key=len)))
    found = {
        indicator_id: name
        for indicator_id, name, written in named
        if not any(written != other and written in other for *_, other in named)
    }
    return found or _by_english(cursor, question.english)


def _names(form: str, text: str, chunks: set[str]) -> bool:
    """Whether a question writes an indicator so: as a word of its own (社零), or, where it is long, anywhere."""
    return form in chunks or (len(form) >= 4 and form in text)


def _by_english(cursor: duckdb.DuckDBPyConnection, words: str) -> dict[str, str]:
    """The registered indicator whose English name has all of some words, the shortest first."""
    query = """
        SELECT indicator_id, name FROM (
            SELECT *, fts_main_indicators.match_bm25(number, $words, conjunctive := 1) AS score FROM indicators
        )
        WHERE score IS NOT NULL ORDER BY score DESC, length(name_en) LIMIT 1"""
    for attempt in _shorter(words.split()):
        if not says_which(attempt):
            continue
        if found := cursor.execute(query, {"words": " ".join(attempt)}).fetchall():
            return dict(found)
    return {}


def _shorter(words: list[str]) -> Iterator[list[str]]:
    """The words, then fewer of them from the end: GDP growth, GDP."""
    for length in range(len(words), 0, -1):
        yield words[:length]


def _conditions(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> tuple[list[str], dict[str, Any]]:
    """The SQL of the filters that are set, and its parameters."""
    given: dict[str, Any] = {}
    if filters.since:
        given["since"] = _day("since", filters.since, last=False)
    if filters.until:
        given["until"] = _day("until", filters.until, last=True)
    if filters.speaker:
        given["speaker"] = filters.speaker
    if filters.source:
        given["source"] = _source(cursor, filters.source)
    conditions = [_CONDITIONS[name] for name in given]
    if filters.place:
        sql, values = _place(filters.place)
        conditions.append(sql)
        given |= values
    if filters.indicator:
        sql, values = _indicator(cursor, filters.indicator)
        conditions.append(sql)
        given |= values
    return conditions, given


def _day(name: str, written: str, *, last: bool) -> date:
    try:
        if last:
            return last_day(written)
        return date.fromisoformat((written + "-01-01")[:10])
    except ValueError:
        raise FilterError(f"{name} {written}: not a day; write 2024-01-31, 2024-01 or 2024") from None


def _source(cursor: duckdb.DuckDBPyConnection, source_id: str) -> str:
    known = [name for (name,) in cursor.execute("SELECT DISTINCT source_id FROM observations ORDER BY ALL").fetchall()]
    if known and source_id not in known:
        close = get_close_matches(source_id, known, n=1) or known[:12]
        raise FilterError(f"source {source_id}: none of that name has observations; there are: {', '.join(close)}")
    return source_id


def _place(written: str) -> tuple[str, dict[str, Any]]:
    found = places_of(understand(written).text)
    if not found:
        raise FilterError(f"place {written}: no such place; write 温州, 浙江省, 330300 or Zhejiang")
    values = {f"filter_{name}": value for name, value in _of_places(found).items() if name != "place_codes"}
    sql = """(
        len(list_filter($filter_place_prefixes, prefix -> starts_with(place_code, prefix))) > 0
        OR len(list_filter($filter_place_names, name -> starts_with(subject, name))) > 0
    )"""
    return sql, values


def _indicator(cursor: duckdb.DuckDBPyConnection, written: str) -> tuple[str, dict[str, Any]]:
    query = """
        SELECT indicator_id FROM indicators
        WHERE lower($name) IN (indicator_id, lower(name), lower(name_en)) OR list_contains(aliases, $name)"""
    found = [indicator_id for (indicator_id,) in cursor.execute(query, {"name": written}).fetchall()]
    sql = "(list_contains($filter_indicator_ids, indicator_id) OR contains(indicator, $filter_indicator))"
    return sql, {"filter_indicator_ids": found, "filter_indicator": written}
