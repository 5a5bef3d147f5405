"""The records that travel through the transforms: what is read, and what is found in it.

An :class:`Article` goes in; a :class:`Reading` (the article and everything found in it) comes out.
All spans are half-open ``[start, end)`` in Unicode code points of ``Article.text``, exactly as stored.
Field meanings follow the observation specification; table columns are declared in ``warehouse/schema``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of an article: its heading, and the span from the heading to the part's end."""

    title: str
    start: int
    end: int


@dataclass(slots=True)
class Article:
    """One article, parsed: what it says (`text`) and what is known about it.

    Attributes:
        article_id: hash of source, locator (or canonical URL); set by ``transforms.articles``.
        source_id: folder name under ``seeds/``.
        locator: path inside the source, or URL, under which the bytes were found.
        author_roles: the role written before each of `authors` (浙江省省长), "" where none is.
        published_on: publication date, or None where nothing tells.
        published_basis: ``metadata``, ``body``, ``file`` or ``none``: where `published_on` came from.
        default_place: the source's (or the title's) own place by full administrative name, or "".
        text: the stored text; every span counts its code points.
        content_sha256: hash of the bytes the article was read from.
    """

    text: str
    title: str = ""
    subtitle: str = ""
    article_id: str = ""
    source_id: str = ""
    locator: str = ""
    url: str | None = None
    authors: list[str] = field(default_factory=list)
    author_roles: list[str] = field(default_factory=list)
    publisher: str = ""
    published_on: date | None = None
    published_basis: str = "none"
    language: str = "zh"
    default_place: str = ""
    sections: list[Section] = field(default_factory=list)
    content_sha256: str = ""


@dataclass(slots=True)
class Observation:
    """One quantity that an article states; stations of ``transforms.observations`` fill it in turn.

    Attributes:
        value: multipliers folded in; a change is signed; 成 and 分之 are in percent.
        value_high: upper end of a range, else None.
        unit: as written, without multiplier; "" where a number stands bare.
        modifier: ``exact``, ``about``, ``over`` or ``under``.
        measure: ``level`` or ``change``.
        status: ``actual`` or ``target``.
        statistic: the aggregation that defines it (人均, 日均, 累计, 平均, 最高 …), or "".
        comparison: what a change is measured against (同比, 环比, 较2015年 …), or "".
        subject_kind: ``place``, ``organisation``, ``person``, ``project`` or "".
        place_code: GB/T 2260 code of the subject's place, or "".
        period: ``YYYY[-MM[-DD]]`` or ``start/end`` (either end may be empty), or "".
        period_basis: which words gave the period (去年, 截至目前 …), or "".
        before: index, in the article's list, of the *before* value of a 从A到B pair, or None.
        confidence: between 0 and 1.
        rule: name of the rule that recognised the quantity.
    """

    start: int
    end: int
    value: float
    unit: str
    value_high: float | None = None
    modifier: str = "exact"
    measure: str = "level"
    status: str = "actual"
    statistic: str = ""
    comparison: str = ""
    indicator: str = ""
    subject: str = ""
    subject_kind: str = ""
    place_code: str = ""
    period: str = ""
    period_basis: str = ""
    speaker: str = ""
    speaker_role: str = ""
    before: int | None = None
    confidence: float = 0.0
    rule: str = ""


@dataclass(slots=True)
class Person:
    """A person in an article. `roles` are full (浙江省公安厅常务副厅长); `spans` are where the name stands."""

    name: str
    roles: list[str] = field(default_factory=list)
    organisation: str = ""
    place_code: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    speaks: bool = False


@dataclass(slots=True)
class Organisation:
    """A body in an article: `name` as written, `canonical` resolved (省公安厅 → 浙江省公安厅)."""

    name: str
    canonical: str = ""
    place_code: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Place:
    """A place in an article: `name` as first written, `canonical` in full, `code` by GB/T 2260 or ""."""

    name: str
    canonical: str = ""
    code: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Initiative:
    """A named programme, system, reform, platform or campaign.

    Attributes:
        kind: ``system``, ``platform``, ``reform``, ``programme``, ``campaign``, ``mechanism`` or ``project``.
        owner: the body that runs it, as named in the article, or "".
        observations: indexes of the observations that its passage states.
    """

    name: str
    kind: str = ""
    owner: str = ""
    place_code: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    observations: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Quotation:
    """Who said what: `[start, end)` covers the words said; `verb` is the verb of saying, or ""."""

    speaker: str
    role: str
    verb: str
    start: int
    end: int
    direct: bool


@dataclass(slots=True)
class Reading:
    """An article and everything that was read from it."""

    article: Article
    observations: list[Observation] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
