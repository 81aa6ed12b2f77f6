"""The waiting list against a small model: two classes at the same time, whatever people do and in whatever order."""

import itertools
import random
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from services.registration.models import Enrolment, TrainingClass
from tests.registration.term import (
    enrol,
    enrolled,
    make_class,
    make_program,
    meeting_body,
    members_said,
    newest,
    patiently,
    read_enrolments,
    withdraw,
)
from tests.support import World

PEOPLE = 8
days = itertools.count(10)


@dataclass
class Model:
    """Two classes at one time: nobody sits in both, and whoever can get a free place has it."""

    capacity: list[int]
    seated: list[set[int]] = field(default_factory=lambda: [set(), set()])
    line: list[list[int]] = field(default_factory=lambda: [[], []])
    cancelled: list[bool] = field(default_factory=lambda: [False, False])

    def is_busy(self, person: int, place: int) -> bool:
        other = 1 - place
        return person in self.seated[other] and not self.cancelled[other]

    def enrol(self, person: int, place: int, *, accept_waiting: bool) -> str:
        if self.cancelled[place]:
            return "class-cancelled"
        if person in self.seated[place] or person in self.line[place]:
            return "already-enrolled"
        if self.is_busy(person, place):
            return "time-clash"
        if len(self.seated[place]) < self.capacity[place]:
            self.seated[place].add(person)
            return "CONFIRMED"
        if not accept_waiting:
            return "class-full"
        self.line[place].append(person)
        return "WAITING"

    def withdraw(self, person: int, place: int) -> None:
        self.seated[place].discard(person)
        if person in self.line[place]:
            self.line[place].remove(person)
        self.settle()

    def resize(self, place: int, capacity: int) -> str:
        if self.cancelled[place]:
            return "class-cancelled"
        if capacity < len(self.seated[place]):
            return "capacity-below-taken"
        self.capacity[place] = capacity
        self.settle()
        return "done"

    def cancel(self, place: int) -> None:
        self.cancelled[place] = True
        self.line[place] = []
        self.settle()

    def settle(self) -> None:
        """Free places go down the line, past those who sit elsewhere at that time."""
        for place in (0, 1):
            if self.cancelled[place]:
                continue
            for person in list(self.line[place]):
                if len(self.seated[place]) < self.capacity[place] and not self.is_busy(person, place):
                    self.line[place].remove(person)
                    self.seated[place].add(person)


numbers, places = st.integers(0, PEOPLE - 1), st.integers(0, 1)
# Whom an action concerns is counted among those it can concern, so that few are idle.
enrolling = st.tuples(st.just("enrol"), numbers, places, st.sampled_from([True, True, True, False]))
leaving = st.tuples(st.just("leave"), numbers, places)
giving_up = st.tuples(st.just("give up"), numbers, places)
repeating = st.tuples(st.just("repeat"), numbers, places)
resizing = st.tuples(st.just("resize"), places, st.integers(1, 4))
cancelling = st.tuples(st.just("cancel"), places)
# A line forms first; then people come and go; a class is cancelled near the end, if at all.
terms = st.tuples(
    st.lists(enrolling, min_size=8, max_size=10),
    st.lists(
        st.one_of(leaving, leaving, enrolling, enrolling, giving_up, repeating, resizing), min_size=6, max_size=14
    ),
    st.lists(st.one_of(cancelling, enrolling, leaving), max_size=4),
)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(term=terms, capacities=st.tuples(st.integers(1, 2), st.integers(1, 2)))
async def test_whatever_people_do_the_line_moves_as_in_the_model(
    district: World, term: tuple[list[Any], ...], capacities: tuple[int, int]
) -> None:
    await _demand_as_in_the_model(district, term, capacities)


@pytest.mark.long
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(term=terms, capacities=st.tuples(st.integers(1, 2), st.integers(1, 2)))
async def test_of_many_more_terms_each_line_moves_as_in_the_model(
    district: World, term: tuple[list[Any], ...], capacities: tuple[int, int]
) -> None:
    await _demand_as_in_the_model(district, term, capacities)


async def _demand_as_in_the_model(district: World, term: tuple[list[Any], ...], capacities: tuple[int, int]) -> None:
    world, day = district, next(days)
    program_id = await make_program(world, code=f"M-{day}")
    # In the order of their ids, in which several classes are locked and served. A day of its own for each example,
    # because the people stay the same.
    classes = [
        (await make_class(world, program_id=program_id, capacity=capacity, meetings=[meeting_body(in_days=day)]))[
            "class_id"
        ]
        for capacity in capacities
    ]
    model = Model(list(capacities))
    enrolments: dict[tuple[int, int], str] = {}

    for action in itertools.chain(*term):
        await _play(world, classes, model, enrolments, action)
        await _demand_same(world, classes, model)

    for place in (0, 1):
        items = await read_enrolments(world, classes[place], status="WAITING")
        assert {item["waiting_position"]: item["teacher_id"] for item in items} == {
            number: str(_teacher(world, person)) for number, person in enumerate(model.line[place], start=1)
        }
        members = await members_said(world, classes[place])
        random.Random(place).shuffle(members)  # a consumer may hear them in any order
        held = {teacher for teacher, member in newest(members).items() if member["status"] == "CONFIRMED"}
        assert held == {str(_teacher(world, person)) for person in model.seated[place]}


