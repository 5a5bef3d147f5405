"""Fetching from a real server on loopback that is slow, broken, oversized, redirecting and lying."""

import gzip
import socket
import time
import zlib
from datetime import UTC, datetime

import pytest

from flows.sources import network
from flows.sources.fetching import Fetcher
from flows.sources.memory import ProcessMemory
from flows.sources.network import is_public
from flows.sources.pacing import Pacer
from transforms.articles.inputs import RejectedError

LISTING = 'kind = "listing"'


@pytest.fixture
def fetcher(declare, site, on_loopback):
    declared = declare(LISTING, f'locations = ["{site.address}/"]', on_loopback)
    with Fetcher(declared, ProcessMemory(), now=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as made:
        yield made


def failure(fetcher, address):
    with pytest.raises(RejectedError) as caught:
        fetcher.get(address)
    assert caught.value.stage == "fetch"
    return caught.value.reason


def test_page_comes_with_time_type_and_our_name(fetcher, site):
    site.add("/a", "正文", ETag='"1"')
    page = fetcher.get(f"{site.address}/a")
    assert (page.content.decode(), page.media_type, page.charset) == ("正文", "text/html", "utf-8")
    assert page.fetched_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert site.asked[-1][1]["User-Agent"].startswith("shushuo/")


def test_unchanged_page_is_asked_for_conditionally_and_not_sent_again(fetcher, site):
    def answer(handler):
        if handler.headers.get("If-None-Match") == '"v1"' and handler.headers.get("If-Modified-Since"):
            handler.answer(304, {}, b"")
        else:
            handler.answer(200, {"ETag": '"v1"', "Last-Modified": "Sun, 08 Oct 2023 20:00:00 GMT"}, b"first")

    site.add_behaviour("/a", answer)
    first, second = fetcher.get(f"{site.address}/a"), fetcher.get(f"{site.address}/a")
    assert first == second
    assert site.paths().count("/a") == 2


def test_transient_failure_is_tried_again_and_passes(fetcher, site):
    answers = [503, 500, 200]
    site.add_behaviour("/a", lambda handler: handler.answer(answers.pop(0), {}, b"done"))
    assert fetcher.get(f"{site.address}/a").content == b"done"


def test_transient_failure_that_stays_is_a_rejection_after_the_last_try(fetcher, site):
    site.add("/a", status=503)
    assert failure(fetcher, f"{site.address}/a") == "unreachable"
    assert site.paths().count("/a") == 3


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "unreachable"), (410, "unreachable"), (403, "forbidden"), (451, "forbidden")]
)
def test_final_failure_is_not_tried_again(fetcher, site, status, reason):
    site.add("/a", status=status)
    assert failure(fetcher, f"{site.address}/a") == reason
    assert site.paths().count("/a") == 1


def test_server_that_asks_for_a_pause_gets_it(declare, site, on_loopback):
    pauses = []
    answers = [429, 200]
    site.add_behaviour("/a", lambda handler: handler.answer(answers.pop(0), {"Retry-After": "7"}, b"done"))
    declared = declare(LISTING, f'locations = ["{site.address}/"]', on_loopback)
    with Fetcher(declared, pacer=Pacer(sleep=pauses.append)) as fetcher:
        assert fetcher.get(f"{site.address}/a").content == b"done"
    assert pauses == [7.0]


def test_requests_to_one_host_are_spaced(declare, site, on_loopback):
    pauses = []
    site.add("/robots.txt", "User-agent: *\nCrawl-delay: 9\n", content_type="text/plain")
    site.add("/a", "x")
    declared = declare(LISTING, f'locations = ["{site.address}/"]', on_loopback)
    with Fetcher(declared, pacer=Pacer(clock=lambda: 100.0, sleep=pauses.append)) as fetcher:
        fetcher.get(f"{site.address}/a")
        fetcher.get(f"{site.address}/a")
    assert pauses == [9.0, 9.0]  # robots.txt is a request, too


