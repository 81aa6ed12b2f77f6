"""Moderation beside raw marks, and resits: both with who and why, both reopening what was finalised."""

from services.platform.ids import new_id
from tests.assessment.course import Course, opened
from tests.assessment.marking import item, mark, moderate, raw, resit
from tests.support import TeacherOf, World


async def _marked(world: World, teacher: TeacherOf, final: str = "40") -> Course:
    course = await opened(world, teacher, scheme="SCORED")
    marks = [item(teacher, "50", "PROCESS"), item(teacher, final, "FINAL")]
    assert await mark(course, course.api("trainer"), *marks) == ["RECORDED"] * 2
    return course


async def test_moderation_counts_beside_the_raw_marks_which_stay(district: World) -> None:
    teacher = district.teachers[0]
    course = await _marked(district, teacher)
    trainer = course.api("trainer")
    assert (await course.result(teacher))["status"] == "FAILED"

    assert await moderate(course, trainer, item(teacher, "70.5", "FINAL"), reason="复核组重评") == ["RECORDED"]
    assert await moderate(course, trainer, item(teacher, "70.50", "FINAL"), reason="复核组重评") == ["UNCHANGED"]

    result = await course.result(teacher)
    assert (result["status"], result["score"]) == ("PASSED", "60.25")
    assert "终结性考核经复核计 70.5 分,原始分 40 分保留" in [words["zh"] for words in result["explanation"]]
    assert [one["score"] for one in await raw(course, course.api())] == ["50.00", "40.00"]
    (act,) = (await course.api().get(f"{course.path}/moderations")).json()["items"]
    assert (act["score"], act["reason"], act["moderated_by"]) == ("70.50", "复核组重评", str(district.trainer_id))


async def test_taking_moderation_back_lets_the_raw_marks_count_again(district: World) -> None:
    teacher = district.teachers[0]
    course = await _marked(district, teacher)
    await moderate(course, course.api(), item(teacher, "90", "FINAL"))

    assert await moderate(course, course.api(), item(teacher, None, "FINAL")) == ["RECORDED"]

    assert (await course.result(teacher))["score"] == "45.00"
    assert len((await course.api().get(f"{course.path}/moderations")).json()["items"]) == 2


async def test_moderation_is_never_a_mark_that_nobody_gave_nor_ones_own(district: World) -> None:
    teacher, other, stranger, *_ = district.teachers
    course = await opened(district, teacher, other, scheme="SCORED")
    await mark(course, course.api("trainer"), item(teacher, "50", "PROCESS"))
    officer = course.api("district_admin", teacher=teacher.teacher_id)

    assert await moderate(
        course,
        officer,
        item(other, "80", "PROCESS"),
        item(teacher, "80", "PROCESS"),
        item(stranger, "80", "PROCESS"),
        item(other, "80", "ESSAY"),
    ) == ["nothing-to-moderate", "own-assessment", "not-a-member", "unknown-component"]
    assert await moderate(course, course.api(), item(teacher, "100.5", "PROCESS")) == ["mark-out-of-range"]
    body = {"items": [item(teacher, "80", "PROCESS")], "reason": "复核"}
    answer = await course.school_of(teacher).post(f"{course.path}/moderations", json=body)
    assert answer.status_code == 403


async def test_moderation_of_a_finalised_member_opens_a_revision(district: World) -> None:
    teacher = district.teachers[0]
    course = await _marked(district, teacher)
    await course.finalise()

    await moderate(course, course.api(), item(teacher, "90", "FINAL"))

    (pending,) = await course.revisions()
    assert (pending["cause"], pending["proposed"]["status"]) == ("MODERATION", "PASSED")
    assert await course.confirm(teacher) == ["own-correction"]
    assert await course.confirm(teacher, api=course.api(account_id=new_id())) == ["CONFIRMED"]


async def test_a_resit_counts_alone_and_former_marks_are_shown(district: World) -> None:
    teacher = district.teachers[0]
    course = await _marked(district, teacher)
    trainer = course.api("trainer")

    assert await resit(course, trainer, teacher, component="FINAL") == ["OPENED"]
    assert await resit(course, trainer, teacher, component="FINAL") == ["UNCHANGED"]
    assert (await course.result(teacher))["status"] == "IN_PROGRESS"
    # Moderation stands beside marks of the attempt that is open; this one has none yet.
    assert await moderate(course, trainer, item(teacher, "99", "FINAL")) == ["nothing-to-moderate"]
    # The same points as in the first attempt are a mark of the second.
    assert await mark(course, trainer, item(teacher, "40", "FINAL")) == ["RECORDED"]
    assert await mark(course, trainer, item(teacher, "80", "FINAL")) == ["RECORDED"]

    assert (await course.result(teacher))["score"] == "65.00"
    assert [(one["component"], one["attempt"]) for one in await raw(course, course.api())] == [
        ("PROCESS", 1),
        ("FINAL", 1),
        ("FINAL", 2),
        ("FINAL", 2),
    ]
    assert await resit(course, trainer, teacher, component="FINAL") == ["OPENED"]
    seen = await course.api("teacher", teacher=teacher.teacher_id).get(f"{course.path}/resits")
    assert [(one["attempt"], one["reason"]) for one in seen.json()["items"]] == [(3, "补考一次"), (2, "补考一次")]


async def test_moderation_of_a_former_attempt_does_not_reach_the_next(district: World) -> None:
    teacher = district.teachers[0]
    course = await _marked(district, teacher)
    await moderate(course, course.api(), item(teacher, "100", "FINAL"))
    await resit(course, course.api(), teacher, component="FINAL")

    await mark(course, course.api(), item(teacher, "60", "FINAL"))

    assert (await course.result(teacher))["score"] == "55.00"


async def test_a_resit_needs_a_first_attempt_and_is_opened_by_who_manages(district: World) -> None:
    teacher, other, *_ = district.teachers
    course = await opened(district, teacher, other, scheme="SCORED")
    await mark(course, course.api("trainer"), item(teacher, "50", "PROCESS"))

    assert await resit(course, course.api(), other, component="PROCESS") == ["nothing-to-resit"]
    assert await resit(course, course.api("district_admin", teacher=teacher.teacher_id), teacher) == ["own-assessment"]
    body = {"items": [{"teacher_id": str(teacher.teacher_id), "component": "PROCESS"}], "reason": "补考"}
    answer = await course.api("teacher", teacher=teacher.teacher_id).post(f"{course.path}/resits", json=body)
    assert answer.status_code == 403


async def test_a_resit_of_a_finalised_member_waits_for_its_marks(district: World) -> None:
    teacher = district.teachers[0]
    course = await _marked(district, teacher)
    await course.finalise()

    opener, marker, another = (course.api(account_id=new_id()) for _ in range(3))
    await resit(course, opener, teacher, component="FINAL")
    assert await course.confirm(teacher, api=another) == ["revision-not-final"]
    await mark(course, marker, item(teacher, "75", "FINAL"))

    for one in (opener, marker):
        assert await course.confirm(teacher, api=one) == ["own-correction"]
    assert await course.confirm(teacher, api=another) == ["CONFIRMED"]
    assert (await course.result(teacher))["status"] == "PASSED"
