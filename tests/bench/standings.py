"""P6: judging a district of 20,000 teachers by its tallies, measured against reading the tallies as whole numbers."""

import gc
import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from statistics import median
from typing import Any
from uuid import UUID

from services.ledger import queries
from services.platform.database import Sessions, district_transaction
from services.policy.engine import judge
from services.policy.engine.many import District, Outline
from services.policy.engine.tallies import Person, Tally
from services.policy.facts import Teacher
from services.policy.format import Pack, Terms, TermsRefused, bound, load, shipped, shipped_ids
from services.policy.format.clauses import DutyClause
from services.policy.matching import Cell
from tests.bench.harness import Compared, Finding, by_turns, exponent
from tests.bench.population import AS_OF, CYCLE_END, CYCLE_START, Crowd, ledger_sessions, settle, touch

SIZES = tuple(int(size) for size in os.environ.get("BENCH_TEACHERS", "1000,4000,20000").split(","))
ENTRIES = int(os.environ.get("BENCH_ENTRIES", "40"))
GOAL_XC, GOAL_LARGEST, GOAL_EXPONENT, GOAL_TOUCHED = 1.2, 2.0, 1.05, 0.1
_AT_ONCE = 1000
_TOUCHED = 200
_LOOKS = 7


@dataclass(slots=True)
class Read:
    """What was read of a district last."""

    keys: dict[int, Cell]
    tallies: dict[UUID, list[Tally]]


async def measure() -> Finding:
    """Judge XC in three sizes and the largest pack in one; see that a posting touches only its teachers."""
    random = Random(6)
    async with ledger_sessions() as sessions:
        xc, largest = _pack("XC"), _largest()
        compared: list[Compared] = []
        crowds: list[Crowd] = []
        details: dict[str, Any] = {}
        for number, size in enumerate(SIZES):
            began = time.perf_counter()
            crowd = await settle(
                sessions, xc, district_id=900_000 + number, teachers=size, entries=ENTRIES, random=random
            )
            crowds.append(crowd)
            # The made-up people are no part of what is measured: the collector need not look at them again and again.
            gc.collect()
            gc.freeze()
            details[f"posting {size}"] = f"{crowd.entries / (time.perf_counter() - began):.0f} entries/s"
            compared.append(await _compare(sessions, xc, crowd, details))
        touched = await _touched(sessions, xc, crowds, random)
        second = await settle(
            sessions, largest, district_id=900_999, teachers=min(10_000, SIZES[-1]), entries=ENTRIES, random=random
        )
        of_largest = await _compare(sessions, largest, second, details)
    sizes = [len(crowd.teachers) for crowd in crowds]
    whole = [median(c.first) + median(c.second) for c in compared]
    grows, stays = exponent(sizes, whole), exponent(sizes, touched)
    details |= {
        "teachers": sizes,
        "entries a teacher": ENTRIES,
        "reading, us a teacher": round(median(compared[-1].first) / sizes[-1] * 1e6, 1),
        "judging, us a teacher": round(median(compared[-1].second) / sizes[-1] * 1e6, 1),
        "exponent in teachers (<= 1.05)": round(grows, 3),
        f"largest pack, {largest.id} (<= 2)": round(of_largest.ratio, 3),
        f"{_TOUCHED} touched teachers, ms": [round(seconds * 1000, 1) for seconds in touched],
        "exponent of the touched (<= 0.1)": round(stays, 3),
        "telling one teacher in words, us": await _telling(xc, crowds[0]),
        "timelines": "handed in as the directory's values; profiles and sheets are made anew in every round",
    }
    value = compared[-1].ratio
    met = value <= GOAL_XC and of_largest.ratio <= GOAL_LARGEST and grows <= GOAL_EXPONENT and stays <= GOAL_TOUCHED
    return Finding(round(value, 3), GOAL_XC, met, "judging ÷ reading", details)


async def _compare(sessions: Sessions, pack: Pack, crowd: Crowd, details: dict[str, Any]) -> Compared:
    read = Read({}, {})
    verdicts: Counter[str] = Counter()

    async def reading() -> None:
        read.keys, read.tallies = await _read(sessions, crowd, [teacher_id for teacher_id, _ in crowd.teachers])

    async def judging() -> None:
        verdicts.clear()
        verdicts.update(_judge(District(pack, _terms(pack), AS_OF, read.keys), crowd.teachers, read))

    compared = await by_turns(reading, judging)
    details[f"{pack.id} {len(crowd.teachers)}"] = f"{compared.ratio:.2f}; {dict(verdicts)}"
    return compared