def test_robots_txt_is_obeyed(fetcher, site):
    site.add("/robots.txt", "User-agent: *\nDisallow: /private\nAllow: /private/open\n", content_type="text/plain")
    site.add("/private/a", "x")
    site.add("/private/open/a", "y")
    assert failure(fetcher, f"{site.address}/private/a") == "forbidden"
    assert fetcher.get(f"{site.address}/private/open/a").content == b"y"
    assert "/private/a" not in site.paths()


def test_nothing_is_fetched_from_a_host_whose_robots_txt_fails(fetcher, site):
    site.add("/robots.txt", status=500)
    site.add("/a", "x")
    assert failure(fetcher, f"{site.address}/a") == "unreachable"
    assert failure(fetcher, f"{site.address}/b") == "unreachable"
    assert site.paths() == ["/robots.txt"] * 3  # tried again for the first page, given up for all further ones


def test_robots_txt_that_fails_once_is_asked_for_again(fetcher, site):
    answers = [503, 404]
    site.add_behaviour("/robots.txt", lambda handler: handler.answer(answers.pop(0), {}, b""))
    site.add("/a", "x")
    assert fetcher.get(f"{site.address}/a").content == b"x"


def test_answer_over_the_limit_is_refused_whether_declared_or_not(declare, site, on_loopback):
    declared = declare(LISTING, f'locations = ["{site.address}/"]', on_loopback + "\nmax_bytes = 1000")

    def undeclared(handler):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"400\r\n" + b"x" * 0x400 + b"\r\n")
        handler.wfile.write(b"0\r\n\r\n")

    site.add("/declared", b"x" * 5000)
    site.add_behaviour("/undeclared", undeclared)
    with Fetcher(declared) as fetcher:
        assert failure(fetcher, f"{site.address}/declared") == "too-large"
        assert failure(fetcher, f"{site.address}/undeclared") == "too-large"


def test_packed_bomb_is_not_unpacked(declare, site, on_loopback):
    site.add("/bomb", gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")
    declared = declare(LISTING, f'locations = ["{site.address}/"]', on_loopback + "\nmax_bytes = 100000")
    with Fetcher(declared) as fetcher:
        assert failure(fetcher, f"{site.address}/bomb") == "too-large"


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_packed_answer_is_unpacked(fetcher, site, packing):
    packed = gzip.compress(b"body") if packing == "gzip" else zlib.compress(b"body")
    site.add("/a", packed, Content_Encoding=packing)
    assert fetcher.get(f"{site.address}/a").content == b"body"


@pytest.mark.parametrize(("packing", "body"), [("gzip", b"not gzip"), ("br", b"x"), ("gzip, gzip", b"x")])
def test_lying_or_unasked_packing_is_a_rejection(fetcher, site, packing, body):
    site.add("/a", body, Content_Encoding=packing)
    assert failure(fetcher, f"{site.address}/a") == "damaged"


def drip(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def drip_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    drip(handler)


@pytest.mark.parametrize(
    "behaviour", [drip, drip_headers, lambda handler: time.sleep(5)], ids=["body", "headers", "silence"]
)
def test_server_that_drips_or_is_silent_runs_into_the_time_limit(declare, site, behaviour):
    site.add_behaviour("/a", behaviour)
    limits = "[fetch]\nallow_private = true\ndelay_seconds = 0.0\ntimeout_seconds = 0.5\nretries = 0"
    with Fetcher(declare(LISTING, f'locations = ["{site.address}/"]', limits)) as fetcher:
        assert failure(fetcher, f"{site.address}/a") == "timeout"


def test_answer_that_breaks_off_is_a_rejection(fetcher, site):
    def broken(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"only this")
        handler.close_connection = True

    site.add_behaviour("/a", broken)
    assert failure(fetcher, f"{site.address}/a") == "unreachable"


def test_redirects_are_followed_and_loops_end(fetcher, site):
    site.add("/a", status=302, Location="/b")
    site.add("/b", status=301, Location=f"{site.address}/c")
    site.add("/c", "arrived")
    site.add("/loop", status=302, Location="/loop")
    assert fetcher.get(f"{site.address}/a").url == f"{site.address}/c"
    assert failure(fetcher, f"{site.address}/loop") == "unreachable"


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/x", "gopher://127.0.0.1/", "http://user:pw@127.0.0.1/"]
)
def test_redirect_to_another_scheme_is_refused(fetcher, site, target):
    site.add("/a", status=302, Location=target)
    assert failure(fetcher, f"{site.address}/a") == "unsafe-address"


@pytest.mark.parametrize(
    "target", ["http://[::1", "//[", "http://\u2100.example/", "http://127.0.0.1:port/", "http://a b/"]
)
def test_redirect_to_what_is_no_address_is_a_rejection(fetcher, site, target):
    def answer(handler):
        handler.wfile.write(f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: {target}\r\n\r\n".encode())

    site.add_behaviour("/a", answer)
    assert failure(fetcher, f"{site.address}/a") in {"unreachable", "unsafe-address"}
    assert failure(fetcher, target) in {"unreachable", "unsafe-address"}


def test_dead_host_is_a_rejection(fetcher):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(RejectedError) as caught:
        fetcher.get(f"http://127.0.0.1:{port}/")
    assert caught.value.reason == "unreachable"
    assert "robots.txt cannot be had, so nothing may be fetched there: ConnectError" in caught.value.detail


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "169.254.169.254"],
)
def test_addresses_that_are_not_public_are_refused(declare, site, host):
    port = site.address.rpartition(":")[2]
    declared = declare(LISTING, f'locations = ["http://{host}:{port}/"]')
    with Fetcher(declared) as fetcher:
        assert failure(fetcher, f"http://{host}:{port}/") == "unsafe-address"
    assert site.asked == []


