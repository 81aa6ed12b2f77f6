"""How far plans have come: items opened, seats, hours, money, and the rates of goals."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from services.contracts import AttendanceSettled, AttendedDay, OutcomeFinalised, OutcomeState, SettledMember
from services.platform import clock
from services.platform.ids import new_id
from services.registration.rules import ClassProgress, Goal, GoalMeasure, PlanContent, PlannedItem, Turnout, reckon
from tests.registration.planning import carried_out, draft, item_body, opening, planner, published
from tests.registration.term import answered, class_body, created, enrolled, meeting_body, withdraw
from tests.support import Api, World


def goal(measure: str, target: str | None = None) -> dict[str, Any]:
    return {"text": f"目标 {measure}", "measure": measure, "target_percent": target}


async def progress_of(api: Api, plan_id: str) -> dict[str, Any]:
    return answered(await api.get(f"/plans/{plan_id}/progress"))


def presence(
    teacher_id: UUID, *, revision: int = 1, hours: str = "4", met: bool = True, state: str = "PRESENT"
) -> SettledMember:
    """How the one meeting of a class was settled for somebody."""
    day = AttendedDay(meeting_id=uuid4(), on=date(2026, 3, 5), category=None, hours=hours, state=state)
    return SettledMember(
        teacher_id=teacher_id, revision=revision, planned_hours=Decimal(4), attendance_met=met, days=(day,)
    )


async def settle(world: World, class_id: str, *members: SettledMember) -> None:
    event = AttendanceSettled(
        district_id=world.district_id, class_id=UUID(class_id), settlement=1, part=1, parts=1, members=members
    )
    await world.publish(event, role="attendance")
    await world.drain()


def result(teacher_id: UUID, *, revision: int = 1, passed: bool | None, grade: str | None) -> OutcomeState:
    """What somebody earned in a class: nothing but the result."""
    return OutcomeState(
        outcome_id=uuid4(),
        revision=revision,
        teacher_id=teacher_id,
        source="class",
        class_id=None,
        program_id=None,
        title="研修",
        grade=grade,
        school_id=uuid4(),
        teacher_title=None,
        title_tier=None,
        post=None,
        pack_id=None,
        pack_hash=None,
        issuer="县教师进修学校",
        passed=passed,
        lines=(),
    )


async def finalise(world: World, class_id: str, *outcomes: OutcomeState) -> None:
    members = tuple(one.model_copy(update={"class_id": UUID(class_id)}) for one in outcomes)
    await world.publish(OutcomeFinalised(district_id=world.district_id, members=members), role="assessment")
    await world.drain()


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


async def test_a_goal_in_words_has_no_rate_and_one_without_a_base_none_yet(district: World) -> None:
    author = planner(district)
    goals = [goal("COMPLETION_RATE", "98"), goal("SEND_RATE", "100"), goal("OTHER")]
    plan_id = await draft(author, item_body(seats=None), goals=goals)

    found = (await progress_of(author, plan_id))["goals"]

    assert [(one["formula_en"], one["percent"], one["reached"]) for one in found] == [
        ("passed and attended ÷ attended", None, None),
        ("places taken ÷ places planned", None, None),
        (None, None, None),
    ]


async def test_rates_of_presence_and_results_follow_what_was_settled_and_finalised(district: World) -> None:
    author, item = planner(district), item_body()
    measures = ("ATTENDANCE_RATE", "COMPLETION_RATE", "PASS_RATE", "EXCELLENCE_RATE")
    plan_id = await published(district, author, item, goals=[goal(measure, "60") for measure in measures])
    await carried_out(author, plan_id, item["item_id"])
    opened = created(await author.post(f"/plan-items/{item['item_id']}/classes", json=opening()))
    class_id = opened["class_id"]
    there, late, failed, absent, ill, left = (one.teacher_id for one in district.teachers[:6])
    for teacher_id in (there, late, failed, absent, ill):
        await enrolled(district, class_id, teacher_id)
    gone = await enrolled(district, class_id, left)
    await withdraw(district, gone["enrolment_id"])

    async def rates() -> dict[str, tuple[str | None, str | None, bool | None]]:
        found = (await progress_of(author, plan_id))["goals"]
        return {one["goal"]["measure"]: (one["counted"], one["out_of"], one["reached"]) for one in found}

    assert await rates() == dict.fromkeys(measures, (None, None, None))
    await settle(
        district,
        class_id,
        presence(there),
        presence(late),
        presence(failed),
        presence(absent, hours="0", met=False, state="ABSENT"),
        presence(ill, hours="0", met=False, state="ON_LEAVE"),
        presence(left),
    )
    await finalise(
        district,
        class_id,
        result(there, passed=True, grade="EXCELLENT"),
        result(late, passed=True, grade="GOOD"),
        result(failed, passed=False, grade="FAIL"),
        result(left, passed=True, grade="EXCELLENT"),
    )

    assert await rates() == {
        # Who left is nobody's, and who was on leave all the time need not have come.
        "ATTENDANCE_RATE": ("3.00", "4.00", True),
        "COMPLETION_RATE": ("2.00", "3.00", True),
        "PASS_RATE": ("2.00", "3.00", True),
        "EXCELLENCE_RATE": ("1.00", "2.00", False),
    }

    # A correction, and what was said before it and arrives after it.
    await settle(district, class_id, presence(late, revision=3, hours="0", met=False, state="ABSENT"))
    await settle(district, class_id, presence(late, revision=2))
    again = result(late, revision=2, passed=None, grade=None)
    await finalise(district, class_id, again)
    await finalise(district, class_id, result(late, revision=1, passed=True, grade="EXCELLENT"))

    assert await rates() == {
        "ATTENDANCE_RATE": ("2.00", "4.00", False),
        "COMPLETION_RATE": ("1.00", "2.00", False),
        "PASS_RATE": ("1.00", "2.00", False),
        "EXCELLENCE_RATE": ("1.00", "1.00", True),
    }


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
        opened = (uuid4(), uuid4(), item.item_id, 100_000, taken, Decimal(0), Decimal(0))
        held = ClassProgress(*opened, title="研修", unplanned_reason=None, opened_by=uuid4(), opened_at=clock.now())
        (found,) = reckon(
            PlanContent(goals=(wanted,), items=(item,)),
            programs={},
            classes=[held],
            trained=0,
            in_post=1,
            turnout=Turnout(0, 0, 0, 0, 0, 0),
            published_at=None,
        ).goals
        return found.percent, found.reached

    assert reached(94_999) == (Decimal("94.99"), False)
    assert reached(95_000) == (Decimal("95.00"), True)
