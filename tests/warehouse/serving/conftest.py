"""The application over the small lake of the search tests, asked in memory or by a browser."""

import asyncio
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from tests.warehouse.search.conftest import store, written
from warehouse.lake import open_for_reading
from warehouse.pages import build
from warehouse.query import Limits
from warehouse.serving import application

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="session")
def small_lake(new_lake_url: Callable[[], str]) -> str:
    """A lake of the articles of the search tests; no test may change it."""
    url = new_lake_url()
    store(url, written())
    return url


@pytest.fixture(scope="session")
def report(small_lake: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages of the small lake."""
    folder = tmp_path_factory.mktemp("report")
    with open_for_reading(small_lake) as lake:
        build(lake, folder)
    return folder


def asking(app: Any) -> Ask:
    """A way to ask an application without a network."""

    def ask(path: str, method: str = "GET", **options: Any) -> httpx.Response:
        async def answer() -> httpx.Response:
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8321") as client:
                return await client.request(method, path, **options)

        return asyncio.run(answer())

    return ask


@pytest.fixture(scope="session")
def app(small_lake: str, report: Path) -> Iterator[Any]:
    made = application(small_lake, report, limits=Limits(seconds=20, memory="500MB"))
    yield made
    made.state.live.close()


@pytest.fixture(scope="session")
def ask(app: Any) -> Ask:
    """Asks the application: a path, and what httpx takes."""
    return asking(app)


@pytest.fixture(scope="session")
def address(small_lake: str, report: Path) -> Iterator[str]:
    """The application behind a real server on a free port."""
    config = uvicorn.Config(application(small_lake, report), port=0, log_level="warning", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A headless Chromium; the test skips where there is none.

    Its driver holds the thread's event loop while it lives, so it ends with the module that needs it.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture
def served(chromium: Any, address: str) -> Iterator[Any]:
    """A page on the server; an error of a script, a breach of the policy or a dialogue fails the test."""
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("dialog", lambda dialogue: wrong.append(dialogue.message))
    opened.on("console", lambda message: wrong.append(message.text) if "Security Policy" in message.text else None)
    yield opened
    context.close()
    assert wrong == []
