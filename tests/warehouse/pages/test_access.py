"""Everyone can use the pages: axe-core finds nothing serious, in light and dark, in Chinese and English."""

from pathlib import Path
from typing import Any

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

KINDS = (
    *("index.html", "indicators.html", "places.html", "initiatives.html", "changes.html", "targets.html"),
    *("conflicts.html", "articles.html", "quality.html", "dictionary.html", "search.html"),
    *("indicators/case_time.html", "articles/*.html", "initiatives/*.html", "places/*.html"),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_serious_violation(browser: Any, seed_site: Path, kind: str, scheme: str) -> None:
    (file, *_) = sorted(seed_site.glob(kind))
    # The policy of the pages would keep axe itself out.
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(file.as_uri())
    if scheme == "dark":
        page.click(".language")
    if page.locator("a.q").count():
        page.click("a.q >> nth=0")
    found = axe.Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    context.close()
    assert [
        (violation["id"], violation["nodes"][0]["html"])
        for violation in found
        if violation["impact"] in ("serious", "critical")
    ] == []
