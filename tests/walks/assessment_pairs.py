"""One successful call of every route of pairs, goals, duties and shortfalls, at a school under pack XH of its own."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.directory import operations as directory
from services.platform import clock
from tests.support import Call, World

AGREEMENT = b"%PDF-1.7\n%agreement of the pair\n"
PLACE = {"category": "PRACTICAL", "level": "SCHOOL", "mode": "SCHOOL_BASED", "nature": "SUBJECT_COMPULSORY"}


def entry(kind: str, on: date, role: str | None = None, **facts: Any) -> dict[str, Any]:
    return {"kind": kind, "on": on.isoformat(), "role": role, "title": f"{kind} {role or ''} {on}", **facts}


async def make_school(world: World, *, teachers: int = 3) -> tuple[UUID, list[UUID]]:
    """A school that is under pack XH from today on, with so many teachers."""
    today = clock.today()
    async with world.session("directory") as session:
        school = await directory.add_school(
            session, district_id=world.district_id, code="S9", name="附属中学", kind="SCHOOL", stage="SENIOR"
        )
        people = [
            await directory.add_teacher(
                session,
                district_id=world.district_id,
                staff_number=f"X{number:03}",
                name=f"结对教师{number}",
                school_id=school.school_id,
                hire_date=date(2015, 9, 1),
                appointed_from=date(2015, 9, 1),
            )
            for number in range(teachers)
        ]
        await directory.assign_pack(
            session,
            district_id=world.district_id,
            pack_id="XH",
            valid_from=today,
            valid_to=today + timedelta(days=1000),
            school_id=school.school_id,
            at=clock.now(),
        )
    return school.school_id, [one.teacher_id for one in people]


async def walk_pairs(world: World) -> list[Call]:
    """A pair from its naming to the award, one that ends early, one named by mistake; a goal handed in twice."""
    today = clock.today()
    school_id, (mentor, mentee, third) = await make_school(world)
    school = world.api("assessment", "school_admin", school=school_id)
    named = {
        "name": "2026 数学师徒",
        "mentor_id": str(mentor),
        "mentee_id": str(mentee),
        "starts_on": (today - timedelta(days=30)).isoformat(),
        "ends_on": today.isoformat(),
    }
    paths = []
    for number, (one, another) in enumerate(((mentor, mentee), (mentor, third), (third, mentee))):
        body = {**named, "name": f"师徒{number}", "mentor_id": str(one), "mentee_id": str(another)}
        answer = await school.post("/pairs", json=body)
        assert answer.status_code == 201, answer.text
        paths.append(f"/pairs/{answer.json()['pair_id']}")
    pair, early, mistaken = paths
    own = world.api("assessment", "teacher", teacher=mentee, school=school_id)
    stored = await own.post("/files", params={"name": "结对协议.pdf"}, content=AGREEMENT)
    assert stored.status_code == 201, stored.text
    logged = await own.post(f"{pair}/entries", json={"entries": [entry("DISCUSSION", today)]})
    assert logged.status_code == 201, logged.text
    taken_back = f"{pair}/entries/{logged.json()['items'][0]['entry_id']}"
    goals = []
    for kind in ("DEVELOPMENT_GOAL", "PERSONAL_PLAN"):
        answer = await own.post("/goals", json={"kind": kind, "title": f"{kind}", "words": "每学期一节公开课"})
        assert answer.status_code == 201, answer.text
        goals.append(f"/goals/{answer.json()['goal_id']}")
    goal, dropped = goals
    by_school: dict[str, Any] = {"role": "school_admin", "school": school_id}
    by_teacher: dict[str, Any] = {"role": "teacher", "teacher": mentee, "school": school_id}
    later = {**named, "name": "下一期", "starts_on": (today + timedelta(1)).isoformat()}
    later["ends_on"] = (today + timedelta(days=90)).isoformat()
    entries = [
        entry("MUTUAL_LESSON", today, "MENTEE"),
        entry("MENTOR_AGREEMENT", today, file_ids=[stored.json()["file_id"]]),
    ]
    evaluated = {"passed": True, "words": "考核合格", "propose_award": True, "place": PLACE}
    version = {"title": "个人发展目标(修改)", "words": "三年内成为校级骨干"}
    third_goal = {"kind": "PERSONAL_PLAN", "title": "计划", "words": "读书", "teacher_id": str(third)}
    return [
        Call("post_pair", "POST", "/pairs", json=later, status=201, **by_school),
        Call("list_pairs", "GET", "/pairs", **by_teacher),
        Call("post_pair_entries", "POST", f"{pair}/entries", json={"entries": entries}, status=201, **by_teacher),
        Call("list_pair_entries", "GET", f"{pair}/entries", **by_school),
        Call(
            "put_pair_entry_withdrawal",
            "PUT",
            f"{taken_back}/withdrawal",
            json={"reason": "记错日期"},
            **by_teacher,
        ),
        Call("get_pair", "GET", pair, **by_teacher),
        Call(
            "put_pair_end",
            "PUT",
            f"{early}/end",
            json={"ends_on": (today - timedelta(days=3)).isoformat(), "reason": "徒弟调离"},
            **by_school,
        ),
        Call("put_pair_withdrawal", "PUT", f"{mistaken}/withdrawal", json={"reason": "登记错误"}, **by_school),
        Call("put_pair_evaluation", "PUT", f"{pair}/evaluation", json=evaluated, **by_school),
        Call("put_pair_award", "PUT", f"{pair}/award", json={"reason": "优秀师徒"}, **by_school),
        Call("post_goal", "POST", "/goals", json=third_goal, status=201, **by_school),
        Call("list_goals", "GET", "/goals", **by_school),
        Call("put_goal", "PUT", goal, json=version, **by_teacher),
        Call("put_goal_review", "PUT", f"{goal}/review", json={"accepted": True, "reason": "一致"}, **by_school),
        Call("get_goal", "GET", goal, **by_teacher),
        Call("put_goal_withdrawal", "PUT", f"{dropped}/withdrawal", json={"reason": "选错种类"}, **by_teacher),
        Call("list_duties", "GET", "/duties", **by_teacher),
        Call("get_teacher_shortfalls", "GET", f"/teachers/{mentee}/shortfalls", **by_teacher),
        Call("get_school_shortfalls", "GET", f"/schools/{school_id}/shortfalls", **by_school),
        Call("get_wall_list", "GET", f"/schools/{school_id}/wall-list", **by_school),
    ]
