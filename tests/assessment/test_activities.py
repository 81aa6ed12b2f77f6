"""Activities over HTTP: logged once, a form for each participant, corrected by revision, within reach."""

import asyncio
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from services.platform import clock
from services.platform.outbox import EventRow
from tests.assessment.activities import (
    DAY,
    lesson,
    log,
    logged,
    make_xh,
    part,
    problem,
    school_of,
    teacher_of,
)
from tests.support import Apps, World, make_world
from tests.walks.assessment import PDF


@pytest.fixture
async def xh(apps: Apps) -> World:
    return await make_xh(apps)


async def claims_of(world: World, **params: str) -> list[dict[str, Any]]:
    answer = await world.api("assessment").get("/claims", params=params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def recorded(world: World) -> list[dict[str, Any]]:
    """Every state of a record that was said, in order."""
    async with world.session("relay") as session:
        events = await session.scalars(
            select(EventRow)
            .where(EventRow.district_id == world.district_id, EventRow.topic == "assessment.records_kept.v1")
            .order_by(EventRow.id)
        )
        return [member for event in events for member in event.payload["members"]]


def correction(world: World, activity: dict[str, Any], *parts: dict[str, Any], **facts: Any) -> dict[str, Any]:
    return {**lesson(world, *parts, **facts), "revision": activity["revision"], "reason": "核对后更正"}


async def test_one_demo_lesson_with_twelve_listeners_is_thirteen_forms(apps: Apps) -> None:
    world = await make_xh(apps, teachers=13)
    parts = [part(world, 0, "TEACHER"), *(part(world, number, "LISTENER") for number in range(1, 13))]

    activity = await logged(world, *parts)

    claims = await claims_of(world, state="DRAFT")
    assert len(claims) == 13
    assert {claim["teacher_id"] for claim in claims} == {str(teacher.teacher_id) for teacher in world.teachers}
    by_claim = {one["claim_id"]: one for one in activity["participants"]}
    assert by_claim.keys() == {claim["claim_id"] for claim in claims}
    for claim in claims:
        taught = claim["teacher_id"] == str(world.teachers[0].teacher_id)
        assert claim["kind"] == (None if taught else "LESSON_OBSERVATION")
        assert claim["choices"] == (["DEMO_LESSON", "ONE_DAY_SHOWCASE"] if taught else [])
        form = claim["form"]
        assert (form["title"], form["held_from"], form["minutes"]) == (activity["title"], DAY, 45)
        assert form["role"] == by_claim[claim["claim_id"]]["role"]


async def test_papers_of_a_role_and_the_plan_stand_on_its_forms(xh: World) -> None:
    stored = await school_of(xh).post("/files", params={"name": "教案.pdf"}, content=PDF)
    plan = {"kind": "SEMESTER_PLAN", "on": "2025-09-01", "unit": "数学教研组", "title": "数学组校本研修实施计划"}
    kept = await school_of(xh).post("/records", json={"records": [{**plan, "school_id": str(xh.schools[0].school_id)}]})
    papers = [
        {"role": "TEACHER", "code": "LESSON_PLAN", "file_id": stored.json()["file_id"]},
        {"code": "PROCESS_RECORD", "note": "教研组活动记录本"},
    ]

    activity = await logged(xh, papers=papers, plan_id=kept.json()["items"][0]["record_id"])

    assert activity["advice"] == []
    for claim in await claims_of(xh):
        codes = [paper["code"] for paper in claim["papers"]]
        taught = claim["form"]["role"] == "TEACHER"
        assert codes == [*(["LESSON_PLAN"] if taught else []), "PROCESS_RECORD", "SEMESTER_PLAN"]
        assert (stored.json()["file_id"] in {paper["file_id"] for paper in claim["papers"]}) is taught


async def test_a_paper_is_read_by_whose_form_it_stands_on_and_by_who_reviews_it(xh: World) -> None:
    stored = await school_of(xh).post("/files", params={"name": "听课记录.pdf"}, content=PDF)
    path = f"/files/{stored.json()['file_id']}/content"
    papers = [{"role": "LISTENER", "code": "VIEWS", "file_id": stored.json()["file_id"]}]

    await logged(xh, part(xh, 0, "TEACHER"), part(xh, 5, "LISTENER"), papers=papers)

    for api, status in (
        (teacher_of(xh, 5), 200),
        (school_of(xh, 1), 200),
        (teacher_of(xh, 0), 404),
        (teacher_of(xh, 6), 404),
    ):
        assert (await api.get(path)).status_code == status


async def test_what_was_not_fixed_or_planned_is_advice_and_hinders_nothing(xh: World) -> None:
    activity = await logged(xh, post=None, content=None)

    assert [(one["clause_id"], one["cause"], one["code"]) for one in activity["advice"]] == [
        ("XH-13", "NOT_FIXED", "POST"),
        ("XH-13", "NOT_FIXED", "CONTENT"),
        ("XH-14", "NO_PLAN", "SEMESTER_PLAN"),
    ]
    assert all(one["claim_id"] for one in activity["participants"])


async def test_the_same_activity_twice_is_refused_pointing_at_the_first(xh: World) -> None:
    first = await logged(xh)

    again = await log(xh, part(xh, 2, "LISTENER"))
    other_time = await log(xh, starts_at=f"{DAY}T08:00:00+08:00")

    assert problem(again) == (409, "activity-logged-before")
    assert again.json()["facts"] == {"activity_id": first["activity_id"]}
    assert other_time.status_code == 201


async def test_ten_logging_at_once_log_one(xh: World) -> None:
    answers = await asyncio.gather(*(log(xh) for _ in range(10)))

    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 9]
    assert len(await claims_of(xh)) == 2


