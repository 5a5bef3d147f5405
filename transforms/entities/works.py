"""Works and plans that stand under their full name: takes a frame, gives where each name stands.

A work is named by its place and by what is built (环东湖青山水资源配置工程, 青江灌区现代化改造一期工程); a plan
stands in book marks (《公共机构节能三年行动计划（2023—2025年）》).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from transforms.frame import Frame
from transforms.language.lexicons import lexicon
from transforms.language.words import Word

_WORK = re.compile(
    r"(?:水库|枢纽|电站|配置|[引调供输]水|输电|灌区|改造|治理|修复|整治|航道|通道|隧道|大桥|航运)(?:[一二三]期)?工程"
)
_PLAN = re.compile(r"《(?P<name>[^《》\n]{2,30}?(?:行动计划|行动方案)(?:（[^（）]{4,14}）)?)》")
_LONGEST = 32
_SHORTEST = 7
_JOINING = frozenset("至与和及号湾环跨±")  # 陇东|至|山东, 续建|与|改造


def find(frame: Frame) -> Iterator[tuple[int, int]]:
    """Where works and plans are named in full."""
    for match in _PLAN.finditer(frame.folded):
        yield match.span("name")
    if "工程" not in frame.folded:
        return
    for match in _WORK.finditer(frame.folded):
        start = _start(frame, match.start())
        if match.end() - start >= _SHORTEST and _has_place(frame, start, match.start()):
            yield start, match.end()


def _start(frame: Frame, head: int) -> int:
    """Where the name begins whose last nouns stand at `head`."""
    verbs = lexicon("initiatives")["verbs"]
    stops = {*verbs["doing"], *verbs["making"], *verbs["deepening"], "是", "原因", "之一"}
    start = head
    for word in reversed([word for word in frame.sentence_at(head).words if word.start < head]):
        if (
            head - word.start > _LONGEST
            or word.text in stops
            or not _belongs(word)
            or word.text.endswith(("工程", "项目"))
        ):
            break
        start = word.start
    leading = {*lexicon("initiatives")["words"]["leading"], *lexicon("initiatives")["words"]["generic"]}
    for word in frame.sentence_at(head).words:
        if word.start == start and start < head and (word.text in leading or word.text in _JOINING - {"环", "跨"}):
            start = word.end
    return start


def _belongs(word: Word) -> bool:
    """Whether a word may stand inside the name of a work: nouns, numbers, 至, and verbs such as 续建."""
    if word.text in _JOINING:
        return True
    return word.tag[0] in "nbjmqsg" or word.tag in ("v", "vn", "eng", "a", "an", "i", "l", "zg")


def _has_place(frame: Frame, start: int, end: int) -> bool:
    index = bisect_left(frame.places, start, key=lambda mention: mention.start)
    return index < len(frame.places) and frame.places[index].start < end
