"""Leaves, corrections and the sign-in book: who may say what, and what then stands there."""

from datetime import timedelta
from itertools import chain
from typing import Any
from uuid import UUID

import httpx

from services.platform.ids import new_id
from tests.attendance.scenes import MORNING, Opened, attend, open_class, rows_of, scan
from tests.support import World
from tests.walks.attendance import enrolled, meeting, scheduled


async def _ask(world: World, opened: Opened, number: int, reason: str = "外出学习") -> httpx.Response:
    api = world.api("attendance", "teacher", teacher=world.teachers[number].teacher_id)
    return await api.post(f"/meetings/{opened.first.meeting_id}/leaves", json={"reason": reason})


async def _decide(
    world: World, leave_id: str, *, approved: bool = True, reason: str = "情况属实", role: str = "trainer", **who: Any
) -> httpx.Response:
    return await world.api("attendance", role, **who).put(
        f"/leaves/{leave_id}/decision", json={"approved": approved, "reason": reason}
    )


async def _correct(world: World, opened: Opened, teacher_id: UUID, **body: Any) -> httpx.Response:
    who = {name: body.pop(name) for name in ("role", "teacher", "account_id") if name in body}
    return await world.api("attendance", who.pop("role", "trainer"), **who).post(
        f"/meetings/{opened.first.meeting_id}/corrections",
        json={"teacher_id": str(teacher_id), "reason": "纸质签到册有签名", **body},
    )


async def _book(world: World, opened: Opened, role: str = "trainer", **who: Any) -> httpx.Response:
    return await world.api("attendance", role, **who).get(f"/meetings/{opened.first.meeting_id}/sign-in-book")


async def test_the_same_leave_asked_for_twice_is_one_leave(district: World) -> None:
    opened = await open_class(district, district.teachers[0])

    first, second = await _ask(district, opened, 0), await _ask(district, opened, 0)
    other = await _ask(district, opened, 0, reason="另有安排")

    assert (first.status_code, second.status_code, other.status_code) == (201, 200, 409)
    assert first.json() == second.json()
    assert other.json()["type"] == "urn:xuefen:problem:leave-already-requested"
    assert len(await rows_of(district, "leave")) == 1


async def test_only_members_ask_for_leave(district: World) -> None:
    opened = await open_class(district, district.teachers[0])

    answer = await _ask(district, opened, 1)

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:not-on-class-list")


async def test_a_leave_is_decided_once_and_by_who_leads_the_class(district: World) -> None:
    opened = await open_class(district, district.teachers[0], school_id=district.schools[0].school_id)
    leave_id = (await _ask(district, opened, 0)).json()["leave_id"]

    strangers = [
        await _decide(district, leave_id, account_id=new_id()),
        await _decide(district, leave_id, role="school_admin", school=district.schools[1].school_id),
    ]
    first = await _decide(district, leave_id)
    again = await _decide(district, leave_id, role="school_admin", school=district.schools[0].school_id)
    otherwise = await _decide(district, leave_id, approved=False, role="district_admin")

    assert [answer.status_code for answer in strangers] == [404, 404]
    assert (first.status_code, first.json()["approved"]) == (200, True)
    assert (again.status_code, again.json()) == (200, first.json())
    assert (otherwise.status_code, otherwise.json()["type"]) == (409, "urn:xuefen:problem:leave-already-decided")


async def test_nobody_decides_on_their_own_attendance(district: World, travel: Any) -> None:
    own = district.teachers[0].teacher_id
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING)
    leave_id = (await _ask(district, opened, 0)).json()["leave_id"]

    refused = [
        await _decide(district, leave_id, teacher=own),
        await _decide(district, leave_id, role="district_admin", teacher=own),
        await _correct(district, opened, own, presence="PRESENT", teacher=own),
        await _correct(district, opened, own, presence="PRESENT", role="district_admin", teacher=own),
    ]

    assert {(answer.status_code, answer.json()["type"]) for answer in refused} == {(409, "urn:xuefen:problem:own-case")}
    assert await rows_of(district, "leave_decision") == await rows_of(district, "correction") == []


async def test_a_correction_is_a_new_record_beside_the_old(district: World, travel: Any) -> None:
    teacher_id = district.teachers[0].teacher_id
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING)

    first = await _correct(district, opened, teacher_id, minutes=90)
    second = await _correct(district, opened, teacher_id, presence="ABSENT", role="district_admin")

    assert (first.status_code, second.status_code) == (201, 201)
    assert len(await rows_of(district, "correction")) == 2
    (line,) = (await _book(district, opened)).json()["lines"]
    assert (line["standing"], line["correction"]["presence"]) == ("ABSENT", "ABSENT")


async def test_a_correction_says_one_thing_that_can_be_true(district: World, travel: Any) -> None:
    teacher_id, outsider = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING - timedelta(minutes=1))
    early = await _correct(district, opened, teacher_id, minutes=1)
    await travel(MORNING)

    refused = [
        await _correct(district, opened, teacher_id),
        await _correct(district, opened, teacher_id, minutes=90, presence="PRESENT"),
        await _correct(district, opened, teacher_id, minutes=181),
        await _correct(district, opened, teacher_id, minutes=-1),
        await _correct(district, opened, outsider, minutes=90),
        await _correct(district, opened, teacher_id, minutes=90, account_id=new_id()),
        await _correct(district, opened, teacher_id, minutes=90, role="auditor"),
    ]

    assert (early.status_code, early.json()["type"]) == (409, "urn:xuefen:problem:meeting-not-begun")
    assert [answer.status_code for answer in refused] == [422, 422, 422, 422, 409, 404, 403]
    assert refused[2].json()["facts"] == {"minutes": "180"}


