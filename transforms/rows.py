"""One reading's rows, table by table: takes a `Reading`, gives plain dictionaries named as the columns are.

Ids are hashes of content and position, never of time or order. An empty text in a record (“the article does
not tell”) becomes null, and periods get their first and last day beside the text.
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from datetime import date
from typing import Any

from transforms.frame import Frame, frame
from transforms.language.units import describe
from transforms.records import Article, Observation, Reading

Row = dict[str, Any]


def identify(*parts: object) -> str:
    """An id: the first 24 hexadecimal digits of the SHA-256 of the parts (96 bits; no collisions to expect)."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:24]


def period_days(period: str) -> tuple[date | None, date | None]:
    """First and last day of a period as records write it: ``2021-01/2021-10`` → 1 January to 31 October 2021."""
    start, _, end = period.partition("/") if "/" in period else (period, "", period)
    return _first_day(start), _last_day(end)


def _first_day(text: str) -> date | None:
    if not text:
        return None
    year, month, day = [*(int(part) for part in text.split("-")), 1, 1][:3]
    return date(year, month, day)


def _last_day(text: str) -> date | None:
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    year, month = [*parts, 12][:2]
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def article_row(article: Article) -> Row:
    """The row of an article; its run columns and the hash of its reading are still to be filled."""
    return {
        "article_id": article.article_id,
        "source_id": article.source_id,
        "locator": article.locator,
        "url": article.url or None,
        "title": article.title or None,
        "subtitle": article.subtitle or None,
        "authors": list(article.authors),
        "publisher": article.publisher or None,
        "published_on": article.published_on,
        "published_basis": article.published_basis,
        "language": article.language,
        "default_place": article.default_place or None,
        "sections": [
            {"title": section.title, "span_start": section.start, "span_end": section.end}
            for section in article.sections
        ],
        "text": article.text,
        "content_sha256": article.content_sha256,
        "story_id": None,
        "reading_sha256": "",
        "fetched_at": None,
        "first_seen_at": None,
        "run_id": "",
        "extractor_version": "",
        "author_roles": list(article.author_roles),
    }


def _observation_ids(reading: Reading) -> list[str]:
    """Ids of the observations; two that share a span and its words differ by which of them comes first."""
    seen: dict[tuple[int, int], int] = {}
    ids = []
    for observation in reading.observations:
        span = (observation.start, observation.end)
        seen[span] = seen.get(span, -1) + 1
        quote = reading.article.text[observation.start : observation.end]
        ids.append(identify("observation", reading.article.article_id, *span, quote, seen[span]))
    return ids


def _observation_rows(reading: Reading) -> list[Row]:
    cut = frame(reading.article)
    ids = _observation_ids(reading)
    rows = []
    for seq, observation in enumerate(reading.observations):
        row = {"observation_id": ids[seq], "article_id": reading.article.article_id, "seq": seq}
        row["corrected"] = None
        row["before_observation_id"] = None if observation.before is None else ids[observation.before]
        rows.append(row | _where(observation, cut) | amount(observation) | _what(observation))
    return rows


def _where(observation: Observation, cut: Frame) -> Row:
    sentence = cut.sentence_at(observation.start)
    section = next((part for part in cut.article.sections if part.start <= observation.start < part.end), None)
    return {
        "span_start": observation.start,
        "span_end": observation.end,
        "quote": cut.text[observation.start : observation.end],
        "sentence": cut.text[sentence.start : max(sentence.end, observation.end)].strip(),
        "section": section.title if section else None,
    }


def amount(observation: Observation) -> Row:
    """The columns of the number and its unit; `value_si` is null where the unit is not known."""
    unit_id, dimension, factor = describe(observation.unit)
    return {
        "value": observation.value,
        "value_high": observation.value_high,
        "unit": observation.unit or None,
        "unit_id": unit_id or None,
        "dimension": dimension or None,
        "value_si": None if factor is None else observation.value * factor,
    }


