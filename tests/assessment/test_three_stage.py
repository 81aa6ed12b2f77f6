"""XC-14 over HTTP: three stages, two assessors, one certifier."""

from decimal import Decimal
from uuid import UUID

from services.platform.access import Principal
from services.platform.ids import new_id
from tests.assessment.course import Course, ids, opened, results, said
from tests.support import Api, World

BEFORE = ("PROBLEM", "CASE")


async def organiser_passes(course: Course, *people: object) -> None:
    marks = [(who, component, "85") for who in people for component in (*BEFORE, "PARTICIPATION")]
    assert set(await course.score(course.api("trainer"), *marks)) == {"RECORDED"}  # type: ignore[arg-type]


async def test_a_pending_post_stage_is_awaited_and_says_nothing(district: World) -> None:
    waiting, done, _, _, elsewhere, *_ = district.teachers
    course = await opened(district, waiting, done, elsewhere, scheme="THREE_STAGE")
    await organiser_passes(course, waiting, done)

    await course.score(course.school_of(done), (done, "PRACTICE", "70"))
    await course.certify(done)
    finalised = await course.finalise()

    assert await course.statuses() == {
        waiting.teacher_id: "AWAITING_POST",
        done.teacher_id: "PASSED",
        elsewhere.teacher_id: "IN_PROGRESS",
    }
    assert finalised == {
        "finalised": {"PASSED": 1},
        "open": {"AWAITING_POST": 1, "IN_PROGRESS": 1},
        "finalised_before": 0,
    }
    assert [state.teacher_id for state in await said(district)] == [done.teacher_id]


async def test_the_pending_one_is_finalised_by_a_later_call(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="THREE_STAGE")
    await organiser_passes(course, teacher)
    await course.finalise()
    assert await said(district) == []

    await course.score(course.school_of(teacher), (teacher, "PRACTICE", "70"))
    assert (await course.finalise())["open"] == {"AWAITING_CERTIFICATION": 1}
    await course.certify(teacher)
    assert (await course.finalise())["finalised"] == {"PASSED": 1}

    (state,) = await said(district)
    assert (state.revision, state.grade, [line.hours for line in state.lines]) == (1, "PASS", [Decimal(6)])


async def test_each_stage_is_marked_by_its_own_assessor_only(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="THREE_STAGE")
    school, stranger = course.school_of(teacher), course.api("school_admin", school=district.schools[1].school_id)

    assert await course.score(school, (teacher, "CASE", "80"), (teacher, "PARTICIPATION", "80")) == [
        "wrong-assessor",
        "wrong-assessor",
    ]
    assert await course.score(course.api("trainer"), (teacher, "PRACTICE", "80")) == ["wrong-assessor"]
    assert await course.score(course.api(), (teacher, "PRACTICE", "80")) == ["wrong-assessor"]
    assert (await stranger.put(f"{course.path}/scores", json=_item(teacher.teacher_id))).status_code == 404
    assert await course.score(course.api(), (teacher, "CASE", "80")) == ["RECORDED"]


async def test_a_school_marks_only_its_own_members(district: World) -> None:
    own, other = district.teachers[0], district.teachers[4]
    course = await opened(district, own, other, scheme="THREE_STAGE")

    answers = await course.score(course.school_of(own), (own, "PRACTICE", "80"), (other, "PRACTICE", "80"))

    assert answers == ["RECORDED", "not-a-member"]


async def test_a_bad_item_never_spoils_the_others(district: World) -> None:
    teacher, stranger = district.teachers[0], district.teachers[1]
    course = await opened(district, teacher, scheme="THREE_STAGE")

    answers = await course.score(
        course.api("trainer"),
        (stranger, "CASE", "80"),
        (teacher, "ESSAY", "80"),
        (teacher, "CASE", "100.01"),
        (teacher, "PROBLEM", "0"),
        (teacher, "PROBLEM", "90"),
        (teacher, "PARTICIPATION", "100"),
    )

    assert answers == ["not-a-member", "unknown-component", "mark-out-of-range", "RECORDED", "listed-twice", "RECORDED"]


async def test_the_newest_mark_counts_and_the_same_adds_nothing(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="SCORED")
    trainer = course.api("trainer")

    assert await course.score(trainer, (teacher, "PROCESS", "50"), (teacher, "FINAL", "80")) == ["RECORDED"] * 2
    assert await course.score(trainer, (teacher, "PROCESS", "70.5")) == ["RECORDED"]
    assert await course.score(trainer, (teacher, "PROCESS", "70.50")) == ["UNCHANGED"]

    result = await course.result(teacher)
    assert (result["score"], result["grade"], result["status"]) == ("75.25", "GOOD", "PASSED")


async def test_nobody_assesses_or_certifies_themselves(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="THREE_STAGE")
    trainer = course.api("trainer", teacher=teacher.teacher_id, account_id=district.trainer_id)
    officer = course.api("district_admin", teacher=teacher.teacher_id)
    await organiser_passes(course, teacher)
    await course.score(course.school_of(teacher), (teacher, "PRACTICE", "80"))

    assert await course.score(trainer, (teacher, "CASE", "99")) == ["own-assessment"]
    answer = await officer.post(f"{course.path}/certifications", json=ids([teacher]))

    assert results(answer) == ["own-assessment"]
    assert (await course.statuses())[teacher.teacher_id] == "AWAITING_CERTIFICATION"


