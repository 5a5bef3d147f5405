"""Real services for the tests: a PostgreSQL server of our own, and an S3 server that can be told to fail.

Both listen on a free port of 127.0.0.1 and keep what they have in a temporary folder or in memory.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def postgres_programs() -> Path | None:
    """The folder with initdb and pg_ctl, or None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Postgres:
    """A server that is started, stopped at once, and started again."""

    def __init__(self, programs: Path) -> None:
        self.programs, self.port = programs, free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="shushuo-pg-"))  # short: the socket's path stands in it
        self.data = self.folder / "data"
        self._numbers = itertools.count()
        # It refuses to run as root; its own user is there where Debian's package is.
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            self._user = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(self.folder, "postgres", "postgres")
        self._call("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "--no-sync")
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c fsync=off -c max_connections=200 -c listen_addresses=127.0.0.1"
        log = self.data / "server.log"
        self._call("pg_ctl", "-D", self.data, "-w", "-l", log, "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._call("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def close(self) -> None:
        with suppress(subprocess.CalledProcessError):  # stopped already
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self, like: str = "template1") -> str:
        """Make a database, empty or like another one that nobody is connected to; gives its URL."""
        name = f"lake{next(self._numbers)}"
        with psycopg.connect(f"host=127.0.0.1 port={self.port} user=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def _call(self, program: str, *arguments: object) -> None:
        command = [str(self.programs / program), *map(str, arguments)]
        # Not piped: the server would hold the pipe open.
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/tmp", **self._user)


class Storage:
    """An S3 server in this process; `fail` is asked before every request what to do with it."""

    def __init__(self) -> None:
        from moto.server import DomainDispatcherApplication, create_backend_app
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Silent(WSGIRequestHandler):
            def log(self, *_: object) -> None:
                pass

        self._answer = DomainDispatcherApplication(create_backend_app)
        self._server = make_server("127.0.0.1", 0, self._application, threaded=True, request_handler=Silent)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.fail: Callable[[str], int | float | None] = lambda _: None
        self.requests = self.failures = 0
        self._numbers = itertools.count()
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.environment = {
            "AWS_ACCESS_KEY_ID": "a-test-key",
            "AWS_SECRET_ACCESS_KEY": "a-test-secret-never-to-be-shown",
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL_S3": self.url,
        }

    def _application(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        self.requests += 1
        verdict = self.fail(environ["REQUEST_METHOD"])
        if isinstance(verdict, float):
            self.failures += 1
            time.sleep(verdict)
        elif verdict == 0:
            self.failures += 1
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        if verdict is not None and not isinstance(verdict, float):
            self.failures += verdict != 0
            start_response(f"{verdict} Injected", [("Content-Type", "application/xml")])
            return [b"<Error><Code>InternalError</Code></Error>"]
        return self._answer(environ, start_response)

    def failing(self, share: float, seed: int = 1) -> Callable[[str], int | float | None]:
        """Fails a share of the requests: with 500, 503, a delay, or a connection that is cut (0)."""
        dice = random.Random(seed)
        return lambda _: dice.choice([500, 503, 0.5, 0]) if dice.random() < share else None

    @staticmethod
    def hanging(method: str, seconds: float) -> Callable[[str], int | float | None]:
        """Lets the first request of a method wait so long for its answer."""
        times = iter([seconds])
        return lambda asked: next(times, None) if asked == method else None

    def new_bucket(self) -> str:
        """Make an empty bucket; gives its address."""
        name = f"lake{next(self._numbers)}"
        self._client().create_bucket(Bucket=name)
        return f"s3://{name}/lake"

    def copy(self, source: str, target: str) -> None:
        """Put everything of one bucket into another, under the same keys."""
        client = self._client()
        for found in client.list_objects_v2(Bucket=source).get("Contents", []):
            client.copy_object(Bucket=target, Key=found["Key"], CopySource={"Bucket": source, "Key": found["Key"]})

    def _client(self) -> Any:
        import boto3

        return boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=self.environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self.environment["AWS_SECRET_ACCESS_KEY"],
        )

    def close(self) -> None:
        self._server.shutdown()