# Text columns that a record fills with "" where the article does not tell.
_TOLD = (
    *("statistic", "comparison", "indicator", "subject", "subject_kind", "place_code"),
    *("period", "period_basis", "speaker", "speaker_role", "rule"),
)


def _what(observation: Observation) -> Row:
    start, end = period_days(observation.period)
    return {
        "modifier": observation.modifier,
        "measure": observation.measure,
        "status": observation.status,
        "indicator_id": getattr(observation, "indicator_id", "") or None,
        "period_start": start,
        "period_end": end,
        "confidence": observation.confidence,
        **{name: getattr(observation, name) or None for name in _TOLD},
    }


def _spans(spans: list[tuple[int, int]], text: str) -> list[Row]:
    return [{"span_start": start, "span_end": end, "quote": text[start:end]} for start, end in spans]


def _entity_id(kind: str, reading: Reading, name: str, spans: list[tuple[int, int]]) -> str:
    return identify(kind, reading.article.article_id, name, *(spans[0] if spans else ()))


def _people_rows(reading: Reading) -> list[Row]:
    return [
        {
            "person_id": _entity_id("person", reading, person.name, person.spans),
            "article_id": reading.article.article_id,
            "name": person.name,
            "roles": list(person.roles),
            "organisation": person.organisation or None,
            "place_code": person.place_code or None,
            "spans": _spans(person.spans, reading.article.text),
            "speaks": person.speaks,
        }
        for person in reading.people
    ]


def _organisation_rows(reading: Reading) -> list[Row]:
    return [
        {
            "organisation_id": _entity_id("organisation", reading, body.name, body.spans),
            "article_id": reading.article.article_id,
            "name": body.name,
            "canonical_name": body.canonical or None,
            "place_code": body.place_code or None,
            "spans": _spans(body.spans, reading.article.text),
        }
        for body in reading.organisations
    ]


def _place_rows(reading: Reading) -> list[Row]:
    return [
        {
            "place_id": _entity_id("place", reading, place.name, place.spans),
            "article_id": reading.article.article_id,
            "name": place.name,
            "canonical_name": place.canonical or None,
            "place_code": place.code or None,
            "spans": _spans(place.spans, reading.article.text),
        }
        for place in reading.places
    ]


def _initiative_rows(reading: Reading) -> list[Row]:
    return [
        {
            "initiative_id": _entity_id("initiative", reading, initiative.name, initiative.spans),
            "article_id": reading.article.article_id,
            "name": initiative.name,
            "kind": initiative.kind or None,
            "owner": initiative.owner or None,
            "place_code": initiative.place_code or None,
            "spans": _spans(initiative.spans, reading.article.text),
        }
        for initiative in reading.initiatives
    ]


def _initiative_observation_rows(reading: Reading) -> list[Row]:
    ids = _observation_ids(reading)
    return [
        {
            "initiative_id": _entity_id("initiative", reading, initiative.name, initiative.spans),
            "observation_id": ids[index],
            "article_id": reading.article.article_id,
        }
        for initiative in reading.initiatives
        for index in dict.fromkeys(initiative.observations)
    ]


def _quotation_rows(reading: Reading) -> list[Row]:
    text = reading.article.text
    return [
        {
            "quotation_id": identify("quotation", reading.article.article_id, said.start, said.end, said.speaker),
            "article_id": reading.article.article_id,
            "speaker": said.speaker or None,
            "role": said.role or None,
            "verb": said.verb or None,
            "span_start": said.start,
            "span_end": said.end,
            "quote": text[said.start : said.end],
            "direct": said.direct,
        }
        for said in reading.quotations
    ]


ROWS = {
    "observations": _observation_rows,
    "people": _people_rows,
    "organisations": _organisation_rows,
    "places": _place_rows,
    "initiatives": _initiative_rows,
    "initiative_observations": _initiative_observation_rows,
    "quotations": _quotation_rows,
}
