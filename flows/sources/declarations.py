"""Reading ``seeds/<source_id>/source.toml``: strict, with errors that say what to mend.

Takes folders, gives :class:`DeclaredSource` (the checked declaration and the folder it stands in). An error names
the file, the key, what was expected there and the nearest key that exists.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from flows.messages import MistakeError
from transforms.articles.source import Source

FILE_NAME = "source.toml"
_A_DAY = "a day that exists, without quotes, such as 2024-02-28"
_ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,62}$")


class DeclarationError(MistakeError):
    """A ``source.toml`` that is not right; `problems` holds one line for each thing to mend."""

    def __init__(self, problems: list[str]) -> None:
        """Say the first problem, and how to see the others."""
        more = f" (and {len(problems) - 1} more: shushuo source check)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")
        self.problems = problems


class UnknownSourceError(MistakeError):
    """A source id that no folder under ``seeds/`` has."""


@dataclass(frozen=True, slots=True)
class DeclaredSource:
    """A source and the folder that its relative locations start from."""

    source: Source
    folder: Path

    @property
    def source_id(self) -> str:
        """The folder's name."""
        return self.source.source_id


def find_sources(seeds: Path, wanted: Sequence[str] = ()) -> list[DeclaredSource]:
    """The declared sources, by id.

    Args:
        seeds: the folder with one folder a source.
        wanted: ids to read; all that are there if empty.

    Raises:
        UnknownSourceError: a wanted source does not exist.
        DeclarationError: a declaration is not right.
    """
    require_known(seeds, wanted)
    return [read_source(seeds / source_id) for source_id in (sorted(set(wanted)) or source_ids(seeds))]


def require_known(seeds: Path, wanted: Sequence[str]) -> None:
    """Make sure that sources exist.

    Raises:
        UnknownSourceError: one does not; with the nearest id.
    """
    known = source_ids(seeds)
    for source_id in wanted:
        if source_id not in known:
            near = difflib.get_close_matches(source_id, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known) or 'none'}"
            raise UnknownSourceError(f"no source {source_id} in {seeds}; {hint}")


def chosen_sources(seeds: Path, wanted: Sequence[str] = ()) -> list[DeclaredSource]:
    """The sources of a run: those that are wanted by name, else all that are not disabled.

    Raises:
        UnknownSourceError: a wanted source does not exist.
        DeclarationError: a declaration is not right.
    """
    found = find_sources(seeds, wanted)
    return found if wanted else [declared for declared in found if not declared.source.disabled]


def source_ids(seeds: Path) -> list[str]:
    """The folders under `seeds` that hold a ``source.toml``, sorted."""
    return sorted(path.parent.name for path in seeds.glob(f"*/{FILE_NAME}"))


def read_source(folder: Path) -> DeclaredSource:
    """Read and check one source.

    Args:
        folder: the folder with the ``source.toml``.

    Raises:
        DeclarationError: the file is missing, no TOML, or not a declaration.
    """
    path = folder / FILE_NAME
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DeclarationError([f"{path}: cannot be read ({error.strerror}); a source needs this file"]) from None
    return DeclaredSource(check_declaration(content, path), folder)


def check_declaration(content: bytes, path: Path) -> Source:
    """Check the content of a ``source.toml``.

    Args:
        content: the bytes of the file.
        path: where it stands; the folder's name is the source's id.

    Raises:
        DeclarationError: with one problem for each thing that is wrong.
    """
    source_id = path.parent.name
    if not _ID.match(source_id):
        raise DeclarationError([f"{path.parent}: the folder's name is the source's id: small letters, digits, - and _"])
    try:
        declared = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise DeclarationError([f"{path}: not UTF-8; save the file as UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError([f"{path}: {_say_no_toml(str(error), content.decode('utf-8'))}"]) from None
    if "source_id" in declared:
        raise DeclarationError([f"{path}: source_id: not in the file; the folder's name ({source_id}) is the id"])
    try:
        return Source.model_validate({**declared, "source_id": source_id})
    except ValidationError as error:
        problems = [_say(each, path, declared) for each in error.errors()]
        raise DeclarationError(list(dict.fromkeys(problems))) from None


def _say_no_toml(error: str, text: str) -> str:
    """What is wrong with a text that is no TOML; a day that does not exist is the most common, and named by its key."""
    place = re.search(r"at line (\d+)", error)
    lines = text.splitlines()[: int(place[1])] if place else []
    given = re.match(r"\s*([\w-]+)\s*=\s*(\d{4}-\d+-\d+)", lines[-1]) if lines else None
    if given is None:
        return f"no TOML: {error}"
    section = next((match[1] for line in reversed(lines) if (match := re.match(r"\s*\[([\w.-]+)\]", line))), "")
    key = f"{section}.{given[1]}" if section else given[1]
    return f"{key}: expected {_A_DAY}, not {given[2]} (line {len(lines)})"


def _say(problem: ErrorDetails, path: Path, declared: dict[str, Any]) -> str:
    """One problem in one line: file, key, what was expected, what stands there, the nearest name."""
    location = [str(part) for part in problem["loc"]]
    key = ".".join(location)
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "extra_forbidden":
        return f"{path}: {key}: no such key{_nearest(location, declared)}"
    if kind == "missing":
        return f"{path}: {key}: missing; expected {_description(location) or 'a value'}"
    if kind == "literal_error":
        return f"{path}: {key}: expected {context['expected']}, not {problem['input']!r}{_near_value(context, problem)}"
    expected = problem["msg"].removeprefix("Value error, ")
    expected = re.sub(r"^Input should be ", "", expected)
    if kind == "date_type":
        expected = _A_DAY
    elif kind == "model_type":
        expected = f"a section: [{key}]"
    # An address with a password in it is not repeated.
    is_silent = not key or isinstance(problem["input"], dict) or (kind == "value_error" and key == "locations")
    given = "" if is_silent else f", not {problem['input']!r}"
    return f"{path}: {key or 'the whole'}: expected {expected}{given}"


def _nearest(location: list[str], declared: dict[str, Any]) -> str:
    """The nearest key that exists in the same section, or in another one."""
    name, model = location[-1], _model_at(location[:-1])
    here = difflib.get_close_matches(name, [field for field in model.model_fields if field != "source_id"], 1, 0.6)
    if here:
        return f"; did you mean {here[0]}?"
    for section, field in Source.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel) and name in inner.model_fields:
            return f"; did you mean {name} in [{section}]?"
    if name in Source.model_fields:
        return f"; did you mean {name} above the first [section]?"
    names = ", ".join(sorted(field for field in model.model_fields if field != "source_id"))
    return f"; there are: {names}"


def _near_value(context: dict[str, Any], problem: ErrorDetails) -> str:
    choices = re.findall(r"'([^']+)'", str(context["expected"]))
    near = difflib.get_close_matches(str(problem["input"]), choices, 1)
    return f"; did you mean {near[0]}?" if near else ""


def _model_at(location: Iterable[str]) -> type[BaseModel]:
    model: type[BaseModel] = Source
    for name in location:
        field = model.model_fields.get(name)
        candidates = [field.annotation, *get_args(field.annotation)] if field else []
        model = next((each for each in candidates if isinstance(each, type) and issubclass(each, BaseModel)), model)
    return model


def _description(location: list[str]) -> str:
    field = _model_at(location[:-1]).model_fields.get(location[-1])
    return (field.description or "") if field else ""
