"""Evidence binders of classes: what is missing while a class runs, closed only when complete, opened again aloud."""

import pytest

from services.platform.ids import new_id
from tests.assessment.binding import (
    BY_HAND,
    LY_PARAMETERS,
    archive,
    created,
    filled,
    missing,
    of_class,
    opened_binder,
    problem,
    register_of,
    states,
)
from tests.assessment.course import Course, opened
from tests.support import Apps, World, make_world
from tests.walks.assessment import enrolled, scheduled
from tests.walks.assessment_binders import of_school, paper


@pytest.fixture
async def goose(apps: Apps) -> World:
    """A district of pack LY, which asks twelve documents of every class."""
    return await make_world(apps, pack="LY", parameters=LY_PARAMETERS)


async def test_a_running_class_shows_its_twelve_items_and_what_the_system_has_made_of_them(goose: World) -> None:
    course, trainer, binder = await of_class(goose, settle=False)

    (asked,) = binder["sets"]
    assert (asked["clause_id"], len(asked["items"]), asked["open_list"]) == ("LY-05", 12, True)
    assert "学员考勤记录" in asked["quote"]
    assert missing(binder) == {*BY_HAND, "ATTENDANCE_RECORD"}
    assert {one["code"] for one in binder["made"]} == {"ENROLMENT_REGISTER", "TIMETABLE"}
    await course.settle(goose.teachers[0])
    half = created(await trainer.get(f"/binders/{binder['binder_id']}"))
    await course.settle(*goose.teachers[:2], revision=2)
    whole = created(await trainer.get(f"/binders/{binder['binder_id']}"))
    assert states(half)["ATTENDANCE_RECORD"] == "MISSING"
    assert states(whole)["ATTENDANCE_RECORD"] == "HELD"


async def test_closing_is_refused_with_the_list_of_what_is_missing(goose: World) -> None:
    _, trainer, binder = await of_class(goose, settle=False)
    binder = await filled(trainer, binder, *BY_HAND)

    refused = await trainer.post(f"/binders/{binder['binder_id']}/closing")

    assert problem(refused) == (409, "binder-incomplete")
    (lack,) = refused.json()["errors"]
    assert (lack["clause"], lack["code"], lack["detail_zh"]) == ("LY-05", "ATTENDANCE_RECORD", "学员考勤记录")
    assert created(await trainer.get(f"/binders/{binder['binder_id']}"))["state"] == "OPEN"


async def test_a_complete_binder_closes_and_stays_as_it_was(goose: World) -> None:
    course, trainer, binder = await of_class(goose)
    path = f"/binders/{binder['binder_id']}"
    await filled(trainer, binder, *BY_HAND)

    closed = created(await trainer.post(f"{path}/closing"))

    assert (closed["state"], closed["missing"]) == ("CLOSED", 0)
    assert problem(await trainer.post(f"{path}/papers", json=paper("MATERIALS", clause="LY-05"))) == (
        409,
        "binder-closed",
    )
    before = await archive(trainer, path)
    # Whoever is enrolled after the closing is not in the register that was kept.
    await goose.publish(enrolled(goose, course.class_id, goose.teachers[5]))
    await goose.drain()
    after = await archive(trainer, path)
    assert register_of(after) == register_of(before) == ["T001", "T002"]


async def test_the_district_reopens_with_a_reason_and_the_history_is_kept(goose: World) -> None:
    course, trainer, binder = await of_class(goose)
    path = f"/binders/{binder['binder_id']}"
    await filled(trainer, binder, *BY_HAND)
    created(await trainer.post(f"{path}/closing"))

    by_trainer = await trainer.post(f"{path}/reopening", json={"reason": "补充"})
    reopened = created(await goose.api("assessment").post(f"{path}/reopening", json={"reason": "补充照片"}))
    again = await goose.api("assessment").post(f"{path}/reopening", json={"reason": "补充照片"})

    assert by_trainer.status_code == 403
    assert [(one["act"], one["reason"]) for one in reopened["acts"]] == [
        ("OPENED", None),
        ("CLOSED", None),
        ("REOPENED", "补充照片"),
    ]
    assert problem(again) == (409, "binder-not-closed")
    await course.settle(*goose.teachers[:2], revision=2)
    assert created(await trainer.get(path))["state"] == "OPEN"


async def test_only_the_district_waives_an_item_and_says_why(goose: World) -> None:
    _, trainer, binder = await of_class(goose)
    await filled(trainer, binder, *BY_HAND[:-1])
    path = f"/binders/{binder['binder_id']}"
    waiver, reason = f"{path}/waivers/LY-05/FEEDBACK_FORM", {"reason": "反馈在省平台进行,附链接"}

    by_trainer = await trainer.put(waiver, json=reason)
    waived = created(await goose.api("assessment").put(waiver, json=reason))
    again = await goose.api("assessment").put(waiver, json=reason)
    otherwise = await goose.api("assessment").put(waiver, json={"reason": "另一个原因"})
    unknown = await goose.api("assessment").put(f"{path}/waivers/LY-05/NO_SUCH", json=reason)

    assert by_trainer.status_code == 403
    assert states(waived)["FEEDBACK_FORM"] == "WAIVED"
    assert again.status_code == 200
    assert problem(otherwise) == (409, "item-waived")
    assert problem(unknown) == (422, "unknown-item")
    assert created(await trainer.post(f"{path}/closing"))["state"] == "CLOSED"


