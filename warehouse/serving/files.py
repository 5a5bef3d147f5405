"""The built pages: takes their folder, gives their files, each page under the policy that it carries itself."""

from __future__ import annotations

import html
import os
import re
from functools import lru_cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_WITHOUT_ITS_OWN = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


class Files(StaticFiles):
    """The folder of the pages; it may be built later, or again, while the server runs."""

    def __init__(self, folder: Path) -> None:
        """Serve `folder`, with ``index.html`` for folders."""
        super().__init__(directory=folder, html=True, check_dir=False)

    async def check_config(self) -> None:
        """A folder that is not there yet is no mistake: its pages are just not found."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """The file of a path; what begins with a dot is the builder's own and not served."""
        if any(part.startswith(".") and part != "." for part in Path(path).parts):
            return "", None
        return super().lookup_path(path)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """A file, with the headers that it needs."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = "no-cache"
        if str(full_path).endswith(".html"):
            policy = _policy(str(full_path), stat_result.st_mtime_ns)
            response.headers["content-security-policy"] = f"{policy}; frame-ancestors 'none'"
        return response


@lru_cache(maxsize=1024)
def _policy(path: str, _changed: int) -> str:
    """The policy that a page's head declares, which its header repeats; a strict one where it declares none."""
    with Path(path).open(encoding="utf-8", errors="replace") as page:
        match = _POLICY.search(page.read(2000))
    return html.unescape(match[1]) if match else _WITHOUT_ITS_OWN
