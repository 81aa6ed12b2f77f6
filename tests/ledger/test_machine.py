"""The book against a small model, as a state machine: posted, revised, reordered, adjusted, sent after people."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

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
from sqlalchemy import text

from services.contracts import HistoryClosed, OutcomeState, TeacherDeparted, TeacherReceived
from services.ledger import operations
from services.ledger.errors import AwardConflict
from services.platform import clock
from services.platform.ids import new_id
from services.platform.settings import load_settings
from services.platform.signing import Signer
from tests.ledger.adjusting import SECOND, a_given_line, a_proposal, an_evidence
from tests.ledger.saying import EARNED, a_line, an_outcome, book_keys
from tests.support import Apps, World, make_world

Answer = TypeVar("Answer")
TABLES = (
    *("book", "entry", "balance", "tally", "tally_key", "outcome_posted", "adjustment", "adjustment_decision"),
    *(
        "book_head",
        "tree_node",
        "closing",
        "closing_sent",
        "reception",
        "carried_part",
        "carried_head",
        "carried_entry",
    ),
)
_ELSEWHERE = 600_000

hours = st.lists(st.integers(1, 40), max_size=3)
people = st.integers(0, 3)


@dataclass
class Given:
    """Something given by hand: to whom, how much, and whether it was taken back."""

    teacher: int
    hours: int
    entry_id: str
    taken_back: bool = False


@dataclass
class Moving:
    """Somebody who left: how far each sending told, whether from the beginning, and which of them have arrived."""

    transfer_id: UUID
    sendings: list[tuple[int, int, bool]] = field(default_factory=list)
    mail: list[HistoryClosed] = field(default_factory=list)
    arrived: set[int] = field(default_factory=set)

    def carried(self, moves: list[int]) -> int:
        """The hours of every entry that some sending which arrived had told of, each once."""
        told = {place for number in self.arrived for place in range(*self.sendings[number - 1][:2])}
        return sum(moves[place] for place in told)

    def state(self) -> str:
        first = max((number for number in self.arrived if self.sendings[number - 1][2]), default=1)
        asked = {number for number in self.arrived if number >= first}
        if not asked:
            return "AWAITED"
        return "COMPLETE" if asked == set(range(first, max(asked) + 1)) else "INCOMPLETE"


@dataclass
class Model:
    """The book as one would keep it on paper: of each outcome its newest revision, and what was given by hand.

    `moves` are the hours of every entry of each teacher in the order of the book.
    """

    outcomes: dict[UUID, tuple[int, int, list[int]]] = field(default_factory=dict)
    said: list[tuple[UUID, int, int, list[int]]] = field(default_factory=list)
    by_hand: list[Given] = field(default_factory=list)
    moves: dict[int, list[int]] = field(default_factory=lambda: {number: [] for number in range(4)})
    away: dict[int, Moving] = field(default_factory=dict)

    @property
    def entries(self) -> int:
        return sum(len(one) for one in self.moves.values())

    def hear(self, outcome_id: UUID, teacher: int, revision: int, lines: list[int]) -> str:
        """What hearing this does: `conflict`, `nothing`, or `posted`."""
        known = self.outcomes.get(outcome_id)
        if known is not None and revision < known[1]:
            return "nothing"
        if known is not None and revision == known[1]:
            return "nothing" if lines == known[2] else "conflict"
        self.outcomes[outcome_id] = (teacher, revision, lines)
        before = [] if known is None else known[2]
        if lines != before:
            self.moves[teacher] += [*(-hours for hours in before), *lines]
        return "posted"

    def balance(self, teacher: int) -> int:
        heard = sum(sum(lines) for who, _, lines in self.outcomes.values() if who == teacher)
        return heard + sum(one.hours for one in self.by_hand if one.teacher == teacher and not one.taken_back)


async def test_the_book_keeps_what_a_small_model_keeps(apps: Apps) -> None:
    loop = asyncio.get_running_loop()

    def wait(work: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(work, loop).result(60)

    class Ledger(RuleBasedStateMachine):
        world: World
        other: World
        evidence: str

        @initialize()
        def begin(self) -> None:
            self.model = Model()
            self.world = wait(make_world(apps))
            self.evidence = wait(an_evidence(self.world))
            # Another tenant, of which nothing but its book is asked.
            self.other = World(apps, self.world.district_id + _ELSEWHERE)
            self.signer = Signer(load_settings().secret("book_private_key"))
            self.keys: dict[str, tuple[dict[str, Any], int]] = {}

        def outcome(self, outcome_id: UUID, teacher: int, revision: int, lines: list[int]) -> OutcomeState:
            told = [a_line(number, str(amount)) for number, amount in enumerate(lines, start=1)]
            return an_outcome(self.world, teacher, *told, revision=revision, outcome_id=outcome_id)

        async def post(self, *outcomes: OutcomeState) -> None:
            async with self.world.session("ledger") as session:
                await operations.post_outcomes(
                    session, district_id=self.world.district_id, outcomes=outcomes, at=clock.now()
                )

        async def state(self, world: World | None = None) -> list[str]:
            """Every row of every table of the book, byte by byte."""
            async with (world or self.world).session("ledger") as session:
                every_row = "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ledger.{} t"
                return [(await session.execute(text(every_row.format(name)))).scalar_one() for name in TABLES]

        def hear(self, outcome_id: UUID, teacher: int, revision: int, lines: list[int]) -> None:
            before = wait(self.state())
            effect = self.model.hear(outcome_id, teacher, revision, lines)
            try:
                wait(self.post(self.outcome(outcome_id, teacher, revision, lines)))
            except AwardConflict:
                assert effect == "conflict"
            else:
                assert effect != "conflict"
            assert effect == "posted" or wait(self.state()) == before

        @rule(teacher=people, lines=hours)
        def post_new(self, teacher: int, lines: list[int]) -> None:
            self.model.said.append((new_id(), teacher, 1, lines))
            self.hear(*self.model.said[-1])

        @rule(batch=st.lists(st.tuples(people, hours), min_size=2, max_size=5))
        def post_batch(self, batch: list[tuple[int, list[int]]]) -> None:
            said = [(new_id(), teacher, 1, lines) for teacher, lines in batch]
            wait(self.post(*(self.outcome(*one) for one in said)))
            for one in said:
                assert self.model.hear(*one) == "posted"
            self.model.said += said

        @precondition(lambda self: self.model.said)
        @rule(data=st.data(), ahead=st.integers(1, 3), lines=hours)
        def revise(self, data: st.DataObject, ahead: int, lines: list[int]) -> None:
            outcome_id, teacher, revision, _ = data.draw(st.sampled_from(self.model.said))
            self.model.said.append((outcome_id, teacher, revision + ahead, lines))
            self.hear(*self.model.said[-1])

        @precondition(lambda self: self.model.said)
        @rule(data=st.data())
        def repeat_or_reorder(self, data: st.DataObject) -> None:
            self.hear(*data.draw(st.sampled_from(self.model.said)))

        @precondition(lambda self: self.model.outcomes)
        @rule(data=st.data(), lines=hours)
        def contradict(self, data: st.DataObject, lines: list[int]) -> None:
            """The same key with other content fails, and keeps failing."""
            outcome_id = data.draw(st.sampled_from(sorted(self.model.outcomes)))
            teacher, revision, _ = self.model.outcomes[outcome_id]
            for _ in range(2):
                self.hear(outcome_id, teacher, revision, lines)

        @rule(teacher=people, amount=st.integers(1, 40), decision=st.sampled_from(["APPROVED", "REJECTED"]))
        def adjust(self, teacher: int, amount: int, decision: str) -> None:
            self.decide(a_proposal(self.world, teacher, self.evidence, lines=[a_given_line(str(amount))]), decision)

        @precondition(lambda self: self.model.by_hand)
        @rule(data=st.data())
        def take_back(self, data: st.DataObject) -> None:
            given = data.draw(st.sampled_from(self.model.by_hand))
            body = a_proposal(self.world, given.teacher, self.evidence, lines=[], takes_back=[given.entry_id])
            if given.taken_back:
                self.refused(self.world.admin_id, "/adjustments", body)
                return
            self.decide(body, "APPROVED")
            given.taken_back = True
            self.model.moves[given.teacher].append(-given.hours)

        def decide(self, body: dict[str, Any], decision: str) -> None:
            proposed = wait(self.world.api("ledger").post("/adjustments", json=body)).json()
            path = f"/adjustments/{proposed['adjustment_id']}/decision"
            self.refused(self.world.admin_id, path, {"decision": decision})
            answer = wait(self.world.api("ledger", account_id=SECOND).post(path, json={"decision": decision}))
            assert answer.status_code == 201, answer.text
            if decision == "APPROVED" and body["lines"]:
                teacher = next(
                    number for number in range(4) if str(self.world.teachers[number].teacher_id) == body["teacher_id"]
                )
                amount = int(body["lines"][0]["hours"])
                self.model.by_hand.append(Given(teacher, amount, answer.json()["entries"][0]["entry_id"]))
                self.model.moves[teacher].append(amount)
            self.refused(SECOND, path, {"decision": decision})

        def refused(self, by: UUID, path: str, body: dict[str, Any]) -> None:
            """A refusal leaves every byte as it was; the same key gives it again, another key fails anew."""
            before, api = wait(self.state()), self.world.api("ledger", account_id=by)
            key = {"Idempotency-Key": str(new_id())}
            answers = [wait(api.post(path, json=body, headers=headers)) for headers in (key, key, None)]
            assert {answer.status_code for answer in answers} == {409}, [answer.text for answer in answers]
            assert answers[1].headers["Idempotency-Replayed"] == "true"
            assert answers[0].content == answers[1].content
            assert wait(self.state()) == before

        @rule()
        def sign(self) -> None:
            async def signed() -> None:
                async with self.world.session("ledger") as session:
                    await operations.sign_head(
                        session, district_id=self.world.district_id, signer=self.signer, at=clock.now()
                    )

            wait(signed())

        def leave(self, teacher: int) -> Moving:
            """Somebody goes to the other district and is received there, which moves nothing in either book."""
            transfer_id, person_id, here = new_id(), new_id(), self.world.district_id

            async def left() -> None:
                departed = TeacherDeparted(
                    district_id=here,
                    transfer_id=transfer_id,
                    revision=1,
                    teacher_id=self.world.teachers[teacher].teacher_id,
                    person_id=person_id,
                    new_district_id=self.other.district_id,
                    last_day=EARNED,
                    withdrawn=False,
                )
                received = TeacherReceived(
                    district_id=self.other.district_id,
                    transfer_id=transfer_id,
                    revision=1,
                    former_district_id=here,
                    person_id=person_id,
                    teacher_id=new_id(),
                )
                async with self.world.session("ledger") as session:
                    await operations.keep_closing(session, told=departed)
                async with self.other.session("ledger") as session:
                    await operations.keep_reception(session, told=received, at=clock.now())

            wait(left())
            return self.model.away.setdefault(teacher, Moving(transfer_id))

        @rule(teacher=st.integers(0, 1), lines=hours, anew=st.booleans(), lost=st.booleans())
        def send(self, teacher: int, lines: list[int], anew: bool, lost: bool) -> None:  # noqa: FBT001 - by name
            """What is posted, and was not told yet, is sent, or all of it; nothing where all was told."""
            self.model.said.append((new_id(), teacher, 1, lines))
            self.hear(*self.model.said[-1])
            moving, moves = self.model.away.get(teacher) or self.leave(teacher), self.model.moves[teacher]
            since = 0 if anew or not moving.sendings else moving.sendings[-1][1]
            before, told = wait(self.state()), wait(self.sent(moving.transfer_id, anew=anew))
            if moving.sendings and not anew and since == len(moves):
                assert (told, wait(self.state())) == ([], before)
                return
            moving.sendings.append((since, len(moves), anew))
            moving.mail += told
            assert {(one.sending, one.anew) for one in told} == {(len(moving.sendings), anew)}
            assert sum(len(one.entries) for one in told) == len(moves) - since
            if not lost:
                self.arrive(moving, told[0])

        async def sent(self, transfer_id: UUID, *, anew: bool) -> list[HistoryClosed]:
            """What is said of this transfer by sending now."""
            said = text("select payload from messaging.event where topic = :topic and id > :after order by id")
            async with self.world.session("ledger") as session:
                after = new_id()
                await operations.send_history(
                    session,
                    district_id=self.world.district_id,
                    transfer_id=transfer_id,
                    anew=anew,
                    signer=self.signer,
                    at=clock.now(),
                )
                rows = await session.scalars(said, {"topic": HistoryClosed.topic, "after": after})
                return [HistoryClosed.model_validate(payload) for payload in rows]

        @precondition(lambda self: self.model.away)
        @rule(data=st.data())
        def arrive_late(self, data: st.DataObject) -> None:
            """What was sent arrives in whatever order and however often."""
            moving = data.draw(st.sampled_from(list(self.model.away.values())))
            self.arrive(moving, data.draw(st.sampled_from(moving.mail)))

        def arrive(self, moving: Moving, told: HistoryClosed) -> None:
            """What is known already changes no byte."""
            before = wait(self.state(self.other))

            async def arrived() -> None:
                async with self.other.session("ledger") as session:
                    await operations.keep_history(session, told=told, keys=book_keys(), at=clock.now())

            wait(arrived())
            assert (wait(self.state(self.other)) == before) is (told.sending in moving.arrived)
            moving.arrived.add(told.sending)

        @invariant()
        def the_balances_are_those_of_the_model(self) -> None:
            async def look() -> tuple[dict[str, Decimal], int]:
                async with self.world.session("ledger") as session:
                    rows = await session.execute(text("select account, hours from ledger.account_balance"))
                    balances = {row.account: row.hours for row in rows}
                    return balances, int(
                        (await session.execute(text("select count(*) from ledger.entry"))).scalar_one()
                    )

            if not hasattr(self, "world"):
                return
            balances, entries = wait(look())
            for number in range(4):
                held = balances.get(f"teacher:{self.world.teachers[number].teacher_id}", Decimal(0))
                assert held == self.model.balance(number)
            assert entries == self.model.entries
            assert sum(balances.values()) == 0

        @invariant()
        def what_was_carried_over_is_what_the_model_says_arrived(self) -> None:
            async def look(moving: Moving) -> tuple[Decimal, str]:
                carried = "select coalesce(sum(hours), 0) from ledger.carried_entry where transfer_id = :transfer_id"
                async with self.other.session("ledger") as session:
                    hours = await session.scalar(text(carried), {"transfer_id": moving.transfer_id})
                    history = await operations.get_transfer_history(
                        session, district_id=self.other.district_id, transfer_id=moving.transfer_id
                    )
                    assert await session.scalar(text("select count(*) from ledger.account_balance")) == 0
                    return Decimal(hours or 0), history.state

            for teacher, moving in self.model.away.items() if hasattr(self, "world") else ():
                assert wait(look(moving)) == (Decimal(moving.carried(self.model.moves[teacher])), moving.state())

        def teardown(self) -> None:
            async def verify(world: World) -> list[str]:
                async with world.session("ledger") as session:
                    found = await operations.verify_book(session, district_id=world.district_id, keys=book_keys())
                    return found.findings

            if hasattr(self, "world"):
                assert wait(verify(self.world)) == wait(verify(self.other)) == []

    limits = settings(
        max_examples=12,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    await asyncio.to_thread(run_state_machine_as_test, Ledger, settings=limits)
