"""Records become rows: the same ones every time, whatever the order, with nothing lost."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from transforms.records import Article, Initiative, Observation, Reading, Section
from transforms.rows import period_days
from transforms.tables import Provenance, Reject, article_id, tabulate, to_arrow
from warehouse.schema.arrow import arrow_schemas

TEXT = "临溪县工作报告\n一、回顾\n粮食产量从30万吨提高到42万吨,成本下降8%。\n二、打算\n今年再建泵站5座。"


def read(locator: str = "1.txt") -> Reading:
    def quantity(quote: str, value: float, unit: str, **fields: object) -> Observation:
        start = TEXT.index(quote)
        made = Observation(start, start + len(quote), value, unit)
        for name, given in fields.items():
            setattr(made, name, given)
        return made

    sections = [
        Section("一、回顾", TEXT.index("一、"), TEXT.index("二、")),
        Section("二、打算", TEXT.index("二、"), len(TEXT)),
    ]
    return Reading(
        Article(TEXT, source_id="linxi", locator=locator, sections=sections, content_sha256="ab"),
        [
            quantity("30万吨", 300_000, "吨", indicator="粮食产量"),
            quantity("42万吨", 420_000, "吨", indicator="粮食产量", before=0, period="2025"),
            quantity("8%", -8, "%", measure="change", indicator="成本"),
            quantity("5座", 5, "座", status="target", period="2026"),
        ],
        initiatives=[Initiative("泵站", observations=[3, 3], spans=[(TEXT.index("泵站"), TEXT.index("泵站") + 2)])],
    )


def rows(name: str, *readings: Reading, run: str = "r1", **given: Any) -> list[dict[str, Any]]:
    provenance = Provenance(run, datetime(2026, 3, 1, tzinfo=UTC), "7")
    return tabulate(readings, arrow_schemas(), provenance, **given)[name].to_pylist()


def test_a_row_says_where_it_stands():
    first, second, third, fourth = rows("observations", read())
    assert first["quote"] == "30万吨"
    assert first["sentence"] == "粮食产量从30万吨提高到42万吨,成本下降8%。"
    assert (first["section"], fourth["section"]) == ("一、回顾", "二、打算")
    assert second["before_observation_id"] == first["observation_id"]
    assert (third["value"], third["value_si"], third["dimension"]) == (-8, pytest.approx(-0.08), "ratio")
    assert first["value_si"] == pytest.approx(300_000_000)
    assert (second["period_start"], second["period_end"]) == (date(2025, 1, 1), date(2025, 12, 31))
    assert first["subject"] is None


def test_ids_tell_neither_order_nor_time():
    one, other = read("1.txt"), read("2.txt")
    there = rows("observations", one, other)
    back = rows("observations", other, one, run="r2")
    assert sorted(row["observation_id"] for row in there) == sorted(row["observation_id"] for row in back)
    assert len({row["observation_id"] for row in there}) == 8


def test_two_observations_on_one_span_keep_two_ids():
    reading = read()
    reading.observations.append(reading.observations[3])
    assert len({row["observation_id"] for row in rows("observations", reading)}) == 5


def test_the_hash_of_a_reading_follows_what_was_read_and_nothing_else():
    (first,) = rows("articles", read())
    (again,) = rows("articles", read(), run="r2", fetched_at={"1.txt": datetime(2026, 3, 2, tzinfo=UTC)})
    assert first["reading_sha256"] == again["reading_sha256"]
    changed = read()
    changed.observations[0].subject = "临溪县"
    (other,) = rows("articles", changed)
    assert other["reading_sha256"] != first["reading_sha256"]


def test_an_article_is_known_by_its_address_where_it_has_one():
    assert article_id("a", "1.txt", "https://e.cn/1") == article_id("a", "2.txt", "https://e.cn/1")
    assert article_id("a", "1.txt") != article_id("b", "1.txt")


def test_a_link_between_initiative_and_observation_stands_once():
    (link,) = rows("initiative_observations", read())
    assert link["observation_id"] == rows("observations", read())[3]["observation_id"]


def test_a_reject_keeps_its_reason():
    (row,) = rows("rejects", rejects=[Reject("linxi", "3.pdf", "read", "no text layer")])
    assert (row["locator"], row["scope"], row["reason"], row["detail"]) == ("3.pdf", "input", "no text layer", None)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("", None, None),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-01/2021-10", date(2021, 1, 1), date(2021, 10, 31)),
        ("/2021-04-01", None, date(2021, 4, 1)),
        ("2020/", date(2020, 1, 1), None),
    ],
)
def test_periods_have_days(period, start, end):
    assert period_days(period) == (start, end)


def test_a_row_with_other_columns_is_an_error():
    with pytest.raises(ValueError, match="colour"):
        to_arrow("runs", [dict.fromkeys([*arrow_schemas()["runs"].names, "colour"])], arrow_schemas()["runs"])
