"""Short names in full: takes an article, gives for a name the fuller one that the article tells elsewhere.

《论述摘编》 is the tail of a whole title, 第五届进博会 the event that some sentence names at length, 美国佛州 the state
that is spelt out later (美国佛罗里达州). A name without such a mate stays as it is. Characters that reading
makes plainer come back as the article writes them.
"""

from __future__ import annotations

import re
from functools import cached_property

from transforms.frame import Frame
from transforms.observations.subjects.events import EDITIONS, shortens
from transforms.observations.subjects.topic import Topic

_TITLE = re.compile("《[^》\n]{4,60}》")
_SHORT_TITLE = 12  # characters, with the marks
_SHORT_STATE = 6
_FIRST_HAN = "\u4e00"
_FEW, _RARE = 3, 0.01  # rare characters that a text in simplified script may hold; their share
_SAME_START = 3  # 美国佛


class FullNames:
    """The full names of one article."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def of(self, topic: Topic) -> Topic:
        """The topic under its full name."""
        name = topic.name
        if name[0] == "《" and len(name) <= _SHORT_TITLE:
            full = next((title for title in self._titles if len(title) > len(name) and title.endswith(name[1:])), name)
        elif topic.kind == "project" and name[0] == "第":
            full = next((event for event in self._events if len(event) > len(name) and shortens(name, event)), name)
        elif topic.sort == "foreign" and name[-1] == "州" and len(name) <= _SHORT_STATE:
            full = next((state for state in self._states if _spells_out(state, name)), name)
        else:
            return topic
        return topic._replace(name=full)

    @cached_property
    def _titles(self) -> list[str]:
        return _TITLE.findall(self._frame.title) + _TITLE.findall(self._frame.folded)

    @cached_property
    def _events(self) -> list[str]:
        return [match.group() for text in (self._frame.title, self._frame.folded) for match in EDITIONS.finditer(text)]

    @cached_property
    def _states(self) -> list[str]:
        return [mention.name for mention in self._frame.places if mention.kind == "foreign"]


def as_written(topic: Topic, frame: Frame) -> str:
    """A topic's name with the rare characters that the article writes (甪里镇), unless it is in traditional script."""
    given, read = frame.text[topic.start : topic.end], frame.folded[topic.start : topic.end]
    changed = [at for at, character in enumerate(read) if character != given[at] and given[at] >= _FIRST_HAN]
    if not changed or _is_traditional(frame):
        return topic.name
    name = topic.name
    for at in changed:
        name = name.replace(read[at : at + 2], given[at : at + 2])
    return name


def _is_traditional(frame: Frame) -> bool:
    """Whether so many characters are read as plainer ones that the article is in traditional script."""
    pairs = zip(frame.text, frame.folded, strict=True)
    return sum(one != other and one >= _FIRST_HAN for one, other in pairs) > max(_FEW, _RARE * len(frame.text))


def _spells_out(full: str, short: str) -> bool:
    return len(full) > len(short) and full[:_SAME_START] == short[:_SAME_START] and shortens(short, full)
