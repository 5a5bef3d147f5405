"""What people see: the search page, the SQL page and the page that says what is wrong, styled as the built pages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from warehouse.errors import LakeError
from warehouse.pages import environment as built
from warehouse.pages import messages
from warehouse.pages.paths import passage
from warehouse.pages.renderer import MENU
from warehouse.query import Described, described
from warehouse.search import Hit
from warehouse.serving import endpoints
from warehouse.serving.defence import from_stranger
from warehouse.serving.values import cell, json_response, rows

_SHOWN_ROWS = 500
_MORE = 100  # hits, where 20 are not enough
_FILE_TYPES = {"css": "text/css", "js": "text/javascript"}


async def search(request: Request) -> Response:
    """The search page, with what was found."""
    filters = [(name, request.query_params.get(name, "")) for name in endpoints.FILTERS]
    question = request.query_params.get("q", "")
    narrowed = any(value.strip() for _, value in filters)
    shown: dict[str, Any] = {"question": question, "filters": filters, "narrowed": narrowed, "hits": [], "problem": ""}
    shown["asked"] = bool(question.strip()) or narrowed
    shown["query"] = request.url.query
    shown["more"] = ""
    status = 200
    if shown["asked"]:
        try:
            shown["hits"] = [_presented(hit) for hit in await endpoints.hits_of(request)]
            if len(shown["hits"]) == endpoints.limit_of(request) < _MORE:
                shown["more"] = str(request.url.include_query_params(limit=_MORE).query)
        except LakeError as error:
            shown["problem"], status = str(error), endpoints.status_of(error)
    return _page("live_search.html", "search", "查找", status, **shown)


def _presented(hit: Hit) -> Hit:
    """A hit with the way to its place in the article, and its sentence in parts of which the quote is marked."""
    sentence, start = hit["sentence"], hit["quote_start"]
    end = start + len(hit["quote"])
    parts = [(sentence[:start], False), (sentence[start:end], True), (sentence[end:], False)]
    return hit | {"passage": passage(hit["article_id"], hit["seq"]), "parts": [part for part in parts if part[0]]}


async def sql(request: Request) -> Response:
    """The SQL page, with the answer. SQL that comes by a link of another site is shown and not run."""
    asked = request.query_params.get("q", "")
    shown: dict[str, Any] = {"sql": asked, "query": urlencode({"q": asked}), "problem": "", "answer": None}
    shown["not_run"] = bool(asked.strip()) and from_stranger(request.headers)
    live, status = endpoints.live_of(request), 200
    if asked.strip() and not shown["not_run"]:
        try:
            shown["answer"] = _answer(await run_in_threadpool(live.ask, asked))
        except LakeError as error:
            shown["problem"], status = str(error), endpoints.status_of(error)
    limits = f"{live.limits.seconds:g} s, {live.limits.memory}"
    return _page("live_sql.html", "sql", "SQL", status, limits=limits, examples=examples(), tables=_tables(), **shown)


def _answer(table: pa.Table) -> dict[str, Any]:
    """The first rows of an answer, cell by cell as text."""
    columns = [{"name": field.name, "numeric": _numeric(field.type)} for field in table.schema]
    shown = [[_shown(value) for value in row] for row in rows(table.slice(0, _SHOWN_ROWS))]
    return {"columns": columns, "rows": shown, "total": table.num_rows, "truncated": table.num_rows > _SHOWN_ROWS}


def _numeric(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _shown(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return cell(value)


@cache
def examples() -> list[dict[str, str]]:
    """The queries that the SQL page offers, each with its address."""
    text = (resources.files("warehouse.serving") / "examples.toml").read_text(encoding="utf-8")
    found: list[dict[str, str]] = tomllib.loads(text)["examples"]
    return [example | {"query": urlencode({"q": example["sql"].strip()})} for example in found]


@cache
def _tables() -> list[dict[str, Any]]:
    columns: dict[str, list[Described]] = {}
    for column in described():
        columns.setdefault(column.table, []).append(column)
    return [{"name": name, "columns": of_table} for name, of_table in columns.items()]


def problem(request: Request, status: int, said: str) -> Response:
    """What is wrong: as JSON for programs, as a page for people."""
    if request.url.path.startswith("/api/"):
        return json_response({"error": said}, status)
    unbuilt = status == 404 and request.url.path in ("/", "/index.html")
    shown = {"problem": said, "missing": status == 404, "unbuilt": unbuilt}
    return _page("live_problem.html", "", "出了问题", status, root="/", **shown)


async def to_live_search(request: Request) -> Response:
    """The built search page leads to the live one while the server runs."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/search{query}", 307)


async def asset(request: Request) -> Response:
    """The style and script of the served pages."""
    name = request.path_params["name"]
    if name not in ("live.css", "live.js"):
        raise HTTPException(404)
    kind = _FILE_TYPES[name.rpartition(".")[2]]
    return Response(_asset(name), media_type=kind, headers={"cache-control": "no-cache"})


@cache
def _asset(name: str) -> str:
    return (resources.files("warehouse.serving") / "assets" / name).read_text(encoding="utf-8")


def _page(template: str, here: str, title: str, status: int, *, root: str = "", **shown: Any) -> Response:  # noqa: ANN401 - what templates take
    menu = [("search", "search") if name == "search" else (name, path) for name, path in MENU]
    given = {"root": root, "here": here, "menu": [*menu, ("sql", "sql")], "title": title, "inline": True} | shown
    page = _templates().get_template(template).render(given)
    policy = f"{_policy('site.css', 'site.js')}; frame-ancestors 'none'"
    return HTMLResponse(page, status, {"content-security-policy": policy})


@cache
def _templates() -> Environment:
    """The environment of the built pages, with our templates and words beside theirs, and forms allowed."""
    made = built.environment()
    ours = PackageLoader("warehouse.serving", "templates")
    made.loader = ChoiceLoader([ours, made.loader] if made.loader else [ours])
    made.globals.update(t=_both, label=_attribute, policy=_policy)
    return made


@cache
def _policy(*inline: str) -> str:
    return built.policy(*inline).replace("form-action 'none'", "form-action 'self'")


@cache
def _words() -> dict[str, dict[str, str]]:
    text = (resources.files("warehouse.serving") / "messages.toml").read_text(encoding="utf-8")
    return {f"{group}.{name}": said for group, names in tomllib.loads(text).items() for name, said in names.items()}


def _both(name: str) -> Markup:
    said = _words().get(name)
    return messages.bilingual(said["zh"], said["en"]) if said else messages.both(name)


def _attribute(attribute: str, name: str) -> Markup:
    said = _words().get(name)
    if said is None:
        return messages.attribute(attribute, name)
    return Markup('{0}="{1}" data-zh-{0}="{1}" data-en-{0}="{2}"').format(attribute, said["zh"], said["en"])
