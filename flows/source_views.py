"""How sources, articles and what is to be mended look in the terminal: takes values, prints them, reads nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.source_trial import Trial, said
from transforms.records import Article, Reading


def show_article(console: Console, article: Article, paragraphs: int = 6) -> None:
    """The parsed article: its metadata, its sections and the start of its text."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name, value in _article_fields(article):
        table.add_row(name, value or Text("—", style="dim"))
    console.print(table)
    lines = [line for line in article.text.split("\n") if line.strip()]
    for line in lines[:paragraphs]:
        console.print(Text(f"  {line if len(line) <= 120 else line[:119] + '…'}", style="dim"))
    if len(lines) > paragraphs:
        console.print(Text(f"  … {len(lines) - paragraphs} more lines", style="dim"))


def _article_fields(article: Article) -> list[tuple[str, str]]:
    authors = [
        f"{name}（{role}）" if role else name for name, role in zip(article.authors, article.author_roles, strict=False)
    ]
    day = f"{article.published_on} (from {article.published_basis})" if article.published_on else ""
    return [
        ("title", article.title),
        ("subtitle", article.subtitle),
        ("authors", "、".join(authors)),
        ("publisher", article.publisher),
        ("published", day),
        ("place", article.default_place),
        ("sections", " · ".join(section.title for section in article.sections)),
        ("locator", article.locator),
        ("url", article.url or ""),
        ("length", f"{len(article.text):,} characters"),
    ]


def show_observations(console: Console, reading: Reading) -> None:
    """The observations of an article, as a table."""
    table = Table(title=f"{len(reading.observations)} observations", title_justify="left", box=None, pad_edge=False)
    for heading in ("quote", "value", "unit", "indicator", "subject", "period", "status"):
        table.add_column(heading, overflow="fold", justify="right" if heading == "value" else "left")
    for each in reading.observations:
        quote = reading.article.text[each.start : each.end]
        value = f"{each.value:,.10g}" + (f"–{each.value_high:,.10g}" if each.value_high is not None else "")
        table.add_row(*map(Text, (quote, value, each.unit, each.indicator, each.subject, each.period, each.status)))
    console.print(table)


def show_trial(console: Console, trial: Trial) -> bool:
    """What a check found; True if nothing is to be mended."""
    source_id = trial.declared.source_id
    problems = trial.problems()
    mark = "[red]✗[/red]" if problems else "[green]✓[/green]"
    console.print(f"{mark} [bold]{source_id}[/bold]  {_counts(trial)}", highlight=False)
    for problem in problems:
        console.print(Text(f"    {problem}", style="red"), soft_wrap=True)
    rejects = trial.rejects if trial.articles else []  # where all are rejects, the problem says it
    for reason, count in Counter(reject.reason for reject in rejects).most_common():
        first = next(reject for reject in trial.rejects if reject.reason == reason)
        console.print(Text(f"    {count} × {said(first)}", style="dim"), soft_wrap=True)
    if not problems and (suggested := trial.suggestions()):
        values = ", ".join(f"{name} = {value:g}" for name, value in suggested.items())
        console.print(Text(f"    bounds that this sample keeps with room: {values}", style="dim"), soft_wrap=True)
    return not problems


def _counts(trial: Trial) -> str:
    if not trial.was_read:
        return "declaration is right; not tried, it needs the network: shushuo source preview does"
    found = trial.measures
    sample = "" if trial.is_whole else f", the first {len(trial.outcomes)} inputs"
    counted = f"{_number(found.articles, 'article')}, {_number(found.rejects, 'reject')}"
    return f"{counted}, {found.dated} dated, {found.authored} with authors{sample}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def show_problems(console: Console, source_id: str, problems: Iterable[str]) -> None:
    """What is wrong with a declaration, one line each."""
    console.print(f"[red]✗[/red] [bold]{source_id}[/bold]", highlight=False)
    for problem in problems:
        console.print(Text(f"    {problem}", style="red"), soft_wrap=True)


def show_sources(console: Console, rows: Iterable[Mapping[str, Any]], now: datetime) -> None:
    """The declared sources with what the lake has of them."""
    table = Table(box=None, pad_edge=False)
    for heading in ("source", "title", "kind", "articles", "rejects", "newest", "last run", "note"):
        right = heading in {"articles", "rejects"}
        whole = heading not in {"title", "note"}
        table.add_column(heading, justify="right" if right else "left", no_wrap=whole, overflow="ellipsis")
    for row in rows:
        table.add_row(
            Text(row["source_id"], style="bold"),
            row["title"],
            row["kind"],
            f"{row['articles']:,}" if row["articles"] is not None else "—",
            f"{row['rejects']:,}" if row["rejects"] is not None else "—",
            str(row["newest"] or "—"),
            _ago(row["last_run"], now),
            Text(row["note"].partition(":")[0] if row["note"].startswith("disabled") else row["note"], style="dim"),
        )
    console.print(table)


def _ago(moment: datetime | None, now: datetime) -> str:
    """How long ago something was: 3 h ago, 12 d ago."""
    if moment is None:
        return "never"
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 48 * 60 else f"{minutes // 1440} d ago"
