"""Lakes to make pages of: readings made by hand, as tables in a connection; and a browser, where there is one."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from transforms.indicators_registry import parse
from transforms.records import (
    Article,
    Initiative,
    Observation,
    Organisation,
    Person,
    Place,
    Quotation,
    Reading,
    Section,
)
from transforms.tables import Provenance, tabulate
from warehouse.pages import build
from warehouse.schema import tables
from warehouse.schema.arrow import arrow_schemas, empty

ROOT = Path(__file__).parents[3]
SEED = next((ROOT / "seeds" / "zjfz").glob("*.txt"))


def connect(readings: Iterable[Reading]) -> duckdb.DuckDBPyConnection:
    """The readings as the lake's tables in a connection of their own."""
    readings = list(readings)
    found = {table.name: empty(table) for table in tables()}
    found |= tabulate(readings, arrow_schemas(), Provenance("run-1", datetime(2026, 4, 2, 6, tzinfo=UTC), "1"))
    registry = parse(tomllib.loads((ROOT / "seeds" / "indicators.toml").read_text("utf-8")))
    found["observations"] = registry.label(found["observations"])
    found["indicators"] = pa.Table.from_pylist(registry.rows(), schema=arrow_schemas()["indicators"])
    schema = arrow_schemas()["sources"]
    names = sorted({reading.article.source_id for reading in readings})
    blank: dict[str, Any] = dict.fromkeys(schema.names)
    sources = [blank | {"source_id": name, "title": f"{name}日报", "kind": "files", "language": "zh"} for name in names]
    found["sources"] = pa.Table.from_pylist(sources, schema=schema)
    connection = duckdb.connect()
    for name, rows in found.items():
        connection.register("given", rows)
        connection.execute(f"CREATE TABLE {name} AS FROM given")
        connection.unregister("given")
    return connection


def everywhere(text: str, words: str) -> list[tuple[int, int]]:
    """All spans of `words` in the text; there must be one."""
    found, start = [], text.find(words)
    while start >= 0:
        found.append((start, start + len(words)))
        start = text.find(words, start + 1)
    assert found, words
    return found


def number(text: str, ahead: str, quote: str, value: float, unit: str, **fields: Any) -> Observation:
    """The quantity `quote` that stands right behind the words `ahead`."""
    start = text.index(ahead + quote) + len(ahead)
    return Observation(start, start + len(quote), value, unit, confidence=0.9, rule="number_unit", **fields)


def seed_reading() -> Reading:
    """The seed article with some of its numbers and names."""
    text = SEED.read_text("utf-8")
    wenzhou: dict[str, Any] = {"subject": "温州反诈中心", "subject_kind": "organisation", "period": "/2021-04-01"}
    wenzhou |= {"speaker": "罗杰", "speaker_role": "温州市公安局局长"}
    cases: dict[str, Any] = {
        "indicator": "平均办理时限",
        "subject": "温州市",
        "subject_kind": "place",
        "speaker": "罗杰",
    }
    heading = "探索警务机制改革 推动现代警务模式高效运转"
    said = "现代警务模式,是运用系统观念,按照整体智治、协同高效要求建立的一个体系。"
    return Reading(
        Article(
            text=text,
            title="公安厅局长谈推动现代警务模式成熟定型",
            source_id="zjfz",
            locator=SEED.name,
            authors=["陈佳妮", "陈立波"],
            published_on=date(2021, 4, 1),
            published_basis="body",
            sections=[Section(heading, text.index(heading), len(text))],
            content_sha256="0" * 64,
        ),
        observations=[
            number(text, "反诈中心", "8套", 8, "套", indicator="反制系统", **wenzhou),
            number(text, "被害人", "2500多人次", 2500, "人次", modifier="over", indicator="日均预警被害人", **wenzhou),
            number(text, "拦截资金", "近亿元", 1e8, "元", modifier="under", indicator="劝阻或拦截资金", **wenzhou),
            number(text, "原来平均", "20.2天", 20.2, "天", **cases),
            number(text, "缩减到", "6.5天", 6.5, "天", before=3, **cases),
            number(
                text,
                "已有",
                "3656万",
                36560000,
                "群众",
                indicator="使用刷脸服务群众",
                subject="浙江省",
                subject_kind="place",
                place_code="330000",
            ),
        ],
        people=[Person("罗杰", ["温州市常委", "温州市公安局局长"], spans=everywhere(text, "罗杰"), speaks=True)],
        organisations=[Organisation("省公安厅", "浙江省公安厅", "330000", everywhere(text, "省公安厅"))],
        places=[Place("温州", "温州市", "330300", everywhere(text, "温州"))],
        initiatives=[Initiative("刑拘直诉", "mechanism", "温州公安", "330300", everywhere(text, "刑拘直诉"), [3, 4])],
        quotations=[Quotation("毛善恩", "常务副厅长", "形容", *everywhere(text, said)[0], True)],
    )


def plain_reading(text: str, title: str, observations: Iterable[Observation] = (), **fields: Any) -> Reading:
    """A reading of a text of one source."""
    given: dict[str, Any] = {"source_id": "qingchuan", "published_on": date(2026, 3, 1), "published_basis": "metadata"}
    article = Article(text=text, title=title, content_sha256="1" * 64, **(given | {"locator": title} | fields))
    return Reading(article, observations=list(observations))


@pytest.fixture(scope="session")
def lake_of() -> Callable[[Iterable[Reading]], duckdb.DuckDBPyConnection]:
    """Makes a connection with the lake's tables from readings."""
    return connect


@pytest.fixture(scope="session")
def number_in() -> Callable[..., Observation]:
    """Makes an observation of a quantity by the words around it."""
    return number


@pytest.fixture(scope="session")
def reading_of() -> Callable[..., Reading]:
    """Makes a reading of a text and its title."""
    return plain_reading


@pytest.fixture
def seed() -> Reading:
    """The seed article with some of its numbers and names."""
    return seed_reading()


@pytest.fixture(scope="session")
def seed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the seed article alone."""
    folder = tmp_path_factory.mktemp("seed") / "report"
    build(connect([seed_reading()]), folder)
    return folder


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium; the test skips where there is none.

    Its driver holds the thread's event loop while it lives, so it ends with the module that needs it.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a desktop's size; anything that it logs as an error, or asks of a network, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on("request", lambda request: wrong.append(request.url) if request.url.startswith("http") else None)
    yield opened
    context.close()
    assert wrong == []
