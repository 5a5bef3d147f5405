"""The assembly line as a whole: what holds for any text at all."""

from __future__ import annotations

import gc
import json
import weakref
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.frame import frame
from transforms.observations import observe
from transforms.records import Article, Observation

OWN = Path(__file__).parents[2] / "gold" / "docs.jsonl"
SENTENCES = [json.loads(line)["text"] for line in OWN.read_text(encoding="utf-8").splitlines()]

# Characters that numbers, their neighbours and their traps are made of, and a few of everything else.
SOUP = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            list(
                "0123456789.,%％年月日时分个名位人元万亿千百十一二两三半成倍番多余近约超左右以上下第每从到至和、，。；：“”《》（）\n"
            )
        ),
        st.sampled_from(list("增长下降分别达为其中同比说据据称表示省市县警方预计计划全国我")),
        st.characters(),
    ),
    max_size=80,
)


def read(text: str) -> list[Observation]:
    return observe(frame(Article(text=text, published_on=date(2025, 6, 18))))


@settings(max_examples=300, deadline=None)
@given(SOUP)
def test_no_text_breaks_the_line_and_every_span_lies_in_it(text: str) -> None:
    last = 0
    for observation in read(text):
        assert last <= observation.start < observation.end <= len(text)
        last = observation.end


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_two_articles_in_one_give_the_quantities_of_both(first: str, second: str) -> None:
    together = [(o.start, o.end, o.value, o.value_high, o.unit, o.modifier) for o in read(f"{first}\n{second}")]
    shift = len(first) + 1
    apart = [(o.start, o.end, o.value, o.value_high, o.unit, o.modifier) for o in read(first)]
    apart += [(o.start + shift, o.end + shift, o.value, o.value_high, o.unit, o.modifier) for o in read(second)]
    assert together == apart


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SENTENCES))
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_observation_is_named_and_enumerations_are_closed(sentence: str) -> None:
    for observation in read(sentence):
        assert observation.indicator
        assert observation.rule
        assert observation.modifier in {"exact", "about", "over", "under"}
        assert observation.measure in {"level", "change"}
        assert observation.status in {"actual", "target"}
        assert 0 < observation.confidence <= 1
        assert observation.before is None or observation.before >= 0


def test_traditional_characters_give_the_same_observations_where_they_stand() -> None:
    simplified = read("全局有二百零七名民警和一百零二名辅警，破案率达81.8%。")
    traditional = read("全局有二百零七名民警和一百零二名輔警，破案率達81.8%。")
    assert traditional == simplified
    assert len(simplified) == 3


def test_an_article_that_was_read_is_freed_without_the_collector() -> None:
    """A ring of references among the stations would hold the words of every article until it is looked for."""
    cut = frame(Article(text="浙江省公安厅表示，今年上半年全省刑事案件下降12.5%，破案率达85.3%。"))
    gc.disable()
    try:
        assert len(observe(cut)) == 2
        left = weakref.ref(cut)
        del cut
        assert left() is None
    finally:
        gc.enable()
