"""A school answers for its own people's leave wherever they learn, and the class sees what it decided."""

from datetime import timedelta
from typing import Any

import httpx

from services.platform.ids import new_id
from tests.attendance.scenes import Opened, open_class, rows_of, settle
from tests.support import TeacherOf, World
from tests.walks.attendance import enrolled


async def _ask(world: World, teacher: TeacherOf, opened: Opened) -> str:
    answer = await world.api("attendance", "teacher", teacher=teacher.teacher_id).post(
        f"/meetings/{opened.first.meeting_id}/leaves", json={"reason": "参加学区教研活动"}
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["leave_id"])


async def _decide(world: World, leave_id: str, role: str, *, approved: bool = True, **who: Any) -> httpx.Response:
    return await world.api("attendance", role, **who).put(
        f"/leaves/{leave_id}/decision", json={"approved": approved, "reason": "情况属实"}
    )


async def _listed(world: World, path: str, role: str, *, query: dict[str, str] | None = None, **who: Any) -> list[str]:
    answer = await world.api("attendance", role, **who).get(path, params=query or {})
    assert answer.status_code == 200, answer.text
    return [one["leave_id"] for one in answer.json()["items"]]


async def test_the_own_school_approves_leave_from_a_class_of_the_county(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher, district.teachers[4])
    leave_id = await _ask(district, teacher, opened)

    decided = await _decide(district, leave_id, "school_admin", school=teacher.school_id)

    assert (decided.status_code, decided.json()["decided_for"]) == (200, "SCHOOL")
    # The class sees it in its leaves and its book, and cannot say otherwise any more.
    (line,) = (await district.api("attendance", "trainer").get(f"/classes/{opened.class_id}/leaves")).json()["items"]
    assert (line["decision"]["approved"], line["decision"]["decided_for"]) == (True, "SCHOOL")
    book = (await district.api("attendance", "trainer").get(f"/meetings/{opened.first.meeting_id}/sign-in-book")).json()
    assert book["counts"]["ON_LEAVE"] == 1
    otherwise = await _decide(district, leave_id, "trainer", approved=False)
    assert otherwise.json()["type"] == "urn:xuefen:problem:leave-already-decided"
    await travel(opened.first.ends_at + timedelta(hours=2))
    settled = (await settle(district, opened.class_id)).json()
    states = {one["teacher_id"]: one["days"][0]["state"] for one in settled["members"]}
    assert states[str(teacher.teacher_id)] == "ON_LEAVE"


async def test_who_leads_the_class_still_decides_for_the_class(district: World) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher, school_id=teacher.school_id)

    for_the_class = await _decide(district, await _ask(district, teacher, opened), "trainer")

    assert (for_the_class.status_code, for_the_class.json()["decided_for"]) == (200, "CLASS")
    other = await open_class(district, teacher, school_id=teacher.school_id)
    by_the_school_that_runs_it = await _decide(
        district, await _ask(district, teacher, other), "school_admin", school=teacher.school_id
    )
    assert by_the_school_that_runs_it.json()["decided_for"] == "CLASS"


async def test_no_other_school_decides_and_nobody_decides_on_their_own_leave(district: World) -> None:
    teacher, of_another_school = district.teachers[0], district.teachers[4]
    opened = await open_class(district, teacher, of_another_school)
    leave_id = await _ask(district, teacher, opened)

    strangers = [
        await _decide(district, leave_id, "school_admin", school=of_another_school.school_id),
        await _decide(district, leave_id, "school_admin", school=new_id()),
        await _decide(district, leave_id, "trainer", account_id=new_id()),
    ]
    own = await _decide(district, leave_id, "school_admin", school=teacher.school_id, teacher=teacher.teacher_id)

    assert [one.status_code for one in strangers] == [404, 404, 404]
    assert (own.status_code, own.json()["type"]) == (409, "urn:xuefen:problem:own-case")
    assert await rows_of(district, "leave_decision") == []
    # Who has left the class is the school's no more there.
    await district.publish(enrolled(district, opened.class_id, teacher, status="WITHDRAWN", revision=2))
    await district.drain()
    gone = await _decide(district, leave_id, "school_admin", school=teacher.school_id)
    assert gone.status_code == 404


async def test_everybody_lists_the_leaves_that_are_theirs_to_see(district: World) -> None:
    teacher, colleague, stranger = district.teachers[0], district.teachers[1], district.teachers[4]
    of_county = await open_class(district, teacher, stranger)
    of_school = await open_class(district, colleague, stranger, school_id=teacher.school_id)
    of_other_school = await open_class(district, stranger, school_id=stranger.school_id)
    sent = await _ask(district, teacher, of_county)
    beside = await _ask(district, stranger, of_county)
    run = await _ask(district, stranger, of_school)
    abroad = await _ask(district, stranger, of_other_school)
    own = {"school": teacher.school_id}

    assert await _listed(district, f"/classes/{of_county.class_id}/leaves", "school_admin", **own) == [sent]
    assert await _listed(district, f"/classes/{of_school.class_id}/leaves", "school_admin", **own) == [run]
    unseen = await district.api("attendance", "school_admin", **own).get(f"/classes/{of_other_school.class_id}/leaves")
    assert unseen.status_code == 404
    assert await _listed(district, "/leaves", "school_admin", **own) == [sent, run]
    assert await _listed(district, "/leaves", "district_admin") == [sent, beside, run, abroad]
    assert await _listed(district, "/leaves", "trainer") == [sent, beside, run, abroad]
    assert await _listed(district, "/leaves", "trainer", account_id=new_id()) == []
    assert await _listed(district, "/leaves", "teacher", teacher=stranger.teacher_id) == [beside, run, abroad]

    await _decide(district, sent, "school_admin", **own)
    is_open = {"only_open": "true"}
    assert await _listed(district, "/leaves", "school_admin", query=is_open, **own) == [run]
    first = (await district.api("attendance").get("/leaves", params={"limit": 3})).json()
    rest = (await district.api("attendance").get("/leaves", params={"cursor": first["next_cursor"]})).json()
    assert [one["leave_id"] for one in [*first["items"], *rest["items"]]] == [sent, beside, run, abroad]
    told = first["items"][0]
    assert (told["class_id"], told["starts_at"]) == (str(of_county.class_id), "2026-10-10T01:00:00Z")
    assert (told["staff_number"], told["title"]) == (teacher.staff_number, "小学教师课堂教学培训班")
