"""One call of every route about sharing places out that succeeds."""

from datetime import timedelta
from typing import Any

from services.platform import clock
from tests.support import Call, World


async def walk_seats(world: World, program_id: str) -> list[Call]:
    """Classes of each direction are opened first, with people in them as far as the calls need."""
    district = world.api("registration")
    teachers = [teacher.teacher_id for teacher in world.teachers]
    school_id = world.schools[0].school_id
    now = clock.now()

    async def opened(**changes: Any) -> str:
        body = {
            "title": "分配名额的研修班",
            "leader_ids": [str(world.trainer_id)],
            "opens_at": (now - timedelta(days=2)).isoformat(),
            "closes_at": (now + timedelta(days=5)).isoformat(),
            "capacity": 10,
            "meetings": [],
            **changes,
        }
        response = await district.post(f"/programs/{program_id}/classes", json=body)
        return str(response.json()["class_id"])

    async def enrol(class_id: str, number: int) -> str:
        api = world.api("registration", "teacher", teacher=teachers[number])
        response = await api.post(f"/classes/{class_id}/enrolments", json={"accept_waiting": True})
        return str(response.json()["enrolment_id"])

    quota = await opened(direction="QUOTA")
    asked = await opened(direction="REQUESTS")
    allocating = await opened(direction="ALLOCATION", capacity=1)
    first, second = await enrol(allocating, 0), await enrol(allocating, 1)
    offering = await opened(capacity=1, offer_minutes=60)
    seated = await enrol(offering, 0)
    offered = await enrol(offering, 1)
    await district.put(f"/enrolments/{seated}/withdrawal", json={"reason": "临时公务"})
    grouped = await opened(head_teacher_id=str(world.trainer_id))
    # Somebody applied; now the round is over and the places can be allocated.
    closed = {
        "opens_at": (now - timedelta(days=2)).isoformat(),
        "closes_at": (now - timedelta(days=1)).isoformat(),
        "reason": "提前截止",
    }
    rounds = {
        "opens_at": (now - timedelta(days=2)).isoformat(),
        "closes_at": (now + timedelta(days=2)).isoformat(),
        "second_round": {
            "opens_at": (now + timedelta(days=3)).isoformat(),
            "closes_at": (now + timedelta(days=5)).isoformat(),
        },
        "second_round_opens_pools": True,
        "offer_minutes": 720,
        "reason": "首轮尚有余额,开放第二轮报名",
    }
    await district.put(f"/enrolments/{first}/priority", json={"priority": 1, "reason": "乡村学校教师优先"})
    digest = (await district.get(f"/classes/{allocating}/allocation")).json()["digest"]
    admin = "district_admin"
    claim_back_at = (now + timedelta(days=3)).isoformat()
    return [
        Call("get_pools", "GET", f"/classes/{quota}/pools", "teacher", teacher=teachers[0]),
        Call(
            "put_pools",
            "PUT",
            f"/classes/{quota}/pools",
            admin,
            json={
                "pools": [{"school_id": str(school_id), "seats": 4, "claim_back_at": claim_back_at}],
                "reason": "按各校专任教师数分配",
            },
        ),
        Call("put_rounds", "PUT", f"/classes/{quota}/rounds", admin, json=rounds),
        Call(
            "put_seat_request",
            "PUT",
            f"/classes/{asked}/seat-requests/{school_id}",
            "school_admin",
            json={"seats": 6, "priority": 2, "reason": "六名班主任尚未参加过县级以上班主任培训"},
            school=school_id,
        ),
        Call("list_seat_requests", "GET", f"/classes/{asked}/seat-requests", admin),
        Call(
            "put_seat_grants",
            "PUT",
            f"/classes/{asked}/seat-grants",
            admin,
            json={
                "grants": [{"school_id": str(school_id), "seats": 4, "reason": "按教师比例核减两名"}],
                "claim_back_at": claim_back_at,
            },
        ),
        Call(
            "put_priority",
            "PUT",
            f"/enrolments/{first}/priority",
            admin,
            json={"priority": 1, "reason": "乡村学校教师优先"},
        ),
        Call("get_allocation", "GET", f"/classes/{allocating}/allocation", admin),
        Call("put_rounds", "PUT", f"/classes/{allocating}/rounds", admin, json=closed),
        Call(
            "put_allocation",
            "PUT",
            f"/classes/{allocating}/allocation",
            admin,
            json={
                "digest": digest,
                "adjustments": [{"enrolment_id": second, "outcome": "LINE", "reason": "上学期已参加同主题研修"}],
                "reason": "报名截止后按规定顺序分配",
            },
        ),
        Call(
            "post_group",
            "POST",
            f"/classes/{grouped}/groups",
            "school_admin",
            json={"teacher_ids": [str(teachers[2]), str(teachers[3])], "accept_waiting": True, "overrides": []},
            school=school_id,
            status=201,
        ),
        Call(
            "put_offer_answer",
            "PUT",
            f"/enrolments/{offered}/offer-answer",
            "teacher",
            json={"answer": "ACCEPT", "reason": None},
            teacher=teachers[1],
        ),
        Call("list_offers", "GET", f"/classes/{offering}/offers", "trainer"),
        Call("list_seat_records", "GET", f"/classes/{quota}/seat-records", "trainer"),
    ]
