"""The registry of the project itself, and what it makes of names as articles write them."""

import tomllib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from transforms.indicators_registry import Registry, RegistryError, clean, parse
from transforms.language.units import dimensions

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return parse(tomllib.loads((SEEDS / "indicators.toml").read_text("utf-8")))


def declared(**entry: Any) -> dict[str, Any]:
    """A registry of one indicator."""
    filled = {"name": "造林面积", "en": "Area afforested", "unit": "亩", "dimension": "area", "source": "a"} | entry
    return {"sources": {"a": {"name": "某局"}}, "ecology": {"afforestation": filled}}


def test_the_registry_is_large_and_every_entry_names_its_source(registry: Registry) -> None:
    assert len(registry.indicators) >= 150
    assert all(entry.source for entry in registry.indicators)
    assert all(entry.name_en for entry in registry.indicators)


def test_every_dimension_is_one_that_units_have(registry: Registry) -> None:
    known = set(dimensions().values())
    for entry in registry.indicators:
        assert set(entry.dimension.split("/")) <= known, entry.indicator_id


@pytest.mark.parametrize(
    ("name", "dimension", "indicator_id"),
    [
        ("地区生产总值", "currency", "gdp"),
        ("GDP", "ratio", "gdp"),
        ("gdp增速", "ratio", "gdp"),
        ("国内生产总值", "currency", "gdp"),
        ("全省生产总值", "currency", "gdp"),
        ("人均GDP", "currency", "gdp_per_head"),
        ("社零", "ratio", "retail_sales"),
        ("社会消费品零售总额", "currency", "retail_sales"),
        ("全年社会消费品零售总额增速", "ratio", "retail_sales"),
        ("城镇居民人均可支配收入", "currency", "urban_income"),
        ("农村居民人均可支配收入", "ratio", "rural_income"),
        ("规上工业增加值", "ratio", "industrial_output"),
        ("完成固定资产投资", "ratio", "fixed_investment"),
        ("全社会固定资产投资完成", "ratio", "total_fixed_investment"),
        ("CPI涨幅", "ratio", "cpi"),
        ("服务业增加值占GDP比重", "ratio", "tertiary_share"),
        ("“最多跑一次”实现率", "ratio", "one_visit_rate"),
        ("“刑拘直诉”简易案件平均办理时限", "time", "case_time"),
        ("使用刷脸服务群众", None, "face_users"),
        ("抓获嫌疑人", "time", "suspect_caught_time"),
        ("抓获犯罪嫌疑人", "count", "arrests"),
    ],
)
def test_variants_of_a_name_are_joined(registry: Registry, name: str, dimension: str | None, indicator_id: str) -> None:
    assert registry.identify(name, dimension) == indicator_id


@pytest.mark.parametrize(
    ("name", "dimension"),
    [
        ("地区生产总值", "count"),  # 生产总值超万亿的城市 27个
        ("对东盟、欧盟、美国进出口", "currency"),  # not the whole of trade
        ("普惠型小微企业贷款余额", "count"),  # accounts, not money
        ("新能源汽车产业投资", "currency"),
        ("民营企业", "count"),
        ("增速", "ratio"),
        ("全国", "count"),
        ("", None),
        (None, "ratio"),
    ],
)
def test_what_is_not_meant_for_sure_gets_no_id(registry: Registry, name: str | None, dimension: str | None) -> None:
    assert registry.identify(name, dimension) is None


def test_different_scopes_stay_apart(registry: Registry) -> None:
    names = ["人民币贷款余额", "本外币贷款余额", "普惠小微贷款余额", "普惠型小微企业贷款余额"]
    ids = [registry.identify(name, "currency") for name in names]
    assert None not in ids
    assert len(set(ids)) == len(names)


def test_a_table_is_labelled(registry: Registry) -> None:
    schema = pa.schema([("indicator", pa.string()), ("dimension", pa.string()), ("indicator_id", pa.string())])
    rows = [("GDP", "ratio"), ("植树", "count"), (None, None), ("GDP", "count")]
    table = pa.Table.from_pylist(
        [{"indicator": name, "dimension": dimension, "indicator_id": "old"} for name, dimension in rows], schema=schema
    )
    labelled = registry.label(table)
    assert labelled["indicator_id"].to_pylist() == ["gdp", None, None, None]
    assert labelled.schema == schema


def test_writing_differences_do_not_matter() -> None:
    assert clean("“ｇｄｐ” 增速") == "GDP增速"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"better": "more"}, "better is higher, lower"),
        ({"source": "b"}, "does not stand in"),
        ({"alias": ["造林"]}, "unknown keys"),
        ({"patterns": ["("]}, "no regular expression"),
    ],
)
def test_a_faulty_entry_is_refused_with_its_name(entry: dict[str, Any], said: str) -> None:
    with pytest.raises(RegistryError, match=f"afforestation.*{said}"):
        parse(declared(**entry))


def test_two_indicators_cannot_claim_one_name() -> None:
    given = declared(aliases=["造林"])
    given["forests"] = {"forest_area": given["ecology"]["afforestation"] | {"name": "造林", "aliases": []}}
    with pytest.raises(RegistryError, match="afforestation and forest_area both claim"):
        parse(given)
