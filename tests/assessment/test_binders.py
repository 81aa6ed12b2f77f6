"""Evidence binders of classes: what is missing while a class runs, closed only when complete, opened again aloud."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.directory import operations as directory
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
from tests.walks.assessment import DAY, PDF, enrolled, scheduled
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


async def test_nobody_completes_the_archive_of_a_class_that_is_not_theirs(goose: World) -> None:
    course, trainer, binder = await of_class(goose)
    school = goose.api("assessment", "school_admin", school=goose.schools[0].school_id)

    def record(**facts: str) -> dict[str, Any]:
        whole = {"kind": "MATERIALS", "on": str(DAY), "class_id": str(course.class_id), "title": "教材", **facts}
        return {"records": [whole]}

    of_school = await school.post("/records", json=record(school_id=str(goose.schools[0].school_id)))
    of_nothing = await goose.api("assessment").post(
        "/records", json=record(school_id=str(goose.schools[0].school_id), class_id=str(new_id()))
    )
    of_member = await school.post("/records", json=record(teacher_id=str(goose.teachers[0].teacher_id)))
    after = (await trainer.get(f"/binders/{binder['binder_id']}")).json()

    assert (of_school.status_code, of_nothing.status_code, of_member.status_code) == (404, 404, 201)
    assert "MATERIALS" in missing(after)


async def test_a_class_of_the_district_has_a_binder_by_the_pack_of_its_members(apps: Apps) -> None:
    """LY is given to one school, the district's own pack asks for no documents of a class."""
    world = await make_world(apps, pack="XH", parameters={"cycle_start": "2025-09-01", "cycle_end": "2030-08-31"})
    async with world.session("directory") as session:
        await directory.assign_pack(
            session,
            district_id=world.district_id,
            pack_id="LY",
            valid_from=date(2025, 9, 1),
            valid_to=date(2030, 8, 31),
            parameters=LY_PARAMETERS,
            switches={},
            school_id=world.schools[0].school_id,
            at=datetime(2025, 8, 1, tzinfo=UTC),
        )
    of_ly, of_xh = world.teachers[0], world.teachers[4]
    goose = await opened(world, of_ly, category="THEORY", kind="LEADING_GOOSE")
    others = await opened(world, of_xh, category="PRACTICAL", kind="OTHER_STUDY")
    api = world.api("assessment")

    binder = await opened_binder(api, class_id=str(goose.class_id))
    nothing = await api.post("/binders", json={"class_id": str(others.class_id), "custodian_name": "王老师"})

    assert (binder["pack_id"], len(missing(binder)) > 0) == ("LY", True)
    assert problem(nothing) == (409, "nothing-asked")


async def test_who_keeps_a_binder_or_is_being_given_it_reads_its_papers_one_by_one(goose: World) -> None:
    _, trainer, binder = await of_class(goose)
    path, keeper_id = f"/binders/{binder['binder_id']}", await goose.account("school_admin")
    stored = created(await trainer.post("/files", params={"name": "通知.pdf"}, content=PDF))
    attached = paper("TRAINING_NOTICE", clause="LY-05", file_id=stored["file_id"])
    held = created(await trainer.post(f"{path}/papers", json=attached))["papers"][-1]
    keeper = goose.api("assessment", "school_admin", school=goose.schools[0].school_id, account_id=keeper_id)
    stranger = goose.api("assessment", "school_admin", school=goose.schools[0].school_id)
    read = f"/files/{stored['file_id']}/content"
    before = (await keeper.get(read)).status_code
    give = {"to_account_id": str(keeper_id), "to_name": "档案员", "note": "移交"}
    created(await trainer.post(f"{path}/hand-overs", json=give))

    given = (await keeper.get(read)).status_code
    aside = (await stranger.get(read)).status_code
    await trainer.put(f"{path}/papers/{held['paper_id']}/withdrawal", json={"reason": "放错"})
    taken_out = (await keeper.get(read)).status_code

    assert (before, given, aside, taken_out) == (404, 200, 404, 404)
