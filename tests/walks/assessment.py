"""One successful call of every route of assessment, and the events that tell it of a class."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from services.contracts import (
    AttendanceSettled,
    AttendedDay,
    ClassScheduled,
    EnrolmentConfirmed,
    EnrolmentState,
    MeetingState,
    ProgramFacts,
    SettledMember,
)
from services.directory import operations as directory
from services.platform import clock
from services.platform.ids import new_id
from tests.support import Call, TeacherOf, World
from tests.walks.assessment_activities import walk_activities
from tests.walks.assessment_binders import walk_binders
from tests.walks.assessment_cases import walk_cases
from tests.walks.assessment_claims import walk_claims
from tests.walks.assessment_marking import walk_marking
from tests.walks.assessment_pairs import walk_pairs
from tests.walks.assessment_releases import walk_releases
from tests.walks.assessment_schemes import walk_schemes

DAY = date(2025, 10, 11)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def scheduled(
    world: World,
    class_id: UUID,
    *,
    scheme: str = "ATTENDANCE",
    revision: int = 1,
    kind: str = "IN_SERVICE",
    level: str = "COUNTY",
    category: str = "KNOWLEDGE_SKILL",
    tags: tuple[str, ...] = (),
    organised_by_admin: bool = True,
    cancelled: bool = False,
    days: Sequence[date] = (DAY,),
) -> ClassScheduled:
    """A class of the county's with a meeting of six hours a day, led by the world's trainer."""
    return ClassScheduled(
        district_id=world.district_id,
        class_id=class_id,
        revision=revision,
        title="小学教师课堂教学培训班",
        school_id=None,
        leader_ids=(world.trainer_id,),
        cancelled=cancelled,
        program=ProgramFacts(
            program_id=class_id,
            code="341825-25-40-01",
            title="小学教师课堂教学培训",
            level=level,
            mode="CENTRALISED",
            nature="COMPULSORY",
            kind=kind,
            category=category,
            tags=tags,
            organised_by_admin=organised_by_admin,
            provider="县教师进修学校",
            hours=Decimal(6 * len(days)),
            scheme=scheme,
        ),
        meetings=tuple(
            MeetingState(
                meeting_id=new_id(),
                starts_at=datetime(day.year, day.month, day.day, 1, tzinfo=UTC),
                ends_at=datetime(day.year, day.month, day.day, 7, tzinfo=UTC),
                hours=Decimal(6),
                place="报告厅",
                speaker="主讲人",
                topic="课堂教学",
                category=None,
            )
            for day in days
        ),
    )


def enrolled(
    world: World, class_id: UUID, *teachers: TeacherOf, status: str = "CONFIRMED", revision: int = 1
) -> EnrolmentConfirmed:
    """Each teacher's one enrolment in a class; the same call again names the same enrolments."""
    return EnrolmentConfirmed(
        district_id=world.district_id,
        members=tuple(
            EnrolmentState(
                enrolment_id=UUID(int=class_id.int ^ (teacher.teacher_id.int & 0xFFFFFFFFFFFF)),
                class_id=class_id,
                teacher_id=teacher.teacher_id,
                revision=revision,
                status=status,
                school_id=teacher.school_id,
                title="一级教师",
                title_tier="MIDDLE",
                post="TEACHER",
            )
            for teacher in teachers
        ),
    )


def settled(
    world: World,
    class_id: UUID,
    *teachers: TeacherOf,
    revision: int = 1,
    hours: Sequence[tuple[date, str]] = ((DAY, "6"),),
    met: bool = True,
    category: str | None = None,
) -> AttendanceSettled:
    """A settlement that gives every teacher named the same days."""
    return AttendanceSettled(
        district_id=world.district_id,
        class_id=class_id,
        settlement=revision,
        part=1,
        parts=1,
        members=tuple(
            SettledMember(
                teacher_id=teacher.teacher_id,
                revision=revision,
                planned_hours=Decimal(6 * len(hours)),
                attendance_met=met,
                days=tuple(
                    AttendedDay(meeting_id=new_id(), on=on, category=category, hours=worth, state="PRESENT")
                    for on, worth in hours
                ),
            )
            for teacher in teachers
        ),
    )


def full_marks(*teachers: TeacherOf, components: Sequence[str], score: str = "80") -> dict[str, object]:
    return {
        "items": [
            {"teacher_id": str(teacher.teacher_id), "component": component, "score": score}
            for teacher in teachers
            for component in components
        ]
    }