async def _play(
    world: World, classes: list[str], model: Model, enrolments: dict[tuple[int, int], str], action: tuple[Any, ...]
) -> None:
    if action[0] in ("enrol", "repeat"):
        person, place, accept_waiting = _whom(model, action), action[2], action[-1] is not False
        response = await enrol(world, classes[place], _teacher(world, person), accept_waiting=accept_waiting)
        body = response.json()
        if response.status_code == 201:
            enrolments[person, place] = body["enrolment_id"]
        heard = body["status"] if response.status_code == 201 else body["type"].rpartition(":")[2]
        assert heard == model.enrol(person, place, accept_waiting=accept_waiting)
    elif action[0] in ("leave", "give up"):
        person, place = _whom(model, action), action[2]
        if (person, place) in enrolments:
            await withdraw(world, enrolments[person, place])
            model.withdraw(person, place)
    elif action[0] == "resize":
        _, place, capacity = action
        response = await world.api("registration").put(
            f"/classes/{classes[place]}/capacity", json={"capacity": capacity}
        )
        heard = "done" if response.status_code == 200 else response.json()["type"].rpartition(":")[2]
        assert heard == model.resize(place, capacity)
    else:
        _, place = action
        await patiently(
            world.api("registration"), "PUT", f"/classes/{classes[place]}/cancellation", json={"reason": "取消"}
        )
        model.cancel(place)


def _whom(model: Model, action: tuple[Any, ...]) -> int:
    """The person an action means: one outside the class to enrol, one seated to leave, one in line to give up."""
    name, number, place = action[:3]
    inside = [*sorted(model.seated[place]), *model.line[place]]
    among = {
        "enrol": [person for person in range(PEOPLE) if person not in inside],
        "repeat": inside,
        "leave": sorted(model.seated[place]),
        "give up": model.line[place],
    }[name]
    return among[number % len(among)] if among else int(number)


async def _demand_same(world: World, classes: list[str], model: Model) -> None:
    """Both classes in the tables, in one look, are what the model says."""
    async with world.session("registration") as session:
        rows = (
            await session.execute(
                select(
                    TrainingClass.class_id,
                    TrainingClass.taken,
                    TrainingClass.waiting,
                    Enrolment.teacher_id,
                    Enrolment.status,
                )
                .outerjoin(
                    Enrolment,
                    (Enrolment.district_id == TrainingClass.district_id)
                    & (Enrolment.class_id == TrainingClass.class_id),
                )
                .where(
                    TrainingClass.district_id == world.district_id,
                    TrainingClass.class_id.in_([UUID(class_id) for class_id in classes]),
                )
                .order_by(Enrolment.waiting_no)
            )
        ).all()
    for place, class_id in enumerate(classes):
        here = [row for row in rows if row.class_id == UUID(class_id)]
        seated = {row.teacher_id for row in here if row.status == "CONFIRMED"}
        line = [row.teacher_id for row in here if row.status == "WAITING"]
        assert seated == {_teacher(world, person) for person in model.seated[place]}
        assert line == [_teacher(world, person) for person in model.line[place]]
        assert (here[0].taken, here[0].waiting) == (len(seated), len(line))


def _teacher(world: World, person: int) -> UUID:
    return world.teachers[person].teacher_id


async def test_who_sits_elsewhere_at_that_time_is_passed_over_and_keeps_the_number(district: World) -> None:
    holder, busy, patient = (teacher.teacher_id for teacher in district.teachers[:3])
    wanted = await make_class(district, capacity=1, meetings=[meeting_body()])
    elsewhere = await make_class(district, capacity=1, meetings=[meeting_body()])
    held = await enrolled(district, wanted["class_id"], holder)
    await enrolled(district, wanted["class_id"], busy)
    await enrolled(district, wanted["class_id"], patient)
    other = await enrolled(district, elsewhere["class_id"], busy)

    await withdraw(district, held["enrolment_id"])
    after_first = {item["teacher_id"]: item["status"] for item in await read_enrolments(district, wanted["class_id"])}
    await district.api("registration").put(f"/classes/{wanted['class_id']}/capacity", json={"capacity": 2})
    still = {item["teacher_id"]: item["status"] for item in await read_enrolments(district, wanted["class_id"])}
    await withdraw(district, other["enrolment_id"])
    at_last = {item["teacher_id"]: item["status"] for item in await read_enrolments(district, wanted["class_id"])}

    assert (after_first[str(busy)], after_first[str(patient)]) == ("WAITING", "CONFIRMED")
    assert still[str(busy)] == "WAITING"
    assert at_last[str(busy)] == "CONFIRMED"


async def test_the_snapshot_is_taken_anew_when_the_place_is_confirmed(district: World) -> None:
    first, second = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    opened = await make_class(district, capacity=1)
    held = await enrolled(district, opened["class_id"], first)
    waiting = await enrolled(district, opened["class_id"], second)

    await withdraw(district, held["enrolment_id"])

    (item,) = await read_enrolments(district, opened["class_id"], status="CONFIRMED")
    assert item["enrolment_id"] == waiting["enrolment_id"]
    assert item["confirmed_at"] is not None
    assert item["school_id"] == str(district.teachers[1].school_id)
