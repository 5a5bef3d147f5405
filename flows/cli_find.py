"""``shushuo find``: numbers by words, each with the sentence and the article that state it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.text import Text


def register(app: typer.Typer) -> None:
    """Add the command of this module to the command line."""
    app.command()(find)


def find(  # noqa: PLR0913, PLR0917 - the options of a command are its arguments
    words: Annotated[list[str] | None, typer.Argument(metavar='"WORDS"', help="In Chinese or English.")] = None,
    place: Annotated[str, typer.Option(metavar="NAME|CODE", help="A place, with all that lies in it.")] = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="Published on or after: 2024, 2024-01, 2024-01-31.")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="Published on or before.")] = "",
    indicator: Annotated[str, typer.Option(metavar="ID|NAME", help="One indicator: gdp, 社零, 办理时限.")] = "",
    speaker: Annotated[str, typer.Option(metavar="NAME", help="Part of the speaker's name or role.")] = "",
    source: Annotated[str, typer.Option(metavar="ID", help="One source.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most so many.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: all fields of every hit.")] = False,
) -> None:
    """Find numbers by words, best first, each with its quote, sentence and source.

    A place finds what lies in it, a time what is told of it; English works through the indicators' English names.

    [bold]Examples[/bold]

      shushuo find "温州 反诈 拦截 资金"

      shushuo find "GDP growth Zhejiang 2023" --limit 3

      shushuo find 快递 --place 浙江 --since 2024 --json
    """
    from flows.messages import MistakeError
    from flows.settings import load_settings
    from warehouse.search import FilterError, Filters, find_in, open_index

    filters = Filters(place, since, until, indicator, speaker, source)
    text = " ".join(words or ())
    if not text and filters == Filters():
        raise MistakeError(
            'nothing to look for; write shushuo find "温州 反诈 拦截 资金", or add --place, --indicator …'
        )
    with open_index(load_settings().lake, telling=_tell) as index:
        try:
            hits = find_in(index, text, filters, limit)
        except FilterError as error:
            raise MistakeError(f"--{error}") from error
    if as_json:
        _print_json(hits)
    else:
        _print(hits, text)


def _tell(line: str) -> None:
    typer.echo(line, err=True)


def _print_json(hits: list[dict[str, Any]]) -> None:
    import json

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream, whatever the locale says
    json.dump(hits, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def _print(hits: list[dict[str, Any]], text: str) -> None:
    from rich.console import Console

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 10_000)
    if not hits:
        typer.echo(f"nothing found{f' for {text}' if text else ''}", err=True)
    for place, hit in enumerate(hits, 1):
        console.print(_heading(place, hit))
        console.print(_sentence(hit))
        console.print(_provenance(hit))
        console.print()


def _heading(place: int, hit: dict[str, Any]) -> Text:
    from rich.text import Text

    line = Text(f"{place:>2}. ", "dim")
    line.append(hit["quote"], "bold cyan")
    said = [hit["indicator"], hit["subject"], hit["period"], "target" if hit["status"] == "target" else None]
    return line.append("  " + " · ".join(part for part in said if part))


def _sentence(hit: dict[str, Any]) -> Text:
    from rich.text import Text

    line = Text(hit["sentence"].replace("\n", " "))
    line.stylize("bold cyan", hit["quote_start"], hit["quote_start"] + len(hit["quote"]))
    return Text("    ") + line


def _provenance(hit: dict[str, Any]) -> Text:
    from rich.text import Text

    role = f"（{hit['speaker_role']}）" if hit["speaker_role"] else ""
    speaker = hit["speaker"] and f"{hit['speaker']}{role}"
    source = hit["publisher"] or hit["source_title"] or hit["source_id"]
    copies = f"{hit['copies']} articles" if hit["copies"] > 1 else None
    said = [speaker, hit["title"], source, hit["published_on"], copies, hit["url"] or hit["locator"]]
    return Text("    — " + " · ".join(str(part) for part in said if part) + f" [{hit['article_id']}]", "dim")
