"""Places in a text: takes folded text, gives every place it names with its full name and GB/T 2260 code.

One pass of an automaton over all names of places (``language.place_names``); then each hit is judged in
order: adjacent names are one chain (浙江|湖州|安吉县), names that several divisions bear are resolved by the
chain, the places named before and the article's own place, and short names that are ordinary words are left alone.

``frame.places`` holds the mentions of an article; :func:`find` serves any other text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from operator import itemgetter
from typing import NamedTuple

from transforms.language import divisions
from transforms.language.place_names import place_names
from transforms.language.place_parts import FOREIGN_PART, TOWN, ZONE
from transforms.language.words import Word, words

_START, _END = itemgetter(Word._fields.index("start")), itemgetter(Word._fields.index("end"))
_RECENT = 3  # divisions named before, whose provinces vouch for a county's short name (安徽…霍邱)


class Mention(NamedTuple):
    """A place where a text names it: ``[start, end)``.

    Attributes:
        start: first character.
        end: one past the last.
        name: what a subject bears: the written chain in full (浙江湖州安吉县 → 浙江省湖州市安吉县), a bare
            name by :func:`divisions.full_name` (江干区 → 杭州市江干区).
        code: GB/T 2260 code of the division, of the one that holds it for a town; "" elsewhere.
        kind: ``division``, ``town`` (镇, 乡, 村 below a division), ``zone`` (新区, 开发区), ``country``,
            ``foreign``, ``region`` or ``world``.
    """

    start: int
    end: int
    name: str
    code: str
    kind: str


def find(
    text: str,
    words_at: Callable[[int], list[Word]] | None = None,
    year: int = divisions.FOREVER,
    home: str = "",
) -> list[Mention]:
    """Every place that `text` names, in order.

    Args:
        text: folded text.
        words_at: gives the words around a position (their offsets are those of `text`); by default the
            text is cut when first needed.
        year: the year of publication, for divisions that came and went.
        home: code of the article's own place, for names that several divisions bear.

    Returns:
        Mentions that do not overlap; an article's mentions of one division bear one name.
    """
    known = place_names()
    hits = known.automaton.find_matches_as_indexes(text)
    if not hits:
        return []
    reader = _Reader(text, words_at, year, home)
    for index, start, end in hits:
        reader.take(known.patterns[index], start, end)
    return reader.mentions()


def is_report(title: str) -> bool:
    """Whether a title announces a government's work report, which speaks of its own place throughout."""
    return _REPORT.search(title) is not None


def home_code(default_place: str, title: str = "") -> str:
    """The code of the place that an article is about as a whole, or "".

    It is the source's own place, or the one whose report the title announces (2026年四川省人民政府工作报告).
    """
    match = _REPORT.search(title)
    for name in (default_place, match["place"] if match else ""):
        mentions = find(name) if name else []
        if mentions and mentions[-1].code:
            return mentions[-1].code
    return ""


_REPORT = re.compile(r"(?P<place>[^\W\d_]{2,12}?[省市区县州盟旗])(?:\d{4}年)?(?:人民)?政府工作报告")


# 东部、中部、西部地区 are three regions; the 东部 of another country or of a province is none.
_PARTS_OF_THE_COUNTRY = frozenset(("东部", "中部", "西部"))
_ROW_OF_PARTS = re.compile("(?:[、和及与](?:东部|中部|西部|东北))+地区")

_STATE_BODIES = ("政府", "国防部", "财政部", "外交部", "商务部", "国务院", "司法部", "能源部", "农业部", "劳工部")


