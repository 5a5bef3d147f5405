"""One writing for every text, without moving a character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transforms.language.script import fold


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_traditional_characters_become_simplified() -> None:
    assert fold("二百零七名民警和一百零二名輔警") == "二百零七名民警和一百零二名辅警"


def test_a_comma_between_figures_is_left_alone_and_others_become_full_width() -> None:
    assert fold("共3,656名,其中党员12名") == "共3,656名，其中党员12名"
