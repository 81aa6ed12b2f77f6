"""Who marks: experts and peers by name, the member where asked, blind to each other."""

from uuid import uuid4

from services.platform.ids import new_id
from tests.assessment.course import opened
from tests.assessment.marking import RUBRIC, as_teacher, course_by, item, mark, name, raw
from tests.support import World
from tests.walks.assessment_schemes import LESSON


async def test_three_kinds_of_assessors_make_one_score(district: World) -> None:
    member, peer, expert, *_ = district.teachers
    course = await course_by(district, LESSON, member, peer)
    outsider = await district.account("trainer")
    assert (await name(course, "EXPERT", expert, outsider)).status_code == 201
    assert (await name(course, "PEER", peer, of=[member])).status_code == 201

    assert await mark(course, as_teacher(course, expert), item(member, "90")) == ["RECORDED"]
    assert await mark(course, course.api("trainer", account_id=outsider), item(member, "80.5")) == ["RECORDED"]
    assert await mark(course, as_teacher(course, peer), item(member, "70")) == ["RECORDED"]
    assert await mark(course, as_teacher(course, member), item(member, "100")) == ["RECORDED"]

    # 60 % of the experts' mean 85.25, 20 % of 70, 20 % of 100.
    assert (await course.result(member))["score"] == "85.15"
    assert [one["assessor_kind"] for one in await raw(course, course.api())] == ["EXPERT", "EXPERT", "PEER", "SELF"]


async def test_only_who_was_named_marks_and_only_whom(district: World) -> None:
    member, peer, other, stranger, *_ = district.teachers
    course = await course_by(district, LESSON, member, peer, other)
    await name(course, "PEER", peer, of=[member])

    assert await mark(course, as_teacher(course, peer), item(member, "80"), item(other, "80")) == [
        "RECORDED",
        "not-a-member",
    ]
    assert await mark(course, course.api("trainer"), item(member, "80")) == ["not-named"]
    assert await mark(course, as_teacher(course, other), item(member, "80")) == ["not-a-member"]
    answer = await as_teacher(course, stranger).put(f"{course.path}/scores", json={"items": [item(member, "80")]})
    assert answer.status_code == 404


async def test_nobody_is_named_for_themselves_and_an_expert_never_marks_their_own_lesson(district: World) -> None:
    member, other, *_ = district.teachers
    course = await course_by(district, RUBRIC, member, other)

    refused = await name(course, "EXPERT", member, of=[member])
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (409, "own-assessment")
    await name(course, "EXPERT", member)

    own = [item(member, "20", criterion="AIMS"), item(other, "20", criterion="AIMS")]
    assert await mark(course, as_teacher(course, member), *own) == ["own-assessment", "RECORDED"]


async def test_naming_is_refused_where_nothing_is_asked(district: World) -> None:
    member, other, stranger, *_ = district.teachers
    course = await course_by(district, RUBRIC, member, other)

    async def refusal(*args: object, **more: object) -> tuple[int, str]:
        answer = await name(course, *args, **more)  # type: ignore[arg-type]
        return answer.status_code, answer.json()["type"].rpartition(":")[2]

    assert await refusal("PEER", other) == (422, "kind-not-asked")
    assert await refusal("EXPERT", other, component="ESSAY") == (409, "unknown-component")
    assert await refusal("EXPERT", other, of=[stranger]) == (409, "not-a-member")
    answer = await course.api().post(
        f"{course.path}/assessors",
        json={"component": "LESSON", "kind": "EXPERT", "items": [{"person_id": str(uuid4())}]},
    )
    assert answer.status_code == 404
    assert (await name(course, "EXPERT", other, api=course.api("trainer", account_id=new_id()))).status_code == 404


async def test_naming_twice_is_naming_once_and_withdrawing_keeps_the_marks(district: World) -> None:
    member, expert, *_ = district.teachers
    course = await course_by(district, RUBRIC, member)
    (named,) = (await name(course, "EXPERT", expert)).json()["items"]
    assert (await name(course, "EXPERT", expert)).json()["items"] == []
    marks = [item(member, "40", criterion="AIMS"), item(member, "50", criterion="METHOD")]
    assert await mark(course, as_teacher(course, expert), *marks) == ["RECORDED"] * 2

    async def withdraw(reason: str) -> int:
        body = {"assignment_ids": [named["assignment_id"]], "reason": reason}
        return (await course.api("trainer").post(f"{course.path}/assessors/withdrawals", json=body)).status_code

    assert [await withdraw("出差"), await withdraw("出差"), await withdraw("生病")] == [201, 201, 409]

    answer = await as_teacher(course, expert).put(f"{course.path}/scores", json={"items": marks})
    assert answer.status_code == 404
    assert (await course.result(member))["score"] == "90.00"
    assert len((await name(course, "EXPERT", expert)).json()["items"]) == 1
    listed = (await course.api().get(f"{course.path}/assessors")).json()["items"]
    assert [one["withdrawal_reason"] for one in listed] == ["出差", None]