class _Reader:
    """Judges the hits of one text in order."""

    def __init__(self, text: str, words_at: Callable[[int], list[Word]] | None, year: int, home: str) -> None:
        self.text, self.year, self.home = text, year, home
        self._words_at = words_at or (lambda _: self._own_words)
        self._found: list[Mention] = []
        self._seen: dict[str, None] = {}  # codes named so far, the latest last
        self._known = place_names()
        self._cut: list[Word] | None = None

    @property
    def _own_words(self) -> list[Word]:
        if self._cut is None:
            self._cut = words(self.text)
        return self._cut

    def take(self, name: str, start: int, end: int) -> None:
        """Judge one hit; keep it if it names a place."""
        if self._found and start != self._found[-1].end:
            self._extend()
        if self._found and start < self._found[-1].end:
            return
        other = self._known.others.get(name)
        before = self._found[-1] if self._found and self._found[-1].end == start else None
        above = before.code if before and before.kind == "division" else ""
        code = self._division(name, start, end, above, plain=other is None)
        if code and before and before.code == code:
            return  # 安宁市|安宁镇: the town's name, not the city's again
        if code:
            self._keep_division(code, start, end, before if above and divisions.within(code, above) else None)
        elif name in _PARTS_OF_THE_COUNTRY:
            if _ROW_OF_PARTS.match(self.text, end):
                self._keep_other(other or ("", ""), start, end, before)
        elif name == "中东部" and before:
            pass  # 云南|中东部: a part of it
        elif other and other[1] != "none" and (len(name) > 2 or self._aligned(start, end)):
            self._keep_other(other, start, end, before)

    def mentions(self) -> list[Mention]:
        """What was kept; each division under the fullest name that the text gives it."""
        if self._found:
            self._extend()
        fullest: dict[str, str] = {}
        for mention in self._found:
            if mention.kind == "division" and len(mention.name) > len(fullest.get(mention.code, "")):
                fullest[mention.code] = mention.name
        fuller = (fullest[m.code] if m.kind == "division" else m.name for m in self._found)
        return [m if name == m.name else m._replace(name=name) for m, name in zip(self._found, fuller, strict=True)]

    def _division(self, name: str, start: int, end: int, above: str, *, plain: bool) -> str:
        """The code of the division that the hit names, or ""."""
        bearers = divisions.named(name, self.year)
        if not bearers:
            return ""
        inside = [code for code in bearers if above and divisions.within(code, above) and code != above]
        if above and not inside and name.endswith("县"):
            inside = self._autonomous(name[:-1], above)
        full = divisions.name_of(bearers[0], self.year) == name and len(name) > 2
        if full and name not in self._known.generic:
            if not (above or self._starts_word(start)):
                return ""  # 新|增城市|公园
            if self.text[end : end + 1] in ("域", "场", "块") and not self._aligned(start, end):
                return ""  # 面向东方市场, 天山区域
            return inside[0] if inside else self._choose(bearers, certain=False)
        if inside:
            return inside[0] if self._may_follow(name, inside[0], start, end) else ""
        return self._by_short_name(name, bearers, start, end) if plain else ""

    def _autonomous(self, stem: str, above: str) -> list[str]:
        """The autonomous county of a division that is called by its stem: 临夏州东乡县, 广西环江县."""
        bearers = (*divisions.named(stem, self.year), *divisions.named(stem + "族", self.year))
        inside = (code for code in bearers if divisions.within(code, above) and code != above)
        return [code for code in inside if divisions.name_of(code, self.year).endswith("自治县")]

    def _may_follow(self, name: str, code: str, start: int, end: int) -> bool:
        """Whether a short name right after its parent's is meant: 江苏太仓, but not the county in 湖北公安机关."""
        if name in self._known.generic:
            return True
        county = not code.endswith("00")
        return self._aligned(start, end) and not (county and name in self._known.ordinary)

    def _by_short_name(self, name: str, bearers: tuple[str, ...], start: int, end: int) -> str:
        """The division that a short name means when it stands alone, or ""."""
        lexicon = self._known
        if name in lexicon.ordinary or name in lexicon.generic or not self._aligned(start, end):
            return ""
        if bearers[0].endswith("00") or name in lexicon.well_known:
            return self._choose(bearers, certain=True)
        recent = {code[:2] for code in list(self._seen)[-_RECENT:]} | {self.home[:2]}
        return next((code for code in bearers if code in self._seen or code[:2] in recent), "")

    def _choose(self, bearers: tuple[str, ...], *, certain: bool) -> str:
        """One of several bearers: below the article's own place, or near what was named before."""
        if len(bearers) == 1:
            return bearers[0]
        if self.home:
            for code in bearers:
                if divisions.within(code, self.home) and code != self.home:
                    return code
        if certain or bearers[0][4:] == "00":
            return bearers[0]
        for seen in reversed(self._seen):
            for code in bearers:
                if code == seen or (seen[2:] != "0000" and divisions.within(code, seen)):
                    return code
        return next((c for s in reversed(self._seen) for c in bearers if c[:2] == s[:2]), "")

    def _keep_division(self, code: str, start: int, end: int, above: Mention | None) -> None:
        own = divisions.name_of(code, self.year)
        name = above.name + own if above else divisions.spoken_name(code, self.year)
        if above:
            start = above.start
            self._found.pop()
        self._seen.pop(code, None)
        self._seen[code] = None
        self._found.append(Mention(start, end, name, code, "division"))

    def _keep_other(self, other: tuple[str, str], start: int, end: int, before: Mention | None) -> None:
        name, kind = other
        if kind == "foreign" and not before and self.text.endswith("首都", 0, start):
            before = next((m for m in self._found[-1:] if m.end == start - 2), None)
        if kind == "foreign" and before and before.kind in ("country", "foreign"):
            country = next((c for c in self._known.countries if name.startswith(c)), "")
            if country and before.name.startswith(country):
                name = before.name + self.text[before.end : start] + name.removeprefix(country)
                start = before.start
                self._found.pop()
        self._found.append(Mention(start, end, name, "", kind))

    def _extend(self) -> None:
        """Let a town, a village or a zone join the division before it."""
        last = self._found[-1]
        if last.kind in ("country", "foreign"):
            self._extend_abroad()
        if last.kind != "division":
            return
        if match := ZONE.match(self.text, last.end):
            name = self.text[last.start : match.end()]
            self._found.append(Mention(last.start, match.end(), name, last.code, "zone"))
            return
        match = TOWN.match(self.text, last.end)
        if match and match.end() > last.end:
            self._found.append(Mention(last.end, match.end(), last.name + match.group(), last.code, "town"))

    def _extend_abroad(self) -> None:
        """A state, city or island after its country: 美国|缅因州, 意大利|兰佩杜萨岛."""
        last = self._found[-1]
        if (match := FOREIGN_PART.match(self.text, last.end)) and self._starts_word(last.end):
            self._found[-1] = Mention(last.start, match.end(), last.name + match.group(), "", "foreign")

    def _aligned(self, start: int, end: int) -> bool:
        """Whether a hit is a word of its own, or half of one made of two places (辽宁沈阳)."""
        cut = self._words_at(start)
        word = _at(cut, start, _START)
        whole = _at(cut, end, _END) is not None
        if word is None:
            return whole and bool(self._found) and self._found[-1].end == start
        if whole:
            return True
        rest = word.text[end - start :]
        if rest.endswith(_STATE_BODIES) and word.text[: end - start] in self._known.countries:
            return True  # 美国|联邦政府, which the tagger takes for one word
        if rest == "地区":
            return word.tag == "ns" and self.text.startswith("生产总值", word.end)  # 海南地区|生产总值
        if word.tag == "nz" and rest and divisions.named(rest):
            return True  # 福建|厦门
        return word.tag == "ns" and bool(rest) and bool(divisions.named(rest) or rest in self._known.others)

    def _starts_word(self, position: int) -> bool:
        return _at(self._words_at(position), position, _START) is not None


def _at(cut: list[Word], position: int, edge: Callable[[Word], int]) -> Word | None:
    """The word that has its start or its end at a position."""
    index = bisect_left(cut, position, key=edge)
    return cut[index] if index < len(cut) and edge(cut[index]) == position else None
