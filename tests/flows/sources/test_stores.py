"""Sources at s3:// addresses, on a real S3 server (moto's, over sockets): found, read, and told apart when it fails."""

import gzip
import importlib.util
import io
import json
import tarfile
import time
import zipfile
from functools import partial
from pathlib import Path

import boto3
import pandas as pd
import pytest

from flows.sources.discover import discover
from transforms.articles.inputs import Rejection
from transforms.records import Article

_spec = importlib.util.spec_from_file_location("lake_services", Path(__file__).parents[2] / "warehouse" / "services.py")
assert _spec is not None and _spec.loader is not None
services = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(services)

TEXT = "全县新修公路三十公里，惠及十二个村，群众出行更加方便。"
QUICK = "[fetch]\ntimeout_seconds = 1.0\nretries = 1"
SECRET = "a-test-secret-never-to-be-shown"


@pytest.fixture(scope="module")
def server():
    """An S3 server in this process."""
    made = services.Storage()
    yield made
    made.close()


@pytest.fixture
def bucket(server, monkeypatch):
    """The name of a new bucket, reachable with the right keys."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    yield server.new_bucket().split("/")[2]
    server.fail = lambda _: None


@pytest.fixture
def put(server, bucket):
    """Put an object into the bucket: put("a.txt", b"…")."""
    keys = {"aws_access_key_id": "a-test-key", "aws_secret_access_key": SECRET}
    client = boto3.client("s3", endpoint_url=server.url, region_name="us-east-1", **keys)
    return lambda name, content: client.put_object(Bucket=bucket, Key=name, Body=content)


@pytest.fixture
def news(put):
    """Three articles in two folders, a picture, and the empty object that consoles make for a folder."""
    put("news/2023/b.txt", TEXT.encode())
    put("news/2023/要闻 1+2%.txt", f"{TEXT}又一句。".encode("gb18030"))
    put("news/2024/01/c.txt", f"{TEXT}再一句。".encode())
    put("news/x.png", b"\x89PNG")
    put("news/2024/", b"")


@pytest.mark.parametrize(
    ("location", "names"),
    [
        ("news/", ["2023/b.txt", "2023/要闻 1+2%.txt", "2024/01/c.txt"]),
        ("news", ["2023/b.txt", "2023/要闻 1+2%.txt", "2024/01/c.txt"]),
        ("", ["2023/b.txt", "2023/要闻 1+2%.txt", "2024/01/c.txt"]),
        ("news/**/*.txt", ["2023/b.txt", "2023/要闻 1+2%.txt", "2024/01/c.txt"]),
        ("news/2023/*.txt", ["2023/b.txt", "2023/要闻 1+2%.txt"]),
        ("news/2024/01/c.txt", ["2024/01/c.txt"]),
    ],
    ids=["folder/", "folder", "bucket", "deep pattern", "pattern", "object"],
)
def test_objects_are_found_by_name_by_pattern_and_below_a_folder(location, names, news, bucket, declare, outcomes):
    articles = outcomes(declare('kind = "files"', f'locations = ["s3://{bucket}/{location}"]'))
    assert [each.locator for each in articles] == [f"s3://{bucket}/news/{name}" for name in names]
    assert all(isinstance(each, Article) and each.text.startswith(TEXT) for each in articles)


def test_excluded_objects_are_left_out_and_all_know_when_they_were_changed(news, bucket, declare):
    declared = declare('kind = "files"', f'locations = ["s3://{bucket}/"]', '[files]\nexclude = ["*/2023/*"]')
    (found,) = discover(declared)
    assert found.locator.endswith("/c.txt") and found.modified is not None


def rows():
    return [{"id": f"a{n}", "title": "公路通车", "text": f"{TEXT}第{n}条。"} for n in range(500)]


def table(kind):
    if kind == "parquet":
        written = io.BytesIO()
        pd.DataFrame(rows()).to_parquet(written)
        return written.getvalue()
    return gzip.compress("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows()).encode())


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.parquet"])
def test_table_is_read_in_few_requests(name, put, bucket, server, declare, outcomes):
    put(name, table(name.partition(".")[2].removesuffix(".gz") if name.endswith("parquet") else "jsonl"))
    before = server.requests
    articles = outcomes(declare('kind = "table"', f'locations = ["s3://{bucket}/{name}"]', '[table]\nid = "id"'))
    assert [each.locator for each in articles] == [f"s3://{bucket}/{name}#a{n}" for n in range(500)]
    assert server.requests - before < 10


def archive(kind, content):
    packed = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
            for n in range(100):
                made.writestr(f"{n:03}.txt", content)
    else:
        with tarfile.open(fileobj=packed, mode="w:gz") as made:
            for n in range(100):
                entry = tarfile.TarInfo(f"{n:03}.txt")
                entry.size = len(content)
                made.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_archive_is_read_in_few_requests(name, put, bucket, server, declare, outcomes):
    put(name, archive(name[2:5], TEXT.encode()))
    before = server.requests
    articles = outcomes(declare('kind = "files"', f'locations = ["s3://{bucket}/{name}"]'))
    assert [each.locator for each in articles] == [f"s3://{bucket}/{name}!/{n:03}.txt" for n in range(100)]
    assert server.requests - before < 10


def test_web_archive_and_feed_are_read(put, bucket, declare, outcomes):
    page = f"<html><title>公路通车</title><body><div class='art'><p>{TEXT}</p></div></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2023-10-08T01:02:03Z\r\n"
        f"WARC-Target-URI: https://example.org/1\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    put("a.warc.gz", gzip.compress(head.encode() + http + b"\r\n\r\n"))
    put("a.xml", f"<rss><channel><item><title>公路通车</title><description>{TEXT}</description></item></channel></rss>")
    (stored,) = outcomes(declare('kind = "warc"', f'locations = ["s3://{bucket}/a.warc.gz"]', '[html]\nbody = ".art"'))
    feed = f'kind = "feed"\nlocations = ["s3://{bucket}/a.xml"]\n[pages]\nfull_text = false'
    (entry,) = outcomes(declare(feed))
    assert (stored.text, entry.text) == (TEXT, TEXT)


@pytest.mark.parametrize(
    "location", ["no-such-bucket/", "no-such-bucket/*.txt", "no-such-bucket/a.txt", "{}/gone.txt", "{}/gone/"]
)
def test_bucket_or_object_that_is_not_there_is_told(location, bucket, declare, outcomes):
    (found,) = outcomes(declare('kind = "files"', f'locations = ["s3://{location.format(bucket)}"]', QUICK))
    assert (found.stage, found.reason) == ("fetch", "unreachable")
    assert "does not exist" in found.detail or "no such object" in found.detail


@pytest.mark.parametrize("location", ["", "news/*.txt", "news/2023/b.txt"])
def test_wrong_keys_are_told_without_them(location, news, bucket, declare, outcomes, monkeypatch):
    from moto.core import set_initial_no_auth_action_count

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAWRONGWRONGWRONG1")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong-secret-never-to-be-shown")
    declared = declare('kind = "files"', f'locations = ["s3://{bucket}/{location}"]', QUICK)
    with_keys_checked = set_initial_no_auth_action_count(0)(outcomes)
    (found,) = with_keys_checked(declared)
    assert (found.stage, found.reason) == ("fetch", "forbidden")
    assert "check AWS_ACCESS_KEY_ID" in found.detail
    assert "AKIAWRONG" not in str(found) and "wrong-secret" not in str(found)


@pytest.mark.parametrize("verdict", [500, 503, 3.0])
@pytest.mark.parametrize("kind", ["folder", "object"])
def test_store_that_fails_or_is_slow_is_asked_again_and_then_told(
    verdict, kind, news, bucket, server, declare, outcomes
):
    server.fail = lambda _: verdict
    failures, begun = server.failures, time.monotonic()
    location = f"s3://{bucket}/news/" + ("2023/b.txt" if kind == "object" else "")
    (found,) = outcomes(declare('kind = "files"', f'locations = ["{location}"]', QUICK))
    assert (found.stage, found.reason) == ("fetch", "timeout" if verdict == 3.0 else "unreachable")
    assert server.failures - failures == 2
    assert time.monotonic() - begun < 8


def test_failure_that_passes_is_not_seen(news, bucket, server, declare, outcomes):
    answers = [500, None, 503, None]
    server.fail = lambda _: answers.pop(0) if answers else None
    articles = outcomes(declare('kind = "files"', f'locations = ["s3://{bucket}/news/"]', QUICK))
    assert [type(each) for each in articles] == [Article] * 3 and not answers


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.parquet", "a.zip", "a.tar.gz", "a.warc.gz", "a.txt"])
def test_store_that_fails_midway_is_no_damaged_file(name, put, bucket, server, declare, outcomes):
    """The object is found and opened; what is read of it then fails."""
    kind = {"jsonl.gz": "table", "parquet": "table", "warc.gz": "warc"}.get(name[2:], "files")
    put(name, table("parquet" if "parquet" in name else "jsonl"))
    declared = declare(f'kind = "{kind}"', f'locations = ["s3://{bucket}/{name}"]', QUICK)
    server.fail = lambda method: 500 if method == "GET" else None
    found = outcomes(declared)[-1]
    assert isinstance(found, Rejection)
    assert (found.stage, found.reason) == ("fetch", "unreachable")


@pytest.mark.parametrize("location", ["ftp://example.org/a.txt", "github://org/a.txt", "file:///etc/passwd"])
def test_other_protocols_are_not_read(location, declare, outcomes):
    (found,) = outcomes(declare('kind = "files"', f'locations = ["{location}"]'))
    assert isinstance(found, Rejection)
    assert "use a local path, https:// or s3://" in found.detail


def everything_said_and_kept(workspace, done, shushuo, server):
    """What a run printed, every file it left, and every row of the lake's tables."""
    asked = shushuo("sql", "SELECT * FROM rejects", server=server), shushuo("sql", "SELECT * FROM runs", server=server)
    files = [path.read_bytes() for path in workspace.rglob("*") if path.is_file()]
    return b"\n".join([done.stdout.encode(), done.stderr.encode(), *(each.stdout.encode() for each in asked), *files])


