"""What the marts answer, on a few rows written for it."""

from typing import Any

import pytest

from warehouse.marts import columns, marts

Rows = Any


def test_every_mart_and_every_column_of_it_is_explained() -> None:
    assert all(mart.description for mart in marts())
    unexplained = [
        f"{column.mart}.{column.name}" for column in columns() if not (column.description and column.name_zh)
    ]
    assert unexplained == []


def test_what_marts_say_of_themselves_stands_in_the_catalog(rows: Rows) -> None:
    (found,) = rows.ask("SELECT comment FROM duckdb_views() WHERE view_name = 'series'")
    assert found["comment"].startswith("序列: one indicator of one subject")
    (found,) = rows.ask(
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'series' AND column_name = 'is_latest'"
    )
    assert found["comment"].startswith("是否最新")


class TestMetrics:
    def test_names_are_joined_and_the_articles_words_stay(self, rows: Rows) -> None:
        rows.observation("126亿元", 126e8, "元", indicator="生产总值", indicator_id="gdp")
        rows.observation("8个", 8, "个", indicator="新建村史馆")
        found = rows.ask("SELECT metric, metric_key, indicator FROM metrics ORDER BY seq")
        assert [tuple(row.values()) for row in found] == [
            ("地区生产总值", "gdp", "生产总值"),
            ("新建村史馆", "新建村史馆", "新建村史馆"),
        ]

    def test_a_rate_named_as_growth_is_a_change(self, rows: Rows) -> None:
        rows.observation("5%", 5, "%", indicator="GDP增速", indicator_id="gdp")
        rows.observation("3%", 3, "%", indicator="接待游客降幅")
        found = rows.ask("SELECT measure, value FROM metrics ORDER BY seq")
        assert found == [{"measure": "change", "value": 5.0}, {"measure": "change", "value": -3.0}]

    @pytest.mark.parametrize(
        ("period", "grain"),
        [
            ("2023", "year"),
            ("2023-05", "month"),
            ("2023-05-04", "day"),
            ("2023-01/2023-05", "to_date"),
            ("2023-01/2023-03", "to_date"),
            ("2023-04/2023-06", "quarter"),
            ("2023-07/2023-12", "half"),
            ("2021/2025", "span"),
            ("2023-09-29/2023-10-06", "span"),
            ("/2024-01-20", "point"),
            (None, "none"),
        ],
    )
    def test_periods_of_a_kind_are_told_apart(self, rows: Rows, period: str | None, grain: str) -> None:
        rows.observation("1元", 1, "元", period=period)
        assert rows.ask("SELECT grain FROM metrics") == [{"grain": grain}]

    @pytest.mark.parametrize(
        ("comparison", "yardstick"),
        [
            ("同比", "year"),
            ("比上年", "year"),
            ("较去年同期", "year"),
            ("环比", "previous"),
            ("比上月", "previous"),
            (None, "year"),
        ],
    )
    def test_growth_is_told_by_what_it_is_measured_against(
        self, rows: Rows, comparison: str | None, yardstick: str
    ) -> None:
        rows.observation("5%", 5, "%", measure="change", comparison=comparison)
        assert rows.ask("SELECT yardstick FROM metrics") == [{"yardstick": yardstick}]


class TestSeries:
    def test_the_latest_report_wins_and_the_earlier_stays(self, rows: Rows) -> None:
        rows.article("b", "2024-03-01")
        rows.observation("126亿元", 126e8, "元", indicator_id="gdp")
        rows.observation("127.3亿元", 127.3e8, "元", indicator_id="gdp", article_id="b")
        found = rows.ask("SELECT value, is_latest, revision, reports FROM series ORDER BY revision")
        assert [tuple(row.values()) for row in found] == [(127.3e8, True, 1, 2), (126e8, False, 2, 2)]

    def test_copies_of_a_report_count_once(self, rows: Rows) -> None:
        for article_id in ("b", "c"):
            rows.article(article_id, story_id="s")
            rows.observation("126亿元", 126e8, "元", article_id=article_id)
        assert rows.ask("SELECT count(*) AS points, max(reports) AS reports FROM series") == [
            {"points": 1, "reports": 1}
        ]

    def test_level_and_change_months_and_years_are_series_of_their_own(self, rows: Rows) -> None:
        rows.observation("126亿元", 126e8, "元")
        rows.observation("5.1%", 5.1, "%", measure="change")
        rows.observation("1.2%", 1.2, "%", measure="change", comparison="环比")
        rows.observation("31亿元", 31e8, "元", period="2023-01/2023-03")
        rows.observation("17亿美元", 17e8, "美元")
        assert rows.ask("SELECT count(DISTINCT series_key) AS series FROM series") == [{"series": 5}]

    def test_targets_are_no_points(self, rows: Rows) -> None:
        rows.observation("5%", 5, "%", measure="change", status="target", period="2024")
        assert rows.ask("FROM series") == []


