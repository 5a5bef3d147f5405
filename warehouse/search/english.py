"""English questions: takes a question, gives what Chinese text says for its English words.

Names of places stand in ``english_places.csv`` and words in ``english_words.csv``; both are for people to extend. What
neither has (GDP, C919) stays as it is: texts and the names of registered indicators have English words too.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

_LONGEST = 4  # words of a name
_WORD = r"(?<!\w)[A-Za-zÀ-ž][A-Za-zÀ-ž0-9'’-]*(?![^\W\d_\u3400-\u9fff])"
_RUN = re.compile(rf"{_WORD}(?: +{_WORD})*")


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = (
    re.compile(rf"\b{_MONTH},? +(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),  # May 2024
    re.compile(rf"\b(?P<year>(?:19|20)\d\d) +{_MONTH}(?![a-z])", re.IGNORECASE),  # 2024 May
)
_QUARTERS = (
    re.compile(r"\bQ(?P<quarter>[1-4]),? *(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),  # Q1 2024
    re.compile(r"\b(?P<year>(?:19|20)\d\d) *Q(?P<quarter>[1-4])\b", re.IGNORECASE),  # 2024Q1
)


def chinese(question: str) -> str:
    """The question with its English words and dates replaced by Chinese ones, as far as they are known."""
    return _RUN.sub(lambda run: f" {' '.join(_translated(_words(run.group())))} ", _dated(question))


def _dated(question: str) -> str:
    """The question with English dates put into Chinese."""
    for pattern in _DATES:
        question = pattern.sub(lambda date: f"{date['year']}年{_MONTHS.index(date['month'].lower()) + 1}月", question)
    for pattern in _QUARTERS:
        question = pattern.sub(lambda date: f"{date['year']}年{'一二三四'[int(date['quarter']) - 1]}季度", question)
    return question


def english(question: str) -> str:
    """The English words of a question that name no place and are not idle, for names of indicators."""
    kept: list[str] = []
    for run in _RUN.findall(_dated(question)):
        for phrase, _ in _phrases(_words(run)):
            kept += [] if phrase in _places() else [phrase]
    return " ".join(kept)


def _words(run: str) -> list[str]:
    words = run.replace("’", "'").lower().split()
    return [word for word in words if _dictionary().get(word) != ""]


def _translated(words: list[str]) -> list[str]:
    return [phrase if meaning is None else meaning for phrase, meaning in _phrases(words)]


def _phrases(words: list[str]) -> list[tuple[str, str | None]]:
    """The words as the longest phrases that are known, each with its Chinese, and single words with None."""
    found: list[tuple[str, str | None]] = []
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST, len(words) - position), 0, -1):
            phrase = " ".join(words[position : position + length])
            meaning = _places().get(phrase) or _dictionary().get(phrase)
            if meaning or length == 1:
                found.append((phrase, meaning))
                position += length
                break
    return found


@cache
def _places() -> dict[str, str]:
    return _read("english_places.csv")


@cache
def _dictionary() -> dict[str, str]:
    return _read("english_words.csv")


def _read(name: str) -> dict[str, str]:
    """English to Chinese, "" for idle words; what stands in several lines means all of them."""
    lines = (resources.files("warehouse.search") / name).read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        found[row["english"]] = f"{found.get(row['english'], '')} {row['chinese']}".strip()
    return found
