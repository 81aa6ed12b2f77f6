"""What stands in the tables, held against what people were told, when the faults are over and all is quiet."""

import asyncio
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median
from uuid import UUID

import asyncpg

from services.cli.book import verify
from services.platform.settings import load_settings
from tests.chaos.busyness import Busyness, Span
from tests.chaos.crowd import Told
from tests.chaos.machine import Machine
from tests.chaos.raging import Kind, Rage

# Later than promised is a breach; after this it is lost.
_LOST_SECONDS = 300.0
_LOOK_SECONDS = 0.2
_TOLD_EVERY_SECONDS = 5.0
HOURS_OF_A_DEGREE = 72

_WAITING = """
    SELECT 'the relay' AS waits_for, count(*) AS number FROM messaging.event
    WHERE routed_at IS NULL AND due_at IS NULL AND NOT id = ANY($1) HAVING count(*) > 0
    UNION ALL
    SELECT consumer, count(*) FROM messaging.delivery WHERE done_at IS NULL AND NOT event_id = ANY($1) GROUP BY consumer
    ORDER BY number DESC
"""
# Each names what is wrong: the table of the effect against the table of the cause.
_LOST = {
    "a place in registration that attendance does not know": """
        SELECT e.enrolment_id FROM registration.enrolment e
        LEFT JOIN attendance.member m USING (district_id, enrolment_id)
        WHERE e.status = 'CONFIRMED' AND m.active IS NOT TRUE
    """,
    "a recognised degree without its entry": """
        SELECT c.claim_id FROM assessment.claim c
        WHERE c.state = 'RECOGNISED' AND NOT EXISTS (
            SELECT FROM ledger.entry e WHERE e.district_id = c.district_id AND e.teacher_id = c.teacher_id)
    """,
}
_DOUBLED = {
    "two check-ins of one teacher": """
        SELECT teacher_id FROM attendance.check_in GROUP BY meeting_id, phase, teacher_id HAVING count(*) > 1
    """,
    "two places of one teacher in one class": """
        SELECT teacher_id FROM registration.enrolment WHERE status NOT IN ('WITHDRAWN', 'RETURNED')
        GROUP BY class_id, teacher_id HAVING count(*) > 1
    """,
    "more hours than a degree is worth": f"""
        SELECT teacher_id FROM ledger.entry GROUP BY teacher_id HAVING sum(hours) > {HOURS_OF_A_DEGREE}
    """,
    "more taken than there are seats, or than are held": """
        SELECT c.class_id FROM registration.class c
        WHERE c.taken > c.capacity OR c.taken <> (
            SELECT count(*) FROM registration.enrolment e WHERE e.class_id = c.class_id AND e.status = 'CONFIRMED')
    """,
}
_PHANTOM = {
    "a member in attendance whose place registration does not know": """
        SELECT m.enrolment_id FROM attendance.member m
        LEFT JOIN registration.enrolment e USING (district_id, enrolment_id)
        WHERE m.active AND e.status IS DISTINCT FROM 'CONFIRMED'
    """,
    "an entry without a recognised degree": """
        SELECT e.entry_id FROM ledger.entry e WHERE NOT EXISTS (
            SELECT FROM assessment.claim c
            WHERE c.district_id = e.district_id AND c.teacher_id = e.teacher_id AND c.state = 'RECOGNISED')
    """,
}
# What nobody can read is parked where a person sees it.
_DROPPED = """
    SELECT id FROM messaging.event e WHERE id = ANY($1) AND routed_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM messaging.delivery d WHERE d.district_id = e.district_id AND d.event_id = e.id)
"""
_UNBALANCED = """
    SELECT account FROM (
        SELECT account, hours, credits FROM ledger.account_balance
        UNION ALL
        SELECT credit_account, -hours, -credits FROM ledger.entry
        UNION ALL
        SELECT debit_account, hours, credits FROM ledger.entry
    ) AS postings GROUP BY account HAVING sum(hours) <> 0 OR sum(credits) <> 0
"""

# Places are fewer than people.
_BY_THE_RULES = frozenset({"class-full"})