async def walk(world: World) -> list[Call]:
    """A three-stage class from its scheme to a confirmed correction, and a degree from claim to recognition."""
    training_class, teacher = new_id(), world.teachers[0]
    await world.publish(scheduled(world, training_class, scheme="SCORED"))
    await world.publish(enrolled(world, training_class, teacher))
    await world.publish(settled(world, training_class, teacher), role="attendance")
    # A second class is finalised already, and its correction waits.
    corrected, colleague = new_id(), world.teachers[4]
    await world.publish(scheduled(world, corrected))
    await world.publish(enrolled(world, corrected, colleague))
    await world.publish(settled(world, corrected, colleague), role="attendance")
    # A third is marked by experts, peers and its members themselves.
    marked = new_id()
    await world.publish(scheduled(world, marked, scheme="LY"))
    await world.publish(enrolled(world, marked, *world.teachers[:2]))
    # What members are shown and what would change are looked at in classes that nobody marks meanwhile.
    shown, rescored = new_id(), new_id()
    for class_id in (shown, rescored):
        await world.publish(scheduled(world, class_id, scheme="LY"))
        await world.publish(enrolled(world, class_id, *world.teachers[:2]))
    await world.drain()
    finalised = await world.api("assessment").post(f"/classes/{corrected}/finalisation")
    assert finalised.status_code == 201, finalised.text
    await world.publish(settled(world, corrected, colleague, revision=2, hours=[(DAY, "4")]), role="attendance")
    claimed = await world.api("assessment", "school_admin", school=world.schools[1].school_id).post(
        "/claims", json=_degree(colleague, certificate_no="103661202605000002")
    )
    assert claimed.status_code == 201, claimed.text
    # Kinds of records are the pack's: a year of reading notes ended before the world's own pack began.
    async with world.session("directory") as session:
        await directory.assign_pack(
            session,
            district_id=world.district_id,
            pack_id="SB5",
            valid_from=date(2020, 9, 1),
            valid_to=date(2025, 8, 31),
            at=clock.now(),
        )
    kept = await world.api("assessment").post("/records", json=_records(teacher))
    assert kept.status_code == 201, kept.text
    record_id = kept.json()["items"][0]["record_id"]
    await world.drain()
    school_admin = world.api("assessment", "school_admin", school=teacher.school_id)
    stored = await school_admin.post("/files", params={"name": "听课记录.pdf"}, content=PDF)
    assert stored.status_code == 201, stored.text
    file = f"/files/{stored.json()['file_id']}"
    path, claim = f"/classes/{training_class}", f"/claims/{claimed.json()['claim_id']}"
    by_organiser = full_marks(teacher, components=["PROBLEM", "CASE", "PARTICIPATION"])
    by_school = full_marks(teacher, components=["PRACTICE"])
    ids = {"teacher_ids": [str(teacher.teacher_id)]}
    return [
        Call("put_scheme", "PUT", f"{path}/scheme", "district_admin", json={"scheme": "THREE_STAGE", "version": 1}),
        Call("get_scheme", "GET", f"{path}/scheme", "trainer"),
        Call("put_scores", "PUT", f"{path}/scores", "trainer", json=by_organiser),
        Call("put_scores", "PUT", f"{path}/scores", "school_admin", json=by_school, school=teacher.school_id),
        Call("post_certification", "POST", f"{path}/certifications", "district_admin", json=ids, status=201),
        Call("get_results", "GET", f"{path}/results", "district_admin"),
        Call("post_finalisation", "POST", f"{path}/finalisation", "district_admin", status=201),
        Call("list_outcomes", "GET", f"{path}/outcomes", "teacher", teacher=teacher.teacher_id),
        Call("list_revisions", "GET", f"/classes/{corrected}/revisions", "district_admin"),
        Call(
            "post_revision_confirmation",
            "POST",
            f"/classes/{corrected}/revisions/confirmation",
            "district_admin",
            json={"teacher_ids": [str(colleague.teacher_id)], "reason": "签到更正属实"},
            status=201,
        ),
        Call(
            "list_teacher_outcomes",
            "GET",
            f"/teachers/{teacher.teacher_id}/outcomes",
            "teacher",
            teacher=teacher.teacher_id,
        ),
        Call(
            "post_claim",
            "POST",
            "/claims",
            "teacher",
            json=_degree(teacher, certificate_no="103661202605000001"),
            teacher=teacher.teacher_id,
            status=201,
        ),
        Call("list_claims", "GET", "/claims", "district_admin"),
        Call("get_claim", "GET", claim, "teacher", teacher=colleague.teacher_id),
        Call(
            "put_claim_decision",
            "PUT",
            f"{claim}/decision",
            "district_admin",
            json={"approved": True, "reason": "学信网核验一致"},
        ),
        Call(
            "post_records",
            "POST",
            "/records",
            "school_admin",
            json=_records(teacher),
            school=teacher.school_id,
            status=201,
        ),
        Call("list_records", "GET", "/records", "teacher", teacher=teacher.teacher_id),
        Call(
            "put_record_retraction",
            "PUT",
            f"/records/{record_id}/retraction",
            "school_admin",
            json={"reason": "与教务处登记重复"},
            school=teacher.school_id,
        ),
        Call("get_summary", "GET", "/summary", "district_admin"),
        Call(
            "post_file",
            "POST",
            "/files",
            "teacher",
            content=PDF,
            query={"name": "读后感.pdf"},
            teacher=teacher.teacher_id,
            status=201,
        ),
        Call("get_file", "GET", file, "school_admin", school=teacher.school_id),
        Call("get_file_content", "GET", f"{file}/content", "school_admin", school=teacher.school_id),
        *await walk_claims(world),
        *await walk_schemes(world),
        *await walk_marking(world, marked),
        *await walk_releases(world, shown, rescored=rescored),
        *await walk_binders(world),
        *await walk_cases(world),
        *await walk_pairs(world),
        *await walk_activities(world),
    ]


def _records(teacher: TeacherOf) -> dict[str, object]:
    return {
        "records": [
            {
                "kind": "READING_NOTES",
                "on": "2024-11-15",
                "amount": "10000",
                "teacher_id": str(teacher.teacher_id),
                "title": "读书笔记:《给教师的建议》",
            }
        ]
    }


def _degree(teacher: TeacherOf, *, certificate_no: str) -> dict[str, object]:
    return {
        "teacher_id": str(teacher.teacher_id),
        "kind": "DEGREE",
        "degree_level": "BACHELOR",
        "certificate_no": certificate_no,
        "awarded_on": "2026-07-05",
        "evidence": "毕业证书原件,学校核验",
    }
