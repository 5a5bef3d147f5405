"""The server as a process: it says where it is, and ends in order."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from warehouse.serving.server import PortError, serve


@pytest.fixture
def running(small_lake, report):
    command = [str(Path(sys.executable).with_name("shushuo")), "serve", "--port", "0"]
    environment = os.environ | {"SHUSHUO_LAKE": small_lake, "SHUSHUO_REPORT": str(report)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        yield process, process.stderr.readline().split()[0]
        process.kill()


def test_it_says_where_it_is_and_ends_in_order(running):
    process, address = running
    assert httpx.get(f"{address}api/search", params={"q": "反诈 拦截"}).json()["hits"][0]["quote"] == "2.6亿元"
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert process.stderr.read() == ""


def test_a_query_that_runs_does_not_keep_it_from_ending(running):
    process, address = running
    answers: list[httpx.Response] = []
    slow = {"q": "SELECT count(*) FROM range(1000000000000) AS a WHERE a.range % 7 = 1"}
    asking = threading.Thread(target=lambda: answers.append(httpx.get(f"{address}api/sql", params=slow, timeout=60)))
    asking.start()
    asking.join(2.0)
    assert asking.is_alive()
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    asking.join()
    assert answers[0].json() == {"error": "the server ends; the query was stopped"}


def test_a_port_that_is_taken_is_said(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortError, match=f"port {port} .*--port"):
            serve(str(tmp_path), tmp_path, port)


def test_it_listens_on_this_machine_only(running):
    _, address = running
    port = int(address.rstrip("/").rpartition(":")[2])
    with socket.socket() as elsewhere, pytest.raises(OSError):
        elsewhere.settimeout(2)
        elsewhere.connect((_other_address(), port))


def _other_address() -> str:
    """An address of this machine that is no loopback one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent
            return str(probe.getsockname()[0])
        except OSError:
            pytest.skip("this machine has no address but loopback")