_OURS = "relnamespace::regnamespace::text NOT LIKE 'pg\\_%' AND relnamespace <> 'information_schema'::regnamespace"
_TORN_TABLES = f"""
    SELECT c.oid::regclass::text AS name, torn.msg FROM pg_class c, LATERAL verify_heapam(c.oid) torn
    WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND {_OURS}
"""
_INDEXES = f"""
    SELECT c.oid, c.oid::regclass::text AS name FROM pg_class c JOIN pg_am a ON a.oid = c.relam
    WHERE c.relkind = 'i' AND a.amname = 'btree' AND {_OURS}
"""


@dataclass(frozen=True, slots=True)
class Bound:
    """What is promised in seconds, of a machine whose cores are free; and what is forgiven before that is counted."""

    said: str
    seconds: float
    forgiven: float = 0.0

    def allowed(self, busyness: float) -> float:
        return self.seconds * busyness + self.forgiven


# By the names under which they are measured.
BOUNDS = {
    "drained": Bound("everything was heard only so long after the last fault", 30.0),
    "database": Bound("the database took connections again, and was read from only so much later", 5.0),
    # It stands in line behind what was said since, of which there is the more the longer the worker takes to start.
    "worker": Bound("what a killed worker had in hand was done only so long after", 10.0, forgiven=5.0),
    "shed": Bound("who could not be served was put off only after so long", 3.0),
    "read": Bound("while somebody held a class, who read another was answered only after so long", 1.0),
}
# Below it, twice as long is still nothing that anybody sees.
_SHORT_SECONDS = 0.05


