"""Examples that were really run: read from openapi/examples and set into a service's description."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parents[2] / "openapi" / "examples"

Example = dict[str, Any]


def examples_of(service: str, *, folder: Path = FOLDER) -> dict[str, Example]:
    """What was recorded of a service, by operationId; nothing where the folder was not brought along.

    An example is {"role", "request": {"path", "query", "media_type", "body"}, "response": {"status", "media_type",
    "body"}}; what is no JSON stands as text, and a binary body as a note in brackets.
    """
    try:
        found: dict[str, Example] = json.loads((folder / f"{service}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def show_examples(document: dict[str, Any], examples: dict[str, Example]) -> None:
    """Set each example into its operation: parameters, the body of the request, and the answer."""
    for path, operation in _operations(document):
        example = examples.get(operation["operationId"])
        if example is None:
            continue
        asked, answered = example["request"], example["response"]
        values = {**asked["query"], **(read_path(path, asked["path"]) or {})}
        for parameter in operation.get("parameters", []):
            if parameter["in"] in ("path", "query") and parameter["name"] in values:
                parameter["example"] = _as_typed(values[parameter["name"]], parameter["schema"])
        _show(operation.get("requestBody", {}), asked)
        _show(operation["responses"].get(str(answered["status"]), {}), answered)


def faults_of(document: dict[str, Any], examples: dict[str, Example]) -> list[str]:
    """What is wrong, a sentence each: an operation without an example of its body or answer, an example of none."""
    operations = {operation["operationId"]: operation for _path, operation in _operations(document)}
    return [
        *(f"{name} has no example" for name, operation in sorted(operations.items()) if not _is_shown(operation)),
        *(f"{name} is no operation any more" for name in sorted(examples.keys() - operations)),
    ]


def read_path(template: str, path: str) -> dict[str, str] | None:
    """The values that a path has where its template names parameters; None when it is no path of this template."""
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+?)", re.escape(template))
    found = re.fullmatch(pattern, path)
    return found.groupdict() if found else None


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            yield path, operation


def _as_typed(value: str, schema: dict[str, Any]) -> str | int | bool:
    """A parameter as the type that its schema names, for a path and a query know only text."""
    types = {one.get("type") for one in (schema, *schema.get("anyOf", ()))}
    if "integer" in types and value.isdecimal():
        return int(value)
    if "boolean" in types and value in ("true", "false"):
        return value == "true"
    return value


def _show(described: dict[str, Any], message: dict[str, Any]) -> None:
    """Set a body beside the media type that it had; a file of any kind stands beside the only one described."""
    content = described.get("content", {})
    kind = message["media_type"] if message["media_type"] in content or len(content) != 1 else next(iter(content))
    if kind in content and message["body"] is not None:
        content[kind]["example"] = message["body"]


def _is_shown(operation: dict[str, Any]) -> bool:
    request = operation.get("requestBody", {})
    if request.get("required") and not any("example" in one for one in request["content"].values()):
        return False
    successes = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    return any(
        "content" not in answer or any("example" in one for one in answer["content"].values()) for answer in successes
    )