async def test_a_paper_taken_out_is_missing_again_and_stays_to_be_seen(goose: World) -> None:
    _, trainer, binder = await of_class(goose)
    binder = await filled(trainer, binder, "MATERIALS")
    withdrawal = f"/binders/{binder['binder_id']}/papers/{binder['papers'][0]['paper_id']}/withdrawal"

    after = created(await trainer.put(withdrawal, json={"reason": "不是本班教材"}))
    again = await trainer.put(withdrawal, json={"reason": "不是本班教材"})
    otherwise = await trainer.put(withdrawal, json={"reason": "丢失"})

    assert "MATERIALS" not in missing(binder)
    assert "MATERIALS" in missing(after)
    assert after["papers"][0]["withdrawal_reason"] == "不是本班教材"
    assert again.status_code == 200
    assert problem(otherwise) == (409, "paper-withdrawn")


async def test_papers_of_the_binder_open_the_gate_of_documents(goose: World) -> None:
    """One truth: what lies in the binder is there for the results as well."""
    published = await goose.api("assessment").post(
        "/schemes",
        json={
            "code": "WITH_DOCUMENTS",
            "title": {"zh": "附材料的考核", "en": "Assessment with documents"},
            "gates": [{"kind": "ATTENDANCE"}, {"kind": "DOCUMENTS", "clause": "LY-05"}],
            "stages": [],
            "reason": "档案齐全方可结业",
        },
    )
    assert published.status_code == 201, published.text
    teacher = goose.teachers[0]
    course = await opened(goose, teacher, scheme="WITH_DOCUMENTS", category="THEORY", kind="LEADING_GOOSE")
    trainer = goose.api("assessment", "trainer")
    binder = await opened_binder(trainer, class_id=str(course.class_id))
    before = (await course.result(teacher))["status"]

    await filled(trainer, binder, *BY_HAND)

    assert before == "IN_PROGRESS"
    assert (await course.result(teacher))["status"] == "PASSED"


async def test_a_class_has_one_binder_and_only_one(goose: World) -> None:
    course, trainer, binder = await of_class(goose)

    second = await trainer.post("/binders", json={"class_id": str(course.class_id), "custodian_name": "王老师"})

    assert problem(second) == (409, "binder-exists")
    assert second.json()["facts"]["binder_id"] == binder["binder_id"]


async def test_a_binder_is_of_exactly_one_thing_that_a_pack_asks_of(goose: World, district: World) -> None:
    course = await opened(district, district.teachers[0])
    api, goose_api = district.api("assessment"), goose.api("assessment")
    both = {**of_school(goose, 0), "class_id": str(new_id())}

    answers = {
        "both": problem(await goose_api.post("/binders", json=both)),
        "neither": problem(await goose_api.post("/binders", json={"custodian_name": "李老师"})),
        "no such class": problem(await goose_api.post("/binders", json={**both, "school_id": None, "every": None})),
        "asks nothing of a class": problem(
            await api.post("/binders", json={"class_id": str(course.class_id), "custodian_name": "李老师"})
        ),
        "no such unit": problem(await api.post("/binders", json=of_school(district, 0, unit="音乐组"))),
    }

    assert answers == {
        "both": (422, "binder-of-one-thing"),
        "neither": (422, "binder-of-one-thing"),
        "no such class": (404, "not-found"),
        "asks nothing of a class": (409, "nothing-asked"),
        "no such unit": (422, "unknown-unit"),
    }


async def test_who_neither_leads_keeps_nor_governs_sees_no_binder(goose: World) -> None:
    course = Course(goose)
    await goose.publish(scheduled(goose, course.class_id, category="THEORY", kind="LEADING_GOOSE"))
    await goose.drain()
    binder = await opened_binder(goose.api("assessment"), class_id=str(course.class_id))
    path = f"/binders/{binder['binder_id']}"
    seen_by = {
        "leader": goose.api("assessment", "trainer"),
        "other trainer": goose.api("assessment", "trainer", account_id=new_id()),
        "a school": goose.api("assessment", "school_admin", school=goose.schools[0].school_id),
        "a teacher": goose.api("assessment", "teacher", teacher=goose.teachers[0].teacher_id),
        "auditor": goose.api("assessment", "auditor"),
    }

    seen = {who: (await api.get(path)).status_code for who, api in seen_by.items()}
    listed = {who: len((await api.get("/binders")).json()["items"]) for who, api in seen_by.items()}

    assert seen == {"leader": 200, "other trainer": 404, "a school": 404, "a teacher": 404, "auditor": 200}
    assert listed == {"leader": 1, "other trainer": 0, "a school": 0, "a teacher": 0, "auditor": 1}
