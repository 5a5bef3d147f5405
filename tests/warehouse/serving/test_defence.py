"""Other sites and other machines are kept out, and nothing that articles say runs in the browser."""

import pytest

from warehouse.serving.defence import of_loopback

HOSTILE = "<script>alert(1)</script>"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8321", "localhost", "LOCALHOST:80", "[::1]", "[::1]:8321"])
def test_loopback_names_are_answered(ask, host):
    assert of_loopback(host)
    assert ask("/api/search?q=x", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8321",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.1.5",
        "",
        "127.0.0.1:8321@evil.example",
        "0.0.0.0",
        "[::2]",
        "127.0.0.1:",
    ],
)
def test_other_names_for_this_machine_are_refused(ask, host):
    if host == "127.0.0.1:":
        assert of_loopback(host)  # an empty port is the default port
        return
    for path in ("/", "/api/sql?q=SELECT+1", "/search?q=x", "/sql?q=SELECT+1"):
        answer = ask(path, headers={"host": host})
        assert answer.status_code == 421, path
        assert "127.0.0.1" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:3000"},
        {"origin": "null"},
    ],
)
def test_pages_of_other_sites_cannot_ask(ask, headers):
    assert ask("/api/sql?q=SELECT+1", headers=headers).status_code == 403
    assert ask("/api/search?q=x", headers=headers).status_code == 403
    assert ask("/api/sql", "POST", json={"sql": "SELECT 1"}, headers=headers).status_code == 403


def test_our_own_pages_can_ask(ask):
    headers = {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8321"}
    assert ask("/api/sql", "POST", json={"sql": "SELECT 1"}, headers=headers).status_code == 200


def test_sql_behind_a_link_of_another_site_is_shown_and_not_run(ask):
    page = ask("/sql?q=SELECT+41%2B1+AS+x", headers={"sec-fetch-site": "cross-site"}).text
    assert "SELECT 41+1 AS x" in page
    assert "没有运行" in page
    assert "<td" not in page
    assert '<td class="numeric">42</td>' in ask("/sql?q=SELECT+41%2B1+AS+x", headers={"sec-fetch-site": "none"}).text


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=x",
        "/sql",
        "/api/search?q=x",
        "/api/sql?q=selct",
        "/nothing",
        "/live/live.js",
        "/assets/site.css",
        "/search.html",
    ],
)
def test_every_answer_carries_the_headers(ask, path):
    headers = ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "server" not in headers


def test_a_built_page_is_sent_under_the_policy_that_it_declares(ask, report):
    (article, *_) = sorted((report / "articles").glob("*.html"))
    policy = ask(f"/articles/{article.name}").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert "form-action 'none'" in policy


def test_what_articles_and_askers_write_is_never_markup(ask):
    found = ask("/search", params={"q": "瓯江大桥"}).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in found
    assert "&lt;b&gt;全长&lt;/b&gt;" in found
    for path in (
        "/search?q=瓯江大桥",
        f"/search?q={HOSTILE}",
        f"/search?q=x&place={HOSTILE}",
        f"/sql?q={HOSTILE}",
        "/sql?q=FROM articles",
        f"/{HOSTILE}",
    ):
        page = ask(path).text
        assert HOSTILE not in page, path
        assert "<b>" not in page, path
    assert (
        HOSTILE
        not in ask("/search", params={"q": '"><script>alert(1)</script>', "speaker": "' onfocus=alert(1) x='"}).text
    )


def test_the_answer_of_a_query_is_never_markup(ask):
    page = ask("/sql", params={"q": "SELECT '<img src=x onerror=alert(1)>' AS \"<svg onload=alert(2)>\""}).text
    assert "<img src=x" not in page
    assert "<svg onload" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_json_is_never_taken_for_a_page(ask):
    answer = ask("/api/search?q=瓯江大桥")
    assert answer.json()["hits"][0]["title"] == HOSTILE
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
