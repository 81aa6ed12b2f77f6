"""One successful call of every route about activities, and about what was found odd about claims."""

from typing import Any

from tests.support import Call, TeacherOf, World

_PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n2 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def _study(*teachers: TeacherOf, **facts: Any) -> dict[str, Any]:
    """Two hours of lesson study at the school."""
    return {
        "kind": "LESSON_STUDY",
        "title": "三年级数学课例研修",
        "starts_at": "2025-10-16T13:30:00+08:00",
        "ends_at": "2025-10-16T15:00:00+08:00",
        "hours": "2",
        "place": "录播教室",
        "content": "磨课、观课、议课",
        "category": "PRACTICE",
        "level": "SCHOOL",
        "mode": "SCHOOL_BASED",
        "nature": "COMPULSORY",
        "participants": [{"teacher_id": str(teacher.teacher_id), "role": "PARTICIPANT"} for teacher in teachers],
        **facts,
    }


async def _under_xh(world: World) -> None:
    """The year before, the district recognised by the forms of XH: that pack has routes."""
    answer = await world.api("directory").post(
        "/pack-assignments",
        json={
            "pack_id": "XH",
            "valid_from": "2018-09-01",
            "valid_to": "2019-08-31",
            "parameters": {"cycle_start": "2018-09-01", "cycle_end": "2019-08-31"},
        },
    )
    assert answer.status_code == 201, answer.text


async def walk_activities(world: World) -> list[Call]:
    """Two activities with one paper make a flag; a third is logged, corrected and withdrawn."""
    one, two = world.teachers[2], world.teachers[3]
    school = world.api("assessment", "school_admin", school=one.school_id)
    stored = await school.post("/files", params={"name": "课例研修记录.pdf"}, content=_PDF)
    assert stored.status_code == 201, stored.text
    papers = [{"code": "STUDY_RECORD", "file_id": stored.json()["file_id"]}]
    for teacher, title in ((one, "一年级语文课例研修"), (two, "二年级语文课例研修")):
        kept = await school.post("/activities", json=_study(teacher, title=title, papers=papers))
        assert kept.status_code == 201, kept.text
        (participant,) = kept.json()["participants"]
        own = world.api("assessment", "teacher", teacher=teacher.teacher_id)
        answer = await own.put(f"/claims/{participant['claim_id']}/submission")
        assert answer.status_code == 200, answer.text
    raised = (await school.get("/claim-flags", params={"state": "OPEN"})).json()["items"]
    flag = next(one for one in raised if one["code"] == "FILE_OF_ANOTHER")
    third = await school.post("/activities", json=_study(one, title="四年级数学课例研修"))
    assert third.status_code == 201, third.text
    activity = f"/activities/{third.json()['activity_id']}"
    await _under_xh(world)
    corrected = {**_study(one, two, title="四年级数学课例研修"), "revision": 1, "reason": "漏登一名教师"}
    return [
        Call(
            "post_activity",
            "POST",
            "/activities",
            "school_admin",
            json=_study(one, two),
            school=one.school_id,
            status=201,
        ),
        Call("list_activities", "GET", "/activities", "teacher", teacher=one.teacher_id),
        Call(
            "list_activity_routes",
            "GET",
            "/activity-routes",
            "teacher",
            teacher=one.teacher_id,
            query={"on": "2018-10-16"},
        ),
        Call("put_activity", "PUT", activity, "school_admin", json=corrected, school=one.school_id),
        Call("get_activity", "GET", activity, "teacher", teacher=two.teacher_id),
        Call("list_activity_revisions", "GET", f"{activity}/revisions", "school_admin", school=one.school_id),
        Call(
            "put_activity_withdrawal",
            "PUT",
            f"{activity}/withdrawal",
            "school_admin",
            json={"reason": "登记错误,活动未举行"},
            school=one.school_id,
        ),
        Call("list_claim_flags", "GET", "/claim-flags", "teacher", teacher=two.teacher_id),
        Call(
            "put_claim_flag_decision",
            "PUT",
            f"/claim-flags/{flag['flag_id']}/decision",
            "district_admin",
            json={"state": "CLEARED", "reason": "两次活动合用一份记录"},
        ),
    ]
