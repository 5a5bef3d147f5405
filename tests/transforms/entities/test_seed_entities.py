"""The entities of the seed article against the answers beside this checkout: all of them are found."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from transforms.reading import read
from transforms.records import Article, Reading

ANSWERS = Path(__file__).parents[4] / "shared" / "gold" / "seed_entities.json"
SEED = Path(__file__).parents[3] / "seeds" / "zjfz" / "000_200f8886be44e5e7.txt"

pytestmark = pytest.mark.skipif(not ANSWERS.exists(), reason="the answers are not beside this checkout")


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(ANSWERS.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def reading(answers: dict[str, Any]) -> Reading:
    published = date.fromisoformat(answers["published"]["date"])
    return read(Article(text=SEED.read_text(encoding="utf-8"), title=answers["title"], published_on=published))


def test_people_with_their_roles(answers: dict[str, Any], reading: Reading) -> None:
    found = {person.name: person for person in reading.people}
    for wanted in answers["people"]:
        assert set(wanted["roles"]) <= set(found[wanted["name"]].roles)
        assert found[wanted["name"]].speaks == wanted.get("speaks", False)


def test_initiatives_with_their_owners(answers: dict[str, Any], reading: Reading) -> None:
    found = {item.name: item.owner for item in reading.initiatives}
    wanted = {item["name"]: item["owner"] for item in answers["initiatives"]}
    assert {name: found.get(name) for name in wanted} == wanted


def test_what_is_said_of_initiatives(answers: dict[str, Any], reading: Reading) -> None:
    for wanted in answers["initiative_observations"]:
        (item,) = [item for item in reading.initiatives if item.name == wanted["initiative"]]
        values = [reading.observations[index].value for index in item.observations]
        assert set(wanted["values"]) <= set(values)


def test_places(answers: dict[str, Any], reading: Reading) -> None:
    found = {name for place in reading.places for name in (place.name, place.canonical)}
    assert set(answers["places"]) <= found
