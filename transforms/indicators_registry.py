"""Which registered indicator a written one is: takes the parsed registry, gives ids for names as articles write them.

``seeds/indicators.toml`` is the registry; whoever reads it passes its content to :func:`parse`. A name is looked
up as written, then folded step by step; its unit must measure what the indicator measures, so that a sum of
money and a number of people never share a line. Better no id than a wrong one: nothing is matched by likeness.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

BETTER = ("higher", "lower", "")
_MARKS = re.compile(r"[\s“”\"'‘’「」《》·]+")
# Growth, shares and differences of anything are told in these.
_RELATIVE = ("ratio", "ratio_difference")


class RegistryError(ValueError):
    """The registry contradicts itself; the text says where."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A registered indicator.

    Attributes:
        name: canonical Chinese name.
        name_en: English name.
        topic: the table of the registry in which it stands.
        unit: the unit in which it is usually told, or "".
        dimension: what the unit measures.
        better: ``higher``, ``lower`` or "".
        source: who publishes or defines it, in words.
    """

    indicator_id: str
    name: str
    name_en: str
    topic: str
    unit: str
    dimension: str
    better: str
    source: str
    source_url: str
    aliases: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True)
class Folding:
    """What a name may lose, or be rewritten to, before it is looked up again."""

    leading: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()
    rewrite: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Registry:
    """The indicators, and how names are folded; `identify` answers for one name, `label` for a table."""

    indicators: tuple[Indicator, ...]
    folding: Folding = field(default_factory=Folding)

    def identify(self, name: str | None, dimension: str | None = None) -> str | None:
        """The id of a written indicator, or None where no registered one is meant for sure.

        Args:
            name: the indicator as the article writes it.
            dimension: what its unit measures (``observations.dimension``); None where the unit is not known.
        """
        pair = name, dimension
        if pair not in self._known:
            self._known[pair] = self._find(name, dimension) if name else None
        return self._known[pair]

    def _find(self, name: str, dimension: str | None) -> str | None:
        for form in self._forms(clean(name)):
            for indicator in self._by_name.get(form, ()):
                if _fits(indicator, dimension):
                    return indicator.indicator_id
        for indicator, pattern in self._patterns:
            if _fits(indicator, dimension) and pattern.fullmatch(clean(name)):
                return indicator.indicator_id
        return None

    def label(self, observations: pa.Table) -> pa.Table:
        """The table of observations with its column `indicator_id` filled from `indicator` and `dimension`."""
        columns = (observations[name].to_pylist() for name in ("indicator", "dimension"))
        ids = [self.identify(*pair) for pair in zip(*columns, strict=True)]
        place = observations.schema.get_field_index("indicator_id")
        return observations.set_column(place, observations.schema.field(place), pa.array(ids, pa.string()))

    def rows(self) -> list[dict[str, Any]]:
        """The indicators as rows of the table ``indicators``."""
        return [
            {
                "indicator_id": entry.indicator_id,
                "name": entry.name,
                "name_en": entry.name_en,
                "topic": entry.topic,
                "unit": entry.unit or None,
                "dimension": entry.dimension,
                "better": entry.better or None,
                "aliases": list(entry.aliases),
                "source": entry.source,
                "source_url": entry.source_url or None,
            }
            for entry in self.indicators
        ]

    def _forms(self, name: str) -> Iterable[str]:
        """The name as cleaned, rewritten, and with scope and growth words taken off one after the other."""
        rewritten = self._rewritten(name)
        for form in dict.fromkeys((name, rewritten)):
            yield form
            bare = form
            while (shorter := self._shorter(bare)) != bare:
                bare = shorter
                yield bare
                yield self._rewritten(bare)

    def _rewritten(self, name: str) -> str:
        for written, instead in self._rewrites:
            if written in name and instead not in name:
                name = name.replace(written, instead)
        return name

    def _shorter(self, name: str) -> str:
        for word in self.folding.trailing:
            if name.endswith(word) and len(name) > len(word) + 1:
                return name[: -len(word)]
        for word in self.folding.leading:
            if name.startswith(word) and len(name) > len(word) + 1:
                return name[len(word) :]
        return name

    @cached_property
    def _known(self) -> dict[tuple[str | None, str | None], str | None]:
        """Answers given so far: a lake asks for the same names after every batch of articles."""
        return {}

    @cached_property
    def _rewrites(self) -> list[tuple[str, str]]:
        return [(clean(written), clean(instead)) for written, instead in self.folding.rewrite.items()]

    @cached_property
    def _by_name(self) -> dict[str, list[Indicator]]:
        found: dict[str, list[Indicator]] = {}
        for indicator in self.indicators:
            for name in (indicator.name, *indicator.aliases):
                for form in dict.fromkeys((clean(name), self._rewritten(clean(name)))):
                    found.setdefault(form, []).append(indicator)
        return found

    @cached_property
    def _patterns(self) -> list[tuple[Indicator, re.Pattern[str]]]:
        return [(indicator, pattern) for indicator in self.indicators for pattern in indicator.patterns]


def clean(name: str) -> str:
    """A name without quotation marks and spaces, in half-width capitals: “ｇｄｐ 增速” → GDP增速."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).upper()