async def test_a_route_without_forms_is_logged_and_credits_nobody(xh: World) -> None:
    activity = await logged(xh, part(xh, 0, "PARTICIPANT"), route="OPEN_DAY")

    assert [(one["kinds"], one["claim_id"]) for one in activity["participants"]] == [([], None)]
    assert await claims_of(xh) == []


async def test_what_cannot_be_an_activity_is_refused_and_nothing_is_kept(xh: World) -> None:
    teacher = str(xh.teachers[0].teacher_id)
    for facts, expected in (
        ({"route": "NOWHERE"}, (422, "unknown-activity")),
        ({"kind": "DEMO_LESSON"}, (422, "route-or-kind")),
        ({"ends_at": f"{DAY}T13:30:00+08:00"}, (422, "activity-ends-before-it-begins")),
        ({"ends_at": "2027-08-01T13:30:00+08:00"}, (422, "activity-too-long")),
        ({"starts_at": "2099-10-16T08:00:00+08:00", "ends_at": "2099-10-16T09:00:00+08:00"}, (409, None)),
        ({"level": "GALAXY"}, (422, "unknown-place")),
        ({"plan_id": teacher}, (422, "plan-unusable")),
        ({"participants": [part(xh, 0, "TEACHER"), part(xh, 0, "LISTENER")]}, (409, "listed-twice")),
        ({"participants": [part(xh, 0, "LISTENER", kind="DEMO_LESSON")]}, (422, "not-one-of-the-forms")),
        (
            {"participants": [{"teacher_id": str(xh.district_id).zfill(8) + teacher[8:], "role": "TEACHER"}]},
            (404, None),
        ),
        ({"papers": [{"code": "VIEWS", "file_id": teacher}]}, (404, None)),
    ):
        answer = await log(xh, **facts)
        assert answer.status_code == expected[0], (facts, answer.text)
        assert expected[1] in (None, problem(answer)[1]), facts
    assert await claims_of(xh) == []
    assert (await xh.api("assessment").get("/activities")).json()["items"] == []


async def test_somebody_elses_file_is_no_paper(xh: World) -> None:
    stored = await teacher_of(xh, 5).post("/files", params={"name": "教案.pdf"}, content=PDF)

    answer = await log(xh, papers=[{"code": "LESSON_PLAN", "file_id": stored.json()["file_id"]}])

    assert problem(answer) == (422, "paper-out-of-reach")
    joined = [part(xh, 0, "TEACHER"), part(xh, 5, "LISTENER")]
    assert (await log(xh, *joined, papers=[{"code": "VIEWS", "file_id": stored.json()["file_id"]}])).status_code == 201


