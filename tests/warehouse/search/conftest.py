"""A small lake of articles written for these tests, and its search."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.indicators import read_registry
from transforms.articles.source import Source
from transforms.records import Article, Observation, Reading
from transforms.tables import Provenance, tabulate
from warehouse.lake import open_for_writing
from warehouse.load import Run, load
from warehouse.schema.arrow import arrow_schemas
from warehouse.search import Filters, find_in, open_index

ROOT = Path(__file__).parents[3]
SOURCES = [
    Source(source_id=name, title=title, publisher=title, kind="files", locations=["*.txt"])
    for name, title in (("ouhai", "瓯海晚报"), ("tongji", "统计周刊"))
]
PLACES = {
    "温州市": "330300",
    "温州市鹿城区": "330302",
    "浙江省": "330000",
    "浙江省宁波市": "330200",
    "四川省": "510000",
    "中国": "",
}


def number(text: str, quote: str, value: float, unit: str, after: str = "", **fields: Any) -> Observation:
    """The quantity `quote` of a text, behind the words `after`."""
    start = text.index(quote, text.index(after))
    if code := PLACES.get(fields.get("subject", "")):
        fields |= {"place_code": code, "subject_kind": "place"}
    return Observation(start, start + len(quote), value, unit, confidence=0.9, rule="number_unit", **fields)


def article(name: str, title: str, body: str, published: date, source_id: str = "tongji") -> Article:
    """An article of a title and one paragraph."""
    return Article(
        text=f"{title}\n{body}",
        title=title,
        source_id=source_id,
        locator=name,
        published_on=published,
        published_basis="metadata",
        content_sha256=name.encode().hex(),
    )


def written() -> list[Reading]:
    """The articles."""
    fraud = article(
        "fanzha.txt",
        "鹿城反诈中心成立三年",
        "三年来,鹿城区反诈中心拦截涉诈资金2.6亿元,劝阻群众1.8万人次。区公安分局副局长林小舟说:“今年要把拦截率提高到95%。”",
        date(2024, 3, 5),
        "ouhai",
    )
    economy = article(
        "jingji.txt",
        "浙江去年经济怎么样",
        "2023年,浙江省地区生产总值增长6%;宁波市地区生产总值增长5.5%。2024年浙江省地区生产总值的目标是增长5.5%左右。",
        date(2024, 1, 20),
    )
    shops = article(
        "xiaofei.txt",
        "5月消费平稳",
        "2024年5月,全国社会消费品零售总额39211亿元,同比增长3.7%,比4月的2.3%有所加快。",
        date(2024, 6, 17),
    )
    reprint = article("zhuanzai.txt", "消费数据转载", shops.text.split("\n")[1], date(2024, 6, 18), "ouhai")
    hostile = article(
        "jiaoben.txt", "<script>alert(1)</script>", "瓯江大桥全长<b>1.5公里</b>。", date(2024, 7, 1), "ouhai"
    )
    police: dict[str, Any] = {"subject": "温州市鹿城区", "period": "2021-03/2024-03-05"}
    gdp: dict[str, Any] = {"indicator": "地区生产总值", "measure": "change"}
    retail: dict[str, Any] = {"indicator": "社会消费品零售总额", "subject": "中国", "period": "2024-05"}
    rise = retail | {"measure": "change", "comparison": "同比"}
    return [
        Reading(
            fraud,
            [
                number(fraud.text, "2.6亿元", 2.6e8, "元", indicator="拦截涉诈资金", **police),
                number(fraud.text, "1.8万人次", 18000, "人次", indicator="劝阻群众", **police),
                number(
                    fraud.text,
                    "95%",
                    95,
                    "%",
                    indicator="拦截率",
                    status="target",
                    subject="温州市鹿城区",
                    period="2024",
                    speaker="林小舟",
                    speaker_role="区公安分局副局长",
                ),
            ],
        ),
        Reading(
            economy,
            [
                number(economy.text, "6%", 6, "%", subject="浙江省", period="2023", **gdp),
                number(economy.text, "5.5%", 5.5, "%", "宁波", subject="浙江省宁波市", period="2023", **gdp),
                number(
                    economy.text,
                    "5.5%左右",
                    5.5,
                    "%",
                    modifier="about",
                    status="target",
                    subject="浙江省",
                    period="2024",
                    **gdp,
                ),
            ],
        ),
        *(
            Reading(
                printed,
                [
                    number(printed.text, "39211亿元", 3921.1e9, "元", **retail),
                    number(printed.text, "3.7%", 3.7, "%", **rise),
                    number(printed.text, "2.3%", 2.3, "%", **(rise | {"period": "2024-04"})),
                ],
            )
            for printed in (shops, reprint)
        ),
        Reading(hostile, [number(hostile.text, "1.5公里", 1.5, "公里", indicator="<b>全长</b>", subject="瓯江大桥")]),
    ]


def store(url: str, readings: Iterable[Reading], run_id: str = "run-1", sources: Iterable[Source] = SOURCES) -> None:
    """Load readings into a lake, with the registry of indicators."""
    registry = read_registry(ROOT / "seeds")
    provenance = Provenance(run_id, datetime(2026, 1, 2, tzinfo=UTC), "1")
    tables = tabulate(list(readings), arrow_schemas(), provenance)
    with open_for_writing(url) as lake:
        load(lake, Run(provenance, "0.1.0", registry=registry), list(sources), [tables])


@pytest.fixture(scope="session")
def small_lake(new_lake_url: Callable[[], str]) -> str:
    """A lake of the articles above; no test may change it."""
    url = new_lake_url()
    store(url, written())
    return url


@pytest.fixture
def found(small_lake: str) -> Callable[..., list[str]]:
    """Asks the small lake; gives the quotes that were found, the best first."""

    def ask(question: str, limit: int = 10, **filters: str) -> list[str]:
        with open_index(small_lake) as index:
            return [hit["quote"] for hit in find_in(index, question, Filters(**filters), limit)]

    return ask
