import re
from pathlib import Path

from transforms.language.lexicons import lexicon
from transforms.observations.indicators.unit_kinds import counts_nothing, may_last
from transforms.observations.indicators.word_sets import __file__ as word_sets_file
from transforms.observations.indicators.word_sets import endings, word_set


def test_every_set_of_the_lexicon_is_asked_for_and_every_set_asked_for_is_there() -> None:
    sources = (path.read_text(encoding="utf-8") for path in Path(word_sets_file).parent.glob("*.py"))
    asked = {name for text in sources for name in re.findall(r'(?:word_set|endings)\("(\w+)"\)', text)}
    assert asked == set(lexicon("indicator_words")["sets"])


def test_a_set_has_its_words_once() -> None:
    for name in lexicon("indicator_words")["sets"]:
        assert len(word_set(name)) == len(endings(name)), name


def test_amounts_and_shares_count_nothing_and_people_and_houses_do() -> None:
    assert counts_nothing("亿元")
    assert counts_nothing("个百分点")
    assert not counts_nothing("人")
    assert not counts_nothing("座")


def test_years_and_hours_may_last_and_metres_may_not() -> None:
    assert may_last("个月")
    assert may_last("分钟")
    assert not may_last("公里")
