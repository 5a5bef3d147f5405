"""robots.txt, as RFC 9309 wants it read (protego): what a host lets us fetch, and how slowly."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from transforms.articles.inputs import RejectedError

MAX_DELAY_SECONDS = 60.0
_NOTHING = "User-agent: *\nDisallow: /"


class Robots:
    """The rules of the hosts asked so far; each robots.txt is fetched once."""

    def __init__(self, user_agent: str, ask: Callable[[str], tuple[int, bytes]]) -> None:
        """Start without any rules.

        Args:
            user_agent: the name that rules are looked up by.
            ask: gives status and text of a robots.txt by its address; status 0 if it cannot be read; what it raises
                is handed on.
        """
        self._name, self._ask = user_agent.partition("/")[0], ask
        self._rules: dict[str, Protego] = {}
        self._given_up: dict[str, str] = {}

    def allows(self, address: str) -> bool:
        """Whether the host lets us fetch an address."""
        return bool(self._rules_for(address).can_fetch(address, self._name))

    def delay(self, address: str) -> float:
        """Seconds that the host wants between requests; 0 if it does not say."""
        told = self._rules_for(address).crawl_delay(self._name)
        return min(float(told or 0.0), MAX_DELAY_SECONDS)

    def give_up(self, address: str, detail: str) -> None:
        """Ask a host no more: its robots.txt could not be had, so nothing of it may be fetched."""
        self._given_up[_origin(address)] = detail

    def _rules_for(self, address: str) -> Protego:
        origin = _origin(address)
        if origin in self._given_up:
            raise RejectedError("fetch", "unreachable", self._given_up[origin])
        if origin not in self._rules:
            status, text = self._ask(f"{origin}/robots.txt")
            self._rules[origin] = Protego.parse(self._text_for(status, text))
        return self._rules[origin]

    @staticmethod
    def _text_for(status: int, text: bytes) -> str:
        """RFC 9309, 2.3.1: no file means all is allowed, a server that fails means nothing is."""
        if status == 200:
            return text.decode("utf-8", "replace")
        return "" if 400 <= status < 500 else _NOTHING


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
