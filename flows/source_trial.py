"""Trying a source out: a sample of its inputs, parsed, without Prefect, without the lake, nothing written.

Takes a declared source, gives a :class:`Trial`: what became of each input, and what is to be mended.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from flows.sources.declarations import DeclaredSource
from flows.sources.discover import discover
from transforms.articles.bounds import Measures, breaches, measure, suggest
from transforms.articles.inputs import Input, Rejection
from transforms.articles.parse import parse
from transforms.records import Article

SAMPLE = 50
_NEEDS_NETWORK = ("http://", "https://", "s3://")
_ADVICE = {
    "unreachable": "check `locations`: paths start from the folder of source.toml",
    "missing-column": "name the column in [table]: text = …",
    "unknown-format": "say the format: [files] format = …, or [table] format = …",
    "no-text": "check [html] body: the selector has to match the element that holds the paragraphs",
    "undecodable": "declare the encoding: encoding = …",
    "too-short": "lower bounds.min_body_length if articles may be that short",
    "out-of-range": "check `since` and `until`",
    "archive-too-large": "raise [limits] if the archive is to be trusted",
    "too-large": "raise limits.max_bytes if inputs may be that large",
    "unsafe-address": "set [fetch] allow_private = true if the address is yours",
}


@dataclass(slots=True)
class Trial:
    """A sample of a source.

    Attributes:
        outcomes: what each input became, in order, with its locator.
        is_whole: whether the sample is all that the source has.
        was_read: False where reading would need the network and that was not wanted.
    """

    declared: DeclaredSource
    outcomes: list[tuple[str, Article | Rejection]] = field(default_factory=list)
    is_whole: bool = True
    was_read: bool = True

    @property
    def articles(self) -> list[Article]:
        """The inputs that became articles."""
        return [outcome for _, outcome in self.outcomes if isinstance(outcome, Article)]

    @property
    def rejects(self) -> list[Rejection]:
        """The inputs that did not."""
        return [outcome for _, outcome in self.outcomes if isinstance(outcome, Rejection)]

    @property
    def measures(self) -> Measures:
        """The sample in numbers."""
        return measure(self.articles, len(self.rejects))

    def problems(self) -> list[str]:
        """What is to be mended before the source is fit to run, one line each; empty if nothing."""
        if not self.was_read:
            return []
        found = []
        if not self.outcomes:
            found.append("nothing found: check `locations`, patterns start from the folder of source.toml")
        elif not self.articles:
            found.append(f"none of {len(self.outcomes)} inputs is an article: {said(self.rejects[0])}")
        for breach in breaches(self.declared.source.bounds, self.measures):
            of_the_whole = breach.bound in {"min_articles", "max_articles"}
            is_told = not self.articles and self.declared.source.bounds.min_articles is None
            if breach.is_fatal and (self.is_whole or not of_the_whole) and not is_told:
                found.append(str(breach))
        return found

    def suggestions(self) -> dict[str, float]:
        """Bounds that this sample would keep, for those that are not declared."""
        if not self.was_read or not self.articles:
            return {}
        bounds = self.declared.source.bounds
        suggested = suggest(self.measures)
        if not self.is_whole:
            suggested.pop("min_articles", None)
        return {name: value for name, value in suggested.items() if name not in bounds.model_fields_set}


def try_source(declared: DeclaredSource, sample: int | None = SAMPLE, *, offline: bool = False) -> Trial:
    """Read and parse a sample of a source.

    Args:
        declared: the source.
        sample: at most so many inputs; all where None.
        offline: read nothing of a source that needs the network.
    """
    trial = Trial(declared)
    if offline and needs_network(declared):
        trial.was_read = False
        return trial
    inputs = discover(declared)
    for given in islice(inputs, sample):
        outcome = parse(given, declared.source) if isinstance(given, Input) else given
        trial.outcomes.append((given.locator, outcome))
    trial.is_whole = sample is None or next(inputs, None) is None
    return trial


def needs_network(declared: DeclaredSource) -> bool:
    """Whether reading a source reaches beyond this machine."""
    links = declared.source.kind in {"sitemap", "listing"} or (
        declared.source.kind == "feed" and declared.source.pages.full_text
    )
    return links or any(location.startswith(_NEEDS_NETWORK) for location in declared.source.locations)


def said(reject: Rejection) -> str:
    """A rejection in one line, with what to do about it where that is known."""
    advice = _ADVICE.get(reject.reason)
    detail = f" ({reject.detail})" if reject.detail else ""
    return f"{reject.locator}: {reject.reason}{detail}" + (f"; {advice}" if advice else "")