async def test_marking_is_blind_but_to_who_manages_the_class(district: World) -> None:
    member, one, other, *_ = district.teachers
    course = await course_by(district, RUBRIC, member)
    await name(course, "EXPERT", one, other)
    await mark(course, as_teacher(course, one), item(member, "30", criterion="AIMS"))
    await mark(course, as_teacher(course, other), item(member, "20", criterion="AIMS"))

    assert [entry["score"] for entry in await raw(course, as_teacher(course, one))] == ["30.00"]
    assert await raw(course, as_teacher(course, member)) == []
    assert await raw(course, course.school_of(member)) == []
    assert [entry["score"] for entry in await raw(course, course.api("trainer"))] == ["30.00", "20.00"]
    assert len(await raw(course, course.api("auditor"))) == 2
    duties = (await as_teacher(course, other).get(f"{course.path}/assessors")).json()["items"]
    assert [duty["person_id"] for duty in duties] == [str(other.teacher_id)]
    assert (await as_teacher(course, other).get(f"{course.path}/scheme")).status_code == 200


async def test_a_rubric_is_marked_by_points_or_levels(district: World) -> None:
    member, expert, *_ = district.teachers
    course = await course_by(district, RUBRIC, member)
    await name(course, "EXPERT", expert)
    api = as_teacher(course, expert)

    assert await mark(
        course,
        api,
        item(member, level="B", criterion="AIMS"),
        item(member, "60.5", criterion="METHOD"),
        item(member, "1", criterion="STYLE"),
        item(member, level="C", criterion="METHOD"),
    ) == ["RECORDED", "mark-out-of-range", "unknown-criterion", "listed-twice"]
    assert await mark(course, api, item(member, level="Z", criterion="AIMS")) == ["unknown-criterion-level"]
    assert (await course.result(member))["score"] is None
    assert await mark(course, api, item(member, "53", criterion="METHOD")) == ["RECORDED"]
    assert (await course.result(member))["score"] == "79.50"
    assert await mark(course, api, item(member, "26.5", criterion="AIMS")) == ["UNCHANGED"]
    both = await api.put(f"{course.path}/scores", json={"items": [item(member, "1", level="A", criterion="AIMS")]})
    assert both.status_code == 422


async def test_a_correction_is_a_newer_mark_and_both_stay(district: World) -> None:
    member, expert, *_ = district.teachers
    course = await course_by(district, RUBRIC, member)
    await name(course, "EXPERT", expert)
    api = as_teacher(course, expert)

    for points in ("30", "35", "30"):
        assert await mark(course, api, item(member, points, criterion="AIMS")) == ["RECORDED"]
    await mark(course, api, item(member, "60", criterion="METHOD"))

    assert [one["score"] for one in await raw(course, course.api(), teacher_id=str(member.teacher_id))] == [
        "30.00",
        "35.00",
        "30.00",
        "60.00",
    ]
    assert (await course.result(member))["score"] == "90.00"


async def test_persons_named_for_an_office_alone_mark_for_it(district: World) -> None:
    member, *_ = district.teachers
    course = await opened(district, member, scheme="SCORED")
    marker = await district.account("trainer")
    assert (await name(course, "ORGANISER", marker, component="FINAL")).status_code == 201

    trainer, named = course.api("trainer"), course.api("trainer", account_id=marker)
    marks = [item(member, "80", "PROCESS"), item(member, "80", "FINAL")]
    assert await mark(course, trainer, *marks) == ["RECORDED", "not-named"]
    assert await mark(course, named, *marks) == ["wrong-assessor", "RECORDED"]


async def test_the_proposed_ring_is_fair_and_nobody_marks_themselves(district: World) -> None:
    members = district.teachers[:5]
    course = await course_by(district, LESSON, *members)
    path = f"{course.path}/components/LESSON/peers"

    proposed = (await course.api("trainer").get(path, params={"each": 2})).json()
    again = (await course.api().get(path, params={"each": 2})).json()

    assert proposed == again
    assert {one["person_id"] for one in proposed["items"]} == {str(member.teacher_id) for member in members}
    marked = [other for one in proposed["items"] for other in one["teacher_ids"]]
    assert all(one["person_id"] not in one["teacher_ids"] for one in proposed["items"])
    assert sorted(marked) == sorted(str(member.teacher_id) for member in members for _ in range(2))
    body = {"component": "LESSON", "kind": "PEER", "items": proposed["items"]}
    named = await course.api("trainer").post(f"{course.path}/assessors", json=body)
    assert len(named.json()["items"]) == 10
    assert (await course.api("trainer").get(f"{course.path}/components/ESSAY/peers")).status_code == 409
