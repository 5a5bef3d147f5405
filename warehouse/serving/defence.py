"""What keeps the server to its own browser: takes an ASGI application, gives one that answers only the machine's user.

A page of another site must not read the lake through the user's browser, whether under a name that it lets point here
(DNS rebinding: the ``Host`` header is then not a loopback name) or by asking directly (``Sec-Fetch-Site``, ``Origin``).
Every answer carries headers that forbid framing, guessing of types and anything from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
# For answers that say nothing of their own: data and errors.
STRICT_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "content-security-policy": STRICT_POLICY,
    "cache-control": "no-store",
}
_STRANGERS = ("cross-site", "same-site")


class Defence:
    """Middleware around the whole application, its errors included."""

    def __init__(self, app: ASGIApp, refuse: Callable[[Request, int, str], Response]) -> None:
        """Wrap `app`; `refuse` makes the answer to a request that is refused."""
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_defended(message: Message) -> None:
            if message["type"] == "http.response.start":
                defend(MutableHeaders(scope=message))
            await send(message)

        headers = Headers(scope=scope)
        if not of_loopback(headers.get("host", "")):
            answer = self._refuse(Request(scope), 421, "this server answers to 127.0.0.1 and localhost only")
        elif scope["path"].startswith("/api/") and from_stranger(headers):
            answer = self._refuse(Request(scope), 403, "pages of other sites may not ask this server")
        else:
            await self._app(scope, receive, send_defended)
            return
        await answer(scope, receive, send_defended)


def defend(headers: MutableHeaders) -> None:
    """Add the headers that every answer carries, where it has none of its own."""
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)


def of_loopback(host: str) -> bool:
    """Whether a ``Host`` header names this machine by a loopback name, with any port."""
    name, colon, port = host.lower().rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host.lower(), ""
    return name in LOOPBACK and (port.isdecimal() or not port)


def from_stranger(headers: Headers) -> bool:
    """Whether a page of another origin sent the request."""
    if headers.get("sec-fetch-site", "none") in _STRANGERS:
        return True
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host")
