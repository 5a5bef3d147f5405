"""Whoever writes the pages last has read the lake last."""

import threading
from datetime import UTC, datetime

from filelock import FileLock

from transforms.articles.source import Source
from transforms.tables import Provenance, tabulate
from warehouse.lake import open_for_writing
from warehouse.load import Run, load
from warehouse.pages import publish
from warehouse.pages.site import LOCK
from warehouse.schema.arrow import arrow_schemas

SOURCE = Source(source_id="qingchuan", title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])


def add(url, reading, number):
    provenance = Provenance(f"run-{number}", datetime(2026, 1, 2, tzinfo=UTC), "1")
    with open_for_writing(url) as lake:
        load(lake, Run(provenance, "0.1.0"), [SOURCE], [tabulate([reading], arrow_schemas(), provenance)])


def test_a_second_build_waits_and_shows_what_came_meanwhile(tmp_path, make_lake_url, make_reading):
    url, site = make_lake_url("folder"), tmp_path / "site"
    add(url, make_reading("first.txt", 1), 1)
    publish(url, site)
    assert len(list((site / "articles").glob("[!m]*.html"))) == 1
    with FileLock(site / LOCK):
        second = threading.Thread(target=publish, args=(url, site))
        second.start()
        add(url, make_reading("second.txt", 2), 2)
        assert second.is_alive()
    second.join(timeout=120)
    assert len(list((site / "articles").glob("[!m]*.html"))) == 2
