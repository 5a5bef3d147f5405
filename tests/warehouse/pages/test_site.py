"""The pages beside the articles, as a reader meets them in a browser: they open, draw, find and lead on."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from transforms.records import Observation, Reading
from warehouse.pages import build

Make = Callable[..., Any]

PAGES = (
    *("index.html", "indicators.html", "places.html", "initiatives.html", "changes.html", "targets.html"),
    *("conflicts.html", "articles.html", "quality.html", "dictionary.html", "search.html"),
    *("indicators/retail_sales.html", "places/510822.html"),
)


def monthly(reading_of: Make, number_in: Make, month: int, growth: float, **fields: Any) -> Reading:
    """A short report of one month's retail sales."""
    text = f"{month}月份，全县社会消费品零售总额1.2亿元，同比增长{growth}%。县商务局说，全年力争增长6%以上。"
    common: dict[str, Any] = {"indicator": "社会消费品零售总额", "subject": "四川省青川县", "subject_kind": "place"}
    common |= {"place_code": "510822", "period": f"2025-{month:02d}"}
    promised = common | {"period": "2025", "status": "target", "measure": "change", "modifier": "over"}
    numbers: list[Observation] = [
        number_in(text, "总额", "1.2亿元", 1.2e8, "元", **common),
        number_in(text, "增长", f"{growth}%", growth, "%", measure="change", comparison="同比", **common | fields),
        number_in(text, "力争增长", "6%以上", 6, "%", speaker="县商务局", **promised),
    ]
    title = f"{month}月全县消费品零售增长{growth}%"
    made: Reading = reading_of(text, title, numbers, published_on=date(2025, month + 1, 15))
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, reading_of: Make, number_in: Make, lake_of: Make) -> Path:
    folder = tmp_path_factory.mktemp("site") / "report"
    growths = enumerate([5.1, 4.8, 6.2, 5.5], 1)
    readings = [monthly(reading_of, number_in, month, growth) for month, growth in growths]
    other = monthly(reading_of, number_in, 2, 7.9)
    other.article.locator = "other"
    build(lake_of([*readings, other]), folder)
    return folder


@pytest.fixture
def opened(page: Any, site: Path) -> Callable[[str], Any]:
    def go(path: str) -> Any:
        file, _, query = path.partition("?")
        page.goto((site / file).as_uri() + (f"?{query}" if query else ""))
        return page

    return go


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_opens_without_an_error_and_fits_a_phone(opened: Any, path: str) -> None:
    page = opened(path)
    assert page.inner_text("h1")
    page.set_viewport_size({"width": 375, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_every_link_of_the_site_leads_to_a_page(site: Path) -> None:
    for file in site.rglob("*.html"):
        for link in re.findall(r'<a [^>]*href="([^"#:]+)', file.read_text("utf-8")):
            assert (file.parent / link).exists(), f"{file.name} leads to {link}, which is not there"


def test_no_page_is_heavy(site: Path) -> None:
    shared = sum((site / "assets" / name).stat().st_size for name in ("site.css", "site.js", "charts.js"))
    chart = (site / "assets" / "chart.umd.min.js").stat().st_size
    empty = (site / "conflicts.html").stat().st_size
    assert shared + chart + empty < 300_000


def test_the_chart_draws_its_points_and_says_them(opened: Any) -> None:
    page = opened("indicators/retail_sales.html")
    page.select_option("select.series", label="四川省青川县 · 变化 · 逐月 (%)")
    label = page.get_attribute("canvas.chart", "aria-label")
    assert label.endswith("2025-01 5.1, 2025-02 7.9, 2025-03 6.2, 2025-04 5.5"), "the latest report of a point wins"
    colours = page.evaluate(
        """() => {
            const canvas = document.querySelector("canvas.chart");
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            const seen = new Set();
            for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 200) seen.add(data.slice(at, at + 3).join());
            return seen.size;
        }"""
    )
    assert colours > 10


def test_a_point_of_the_chart_leads_to_its_place_in_the_text(opened: Any) -> None:
    page = opened("indicators/retail_sales.html")
    page.select_option("select.series", label="四川省青川县 · 变化 · 逐月 (%)")
    page.focus("canvas.chart")
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url("**/articles/*.html#t1")
    assert page.inner_text(".panel .big") == "+7.9 %"


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg ")])
def test_the_chart_can_be_taken_along(opened: Any, kind: str, begins: bytes) -> None:
    page = opened("indicators/retail_sales.html")
    with page.expect_download() as waiting:
        page.click(f".download-{kind}")
    taken = Path(waiting.value.path())
    assert waiting.value.suggested_filename == f"社会消费品零售总额.{kind}"
    assert taken.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("words", "first"),
    [("青川 零售 6.2", "+6.2 %"), ("retail sales 青川 2025-04", "1.2亿 元"), ("县商务局 力争", "超+6 %")],
)
def test_the_search_finds_in_both_languages(opened: Any, words: str, first: str) -> None:
    page = opened(f"search.html?q={words}")
    page.wait_for_selector("#state[data-ready=true]")
    assert page.locator(".hit .figure").first.inner_text() == first
    page.locator(".hit a").first.click()
    page.wait_for_selector(".panel .big")


def test_a_conflict_shows_both_quotes(opened: Any) -> None:
    page = opened("conflicts.html")
    assert page.locator(".sides .figure").all_inner_texts() == ["4.8%", "7.9%"]


def test_a_promise_stands_on_its_page(opened: Any) -> None:
    page = opened("targets.html")
    assert "6" in page.inner_text("tbody tr >> nth=0")
    assert page.inner_text(".state >> nth=0") == "未见结果"


def test_a_box_filters_the_rows(opened: Any) -> None:
    page = opened("indicators/retail_sales.html")
    rows = page.locator("table.sortable tbody tr:visible")
    before = rows.count()
    page.fill("input.filter", "6.2%")
    assert 0 < rows.count() < before
