"""One successful call of every route of marking, score sheets and works."""

from uuid import UUID

from tests.support import Call, World

_PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


async def walk_marking(world: World, class_id: UUID) -> list[Call]:
    """In a class of LY with the first two teachers: named, marked, moderated, sat again; a work, a defence."""
    path, (member, _, expert, *_) = f"/classes/{class_id}", world.teachers
    trainer = world.api("assessment", "trainer")
    expert_named = {"component": "THEORY_EXPERT", "kind": "EXPERT", "items": [{"person_id": str(expert.teacher_id)}]}
    named = await trainer.post(f"{path}/assessors", json={**expert_named, "component": "PRACTICE_EXPERT"})
    assert named.status_code == 201, named.text
    marks = {"items": [{"teacher_id": str(member.teacher_id), "component": "PRACTICE_SELF", "score": "90"}]}
    pending = {
        "items": [{"teacher_id": str(member.teacher_id), "component": "THEORY_EXPERT", "score": "88.5"}],
        "assessor_id": str(expert.teacher_id),
    }
    own = world.api("assessment", "teacher", teacher=member.teacher_id)
    marked = await own.put(f"{path}/scores", json=marks)
    assert marked.json()["items"][0]["result"] == "RECORDED", marked.text
    sheet = "工号,姓名,理论(自评) [THEORY_SELF]\nT001,教师1,88.5\n".encode()
    sent = await own.post(f"{path}/score-sheets", content=sheet, params={"dry_run": "true"})
    assert sent.status_code == 201, sent.text
    stored = await own.post("/files", params={"name": "教学设计.pdf"}, content=_PDF)
    file_id = stored.json()["file_id"]
    handed = await own.post(f"{path}/submissions", json={"work": "COURSEWARE", "file_ids": [file_id]})
    assert handed.status_code == 201, handed.text
    submission = f"{path}/submissions/{handed.json()['submission_id']}"
    moderated = {"items": [{"teacher_id": str(member.teacher_id), "component": "PRACTICE_SELF", "score": "85"}]}
    resit = {"items": [{"teacher_id": str(member.teacher_id), "component": "PRACTICE_SELF"}], "reason": "补考一次"}
    withdrawn = {"assignment_ids": [named.json()["items"][0]["assignment_id"]], "reason": "评委出差"}
    defence = {
        "held_on": "2025-10-11",
        "panel": [{"name": "教师3", "person_id": str(expert.teacher_id)}],
        "items": [{"teacher_id": str(member.teacher_id), "work": "DIAGNOSTIC", "result": "PASSED"}],
    }
    return [
        Call("get_peer_proposal", "GET", f"{path}/components/THEORY_PEER/peers", "trainer", query={"each": 1}),
        Call("post_assessors", "POST", f"{path}/assessors", "trainer", json=expert_named, status=201),
        Call("list_assessors", "GET", f"{path}/assessors", "teacher", teacher=expert.teacher_id),
        Call(
            "post_assessor_withdrawal",
            "POST",
            f"{path}/assessors/withdrawals",
            "trainer",
            json=withdrawn,
            status=201,
        ),
        Call("put_scores", "PUT", f"{path}/scores", "teacher", json=marks, teacher=member.teacher_id),
        Call("post_scores_preview", "POST", f"{path}/scores/preview", "trainer", json=pending),
        Call("list_scores", "GET", f"{path}/scores", "district_admin"),
        Call("get_score_sheet", "GET", f"{path}/score-sheet", "teacher", teacher=member.teacher_id),
        Call(
            "post_score_sheet",
            "POST",
            f"{path}/score-sheets",
            "teacher",
            content=sheet,
            status=201,
            teacher=member.teacher_id,
        ),
        Call(
            "get_score_sheet_report",
            "GET",
            f"{path}/score-sheets/{sent.json()['sheet_id']}",
            "teacher",
            teacher=member.teacher_id,
        ),
        Call(
            "post_moderation",
            "POST",
            f"{path}/moderations",
            "trainer",
            json={**moderated, "reason": "复核组重新评阅"},
            status=201,
        ),
        Call("list_moderations", "GET", f"{path}/moderations", "auditor"),
        Call("post_resits", "POST", f"{path}/resits", "trainer", json=resit, status=201),
        Call("list_resits", "GET", f"{path}/resits", "teacher", teacher=member.teacher_id),
        Call("list_works", "GET", f"{path}/works", "teacher", teacher=member.teacher_id),
        Call(
            "put_work_deadline",
            "PUT",
            f"{path}/works/DIAGNOSTIC/deadline",
            "trainer",
            json={"due_at": "2025-11-30T18:00:00+08:00", "reason": "按开班通知"},
        ),
        Call(
            "post_submission",
            "POST",
            f"{path}/submissions",
            "teacher",
            json={"work": "DIAGNOSTIC", "file_ids": [file_id], "note": "第一稿"},
            status=201,
            teacher=member.teacher_id,
        ),
        Call("list_submissions", "GET", f"{path}/submissions", "trainer"),
        Call("get_submission_file", "GET", f"{submission}/files/{file_id}", "teacher", teacher=member.teacher_id),
        Call("put_submission_return", "PUT", f"{submission}/return", "trainer", json={"reason": "缺少教学反思"}),
        Call("post_defences", "POST", f"{path}/defences", "trainer", json=defence, status=201),
        Call("list_defences", "GET", f"{path}/defences", "teacher", teacher=member.teacher_id),
    ]