def parse(declared: Mapping[str, Any]) -> Registry:
    """The registry that a parsed ``indicators.toml`` declares.

    Raises:
        RegistryError: an entry lacks a field, names an unknown source, or takes another's id or name.
    """
    folding = declared.get("fold", {})
    sources = declared.get("sources", {})
    found: list[Indicator] = []
    for topic, entries in declared.items():
        if topic in ("fold", "sources"):
            continue
        found += [_indicator(topic, indicator_id, entry, sources) for indicator_id, entry in entries.items()]
    registry = Registry(
        tuple(found),
        Folding(tuple(folding.get("leading", ())), tuple(folding.get("trailing", ())), folding.get("rewrite", {})),
    )
    _check(registry)
    return registry


def _indicator(topic: str, indicator_id: str, entry: Mapping[str, Any], sources: Mapping[str, Any]) -> Indicator:
    unknown = set(entry) - {"name", "en", "unit", "dimension", "better", "aliases", "patterns", "source"}
    missing = {"name", "en", "unit", "dimension", "source"} - set(entry)
    if unknown or missing:
        raise RegistryError(f"indicator {indicator_id}: unknown keys {sorted(unknown)}, missing keys {sorted(missing)}")
    if entry["source"] not in sources:
        raise RegistryError(f"indicator {indicator_id}: source {entry['source']} does not stand in [sources]")
    if entry.get("better", "") not in BETTER:
        raise RegistryError(f"indicator {indicator_id}: better is higher, lower, or left out")
    source = sources[entry["source"]]
    try:
        patterns = tuple(re.compile(pattern) for pattern in entry.get("patterns", ()))
    except re.error as error:
        raise RegistryError(f"indicator {indicator_id}: a pattern is no regular expression: {error}") from error
    return Indicator(
        indicator_id,
        entry["name"],
        entry["en"],
        topic,
        entry["unit"],
        entry["dimension"],
        entry.get("better", ""),
        source["name"],
        source.get("url", ""),
        tuple(entry.get("aliases", ())),
        patterns,
    )


def _check(registry: Registry) -> None:
    """Every id once; a name twice only where the dimensions tell its indicators apart."""
    taken: set[str] = set()
    for indicator in registry.indicators:
        if indicator.indicator_id in taken:
            raise RegistryError(f"indicator {indicator.indicator_id} is declared twice")
        taken.add(indicator.indicator_id)
    names: dict[tuple[str, str], str] = {}
    for indicator in registry.indicators:
        for name in {clean(name) for name in (indicator.name, *indicator.aliases)}:
            other = names.setdefault((name, indicator.dimension), indicator.indicator_id)
            if other != indicator.indicator_id:
                raise RegistryError(f"indicators {other} and {indicator.indicator_id} both claim the name {name}")


def _fits(indicator: Indicator, dimension: str | None) -> bool:
    """Whether a value of that dimension can be this indicator's: its own, or growth and shares of it."""
    if dimension is None:
        return indicator.dimension in ("count", *_RELATIVE)  # a counted noun (群众), or a bare ratio
    return dimension == indicator.dimension or dimension in _RELATIVE
