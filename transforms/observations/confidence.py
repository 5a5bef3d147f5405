"""Station confidence: takes finished observations, says how sure each is and names the rule that made it.

The confidence is the share of annotated observations of the same shape that were right
(``lexicons/confidence.toml``); the rule joins how the quantity was recognised and where its indicator came
from: ``percent+clause`` for 破案率达81.8%.
"""

from __future__ import annotations

from transforms.frame import Frame
from transforms.language.lexicons import lexicon
from transforms.language.units import dimension
from transforms.records import Observation

_CLAUSE_MARKS = "，；：。\n"


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `confidence` and complete `rule` of every observation, in place."""
    table = lexicon("confidence")
    for observation in observations:
        place = _place(frame, observation)
        observation.rule = f"{observation.rule}+{place}"
        observation.confidence = round(
            table["share"][place][_kind(observation)] * _length_factor(observation.indicator), 3
        )


def _place(frame: Frame, observation: Observation) -> str:
    """Where the words of the indicator stand: clause, sentence or composed."""
    sentence = frame.sentence_at(observation.start)
    head = frame.folded[sentence.start : observation.start]
    clause = head[max(head.rfind(mark) for mark in _CLAUSE_MARKS) + 1 :]
    if observation.indicator and observation.indicator in clause:
        return "clause"
    return "sentence" if observation.indicator and observation.indicator in sentence.text else "composed"


def _kind(observation: Observation) -> str:
    if observation.measure == "change":
        return "change"
    return "count" if dimension(observation.unit) in ("count", "") else "measure"


def _length_factor(indicator: str) -> float:
    table = lexicon("confidence")
    if not indicator:
        return float(table["missing"]["indicator"])
    if len(indicator) <= table["length"]["short_up_to"]:
        return float(table["length"]["short"])
    return float(table["length"]["long"]) if len(indicator) >= table["length"]["long_from"] else 1.0
