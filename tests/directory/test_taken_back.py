"""Assignments typed by mistake: withdrawn before they begin, or their last day moved; nobody is left without a pack."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from services.directory import queries
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
NOW = datetime(2026, 10, 10, 4, tzinfo=UTC)
REASON = "年份误录"


@pytest.fixture(autouse=True)
async def in_october(travel: Travel) -> None:
    await travel(NOW)


async def assign(world: World, status: int = 201, **body: Any) -> dict[str, Any]:
    answer = await world.api("directory").post("/pack-assignments", json={"pack_id": "XC", **body})
    assert answer.status_code == status, answer.text
    return dict(answer.json())


async def revise(world: World, assignment_id: str, what: str, **body: Any) -> httpx.Response:
    return await world.api("directory").post(
        f"/pack-assignments/{assignment_id}/{what}", json={"reason": REASON, **body}
    )


async def running(world: World) -> str:
    """The world's own assignment, from September 2025 to August 2030."""
    (one,) = (await world.api("directory").get("/pack-assignments")).json()["items"]
    return str(one["assignment_id"])


def refused(answer: httpx.Response) -> str:
    assert answer.status_code == 409, answer.text
    return str(answer.json()["type"]).rpartition(":")[2]


async def test_what_has_not_begun_is_withdrawn_with_its_reason_and_its_period_is_free(district: World) -> None:
    mistyped = await assign(district, valid_from="2036-09-01", valid_to="2041-08-31")

    answer = await revise(district, mistyped["assignment_id"], "withdrawals")

    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["kind"], told["revision"], told["reason"]) == ("WITHDRAWN", 2, REASON)
    assert told["decided_by"] == str(district.admin_id)
    assert [one["kind"] for one in told["revisions"]] == ["ASSIGNED", "WITHDRAWN"]
    listed = (await district.api("directory").get("/pack-assignments")).json()["items"]
    assert mistyped["assignment_id"] not in [one["assignment_id"] for one in listed]
    earlier = (
        await district.api("directory").get("/pack-assignments", params={"known_at": mistyped["decided_at"]})
    ).json()["items"]
    assert mistyped["assignment_id"] in [one["assignment_id"] for one in earlier]
    await assign(district, valid_from="2036-09-01", valid_to="2041-08-31")
    async with district.session("ledger") as session:
        found = await queries.get_assigned_pack(session, district_id=district.district_id, on=date(2037, 1, 1))
    assert str(found.assignment_id) != mistyped["assignment_id"]


async def test_what_was_withdrawn_is_neither_corrected_nor_moved_nor_withdrawn_again(district: World) -> None:
    mistyped = await assign(district, valid_from="2036-09-01", valid_to="2041-08-31")
    await revise(district, mistyped["assignment_id"], "withdrawals")

    answers = [
        await revise(district, mistyped["assignment_id"], "withdrawals"),
        await revise(district, mistyped["assignment_id"], "last-days", valid_to="2040-08-31"),
        await revise(district, mistyped["assignment_id"], "corrections", content_hash=mistyped["content_hash"]),
    ]

    assert [refused(answer) for answer in answers] == ["assignment-withdrawn"] * 3


async def test_what_has_begun_is_not_withdrawn(district: World) -> None:
    today = await assign(
        district, valid_from="2026-10-10", valid_to="2027-08-31", school_id=str(district.schools[0].school_id)
    )

    answer = await revise(district, today["assignment_id"], "withdrawals")

    assert refused(answer) == "assignment-begun"
    assert answer.json()["facts"] == {"first": "2026-10-10"}


async def test_a_running_cycle_ends_earlier_and_the_next_begins_then(district: World) -> None:
    assignment_id = await running(district)
    taken = await assign(district, 409, valid_from="2029-09-01", valid_to="2034-08-31")

    answer = await revise(district, assignment_id, "last-days", valid_to="2029-08-31")

    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["kind"], told["valid_to"], told["parameters"]["cycle_end"]) == ("PERIOD", "2029-08-31", "2029-08-31")
    assert [one["valid_to"] for one in told["revisions"]] == ["2030-08-31", "2029-08-31"]
    assert taken["type"].endswith(":period-taken")
    await assign(district, valid_from="2029-09-01", valid_to="2034-08-31")
    packs = (await district.api("directory").get(f"/teachers/{district.teachers[0].teacher_id}/packs")).json()["items"]
    assert [(one["first"], one["last"]) for one in packs] == [
        ("2025-09-01", "2029-08-31"),
        ("2029-09-01", "2034-08-31"),
    ]


