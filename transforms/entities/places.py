"""The places table of an article: takes a frame, gives every place it names, once each.

Divisions bear their full administrative name and GB/T 2260 code; towns, zones, regions, rivers and foreign places
bear a name only. Words for the whole world are no places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.entities import foreign_places
from transforms.entities.organisation_words import words_of_bodies
from transforms.frame import Frame
from transforms.language import divisions
from transforms.language.places import Mention
from transforms.records import Place

# Natural features that the tagger knows as places, by their last character (永定河, 四川盆地, 亚丁湾).
_FEATURE = re.compile(r"[^\W\d_]{1,6}(?:[江河湖岛湾山]|海峡|盆地|平原|高原|山脉|群岛|半岛|沙漠|运河)")
_POINTS = frozenset(("东北", "西北", "东南", "西南"))
_NO_FEATURE = re.compile(
    r"[大小两各多长古山高碧千万江城入登沿].?[江河湖海岛湾山]|江河.*|.*[秀千万].?山|金山|河山|火山|矿山"
)


def find(frame: Frame) -> list[Place]:
    """Every place that the article names, in the order of first mention.

    Args:
        frame: the article.

    Returns:
        One record a place; its spans are all its mentions, its name the first one as written.
    """
    found: dict[str, Place] = {}
    year = frame.published.year if frame.published else divisions.FOREVER
    for mention in sorted([*frame.places, *_features(frame), *foreign_places.find(frame)]):
        if mention.kind == "world" or mention.name.endswith("主产区") or mention.name in words_of_bodies().full:
            continue  # a sort of region (夏粮主产区), on no map; 欧盟 is a body
        if frame.folded[mention.start : mention.start + 2] in _POINTS and _is_no_region(frame, mention):
            continue
        divided = mention.kind == "division"
        canonical = divisions.full_name(mention.code, year) if divided else mention.name
        name = frame.text[mention.start : mention.end]
        place = found.setdefault(canonical, Place(name, canonical, mention.code if divided else ""))
        place.spans.append((mention.start, mention.end))
    return list(found.values())


def _is_no_region(frame: Frame, mention: Mention) -> bool:
    """Whether a point of the compass is none of China's regions: 美国|东北地区, 台岛|西南、东南空域."""
    around = frame.folded[max(0, mention.start - 1) : mention.start] + frame.folded[mention.end : mention.end + 3]
    if any(m.end == mention.start and m.kind in ("country", "foreign") for m in frame.places):
        return True
    return any(point in around for point in _POINTS)


def _features(frame: Frame) -> Iterator[Mention]:
    """Rivers, mountains and islands that no lexicon holds but the tagger calls places."""
    for sentence in frame.sentences:
        taken = frame.places_in(sentence)
        for word in sentence.words:
            if word.tag != "ns" or len(word.text) < 3 or not _FEATURE.fullmatch(word.text):
                continue
            if _NO_FEATURE.fullmatch(word.text) or any(m.start < word.end and word.start < m.end for m in taken):
                continue
            yield Mention(word.start, word.end, word.text, "", "region")
