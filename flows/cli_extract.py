"""``shushuo extract`` and ``shushuo eval``: reading without Prefect and without the lake.

Text in, observations out as JSON lines; or annotated documents in, and the form out that is scored.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.messages import MistakeError

if TYPE_CHECKING:
    from transforms.records import Article


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command()(extract)
    app.command("eval")(evaluate_documents)


def extract(
    file: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="An article (text, HTML …); - reads standard input.")
    ] = "-",
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When it was published, as 2024-05-01; 去年 and 今年 hang on it.")
    ] = None,
    docs: Annotated[
        Path | None, typer.Option(metavar="DOCS.jsonl", help="Documents, one JSON object a line, instead of FILE.")
    ] = None,
) -> None:
    """Print the observations of one article as JSON lines; nothing is stored.

    [bold]Examples[/bold]

      shushuo extract article.txt --published 2024-05-01

      echo 2023年全市新增就业3.2万人，同比增长5%。 | shushuo extract --published 2024-02-01

      shushuo extract --docs docs.jsonl > observations.jsonl
    """
    if docs is not None:
        _print_lines(_annotated_documents(docs))
        return
    from transforms.documents import observation_lines
    from transforms.reading import read

    _print_lines(iter(observation_lines(read(_article(file, published)))))


def _print_lines(lines: Iterator[dict[str, Any]]) -> None:
    import json

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream, whatever the locale says
    for line in lines:
        sys.stdout.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


def _article(file: str, published: str | None) -> Article:
    """Read and parse the named file, or standard input."""
    from datetime import date

    from transforms.articles.inputs import Input, Rejection
    from transforms.articles.parse import parse
    from transforms.articles.source import Bounds, Source

    if file == "-" and sys.stdin.isatty():
        raise MistakeError("nothing to read: name a file, or pipe text in; see `shushuo extract --help`")
    content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    source = Source(title=file, publisher=file, kind="files", locations=[file], bounds=Bounds(min_body_length=0))
    article = parse(Input("", "standard-input.txt" if file == "-" else Path(file).name, content), source)
    if isinstance(article, Rejection):
        raise MistakeError(f"{file}: {article.reason}: {article.detail or 'not readable as an article'}")
    if published:
        try:
            article.published_on, article.published_basis = date.fromisoformat(published), "metadata"
        except ValueError:
            raise MistakeError(f"--published {published}: not a date; write it as 2024-05-01") from None
    return article


def _annotated_documents(docs: Path) -> Iterator[dict[str, Any]]:
    """Read documents one by one and give each one's observations in the annotated form."""
    import json

    from transforms.documents import annotated, article_of
    from transforms.reading import read

    with docs.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                article = article_of(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise MistakeError(f"{docs}, line {number}: not a document with id and text ({error})") from None
            yield annotated(read(article))


def evaluate_documents(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated observations, one document a line.")],
    docs: Annotated[Path, typer.Argument(metavar="DOCS.jsonl", help="The documents they were read from.")],
    cases: Annotated[int, typer.Option(help="How many wrong cases to show, worst first.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
) -> None:
    """Extract from annotated documents and show how right it is: by level, field and rule, worst first.

    [bold]Examples[/bold]

      shushuo eval tests/gold/gold.jsonl tests/gold/docs.jsonl

      shushuo eval gold.jsonl docs.jsonl --cases 50
    """
    from flows.figures import figures, show
    from transforms.evaluation import evaluate

    annotated_by_id = {line["id"]: line["observations"] for line in _json_lines(gold)}
    texts = {line["id"]: line["text"] for line in _json_lines(docs)}
    found = {line["id"]: line["observations"] for line in _annotated_documents(docs)}
    if missing := sorted(annotated_by_id.keys() - texts.keys()):
        raise MistakeError(f"{docs}: has no document {missing[0]}, which {gold} annotates ({len(missing)} missing)")
    evaluation = evaluate(annotated_by_id, found)
    if as_json:
        _print_lines(iter([figures(evaluation)]))
    else:
        show(evaluation, texts, cases)


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    import json

    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise MistakeError(f"{path}, line {number}: not JSON ({error})") from None
