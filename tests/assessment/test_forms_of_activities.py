"""A form that was begun from an activity stays what the activity says, or a person is shown where it differs."""

from datetime import datetime
from typing import Any

import pytest

from services.platform.clock import SHANGHAI
from tests.assessment.activities import lesson, logged, make_xh, part, problem, school_of, teacher_of
from tests.assessment.course import said
from tests.support import Apps, World


@pytest.fixture
async def xh(apps: Apps) -> World:
    return await make_xh(apps)


async def begun(world: World, number: int = 1, role: str = "LISTENER", **facts: Any) -> dict[str, Any]:
    """The claim of somebody's part, as the activity filled it."""
    activity = await logged(world, part(world, number, role), **facts)
    claim = await teacher_of(world, number).get(f"/claims/{activity['participants'][0]['claim_id']}")
    found: dict[str, Any] = claim.json()
    return {**found, "activity": activity}


def filled(claim: dict[str, Any], **changes: Any) -> dict[str, Any]:
    papers = [{"code": code, "note": "见档案"} for code in ("OBSERVATION_RECORD", "VIEWS")]
    return {**claim["form"], "kind": claim["kind"], "characters": 620, "papers": papers, **changes}


async def fill(world: World, claim: dict[str, Any], number: int = 1, **changes: Any) -> Any:
    return await teacher_of(world, number).put(f"/claims/{claim['claim_id']}/form", json=filled(claim, **changes))


async def submitted(world: World, claim: dict[str, Any], number: int = 1) -> dict[str, Any]:
    answer = await teacher_of(world, number).put(f"/claims/{claim['claim_id']}/submission")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def flags(world: World, claim: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        await school_of(world).get("/claim-flags", params={"claim_id": claim["claim_id"]})
    ).json()["items"]
    return found


async def test_who_listened_cannot_file_that_they_taught(xh: World) -> None:
    claim = await begun(xh)

    taught = await fill(xh, claim, kind="DEMO_LESSON")

    assert (problem(taught), taught.json()["facts"]) == ((422, "kind-not-offered"), {"kinds": "LESSON_OBSERVATION"})
    assert (await fill(xh, claim)).status_code == 200


async def test_what_agrees_with_the_activity_is_clean(xh: World) -> None:
    claim = await begun(xh)
    await fill(xh, claim)

    assert (await submitted(xh, claim))["open_flags"] == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "另一节课"}, "title"),
        ({"level": "PREFECTURE"}, "level"),
        ({"role": "TEACHER"}, "role"),
        ({"minutes": 90}, "minutes"),
        ({"hours": "8"}, "hours"),
        ({"held_from": "2025-10-15", "held_to": "2025-10-15"}, "first day, last day"),
    ],
)
async def test_what_differs_from_the_activity_is_shown_to_a_person(
    xh: World, changes: dict[str, Any], words: str
) -> None:
    claim = await begun(xh)
    assert (await fill(xh, claim, **changes)).status_code == 200

    await submitted(xh, claim)

    (flag,) = [flag for flag in await flags(xh, claim) if flag["code"] == "DIFFERS_FROM_ACTIVITY"]
    assert flag["first_event_id"] == claim["activity"]["activity_id"]
    assert flag["en"] == f"the form says otherwise than the activity: {words}"
    bulk = await school_of(xh).post("/claims/approvals", json={"claim_ids": [claim["claim_id"]]})
    assert bulk.json()["items"][0]["problem"]["type"] == "urn:xuefen:problem:flags-open"


async def test_a_cleared_difference_comes_back_when_another_is_added(xh: World) -> None:
    claim = await begun(xh)
    await fill(xh, claim, title="另一节课")
    await submitted(xh, claim)
    (flag,) = await flags(xh, claim)
    decision = f"/claim-flags/{flag['flag_id']}/decision"
    await school_of(xh).put(decision, json={"state": "CLEARED", "reason": "题目为副题"})
    await school_of(xh).put(f"/claims/{claim['claim_id']}/decision", json={"approved": False, "reason": "补材料"})
    await fill(xh, claim, title="另一节课", level="PREFECTURE")

    again = await submitted(xh, claim)

    (flag,) = await flags(xh, claim)
    assert (again["open_flags"], flag["state"], flag["settled_by"], flag["reason"]) == (1, "OPEN", None, None)


async def test_credits_are_not_posted_when_the_activity_turns_out_otherwise_before(xh: World, travel: Any) -> None:
    await travel(datetime(2025, 10, 20, 9, tzinfo=SHANGHAI))
    claim = await begun(xh)
    await fill(xh, claim)
    await submitted(xh, claim)
    decided = await school_of(xh).put(f"/claims/{claim['claim_id']}/decision", json={"approved": True})
    assert decided.json()["state"] == "RECOGNISED", decided.text
    activity = claim["activity"]["activity_id"]
    corrected = {**lesson(xh, part(xh, 2, "LISTENER")), "revision": 1, "reason": "该教师未到场"}
    assert (await school_of(xh).put(f"/activities/{activity}", json=corrected)).status_code == 200

    await travel(datetime(2025, 11, 12, tzinfo=SHANGHAI))
    await xh.drain()

    after = (await xh.api("assessment").get(f"/claims/{claim['claim_id']}")).json()
    steps = (await xh.api("assessment").get(f"/claims/{claim['claim_id']}/steps")).json()["items"]
    assert await said(xh) == []
    assert (after["state"], after["open_flags"], steps[-1]["act"]) == ("DISTRICT_REVIEW", 1, "NOT_POSTED")


async def test_a_leader_of_a_project_is_logged_as_one(xh: World) -> None:
    activity = await logged(
        xh, part(xh, 1, "LEADER", kind="RESEARCH_PROJECT"), route="RESEARCH_PROJECT", title="区级课题", minutes=None
    )

    claim = (await teacher_of(xh, 1).get(f"/claims/{activity['participants'][0]['claim_id']}")).json()

    assert (claim["kind"], claim["form"]["role"]) == ("RESEARCH_PROJECT", "LEADER")


@pytest.mark.parametrize(("hours", "flagged"), [("1", False), ("1.01", True), ("1000", True)])
async def test_more_hours_than_an_activity_lasted_are_shown_to_a_person(
    xh: World, hours: str, *, flagged: bool
) -> None:
    """Three quarters of an hour are one hour of the pack."""
    claim = await begun(xh, hours=hours)
    await fill(xh, claim)

    await submitted(xh, claim)

    assert [flag["code"] for flag in await flags(xh, claim)] == ["HOURS_BEYOND_TIME"] * flagged


async def test_a_role_that_files_no_form_is_told_at_once(xh: World) -> None:
    activity = await logged(xh, part(xh, 1, "LISTNER"), part(xh, 2, "LISTENER"))

    (advice,) = [one for one in activity["advice"] if one["cause"] == "NO_FORM"]

    assert (advice["clause_id"], advice["code"]) == ("XH-05", "LISTNER")
    assert advice["en"] == "the role LISTNER files no form; those that do: LISTENER, TEACHER"
