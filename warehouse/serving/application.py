"""The ASGI application: takes a lake's URL and the folder of the pages, puts routes, errors and defence together."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from warehouse.errors import LakeError
from warehouse.lake import silent
from warehouse.query import Limits
from warehouse.serving import endpoints, views
from warehouse.serving.defence import Defence, defend
from warehouse.serving.files import Files
from warehouse.serving.live import Live

LIMITS = Limits(seconds=30.0, memory="1GB")


def application(
    url: str, report: Path, *, limits: Limits = LIMITS, telling: Callable[[str], None] = silent
) -> Starlette:
    """The application for a lake.

    Args:
        url: the lake's place; it may be made, and change, while the application runs.
        report: the folder of the built pages; it may be built later.
        limits: what one SQL query may cost.
        telling: told when the search index is built.
    """
    live = Live(url, limits, telling)
    made = Starlette(
        routes=[
            Route("/api/search", endpoints.search, methods=["GET"]),
            Route("/api/sql", endpoints.sql, methods=["GET", "POST"]),
            Route("/search", views.search, methods=["GET"]),
            Route("/search.html", views.to_live_search, methods=["GET"]),
            Route("/sql", views.sql, methods=["GET"]),
            Route("/live/{name}", views.asset, methods=["GET"]),
            Mount("/", Files(report)),
        ],
        middleware=[Middleware(Defence, refuse=views.problem)],
        exception_handlers={HTTPException: _http_problem, LakeError: _lake_problem, Exception: _defect},
        lifespan=_lifespan,
    )
    made.state.live = live
    return made


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    live: Live = app.state.live
    # The first search should not wait for the index, nor the first page for it.
    preparing = threading.Thread(target=live.prepare, name="search-index")
    preparing.start()
    yield
    live.interrupt()
    preparing.join()
    live.close()


async def _http_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = views.problem(request, error.status_code, error.detail)
    answer.headers.update(error.headers or {})
    return answer


async def _lake_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, LakeError)
    return views.problem(request, endpoints.status_of(error), str(error))


async def _defect(request: Request, _error: Exception) -> Response:
    """A defect of ours: its traceback goes to the terminal, the browser learns that there is one."""
    answer = views.problem(request, 500, "a defect of the program; the terminal that runs it has the details")
    defend(answer.headers)  # this answer is made outside of all middleware
    return answer
