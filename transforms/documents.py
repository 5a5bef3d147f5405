"""Plain dictionaries for those who work without the lake: documents in, observations out.

Takes a document as the annotated sets write it (``id, title, published, source, text``) and gives an
:class:`Article`; takes a :class:`Reading` and gives its observations, one flat dictionary each with the
words they rest on, or in the form in which annotated observations are kept and scored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from transforms.frame import frame
from transforms.records import Article, Observation, Reading

#: Fields of the annotated form that carry the same name as in the record; ``from`` is the record's `before`.
ANNOTATED_FIELDS = (
    "start", "end", "value", "value_high", "unit", "modifier", "measure", "status", "statistic", "comparison",
    "indicator", "subject", "period", "speaker", "confidence", "rule",
)  # fmt: skip


def article_of(document: Mapping[str, Any]) -> Article:
    """The article of an annotated document.

    Args:
        document: needs ``id`` and ``text``; ``title``, ``source`` and ``published`` (YYYY-MM-DD) may be missing.

    Raises:
        KeyError: ``id`` or ``text`` is missing.
        ValueError: ``published`` is no date, or ``text`` no text.
    """
    text = document["text"]
    if not isinstance(text, str):
        raise ValueError("text is not a string")
    published = document.get("published")
    return Article(
        text=text,
        article_id=str(document["id"]),
        title=document.get("title") or "",
        source_id=document.get("source") or "",
        published_on=date.fromisoformat(published) if published else None,
        published_basis="metadata" if published else "none",
    )


def annotated(reading: Reading) -> dict[str, Any]:
    """A reading in the form of the annotated sets: ``{"id": …, "observations": […]}``."""
    return {
        "id": reading.article.article_id,
        "observations": [_annotated_observation(observation) for observation in reading.observations],
    }


def _annotated_observation(observation: Observation) -> dict[str, Any]:
    fields: dict[str, Any] = {name: getattr(observation, name) for name in ANNOTATED_FIELDS}
    return {**fields, "from": observation.before}


def observation_lines(reading: Reading) -> list[dict[str, Any]]:
    """The observations of a reading, each with its quote and its sentence, in the order of the text."""
    cut = frame(reading.article)
    text = reading.article.text
    lines = []
    for observation in reading.observations:
        sentence = cut.sentence_at(observation.start)
        lines.append(
            {
                "quote": text[observation.start : observation.end],
                **asdict(observation),
                "sentence": text[sentence.start : sentence.end],
            }
        )
    return lines