async def test_the_head_of_a_unit_logs_for_it_and_no_other_teacher(xh: World) -> None:
    unit = await xh.api("directory").post(
        f"/schools/{xh.schools[0].school_id}/units",
        json={"kind": "TEAM", "name": "数学教研组", "head_id": str(xh.teachers[3].teacher_id)},
    )
    assert unit.status_code == 201, unit.text
    unit_id = unit.json()["unit_id"]

    by_head = await log(xh, api=teacher_of(xh, 3), unit_id=unit_id)

    assert by_head.status_code == 201, by_head.text
    assert (by_head.json()["unit"], len(await claims_of(xh))) == ("数学教研组", 2)
    for number, facts in ((3, {}), (2, {"unit_id": unit_id})):
        assert problem(await log(xh, api=teacher_of(xh, number), title="另一节", **facts)) == (403, "not-a-recorder")
    # Of another school the unit does not exist.
    assert (await log(xh, api=teacher_of(xh, 5), title="另一节", unit_id=unit_id)).status_code == 404


async def test_activities_are_seen_by_school_recorder_and_who_took_part(xh: World) -> None:
    activity = await logged(xh)
    path = f"/activities/{activity['activity_id']}"

    for api, seen in (
        (teacher_of(xh, 1), True),
        (teacher_of(xh, 2), False),
        (school_of(xh), True),
        (school_of(xh, 1), False),
        (xh.api("assessment", "auditor"), True),
    ):
        assert (await api.get(path)).status_code == (200 if seen else 404)
        assert (await api.get(f"{path}/revisions")).status_code == (200 if seen else 404)
        assert len((await api.get("/activities")).json()["items"]) == int(seen)
    assert (await school_of(xh, 1).put(path, json=correction(xh, activity))).status_code == 404
    assert (await log(xh, api=school_of(xh, 1), school_id=str(xh.schools[0].school_id))).status_code == 404
    for params, number in (
        ({"code": "TEAM_LESSON_PREP"}, 1),
        ({"code": "MENTORING"}, 0),
        ({"since": DAY, "until": DAY}, 1),
        ({"until": "2025-10-15"}, 0),
        ({"teacher_id": str(xh.teachers[1].teacher_id)}, 1),
        ({"teacher_id": str(xh.teachers[2].teacher_id)}, 0),
    ):
        assert len((await school_of(xh).get("/activities", params=params)).json()["items"]) == number, params


async def test_a_correction_gives_forms_to_who_was_added_and_withdraws_those_of_who_was_removed(xh: World) -> None:
    activity = await logged(xh)
    path = f"/activities/{activity['activity_id']}"
    kept = next(one["claim_id"] for one in activity["participants"] if one["role"] == "TEACHER")

    answer = await school_of(xh).put(
        path, json=correction(xh, activity, part(xh, 0, "TEACHER"), part(xh, 2, "LISTENER"))
    )

    assert answer.status_code == 200, answer.text
    assert answer.json()["revision"] == 2
    states = {claim["teacher_id"]: claim["state"] for claim in await claims_of(xh)}
    assert states == {
        str(xh.teachers[0].teacher_id): "DRAFT",
        str(xh.teachers[1].teacher_id): "WITHDRAWN",
        str(xh.teachers[2].teacher_id): "DRAFT",
    }
    # Whose part did not change keeps the form that may be half filled.
    assert kept in {one["claim_id"] for one in answer.json()["participants"] if one["removed_at"] is None}
    removed = [one["teacher_id"] for one in answer.json()["participants"] if one["removed_at"]]
    assert removed == [str(xh.teachers[1].teacher_id)]
    revisions = (await school_of(xh).get(f"{path}/revisions")).json()["items"]
    assert [(one["revision"], one["reason"]) for one in revisions] == [(1, None), (2, "核对后更正")]
    assert [len(one["content"]["participants"]) for one in revisions] == [2, 2]
    stale = await school_of(xh).put(path, json=correction(xh, activity))
    assert (problem(stale), stale.json()["facts"]) == ((412, "activity-corrected-meanwhile"), {"revision": "2"})


