"""The page of an article, as a reader meets it in a browser."""

from pathlib import Path
from typing import Any

import pytest


def fields(page: Any) -> dict[str, str]:
    """What the panel of the chosen number shows, by field."""
    found = page.locator(".panel dd").all()
    return {item.get_attribute("data-field"): item.inner_text() for item in found}


@pytest.fixture
def opened(page: Any, seed_site: Path) -> Any:
    page.goto((seed_site / "index.html").as_uri())
    return page


def test_a_click_on_a_number_shows_its_fields(opened: Any) -> None:
    opened.click("text=2500多人次 >> nth=0")
    assert opened.inner_text(".panel .big") == "超2,500 人次"
    assert opened.inner_text(".panel .what") == "日均预警被害人"
    shown = fields(opened)
    assert shown["subject"] == "温州反诈中心"
    assert shown["period"] == "截至 2021-04-01"
    assert shown["speaker"] == "罗杰 温州市公安局局长"
    assert shown["quote"] == "2500多人次"
    assert "日均预警疑似电诈的被害人2500多人次" in shown["sentence"]


def test_a_large_number_is_shown_short_and_in_full(opened: Any) -> None:
    opened.click("a.q:has-text('3656万')")
    assert opened.inner_text(".panel .big") == "3,656万 群众"
    assert fields(opened)["value"] == "36,560,000"


def test_hovering_tells_the_number_in_short(opened: Any) -> None:
    opened.hover("a.q:has-text('近亿元')")
    assert opened.inner_text(".tip") == "不足1亿 元\n劝阻或拦截资金 · 温州反诈中心 · 截至 2021-04-01 · 罗杰"
    opened.mouse.move(2, 2)
    assert not opened.is_visible(".tip")


def test_the_value_before_is_marked_with_the_value_after(opened: Any) -> None:
    opened.click("a.q:has-text('6.5天')")
    assert opened.inner_text("a.q.paired") == "20.2天"
    assert fields(opened)["before"] == "20.2天"
    assert fields(opened)["initiatives"] == "刑拘直诉"


def test_the_keyboard_reaches_every_number(opened: Any) -> None:
    opened.focus("a.q >> nth=0")
    opened.keyboard.press("Enter")
    assert opened.inner_text(".panel .big") == "8 套"
    opened.keyboard.press("ArrowRight")
    assert opened.inner_text(".panel .big") == "超2,500 人次"
    assert opened.evaluate("document.activeElement.textContent") == "2500多人次"
    opened.keyboard.press("Escape")
    assert opened.locator(".panel .big").count() == 0
    assert opened.evaluate("document.activeElement.textContent") == "2500多人次"


def test_the_table_sorts_by_value_and_leads_to_the_text(opened: Any) -> None:
    values = "td[data-field=value]"
    opened.click("th[data-field=value] button")
    assert opened.locator(values).all_inner_texts() == ["6.5", "8", "20.2", "超2,500", "3,656万", "不足1亿"]
    opened.click("th[data-field=value] button")
    assert opened.locator(values).first.inner_text() == "不足1亿"
    opened.click("tr:has-text('近亿元')")
    assert opened.inner_text("a.q[aria-current]") == "近亿元"


def test_a_name_is_found_in_the_text(opened: Any) -> None:
    opened.click(".names button:has-text('刑拘直诉')")
    assert "刑拘直诉" in opened.inner_text(".n.lit")


def test_the_switch_speaks_english_and_is_remembered(opened: Any) -> None:
    opened.click(".language")
    assert opened.inner_text("#numbers") == "Numbers"
    assert opened.get_attribute("html", "lang") == "en"
    opened.wait_for_timeout(500)  # the browser writes what it remembers a moment later
    opened.reload()
    assert opened.inner_text("#numbers") == "Numbers"
    opened.click("a.q:has-text('3656万')")
    assert opened.inner_text(".panel .big") == "36.56m 群众"
    opened.click(".language")
    assert opened.inner_text("#numbers") == "文中数字"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_needs_no_sideways_scrolling(opened: Any, scheme: str) -> None:
    opened.emulate_media(color_scheme=scheme)
    opened.set_viewport_size({"width": 375, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") == 375
    opened.click("a.q >> nth=1")
    sheet = opened.locator(".panel").bounding_box()
    number = opened.locator("a.q >> nth=1").bounding_box()
    assert number["y"] + number["height"] < sheet["y"], "the sheet must not cover the number it tells of"


def test_the_page_reads_without_its_script(browser: Any, seed_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((seed_site / "index.html").as_uri())
    opened.click("a.q:has-text('8套')")
    assert opened.url.endswith("#n0")
    assert opened.inner_text("h2#numbers") == "文中数字"
    context.close()