def test_a_pair_tells_its_change(rows: Rows) -> None:
    rows.indicator("case_time", "平均办理时限", better="lower", dimension="time")
    rows.observation("20.2天", 20.2, "天", indicator="办理时限", indicator_id="case_time")
    rows.observation("6.5天", 6.5, "天", indicator="办理时限", indicator_id="case_time", before_observation_id="o0")
    wanted = "SELECT before_value, after_value, change, change_percent, improved FROM before_after"
    assert [tuple(row.values()) for row in rows.ask(wanted)] == [(20.2, 6.5, -13.7, -67.8, True)]


def test_a_pair_in_two_units_is_told_in_the_later_one(rows: Rows) -> None:
    rows.observation("2小时", 2, "小时", indicator="车程")
    rows.observation("40分钟", 40, "分钟", indicator="车程", before_observation_id="o0")
    assert rows.ask("SELECT before_value, change FROM before_after") == [{"before_value": 120.0, "change": -80.0}]


class TestTargets:
    @pytest.mark.parametrize(
        ("target", "actual", "met"),
        [
            ({"value": 5, "modifier": "about"}, 5.2, True),
            ({"value": 5, "modifier": "about"}, 4.9, True),
            ({"value": 5.5, "modifier": "about"}, 3.0, False),
            ({"value": 6, "modifier": "over"}, 5.9, False),
            ({"value": 5, "value_high": 6, "modifier": "exact"}, 5.4, True),
        ],
    )
    def test_a_promise_stands_beside_what_came_of_it(
        self, rows: Rows, target: dict[str, Any], actual: float, met: bool
    ) -> None:
        growth: dict[str, Any] = {"indicator_id": "gdp", "measure": "change", "period": "2024"}
        rows.observation("……%", target.pop("value"), "%", status="target", **target, **growth)
        rows.article("b", "2025-01-20")
        rows.observation(f"{actual}%", actual, "%", article_id="b", **growth)
        (found,) = rows.ask("SELECT actual, met FROM targets")
        assert found == {"actual": actual, "met": met}

    def test_an_upper_limit_is_kept_from_below(self, rows: Rows) -> None:
        rows.indicator("unemployment", "城镇调查失业率", better="lower", dimension="ratio")
        common = {"indicator": "城镇调查失业率", "indicator_id": "unemployment"}
        rows.observation("5.5%以内", 5.5, "%", status="target", modifier="under", **common)
        rows.article("b", "2024-02-20")
        rows.observation("5.2%", 5.2, "%", article_id="b", **common)
        assert rows.ask("SELECT gap, met FROM targets") == [{"gap": -0.3, "met": True}]

    def test_what_is_said_before_the_period_is_over_is_no_outcome(self, rows: Rows) -> None:
        rows.observation("5%", 5, "%", status="target", measure="change", period="2024")
        rows.article("b", "2024-07-20")
        rows.observation("5.1%", 5.1, "%", article_id="b", measure="change", period="2024")
        assert rows.ask("SELECT actual FROM targets") == [{"actual": None}]

    def test_what_is_not_reported_yet_is_open(self, rows: Rows) -> None:
        rows.observation("5%", 5, "%", status="target", measure="change", period="2026")
        assert rows.ask("SELECT actual, met FROM targets") == [{"actual": None, "met": None}]


