import pytest

from transforms.entities.speaker_looks import begins_clause, looks_like_speaker, unnamed_office


@pytest.mark.parametrize("phrase", ["青坪县水利局", "局长罗大明", "南岛媒体方面", "他", "南媒"])
def test_bodies_people_and_pronouns_look_like_speakers(phrase: str) -> None:
    assert looks_like_speaker(phrase)


@pytest.mark.parametrize("phrase", ["茶叶价格", "山间小路"])
def test_a_thing_does_not_look_like_a_speaker(phrase: str) -> None:
    assert not looks_like_speaker(phrase)


def test_an_office_whose_holder_is_not_named_stands_at_the_end() -> None:
    found = unnamed_office("南岛卫队一名官员")
    assert found is not None
    assert found.group() == "一名官员"
    assert unnamed_office("茶农罗大明") is None


def test_a_phrase_that_opens_with_a_verb_or_a_preposition_begins_a_clause() -> None:
    assert begins_clause("推动茶园改造")
    assert begins_clause("以实际行动守护茶山")
    assert not begins_clause("茶农合作社")
