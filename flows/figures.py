"""The figures of an evaluation, for the terminal and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from transforms.evaluation import CONFIDENT, LEVELS, Case, Evaluation, Tally, worst_first

_SHOWN_FIELDS = ("value", "value_high", "unit", "modifier", "measure", "status", "indicator", "subject", "period")


def figures(evaluation: Evaluation) -> dict[str, Any]:
    """All figures as plain values, rounded to four places."""
    return {
        "documents": evaluation.documents,
        "gold": evaluation.total.gold,
        "found": evaluation.total.found,
        **{level: _level(evaluation.total, level) for level in LEVELS},
        "fields": {name: round(right / max(1, total), 4) for name, (right, total) in evaluation.fields.items()},
        "confident": {
            "found": evaluation.confident.found,
            **{level: round(evaluation.confident.precision(level), 4) for level in LEVELS},
        },
        "rules": {
            rule: {"found": tally.found, **{level: round(tally.precision(level), 4) for level in LEVELS}}
            for rule, tally in sorted(evaluation.rules.items())
        },
    }


def _level(tally: Tally, level: str) -> dict[str, float]:
    measured = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    return {name: round(measure(level), 4) for name, measure in measured.items()}


def show(evaluation: Evaluation, texts: Mapping[str, str], cases: int) -> None:
    """Print the figures, and the worst cases with the words around them.

    Args:
        evaluation: the figures.
        texts: the documents' texts by id.
        cases: how many cases at most.
    """
    console = Console()
    total = evaluation.total
    console.print(
        f"{evaluation.documents} documents, {total.gold} annotated, {total.found} extracted",
        highlight=False,
        soft_wrap=True,
    )
    console.print(_levels_table(evaluation))
    console.print(_fields_table(evaluation))
    console.print(_rules_table(evaluation))
    for case in worst_first(evaluation.cases)[:cases]:
        _print_case(console, case, texts.get(case.document, ""))


def _table(*headings: str) -> Table:
    table = Table(headings[0], box=None, pad_edge=False, header_style="bold")
    for heading in headings[1:]:
        table.add_column(heading, justify="right")
    return table


def _levels_table(evaluation: Evaluation) -> Table:
    table = _table("level", "precision", "recall", "F1", f"precision where confidence ≥ {CONFIDENT}")
    for level in LEVELS:
        total, sure = evaluation.total, evaluation.confident
        shown = [total.precision(level), total.recall(level), total.f1(level), sure.precision(level)]
        table.add_row(level, *(f"{figure:.3f}" for figure in shown[:3]), f"{shown[3]:.3f} of {sure.found}")
    return table


def _fields_table(evaluation: Evaluation) -> Table:
    table = _table("field", "right", "of")
    for name, (right, total) in sorted(evaluation.fields.items(), key=lambda item: item[1][0] / max(1, item[1][1])):
        table.add_row(name, f"{right / max(1, total):.3f}", str(total))
    return table


def _rules_table(evaluation: Evaluation) -> Table:
    """Rules by how many observations they get wrong: what mending one would gain."""
    table = _table("rule", "extracted", *LEVELS)
    by_loss = sorted(evaluation.rules.items(), key=lambda item: item[1].right["observation"] - item[1].found)
    for rule, tally in by_loss:
        table.add_row(rule or "(none)", str(tally.found), *(f"{tally.precision(level):.3f}" for level in LEVELS))
    return table


def _print_case(console: Console, case: Case, text: str) -> None:
    where = case.gold or case.found or {}
    start, end = where.get("start", 0), where.get("end", 0)
    around = f"…{text[max(0, start - 40) : start]}【{text[start:end]}】{text[end : end + 20]}…".replace("\n", "⏎")
    console.print(
        f"\n[bold]{escape(', '.join(case.wrong))}[/bold]  {escape(case.document)}:{start}",
        highlight=False,
        soft_wrap=True,
    )
    console.print(escape(around), highlight=False, soft_wrap=True)
    for name, side in (("annotated", case.gold), ("extracted", case.found)):
        if side is not None:
            shown = {key: side[key] for key in (*_SHOWN_FIELDS, "speaker", "rule") if side.get(key) not in (None, "")}
            _say(console, f"  {name}: {escape(str(shown))}")


def _say(console: Console, line: str) -> None:
    """One line, however long: wrapped ones cannot be searched."""
    console.print(line, highlight=False, soft_wrap=True)
