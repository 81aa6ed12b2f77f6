"""One call of every route of reviews, replacements, absences, files of nominations and limits that succeeds."""

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from services.contracts import AttendanceSettled, AttendedDay, SettledMember
from services.platform import clock
from tests.support import Call, World

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROGRAM = {
    "code": "341825-26-40-31",
    "title": "县级骨干教师研修",
    "level": "COUNTY",
    "mode": "CENTRALISED",
    "nature": "COMPULSORY",
    "kind": "BACKBONE",
    "category": "KNOWLEDGE_SKILL",
    "organised_by_admin": True,
    "provider": "县教师进修学校",
    "hours": "4",
    "scheme": "ATTENDANCE",
}


def workbook(*staff_numbers: str) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as written:
        sheet = written.add_worksheet("选送名单")
        for row, text in enumerate(("工号", *staff_numbers)):
            sheet.write_string(row, 0, text)
    return stream.getvalue()


async def walk_reviews(world: World) -> list[Call]:
    """Calls in an order in which all succeed; a class with reviews, one settled without a member, and one to fill."""
    district = world.api("registration")
    applicant, absent, newcomer, listed = world.teachers[:4]
    school_id = world.schools[0].school_id
    plan = {"title": "县级培训计划", "starts_on": "2025-09-01", "ends_on": "2026-08-31"}
    plan_id = (await district.post("/plans", json=plan)).json()["plan_id"]
    program_id = (await district.post(f"/plans/{plan_id}/programs", json=PROGRAM)).json()["program_id"]

    async def open_class(title: str, in_days: int, **changes: Any) -> dict[str, Any]:
        now = clock.now()
        starts = now + timedelta(days=in_days)
        body = {
            "title": title,
            "leader_ids": [str(world.trainer_id)],
            "opens_at": (now - timedelta(days=1)).isoformat(),
            "closes_at": (now + timedelta(days=5)).isoformat(),
            "capacity": 3,
            "meetings": [
                {
                    "starts_at": starts.isoformat(),
                    "ends_at": (starts + timedelta(hours=3)).isoformat(),
                    "hours": "4",
                    "place": "县教师进修学校报告厅",
                }
            ],
            **changes,
        }
        opened: dict[str, Any] = (await district.post(f"/programs/{program_id}/classes", json=body)).json()
        return opened

    async def enrol(class_id: str, teacher_id: UUID) -> str:
        api = world.api("registration", "teacher", teacher=teacher_id)
        return str((await api.post(f"/classes/{class_id}/enrolments", json={})).json()["enrolment_id"])

    reviewed = (await open_class("须审核的班", 50, reviews=["SCHOOL"]))["class_id"]
    filled = (await open_class("表格选送的班", 51))["class_id"]
    missed = await open_class("有人未到的班", 52)
    application = await enrol(reviewed, applicant.teacher_id)
    member = await enrol(filled, applicant.teacher_id)
    await enrol(missed["class_id"], absent.teacher_id)
    day = AttendedDay(
        meeting_id=UUID(missed["meetings"][0]["meeting_id"]), on=clock.today(), category=None, hours="0", state="ABSENT"
    )
    settled = SettledMember(
        teacher_id=absent.teacher_id, revision=1, planned_hours=Decimal(4), attendance_met=False, days=(day,)
    )
    await world.publish(
        AttendanceSettled(
            district_id=world.district_id,
            class_id=UUID(missed["class_id"]),
            settlement=1,
            part=1,
            parts=1,
            members=(settled,),
        ),
        role="attendance",
    )
    await world.drain()
    content = workbook(listed.staff_number)
    sent = await world.api("registration", "school_admin", school=school_id).post(
        f"/classes/{filled}/nomination-files", content=content, params={"dry_run": "true"}
    )
    limit = {
        "program_id": program_id,
        "class_id": None,
        "measure": "CLASSES",
        "per": "YEAR",
        "most": "5",
        "alike": "ANY",
        "levels": ["COUNTY"],
        "within_years": None,
        "override": "with_reason",
        "words": "每名教师每学年参加县级集中培训不超过五期",
    }
    limit_id = (await district.post("/entry-limits", json=limit)).json()["limit_id"]
    # Somebody who has a place already is let into one class more than its limit allows.
    limited = (await open_class("一人一期的班", 53))["class_id"]
    one_only = {**limit, "program_id": None, "class_id": limited, "most": "1", "words": "本期面向本学年未参训的教师"}
    assert (await district.post("/entry-limits", json=one_only)).status_code == 201
    excepted = {"teacher_id": str(applicant.teacher_id), "reason": "承担县级示范课,须先行培训"}
    let_in = await world.api("registration", "school_admin", school=school_id).post(
        f"/classes/{limited}/nominations",
        json={"teacher_ids": [str(applicant.teacher_id)], "accept_clash": True, "overrides": [excepted]},
    )
    assert let_in.json()["items"][0]["result"] == "CONFIRMED", let_in.text
    school: dict[str, Any] = {"role": "school_admin", "school": school_id}
    return [
        Call(
            "list_pending_reviews", "GET", "/pending-reviews", query={"stage": "SCHOOL", "class_id": reviewed}, **school
        ),
        Call(
            "post_reviews",
            "POST",
            f"/classes/{reviewed}/reviews",
            json={"stage": "SCHOOL", "decision": "APPROVE", "enrolment_ids": [application], "reason": None},
            **school,
        ),
        Call("list_enrolment_reviews", "GET", f"/enrolments/{application}/reviews", "trainer"),
        Call(
            "post_replacement",
            "POST",
            f"/enrolments/{member}/replacement",
            json={
                "teacher_id": str(newcomer.teacher_id),
                "reason": "原学员因病住院,由同校教师顶替",
                "override_reason": None,
            },
            status=201,
            **school,
        ),
        Call("list_replacements", "GET", f"/classes/{filled}/replacements", "trainer", query={"limit": 10}),
        Call("get_nomination_template", "GET", f"/classes/{filled}/nomination-template", **school),
        Call(
            "post_nomination_file",
            "POST",
            f"/classes/{filled}/nomination-files",
            content=content,
            query={"dry_run": "false", "accept_waiting": "true", "accept_clash": "false"},
            headers={"Content-Type": XLSX},
            status=201,
            **school,
        ),
        Call("get_nomination_file", "GET", f"/nomination-files/{sent.json()['file_id']}", **school),
        Call("list_absences", "GET", "/absences", query={"class_id": missed["class_id"], "limit": 10}, **school),
        Call(
            "put_absence_excuse",
            "PUT",
            f"/classes/{missed['class_id']}/absences/{absent.teacher_id}/excuse",
            json={"excused": True, "reason": "暴雨致客车停运,学校已说明并附证明"},
            **school,
        ),
        Call("post_entry_limit", "POST", "/entry-limits", "district_admin", json=limit, status=201),
        Call("list_entry_limits", "GET", "/entry-limits", "auditor", query={"class_id": filled, "limit": 10}),
        Call(
            "put_entry_limit_end",
            "PUT",
            f"/entry-limits/{limit_id}/end",
            "district_admin",
            json={"reason": "本学年名额充足,不再限制"},
        ),
        Call(
            "list_eligibility_overrides",
            "GET",
            "/eligibility-overrides",
            "auditor",
            query={"class_id": limited, "limit": 10},
        ),
    ]
