"""One successful call of every route of the sign-in book: leave, make-up, offline, anomalies, settlements, paper."""

from datetime import timedelta
from uuid import UUID, uuid4

from services.platform import clock
from tests.support import Call, TeacherOf, World


async def walk_book(
    world: World, *, class_id: UUID, going_on_id: UUID, over_class_id: UUID, over_id: UUID, absent: TeacherOf
) -> list[Call]:
    """Calls on a class that meets now and on one that has met, which `absent` missed; they go after its settlement."""
    now = clock.now()
    of_meeting, of_over, of_class = f"/meetings/{going_on_id}", f"/meetings/{over_id}", f"/classes/{over_class_id}"
    trainer = world.api("attendance", "trainer")
    bundle = (await trainer.put(f"{of_meeting}/offline-bundle")).json()
    waiting = str(uuid4())
    line = {"client_id": waiting, "phase": "IN", "staff_number": "T999", "at": now.isoformat()}
    upload = {"ticket": bundle["ticket"], "sent_at": now.isoformat(), "lines": [line]}
    brought = await trainer.post(f"{of_meeting}/offline-uploads", json=upload)
    assert brought.status_code == 200, brought.text
    asked = await world.api("attendance", "teacher", teacher=absent.teacher_id).post(
        f"{of_over}/make-ups", json={"task": "观看录像并提交800字听课笔记", "reason": "因病缺席"}
    )
    assert asked.status_code == 201, asked.text
    counted = await trainer.post(
        f"{of_over}/head-counts", json={"counted": 40, "counted_at": (now - timedelta(hours=4)).isoformat()}
    )
    assert counted.status_code == 201, counted.text
    odd = (await trainer.get(f"{of_class}/anomalies")).json()["items"][0]["anomaly_id"]
    today = clock.today().isoformat()
    another = {**line, "client_id": str(uuid4()), "staff_number": world.teachers[7].staff_number}
    return [
        Call("list_leaves_in_reach", "GET", "/leaves", "district_admin", query={"only_open": "true"}),
        Call("list_leaves", "GET", f"/classes/{class_id}/leaves", "trainer", query={"only_open": "true"}),
        Call(
            "post_make_up",
            "POST",
            f"{of_over}/make-ups",
            "teacher",
            json={
                "teacher_id": str(absent.teacher_id),
                "task": "观看录像并提交800字听课笔记",
                "reason": "因病缺席",
            },
            teacher=absent.teacher_id,
        ),
        Call(
            "put_make_up_decision",
            "PUT",
            f"/make-ups/{asked.json()['make_up_id']}/decision",
            "trainer",
            json={"approved": True, "reason": "笔记符合要求"},
        ),
        Call("list_make_ups", "GET", f"{of_class}/make-ups", "district_admin"),
        Call("list_corrections", "GET", f"{of_over}/corrections", "auditor", query={"limit": "10"}),
        Call("put_offline_bundle", "PUT", f"{of_meeting}/offline-bundle", "district_admin", status=201),
        Call(
            "post_offline_upload",
            "POST",
            f"{of_meeting}/offline-uploads",
            "trainer",
            json={**upload, "lines": [another]},
        ),
        Call("list_offline_facts", "GET", f"{of_meeting}/offline-facts", "trainer", query={"only_open": "true"}),
        Call(
            "put_offline_review",
            "PUT",
            f"{of_meeting}/offline-facts/{waiting}/review",
            "district_admin",
            json={"accepted": False, "reason": "查无此工号"},
        ),
        Call(
            "post_head_count",
            "POST",
            f"{of_meeting}/head-counts",
            "trainer",
            json={"counted": 38, "note": "开场清点"},
            status=201,
        ),
        Call("list_class_anomalies", "GET", f"{of_class}/anomalies", "trainer", query={"state": "OPEN"}),
        Call("list_anomalies", "GET", "/anomalies", "district_admin", query={"first": today, "last": today}),
        Call(
            "put_anomaly_decision",
            "PUT",
            f"{of_class}/anomalies/{odd}/decision",
            "district_admin",
            json={"state": "CLEARED", "reason": "清点时含两名工作人员"},
        ),
        Call("get_board", "GET", f"{of_meeting}/board", "trainer", query={"seconds": "0"}),
        Call("get_meeting_book_pdf", "GET", f"{of_over}/sign-in-book.pdf", "trainer"),
        Call("get_meeting_book_xlsx", "GET", f"{of_over}/sign-in-book.xlsx", "trainer"),
        Call("get_class_book_pdf", "GET", f"{of_class}/sign-in-book.pdf", "district_admin"),
        Call("get_class_book_xlsx", "GET", f"{of_class}/sign-in-book.xlsx", "district_admin"),
        Call("list_settlements", "GET", f"{of_class}/settlements", "trainer"),
        Call("get_settlement_difference", "GET", f"{of_class}/settlements/1/difference", "trainer"),
        Call("get_settlement_preview", "GET", f"{of_class}/settlement-preview", "trainer"),
    ]