def test_redirect_inwards_is_refused_at_the_hop(declare, site, monkeypatch):
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1")
    port = site.address.rpartition(":")[2]
    site.add("/a", status=302, Location=f"http://127.0.0.2:{port}/secret")
    declared = declare(LISTING, f'locations = ["{site.address}/"]', "[fetch]\ndelay_seconds = 0.0")
    with Fetcher(declared) as fetcher:
        assert failure(fetcher, f"{site.address}/a") == "unsafe-address"
    assert "/secret" not in site.paths()


def test_name_that_resolves_to_another_address_later_does_not_pass(declare, site, monkeypatch):
    """The name is public while robots.txt is asked for, and leads inside a moment later."""
    real, answers = socket.getaddrinfo, ["127.0.0.1", "127.0.0.2"]
    connected = []

    def rebinding(host, port, *arguments, **more):
        return real(answers.pop(0) if host == "rebind.example" else host, port, *arguments, **more)

    def note(address, *arguments, **more):
        connected.append(address[0])
        return create_connection(address, *arguments, **more)

    create_connection = socket.create_connection
    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", note)
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1")
    site.add("/robots.txt", "User-agent: *\nAllow: /\n", content_type="text/plain", Connection="close")
    site.add("/a", "secret")
    port = site.address.rpartition(":")[2]
    declared = declare(LISTING, f'locations = ["http://rebind.example:{port}/"]', "[fetch]\ndelay_seconds = 0.0")
    with Fetcher(declared) as fetcher:
        assert failure(fetcher, f"http://rebind.example:{port}/a") == "unsafe-address"
    assert site.paths() == ["/robots.txt"] and not answers
    assert connected == ["127.0.0.1"]  # what is connected to is what was checked, never the name again


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("10.0.0.1", False), ("172.16.5.4", False),
        ("192.168.1.1", False), ("127.0.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("fe80::1%eth0", False),
        ("fc00::1", False), ("::ffff:10.0.0.1", False), ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False),
        ("fd00:ec2::254", False),
    ],
)  # fmt: skip
def test_public_addresses(address, public):
    assert is_public(address) is public
