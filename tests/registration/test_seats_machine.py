"""Pools, the line, offers and groups against a small model, as a state machine: whatever people do, in any order."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from services.platform import clock
from tests.registration.sharing import add_school, look
from tests.registration.term import SERVICE, make_class, teacher_api
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
Answer = TypeVar("Answer")
SCHOOLS, PER_SCHOOL = 3, 3
PEOPLE = SCHOOLS * PER_SCHOOL
OFFER_MINUTES = 60

people = st.integers(0, PEOPLE - 1)
schools = st.integers(0, SCHOOLS - 1)


@dataclass
class Model:
    """A class as one would keep it on paper: who sits, who is asked, who stands in line in which party.

    `homes` says where each person is at school now; a place counts for the school of the day on which it was given.
    """

    capacity: int
    offers: bool
    homes: dict[int, int]
    # Until the district has shared the places out, only what it keeps for a school can be had.
    shared: bool = False
    pools: dict[int, int] = field(default_factory=dict)
    counts_for: dict[int, int] = field(default_factory=dict)
    seated: set[int] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)
    line: list[tuple[int, ...]] = field(default_factory=list)
    # A school answers for whom it sent as a group: they are never asked.
    grouped: set[int] = field(default_factory=set)

    def inside(self, person: int) -> bool:
        return person in self.seated | self.asked or any(person in party for party in self.line)

    def kept(self) -> dict[int, int]:
        claimed = Counter(self.counts_for[person] for person in self.seated | self.asked)
        return {school: max(0, seats - claimed[school]) for school, seats in self.pools.items()}

    def free(self) -> int:
        return self.capacity - len(self.seated) - len(self.asked)

    def fits(self, party: tuple[int, ...]) -> bool:
        kept = self.kept()
        common = self.free() - sum(kept.values()) if self.shared else 0
        wanted = Counter(self.homes[person] for person in party)
        return sum(max(0, people - kept.get(school, 0)) for school, people in wanted.items()) <= common

    def enter(self, party: tuple[int, ...]) -> str:
        if self.fits(party):
            self.seated |= set(party)
            self.counts_for.update({person: self.homes[person] for person in party})
            return "CONFIRMED"
        self.line.append(party)
        return "WAITING"

    def settle(self) -> None:
        """Places go down the line, past whom they are not for."""
        for party in list(self.line):
            if self.fits(party):
                self.line.remove(party)
                self.counts_for.update({person: self.homes[person] for person in party})
                (self.asked if self.offers and party[0] not in self.grouped else self.seated).update(party)

    def leave(self, person: int) -> None:
        self.seated.discard(person)
        self.asked.discard(person)
        self.grouped.discard(person)
        self.line = [left for party in self.line if (left := tuple(one for one in party if one != person))]
        self.settle()


@pytest.mark.parametrize("terms", [5, pytest.param(24, marks=pytest.mark.long)])
async def test_whatever_people_do_places_move_as_in_the_model(district: World, travel: Travel, terms: int) -> None:
    loop = asyncio.get_running_loop()
    ids = [await add_school(district, number=number, teachers=PER_SCHOOL) for number in range(SCHOOLS)]
    school_ids = [school_id for school_id, _ in ids]
    teacher_ids = [teacher_id for _, teachers in ids for teacher_id in teachers]

    def run(doing: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(doing, loop).result(timeout=60)

    # Across the examples: people stay where they went.
    homes = {person: person // PER_SCHOOL for person in range(PEOPLE)}
    moved_on: dict[int, date] = {}

    async def pass_hours() -> None:
        await travel(clock.now() + timedelta(hours=4))
        await district.drain()

    class Places(RuleBasedStateMachine):
        """The service beside the model: every rule does the same to both, every step compares them."""

        @initialize(capacity=st.integers(1, 5), offers=st.booleans(), second_round=st.booleans())
        def open_class(self, capacity: int, *, offers: bool, second_round: bool) -> None:
            # One round follows the other without a pause; the second opens what was kept until then.
            second_at, end = clock.now() + timedelta(hours=6), clock.now() + timedelta(days=900)
            second = {"opens_at": second_at.isoformat(), "closes_at": end.isoformat()}
            opened = run(
                make_class(
                    district,
                    direction="QUOTA",
                    capacity=capacity,
                    offer_minutes=OFFER_MINUTES if offers else None,
                    closes_at=(second_at if second_round else end).isoformat(),
                    second_round=second if second_round else None,
                    second_round_opens_pools=second_round,
                )
            )
            self.class_id: str = opened["class_id"]
            self.model = Model(capacity, offers, homes)
            self.opens_to_all_at = second_at if second_round else None
            self.enrolments: dict[int, str] = {}
            self.claim_back_at: datetime | None = None

        @precondition(lambda self: len(self.model.seated | self.model.asked) + sum(map(len, self.model.line)) < PEOPLE)
        @rule(person=people)
        def enrol(self, person: int) -> None:
            outside = [one for one in range(PEOPLE) if not self.model.inside(one)]
            person = outside[person % len(outside)]
            api = teacher_api(district, teacher_ids[person])
            body = run(api.post(f"/classes/{self.class_id}/enrolments", json={})).json()
            self.enrolments[person] = body["enrolment_id"]
            assert body["status"] == self.model.enter((person,))

        @rule(school=schools, size=st.integers(2, 3))
        def enter_group(self, school: int, size: int) -> None:
            own = [one for one in range(PEOPLE) if homes[one] == school and not self.model.inside(one)][:size]
            if len(own) < 2:
                return
            names = [str(teacher_ids[one]) for one in own]
            body = run(
                district.api(SERVICE).post(f"/classes/{self.class_id}/groups", json={"teacher_ids": names})
            ).json()
            self.model.grouped |= set(own)
            for person, enrolment in zip(own, body["enrolments"], strict=True):
                self.enrolments[person] = enrolment["enrolment_id"]
            assert body["status"] == self.model.enter(tuple(own))

        @rule(person=people)
        def withdraw(self, person: int) -> None:
            inside = [one for one in range(PEOPLE) if self.model.inside(one)]
            if not inside:
                return
            person = inside[person % len(inside)]
            path = f"/enrolments/{self.enrolments[person]}/withdrawal"
            assert run(district.api(SERVICE).put(path, json={"reason": "公务"})).status_code == 200
            self.model.leave(person)

        @precondition(lambda self: self.model.asked)
        @rule(person=people, accepts=st.booleans())
        def answer_offer(self, person: int, *, accepts: bool) -> None:
            asked = sorted(self.model.asked)
            person = asked[person % len(asked)]
            path = f"/enrolments/{self.enrolments[person]}/offer-answer"
            answer = run(
                teacher_api(district, teacher_ids[person]).put(
                    path, json={"answer": "ACCEPT" if accepts else "DECLINE"}
                )
            )
            assert answer.status_code == 200, answer.text
            if accepts:
                self.model.asked.discard(person)
                self.model.seated.add(person)
            else:
                self.model.leave(person)

        @rule(capacity=st.integers(1, 7))
        def resize(self, capacity: int) -> None:
            answer = run(district.api(SERVICE).put(f"/classes/{self.class_id}/capacity", json={"capacity": capacity}))
            model = self.model
            possible = capacity >= len(model.seated) + len(model.asked) + sum(model.kept().values())
            assert answer.status_code == (200 if possible else 409), answer.text
            if possible:
                model.capacity = capacity
                model.settle()

        @rule(sizes=st.tuples(*[st.integers(0, 2)] * SCHOOLS), claimed_back=st.booleans())
        def share_out(self, sizes: tuple[int, ...], *, claimed_back: bool) -> None:
            at = clock.now() + timedelta(hours=3)
            pools = [
                {
                    "school_id": str(school_ids[school]),
                    "seats": seats,
                    "claim_back_at": at.isoformat() if claimed_back else None,
                }
                for school, seats in enumerate(sizes)
                if seats
            ]
            before = self.model.pools
            self.model.pools = {school: seats for school, seats in enumerate(sizes) if seats}
            possible = sum(self.model.kept().values()) <= self.model.free()
            if self.opens_to_all_at is not None and self.opens_to_all_at <= clock.now():
                possible = not pools
            answer = run(
                district.api(SERVICE).put(f"/classes/{self.class_id}/pools", json={"pools": pools, "reason": "分配"})
            )
            assert answer.status_code == (200 if possible else 409), answer.text
            if possible:
                self.claim_back_at = at if claimed_back and pools else None
                self.model.shared = True
                self.model.settle()
            else:
                self.model.pools = before

        @rule()
        def let_time_pass(self) -> None:
            """Four hours: offers expire, pools are claimed back, the second round opens what was kept."""
            run(pass_hours())
            if self.opens_to_all_at is not None and self.opens_to_all_at <= clock.now():
                self.model.shared = True
                self.model.pools = {}
            if self.claim_back_at is not None:
                self.model.pools = {}
                self.claim_back_at = None
            self.model.asked.clear()
            self.model.settle()

        @rule(person=people, school=schools)
        def change_schools(self, person: int, school: int) -> None:
            """Who asks for a place asks for it from the new school; who has one keeps it for the old one."""
            if school == homes[person] or moved_on.get(person) == clock.today():
                return
            body = {"school_id": str(school_ids[school]), "on": clock.today().isoformat()}
            path = f"/teachers/{teacher_ids[person]}/transfers"
            assert run(district.api("directory").post(path, json=body)).status_code == 201
            homes[person], moved_on[person] = school, clock.today()
            run(district.drain())
            self.model.settle()

        @invariant()
        def the_tables_say_what_the_model_says(self) -> None:
            if not hasattr(self, "model"):
                return
            seen = run(look(district, self.class_id))
            seen.demand_sound()
            seen.demand_none_left_over()

            def who(status: str) -> list[UUID]:
                return [one.teacher_id for one in seen.of(status)]

            model = self.model
            assert set(who("CONFIRMED")) == {teacher_ids[person] for person in model.seated}
            assert set(who("OFFERED")) == {teacher_ids[person] for person in model.asked}
            assert who("WAITING") == [teacher_ids[person] for party in model.line for person in party]

    await asyncio.to_thread(
        run_state_machine_as_test,
        Places,
        settings=settings(
            max_examples=terms, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
