"""Personal goals and plans: handed in by teachers, reviewed by schools, counted where the pack asks for them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.directory import operations as directory
from tests.assessment.activities import problem, school_of, teacher_of
from tests.support import Apps, World, make_world

IN_OCTOBER = datetime(2025, 10, 20, 2, tzinfo=UTC)
IN_NOVEMBER = datetime(2025, 11, 20, 2, tzinfo=UTC)


@pytest.fixture
async def p240(apps: Apps, travel: Callable[[datetime], Awaitable[None]]) -> World:
    """A district that asks for a goal and a plan: P240-11."""
    await travel(IN_OCTOBER)
    world = await make_world(apps, pack="P240", parameters={"cycle_start": "2025-09-01", "cycle_end": "2030-08-31"})
    # The pack is for licensed teachers.
    async with world.session("directory") as session:
        await directory.add_fact(
            session,
            district_id=world.district_id,
            teacher_id=world.teachers[0].teacher_id,
            kind="CERTIFICATE",
            code="TEACHER_LICENCE",
            valid_from=date(2010, 7, 1),
            valid_to=None,
            ground=None,
        )
    return world


def goal(kind: str = "DEVELOPMENT_GOAL", **facts: Any) -> dict[str, Any]:
    return {"kind": kind, "title": "个人发展目标", "words": "三年内成为校级骨干", **facts}


async def handed_in(world: World, teacher: int = 0, **facts: Any) -> dict[str, Any]:
    answer = await teacher_of(world, teacher).post("/goals", json=goal(**facts))
    assert answer.status_code == 201, answer.text
    kept: dict[str, Any] = answer.json()
    return kept


async def missing(world: World) -> dict[str, tuple[str, str]]:
    path = f"/teachers/{world.teachers[0].teacher_id}/shortfalls"
    items = (await teacher_of(world, 0).get(path, params={"everything": "true"})).json()["items"]
    return {one["code"]: (one["state"], one["clause_id"]) for one in items if one["clause_id"] == "P240-11"}


async def test_p240_11_an_accepted_goal_counts_as_of_the_day_it_was_handed_in(
    p240: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    kept = await handed_in(p240)
    assert (kept["every"], kept["first_day"], kept["last_day"]) == ("cycle", "2025-09-01", "2030-08-31")
    assert (await missing(p240))["DEVELOPMENT_GOAL"] == ("OPEN", "P240-11")
    await travel(IN_NOVEMBER)

    review = {"accepted": True, "reason": "与学校发展规划一致"}
    accepted = (await school_of(p240).put(f"/goals/{kept['goal_id']}/review", json=review)).json()

    (record,) = (await teacher_of(p240, 0).get("/records")).json()["items"]
    assert (record["record_id"], record["on"], record["kind"]) == (
        accepted["record_id"],
        "2025-10-20",
        "DEVELOPMENT_GOAL",
    )
    assert await missing(p240) == {"DEVELOPMENT_GOAL": ("MET", "P240-11"), "PERSONAL_PLAN": ("OPEN", "P240-11")}


async def test_a_returned_goal_is_handed_in_again_and_every_version_stays(p240: World) -> None:
    kept = await handed_in(p240)
    path = f"/goals/{kept['goal_id']}"
    await school_of(p240).put(f"{path}/review", json={"accepted": False, "reason": "没有可检验的目标"})

    version = {"title": "个人发展目标(修改)", "words": "每学期一节公开课"}
    await teacher_of(p240, 0).put(path, json=version)
    await school_of(p240).put(f"{path}/review", json={"accepted": True, "reason": "可以"})

    seen = (await teacher_of(p240, 0).get(path)).json()
    assert [step["step"] for step in seen["steps"]] == ["SUBMITTED", "RETURNED", "SUBMITTED", "ACCEPTED"]
    assert [step["content"].get("words") for step in seen["steps"]] == [
        "三年内成为校级骨干",
        None,
        "每学期一节公开课",
        None,
    ]
    assert problem(await teacher_of(p240, 0).put(path, json=version)) == (409, "goal-elsewhere")


async def test_what_was_accepted_may_be_returned_and_counts_no_longer(p240: World) -> None:
    kept = await handed_in(p240)
    path = f"/goals/{kept['goal_id']}/review"
    await school_of(p240).put(path, json={"accepted": True, "reason": "可以"})

    returned = (await school_of(p240).put(path, json={"accepted": False, "reason": "抄自网络"})).json()

    assert (returned["state"], returned["record_id"]) == ("RETURNED", None)
    (record,) = (await teacher_of(p240, 0).get("/records")).json()["items"]
    assert record["retraction_reason"] == "抄自网络"
    assert (await missing(p240))["DEVELOPMENT_GOAL"][0] == "OPEN"


async def test_nobody_reviews_their_own_goal_and_others_do_not_see_it(p240: World) -> None:
    kept = await handed_in(p240)
    path = f"/goals/{kept['goal_id']}"
    head = p240.api("assessment", "school_admin", school=p240.schools[0].school_id, teacher=p240.teachers[0].teacher_id)
    accepting = {"accepted": True, "reason": "可以"}

    assert problem(await head.put(f"{path}/review", json=accepting)) == (409, "own-assessment")
    assert (await teacher_of(p240, 0).put(f"{path}/review", json=accepting)).status_code == 403
    assert (await teacher_of(p240, 1).get(path)).status_code == 404
    assert (await school_of(p240, 1).put(f"{path}/review", json=accepting)).status_code == 404
    assert (await teacher_of(p240, 1).get("/goals")).json()["items"] == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, (409, "goal-exists")),
        ({"kind": "LESSON_HEARD"}, (422, "unknown-goal")),
        ({"kind": "PERSONAL_PLAN"}, None),
    ],
)
async def test_what_may_be_handed_in(p240: World, facts: dict[str, str], expected: tuple[int, str] | None) -> None:
    kept = await handed_in(p240)

    answer = await teacher_of(p240, 0).post("/goals", json=goal(**facts))

    if expected is None:
        assert answer.status_code == 201, answer.text
        return
    assert problem(answer) == expected
    if not facts:
        assert answer.json()["facts"]["goal_id"] == kept["goal_id"]
        # Withdrawn, it leaves its place.
        await teacher_of(p240, 0).put(f"/goals/{kept['goal_id']}/withdrawal", json={"reason": "选错"})
        await handed_in(p240)


async def test_a_pack_that_asks_for_none_counts_none(apps: Apps, travel: Callable[[datetime], Awaitable[None]]) -> None:
    await travel(IN_OCTOBER)
    world = await make_world(apps, pack="SB6", parameters={"cycle_start": "2025-09-01", "cycle_end": "2028-08-31"})
    kept = await handed_in(world, every="semester")

    reviewed = await school_of(world).put(f"/goals/{kept['goal_id']}/review", json={"accepted": True, "reason": "存档"})

    assert (kept["first_day"], kept["last_day"]) == ("2025-09-01", "2026-01-20")
    assert (reviewed.json()["state"], reviewed.json()["record_id"]) == ("ACCEPTED", None)