def test_run_with_the_right_keys_reads_and_one_with_wrong_keys_tells_no_secret(
    news, bucket, server, workspace, shushuo, prefect_server
):
    from moto.core import set_initial_no_auth_action_count

    (workspace / "seeds" / "stored").mkdir()
    head = f"title = '样报'\npublisher = '样报社'\nkind = 'files'\nlocations = ['s3://{bucket}/news/']\n{QUICK}\n"
    (workspace / "seeds" / "stored" / "source.toml").write_text(head, "utf-8")
    run = partial(shushuo, "run", "stored", server=prefect_server, **server.environment)
    right = run()
    assert right.returncode == 0, right.stderr
    assert "3 articles + 0 rejects + 0 unchanged = 3 inputs" in right.stdout + right.stderr
    wrong_keys = {"AWS_ACCESS_KEY_ID": "AKIAWRONGWRONGWRONG1", "AWS_SECRET_ACCESS_KEY": "wrong-secret-never-shown"}
    run = partial(shushuo, "run", "stored", server=prefect_server, **server.environment | wrong_keys)
    wrong = set_initial_no_auth_action_count(0)(run)()
    told = everything_said_and_kept(workspace, wrong, shushuo, prefect_server)
    assert b"forbidden" in told
    for secret in (SECRET, *wrong_keys.values()):
        assert secret.encode() not in told
