"""The speaker of an observation."""

from transforms.frame import frame
from transforms.observations import speakers
from transforms.records import Article, Observation


def filled(text: str, *quantities: str) -> list[Observation]:
    observations = [
        Observation(start=text.index(q), end=text.index(q) + len(q), value=1, unit="座") for q in quantities
    ]
    speakers.fill(frame(Article(text=text)), observations)
    return observations


def test_speaker_and_role_come_from_the_quotation_that_covers_the_number() -> None:
    first, second = filled("全县有水库12座。县水利局局长马德胜说，今年新建泵站8座。", "12座", "8座")
    assert (first.speaker, first.speaker_role) == ("", "")
    assert (second.speaker, second.speaker_role) == ("马德胜", "县水利局局长")


def test_innermost_speaker_has_the_number() -> None:
    (observation,) = filled("据邻国媒体报道，邻国央行官员暗示，可能再次加息75个基点。", "75个基点")
    assert observation.speaker == "邻国央行官员"


def test_article_without_observations_is_left_alone() -> None:
    speakers.fill(frame(Article(text="罗成说，很好。")), [])
