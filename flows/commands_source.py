"""``shushuo source new | check | preview | list``: adding sources and looking after them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.messages import MistakeError, RunFailedError

if TYPE_CHECKING:
    from rich.console import Console

    from flows.sources.declarations import DeclaredSource
    from transforms.articles.inputs import Input, Rejection

source_app = typer.Typer(
    name="source",
    help="Add sources, check them, try them out.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.add_typer(source_app)


@source_app.command()
def new(  # noqa: PLR0913, PLR0917 - the options of a command are its arguments
    source_id: Annotated[str, typer.Argument(metavar="ID", help="Small letters, digits, - and _: the folder's name.")],
    location: Annotated[
        list[str] | None, typer.Option(help="Path, pattern or address of the articles, from seeds/ID; may be repeated.")
    ] = None,
    title: Annotated[str, typer.Option(help="The source's name, in its own language.")] = "",
    publisher: Annotated[str, typer.Option(help="Who publishes it.")] = "",
    kind: Annotated[
        str, typer.Option(help="files, table, feed, sitemap, listing or warc; guessed from the location.")
    ] = "",
    place: Annotated[str, typer.Option(help="What 全省, 全市 mean in it, by its full name: 浙江省.")] = "",
    official: Annotated[bool, typer.Option("--official", help="The publisher is a public body or its organ.")] = False,
    column: Annotated[
        list[str] | None, typer.Option(metavar="FIELD=COLUMN", help="Table: which column is which; guessed by name.")
    ] = None,
    body: Annotated[str, typer.Option(metavar="SELECTOR", help="Pages: the element that holds the text.")] = "",
) -> None:
    """Write seeds/ID/source.toml, try it on one sample and show the article that comes out.

    What is not given as an option is asked for.

    [bold]Examples[/bold]

      shushuo source new county-news --location '*.txt' --title 临江新闻 --publisher 临江日报社 --place 浙江省

      shushuo source new reports --location reports.csv --title 工作报告 --publisher 县政府 --column text=正文
    """
    from flows.settings import load_settings
    from flows.source_scaffold import Answers, check_columns, guess_columns, guess_kind, render
    from flows.sources.declarations import FILE_NAME, check_declaration

    folder = load_settings().seeds / source_id
    path = folder / FILE_NAME
    if path.exists():
        raise MistakeError(f"{path} is there already; edit it, then: shushuo source check {source_id}")
    locations = location or [_ask("Where are the articles (path, pattern or address)", "--location", "*.txt")]
    answers = Answers(
        source_id=source_id,
        title=title or _ask("Name of the source", "--title", source_id),
        publisher=publisher or _ask("Publisher", "--publisher", title or source_id),
        locations=locations,
        kind=kind or guess_kind(locations[0]),
        default_place=place,
        official=official,
        columns=check_columns(column or []),
        body=body,
    )
    check_declaration(render(answers).encode(), path)  # before anything is written
    folder.mkdir(parents=True, exist_ok=True)
    if answers.kind == "table":
        answers.columns = {**guess_columns(locations[0], folder), **answers.columns}
    path.write_text(render(answers), encoding="utf-8")
    _try_new(path)


def _try_new(path: Path) -> None:
    """Show the first article of a new source, or what is to be mended."""
    from rich.console import Console

    from flows.source_trial import said, try_source
    from flows.source_views import show_article
    from flows.sources.declarations import read_source

    console = Console()
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    console.print(f"wrote {shown}", soft_wrap=True, markup=False, highlight=False)
    source_id = path.parent.name
    trial = try_source(read_source(path.parent), sample=1)
    if trial.articles:
        show_article(console, trial.articles[0])
        console.print(f"next: shushuo source check {source_id}  ·  shushuo run {source_id}", highlight=False)
        return
    problem = said(trial.rejects[0]) if trial.rejects else "no input found yet"
    console.print(f"no article yet: {problem}", soft_wrap=True, markup=False, highlight=False)
    console.print(f"mend it, then: shushuo source check {source_id}", highlight=False)


def _ask(question: str, option: str, default: str) -> str:
    """Ask in a terminal; elsewhere say which option is missing."""
    if not sys.stdin.isatty():
        raise MistakeError(f"{option} is missing; give it, or run the command in a terminal to be asked")
    return str(typer.prompt(question, default=default))


@source_app.command()
def check(
    source_ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]…", help="All sources by default.")] = None,
    sample: Annotated[int, typer.Option(min=1, help="Inputs of each source to parse.")] = 50,
    everything: Annotated[bool, typer.Option("--all", help="Parse every input.")] = False,
) -> None:
    """Check declarations, files, a sample of articles and bounds, without the network; say what to mend.

    [bold]Examples[/bold]

      shushuo source check

      shushuo source check zjfz --all
    """
    from rich.console import Console

    console = Console()
    right = [_check_one(console, source_id, None if everything else sample) for source_id in _wanted(source_ids or [])]
    if not all(right):
        raise RunFailedError(f"{right.count(False)} of {len(right)} sources need mending")


def _check_one(console: Console, source_id: str, sample: int | None) -> bool:
    from flows.settings import load_settings
    from flows.source_trial import try_source
    from flows.source_views import show_problems, show_trial
    from flows.sources.declarations import DeclarationError, read_source

    try:
        declared = read_source(load_settings().seeds / source_id)
    except DeclarationError as error:
        show_problems(console, source_id, error.problems)
        return False
    trial = try_source(declared, sample, offline=True)
    if declared.source.disabled and trial.problems():
        console.print(f"– [bold]{source_id}[/bold]  disabled: {declared.source.disabled}", highlight=False)
        return True
    return show_trial(console, trial)


def _wanted(source_ids: list[str]) -> list[str]:
    """The ids asked for, or all; an unknown one is a mistake. Declarations are not read: they may be wrong."""
    from flows.settings import load_settings
    from flows.sources.declarations import require_known
    from flows.sources.declarations import source_ids as known_ids

    seeds = load_settings().seeds
    require_known(seeds, source_ids)
    return source_ids or known_ids(seeds)


@source_app.command()
def preview(
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    locator: Annotated[
        str, typer.Argument(metavar="[LOCATOR]", help="Which input, or a part of its name; the first by default.")
    ] = "",
) -> None:
    """Show one parsed article of a source and its observations; nothing is written.

    [bold]Examples[/bold]

      shushuo source preview zjfz

      shushuo source preview gov-work-reports 浙江省
    """
    from rich.console import Console

    from flows.settings import load_settings
    from flows.source_trial import said
    from flows.source_views import show_article, show_observations
    from flows.sources.declarations import find_sources
    from transforms.articles.inputs import Input, Rejection
    from transforms.articles.parse import parse
    from transforms.reading import read

    declared = find_sources(load_settings().seeds, [source_id])[0]
    given = _find_input(declared, locator)
    outcome = parse(given, declared.source) if isinstance(given, Input) else given
    if isinstance(outcome, Rejection):
        raise RunFailedError(said(outcome))
    console = Console()
    show_article(console, outcome)
    console.print()
    show_observations(console, read(outcome))


def _find_input(declared: DeclaredSource, locator: str) -> Input | Rejection:
    """The first input whose locator is, or else contains, what was asked for."""
    from flows.sources.discover import discover

    partly = None
    for given in discover(declared):
        if not locator or given.locator == locator:
            return given
        if partly is None and locator in given.locator:
            partly = given
    if partly is None:
        what = f"no input of {declared.source_id} is named like {locator}" if locator else "the source has no input"
        raise MistakeError(f"{what}; see: shushuo source check {declared.source_id}")
    return partly


@source_app.command("list")
def list_sources() -> None:
    """List the sources with their last run, articles, rejects and the day of the newest article.

    [bold]Example[/bold]

      shushuo source list
    """
    from datetime import UTC, datetime

    from rich.console import Console

    from flows.settings import load_settings
    from flows.source_status import source_rows
    from flows.source_views import show_sources

    show_sources(Console(), source_rows(load_settings()), datetime.now(UTC))