async def test_only_what_passed_every_stage_is_certified(district: World) -> None:
    ready, waiting, stranger = district.teachers[:3]
    course = await opened(district, ready, waiting, scheme="THREE_STAGE")
    await organiser_passes(course, ready, waiting)
    await course.score(course.school_of(ready), (ready, "PRACTICE", "80"))

    assert await course.certify(ready, waiting, stranger) == ["CERTIFIED", "not-ready-to-certify", "not-a-member"]
    assert await course.certify(ready) == ["UNCHANGED"]


async def test_a_failed_stage_is_published_without_a_line(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="THREE_STAGE")
    await organiser_passes(course, teacher)
    await course.score(course.school_of(teacher), (teacher, "PRACTICE", "59.5"))

    assert (await course.finalise())["finalised"] == {"FAILED": 1}

    (state,) = await said(district)
    assert (state.grade, state.lines) == ("FAIL", ())
    words = [sentence["zh"] for sentence in (await course.result(teacher))["explanation"]]
    assert "训后考核 59.5 分,合格线 60 分:不合格" in words


async def test_who_is_trainer_and_school_is_each_only_where_it_holds(district: World) -> None:
    own, other = district.teachers[0], district.teachers[4]
    led = await opened(district, own, other, scheme="THREE_STAGE")
    leads_it = both_roles(district, account_id=district.trainer_id)
    leads_another = both_roles(district, account_id=district.admin_id)

    assert await led.score(leads_it, (own, "PRACTICE", "80"), (other, "PRACTICE", "80")) == [
        "RECORDED",
        "wrong-assessor",
    ]
    assert await led.score(leads_it, (own, "CASE", "80"), (other, "CASE", "80")) == ["RECORDED", "RECORDED"]
    assert await led.score(leads_another, (own, "PRACTICE", "81"), (own, "CASE", "81"), (other, "CASE", "81")) == [
        "RECORDED",
        "wrong-assessor",
        "not-a-member",
    ]


async def test_a_trainer_sees_only_the_classes_led(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="THREE_STAGE")
    stranger = district.api("assessment", "trainer", account_id=new_id())

    for method, path, body in (
        ("GET", "scheme", None),
        ("PUT", "scores", _item(teacher.teacher_id)),
        ("GET", "results", None),
        ("POST", "finalisation", None),
        ("GET", "outcomes", None),
    ):
        answer = await stranger.request(method, f"{course.path}/{path}", json=body)
        assert answer.status_code == 404, path


async def test_schools_and_teachers_see_their_own_results(district: World) -> None:
    one, colleague, _, _, other, *_ = district.teachers
    course = await opened(district, one, colleague, other)

    assert await _seen(course.school_of(one), course) == {str(one.teacher_id), str(colleague.teacher_id)}
    assert await _seen(course.api("teacher", teacher=one.teacher_id), course) == {str(one.teacher_id)}
    stranger = course.api("teacher", teacher=district.teachers[5].teacher_id)
    assert (await stranger.get(f"{course.path}/results")).status_code == 404


async def test_a_scheme_in_use_is_not_exchanged(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="SCORED")
    trainer = course.api("trainer")

    async def choose(code: str, version: int = 1) -> int:
        answer = await trainer.put(f"{course.path}/scheme", json={"scheme": code, "version": version})
        return answer.status_code

    assert await choose("THREE_STAGE") == 200
    assert (await trainer.get(f"{course.path}/scheme")).json()["certifier"] == "COUNTY_CENTRE"
    await course.score(trainer, (teacher, "CASE", "80"))
    assert await choose("SCORED") == 409
    assert await choose("THREE_STAGE") == 200
    assert await choose("THREE_STAGE", 2) == 422


async def test_a_program_that_names_no_known_scheme_asks_for_one(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="PORTFOLIO")

    refused = await course.api().get(f"{course.path}/results")
    assert (refused.status_code, refused.json()["facts"]) == (409, {"scheme": "PORTFOLIO"})

    await course.api().put(f"{course.path}/scheme", json={"scheme": "ATTENDANCE"})
    assert await course.statuses() == {teacher.teacher_id: "PASSED"}


def both_roles(world: World, *, account_id: UUID) -> Api:
    """Somebody who is a trainer and administers the first school."""
    token = world.apps.signer.sign(
        Principal(
            account_id=account_id,
            district_id=world.district_id,
            roles=frozenset({"trainer", "school_admin"}),
            unit_id=world.schools[0].school_id,
        )
    )
    base = f"/assessment/v1/districts/{world.district_id}"
    return Api(world.apps.http("assessment", base, {"Authorization": f"Bearer {token}"}))


async def _seen(api: Api, course: Course) -> set[str]:
    answer = await api.get(f"{course.path}/results")
    assert answer.status_code == 200, answer.text
    return {item["teacher_id"] for item in answer.json()["items"]}


def _item(teacher_id: object) -> dict[str, object]:
    return {"items": [{"teacher_id": str(teacher_id), "component": "PRACTICE", "score": "80"}]}