async def test_a_changed_title_or_role_begins_the_forms_anew(xh: World) -> None:
    activity = await logged(xh)
    path = f"/activities/{activity['activity_id']}"

    renamed = await school_of(xh).put(path, json=correction(xh, activity, title="九年级数学《位似》展示课"))
    assert renamed.status_code == 200, renamed.text
    swapped = await school_of(xh).put(
        path,
        json=correction(
            xh,
            renamed.json(),
            part(xh, 0, "TEACHER"),
            part(xh, 1, "TEACHER"),
            title="九年级数学《位似》展示课",
        ),
    )

    assert swapped.status_code == 200, swapped.text
    drafts = await claims_of(xh, state="DRAFT")
    assert {claim["form"]["title"] for claim in drafts} == {"九年级数学《位似》展示课"}
    assert [claim["form"]["role"] for claim in drafts] == ["TEACHER", "TEACHER"]
    # The first teacher's form changed once, with the title; the second's with the role as well.
    assert len(await claims_of(xh, state="WITHDRAWN")) == 3


async def test_a_withdrawn_activity_takes_its_drafts_along_and_may_be_logged_anew(xh: World) -> None:
    activity = await logged(xh)
    path = f"/activities/{activity['activity_id']}"

    first, again = [await school_of(xh).put(f"{path}/withdrawal", json={"reason": "登记错误"}) for _ in range(2)]
    other = await school_of(xh).put(f"{path}/withdrawal", json={"reason": "别的原因"})
    corrected = await school_of(xh).put(path, json=correction(xh, activity))

    assert (first.status_code, first.json()) == (200, again.json())
    assert (first.json()["withdrawal_reason"], first.json()["revision"]) == ("登记错误", 2)
    assert {problem(other), problem(corrected)} == {(409, "activity-withdrawn")}
    assert {claim["state"] for claim in await claims_of(xh)} == {"WITHDRAWN"}
    await logged(xh)
    assert len(await claims_of(xh, state="DRAFT")) == 2


async def test_what_a_pack_counts_is_recorded_and_corrected_with_the_activity(apps: Apps) -> None:
    world = await make_world(apps, pack="KG")
    heard: dict[str, Any] = {"route": None, "kind": "TEAM_SESSION", "level": "SCHOOL", "title": "大班语言公开课"}

    activity = await logged(world, part(world, 0, "TEACHER"), part(world, 1, "LISTENER"), **heard)
    first = await recorded(world)
    answer = await school_of(world).put(
        f"/activities/{activity['activity_id']}",
        json=correction(world, activity, part(world, 0, "TEACHER"), part(world, 2, "LISTENER"), **heard),
    )

    assert answer.status_code == 200, answer.text
    assert await claims_of(world) == []
    assert [(one["kind"], one["teacher_id"]) for one in first] == [
        ("LESSON_HEARD", str(world.teachers[1].teacher_id)),
        ("TEAM_SESSION", None),
    ]
    assert {one["event"] for one in first} == {f"activity:{activity['activity_id']}"}
    later = [(one["kind"], one["teacher_id"], one["revision"], one["retracted"]) for one in await recorded(world)]
    assert later[2:] == [
        ("LESSON_HEARD", str(world.teachers[1].teacher_id), 2, True),
        ("LESSON_HEARD", str(world.teachers[2].teacher_id), 1, False),
    ]


async def test_the_routes_of_the_pack_are_told(xh: World) -> None:
    answer = await teacher_of(xh, 0).get("/activity-routes", params={"on": DAY})

    assert answer.status_code == 200, answer.text
    routes = {one["code"]: one for one in answer.json()["items"]}
    assert (answer.json()["pack_id"], len(routes)) == ("XH", 11)
    assert routes["TEAM_LESSON_PREP"]["clause_id"] == "XH-05"
    assert [role["kinds"] for role in routes["TEAM_LESSON_PREP"]["roles"]] == [
        ["DEMO_LESSON", "ONE_DAY_SHOWCASE"],
        ["LESSON_OBSERVATION"],
    ]
    assert routes["OPEN_DAY"]["roles"] == []
    before = await teacher_of(xh, 0).get("/activity-routes", params={"on": "2020-01-01"})
    assert problem(before) == (409, "pack-not-assigned")
    assert clock.today() > date(2025, 9, 1)
