"""One successful call of every route about what members are shown, say of it and object to."""

from typing import Any
from uuid import UUID

from tests.support import Call, World

_FORM: dict[str, Any] = {
    "code": "TRAINEE_FEEDBACK",
    "title": {"zh": "学员反馈表", "en": "Feedback of members"},
    "questions": [{"code": "CONTENT", "kind": "SCALE", "label": {"zh": "内容", "en": "Content"}}],
    "reason": "统一使用",
}
_PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
_OTHER = {"scheme": "SCORED", "version": 1}


async def walk_releases(world: World, class_id: UUID, *, rescored: UUID) -> list[Call]:
    """In a class of LY with the first two teachers: released, appealed against, taken back; fed back; scored anew."""
    path, (member, colleague, *_) = f"/classes/{class_id}", world.teachers
    trainer = world.api("assessment", "trainer")
    released = await trainer.post(f"{path}/releases", json={"components": ["THEORY_SELF", "PRACTICE_SELF"]})
    assert released.status_code == 201, released.text
    own = world.api("assessment", "teacher", teacher=colleague.teacher_id)
    stored = await own.post("/files", params={"name": "自评说明.pdf"}, content=_PDF)
    assert stored.status_code == 201, stored.text
    file_id = stored.json()["file_id"]
    appealed = await own.post(
        f"{path}/appeals", json={"component": "THEORY_SELF", "grounds": "评分有误", "file_ids": [file_id]}
    )
    assert appealed.status_code == 201, appealed.text
    by_member: dict[str, Any] = {"teacher": member.teacher_id}
    grounds = {"component": "PRACTICE_SELF", "grounds": "自评分登记有误"}
    rejected = {"outcome": "REJECTED", "reason": "经查登记无误"}
    published = await world.api("assessment").post("/feedback-forms", json={**_FORM, "code": "OPEN_FEEDBACK"})
    assert published.status_code == 201, published.text
    opened = {"form": "OPEN_FEEDBACK", "version": 1, "closes_at": "2035-07-31T18:00:00+08:00"}
    assert (await trainer.put(f"{path}/feedback", json=opened)).status_code == 200
    return [
        Call("post_release", "POST", f"{path}/releases", "trainer", json={"result": True}, status=201),
        Call("get_releases", "GET", f"{path}/releases", "teacher", **by_member),
        Call("post_appeal", "POST", f"{path}/appeals", "teacher", json=grounds, status=201, **by_member),
        Call("list_appeals", "GET", f"{path}/appeals", "trainer"),
        Call("get_appeal_file", "GET", f"/appeals/{appealed.json()['appeal_id']}/files/{file_id}", "trainer"),
        Call(
            "put_appeal_decision",
            "PUT",
            f"/appeals/{appealed.json()['appeal_id']}/decision",
            "district_admin",
            json=rejected,
        ),
        Call(
            "post_release_withdrawal",
            "POST",
            f"{path}/releases/withdrawal",
            "district_admin",
            json={"result": True, "reason": "登记有误"},
            status=201,
        ),
        Call("list_release_acts", "GET", f"{path}/releases/acts", "auditor"),
        Call("post_feedback_form", "POST", "/feedback-forms", "district_admin", json=_FORM, status=201),
        Call("list_feedback_forms", "GET", "/feedback-forms", "trainer"),
        Call("put_feedback", "PUT", f"{path}/feedback", "trainer", json=opened),
        Call("get_feedback", "GET", f"{path}/feedback", "teacher", **by_member),
        Call(
            "put_feedback_answer",
            "PUT",
            f"{path}/feedback/answer",
            "teacher",
            json={"answers": [{"question": "CONTENT", "point": 5}]},
            **by_member,
        ),
        Call("get_feedback_statistics", "GET", f"{path}/feedback/statistics", "trainer"),
        Call("list_feedback_reminders", "GET", f"{path}/feedback/reminders", "trainer"),
        Call("get_excellence_proposal", "GET", f"{path}/excellence-proposal", "trainer", query={"share": "15"}),
        *await _rescored(world, rescored),
    ]


async def _rescored(world: World, class_id: UUID) -> list[Call]:
    """A class whose preview is made before the walk begins: nothing of it moves until it is applied."""
    path = f"/classes/{class_id}/rescorings"
    seen = await world.api("assessment", "trainer").get(f"{path}/preview", params=_OTHER)
    assert seen.status_code == 200, seen.text
    body = {**_OTHER, "preview_hash": seen.json()["hash"], "reason": "按修订后的办法"}
    return [
        Call("get_rescoring_preview", "GET", f"{path}/preview", "trainer", query=dict(_OTHER)),
        Call("post_rescoring", "POST", path, "district_admin", json=body, status=201),
        Call("list_rescorings", "GET", path, "auditor"),
    ]
