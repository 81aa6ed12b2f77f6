"""What the descriptions allow is answered as they say, what they forbid is refused: cases that schemathesis invents."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from services.platform.ids import new_id
from tests.api.hostile import demand_sound
from tests.support import SERVICES, Api, Apps, World, make_world

DESCRIBED: Final = Path(__file__).parents[2] / "openapi"
# How many of either kind for each operation, 2,255 in all; FUZZ=5 is so many times as many.
CASES: Final = 5 * int(os.environ.get("FUZZ", "1"))
SEED: Final = int(os.environ.get("FUZZ_SEED", "7"))
CONFORMING: Final = [response_schema_conformance, content_type_conformance, status_code_conformance]
# Streams have no end.
_STREAM: Final = "text/event-stream"
_PARAMETER: Final = re.compile(r"{(\w+)}")
_DISTRICT: Final = "/districts/{district_id}"


def placed(document: dict[str, Any], world: World) -> dict[str, Any]:
    """The description of a service in one district: what stands in an address is there, or is nobody's."""
    there = {"district_id": world.district_id, "teacher_id": world.teachers[0].teacher_id}
    there |= {"school_id": world.schools[0].school_id}
    paths: dict[str, Any] = {}
    for path, methods in document["paths"].items():
        if _DISTRICT not in path:
            continue
        address = _PARAMETER.sub(lambda name: str(there.get(name[1]) or new_id()), path)
        for operation in methods.values():
            operation["parameters"] = [one for one in operation.get("parameters", []) if one["in"] == "query"]
        paths.setdefault(address, {}).update(
            {
                method: operation
                for method, operation in methods.items()
                if _STREAM not in operation["responses"].get("200", {}).get("content", {})
            }
        )
    return {**document, "paths": paths}


def invented(operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode) -> list[Case[Any]]:
    """The same in every run."""
    cases: list[Case[Any]] = []

    @seed(SEED)
    @settings(
        max_examples=CASES,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def keep(case: Case[Any]) -> None:
        cases.append(case)

    keep()
    return cases[:CASES]


def cases_of(document: dict[str, Any]) -> Iterator[tuple[str, bool, Case[Any]]]:
    """The operation, whether its request is as described, and the request."""
    for found in schemathesis.openapi.from_dict(document).get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        name = operation.definition.raw["operationId"]
        if not operation.body and not operation.query:
            # Addresses alone are tried by the hostile ids.
            continue
        yield from ((name, True, case) for case in invented(operation, GenerationMode.POSITIVE))
        if operation.body:
            yield from ((name, False, case) for case in invented(operation, GenerationMode.NEGATIVE))


def is_forbidden(case: Case[Any]) -> bool:
    """Whether its JSON is not as described; a query may lose on its way what was wrong with it, and a file is read."""
    body = case.meta.components.get(ParameterLocation.BODY) if case.meta is not None else None
    return body is not None and body.mode is GenerationMode.NEGATIVE and case.media_type == "application/json"


def departures(case: Case[Any], answer: httpx.Response) -> list[str]:
    """Where an answer, a refusal included, is not what the description has for it: status, media type and body."""
    try:
        case.validate_response(answer, checks=CONFORMING)
    except FailureGroup as found:
        return [f"{answer.status_code}: {one.title}: {one.message:.300}" for one in found.exceptions]
    return []


async def send(api: Api, case: Case[Any]) -> httpx.Response:
    asked = case.as_transport_kwargs(base_url="http://test")
    options = {name: asked[name] for name in ("params", "json") if asked.get(name) is not None}
    if asked.get("data") is not None:
        options["content"] = asked["data"]
        options["headers"] = {name: value for name, value in asked["headers"].items() if name == "Content-Type"}
    return await api.request(asked["method"], asked["url"], **options)


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("service", SERVICES)
async def test_what_is_described_is_answered_and_what_is_not_is_refused(apps: Apps, service: str) -> None:
    world, neighbour = await make_world(apps), await make_world(apps)
    matrix = apps.of[service].state.matrix
    document = placed(json.loads((DESCRIBED / f"{service}.json").read_bytes()), world)
    wrong, tried = [], 0
    for operation, as_described, case in cases_of(document):
        role = max(matrix[operation], key=lambda role: matrix[operation][role])
        teacher, school = world.teachers[0].teacher_id, world.schools[0].school_id
        answer = await send(world.api(service, role, teacher=teacher, school=school), case)
        told = f"{operation} {case.query} {case.body!r:.300}"
        demand_sound(answer, told=told)
        wrong += [f"{told}: {one}" for one in departures(case, answer)]
        tried += 1
        if as_described:
            elsewhere = await send(neighbour.api(service, role, teacher=teacher, school=school), case)
            anonymous = await send(Api(apps.http(service, "")), case)
            # The neighbour's client asks at the same address.
            if (elsewhere.status_code, anonymous.status_code) != (404, 401):
                wrong.append(f"{told}: {elsewhere.status_code} to a neighbour, {anonymous.status_code} to nobody")
        elif answer.is_success and is_forbidden(case):
            wrong.append(f"{told}: {answer.status_code}, though it is not as described")

    assert wrong == []
    assert tried >= len(matrix) * CASES / 2
