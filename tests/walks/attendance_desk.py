"""One successful call of every route of the check-in desk."""

from uuid import UUID

from tests.support import Call, TeacherOf, World


async def walk_desk(
    world: World, *, meeting_id: UUID, going_on_id: UUID, checked_in: TeacherOf, others: tuple[TeacherOf, TeacherOf]
) -> list[Call]:
    """At a meeting whose roll is being called, with a check-in that can be annulled; the roll of another is called."""
    of_meeting = f"/meetings/{meeting_id}"
    trainer = world.api("attendance", "trainer")
    reason = "手机没电,本人在场"
    helped = await trainer.post(
        f"{of_meeting}/helped-check-ins",
        json={"phase": "IN", "people": [{"staff_number": checked_in.staff_number}], "reason": reason},
    )
    check_in_id = helped.json()["items"][0]["check_in"]["check_in_id"]
    assert (await trainer.post(f"{of_meeting}/roll-calls", json={"minutes": 60})).status_code == 201
    roll = {"phase": "ROLL", "roll": "1"}
    code = (await trainer.get(f"{of_meeting}/codes", params=roll)).json()["codes"][0]["code"]
    by_helper, on_paper = others
    paper = {
        "phase": "IN",
        "people": [{"staff_number": on_paper.staff_number}],
        "reason": "会场没有网络,纸质签到",
        "reference": "签到册第3页",
    }
    return [
        Call("get_code_stream", "GET", f"{of_meeting}/code-stream", "trainer", query={"phase": "IN", "seconds": "0"}),
        Call(
            "put_roll_check_in",
            "PUT",
            f"{of_meeting}/roll-calls/1/check-in",
            "teacher",
            json={"code": code, "device": "ohb3k-Xq7s9d", "position": {"latitude": 30.9456, "longitude": 118.7581}},
            teacher=checked_in.teacher_id,
            status=201,
        ),
        Call(
            "post_roll_call", "POST", f"/meetings/{going_on_id}/roll-calls", "trainer", json={"minutes": 5}, status=201
        ),
        Call("list_roll_calls", "GET", f"{of_meeting}/roll-calls", "trainer"),
        Call(
            "post_helped_check_ins",
            "POST",
            f"{of_meeting}/helped-check-ins",
            "trainer",
            json={"phase": "IN", "people": [{"staff_number": by_helper.staff_number}], "reason": reason},
            status=201,
        ),
        Call("post_paper_list", "POST", f"{of_meeting}/paper-lists", "trainer", json=paper, status=201),
        Call("list_check_ins", "GET", f"{of_meeting}/check-ins", "auditor", query={"limit": "10"}),
        Call(
            "put_annulment",
            "PUT",
            f"{of_meeting}/check-ins/{check_in_id}/annulment",
            "trainer",
            json={"reason": "代他人扫码,本人未到场"},
            status=201,
        ),
        Call(
            "put_place_position",
            "PUT",
            f"{of_meeting}/position",
            "trainer",
            json={"latitude": 30.9456, "longitude": 118.7581, "accuracy_metres": 30},
        ),
    ]
