"""Lists that may grow long are read page by page: nothing twice, nothing left out."""

from datetime import timedelta
from typing import Any

import pytest

from services.contracts import MeetingState
from tests.attendance.devices import line_of, take_bundle, upload
from tests.attendance.scenes import MORNING, Opened, open_class, scan
from tests.support import World

HOUR = timedelta(hours=1)


async def _full_of_everything(world: World, travel: Any) -> Opened:
    """A class with five of everything that is listed, three of them open where that can be asked."""
    people = world.teachers[:5]
    opened = await open_class(world, *people)
    sitting = opened.first
    of_meeting = f"/meetings/{sitting.meeting_id}"
    trainer = world.api("attendance", "trainer")
    await travel(MORNING)
    ticket = (await take_bundle(world, opened)).json()["ticket"]
    lines = [line_of(MORNING, staff_number=f"X{number // 2}") for number in range(5)]
    brought = await upload(world, opened, ticket, *lines)
    assert brought.status_code == 200, brought.text
    for teacher in people:
        assert (await scan(world, teacher, sitting, code="c1.forged")).status_code == 422
    for counted in range(1, 6):
        assert (await trainer.post(f"{of_meeting}/head-counts", json={"counted": counted})).status_code == 201
    for teacher in people:
        api = world.api("attendance", "teacher", teacher=teacher.teacher_id)
        assert (await api.post(f"{of_meeting}/leaves", json={"reason": "外出学习"})).status_code == 201
        asked = await api.post(f"{of_meeting}/make-ups", json={"task": "提交学习笔记", "reason": "外出学习"})
        assert asked.status_code == 201, asked.text
        correction = {"teacher_id": str(teacher.teacher_id), "presence": "PRESENT", "reason": "纸质签到册有签名"}
        assert (await world.api("attendance").post(f"{of_meeting}/corrections", json=correction)).status_code == 201
    await _decide_two_of_each(world, opened)
    return opened


async def _decide_two_of_each(world: World, opened: Opened) -> None:
    trainer = world.api("attendance", "trainer")
    of_class, of_meeting = f"/classes/{opened.class_id}", f"/meetings/{opened.first.meeting_id}"
    said = {"reason": "已核实"}

    async def first_two(path: str) -> list[dict[str, Any]]:
        return list((await trainer.get(path)).json()["items"][:2])

    for one in await first_two(f"{of_class}/leaves"):
        await trainer.put(f"/leaves/{one['leave_id']}/decision", json={"approved": False, **said})
    for one in await first_two(f"{of_class}/make-ups"):
        await trainer.put(f"/make-ups/{one['make_up_id']}/decision", json={"approved": False, **said})
    for one in await first_two(f"{of_meeting}/offline-facts"):
        way = f"{of_meeting}/offline-facts/{one['client_id']}/review"
        await trainer.put(way, json={"accepted": False, **said})
    for one in await first_two(f"{of_class}/anomalies"):
        way = f"{of_class}/anomalies/{one['anomaly_id']}/decision"
        await trainer.put(way, json={"state": "CLEARED", **said})


def _lists(opened: Opened, sitting: MeetingState) -> dict[str, tuple[str, dict[str, str], int]]:
    """Path, query and how many of these there are, under names that say which."""
    of_class, of_meeting = f"/classes/{opened.class_id}", f"/meetings/{sitting.meeting_id}"
    is_open = {"only_open": "true"}
    return {
        "leaves": (f"{of_class}/leaves", {}, 5),
        "open leaves": (f"{of_class}/leaves", is_open, 3),
        "make-ups": (f"{of_class}/make-ups", {}, 5),
        "open make-ups": (f"{of_class}/make-ups", is_open, 3),
        "facts": (f"{of_meeting}/offline-facts", {}, 5),
        "open facts": (f"{of_meeting}/offline-facts", is_open, 3),
        "oddities": (f"{of_class}/anomalies", {}, 5),
        "open oddities": (f"{of_class}/anomalies", {"state": "OPEN"}, 3),
        "oddities of a day": ("/anomalies", {"first": "2026-10-10", "last": "2026-10-10"}, 5),
        "corrections": (f"{of_meeting}/corrections", {}, 5),
        "refused scans": (f"{of_meeting}/refused-scans", {}, 5),
    }


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
async def test_pages_together_are_the_whole_list_in_its_order(district: World, travel: Any, limit: int) -> None:
    opened = await _full_of_everything(district, travel)
    api = district.api("attendance")

    for name, (path, query, count) in _lists(opened, opened.first).items():
        whole = (await api.get(path, params=query)).json()
        assert (len(whole["items"]), whole["next_cursor"]) == (count, None), name
        items: list[dict[str, Any]] = []
        pages, cursor = 0, ""
        while pages == 0 or cursor:
            page = (
                await api.get(path, params={**query, "limit": limit, **({"cursor": cursor} if cursor else {})})
            ).json()
            items, pages, cursor = [*items, *page["items"]], pages + 1, page["next_cursor"]
        assert items == whole["items"], name
        assert pages == -(-count // limit), name


async def test_a_cursor_of_one_list_opens_no_other(district: World, travel: Any) -> None:
    opened = await _full_of_everything(district, travel)
    api = district.api("attendance")
    lists = _lists(opened, opened.first)
    cursors = {
        name: (await api.get(path, params={**query, "limit": 1})).json()["next_cursor"]
        for name, (path, query, _) in lists.items()
    }

    of_leaves = [
        (await api.get(path, params={**query, "cursor": cursors["leaves"]})).status_code
        for name, (path, query, _) in lists.items()
        if "leaves" not in name
    ]

    assert set(of_leaves) == {400}


async def test_the_page_after_an_oddity_that_is_gone_begins_where_it_stood(district: World, travel: Any) -> None:
    opened = await _full_of_everything(district, travel)
    api = district.api("attendance")
    path = f"/classes/{opened.class_id}/anomalies"
    first = (await api.get(path, params={"state": "OPEN", "limit": 1})).json()
    way = f"{path}/{first['items'][0]['anomaly_id']}/decision"
    await api.put(way, json={"state": "CLEARED", "reason": "已核实"})

    following = (await api.get(path, params={"state": "OPEN", "cursor": first["next_cursor"]})).json()

    still_open = (await api.get(path, params={"state": "OPEN"})).json()
    assert len(following["items"]) == 2
    assert following == still_open
