"""Fetching pages, safely and politely: one :class:`Fetcher` a source.

robots.txt is obeyed; a host is asked one thing at a time with a pause between; what was fetched before is asked for
conditionally; transient failures are tried again with back-off; size, time and redirects have limits. An answer is
a :class:`RememberedPage`; whatever goes wrong is a ``RejectedError`` of stage ``fetch``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from flows.sources.bodies import read_body
from flows.sources.declarations import DeclaredSource
from flows.sources.memory import PageMemory, ProcessMemory, RememberedPage
from flows.sources.network import UnsafeAddressError, client_for
from flows.sources.pacing import PACER, Pacer
from flows.sources.robots import Robots
from transforms.articles.inputs import RejectedError

MAX_REDIRECTS = 5
MAX_WAIT_SECONDS = 120.0
MAX_ROBOTS_BYTES = 500_000
_TRANSIENT = frozenset((408, 425, 429, 500, 502, 503, 504))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


class TransientError(Exception):
    """A failure that may pass by itself; `wait` is how long the server asks us to stay away, if it does."""

    def __init__(self, reason: str, detail: str, wait: float = 0.0) -> None:
        """Keep what the rejection will say if it does not pass."""
        super().__init__(detail)
        self.reason, self.detail, self.wait = reason, detail, wait


class NoRobotsError(TransientError):
    """A robots.txt that cannot be had: until it can, nothing of its host may be fetched (RFC 9309, 2.3.1.4)."""

    def __init__(self, address: str, detail: str) -> None:
        """Keep which robots.txt it is."""
        super().__init__("unreachable", f"{address} cannot be had, so nothing may be fetched there: {detail}")
        self.address = address


class Fetcher:
    """Fetches the pages of one source."""

    def __init__(
        self,
        declared: DeclaredSource,
        memory: PageMemory | None = None,
        pacer: Pacer = PACER,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open nothing yet.

        Args:
            declared: the source: its limits, delay and contact.
            memory: what was fetched before.
            pacer: pauses between requests to a host.
            now: the time that is noted as the time of fetching.
        """
        self._declared = declared
        self._fetch = declared.source.fetch
        self._memory = memory if memory is not None else ProcessMemory()
        self._pacer, self._now = pacer, now
        contact = self._fetch.contact or declared.source.homepage
        self.user_agent = f"shushuo/{version('shushuo')}" + (f" (+{contact})" if contact else "")
        self._client, self._deadline = client_for(declared)
        self._robots = Robots(self.user_agent, self._ask_robots)

    def __enter__(self) -> Self:
        """Use as a context, so that connections are closed."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self._client.close()

    def kept(self, address: str) -> RememberedPage | None:
        """The page as it was fetched last, without asking for it again; None if it never was."""
        return self._memory.recall(self._declared.source_id, address)

    def is_settled(self, address: str) -> bool:
        """Whether an earlier run fetched a page and read it to the end."""
        return self._memory.is_settled(self._declared.source_id, address)

    def get(self, address: str) -> RememberedPage:
        """Fetch a page, or learn that it has not changed since it was fetched.

        Args:
            address: an http or https address.

        Raises:
            RejectedError: with stage ``fetch`` and the reason: forbidden, unsafe-address, too-large, timeout,
                unreachable.
        """
        known = self._memory.recall(self._declared.source_id, address)
        page = self._with_retries(address, known)
        self._memory.keep(self._declared.source_id, address, page)
        return page

    def _with_retries(self, address: str, known: RememberedPage | None) -> RememberedPage:
        for attempt in range(self._fetch.retries + 1):
            try:
                return self._follow(address, known)
            except TransientError as failure:
                if attempt == self._fetch.retries or failure.wait > MAX_WAIT_SECONDS:
                    if isinstance(failure, NoRobotsError):
                        self._robots.give_up(failure.address, failure.detail)
                    raise RejectedError("fetch", failure.reason, failure.detail) from None
                self._pacer.pause(max(failure.wait, self._fetch.delay_seconds * 2**attempt))
        raise AssertionError("the loop ends by returning or raising")

    def _follow(self, address: str, known: RememberedPage | None) -> RememberedPage:
        """Ask, and follow redirects; each hop is checked anew."""
        place = address
        for _ in range(MAX_REDIRECTS + 1):
            _check_address(place)
            if not self._robots.allows(place):
                raise RejectedError("fetch", "forbidden", f"robots.txt of {urlsplit(place).netloc} does not allow it")
            answer = self._ask(place, known)
            if isinstance(answer, RememberedPage):
                return answer
            place = _joined(place, answer)
        raise RejectedError("fetch", "unreachable", f"more than {MAX_REDIRECTS} redirects")

    def _ask(self, address: str, known: RememberedPage | None) -> RememberedPage | str:
        """One request: the page, or the address that the server redirects to."""
        host = urlsplit(address).netloc
        with self._pacer.lock(host):
            self._pacer.wait(host, max(self._fetch.delay_seconds, self._robots.delay(address)))
            self._deadline.start()
            try:
                with self._client.stream("GET", address, headers=self._headers(known)) as response:
                    return self._read(response, known)
            except UnsafeAddressError as error:
                raise RejectedError("fetch", "unsafe-address", str(error)) from None
            except httpx.TimeoutException as error:
                raise TransientError(
                    "timeout", f"{type(error).__name__} after {self._fetch.timeout_seconds} s"
                ) from None
            except httpx.TransportError as error:
                raise TransientError("unreachable", f"{type(error).__name__}: {error}") from None
            except (httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
                raise RejectedError("fetch", "unreachable", f"{type(error).__name__}: {error}") from None
            finally:
                self._pacer.done(host)

    def _headers(self, known: RememberedPage | None) -> dict[str, str]:
        headers = {
            "User-Agent": self.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
        }
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        return headers

    def _read(self, response: httpx.Response, known: RememberedPage | None) -> RememberedPage | str:
        status = response.status_code
        if status == 304 and known is not None:
            return known
        if status in _REDIRECTS and response.headers.get("location"):
            return str(response.headers["location"])
        if status in _TRANSIENT:
            raise TransientError("unreachable", f"the server answers {status}", _retry_after(response, self._now()))
        if status in {401, 403, 451}:
            raise RejectedError("fetch", "forbidden", f"the server answers {status}")
        if status != 200:
            raise RejectedError("fetch", "unreachable", f"the server answers {status}")
        content = read_body(response, self._fetch.max_bytes)
        media_type, _, parameters = response.headers.get("content-type", "").partition(";")
        return RememberedPage(
            content=content,
            url=str(response.url),
            fetched_at=self._now(),
            etag=response.headers.get("etag", ""),
            last_modified=response.headers.get("last-modified", ""),
            media_type=media_type.strip().lower(),
            charset=parameters.partition("charset=")[2].strip(" \"';").lower(),
        )

    def _ask_robots(self, address: str) -> tuple[int, bytes]:
        """Status and text of a robots.txt; status 0 if it is no text that can be read."""
        place = address
        for _ in range(MAX_REDIRECTS + 1):
            _check_address(place)
            status, told = self._ask_for_rules(place, address)
            if status not in _REDIRECTS or not told:
                return status, told
            place = _joined(place, told.decode())
        return 0, b""

    def _ask_for_rules(self, place: str, address: str) -> tuple[int, bytes]:
        """One request for a robots.txt: status and text, or where it redirects to."""
        host = urlsplit(place).netloc
        with self._pacer.lock(host):
            self._pacer.wait(host, self._fetch.delay_seconds)
            self._deadline.start()
            try:
                with self._client.stream("GET", place, headers=self._headers(None)) as response:
                    status = response.status_code
                    if status in _REDIRECTS:
                        return status, response.headers.get("location", "").encode()
                    if status in _TRANSIENT:
                        raise NoRobotsError(address, f"the server answers {status}")
                    return status, read_body(response, MAX_ROBOTS_BYTES) if status == 200 else b""
            except UnsafeAddressError as error:
                raise RejectedError("fetch", "unsafe-address", str(error)) from None
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
                raise NoRobotsError(address, f"{type(error).__name__}: {error}") from None
            except RejectedError:
                return 0, b""
            finally:
                self._pacer.done(host)


def _joined(place: str, onward: str) -> str:
    """Where a redirect leads."""
    try:
        return urljoin(place, onward)
    except ValueError:
        raise RejectedError("fetch", "unreachable", f"redirected to what is no address: {onward[:200]}") from None


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
    except ValueError as error:  # https://[::1 and the like
        raise RejectedError("fetch", "unreachable", f"no address: {address[:200]} ({error})") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise RejectedError("fetch", "unsafe-address", f"not an http or https address: {address[:200]}")
    if parts.username or parts.password:
        raise RejectedError("fetch", "unsafe-address", "an address with a user name in it")


def _retry_after(response: httpx.Response, now: datetime) -> float:
    """Seconds that the server asks us to wait, 0 if it does not say."""
    told = response.headers.get("retry-after", "").strip()
    if told.isdigit():
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - now).total_seconds()) if told else 0.0
    except (ValueError, TypeError):
        return 0.0
