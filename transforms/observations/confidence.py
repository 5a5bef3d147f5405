"""Station confidence: takes finished observations, says how sure each is and names the rule that made it.

The confidence is the share of annotated observations of the same shape that were right
(``lexicons/confidence.toml``); the rule joins how the quantity was recognised and where its indicator came
from: ``percent+clause`` for 破案率达81.8%.
"""

from __future__ import annotations

import re

from transforms.frame import Frame
from transforms.language.lexicons import lexicon
from transforms.language.units import dimension
from transforms.records import Observation

_CLAUSE_MARK = re.compile(r"[，；：。\n]")


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `confidence` and complete `rule` of every observation, in place."""
    table = lexicon("confidence")
    genre = "report" if any(word in frame.title for word in table["genre"]["report"]) else "news"
    for observation in observations:
        place = _place(frame, observation)
        observation.rule = f"{observation.rule}+{place}"
        share = table["share"][genre][place][_kind(observation)]
        observation.confidence = round(share * _length_factor(observation.indicator), 3)


def _place(frame: Frame, observation: Observation) -> str:
    """Where the words of the indicator stand: clause, sentence or composed."""
    indicator, text = observation.indicator, frame.folded
    if not indicator:
        return "composed"
    sentence = frame.sentence_at(observation.start)
    last = text.rfind(indicator, sentence.start, observation.start)
    if last >= 0 and not _CLAUSE_MARK.search(text, last, observation.start):
        return "clause"
    return "sentence" if indicator in sentence.text else "composed"


def _kind(observation: Observation) -> str:
    if observation.measure == "change":
        return "change"
    return "count" if dimension(observation.unit) in ("count", "") else "measure"


def _length_factor(indicator: str) -> float:
    """Less for a short indicator (时间, 总投资) and for one so long that it may hold too much."""
    table = lexicon("confidence")
    if not indicator:
        return float(table["missing"]["indicator"])
    for bound in ("short", "brief"):
        if len(indicator) <= table["length"][f"{bound}_up_to"]:
            return float(table["length"][bound])
    return float(table["length"]["long"]) if len(indicator) >= table["length"]["long_from"] else 1.0
