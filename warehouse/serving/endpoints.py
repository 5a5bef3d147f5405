"""What programs ask: ``/api/search`` and ``/api/sql``, in JSON (SQL in CSV as well)."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import cast

import pyarrow as pa
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from warehouse.errors import LakeError
from warehouse.guard import FaultySqlError, ForbiddenSqlError
from warehouse.search import FilterError, Filters, Hit
from warehouse.serving.live import Live
from warehouse.serving.values import csv_response, json_response, rows

MOST_ROWS = 10_000
_LONGEST_SQL = 100_000
FILTERS = tuple(field.name for field in fields(Filters))


class RequestError(LakeError):
    """The request is not what the endpoint takes; the text says what is."""


def status_of(error: LakeError) -> int:
    """The HTTP status of an error: 400 for what is asked wrongly, 503 for what cannot be done just now."""
    return 400 if isinstance(error, (RequestError, FilterError, FaultySqlError, ForbiddenSqlError)) else 503


def live_of(request: Request) -> Live:
    """The lake behind the application that got the request."""
    return cast("Live", request.app.state.live)


def filters_of(request: Request) -> Filters:
    """The filters among the parameters of a request."""
    return Filters(**{name: request.query_params.get(name, "").strip() for name in FILTERS})


def limit_of(request: Request) -> int:
    """How many hits are asked for; raises `RequestError` for what is no number."""
    given = request.query_params.get("limit", "20")
    if not given.isdecimal():
        raise RequestError(f"limit={given}: write a number")
    return int(given)


async def hits_of(request: Request) -> list[Hit]:
    """The hits that a request asks for."""
    live, text = live_of(request), request.query_params.get("q", "")
    return await run_in_threadpool(live.search, text, filters_of(request), limit_of(request))


async def search(request: Request) -> Response:
    """``GET /api/search?q=…&place=…&since=…&until=…&indicator=…&speaker=…&source=…&limit=…``."""
    hits = await hits_of(request)
    return json_response({"query": request.query_params.get("q", ""), "hits": hits})


async def sql(request: Request) -> Response:
    """``GET /api/sql?q=SELECT …`` (with ``&format=csv``), or ``POST`` with ``{"sql": "SELECT …"}``."""
    asked = await _sql_of(request)
    answer = await run_in_threadpool(live_of(request).ask, asked)
    if request.query_params.get("format") == "csv":
        return csv_response(answer, "answer.csv")
    return json_response(described(answer, MOST_ROWS))


def described(answer: pa.Table, most: int) -> dict[str, object]:
    """An answer as columns and rows, of which at most so many are given."""
    columns = [{"name": field.name, "type": str(field.type)} for field in answer.schema]
    given = [list(row) for row in rows(answer.slice(0, most))]
    return {"columns": columns, "rows": given, "total": answer.num_rows, "truncated": answer.num_rows > most}


async def _sql_of(request: Request) -> str:
    if request.method == "POST":
        return _sql_in(await _body(request), request.headers.get("content-type", ""))
    asked = request.query_params.get("q", "")
    if not asked.strip():
        raise RequestError("no SQL; ask /api/sql?q=SELECT … or POST {“sql”: “SELECT …”}")
    return asked


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_SQL:
            raise RequestError(f"more than {_LONGEST_SQL:,} bytes of SQL")
    return body


def _sql_in(body: bytes, content_type: str) -> str:
    if content_type.partition(";")[0].strip() != "application/json":
        raise RequestError("POST takes application/json: {“sql”: “SELECT …”}")
    try:
        given = json.loads(body)
    except ValueError as error:
        raise RequestError("the body is not JSON") from error
    asked = given.get("sql") if isinstance(given, dict) else None
    if not isinstance(asked, str) or not asked.strip():
        raise RequestError("the body has no “sql”")
    return asked
