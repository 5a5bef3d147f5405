"""Connections that a source may make: none to addresses that are not public, unless the source allows it.

The check is made where the connection is opened, on the very address that is connected to: every redirect
passes it, and a name that resolves to another address a moment later gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

from flows.sources.declarations import DeclaredSource

# Ranges that count as global in the registry and still lead inside: 6to4 and NAT64 embed any IPv4 address.
_EMBEDDING = (
    ipaddress.ip_network("2002::/16"),
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("2001::/32"),
)


class UnsafeAddressError(Exception):
    """A name that resolves to an address which a source has no business with."""


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet.

    Loopback, private, link-local (with the metadata services of clouds), shared, reserved and multicast ranges are
    not, nor are IPv6 forms of them.
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    if mapped is not None:
        return is_public(str(mapped))
    if any(parsed.version == net.version and parsed in net for net in _EMBEDDING):
        return False
    return parsed.is_global and not parsed.is_multicast


class Deadline:
    """When the request under way has to be over: httpx limits single waits only, and a server may drip for ever."""

    def __init__(self, seconds: float) -> None:
        """Allow so many seconds for each request."""
        self._seconds, self._ends = seconds, float("inf")

    def start(self) -> None:
        """Begin a request."""
        self._ends = time.monotonic() + self._seconds

    def cut(self, timeout: float | None) -> float:
        """A wait that ends with the request, at the latest.

        Raises:
            httpcore.ReadTimeout: the time is up.
        """
        left = self._ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer drips on longer than the limit allows")
        return min(left, self._seconds if timeout is None else timeout)


class TimedStream(httpcore.NetworkStream):
    """A connection whose reads end with the request."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        """Wrap an open connection."""
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come, or wait for it."""
        return self._stream.read(max_bytes, self._deadline.cut(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        self._stream.write(buffer, self._deadline.cut(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.cut(timeout))
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore declares it
        """What the connection tells of itself."""
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore.SyncBackend):
    """Resolves a name, checks every address it has, and connects to one of those."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        """Make a backend.

        Args:
            deadline: of the requests that go over its connections.
            allow_private: let every address through.
        """
        self._deadline, self._allow_private = deadline, allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Open a connection.

        Raises:
            UnsafeAddressError: one of the name's addresses is not public.
            httpcore.ConnectError: the name has no address, or none answers.
        """
        failure = httpcore.ConnectError(f"{host} has no address")
        for address in self._checked_addresses(host, port):
            try:
                stream = super().connect_tcp(address, port, self._deadline.cut(timeout), local_address, socket_options)
                return TimedStream(stream, self._deadline)
            except httpcore.ConnectError as error:
                failure = error
        raise failure

    def _checked_addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        unsafe = [] if self._allow_private else [address for address in addresses if not is_public(address)]
        if unsafe:
            raise UnsafeAddressError(f"{host} is {unsafe[0]}, which is not a public address")
        return addresses


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport over the guarded backend."""

    def __init__(self, backend: GuardedBackend) -> None:
        """Make a pool of connections over a backend."""
        context = _tls_context()
        super().__init__(verify=context, trust_env=False)
        # httpx has no argument for the backend of its pool; tests prove that the pool set here is the one used.
        self._pool = httpcore.ConnectionPool(ssl_context=context, max_connections=4, network_backend=backend)


@cache
def _tls_context() -> ssl.SSLContext:
    """Whom we trust, read once: it takes as long as reading several feeds."""
    return httpx.create_ssl_context()


def client_for(declared: DeclaredSource) -> tuple[httpx.Client, Deadline]:
    """An HTTP client for a source, and the deadline to start with each request.

    Proxies of the environment are not used: what they connect to could not be checked.
    """
    fetch = declared.source.fetch
    deadline = Deadline(fetch.timeout_seconds)
    transport = GuardedTransport(GuardedBackend(deadline, allow_private=fetch.allow_private))
    timeout = httpx.Timeout(fetch.timeout_seconds, connect=min(10.0, fetch.timeout_seconds))
    client = httpx.Client(transport=transport, timeout=timeout, follow_redirects=False, trust_env=False)
    return client, deadline
