"""What the index holds: takes the rows of a lake, gives rows with the words by which each is found.

An observation is found by its own words (indicator, subject with the places above it, speaker, the clause it stands
in) before those of its sentence, and by its sentence before its article's title; so each of the three is a document
of its own. The registered indicators are the fourth, with their aliases and English names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from transforms.language import divisions
from warehouse.search.terms import terms

Row = dict[str, Any]

_CLAUSE_BEFORE = re.compile(r"[^,，。;；:：!！?？\n]*$")
_CLAUSE_AFTER = re.compile(r"^[^,，。;；:：!！?？\n]*")


@dataclass
class Documents:
    """Words of observations, sentences and articles, and which sentence and article each observation stands in.

    Attributes:
        observations: the own words of each observation, in the order of the rows given.
        quote_starts: where each observation's quote begins in its sentence.
        sentence_numbers: for each observation, the place of its sentence in `sentences`.
        article_numbers: for each observation, the place of its article in `articles`.
        sentences: the words of each sentence, and of the heading above it.
        articles: the words of each article's title and source.
    """

    observations: list[str] = field(default_factory=list)
    quote_starts: list[int] = field(default_factory=list)
    sentence_numbers: list[int] = field(default_factory=list)
    article_numbers: list[int] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)


def documents(rows: Iterable[Row]) -> Documents:
    """The documents of observations, as ``sql/observations.sql`` gives them."""
    found = Documents()
    sentences: dict[tuple[str, str], int] = {}
    articles: dict[str, int] = {}
    for row in rows:
        article, sentence = row["article_id"], (row["article_id"], row["sentence"])
        if article not in articles:
            articles[article] = len(articles)
            found.articles.append(article_words(row))
        if sentence not in sentences:
            sentences[sentence] = len(sentences)
            found.sentences.append(terms(f"{row['section'] or ''}\n{row['sentence']}"))
        found.observations.append(own_words(row))
        found.quote_starts.append(quote_start(row))
        found.sentence_numbers.append(sentences[sentence])
        found.article_numbers.append(articles[article])
    return found


def quote_start(row: Row) -> int:
    """Where the quote begins in its sentence; of several equal ones, that which the article's words lead to."""
    sentence, quote, before = row["sentence"], row["quote"], row["words_before"]
    place = sentence.find(quote)
    candidate = place
    while candidate >= 0:
        ahead = sentence[max(0, candidate - len(before)) : candidate]
        if before.endswith(ahead):
            return int(candidate)
        candidate = sentence.find(quote, candidate + 1)
    return int(max(place, 0))


def own_words(row: Row) -> str:
    """The words of an observation itself."""
    fields = (
        *("indicator", "indicator_name", "subject", "statistic", "comparison", "speaker", "speaker_role"),
        *("quote", "unit", "status", "measure"),
    )
    said = [row[name] for name in fields if row[name]]
    said += [divisions.name_of(code) for code in divisions.chain(row["place_code"] or "")]
    before, after = _CLAUSE_BEFORE.search(row["words_before"]), _CLAUSE_AFTER.search(row["words_after"])
    return terms("\n".join([*said, before.group() if before else "", after.group() if after else ""]))


def article_words(row: Row) -> str:
    """The words of an article as a whole."""
    fields = ("title", "subtitle", "publisher", "source_title", "default_place")
    return terms("\n".join(row[name] for name in fields if row[name]))


def indicator_words(indicator: Row) -> str:
    """The words of a registered indicator: its names and aliases in Chinese and English."""
    return terms("\n".join([indicator["name"], indicator["name_en"], *indicator["aliases"]]))
