"""Initiatives in an article: takes a frame and its observations, gives each with kind, owner and what is said of it.

Names come from ``initiative_names``, owners from ``initiative_owners``. An observation hangs on the initiative
whose passage states it: the words from the name to the end of the sentence or the next initiative, a count
right in front of the name (8套反制系统), and following sentences that go on with its results (截至目前，已…).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from transforms.entities import initiative_names, people
from transforms.entities.initiative_owners import Owners
from transforms.entities.initiative_patterns import Introduction
from transforms.frame import Frame
from transforms.language.lexicons import lexicon
from transforms.records import Initiative, Observation

_QUOTES = str.maketrans("", "", "“”‘’「」")
_RESULTS = re.compile(r"(?:截至|目前|现在|如今|已|共|累计|该|这一|行动(?:中|期间|开展)|活动期间|其中|平均|日均)")
_NEAR = 12


def find(frame: Frame, observations: list[Observation]) -> list[Initiative]:
    """Every initiative that the article names, in the order of first mention.

    Args:
        frame: the article.
        observations: its observations; `Initiative.observations` are indexes into this list.

    Returns:
        One record an initiative; `spans` are all places where its name stands.
    """
    introductions = initiative_names.find(frame)
    if not introductions:
        return []
    owners = Owners(frame, people.find(frame), introductions)
    found = []
    groups = _grouped(introductions)
    for name, group in sorted(groups.items(), key=lambda pair: pair[1][0].start):
        initiative = Initiative(name, kind=_kind(name), owner=owners.of(group))
        alone = sum(_core(other) == _core(name) for other in groups) == 1
        initiative.spans = _mentions(frame.folded, _core(name) if alone else name, group)
        initiative.place_code = _place_code(frame, initiative.owner)
        found.append(initiative)
    found.sort(key=lambda initiative: initiative.spans[0])
    _hang(frame, found, observations)
    return found


def _grouped(introductions: list[Introduction]) -> dict[str, list[Introduction]]:
    """Introductions by name; a core in quotation marks alone belongs to the name that holds it."""
    groups: dict[str, list[Introduction]] = {}
    for item in sorted(introductions, key=lambda item: -len(item.name)):
        core = item.name.translate(_QUOTES)
        known = next((name for name in groups if _same(core, name)), None)
        groups.setdefault(known or item.name, []).append(item)
    return {name: sorted(group, key=lambda item: item.start) for name, group in groups.items()}


def _same(core: str, name: str) -> bool:
    """Whether a core names the same as a longer name: 最多跑一次 and “最多跑一次”改革."""
    inner = re.match("“(?P<inner>[^”]*)”", name)
    return core == name.translate(_QUOTES) or (inner is not None and inner["inner"] == core)


def _kind(name: str) -> str:
    return next((kind for ending, kind in _kinds() if name.translate(_QUOTES).endswith(ending)), "programme")


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, str], ...]:
    kinds = lexicon("initiatives")["kinds"]
    return tuple(sorted(((e, k) for k, endings in kinds.items() for e in endings), key=lambda pair: -len(pair[0])))


def _core(name: str) -> str:
    """The words by which a name is called again: those in quotation marks, else all."""
    inner = re.search("“(?P<inner>[^”]*)”", name)
    return inner["inner"] if inner else name


def _mentions(text: str, core: str, group: list[Introduction]) -> list[tuple[int, int]]:
    """Where the name stands: its introductions, and every other place that writes its core."""
    spans = {(item.start, item.end) for item in group}
    for match in re.finditer(re.escape(core), text):
        if not any(start <= match.start() < end for start, end in spans):
            spans.add(match.span())
    return sorted(spans)


def _place_code(frame: Frame, owner: str) -> str:
    """The code of the place that the owner's name begins with, as the article means it."""
    written = ((frame.folded[mention.start : mention.end], mention) for mention in frame.places if mention.code)
    fitting = [mention for text, mention in written if owner.startswith((text, mention.name))]
    return max(fitting, key=lambda mention: mention.end - mention.start).code if fitting else ""


def _hang(frame: Frame, initiatives: list[Initiative], observations: list[Observation]) -> None:
    """Give each observation to the initiative whose passage states it."""
    mentions = sorted((start, end, number) for number, item in enumerate(initiatives) for start, end in item.spans)
    starts = [start for start, _, _ in mentions]
    for index, observation in enumerate(observations):
        if observation.subject_kind == "person":
            continue
        number = _passage(frame, mentions, starts, observation)
        if number is not None:
            initiatives[number].observations.append(index)


def _passage(
    frame: Frame, mentions: list[tuple[int, int, int]], starts: list[int], observation: Observation
) -> int | None:
    """The initiative in whose passage an observation stands, or None."""
    text, at = frame.folded, observation.start
    after = bisect_left(starts, at)
    if after < len(mentions):
        start, _, number = mentions[after]
        if 0 <= start - observation.end <= _NEAR and not re.search("[，。；：、\n]", text[observation.end : start]):
            return number  # 8套反制系统
    if not after:
        return None
    _, end, number = mentions[after - 1]
    between = text[end:at]
    if "\n" in between:
        return None
    sentences = re.split("(?<=[。！？；])", between)
    if all(_RESULTS.match(sentence.lstrip("”")) for sentence in sentences[1:] if sentence.strip("”")):
        return number
    return None
