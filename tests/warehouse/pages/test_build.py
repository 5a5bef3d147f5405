"""What is written and what is left alone; nothing that an article says becomes markup."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from transforms.records import Initiative, Person, Reading
from warehouse.pages import articles, build
from warehouse.pages.articles import web_address
from warehouse.pages.figures import amount, period, plain
from warehouse.pages.messages import messages
from warehouse.pages.passages import Mark, pieces
from warehouse.pages.reading import batches, opened

Make = Callable[..., Any]
EVIL = "<script>alert('数')</script>"


def mtimes(folder: Path) -> dict[str, int]:
    return {str(file.relative_to(folder)): file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}


def test_an_article_alone_is_shown_on_the_first_page(seed_site: Path) -> None:
    page = (seed_site / "index.html").read_text("utf-8")
    assert "<h1" in page
    assert "公安厅局长谈推动现代警务模式成熟定型</h1>" in page
    assert page.count('class="q level"') == 6
    for link in re.findall(r'(?:src|href)="([^"#]+)', page):
        assert link.startswith("data:") or (seed_site / link).exists(), link


def test_a_second_build_over_the_same_lake_writes_nothing(tmp_path: Path, seed: Reading, lake_of: Make) -> None:
    connection = lake_of([seed])
    build(connection, tmp_path)
    before = mtimes(tmp_path)
    build(connection, tmp_path)
    assert mtimes(tmp_path) == before


def test_only_articles_that_changed_are_shown_anew(
    tmp_path: Path, seed: Reading, reading_of: Make, number_in: Make, lake_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "全县造林500亩。"
    other = reading_of(text, "造林", [number_in(text, "造林", "500亩", 500, "亩")])
    build(lake_of([seed, other]), tmp_path)
    shown: list[str] = []

    def present(article: dict[str, Any], links: dict[str, str]) -> dict[str, Any]:
        shown.append(article["article_id"])
        return articles.present(article, links)

    monkeypatch.setattr("warehouse.pages.site.present", present)
    build(lake_of([seed, other]), tmp_path)
    assert shown == []
    other.observations[0].value = 600
    build(lake_of([seed, other]), tmp_path)
    assert shown == [other.article.article_id]


def test_pages_are_made_anew_for_another_edition_and_where_a_thing_gained_a_page(
    tmp_path: Path, seed: Reading, lake_of: Make
) -> None:
    connection = lake_of([seed])
    with opened(connection) as lake:
        ((article,),) = batches(lake)
    before = articles.origin(article, {})
    assert articles.origin(article, {}) == before
    links = {row["indicator_id"] or row["indicator"]: "indicators/x.html" for row in article["observations"]}
    assert articles.origin(article, links) != before
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("warehouse.pages.articles.edition", lambda: "another")
        assert articles.origin(article, {}) != before


def test_a_page_goes_with_its_article_and_foreign_files_stay(
    tmp_path: Path, seed: Reading, reading_of: Make, lake_of: Make
) -> None:
    build(lake_of([seed, reading_of("全县造林500亩。", "造林")]), tmp_path)
    (tmp_path / "articles" / "mine.html").write_text("mine")
    assert len(list((tmp_path / "articles").glob("*.html"))) == 5
    build(lake_of([seed]), tmp_path)
    names = {file.name for file in (tmp_path / "articles").glob("*.html")}
    assert names == {"mine.html", f"{seed.article.article_id}.html", "month-2021-04.html"}


def test_markup_in_an_article_stays_text(tmp_path: Path, reading_of: Make, number_in: Make, lake_of: Make) -> None:
    text = f"{EVIL}\n全县造林{EVIL}500亩，何远山说。"
    given = {"indicator": EVIL, "subject": EVIL, "speaker": EVIL, "place_code": "330000", "subject_kind": "place"}
    number = number_in(text, EVIL, "500亩", 500, "亩", **given)
    reading = reading_of(text, EVIL, [number], url="javascript:alert(1)")
    reading.people = [Person(EVIL, [EVIL], spans=[(0, len(EVIL))])]
    reading.initiatives = [Initiative(EVIL, "system", EVIL, spans=[(0, len(EVIL))], observations=[0])]
    build(lake_of([reading]), tmp_path)
    shown = set()
    for page in [*tmp_path.rglob("*.html"), *(tmp_path / "assets" / "search").glob("*.js")]:
        html = page.read_text("utf-8")
        assert "<script>alert" not in html, page
        assert "javascript:" not in html, page
        if "&lt;script&gt;alert(&#39;数&#39;)&lt;/script&gt;" in html:
            shown.add(page.parent.name)
    assert {"articles", "places", "initiatives", tmp_path.name} <= shown


def test_every_page_forbids_what_is_not_its_own(seed_site: Path) -> None:
    for page in seed_site.rglob("*.html"):
        html = page.read_text("utf-8")
        assert "Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'" in html.replace("&#39;", "'")
        assert not re.search(r"<[^>]+\son[a-z]+=", html), f"{page}: a handler in an attribute"
        assert not re.search(r"<[^>]+\sstyle=", html), f"{page}: a style in an attribute"


def test_a_number_is_never_cut_by_a_name() -> None:
    text = "第三批8套系统上线"
    found = pieces(text, 0, len(text), [Mark(3, 5, "0")], [Mark(0, 4, "a"), Mark(4, 7, "b")])
    assert [(piece.text, piece.number, piece.names) for piece in found] == [
        ("第三批", "", ("a",)),
        ("8套", "0", ()),
        ("系统", "", ("b",)),
        ("上线", "", ()),
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [(36560000.0, "36,560,000"), (20.2, "20.2"), (0.0, "0"), (-1.5, "-1.5"), (66.667, "66.667")]
)
def test_numbers_are_written_without_needless_zeros(value: float, shown: str) -> None:
    assert plain(value) == shown


def test_amounts_say_how_they_are_meant() -> None:
    assert re.sub("<[^>]+>", "", amount(6000, None, "over", "level")) == "超&gt;6,000"
    assert amount(5.5, None, "exact", "change") == "+5.5"
    assert amount(-28, None, "exact", "change") == "-28"
    assert amount(5, 6, "exact", "change") == "5–6"


def test_periods_are_put_in_words() -> None:
    assert "截至 2021-04-01" in period("/2021-04-01")
    assert "2020 以来" in period("2020/")
    assert period("2021-01/2021-10") == "2021-01 – 2021-10"
    assert period(None) == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "", None])
def test_only_the_web_is_linked(url: str | None) -> None:
    assert web_address(url) is None


def test_every_message_is_said_in_both_languages() -> None:
    for name, said in messages().items():
        assert set(said) == {"zh", "en"}, name
        assert all(said.values()), name
