"""Appeals: against what was released, in time, decided by somebody who had no part in it; the original stays."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import httpx

from services.platform import clock
from services.platform.ids import new_id
from tests.assessment.course import Course, said
from tests.assessment.marking import RUBRIC, as_teacher, course_by, defend, filed, item, mark, moderate, raw
from tests.assessment.test_releases import marked, release, take_back
from tests.support import TeacherOf, World
from tests.walks.assessment import PDF

GROUNDS = "终结性考核第三题漏评,附答卷"


async def appeal(course: Course, teacher: TeacherOf, component: str | None = "FINAL", **more: Any) -> httpx.Response:
    body = {"component": component, "grounds": GROUNDS, **more}
    return await as_teacher(course, teacher).post(f"{course.path}/appeals", json=body)


async def decide(
    course: Course,
    made: httpx.Response,
    outcome: str,
    *points: tuple[str, str],
    role: str = "district_admin",
    **who: Any,
) -> httpx.Response:
    body: dict[str, Any] = {"outcome": outcome, "reason": "经查属实,补评"}
    body["points"] = [{"component": component, "score": score} for component, score in points]
    return await course.api(role, **who).put(f"/appeals/{made.json()['appeal_id']}/decision", json=body)


def _problem(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


async def test_an_appeal_upheld_moderates_beside_the_marks_which_stay(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher, final="40")
    await release(course, result=True)
    file_id = await filed(course, teacher)

    made = await appeal(course, teacher, file_ids=[file_id])
    assert (made.status_code, made.json()["state"], made.json()["file_ids"]) == (201, "OPEN", [file_id])
    decided = await decide(course, made, "UPHELD", ("FINAL", "82"))

    assert (decided.json()["state"], decided.json()["decided_by"]) == ("UPHELD", str(district.admin_id))
    result = await course.result(teacher)
    assert (result["status"], result["components"][1]["points"]) == ("PASSED", "82.00")
    assert [one["score"] for one in await raw(course, course.api())] == ["70.00", "40.00"]
    (seen,) = (await as_teacher(course, teacher).get(f"{course.path}/appeals")).json()["items"]
    assert (seen["state"], seen["decision_reason"], seen["grounds"]) == ("UPHELD", "经查属实,补评", GROUNDS)
    assert (await decide(course, made, "UPHELD", ("FINAL", "82"))).json() == decided.json()
    assert _problem(await decide(course, made, "REJECTED")) == "appeal-decided"


async def test_who_marked_or_moderated_the_member_does_not_decide(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)
    await moderate(course, course.api(), item(teacher, "75", "FINAL"))
    await release(course, result=True)
    made = await appeal(course, teacher)

    assert _problem(await decide(course, made, "REJECTED", role="trainer")) == "appeal-decider-concerned"
    assert _problem(await decide(course, made, "REJECTED")) == "appeal-decider-concerned"
    assert (await decide(course, made, "REJECTED", account_id=new_id())).json()["state"] == "REJECTED"
    assert (await course.result(teacher))["components"][1]["points"] == "75.00"


async def test_nobody_decides_their_own_appeal(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)
    await release(course, result=True)
    made = await appeal(course, teacher)

    refused = await decide(course, made, "UPHELD", teacher=teacher.teacher_id, account_id=new_id())

    assert _problem(refused) == "own-assessment"


async def test_an_appeal_is_possible_until_its_last_minute(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    one, other = district.teachers[:2]
    course = await marked(district, one, other)
    assert _problem(await appeal(course, one)) == "not-released"
    released = (await release(course, "FINAL", appeal_days=3)).json()["items"][2]
    last = datetime.fromisoformat(released["appeal_until"])
    assert timedelta(days=2, hours=23) < last - clock.now() <= timedelta(days=3)

    await travel(last - timedelta(minutes=1))
    in_time = await appeal(course, one)
    await travel(last + timedelta(minutes=1))

    assert in_time.status_code == 201
    assert _problem(await appeal(course, other)) == "appeal-too-late"
    assert (await appeal(course, one)).json()["appeal_id"] == in_time.json()["appeal_id"]
    assert _problem(await appeal(course, one, grounds="另有理由")) == "already-appealed"
    assert _problem(await appeal(course, one, None)) == "not-released"


async def test_the_member_is_not_finalised_while_the_appeal_is_open(district: World) -> None:
    one, other = district.teachers[:2]
    course = await marked(district, one, other)
    await release(course, result=True)
    made = await appeal(course, one)

    first = await course.finalise()
    assert (first["finalised"], first["open"]) == ({"PASSED": 1}, {"APPEAL_OPEN": 1})

    await decide(course, made, "REJECTED")
    assert (await course.finalise())["finalised"] == {"PASSED": 1}


async def test_an_appeal_of_a_finalised_member_ends_in_a_revision_to_confirm(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher, final="40")
    await release(course, result=True)
    assert (await course.finalise())["finalised"] == {"FAILED": 1}

    await decide(course, await appeal(course, teacher), "UPHELD", ("FINAL", "82"))

    (pending,) = await course.revisions()
    assert (pending["stands"]["status"], pending["proposed"]["status"]) == ("FAILED", "PASSED")


async def test_a_decision_stays_within_the_appeal_and_is_one_whole(district: World) -> None:
    teacher, stranger = district.teachers[0], district.teachers[5]
    course = await marked(district, teacher)
    await release(course, result=True)
    made = await appeal(course, teacher)

    assert _problem(await decide(course, made, "UPHELD", ("PROCESS", "90"))) == "beside-the-appeal"
    assert _problem(await decide(course, made, "REJECTED", ("FINAL", "90"))) == "beside-the-appeal"
    assert _problem(await decide(course, made, "UPHELD", ("FINAL", "900"))) == "mark-out-of-range"
    (still,) = (await course.api().get(f"{course.path}/appeals", params={"state": "OPEN"})).json()["items"]
    assert still["appeal_id"] == made.json()["appeal_id"]
    outsider = await as_teacher(course, stranger).get(f"{course.path}/appeals")
    assert outsider.status_code == 404


async def test_who_sat_on_the_panel_confirmed_or_decided_before_does_not_decide(district: World) -> None:
    teacher, judge = district.teachers[0], district.teachers[5]
    course = await course_by(district, RUBRIC, teacher)
    await filed(course, teacher)
    panel = [{"name": "教师6", "person_id": str(judge.teacher_id)}]
    assert await defend(course, teacher, "FAILED", panel=panel) == ["RECORDED"]
    await release(course, result=True)
    made = await appeal(course, teacher, None)

    for who in ({"role": "trainer"}, {"teacher": judge.teacher_id, "account_id": new_id()}):
        assert _problem(await decide(course, made, "REJECTED", **who)) == "appeal-decider-concerned", who
    assert (await decide(course, made, "REJECTED")).status_code == 200

    await take_back(course, result=True)
    await release(course, result=True)
    # The same words against what was released anew are another appeal.
    again = await appeal(course, teacher, None)
    assert (again.status_code, again.json()["state"]) == (201, "OPEN"), again.text
    assert _problem(await decide(course, again, "REJECTED")) == "appeal-decider-concerned"
    assert (await decide(course, again, "REJECTED", account_id=new_id())).json()["state"] == "REJECTED"


async def test_who_confirmed_the_revision_does_not_decide_about_it(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)
    await course.finalise()
    await mark(course, course.api("trainer"), item(teacher, "10", "FINAL"))
    confirmer = course.api(account_id=(confirmed_by := new_id()))
    assert await course.confirm(teacher, api=confirmer) == ["CONFIRMED"]

    made = await appeal(course, teacher, None)

    assert (made.status_code, made.json()["outcome_revision"], made.json()["release_id"]) == (201, 2, None)
    assert _problem(await decide(course, made, "REJECTED", account_id=confirmed_by)) == "appeal-decider-concerned"
    assert (await decide(course, made, "REJECTED")).json()["state"] == "REJECTED"


async def test_an_outcome_that_was_never_released_may_be_appealed_against_for_seven_days(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    one, other = district.teachers[:2]
    course = await marked(district, one, other, final="10")
    assert (await course.finalise())["finalised"] == {"FAILED": 2}

    made = await appeal(course, one, None)
    assert (made.status_code, made.json()["outcome_revision"]) == (201, 1)
    assert (await appeal(course, one, None)).json()["appeal_id"] == made.json()["appeal_id"]
    assert _problem(await appeal(course, one, None, grounds="另有理由")) == "already-appealed"
    await decide(course, made, "UPHELD", ("FINAL", "82"))
    assert await course.confirm(one) == ["own-correction"]
    assert await course.confirm(one, api=course.api(account_id=new_id())) == ["CONFIRMED"]

    await travel(clock.now() + timedelta(days=7, minutes=1))
    assert _problem(await appeal(course, other, None)) == "appeal-too-late"


async def test_who_decides_reads_the_files_of_the_appeal_and_nobody_out_of_its_sight(district: World) -> None:
    teacher, colleague, _, _, elsewhere, *_ = district.teachers
    course = await marked(district, teacher, colleague, elsewhere)
    await release(course, result=True)
    file_id = await filed(course, teacher)
    made = await appeal(course, teacher, file_ids=[file_id])
    path = f"/appeals/{made.json()['appeal_id']}/files/{file_id}"

    readers = {
        "leader": course.api("trainer"),
        "district": course.api(),
        "member": as_teacher(course, teacher),
        "school": course.school_of(teacher),
    }
    for name, api in readers.items():
        answer = await api.get(path)
        assert (answer.status_code, answer.content) == (200, PDF), name
    others = {
        "other trainer": course.api("trainer", account_id=new_id()),
        "other member": as_teacher(course, colleague),
        "other school": course.school_of(elsewhere),
    }
    for name, api in others.items():
        assert (await api.get(path)).status_code == 404, name
    unnamed = await filed(course, teacher, name="别的.pdf")
    assert (await course.api("trainer").get(path.replace(file_id, unnamed))).status_code == 404


async def test_an_appeal_and_a_finalisation_at_once_are_one_after_the_other(district: World) -> None:
    teachers = district.teachers[:4]
    course = await marked(district, *teachers)
    await release(course, result=True)

    made, done = await asyncio.gather(appeal(course, teachers[0]), course.finalise())

    # Either the appeal was first and its member waits, or the finalisation was and the appeal is against what stands.
    assert made.status_code == 201
    waits = done["open"].get("APPEAL_OPEN", 0)
    assert done["finalised"] == {"PASSED": 4 - waits}


async def test_two_finalisations_at_once_publish_each_outcome_once(district: World) -> None:
    teachers = district.teachers[:6]
    course = await marked(district, *teachers)

    first, second = await asyncio.gather(course.finalise(), course.finalise())

    assert sorted(sum(one["finalised"].values()) for one in (first, second)) == [0, 6]
    assert len(await said(district)) == 6
