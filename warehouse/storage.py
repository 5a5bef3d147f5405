"""S3-compatible storage as the environment describes it: for the raw copies, and for sources at s3:// addresses.

Takes the variables that every AWS tool knows, gives an Arrow filesystem. DuckDB's secret for the lake's tables is made
from the same variables (:mod:`warehouse.address`). Where no key is given, the usual places are looked in (the
profile in ``~/.aws``, the role of the machine).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from pyarrow import fs

SECRETS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
"""Variables whose values must stand in no message."""


def open_storage(environment: Mapping[str, str], **limits: Any) -> fs.S3FileSystem:  # noqa: ANN401 - Arrow's own options
    """Connect to S3; nothing is asked of it yet.

    Args:
        environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION or AWS_DEFAULT_REGION,
            AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL.
        limits: time limits and retries, as ``pyarrow.fs.S3FileSystem`` takes them.
    """
    options: dict[str, Any] = dict(limits)
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")
    if endpoint:
        parts = urlsplit(endpoint if "://" in endpoint else f"https://{endpoint}")
        options |= {"endpoint_override": parts.netloc, "scheme": parts.scheme}
    names = {
        "access_key": ("AWS_ACCESS_KEY_ID",),
        "secret_key": ("AWS_SECRET_ACCESS_KEY",),
        "session_token": ("AWS_SESSION_TOKEN",),
        "region": ("AWS_REGION", "AWS_DEFAULT_REGION"),
    }
    for option, variables in names.items():
        if given := next((environment[name] for name in variables if environment.get(name)), ""):
            options[option] = given
    return fs.S3FileSystem(**options)
