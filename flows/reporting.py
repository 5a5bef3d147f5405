"""The end of a run: the pages are written, and the flow run gets a table of what was read and a link to them."""

from __future__ import annotations

import httpx
from prefect import get_run_logger
from prefect.artifacts import create_link_artifact, create_table_artifact

from flows.settings import Settings
from flows.summary import RunSummary
from warehouse.pages import publish

TABLE_KEY = "shushuo-sources"
LINK_KEY = "shushuo-report"


def report(settings: Settings, summary: RunSummary) -> None:
    """Write the pages, and leave the artifacts on the flow run; fills the summary's `report`."""
    index = publish(settings.lake, settings.report)
    summary.report = str(index)
    try:
        create_table_artifact(key=TABLE_KEY, table=summary.rows(), description=summary.message())
        create_link_artifact(key=LINK_KEY, link=index.resolve().as_uri(), link_text=str(index))
    except httpx.TransportError as error:  # the server is gone, the lake and the pages are written
        get_run_logger().warning("the flow run has no artifacts: Prefect's server does not answer (%s)", error)