class TestConflicts:
    @pytest.fixture
    def two(self, rows: Rows) -> Any:
        def told(first: dict[str, Any], second: dict[str, Any]) -> list[dict[str, Any]]:
            rows.article("b", "2024-03-01")
            for article_id, said in (("a", first), ("b", second)):
                rows.observation(unit="元", indicator_id="gdp", article_id=article_id, **said)
            found: list[dict[str, Any]] = rows.ask("SELECT first_quote, second_quote, apart_percent FROM conflicts")
            return found

        return told

    def test_values_apart_are_told_with_both_quotes(self, two: Any) -> None:
        assert two({"quote": "126亿元", "value": 126e8}, {"quote": "139亿元", "value": 139e8}) == [
            {"first_quote": "126亿元", "second_quote": "139亿元", "apart_percent": 10.32}
        ]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({"quote": "1.26万亿元", "value": 1.26e12}, {"quote": "12582亿元", "value": 1.2582e12}),
            ({"quote": "约130亿元", "value": 130e8, "modifier": "about"}, {"quote": "126.4亿元", "value": 126.4e8}),
            ({"quote": "超120亿元", "value": 120e8, "modifier": "over"}, {"quote": "126.4亿元", "value": 126.4e8}),
            ({"quote": "近130亿元", "value": 130e8, "modifier": "under"}, {"quote": "126.4亿元", "value": 126.4e8}),
        ],
    )
    def test_rounding_and_softening_words_are_no_conflict(self, two: Any, first: Any, second: Any) -> None:
        assert two(first, second) == []

    def test_copies_do_not_contradict_each_other(self, rows: Rows) -> None:
        rows.article("b", story_id="s")
        rows.article("c", story_id="s")
        rows.observation("126亿元", 126e8, "元", indicator_id="gdp", article_id="b")
        rows.observation("139亿元", 139e8, "元", indicator_id="gdp", article_id="c")
        assert rows.ask("FROM conflicts") == []


def test_an_initiative_is_told_across_articles(rows: Rows) -> None:
    rows.article("b")

    def spans(*starts: int) -> list[dict[str, Any]]:
        return [{"span_start": start, "span_end": start + 4, "quote": "……"} for start in starts]

    rows.add("initiatives", initiative_id="i0", article_id="a", name="“一码通”平台", kind="platform", spans=spans(10))
    rows.add(
        "initiatives",
        initiative_id="i1",
        article_id="b",
        name="一码通平台",
        kind="platform",
        owner="青川县",
        spans=spans(5),
    )
    rows.observation("1.2万人次", 12000, "人次", indicator="服务群众", speaker="何远山", subject_kind="place")
    rows.add("initiative_observations", initiative_id="i0", observation_id="o0", article_id="a")
    rows.add("people", person_id="p0", article_id="b", name="周小满", spans=spans(30))
    rows.add("people", person_id="p1", article_id="b", name="李远", spans=spans(900))
    (found,) = rows.ask("FROM initiatives_overview")
    assert found["initiative"] == "一码通平台"
    assert (found["owners"], found["articles"], found["observations"]) == (["青川县"], 2, 1)
    assert found["people"] == ["何远山", "周小满"]
    assert found["places"] == ["四川省青川县"]
    assert [number["quote"] for number in found["numbers"]] == ["1.2万人次"]


def test_coverage_counts_by_source_and_month(rows: Rows) -> None:
    rows.article("b", "2024-01-02")
    rows.observation("126亿元", 126e8, "元", indicator_id="gdp")
    rows.observation("8个", 8, "个", subject=None)
    (found,) = rows.ask("FROM coverage")
    assert (found["articles"], found["observations"], found["without_numbers"]) == (2, 2, 1)
    assert (found["registered"], found["with_subject"], found["per_article"]) == (0.5, 0.5, 1.0)


def test_quality_tells_fill_rates_rejects_and_freshness(rows: Rows) -> None:
    rows.observation("126亿元", 126e8, "元", speaker=None)
    rows.add("rejects", reject_id="r", source_id="qingchuan", scope="input", stage="read", reason="no text layer")
    found = {(row["check_name"], row["detail"]): row["share"] for row in rows.ask("FROM quality")}
    assert found["fill", "speaker"] == 0
    assert found["fill", "indicator"] == 1
    assert found["rejects", "read: no text layer"] == 0.5
    assert ("freshness", "newest article 2024-01-20") in found


def test_the_review_list_names_what_is_next_to_be_registered(rows: Rows) -> None:
    for _ in range(3):
        rows.observation("5%", 5, "%", indicator="“绿色”地区生产总值")
    rows.observation("8个", 8, "个", indicator="村史馆")
    first, second = rows.ask("SELECT indicator, observations, nearest_id FROM indicator_review")
    assert first == {"indicator": "绿色地区生产总值", "observations": 3, "nearest_id": "gdp"}
    assert second["indicator"] == "村史馆"
