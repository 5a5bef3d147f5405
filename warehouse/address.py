"""Where a lake is: takes one URL, gives its catalog, its data path, and what connects to them.

``lake`` or ``file:///srv/lake``
    a folder: SQLite catalog in ``catalog.sqlite``, Parquet files under ``data/``
``postgresql://user@host:5432/name?data=/srv/lake``
    PostgreSQL catalog; ``data`` is a folder or ``s3://bucket/prefix`` (and may stand in folder lakes too), under
    which the Parquet files go to ``data/`` and the raw copies to ``raw/``

Passwords and keys come from the environment (PGPASSWORD, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL_S3), or from a mapping of the same names.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from warehouse.errors import LakeError, redact
from warehouse.schema.statements import literal

LAKE = "lake"  # the name under which a lake is attached
_POSTGRES = ("postgresql", "postgres")


@dataclass(frozen=True)
class Address:
    """A lake's place.

    Attributes:
        shown: the URL without secrets, for messages.
        folder: the lake's own folder, for a SQLite catalog, else None.
        base: absolute folder, or ``s3://bucket/prefix``, without a slash at its end.
        postgres: connection parameters by their libpq names, empty for a SQLite catalog.
        environment: where credentials stand.
    """

    shown: str
    folder: Path | None
    base: str
    postgres: Mapping[str, str] = field(default_factory=dict, repr=False)
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def data_path(self) -> str:
        """Where DuckLake keeps its Parquet files, and nothing else may be: its cleaning takes strange files away."""
        return f"{self.base}/data"

    @property
    def raw_path(self) -> str:
        """Where the raw copies are."""
        return f"{self.base}/raw"

    @property
    def on_s3(self) -> bool:
        """Whether the data path is S3-compatible storage."""
        return self.base.startswith("s3://")

    @property
    def catalog_file(self) -> Path:
        """The SQLite catalog; raises ValueError for another catalog."""
        if self.folder is None:
            raise ValueError("the catalog is not a file")
        return self.folder / "catalog.sqlite"

    @property
    def extensions(self) -> list[str]:
        """The extensions of DuckDB that this lake needs."""
        catalog = "postgres_scanner" if self.postgres else "sqlite_scanner"
        return ["ducklake", catalog, *(["httpfs"] if self.on_s3 else [])]

    def secrets(self) -> Iterator[str]:
        """CREATE SECRET statements: connection parameters that must stand in no other statement."""
        if self.postgres:
            names = {"dbname": "DATABASE", "host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
            given = ", ".join(f"{names[name]} {literal(value)}" for name, value in self.postgres.items())
            yield f"CREATE SECRET lake_catalog (TYPE postgres, {given})"
        if self.on_s3:
            given = ", ".join(f"{name} {value}" for name, value in _s3_options(self.environment).items())
            yield f"CREATE SECRET lake_data (TYPE s3, {given}, SCOPE {literal(self.base)})"

    def attach(self, *, read_only: bool = False, snapshot: int | None = None) -> str:
        """The ATTACH statement; `snapshot` looks at the lake as of that snapshot (read-only)."""
        options = [f"DATA_PATH {literal(self.data_path + '/')}", "OVERRIDE_DATA_PATH true"]
        options += ["DATA_INLINING_ROW_LIMIT 0"]  # every row in Parquet, where any tool can read it
        if self.postgres:
            place = "ducklake:postgres:"
            options.append("META_SECRET 'lake_catalog'")
        else:
            place = f"ducklake:sqlite:{self.catalog_file}"
            options += ["META_JOURNAL_MODE 'WAL'", "META_BUSY_TIMEOUT 30000"]
        if read_only:
            options += ["READ_ONLY", "CREATE_IF_NOT_EXISTS false"]
        if snapshot is not None:
            options.append(f"SNAPSHOT_VERSION {snapshot:d}")
        return f"ATTACH {literal(place)} AS {LAKE} ({', '.join(options)})"


def parse(url: str, environment: Mapping[str, str] | None = None) -> Address:
    """The place that a URL names; raises `LakeError` for one that names none."""
    environment = os.environ if environment is None else environment
    parts = urlsplit(url)
    data = parse_qs(parts.query).get("data", [""])[0].rstrip("/")
    if data and "://" not in data:
        data = str(Path(data).absolute())
    if parts.scheme in _POSTGRES:
        if not data:
            raise LakeError(f"{redact(url)} does not say where the Parquet files go: add ?data=/folder or ?data=s3://…")
        return Address(redact(url), None, data, _postgres(parts, environment), environment)
    if parts.scheme not in ("", "file"):
        raise LakeError(f"{redact(url)}: a lake is a folder, file://…, or postgresql://…?data=…")
    folder = Path(unquote(parts.path)).expanduser().absolute()
    return Address(str(folder), folder, data or str(folder), {}, environment)


def _postgres(parts: SplitResult, environment: Mapping[str, str]) -> dict[str, str]:
    found = {
        "host": parts.hostname or environment.get("PGHOST", "localhost"),
        "port": str(parts.port or environment.get("PGPORT", "5432")),
        "user": unquote(parts.username or environment.get("PGUSER", "postgres")),
        "dbname": parts.path.strip("/") or environment.get("PGDATABASE", "postgres"),
        "password": unquote(parts.password or environment.get("PGPASSWORD", "")),
    }
    return {name: value for name, value in found.items() if value}


def _s3_options(environment: Mapping[str, str]) -> dict[str, str]:
    """Options of an S3 secret, as SQL literals."""
    names = {
        "KEY_ID": "AWS_ACCESS_KEY_ID",
        "SECRET": "AWS_SECRET_ACCESS_KEY",
        "SESSION_TOKEN": "AWS_SESSION_TOKEN",
        "REGION": "AWS_REGION",
    }
    options = {option: literal(environment[name]) for option, name in names.items() if environment.get(name)}
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")
    if endpoint:
        parts = urlsplit(endpoint if "://" in endpoint else f"https://{endpoint}")
        options |= {"ENDPOINT": literal(parts.netloc), "URL_STYLE": "'path'"}
        options["USE_SSL"] = "false" if parts.scheme == "http" else "true"
    return options or {"PROVIDER": "config"}
