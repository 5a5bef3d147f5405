"""What the tests of faults counted: takes their tallies, gives one table of them all.

Each process of tests leaves its tally as a file of JSON in the folder that SHUSHUO_TALLY names, so that parts which ran
beside each other are counted together: ``python tally.py FOLDER`` prints the table and what was noted.
"""

import json
import os
import sys
from pathlib import Path

Rows = dict[str, list[int]]


def leave(rows: Rows, notes: list[str], folder: Path) -> None:
    """Leave what one process counted (tried, survived, rows lost, doubled) and noted."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{os.getpid()}.json").write_text(json.dumps([rows, notes], ensure_ascii=False), encoding="utf-8")


def left(folder: Path) -> tuple[Rows, list[str]]:
    """What all processes left."""
    rows: Rows = {}
    notes: list[str] = []
    for file in sorted(folder.glob("*.json")):
        counted, noted = json.loads(file.read_text(encoding="utf-8"))
        for name, numbers in counted.items():
            rows[name] = [a + b for a, b in zip(rows.get(name, [0] * 4), numbers, strict=True)]
        notes += noted
    return rows, notes


def lines(rows: Rows, notes: list[str]) -> list[str]:
    """The table, its sum and the notes below it."""
    total = [sum(column) for column in zip(*rows.values(), strict=True)] if rows else []
    table = [f"{'fault':52} {'tried':>6} {'survived':>9} {'rows lost':>10} {'doubled':>8}"] if rows else []
    for name, (tried, survived, lost, doubled) in [*sorted(rows.items()), *([("all", total)] if rows else [])]:
        table.append(f"{name:52} {tried:6} {survived:9} {lost:10} {doubled:8}")
    return [*table, *notes]


if __name__ == "__main__":
    print("\n".join(lines(*left(Path(sys.argv[1])))))
