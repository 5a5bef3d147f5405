"""Entities of ten corpus articles against answers read by hand (names only; the texts stay in the corpus)."""

import gzip
import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from transforms.reading import read
from transforms.records import Article, Reading

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "cctv-2022-2024h1.jsonl.gz"
ANSWERS = tomllib.loads((Path(__file__).parent / "ten_articles.toml").read_text(encoding="utf-8"))
KINDS = ("people", "organisations", "places", "initiatives", "quotations")

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside this checkout")


def named(reading: Reading, kind: str) -> list[set[str]]:
    """For each record of a kind the ways in which it names what it found."""
    if kind == "quotations":
        return [{speaker} for speaker in dict.fromkeys(quotation.speaker for quotation in reading.quotations)]
    return [{record.name, getattr(record, "canonical", record.name)} for record in getattr(reading, kind)]


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    found = {}
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if item["id"] in ANSWERS:
                published = date.fromisoformat(item["published"][:10])
                found[item["id"]] = read(Article(text=item["text"], title=item["title"], published_on=published))
    return found


def judged(readings: dict[str, Reading], kind: str) -> tuple[int, list[str], list[str]]:
    """How many are right, which found ones are wrong, and which answers are missing."""
    right, wrong, missing = 0, [], []
    for identifier, answers in ANSWERS.items():
        wanted = [set(answer.split("|")) for answer in answers[kind]]
        for names in named(readings[identifier], kind):
            hit = next((answer for answer in wanted if answer & names), None)
            if hit is not None:
                wanted.remove(hit)
                right += 1
            elif not names & set(answers["optional"]):
                wrong.append("/".join(sorted(names)))
        missing += ["|".join(sorted(answer)) for answer in wanted]
    return right, wrong, missing


@pytest.mark.parametrize("kind", KINDS)
def test_precision_and_recall(readings: dict[str, Reading], kind: str) -> None:
    right, wrong, missing = judged(readings, kind)
    assert right / max(1, right + len(wrong)) >= 0.9, f"wrong: {wrong}"
    assert right / max(1, right + len(missing)) >= 0.85, f"missing: {missing}"
