"""`xuefen openapi`: writes what the services, their events and the packs are, for people, editors and generators."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.terminal import console, fail
from services.composed import FACTORIES
from services.contracts import EVENTS
from services.platform.examples import examples_of, faults_of
from services.policy.format.schema import pack_schema


def openapi(
    folder: Annotated[Path, typer.Option(help="Where the files stand")] = Path("openapi"),
    check: Annotated[bool, typer.Option("--check", help="Only compare, and fail on a difference")] = False,
) -> None:
    """Write openapi/SERVICE.json, events.json and pack.schema.json from the code, or check that they are up to date.

    The examples stand in openapi/examples, as the tests recorded them; an operation without one fails the check.
    """
    described = {name: create(None).openapi() for name, create in FACTORIES.items()}
    unexampled = {
        name: faults for name, document in described.items() if (faults := faults_of(document, examples_of(name)))
    }
    wanted = {f"{name}.json": document for name, document in described.items()}
    wanted["events.json"] = _describe_events()
    wanted["pack.schema.json"] = pack_schema()
    stale = []
    for name, document in wanted.items():
        text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        path = folder / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if check and stale:
        fail(f"{', '.join(stale)} differ from the code: run `make openapi` and commit the result")
    for name, faults in unexampled.items():
        sentence = f"{name}: {', '.join(faults)}: run `make examples` and commit the result"
        if check:
            fail(sentence)
        console.print(sentence, style="yellow", markup=False, soft_wrap=True)
    routes = sum(len(methods) for document in wanted.values() for methods in document.get("paths", {}).values())
    console.print(f"{len(wanted)} files, {routes} routes, {len(EVENTS)} events: {'written' if stale else 'up to date'}")


def _describe_events() -> dict[str, Any]:
    return {
        "title": "Events between Xuefen's services",
        "description": "JSON Schema of each event's payload by topic.",
        "topics": {topic: event.model_json_schema() for topic, event in sorted(EVENTS.items())},
    }