async def test_the_book_shows_who_stands_how_as_the_meeting_goes_on(district: World, travel: Any) -> None:
    first, late, absent, excused, outsider = district.teachers[:5]
    opened = await open_class(district, first, late, absent, excused)
    leave_id = (await _ask(district, opened, 3)).json()["leave_id"]
    await travel(MORNING - timedelta(minutes=20))
    before = (await _book(district, opened)).json()
    await _decide(district, leave_id)
    await attend(district, travel, first, opened.first)
    await travel(MORNING + timedelta(minutes=40))
    await scan(district, late, opened.first)
    await scan(district, outsider, opened.first)
    during = (await _book(district, opened)).json()
    await travel(opened.first.ends_at + timedelta(minutes=61))
    after = (await _book(district, opened)).json()

    def standings(book: dict[str, Any]) -> list[str]:
        return [line["standing"] for line in book["lines"]]

    assert standings(before) == ["EXPECTED"] * 4
    assert standings(during) == ["PRESENT", "LATE", "EXPECTED", "ON_LEAVE", "LATE"]
    assert standings(after) == ["PRESENT", "NO_EXIT", "ABSENT", "ON_LEAVE", "NO_EXIT"]
    assert [line["listed"] for line in after["lines"]] == [True] * 4 + [False]
    assert [line["name"] for line in after["lines"]] == ["教师1", "教师2", "教师3", "教师4", "教师5"]
    assert after["counts"] == {"ABSENT": 1, "NO_EXIT": 1, "ON_LEAVE": 1, "PRESENT": 1}
    assert after["lines"][3]["leave"] == {"leave_id": leave_id, "kind": None, "reason": "外出学习", "approved": True}


async def test_a_refused_leave_excuses_nothing(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0])
    leave_id = (await _ask(district, opened, 0)).json()["leave_id"]
    await _decide(district, leave_id, approved=False, reason="人手不足")
    await travel(opened.first.ends_at + timedelta(minutes=1))

    (line,) = (await _book(district, opened)).json()["lines"]

    assert (line["standing"], line["leave"]["approved"]) == ("ABSENT", False)


async def test_everybody_sees_as_much_of_a_book_as_is_theirs(district: World) -> None:
    home, away = (school.school_id for school in district.schools)
    mine, theirs, outsider = district.teachers[0], district.teachers[4], district.teachers[1]
    opened = await open_class(district, mine, theirs)

    async def seen(role: str, **who: Any) -> list[str] | int:
        answer = await _book(district, opened, role, **who)
        if answer.status_code != 200:
            return answer.status_code
        return [line["staff_number"] for line in answer.json()["lines"]]

    assert await seen("trainer") == ["T001", "T005"]
    assert await seen("trainer", account_id=new_id()) == 404
    assert await seen("district_admin") == ["T001", "T005"]
    assert await seen("auditor") == ["T001", "T005"]
    assert await seen("school_admin", school=home) == ["T001"]
    assert await seen("school_admin", school=away) == ["T005"]
    assert await seen("teacher", teacher=mine.teacher_id) == ["T001"]
    assert await seen("teacher", teacher=outsider.teacher_id) == 404
    assert await seen("integration") == 403


async def test_refused_scans_are_read_page_by_page(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    for _ in range(5):
        await scan(district, teacher, opened.first, code="not a code")
    api = district.api("attendance", "trainer")
    way = f"/meetings/{opened.first.meeting_id}/refused-scans"

    pages, cursor = [], None
    while True:
        page = (await api.get(way, params={"limit": 2, **({"cursor": cursor} if cursor else {})})).json()
        pages.append([one["refused_scan_id"] for one in page["items"]])
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert [len(page) for page in pages] == [2, 2, 1]
    together = list(chain.from_iterable(pages))
    assert together == sorted(together)
    assert (await api.get(way, params={"cursor": "AAAAAAAAAAAA"})).status_code == 400


async def test_what_is_another_districts_does_not_exist_here(district: World, other_district: World) -> None:
    opened = await open_class(other_district, other_district.teachers[0])
    leave_id = (await _ask(other_district, opened, 0)).json()["leave_id"]

    answers = [
        await _book(district, opened, "district_admin"),
        await district.api("attendance").get(f"/classes/{opened.class_id}/settlement"),
        await district.api("attendance").post(f"/classes/{opened.class_id}/settlements"),
        await _decide(district, leave_id, role="district_admin"),
        await _correct(district, opened, other_district.teachers[0].teacher_id, minutes=1, role="district_admin"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5


async def test_a_cancelled_meeting_takes_no_leave_and_no_correction(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    sitting = meeting(MORNING, cancelled=True)
    told = scheduled(district, [sitting])
    await district.publish(told)
    await district.publish(enrolled(district, told.class_id, teacher))
    await district.drain()
    await travel(MORNING)
    opened = Opened(told.class_id, [sitting])

    refused = [await _ask(district, opened, 0), await _correct(district, opened, teacher.teacher_id, minutes=1)]

    assert [answer.json()["type"] for answer in refused] == ["urn:xuefen:problem:meeting-cancelled"] * 2
