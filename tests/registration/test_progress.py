"""How far plans have come: items opened, seats, hours, money, and the rates of goals."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from services.platform.ids import new_id
from services.registration.rules import ClassProgress, Goal, GoalMeasure, PlanContent, PlannedItem, reckon
from tests.registration.planning import carried_out, draft, item_body, opening, planner, published
from tests.registration.term import answered, class_body, created, enrolled, meeting_body, withdraw
from tests.support import Api, World


def goal(measure: str, target: str | None = None) -> dict[str, Any]:
    return {"text": f"目标 {measure}", "measure": measure, "target_percent": target}


async def progress_of(api: Api, plan_id: str) -> dict[str, Any]:
    return answered(await api.get(f"/plans/{plan_id}/progress"))


async def test_what_items_became_is_counted_from_classes_seats_and_hours(district: World, travel: Any) -> None:
    author = planner(district)
    held, later = item_body(seats=4, hours="4"), item_body(seats=6, hours="2.5")
    goals = [
        goal("SEND_RATE", "20"),
        goal("COVERAGE_RATE", "25.01"),
        goal("ITEMS_OPENED_RATE"),
        goal("HOURS_HELD_RATE"),
    ]
    line = {"year": 2026, "kind": "TRAVEL", "amount": "1000"}
    plan_id = await published(district, author, held, later, goals=goals, budget=[line])
    await carried_out(author, plan_id, held["item_id"])
    opened = created(await author.post(f"/plan-items/{held['item_id']}/classes", json=opening(capacity=3)))
    first, second, third = district.teachers[:3]
    await enrolled(district, opened["class_id"], first.teacher_id)
    await enrolled(district, opened["class_id"], second.teacher_id)
    left = await enrolled(district, opened["class_id"], third.teacher_id)
    await withdraw(district, left["enrolment_id"])
    paid = {"kind": "TRAVEL", "amount": "250.5", "spent_on": "2026-04-02"}
    created(await author.post(f"/plans/{plan_id}/expenses", json=paid))

    before = await progress_of(author, plan_id)
    await travel(datetime.fromisoformat(held["ends_at"]) + timedelta(minutes=1))
    after = await progress_of(author, plan_id)

    assert (before["items_planned"], before["items_opened"]) == (2, 1)
    assert before["figures"] == {
        "seats_planned": 10,
        "seats_opened": 3,
        "seats_taken": 2,
        "hours_planned": "6.50",
        "hours_scheduled": "4.00",
        "hours_held": "0.00",
    }
    assert after["figures"]["hours_held"] == "4.00"
    assert (before["budget_planned"], before["budget_spent"]) == ("1000.00", "250.50")
    assert [item["class_ids"] for item in before["items"]] == [[opened["class_id"]], []]
    rates = [(one["goal"]["measure"], one["counted"], one["out_of"], one["percent"]) for one in after["goals"]]
    assert rates == [
        ("SEND_RATE", "2.00", "10.00", "20.00"),
        ("COVERAGE_RATE", "2.00", "8.00", "25.00"),
        ("ITEMS_OPENED_RATE", "1.00", "2.00", "50.00"),
        ("HOURS_HELD_RATE", "4.00", "6.50", "61.53"),
    ]
    assert [one["reached"] for one in after["goals"]] == [True, False, None, None]


async def test_what_only_the_ledger_knows_says_so(district: World) -> None:
    author = planner(district)
    goals = [goal("COMPLETION_RATE", "98"), goal("SEND_RATE", "100"), goal("OTHER")]
    plan_id = await draft(author, item_body(seats=None), goals=goals)

    found = (await progress_of(author, plan_id))["goals"]

    assert [(one["known_by"], one["percent"], one["reached"]) for one in found] == [
        ("ledger", None, None),
        ("registration", None, None),
        (None, None, None),
    ]


async def test_a_class_of_the_items_program_is_the_items_and_of_several_nobodys(district: World) -> None:
    author = planner(district)
    single, one, two = item_body(), item_body(), item_body()
    plan_id = await published(district, author, single, one, two)
    alone = await carried_out(author, plan_id, single["item_id"])
    shared = await carried_out(author, plan_id, one["item_id"], two["item_id"])
    direct = created(await author.post(f"/programs/{alone}/classes", json=class_body(meetings=[meeting_body()])))
    loose = created(await author.post(f"/programs/{shared}/classes", json=class_body()))

    found = await progress_of(author, plan_id)

    assert [item["class_ids"] for item in found["items"]] == [[direct["class_id"]], [], []]
    assert found["other_class_ids"] == [loose["class_id"]]
    assert found["items_opened"] == 1


async def test_a_cancelled_class_opens_nothing(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await published(district, author, item)
    await carried_out(author, plan_id, item["item_id"])
    opened = created(await author.post(f"/plan-items/{item['item_id']}/classes", json=opening()))
    await author.put(f"/classes/{opened['class_id']}/cancellation", json={"reason": "专家不能到场"})

    found = await progress_of(author, plan_id)

    assert (found["items_opened"], found["figures"]["seats_opened"]) == (0, 0)


async def test_teachers_see_the_progress_of_a_published_plan_without_its_money(district: World) -> None:
    author = planner(district)
    plan_id = await published(district, author, item_body(), budget=[{"year": 2026, "kind": "TRAVEL", "amount": "9"}])
    teacher = district.api("registration", "teacher", teacher=district.teachers[0].teacher_id)

    found = await progress_of(teacher, plan_id)

    assert (found["items_planned"], found["budget_planned"], found["budget_spent"]) == (1, None, None)


async def test_a_school_counts_its_own_heads(district: World) -> None:
    school_id = district.schools[0].school_id
    school = planner(district, school=school_id)
    item = item_body(mode="SCHOOL_BASED")
    plan_id = await published(district, school, item, school_id=school_id, goals=[goal("COVERAGE_RATE", "100")])
    await carried_out(school, plan_id, item["item_id"], level="SCHOOL", mode="SCHOOL_BASED", organised_by_admin=False)
    opened = created(await school.post(f"/plan-items/{item['item_id']}/classes", json=opening()))
    for teacher in district.teachers[:4]:
        await enrolled(district, opened["class_id"], teacher.teacher_id)

    (found,) = (await progress_of(school, plan_id))["goals"]

    assert (found["counted"], found["out_of"], found["reached"]) == ("4.00", "4.00", True)


def test_a_target_is_reached_by_the_exact_numbers_not_by_the_rounded_rate() -> None:
    item = PlannedItem(item_id=new_id(), title="研修", hours=Decimal(1), category="A", mode="B", seats=100_000)
    measure: GoalMeasure = "SEND_RATE"
    wanted = Goal(goal_id=new_id(), text="送培率", measure=measure, target_percent=Decimal("95"))

    def reached(taken: int) -> tuple[Decimal | None, bool | None]:
        held = ClassProgress(uuid4(), uuid4(), item.item_id, 100_000, taken, Decimal(0), Decimal(0))
        content = PlanContent(goals=(wanted,), items=(item,))
        (found,) = reckon(content, programs={}, classes=[held], trained=0, in_post=1).goals
        return found.percent, found.reached

    assert reached(94_999) == (Decimal("94.99"), False)
    assert reached(95_000) == (Decimal("95.00"), True)