@dataclass
class Judgement:
    """Everything found wrong, by kind, in words."""

    busyness: Busyness
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    phantom: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    in_time: dict[str, dict[str, float]] = field(default_factory=dict)
    """Of everything that has a bound in time: how often it was measured, and what came nearest to it."""
    events: int = 0
    drained: float = 0.0
    draining: dict[float, dict[str, int]] = field(default_factory=dict)
    """What waited for whom, every five seconds of it."""
    looked_at_balances: int = 0
    looked_at_indexes: int = 0

    @property
    def holds(self) -> bool:
        return not (self.lost or self.doubled or self.phantom or self.others)

    async def watch_balances(self, machine: Machine) -> None:
        """At every commit balances are the sum of their postings, also while everything falls."""
        while True:
            # The last is what the driver says when the server goes while it is asked.
            with suppress(
                *(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
            ):
                # One statement is one snapshot.
                unbalanced = await machine.ask(_UNBALANCED)
                self.looked_at_balances += 1
                known = set(self.doubled)
                told = {f"the balance of {row['account']} is not the sum of its postings" for row in unbalanced}
                self.doubled += sorted(told - known)
            await asyncio.sleep(_LOOK_SECONDS)

    def keep_in_time(self, name: str, spans: Collection[Span]) -> None:
        """Nothing that has a bound in time took longer, where somebody waited in line for a core so much longer."""
        bound, self.in_time[name] = BOUNDS[name], {"seconds": BOUNDS[name].seconds, "many": len(spans)}
        if not spans:
            return
        span = max(spans, key=lambda one: one.seconds - bound.allowed(self.busyness.amid(one)))
        busyness = self.busyness.amid(span)
        self.in_time[name] |= {"longest": round(span.seconds, 2), "busyness": round(busyness, 2)}
        if span.seconds > bound.allowed(busyness):
            self.others.append(
                f"{bound.said}: {span.seconds:.1f} s; {bound.seconds:.0f} are promised,"
                f" {bound.allowed(busyness):.1f} on a machine as busy as it was"
            )

    def demand_as_fast(self, held: Collection[Span], calm: Collection[Span]) -> None:
        """Half of those who read what nobody holds were answered in no more than twice the time of who reads in peace.

        So few are read that their hundredth is their slowest, which has a bound of its own.
        """
        half = [median(one.seconds / self.busyness.amid(one) for one in read) for read in (held, calm) if read]
        if len(half) == 2 and half[0] > 2 * max(half[1], _SHORT_SECONDS):
            self.others.append(f"while somebody held a class, half of those who read another waited {half[0]:.3f} s")

    def demand_faults(self, rage: Rage, kinds: Collection[Kind]) -> None:
        """A run that does no harm shows nothing."""
        self.others += [f"this fault could not be done: {one}" for one in rage.failed]
        self.others += [
            f"this fault was not done: {name}" for name in sorted({kind.name for kind in kinds}.difference(rage.done))
        ]

    async def drain(self, machine: Machine, *, since: float, but: Collection[UUID]) -> None:
        """Wait until every event has been heard by everybody; those that nobody can read are left out."""
        began = since
        while True:
            waiting = {row["waits_for"]: row["number"] for row in await machine.ask(_WAITING, list(but))}
            self.drained = time.monotonic() - began
            if self.drained >= len(self.draining) * _TOLD_EVERY_SECONDS:
                self.draining[round(self.drained, 1)] = waiting
            if not waiting:
                self.keep_in_time("drained", [Span(since, since + self.drained)])
                return
            if self.drained > _LOST_SECONDS:
                self.lost.append(f"after {self.drained:.0f} s these still wait: {waiting}")
                return
            await asyncio.sleep(_LOOK_SECONDS)

    async def hold_against(self, machine: Machine, told: Told, *, district_id: int, poisoned: Collection[UUID]) -> None:
        """Count what was acknowledged and is not there, is there twice, or is there for no reason."""
        await self._acknowledged(machine, told)
        for found, queries in ((self.lost, _LOST), (self.doubled, _DOUBLED), (self.phantom, _PHANTOM)):
            for said, query in queries.items():
                found += [f"{said}: {row[0]}" for row in await machine.ask(query)]
        self.others += told.unexpected
        self.others += [
            f"{many} were answered {kind}, which nobody's errand gives rise to"
            for kind, many in told.declined.items()
            if kind not in _BY_THE_RULES
        ]
        self.others += [f"of {what} none was acknowledged" for what, many in told.acknowledged().items() if not many]
        heard = await machine.ask(
            "SELECT consumer FROM messaging.delivery WHERE done_at IS NOT NULL AND event_id = ANY($1)", list(poisoned)
        )
        self.others += [f"{row['consumer']} heard what nobody can read" for row in heard]
        dropped = await machine.ask(_DROPPED, list(poisoned))
        self.others += [f"what nobody can read was dropped: {row['id']}" for row in dropped]
        self.others += [str(finding) for finding in (await verify(load_settings(), district_id)).findings]
        await self._check_pages(machine)
        if not (self.looked_at_balances and self.looked_at_indexes):
            self.others.append("balances or indexes were never looked at")
        ((self.events,),) = await machine.ask("SELECT count(*) FROM messaging.event")

    async def _acknowledged(self, machine: Machine, told: Told) -> None:
        for said, acknowledged, query in (
            ("check-in", told.checked_in, "SELECT check_in_id FROM attendance.check_in"),
            ("place", told.enrolled, "SELECT enrolment_id FROM registration.enrolment WHERE status = 'CONFIRMED'"),
            (
                "withdrawal",
                told.withdrawn,
                "SELECT enrolment_id FROM registration.enrolment WHERE status = 'WITHDRAWN'",
            ),
            ("account", told.accounts, "SELECT account_id FROM directory_private.account"),
            ("claim", told.claimed, "SELECT claim_id FROM assessment.claim"),
            (
                "recognition",
                told.recognised,
                "SELECT claim_id FROM assessment.claim WHERE state = 'RECOGNISED'",
            ),
        ):
            standing = {row[0] for row in await machine.ask(query)}
            self.lost += [f"an acknowledged {said} is not there: {one}" for one in set(acknowledged) - standing]

    async def _check_pages(self, machine: Machine) -> None:
        """What the kills of Postgres left on the disk."""
        await machine.ask("CREATE EXTENSION IF NOT EXISTS amcheck")
        torn = await machine.ask(_TORN_TABLES)
        self.others += [f"table {row['name']}: {row['msg']}" for row in torn]
        connection = await machine.connect()
        try:
            for row in await connection.fetch(_INDEXES):
                self.looked_at_indexes += 1
                try:
                    await connection.execute(f"SELECT bt_index_check({row['oid']}, true)")
                except asyncpg.PostgresError as fault:
                    self.others.append(f"index {row['name']}: {fault}")
        finally:
            await connection.close(timeout=5)
