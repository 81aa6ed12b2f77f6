"""Reviews, undoing, replacing, withdrawing and applying anew, all at once: places are never over- nor undersold."""

import asyncio
import random
from collections import Counter
from typing import Any
from uuid import UUID

from tests.registration.reviewing import class_review, reviewed_class
from tests.registration.term import (
    SERVICE,
    add_teachers,
    enrolled,
    members_said,
    newest,
    patiently,
    read_class,
    read_enrolments,
    teacher_api,
)
from tests.support import World

CAPACITY = 3
# What is tried with enrolments that stand how; nothing to try it with: somebody applies.
MEANT_FOR = {
    "approve": {"PENDING"},
    "enrol": set[str](),
    "replace": {"CONFIRMED"},
    "return": {"PENDING"},
    "undo": {"CONFIRMED", "WAITING", "RETURNED"},
    "withdraw": {"CONFIRMED", "WAITING"},
}


async def act(world: World, class_id: str, teachers: list[UUID], chance: random.Random) -> int:
    """One person does one thing, whatever comes of it; the status of the answer."""
    what = chance.choice(sorted(MEANT_FOR))
    listed = [one for one in await read_enrolments(world, class_id) if one["status"] in MEANT_FOR[what]]
    api = world.api(SERVICE)
    body: dict[str, Any] = {}
    if not listed:
        path = f"/classes/{class_id}/enrolments"
        answer = await patiently(teacher_api(world, chance.choice(teachers)), "POST", path, json=body)
    elif what == "withdraw":
        path = f"/enrolments/{chance.choice(listed)['enrolment_id']}/withdrawal"
        answer = await patiently(api, "PUT", path, json={"reason": "临时公务"})
    elif what == "replace":
        path = f"/enrolments/{chance.choice(listed)['enrolment_id']}/replacement"
        body = {"teacher_id": str(chance.choice(teachers)), "reason": "因病"}
        answer = await patiently(api, "POST", path, json=body)
    else:
        body = {
            "stage": "CLASS",
            "decision": what.upper(),
            "enrolment_ids": [one["enrolment_id"] for one in chance.sample(listed, k=min(len(listed), 4))],
            "reason": "复核",
        }
        answer = await patiently(api, "POST", f"/classes/{class_id}/reviews", json=body)
    return answer.status_code


async def test_whatever_people_do_at_once_no_place_is_sold_twice_or_left_empty(district: World) -> None:
    class_id = (await reviewed_class(district, reviews=["CLASS"], capacity=CAPACITY))["class_id"]
    teachers = await add_teachers(district, 14)
    first = [await enrolled(district, class_id, who) for who in teachers[:8]]
    await class_review(district, class_id, *(one["enrolment_id"] for one in first))
    seed = 20261122
    seen: Counter[int] = Counter()
    met: set[str] = set()

    for turn in range(4):
        chances = [random.Random(f"{seed}-{turn}-{number}") for number in range(8)]
        seen.update(await asyncio.gather(*(act(district, class_id, teachers, chance) for chance in chances)))

        known = await read_class(district, class_id)
        listed = await read_enrolments(district, class_id)
        statuses = Counter(one["status"] for one in listed)
        met |= set(statuses)
        confirmed = {one["teacher_id"] for one in listed if one["status"] == "CONFIRMED"}
        assert known["taken"] == statuses["CONFIRMED"] == len(confirmed) <= CAPACITY, (turn, seed)
        assert known["waiting"] == statuses["WAITING"], (turn, seed)
        # Whoever waits, waits because the class is full.
        assert statuses["WAITING"] == 0 or known["taken"] == CAPACITY, (turn, seed)
        said = newest(await members_said(district, class_id))
        assert {who for who, state in said.items() if state["status"] == "CONFIRMED"} == confirmed, (turn, seed)

    assert set(seen) <= {200, 201, 404, 409}
    assert met >= {"PENDING", "CONFIRMED", "WITHDRAWN"}