async def test_days_that_have_begun_are_given_up_only_to_another_pack(district: World) -> None:
    assignment_id = await running(district)
    special = await assign(district, valid_from="2026-10-10", valid_to="2027-08-31", post="TEACHER")

    left = await revise(district, assignment_id, "last-days", valid_to="2026-08-31")
    covered = await revise(district, special["assignment_id"], "last-days", valid_to="2026-10-10")
    tomorrow_on = await revise(district, assignment_id, "last-days", valid_to="2026-10-10")

    assert refused(left) == "left-without-pack"
    assert left.json()["facts"] == {"first": "2026-09-01", "last": "2026-10-10"}
    assert (covered.status_code, tomorrow_on.status_code) == (201, 201), (covered.text, tomorrow_on.text)


async def test_a_special_pack_gives_days_up_to_the_more_general_one_even_after_they_are_past(
    district: World, travel: Travel
) -> None:
    special = await assign(district, valid_from="2026-10-10", valid_to="2027-08-31", post="TEACHER")
    await travel(NOW + timedelta(days=90))

    answer = await revise(district, special["assignment_id"], "last-days", valid_to="2026-10-31")
    back = await revise(district, special["assignment_id"], "last-days", valid_to="2027-08-31")

    assert answer.status_code == 201, answer.text
    # From then on those days are the district's cycle's own again: nobody takes them from it afterwards.
    assert refused(back) == "running-cycle"


async def test_a_last_day_moves_on_as_far_as_the_days_are_free(district: World) -> None:
    assignment_id = await running(district)
    await assign(district, valid_from="2031-09-01", valid_to="2036-08-31")

    answers = [
        await revise(district, assignment_id, "last-days", valid_to=day)
        for day in ("2030-08-31", "2031-09-01", "2031-08-31")
    ]
    backwards = await revise(district, assignment_id, "last-days", valid_to="2025-08-31")

    assert [refused(answer) for answer in answers[:2]] == ["nothing-corrected", "period-taken"]
    assert (answers[2].status_code, answers[2].json()["valid_to"]) == (201, "2031-08-31")
    assert (backwards.status_code, backwards.json()["type"]) == (422, "urn:xuefen:problem:period-backwards")


async def test_two_who_revise_at_once_never_both_do(district: World) -> None:
    mistyped = await assign(district, valid_from="2036-09-01", valid_to="2041-08-31")

    answers = await asyncio.gather(
        *(revise(district, mistyped["assignment_id"], "withdrawals") for _ in range(2)),
        *(
            revise(district, mistyped["assignment_id"], "last-days", valid_to=f"20{year}-08-31")
            for year in (38, 39, 40)
        ),
    )

    done = [answer for answer in answers if answer.status_code == 201]
    history = (await district.api("directory").get(f"/pack-assignments/{mistyped['assignment_id']}")).json()
    assert len(history["revisions"]) == 1 + len(done)
    assert [one["revision"] for one in history["revisions"]] == list(range(1, 2 + len(done)))
    async with district.session("directory") as session:
        row = (
            await session.execute(
                text("SELECT valid_to, withdrawn FROM directory.pack_assignment WHERE assignment_id = :id"),
                {"id": mistyped["assignment_id"]},
            )
        ).one()
    assert (row.valid_to.isoformat(), row.withdrawn) == (history["valid_to"], history["kind"] == "WITHDRAWN")


async def test_what_is_withdrawn_is_said_and_doors_follow(district: World) -> None:
    mistyped = await assign(district, valid_from="2036-09-01", valid_to="2041-08-31")
    await revise(district, mistyped["assignment_id"], "withdrawals")

    async with district.session("directory") as session:
        said = (
            await session.scalars(
                text("SELECT payload FROM messaging.event WHERE topic = 'directory.pack_assigned.v1' ORDER BY id")
            )
        ).all()

    assert [(one["revision"], one["withdrawn"]) for one in said[-2:]] == [(1, False), (2, True)]
