"""Works handed in by server time in versions, given back with a reason, defended before a panel."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from services.platform.ids import new_id
from tests.assessment.course import Course
from tests.assessment.marking import RUBRIC, as_teacher, course_by, defend, filed, hand_in, item, mark, name
from tests.support import TeacherOf, World
from tests.walks.assessment import PDF
from tests.walks.assessment_schemes import LESSON

Travel = Callable[[datetime], Awaitable[None]]


async def _deadline(course: Course, due_at: str | None, work: str = "DESIGN") -> int:
    answer = await course.api("trainer").put(f"{course.path}/works/{work}/deadline", json={"due_at": due_at})
    return answer.status_code


async def _returned(
    course: Course, submission_id: str, reason: str = "缺少教学反思", role: str = "trainer"
) -> tuple[int, str]:
    answer = await course.api(role).put(f"{course.path}/submissions/{submission_id}/return", json={"reason": reason})
    body = answer.json()
    return answer.status_code, body["state"] if answer.status_code == 200 else body["type"].rpartition(":")[2]


async def _marked(course: Course, member: TeacherOf, expert: TeacherOf) -> None:
    await name(course, "EXPERT", expert)
    marks = [item(member, "30", criterion="AIMS"), item(member, "50", criterion="METHOD")]
    assert await mark(course, as_teacher(course, expert), *marks) == ["RECORDED"] * 2


async def test_good_marks_without_the_work_and_its_defence_pass_nobody(district: World) -> None:
    member, expert, *_ = district.teachers
    course = await course_by(district, RUBRIC, member)
    await _marked(course, member, expert)

    async def status() -> str:
        return (await course.statuses())[member.teacher_id]

    assert await status() == "IN_PROGRESS"
    assert (await hand_in(course, member, await filed(course, member))).status_code == 201
    assert await status() == "IN_PROGRESS"
    assert await defend(course, member, "FAILED") == ["RECORDED"]
    assert await status() == "FAILED"
    assert await defend(course, member, "PASSED") == ["RECORDED"]
    assert await defend(course, member, "PASSED") == ["UNCHANGED"]
    assert await status() == "PASSED"
    seen = (await as_teacher(course, member).get(f"{course.path}/defences")).json()["items"]
    assert [(one["result"], one["panel"][0]["name"]) for one in seen] == [
        ("FAILED", "周教研员"),
        ("PASSED", "周教研员"),
    ]


async def test_a_work_given_back_counts_for_nothing_until_the_next_version(district: World) -> None:
    member, expert, *_ = district.teachers
    course = await course_by(district, RUBRIC, member)
    await _marked(course, member, expert)
    await defend(course, member, "PASSED")
    first = (await hand_in(course, member, await filed(course, member))).json()
    assert (await course.statuses())[member.teacher_id] == "PASSED"
    await course.finalise()

    assert await _returned(course, first["submission_id"], role="district_admin") == (200, "RETURNED")
    assert await _returned(course, first["submission_id"]) == (200, "RETURNED")
    assert await _returned(course, first["submission_id"], "另有原因") == (409, "already-returned")
    (pending,) = await course.revisions()
    assert (pending["cause"], pending["proposed"]["status"]) == ("SUBMISSION", "IN_PROGRESS")

    second = (await hand_in(course, member, await filed(course, member, content=PDF + b"2"))).json()
    assert (second["version"], second["state"]) == (2, "HANDED_IN")
    assert await course.revisions() == []
    listed = (await as_teacher(course, member).get(f"{course.path}/submissions")).json()["items"]
    assert [(one["version"], one["state"], one["return_reason"]) for one in listed] == [
        (1, "RETURNED", "缺少教学反思"),
        (2, "HANDED_IN", None),
    ]

    # Who gave it back and who says how its defence went do not confirm what becomes of it.
    officer = course.api(account_id=new_id())
    await defend(course, member, "FAILED", api=officer)
    assert await course.confirm(member) == ["own-correction"]
    assert await course.confirm(member, api=officer) == ["own-correction"]
    assert await course.confirm(member, api=course.api(account_id=new_id())) == ["CONFIRMED"]


async def test_a_new_version_replaces_one_work_and_leaves_the_others(district: World) -> None:
    member = district.teachers[0]
    course = await course_by(district, RUBRIC, member)
    one, two = await filed(course, member), await filed(course, member, content=PDF + b"2")
    essay = (await hand_in(course, member, one, work="ESSAY")).json()
    first = (await hand_in(course, member, one, two)).json()

    again = (await hand_in(course, member, one, two)).json()
    assert again["submission_id"] == first["submission_id"]
    second = (await hand_in(course, member, two)).json()

    assert await _returned(course, first["submission_id"]) == (409, "submission-replaced")
    listed = (await course.api().get(f"{course.path}/submissions")).json()["items"]
    assert [(one["submission_id"], one["state"]) for one in listed] == [
        (essay["submission_id"], "HANDED_IN"),
        (first["submission_id"], "REPLACED"),
        (second["submission_id"], "HANDED_IN"),
    ]
    only = (await course.api().get(f"{course.path}/submissions", params={"work": "ESSAY"})).json()["items"]
    assert [file["file_id"] for file in only[0]["files"]] == [one]


async def test_after_the_deadline_by_the_servers_time_it_is_late(district: World, travel: Travel) -> None:
    member = district.teachers[0]
    course = await course_by(district, RUBRIC, member)
    await travel(datetime(2025, 11, 30, 9, 59, tzinfo=UTC))
    one, two = await filed(course, member), await filed(course, member, content=PDF + b"2")
    assert await _deadline(course, "2025-11-30T18:00:00+08:00") == 200
    assert await _deadline(course, "2025-11-30T18:00:00+08:00", "THESIS") == 422

    in_time = (await hand_in(course, member, one)).json()
    await travel(datetime(2025, 11, 30, 10, 0, 1, tzinfo=UTC))
    late = (await hand_in(course, member, two)).json()

    assert (in_time["late"], late["late"]) == (False, True)
    assert late["due_at"] == "2025-11-30T10:00:00Z"
    assert await _deadline(course, "2025-12-05T18:00:00+08:00") == 200
    works = (await as_teacher(course, member).get(f"{course.path}/works")).json()["items"]
    assert [(work["work"], work["due_at"]) for work in works] == [("DESIGN", "2025-12-05T10:00:00Z"), ("ESSAY", None)]
    listed = (await course.api().get(f"{course.path}/submissions")).json()["items"]
    assert [one["late"] for one in listed] == [False, True]


async def test_members_hand_in_their_own_files_only(district: World) -> None:
    member, other, stranger, *_ = district.teachers
    course = await course_by(district, RUBRIC, member, other)
    theirs = await filed(course, other)

    assert (await hand_in(course, member, theirs)).status_code == 404
    assert (await hand_in(course, stranger, await filed(course, stranger))).status_code == 404
    assert (await hand_in(course, member, await filed(course, member), work="THESIS")).status_code == 422


async def test_an_assessor_reads_what_they_mark_and_nobody_else_does(district: World) -> None:
    member, peer, other, *_ = district.teachers
    course = await course_by(district, {**LESSON, "works": RUBRIC["works"]}, member, peer, other)
    await name(course, "PEER", peer, of=[member])
    file_id = await filed(course, member)
    submission = (await hand_in(course, member, file_id)).json()
    path = f"{course.path}/submissions/{submission['submission_id']}/files/{file_id}"

    async def reads(teacher: TeacherOf) -> int:
        return (await as_teacher(course, teacher).get(path)).status_code

    assert [await reads(one) for one in (member, peer, other)] == [200, 200, 404]
    assert (await course.api("trainer").get(path)).content == PDF
    assert len((await as_teacher(course, peer).get(f"{course.path}/submissions")).json()["items"]) == 1
    assert (await as_teacher(course, other).get(f"{course.path}/submissions")).json()["items"] == []
    query = {"teacher_id": str(member.teacher_id)}
    assert (await as_teacher(course, other).get(f"{course.path}/submissions", params=query)).status_code == 404


async def test_a_defence_needs_a_day_that_has_come_and_a_panel_without_the_member(district: World) -> None:
    member, other, *_ = district.teachers
    course = await course_by(district, RUBRIC, member)
    own = [{"name": "教师1", "person_id": str(member.teacher_id)}]

    assert await defend(course, member, "PASSED", panel=own) == ["on-own-panel"]
    assert await defend(course, other, "PASSED") == ["not-a-member"]
    assert await defend(course, member, "PASSED", on="2199-01-01") == ["defence-in-future"]
    officer = course.api("district_admin", teacher=member.teacher_id)
    body = {
        "held_on": "2025-10-11",
        "panel": [{"name": "周教研员"}],
        "items": [
            {"teacher_id": str(member.teacher_id), "work": work, "result": "PASSED"} for work in ("DESIGN", "THESIS")
        ],
    }
    answer = await officer.post(f"{course.path}/defences", json=body)
    assert [one["problem"]["type"].rpartition(":")[2] for one in answer.json()["items"]] == ["own-assessment"] * 2
    assert (
        await course.api("school_admin", school=member.school_id).post(f"{course.path}/defences", json=body)
    ).status_code == 403


async def test_a_scheme_whose_works_are_in_use_is_not_exchanged(district: World) -> None:
    member = district.teachers[0]
    course = await course_by(district, RUBRIC, member)
    await hand_in(course, member, await filed(course, member))

    answer = await course.api("trainer").put(f"{course.path}/scheme", json={"scheme": "SCORED", "version": 1})

    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (409, "scheme-in-use")
