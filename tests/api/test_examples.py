"""The examples in the descriptions: where they are shown, what is missed, and what no run may change in them."""

import copy
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.platform.examples import faults_of, show_examples
from services.platform.ids import new_id
from tests.api.recording import DISTRICT, Recorder, demand_true
from tests.support import Apps, SchoolOf, TeacherOf, World

PATH = "/ledger/v1/districts/{district_id}/teachers/{teacher_id}/balance"
ID = "b0f6a6d5-0000-7000-8000-000000000001"
DOCUMENT: dict[str, Any] = {
    "paths": {
        PATH: {
            "put": {
                "operationId": "put_balance",
                "parameters": [
                    {"in": "path", "name": "district_id", "schema": {"type": "integer"}},
                    {"in": "path", "name": "teacher_id", "schema": {"type": "string"}},
                    {"in": "query", "name": "dry_run", "schema": {"anyOf": [{"type": "boolean"}, {"type": "null"}]}},
                ],
                "requestBody": {"required": True, "content": {"application/json": {"schema": {}}}},
                "responses": {
                    "201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Balance"}}}},
                    "404": {"content": {"application/problem+json": {"schema": {}}}},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Balance": {
                "type": "object",
                "properties": {"hours": {"type": "string"}, "next": {"anyOf": [{"type": "string"}, {"type": "null"}]}},
                "required": ["hours"],
            }
        }
    },
}
EXAMPLE: dict[str, Any] = {
    "role": "auditor",
    "request": {
        "path": f"/ledger/v1/districts/341825/teachers/{ID}/balance",
        "query": {"dry_run": "true"},
        "media_type": "application/json",
        "body": {"hours": "4"},
    },
    "response": {"status": 201, "media_type": "application/json", "body": {"hours": "4.00", "next": None}},
}


def described() -> dict[str, Any]:
    return copy.deepcopy(DOCUMENT)


def test_an_example_stands_at_the_parameters_the_request_and_the_answer() -> None:
    document = described()

    show_examples(document, {"put_balance": EXAMPLE})

    operation = document["paths"][PATH]["put"]
    assert [parameter["example"] for parameter in operation["parameters"]] == [341825, ID, True]
    assert operation["requestBody"]["content"]["application/json"]["example"] == {"hours": "4"}
    assert operation["responses"]["201"]["content"]["application/json"]["example"] == {"hours": "4.00", "next": None}
    assert faults_of(document, {"put_balance": EXAMPLE}) == []


def test_an_operation_without_an_example_and_an_example_without_an_operation_are_named() -> None:
    document = described()

    assert faults_of(document, {"get_gone": EXAMPLE}) == [
        "put_balance has no example",
        "get_gone is no operation any more",
    ]


@pytest.mark.parametrize("part", ["request", "response"])
def test_half_an_example_is_none(part: str) -> None:
    document = described()
    other = {"request": "response", "response": "request"}[part]
    half = {**EXAMPLE, other: {**EXAMPLE[other], "media_type": "text/csv", "status": 200, "body": None}}

    show_examples(document, {"put_balance": half})

    assert faults_of(document, {"put_balance": half}) == ["put_balance has no example"]


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        ({"hours": "4.00", "next": "x"}, None),
        ({"hours": "6.00", "next": None}, None),
        ({"hours": "4.00", "next": None, "credits": "1"}, r"lacks \['credits'\]"),
        ({"hours": "4.00"}, r"\['next'\] too much"),
        ({"hours": ["4.00"], "next": None}, "another form"),
    ],
)
def test_an_example_of_another_shape_than_the_answer_is_refused(answered: dict[str, Any], told: str | None) -> None:
    lived = {**EXAMPLE, "response": {**EXAMPLE["response"], "body": answered}}

    if told is None:
        demand_true(described(), {"put_balance": EXAMPLE}, {"put_balance": lived})
    else:
        with pytest.raises(AssertionError, match=told):
            demand_true(described(), {"put_balance": EXAMPLE}, {"put_balance": lived})


def test_an_example_that_its_schema_does_not_allow_is_refused() -> None:
    wrong = {**EXAMPLE, "response": {**EXAMPLE["response"], "body": {"hours": 4, "next": None}}}

    with pytest.raises(AssertionError, match=r"\$\.hours: 4 is not of type 'string'"):
        demand_true(described(), {"put_balance": wrong}, {"put_balance": wrong})


def test_an_example_at_an_address_that_is_no_more_is_refused() -> None:
    moved = {**EXAMPLE, "request": {**EXAMPLE["request"], "path": f"/ledger/v1/districts/341825/people/{ID}/balance"}}

    with pytest.raises(AssertionError, match="another path"):
        demand_true(described(), {"put_balance": moved}, {"put_balance": moved})


def exchange(world: World, *, class_id: UUID, drawn: str, hashed: str, figures: str) -> httpx.Response:
    """A call whose answer is full of what is another in every run."""
    school = world.schools[0].school_id
    way = f"http://test/attendance/v1/districts/{world.district_id}/classes/{class_id}/codes?after={new_id()}"
    at = datetime.now(UTC).replace(year=2026, month=3, day=1, hour=1, minute=2, second=3)
    body = {
        "class_id": str(class_id),
        "leader_ids": [str(world.trainer_id)],
        "school_id": str(school),
        "code": f"c1.{class_id}.IN.12.{drawn}",
        "number": figures,
        "digest": hashed,
        "clause_id": f"LIMIT-{str(class_id)[-8:]}",
        "district_id": world.district_id,
        "text": f"{world.district_id}区{school}于{at.isoformat()}",
        "document": "34182519800101003X",
        "items": [1, 2, 3],
    }
    return httpx.Response(200, json=body, request=httpx.Request("GET", way))


async def test_two_runs_record_the_same(apps: Apps) -> None:
    recorded = []
    for number, (drawn, hashed, figures) in enumerate(
        [("iHswcf4P64QaD7OYzEMCBg", "a1" * 32, "788766"), ("6XMBRMa1ELKLORFGBTLBcw", "b2" * 32, "029840")]
    ):
        world = World(apps, 199_990 + number, [SchoolOf(new_id(), "S1")], [TeacherOf(new_id(), "T001", new_id())])
        recorder = Recorder(world)
        answer = exchange(world, class_id=new_id(), drawn=drawn, hashed=hashed, figures=figures)
        recorder.note("get_codes", answer, role="trainer")
        recorded.append(recorder.examples["get_codes"])

    first, second = recorded
    body = first["response"]["body"]
    assert first == second
    assert body["district_id"] == DISTRICT
    assert body["document"] == "34182519800101****"
    assert body["items"] == [1, 2]
    assert body["text"].endswith("于2026-03-01T01:02:03+00:00")
    assert body["class_id"] in first["request"]["path"]
