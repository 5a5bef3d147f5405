"""How right the extraction is: annotated and extracted observations in, figures and the wrong cases out.

The measure is that of the annotated sets: an extracted observation is right at the *quantity* level where
its span overlaps the annotated one and value and unit are equal; at the *observation* level where measure,
status, modifier and indicator are right as well; at the *full* level where subject, period, speaker and the
before/after link are right too. Figures come for all, for each field, for each rule, and for confident rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from transforms.agreement import FIELDS, OBSERVATION_FIELDS, OPTIONAL_WHERE_EMPTY, field_agrees, quantity_agrees

Observation = Mapping[str, Any]
Documents = Mapping[str, Sequence[Observation]]

LEVELS = ("quantity", "observation", "full")
CONFIDENT = 0.9


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated and an extracted observation that differ.

    Attributes:
        document: its id.
        wrong: ``missed``, ``spurious``, ``quantity``, or the fields that differ.
        gold: the annotated one; None where it is spurious.
        found: the extracted one; None where it is missed.
    """

    document: str
    wrong: tuple[str, ...]
    gold: Observation | None
    found: Observation | None


@dataclass(slots=True)
class Tally:
    """How many observations were annotated and extracted, and how many are right at each level."""

    gold: int = 0
    found: int = 0
    right: Counter[str] = field(default_factory=Counter)

    def precision(self, level: str) -> float:
        """Share of the extracted ones that are right at a level."""
        return self.right[level] / max(1, self.found)

    def recall(self, level: str) -> float:
        """Share of the annotated ones that are right at a level."""
        return self.right[level] / max(1, self.gold)

    def f1(self, level: str) -> float:
        """Harmonic mean of precision and recall."""
        precision, recall = self.precision(level), self.recall(level)
        return 2 * precision * recall / max(1e-12, precision + recall)


@dataclass(slots=True)
class Evaluation:
    """The figures.

    Attributes:
        documents: how many.
        total: over all documents.
        fields: for each field, how often it was right and how often it counted, on right quantities.
        rules: a tally for each rule; `gold` is 0, since a rule has no recall.
        confident: rows with a confidence of at least :data:`CONFIDENT`.
        cases: all that is wrong, in the order of the documents.
    """

    documents: int = 0
    total: Tally = field(default_factory=Tally)
    fields: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in FIELDS})
    rules: dict[str, Tally] = field(default_factory=dict)
    confident: Tally = field(default_factory=Tally)
    cases: list[Case] = field(default_factory=list)


def evaluate(gold: Documents, found: Documents) -> Evaluation:
    """Compare extracted with annotated observations.

    Args:
        gold: annotated observations by document id, each list in the order of the text.
        found: extracted ones; documents that are not annotated are left out.
    """
    evaluation = Evaluation(documents=len(gold))
    for document, annotated in gold.items():
        _evaluate_document(evaluation, document, annotated, found.get(document, []))
    return evaluation


def _evaluate_document(
    evaluation: Evaluation, document: str, gold: Sequence[Observation], found: Sequence[Observation]
) -> None:
    pairs = pair_up(gold, found)
    for index, annotated in enumerate(gold):
        if annotated.get("optional"):
            continue
        evaluation.total.gold += 1
        if index not in pairs:
            evaluation.cases.append(Case(document, ("missed",), annotated, None))
            continue
        extracted = found[pairs[index]]
        wrong = _wrong(evaluation, annotated, extracted, pairs)
        _count(evaluation, extracted, right=_levels(wrong))
        if wrong:
            evaluation.cases.append(Case(document, tuple(wrong), annotated, extracted))
    paired = set(pairs.values())
    for index, extracted in enumerate(found):
        if index not in paired:
            _count(evaluation, extracted, right=())
            evaluation.cases.append(Case(document, ("spurious",), None, extracted))


def pair_up(gold: Sequence[Observation], found: Sequence[Observation]) -> dict[int, int]:
    """One-to-one pairs of overlapping spans by index: right quantities first, then the larger overlap."""
    candidates = sorted(_overlaps(gold, found), reverse=True)
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, first, second in candidates:
        if -first not in pairs and -second not in used:
            pairs[-first] = -second
            used.add(-second)
    return pairs


def _overlaps(gold: Sequence[Observation], found: Sequence[Observation]) -> Iterator[tuple[bool, int, int, int]]:
    for first, annotated in enumerate(gold):
        for second, extracted in enumerate(found):
            overlap = min(annotated["end"], extracted["end"]) - max(annotated["start"], extracted["start"])
            if overlap > 0:
                yield quantity_agrees(annotated, extracted), overlap, -first, -second


def _wrong(evaluation: Evaluation, gold: Observation, found: Observation, pairs: Mapping[int, int]) -> list[str]:
    """The fields in which a pair differs (``quantity`` alone where value or unit do); counts the fields."""
    if not quantity_agrees(gold, found):
        return ["quantity"]
    wrong = []
    for name in FIELDS:
        agrees = field_agrees(name, gold, found, pairs)
        if not agrees:
            wrong.append(name)
        if not _says_nothing(name, gold, found):
            evaluation.fields[name][0] += agrees
            evaluation.fields[name][1] += 1
    return wrong


def _says_nothing(name: str, gold: Observation, found: Observation) -> bool:
    """Whether a field has nothing to compare: the annotation leaves it open, or neither side has a link."""
    if name == "from":
        return gold.get("from") is None and found.get("from") is None
    return name in OPTIONAL_WHERE_EMPTY and not gold[name]


def _levels(wrong: Sequence[str]) -> tuple[str, ...]:
    if "quantity" in wrong:
        return ()
    if any(name in wrong for name in OBSERVATION_FIELDS):
        return LEVELS[:1]
    return LEVELS[:2] if wrong else LEVELS


def _count(evaluation: Evaluation, found: Observation, right: Sequence[str]) -> None:
    tallies = [evaluation.total, evaluation.rules.setdefault(found.get("rule") or "", Tally())]
    if (found.get("confidence") or 0) >= CONFIDENT:
        tallies.append(evaluation.confident)
    for tally in tallies:
        tally.found += 1
        tally.right.update(right)


def worst_first(cases: Sequence[Case]) -> list[Case]:
    """What costs most first: wrong numbers, then invented ones, missed ones, and fields by how many are wrong."""
    order = {"quantity": 0, "spurious": 1, "missed": 2}
    return sorted(cases, key=lambda case: (order.get(case.wrong[0], 3), -len(case.wrong)))
