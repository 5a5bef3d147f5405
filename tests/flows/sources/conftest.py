"""A source folder that a test fills, and the whole way from it to articles."""

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from flows.sources.declarations import read_source
from flows.sources.discover import discover
from transforms.articles.inputs import Input
from transforms.articles.parse import parse

HEAD = 'title = "样报"\npublisher = "样报社"\n'


@pytest.fixture
def folder(tmp_path):
    """The folder of a source, empty."""
    made = tmp_path / "seeds" / "t"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def declare(folder):
    """Write a source.toml and read it: declare('kind = "files"', …)."""

    def make(*lines):
        (folder / "source.toml").write_text(HEAD + "\n".join(lines), "utf-8")
        return read_source(folder)

    return make


@pytest.fixture
def outcomes():
    """Articles and rejections of a declared source, in order."""

    def read(declared):
        return [parse(each, declared.source) if isinstance(each, Input) else each for each in discover(declared)]

    return read


class Site:
    """A web site on loopback: what it answers, by path, and what it was asked."""

    def __init__(self, address):
        self.address = address
        self.answers = {}
        self.asked = []

    def add(self, path, body=b"", status=200, content_type="text/html; charset=utf-8", **headers):
        """Answer a path with a body and headers (under_scores become dashes)."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, bytes) else body.encode()
        self.answers[path] = lambda handler: handler.answer(status, {"Content-Type": content_type, **named}, content)

    def add_behaviour(self, path, behaviour):
        """Answer a path by calling behaviour(handler)."""
        self.answers[path] = behaviour

    def paths(self):
        """The paths that were asked for, in order."""
        return [path for path, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.site.asked.append((self.path, dict(self.headers)))
        behaviour = self.server.site.answers.get(self.path)
        with contextlib.suppress(OSError):
            if behaviour is None:
                self.answer(404, {}, b"")
            else:
                behaviour(self)

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    """A web site on loopback, served by real sockets."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.site
    server.shutdown()
    server.server_close()


ON_LOOPBACK = "[fetch]\nallow_private = true\ndelay_seconds = 0.0\ntimeout_seconds = 3.0\nretries = 2"


@pytest.fixture
def on_loopback():
    """The [fetch] section that lets a test reach its own site."""
    return ON_LOOPBACK
