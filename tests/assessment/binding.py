"""Binders of classes and schools under test: opened, filled, looked into."""

import csv
import io
import zipfile
from typing import Any

import httpx

from tests.assessment.course import Course, opened
from tests.assessment.judging import LY_WEIGHTS
from tests.support import Api, World
from tests.walks.assessment_binders import paper

BY_HAND = (
    "TRAINING_SCHEME",
    "IMPLEMENTATION_PLAN",
    "MATERIALS",
    "TRAINING_NOTICE",
    "TRAINING_RULES",
    "PRACTICE_RECORD",
    "SUBMISSION",
    "LEARNING_APPRAISAL",
    "FEEDBACK_FORM",
)
LY_PARAMETERS = {"cycle_start": "2025-09-01", "cycle_end": "2030-08-31"} | {
    name: str(weight) for name, weight in LY_WEIGHTS.items()
}


async def opened_binder(api: Api, **subject: Any) -> dict[str, Any]:
    return created(await api.post("/binders", json={"custodian_name": "李老师", **subject}))


def created(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code in (200, 201), answer.text
    return dict(answer.json())


def states(binder: dict[str, Any]) -> dict[str, str]:
    return {item["code"]: item["state"] for one in binder["sets"] for item in one["items"]}


def missing(binder: dict[str, Any]) -> set[str]:
    return {code for code, state in states(binder).items() if state == "MISSING"}


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


async def of_class(world: World, *, settle: bool = True) -> tuple[Course, Api, dict[str, Any]]:
    course = await opened(world, *world.teachers[:2], settle=settle, category="THEORY", kind="LEADING_GOOSE")
    trainer = world.api("assessment", "trainer")
    return course, trainer, await opened_binder(trainer, class_id=str(course.class_id))


async def filled(api: Api, binder: dict[str, Any], *codes: str, clause: str = "LY-05") -> dict[str, Any]:
    for code in codes:
        binder = created(
            await api.post(f"/binders/{binder['binder_id']}/papers", json=paper(code, clause=clause, on="2025-10-11"))
        )
    return binder


async def given_to(api: Api, path: str, account_id: Any, name: str) -> str:
    body = {"to_account_id": str(account_id), "to_name": name, "note": "学期末移交"}
    given = created(await api.post(f"{path}/hand-overs", json=body))["hand_overs"][-1]
    return f"{path}/hand-overs/{given['hand_over_id']}"


async def archive(api: Api, path: str) -> zipfile.ZipFile:
    answer = await api.get(f"{path}/archive")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    assert int(answer.headers["content-length"]) == len(answer.content)
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    assert packed.testzip() is None
    return packed


def table(packed: zipfile.ZipFile, named: str) -> list[list[str]]:
    (name,) = [name for name in packed.namelist() if name.endswith(named)]
    return list(csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig"))))


def register_of(packed: zipfile.ZipFile) -> list[str]:
    (name,) = [name for name in packed.namelist() if name.endswith("学员登记表.csv")]
    rows = list(csv.DictReader(io.StringIO(packed.read(name).decode("utf-8-sig"))))
    return sorted(row["工号"] for row in rows)
