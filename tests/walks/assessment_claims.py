"""One successful call of every route of recognition forms and their review."""

from typing import Any

from tests.support import Call, TeacherOf, World

SETTINGS = {
    "school_days": 10,
    "district_days": 10,
    "remind_days": 3,
    "sample_percent": 0,
    "undo_hours": 0,
    "reason": "2026学年认定工作通知",
}
_OUTSIDE = {
    "kind": "SCHOOL_STUDY",
    "category": "PRACTICE",
    "level": "SCHOOL",
    "mode": "SCHOOL_BASED",
    "nature": "ELECTIVE",
    "source": "EXTERNAL_HOURS",
    "hours": "2",
    "issued_by": "云乐小学",
    "papers": [{"code": "PERSONAL_ARCHIVE", "note": "个人档案第3页"}],
}


def form(teacher: TeacherOf, on: str) -> dict[str, Any]:
    """Two hours of school-based study on a day."""
    title = f"校本研修:课堂提问研讨({on})"
    return {**_OUTSIDE, "teacher_id": str(teacher.teacher_id), "title": title, "held_from": on, "held_to": on}


async def walk_claims(world: World) -> list[Call]:
    """Forms begun, filled, handed in, taken up, undone, approved together, withdrawn, and one corrected afterwards."""
    teacher, school = world.teachers[3], world.teachers[3].school_id
    own = world.api("assessment", "teacher", teacher=teacher.teacher_id)
    office = world.api("assessment", "school_admin", school=school)

    async def drafted(on: str) -> str:
        answer = await own.post("/claims/drafts", json=form(teacher, on))
        assert answer.status_code == 201, answer.text
        return f"/claims/{answer.json()['claim_id']}"

    async def submitted(on: str) -> str:
        path = await drafted(on)
        answer = await own.put(f"{path}/submission")
        assert answer.status_code == 200, answer.text
        return path

    async def approved(on: str) -> str:
        path = await submitted(on)
        answer = await office.put(f"{path}/decision", json={"approved": True})
        assert answer.status_code == 200, answer.text
        return path

    draft, dropped, taken, clean = (
        await drafted("2025-11-03"),
        await drafted("2025-11-04"),
        await submitted("2025-11-05"),
        await submitted("2025-11-06"),
    )
    passed_on = await approved("2025-11-07")
    settled = await world.api("assessment").put("/claim-settings", json=SETTINGS)
    assert settled.status_code == 200, settled.text
    posted = await approved("2025-11-10")
    mine: dict[str, Any] = {"role": "teacher", "teacher": teacher.teacher_id}
    filled = {
        name: value for name, value in form(teacher, "2025-11-03").items() if name not in ("teacher_id", "source")
    }
    return [
        Call("put_claim_settings", "PUT", "/claim-settings", "district_admin", json=SETTINGS),
        Call("get_claim_settings", "GET", "/claim-settings", **mine),
        Call("post_claim_draft", "POST", "/claims/drafts", json=form(teacher, "2025-11-11"), status=201, **mine),
        Call("put_claim_form", "PUT", f"{draft}/form", json=filled, **mine),
        Call("get_claim_preview", "GET", f"{draft}/preview", **mine),
        Call("put_claim_submission", "PUT", f"{draft}/submission", **mine),
        Call("list_claim_steps", "GET", f"{draft}/steps", "school_admin", school=school),
        Call("get_claim_counts", "GET", "/claim-counts", "school_admin", school=school),
        Call("put_claim_withdrawal", "PUT", f"{dropped}/withdrawal", json={"reason": "重复填报"}, **mine),
        Call("put_claim_escalation", "PUT", f"{taken}/escalation", "district_admin", json={"reason": "管理员本人申请"}),
        Call(
            "post_claim_approvals",
            "POST",
            "/claims/approvals",
            "school_admin",
            json={"claim_ids": [clean.rpartition("/")[2]], "reason": "材料齐全"},
            school=school,
            status=201,
        ),
        Call("put_claim_undo", "PUT", f"{passed_on}/undo", "school_admin", json={"reason": "看错材料"}, school=school),
        Call("put_claim_reopening", "PUT", f"{posted}/reopening", "district_admin", json={"reason": "学时填写有误"}),
    ]
