"""Who is named by account: only accounts that the district has, with a role that may do what they are named for."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from services.platform.ids import new_id
from tests.assessment.marking import course_by, name
from tests.registration.term import class_body, make_class, make_program
from tests.support import World, make_world
from tests.walks.assessment_binders import of_school
from tests.walks.assessment_cases import case_about
from tests.walks.assessment_schemes import LESSON

# What a field answers to an account that is none, and to one whose roles do not let it do this.
UNKNOWN, UNFIT = "unknown-account", "account-unfit"


def pointed(answer: httpx.Response) -> tuple[int, str, list[str]]:
    """The status, the problem, and the fields it is about."""
    body = answer.json()
    kind = body["type"].rpartition(":")[2]
    assert all(one["code"] == kind and one["detail_zh"] and one["detail_en"] for one in body.get("errors", []))
    return answer.status_code, kind, [one["pointer"] for one in body.get("errors", [])]


async def an_account(world: World, role: str, **more: Any) -> str:
    """Made as an administrator makes one."""
    body = {"username": f"u{new_id().hex}", "display_name": "某人", "roles": [role], **more}
    answer = await world.api("directory").post("/accounts", json={"accounts": [body]})
    return str(answer.json()["items"][0]["account_id"])


async def test_a_class_is_led_by_accounts_that_there_are(district: World) -> None:
    trainer, auditor = await an_account(district, "trainer"), await an_account(district, "auditor")
    neighbour = await make_world(district.apps)
    path = f"/programs/{await make_program(district)}/classes"
    api = district.api("registration")

    foreign = class_body(leader_ids=[trainer, str(neighbour.trainer_id), str(new_id())])
    unknown = await api.post(path, json=foreign | {"head_teacher_id": str(new_id())})
    unfit = await api.post(path, json=class_body(leader_ids=[auditor]))
    opened = await api.post(path, json=class_body(leader_ids=[trainer], head_teacher_id=trainer))

    fields = ["/body/leader_ids/1", "/body/leader_ids/2", "/body/head_teacher_id"]
    assert pointed(unknown) == (422, UNKNOWN, fields)
    assert pointed(unfit) == (422, UNFIT, ["/body/leader_ids/0"])
    assert (opened.status_code, opened.json()["leader_ids"]) == (201, [trainer])
    assert [item["class_id"] for item in (await api.get("/classes")).json()["items"]] == [opened.json()["class_id"]]


async def test_an_expert_is_an_account_that_may_mark_and_not_the_member(district: World) -> None:
    member, peer, *_ = district.teachers
    course = await course_by(district, LESSON, member, peer)
    expert, auditor = UUID(await an_account(district, "trainer")), UUID(await an_account(district, "auditor"))
    her_own = UUID(await an_account(district, "teacher", teacher_id=str(member.teacher_id)))

    unknown = await name(course, "EXPERT", peer, new_id(), expert)
    unfit = await name(course, "EXPERT", auditor)
    herself = await name(course, "EXPERT", her_own, of=[member])
    named = await name(course, "EXPERT", peer, expert)

    assert pointed(unknown) == (422, UNKNOWN, ["/body/items/1/account_id"])
    assert pointed(unfit) == (422, UNFIT, ["/body/items/0/account_id"])
    assert pointed(herself)[:2] == (409, "own-assessment")
    assert [one["account_id"] for one in named.json()["items"]] == [None, str(expert)]
    assert len((await course.api().get(f"{course.path}/assessors")).json()["items"]) == 2


async def test_a_binder_is_handed_to_an_account_that_can_accept_it(district: World) -> None:
    api = district.api("assessment")
    path = f"/binders/{(await api.post('/binders', json=of_school(district, 0))).json()['binder_id']}/hand-overs"

    async def hand(to: object) -> httpx.Response:
        return await api.post(path, json={"to_account_id": str(to), "to_name": "档案员", "note": "移交"})

    assert pointed(await hand(new_id())) == (422, UNKNOWN, ["/body/to_account_id"])
    assert pointed(await hand(await an_account(district, "auditor"))) == (422, UNFIT, ["/body/to_account_id"])
    assert (await hand(await an_account(district, "teacher"))).status_code == 201


@pytest.mark.parametrize("again", [False, True], ids=["named at first", "named anew"])
async def test_a_case_is_decided_by_an_account_that_sees_it_and_is_not_concerned(
    district: World, *, again: bool
) -> None:
    teacher_id, own, other = district.teachers[0].teacher_id, *[str(one.school_id) for one in district.schools]
    api = district.api("assessment")
    officer = await an_account(district, "district_admin")
    opened = await district.api("assessment", "school_admin", school=district.schools[0].school_id).post(
        "/cases", json=case_about(teacher_id, decider=officer)
    )
    path = f"/cases/{opened.json()['case_id']}/decider"

    async def decided_by(account: object) -> tuple[int, str, list[str]]:
        if again:
            body = {"decider_id": str(account), "decider_name": "陈股长", "reason": "原决定人休假"}
            return pointed(await api.put(path, json=body))
        return pointed(await api.post("/cases", json=case_about(teacher_id, decider=account)))

    field = ["/body/decider_id"]
    assert await decided_by(new_id()) == (422, UNKNOWN, field)
    assert await decided_by(await an_account(district, "teacher")) == (422, UNFIT, field)
    assert await decided_by(await an_account(district, "school_admin", school_id=other)) == (422, UNFIT, field)
    her_own = await an_account(district, "school_admin", school_id=own, teacher_id=str(teacher_id))
    assert await decided_by(her_own) == (409, "decider-concerned", [])
    standing = (await api.get(path.removesuffix("/decider"))).json()["decider_id"]
    head = await an_account(district, "school_admin", school_id=own)
    body = {"decider_id": head, "decider_name": "校长", "reason": "原决定人休假"}
    assert (standing, (await api.put(path, json=body)).json()["decider_id"]) == (officer, head)


async def test_a_class_of_nobody_needs_no_account(district: World) -> None:
    assert (await make_class(district, leader_ids=[]))["leader_ids"] == []