def _judge(district: District, teachers: Sequence[tuple[UUID, Teacher]], read: Read) -> list[str]:
    tallies = read.tallies
    people = (Person(teacher=teacher, rows=tallies.get(teacher_id, ())) for teacher_id, teacher in teachers)
    return [found.verdict.value if isinstance(found, Outline) else "by entries" for found in district.outlines(people)]


async def _read(
    sessions: Sessions, crowd: Crowd, teacher_ids: Sequence[UUID]
) -> tuple[dict[int, Cell], dict[UUID, list[Tally]]]:
    tallies: dict[UUID, list[Tally]] = {}
    async with district_transaction(sessions, crowd.district_id) as session:
        keys = await queries.map_tally_keys(session, district_id=crowd.district_id)
        for start in range(0, len(teacher_ids), _AT_ONCE):
            some = teacher_ids[start : start + _AT_ONCE]
            tallies |= await queries.list_tallies(session, district_id=crowd.district_id, teacher_ids=some)
    return keys, tallies


async def _touched(sessions: Sessions, pack: Pack, crowds: Sequence[Crowd], random: Random) -> list[float]:
    """Post for some teachers, then read and judge them alone, with nothing known from before as after a restart.

    The districts take turns, so that a slower minute of the machine is everybody's.
    """
    took: list[list[float]] = [[] for _ in crowds]
    for _ in range(_LOOKS):
        for crowd, seconds in zip(crowds, took, strict=True):
            some = random.sample(crowd.teachers, min(_TOUCHED, len(crowd.teachers)))
            await touch(sessions, pack, crowd, [teacher_id for teacher_id, _ in some], random)
            began = time.perf_counter()
            keys, tallies = await _read(sessions, crowd, [teacher_id for teacher_id, _ in some])
            _judge(District(pack, _terms(pack), AS_OF, keys), some, Read(keys, tallies))
            seconds.append(time.perf_counter() - began)
    return [median(seconds) for seconds in took]


async def _telling(pack: Pack, crowd: Crowd) -> int:
    began = time.perf_counter()
    for _, teacher in crowd.teachers[:50]:
        judge(pack, terms=_terms(pack), teacher=teacher, entries=(), as_of=AS_OF)
    return round((time.perf_counter() - began) / 50 * 1e6)


def _pack(pack_id: str) -> Pack:
    return load(shipped(pack_id), file=f"{pack_id}.yaml")


def _terms(pack: Pack) -> Terms:
    usual = {"date": date(2025, 1, 31), "number": 20, "text": "x"}
    supplied: dict[str, Any] = {name: usual[parameter.type] for name, parameter in pack.parameters.items()}
    terms = Terms(parameters={**supplied, "cycle_start": CYCLE_START, "cycle_end": CYCLE_END})
    try:
        bound(pack, terms)
    except TermsRefused:
        return Terms(parameters={"cycle_start": CYCLE_START, "cycle_end": CYCLE_END})
    return terms


def _largest() -> Pack:
    """The pack that looks at the most amounts of hours and credits of one teacher, XC apart.

    Packs with duties that follow from single entries are left out: they are judged over the entries themselves.
    """

    def amounts(pack: Pack) -> int:
        who = Teacher(teacher_id="one", hire_date=date(2000, 9, 1))
        found = judge(pack, terms=_terms(pack), teacher=who, entries=(), as_of=AS_OF)
        return sum(1 for c in found.clauses for q in c.quantities if q.unit in {"hours", "credits"})

    packs = [_pack(pack_id) for pack_id in shipped_ids() if pack_id != "XC"]
    return max((pack for pack in packs if not _by_entries(pack)), key=lambda pack: (amounts(pack), pack.id))


def _by_entries(pack: Pack) -> bool:
    return any(
        isinstance(clause, DutyClause) and clause.scope == "teacher" and clause.trigger.entries is not None
        for clause in pack.clauses
    )
