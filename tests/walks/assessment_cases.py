"""One successful call of every route of cases."""

from datetime import timedelta
from typing import Any

from services.platform import clock
from tests.support import Api, Call, World

NOT_SERIOUS = "暑期集中培训无故缺席两天,提醒后未改正"


def case_about(teacher_id: object, *, decider: object, **facts: Any) -> dict[str, Any]:
    return {
        "teacher_id": str(teacher_id),
        "clause_id": "XC-17",
        "triggers": ["NOT_SERIOUS"],
        "grounds": NOT_SERIOUS,
        "decider_id": str(decider),
        "decider_name": "人事股 陈股长",
        **facts,
    }


def notice(*, days: int = 7) -> dict[str, Any]:
    return {
        "words": "拟按 XC-17 处理,请于期限前书面陈述。",
        "statement_until": (clock.today() + timedelta(days=days)).isoformat(),
    }


DECISION = {"measures": ["NO_PROMOTION"], "reason": "一天缺席无正当理由"}


async def walk_cases(world: World) -> list[Call]:
    """A case from its opening by the school to a closed appeal, and one that is dropped."""
    teacher, pupil = world.teachers[0], world.teachers[1]
    school = world.api("assessment", "school_admin", school=teacher.school_id)
    stored = await school.post("/files", params={"name": "缺席记录.pdf"}, content=b"%PDF-1.7\n%absent\n")
    assert stored.status_code == 201, stored.text
    file_id = stored.json()["file_id"]
    shown = [{"file_id": file_id, "note": "签到册缺席两天"}]
    path = await _opened(school, case_about(teacher.teacher_id, decider=world.admin_id, evidence=shown))
    dropped = await _opened(school, case_about(pupil.teacher_id, decider=world.admin_id))
    waiting = await _decided(world, school, pupil.teacher_id)
    appealed = await _decided(world, school, pupil.teacher_id)
    own = world.api("assessment", "teacher", teacher=pupil.teacher_id)
    answer = await own.put(f"{appealed}/appeal", json={"words": "处理过重"})
    assert answer.status_code == 200, answer.text
    another = {"decider_id": str(world.admin_id), "decider_name": "师训股 周股长", "reason": "原决定人休假"}
    by_teacher: dict[str, Any] = {"teacher": teacher.teacher_id}
    upheld = {"result": "UPHELD", "reason": "手续齐备"}
    return [
        Call(
            "post_case",
            "POST",
            "/cases",
            "school_admin",
            json=case_about(teacher.teacher_id, decider=world.admin_id),
            school=teacher.school_id,
            status=201,
        ),
        Call("list_cases", "GET", "/cases", "district_admin", query={"state": "OPENED"}),
        Call("put_case_decider", "PUT", f"{path}/decider", "district_admin", json=another),
        Call("put_case_notice", "PUT", f"{path}/notice", "school_admin", json=notice(), school=teacher.school_id),
        Call("get_case", "GET", path, "teacher", **by_teacher),
        Call("get_case_file", "GET", f"{path}/files/{file_id}", "teacher", **by_teacher),
        Call("put_case_acknowledgement", "PUT", f"{path}/acknowledgement", "teacher", **by_teacher),
        Call(
            "post_case_statement",
            "POST",
            f"{path}/statements",
            "teacher",
            json={"words": "两天均在医院陪护"},
            status=201,
            **by_teacher,
        ),
        Call("put_case_decision", "PUT", f"{path}/decision", "district_admin", json=DECISION),
        Call(
            "put_case_appeal", "PUT", f"{waiting}/appeal", "teacher", json={"words": "已补假"}, teacher=pupil.teacher_id
        ),
        Call("put_case_appeal_decision", "PUT", f"{appealed}/appeal/decision", "district_admin", json=upheld),
        Call("put_case_closing", "PUT", f"{appealed}/closing", "district_admin", json={"reason": "申诉已决"}),
        Call("put_case_withdrawal", "PUT", f"{dropped}/withdrawal", "district_admin", json={"reason": "情况不实"}),
    ]


async def _opened(api: Api, body: dict[str, Any]) -> str:
    answer = await api.post("/cases", json=body)
    assert answer.status_code == 201, answer.text
    return f"/cases/{answer.json()['case_id']}"


async def _decided(world: World, school: Api, teacher_id: object) -> str:
    """A case that another officer of the district has decided."""
    decider = await world.account("district_admin")
    officer = world.api("assessment", account_id=decider)
    path = await _opened(school, case_about(teacher_id, decider=decider))
    own = world.api("assessment", "teacher", teacher=teacher_id)  # type: ignore[arg-type]  # an id of the world's
    for api, method, end, body in (
        (school, "PUT", "notice", notice()),
        (own, "POST", "statements", {"words": "已请假"}),
        (officer, "PUT", "decision", DECISION),
    ):
        answer = await api.request(method, f"{path}/{end}", json=body)
        assert answer.status_code in (200, 201), answer.text
    return path
