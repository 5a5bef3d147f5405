"""The served pages as people use them, in a real browser."""

import re


def test_a_search_finds_and_leads_to_the_place_in_the_text(served):
    served.goto("/")
    served.click("nav >> text=查找")
    served.wait_for_url("**/search")
    served.keyboard.type("温州 反诈 拦截 资金")  # the field has the focus
    served.keyboard.press("Enter")
    served.wait_for_selector("#found li")
    assert served.inner_text("#found li:first-child mark") == "2.6亿元"
    assert "鹿城反诈中心成立三年" in served.inner_text("#found li:first-child .where")
    served.click("#found li:first-child a.figure")
    served.wait_for_url("**/articles/*.html#t0")
    assert served.is_visible("text=拦截涉诈资金 >> nth=0")


def test_filters_narrow_and_stay_filled_in(served):
    served.goto("/search?q=增长")
    served.click("summary")
    served.fill("input[name=place]", "宁波")
    served.click("form button[type=submit]")
    served.wait_for_selector("#found li")
    assert served.locator("#found li").count() == 1
    assert "since" not in served.url  # what is empty does not go into the address
    assert served.input_value("input[name=place]") == "宁波"


def test_a_mistake_is_said_on_the_page(served):
    served.goto("/search?q=增长&place=zzz")
    assert "zzz" in served.inner_text("[role=alert]")


def test_an_article_with_a_script_for_a_title_is_text(served):
    served.goto("/search?q=瓯江大桥")
    assert "<script>alert(1)</script>" in served.inner_text("#found li:first-child .where")
    served.click("#found li:first-child a.figure")
    served.wait_for_url("**/articles/*.html#t0")
    assert "<script>alert(1)</script>" in served.inner_text("h1")


def test_sql_runs_by_key_and_its_answer_sorts(served):
    served.goto("/sql")
    served.fill("textarea", "SELECT quote, value FROM observations WHERE unit = '%' ORDER BY value")
    served.keyboard.press("Control+Enter")
    served.wait_for_selector("table.answer")
    values = served.locator("table.answer td.numeric").all_inner_texts()
    assert values == sorted(values, key=float)
    served.click("table.answer th >> nth=1 >> button")
    served.click("table.answer th >> nth=1 >> button")
    assert served.locator("table.answer td.numeric").first.inner_text() == "95"


def test_sql_examples_and_the_csv_are_one_click_away(served):
    served.goto("/sql")
    served.click(".chips a >> nth=0")
    served.wait_for_selector("table.answer")
    with served.expect_download() as download:
        served.click("text=下载 CSV")
    assert download.value.suggested_filename == "answer.csv"


def test_a_mistake_in_sql_keeps_the_sql(served):
    served.goto("/sql")
    served.fill("textarea", "selct 1")
    served.click("form button[type=submit]")
    served.wait_for_selector("[role=alert]")
    assert served.input_value("textarea") == "selct 1"


def test_the_language_switches_and_is_remembered(served):
    served.goto("/search?q=反诈")
    served.click("button.language")
    assert served.inner_text("h1") == "Search"
    served.goto("/sql")
    assert re.search(r"Read-only", served.inner_text(".lead"))
    assert served.get_attribute("textarea", "aria-label") == "SQL"


def test_it_works_by_keyboard_on_a_small_dark_screen(served):
    served.set_viewport_size({"width": 375, "height": 740})
    served.emulate_media(color_scheme="dark")
    for path in ("/search?q=增长", "/sql?q=FROM observations", "/nothing"):
        served.goto(path)
        assert served.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert served.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(250, 248, 243)"
    served.goto("/search?q=增长")
    served.keyboard.press("/")
    assert served.evaluate("document.activeElement.name") == "q"
