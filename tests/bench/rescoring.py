"""P11: a class of 2,000 in twelve components by three persons is scored anew, by the reading and the judging in it.

The ceiling is what nobody can do without: one plain read of the class's 72,000 marks from the same table, and the pure
`result_of` over the same evidence, already in memory: of both versions for a preview and for what applies it, of one
for a finalisation. Each goal says what else has to be done:

- a preview values each result by the pack, says who changes and binds everything that was looked at: twice;
- applying looks again before it writes: twice;
- where everybody is finalised it judges a third time, and keeps a revision of everybody in full: four times;
- a finalisation keeps an outcome and its first revision of everybody, and publishes it: four times.

No ratio grows with the class: an exponent of 0.15 at most from 500 to 2,000. Whoever asks the same process for
something small meanwhile never waits for a fifth of the time.

Everything goes over HTTP; every score, grade and outcome is held against what the marks come to by hand.
"""

import asyncio
import gc
import os
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg

from services.assessment.rules import Assessor, Evidence, RawMark, Scheme, draft_of, result_of
from services.assessment.schemas import SchemeContentRequest
from services.platform.database import Sessions
from services.platform.settings import load_settings
from tests.bench.classes import ASSESSMENT, HOURS, Bystander, Desk, asking, assessment_sessions, open_class
from tests.bench.database import own_database
from tests.bench.harness import Compared, Finding, exponent
from tests.bench.marks import ASSESSORS, COMPONENTS, Marked, name_assessors, scheme, sheet
from tests.bench.people import People, settle
from tests.bench.serving import served

SIZES = tuple(int(size) for size in os.environ.get("BENCH_MEMBERS", "500,2000").split(","))
GOAL_PREVIEW, GOAL_APPLIED, GOAL_AGAIN, GOAL_FINALISED = 2.0, 2.0, 4.0, 4.0
GOAL_EXPONENT, GOAL_WAIT = 0.15, 0.2
WAITED = f"longest wait of a bystander by the whole request (<= {GOAL_WAIT:g})"
_ROUNDS = 3
_LAST_PLACE = Decimal("0.0001")
_DISTRICT = 921_000
_CODE = "BENCH"
_READ = (
    "SELECT teacher_id, score_id, component, criterion, attempt, mark, assessor_kind, assessor_id, marked_by "
    "FROM assessment.score WHERE district_id = $1 AND class_id = $2"
)
_COPIED = (
    "INSERT INTO assessment.score (district_id, score_id, class_id, teacher_id, component, criterion, attempt, mark, "
    "assessor_kind, assessor_id, marked_by, marked_at) SELECT district_id, uuidv7(), $3, teacher_id, component, "
    "criterion, attempt, mark, assessor_kind, assessor_id, marked_by, marked_at "
    "FROM assessment.score WHERE district_id = $1 AND class_id = $2"
)

Act: TypeAlias = Callable[[], Awaitable[object]]


@dataclass(slots=True)
class Bench:
    """Everything that the measurements stand on."""

    people: People
    experts: Sequence[UUID]
    sessions: Sessions
    connection: "asyncpg.Connection[asyncpg.Record]"
    desk: Desk
    bystander: Bystander
    told: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Whole:
    """One size of class: as many copies of it as are finalised, and their marks in memory."""

    marked: Marked
    class_ids: list[UUID]
    versions: tuple[Scheme, Scheme]
    evidence: list[Evidence]

    @property
    def first(self) -> UUID:
        return self.class_ids[0]


@dataclass(frozen=True, slots=True)
class Found:
    """Ratios to the ceiling, and seconds."""

    preview: Compared
    applied: Compared
    finalised: Compared
    again: Compared


async def measure() -> Finding:
    """Measure every size; hold what came out against what the marks come to."""
    async with own_database("production"), AsyncExitStack() as stack:
        people = await settle(_DISTRICT, max(SIZES) + ASSESSORS)
        experts = people.teacher_ids[-ASSESSORS:]
        ports, _ = await stack.enter_async_context(served(ASSESSMENT))
        desk = await stack.enter_async_context(asking(people, ports[0], people.token("district_admin")))
        sessions = await stack.enter_async_context(assessment_sessions())
        connection = await asyncpg.connect(load_settings().database_url.get_secret_value())
        stack.push_async_callback(connection.close)
        for version in (1, 2):
            await desk.post("/schemes", json=scheme(_CODE, version))
        small = await open_class(sessions, people, people.teacher_ids[:1], scheme=_CODE)
        bystander = Bystander(desk, f"/classes/{small}/scheme")
        bench = Bench(people, experts, sessions, connection, desk, bystander)
        await _idle(bench)
        found = [await _measure(bench, await _prepare(bench, size, ports[0])) for size in SIZES]
    return _concluded(bench, found)


def _concluded(bench: Bench, found: Sequence[Found]) -> Finding:
    largest = found[-1]
    ratios = {
        f"preview (<= {GOAL_PREVIEW:g})": (largest.preview.ratio, GOAL_PREVIEW),
        f"applying (<= {GOAL_APPLIED:g})": (largest.applied.ratio, GOAL_APPLIED),
        f"finalising (<= {GOAL_FINALISED:g})": (largest.finalised.ratio, GOAL_FINALISED),
        f"applying to who is finalised (<= {GOAL_AGAIN:g})": (largest.again.ratio, GOAL_AGAIN),
    }
    grows = {
        name: exponent(SIZES, [median(getattr(one, name).second) / median(one.preview.first) for one in found])
        for name in ("preview", "applied", "finalised", "again")
    }
    waits = bench.told[WAITED]
    met = (
        not bench.faults
        and all(value <= goal for value, goal in ratios.values())
        and max(grows.values()) <= GOAL_EXPONENT
        and max(waits.values()) <= GOAL_WAIT
    )
    details = {
        "members": SIZES,
        "components, assessors": (len(COMPONENTS), ASSESSORS),
        **{name: round(value, 2) for name, (value, _) in ratios.items()},
        f"exponents of the ratios from {SIZES[0]} (<= {GOAL_EXPONENT:g})": {
            name: round(value, 2) for name, value in grows.items()
        },
        "seconds": {
            name: round(median(getattr(largest, name).second), 2)
            for name in ("preview", "applied", "finalised", "again")
        },
        "ceiling, seconds": round(median(largest.preview.first), 2),
        **bench.told,
        "faults": bench.faults,
    }
    return Finding(round(largest.preview.ratio, 3), GOAL_PREVIEW, met, "preview ÷ read and judged", details)


async def _prepare(bench: Bench, size: int, port: int) -> Whole:
    """Have three persons hand in their sheets, and give as many copies of the class as are finalised the same marks."""
    members, marked = bench.people.teacher_ids[:size], Marked(size)
    classes = [await open_class(bench.sessions, bench.people, members, scheme=_CODE) for _ in range(_ROUNDS + 1)]
    for class_id in classes:
        await bench.desk.client.put(f"/classes/{class_id}/scheme", json={"scheme": _CODE, "version": 1})
    await name_assessors(bench.desk, classes[0], bench.experts)
    began = time.perf_counter()
    for assessor, expert in enumerate(bench.experts):
        token = bench.people.token("teacher", teacher_id=expert)
        async with asking(bench.people, port, token) as desk:
            done = await desk.post(f"/classes/{classes[0]}/score-sheets", content=sheet(bench.people, marked, assessor))
        if done["recorded"] != size * len(COMPONENTS):
            bench.faults.append(f"{done['recorded']} marks recorded of a sheet: {done['errors'][:2]}")
    bench.told[f"marks a second by sheets, {size}"] = round(
        size * len(COMPONENTS) * ASSESSORS / (time.perf_counter() - began)
    )
    for copy in classes[1:]:
        await bench.connection.execute(_COPIED, bench.people.district_id, classes[0], copy)
    await bench.connection.execute("ANALYZE assessment.score")
    marks: dict[UUID, list[RawMark]] = {teacher_id: [] for teacher_id in members}
    for row in await bench.connection.fetch(_READ, bench.people.district_id, classes[0]):
        marks[row["teacher_id"]].append(
            RawMark(row["component"], row["mark"], Assessor(row["assessor_kind"]), row["assessor_id"], row["score_id"])
        )
    evidence = [Evidence(marks=tuple(said), attendance_met=True) for said in marks.values()]
    # What stands in memory is no part of what is measured: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    return Whole(marked, classes, (_version(1), _version(2)), evidence)


def _version(version: int) -> Scheme:
    return draft_of(SchemeContentRequest.model_validate(scheme(_CODE, version)).content(), version=version)


async def _measure(bench: Bench, whole: Whole) -> Found:
    """Look and apply, finalise, look and apply again; each by turns with the ceiling, then before a bystander."""

    async def ceiling(*versions: Scheme) -> None:
        await bench.connection.fetch(_READ, bench.people.district_id, whole.first)
        for version in versions:
            for evidence in whole.evidence:
                result_of(version, evidence)

    async def twice() -> None:
        await ceiling(*whole.versions)

    async def once() -> None:
        await ceiling(whole.versions[0])

    *some, other = whole.class_ids
    looked, applied = await _by_turns(twice, [Rescoring(bench, whole, whole.first, to) for to in (2, 1, 2)])
    back = Rescoring(bench, whole, whole.first, 1)
    await _watched(bench, "preview", back.look)
    await _watched(bench, "applying", back.apply)
    (finalised,) = await _by_turns(once, [Finalising(bench, whole, class_id) for class_id in some])
    await _watched(bench, "finalising", Finalising(bench, whole, other).finalise)
    for class_id in whole.class_ids:
        await _look_at_outcomes(bench, whole, class_id)
    _, again = await _by_turns(twice, [Rescoring(bench, whole, class_id, 2) for class_id in some])
    for class_id in some:
        await _look_at_revisions(bench, whole, class_id)
    return Found(looked, applied, finalised, again)


@dataclass(slots=True)
class Rescoring:
    """A class looked at under a version, then put under it by the hash of what was looked at."""

    bench: Bench
    whole: Whole
    class_id: UUID
    version: int
    seen: dict[str, Any] = field(default_factory=dict)

    @property
    def acts(self) -> Sequence[Act]:
        return self.look, self.apply

    async def look(self) -> None:
        path = f"/classes/{self.class_id}/rescorings/preview"
        self.seen = await self.bench.desk.get(path, scheme=_CODE, version=self.version)

    async def apply(self) -> None:
        body = {"scheme": _CODE, "version": self.version, "preview_hash": self.seen["hash"], "reason": "办法修订"}
        kept = await self.bench.desk.post(f"/classes/{self.class_id}/rescorings", json=body)
        if kept["changed"] != self.seen["changed"]:
            self.bench.faults.append(f"{kept['changed']} changed of {self.seen['changed']}")

    def look_back(self) -> None:
        _look_at_preview(self.bench, self.whole, self.seen, self.version)


@dataclass(slots=True)
class Finalising:
    """A class that is finalised, all of it."""

    bench: Bench
    whole: Whole
    class_id: UUID
    done: dict[str, Any] = field(default_factory=dict)

    @property
    def acts(self) -> Sequence[Act]:
        return (self.finalise,)

    async def finalise(self) -> None:
        self.done = await self.bench.desk.post(f"/classes/{self.class_id}/finalisation")

    def look_back(self) -> None:
        if sum(self.done["finalised"].values()) != self.whole.marked.members or self.done["open"]:
            self.bench.faults.append(f"finalised: {self.done}")


async def _by_turns(ceiling: Act, turns: Sequence[Rescoring] | Sequence[Finalising]) -> list[Compared]:
    """The ceiling, then each act, in every turn; what came out is looked at while nobody measures."""
    floor: list[float] = []
    seconds: list[list[float]] = [[] for _ in turns[0].acts]
    for turn in turns:
        for kept, act in zip((floor, *seconds), (ceiling, *turn.acts), strict=True):
            began = time.perf_counter()
            await act()
            kept.append(time.perf_counter() - began)
        turn.look_back()
    return [Compared(tuple(floor), tuple(took)) for took in seconds]


def _look_at_preview(bench: Bench, whole: Whole, preview: Mapping[str, Any], version: int) -> None:
    """Hold everybody who changes, and how many do not, against the marks."""
    marked, places = whole.marked, {str(one): place for place, one in enumerate(bench.people.teacher_ids)}
    wanted = {
        str(bench.people.teacher_ids[place])
        for place in range(marked.members)
        if any(of(place, 1) != of(place, 2) for of in (marked.shown, marked.grade))
    }
    wrong = [
        one["teacher_id"]
        for one in preview["changes"]
        for side, of in (("before", 3 - version), ("after", version))
        if not _is_right(one[side], marked, places[one["teacher_id"]], of)
    ]
    seen = {one["teacher_id"] for one in preview["changes"]}
    if wrong or seen != wanted or (preview["members"], preview["changed"]) != (marked.members, len(wanted)):
        bench.faults.append(f"preview: {len(wrong)} wrong, {preview['changed']} of {len(wanted)} change")


def _is_right(side: Mapping[str, Any], marked: Marked, place: int, version: int) -> bool:
    grade = marked.grade(place, version)
    return (Decimal(side["score"]), side["grade"], Decimal(side["hours"])) == (
        marked.shown(place, version),
        grade,
        Decimal(0) if grade == "FAIL" else HOURS,
    )


async def _look_at_outcomes(bench: Bench, whole: Whole, class_id: UUID) -> None:
    """Hold outcomes against the marks, and what was published against the outcomes: everybody once."""
    marked, places = whole.marked, {one: place for place, one in enumerate(bench.people.teacher_ids)}
    outcomes = await bench.connection.fetch(
        "SELECT o.teacher_id, o.grade, o.score, r.state->'lines' = o.lines AS kept FROM assessment.outcome o "
        "JOIN assessment.outcome_revision r USING (district_id, outcome_id, revision) "
        "WHERE o.district_id = $1 AND o.class_id = $2",
        bench.people.district_id,
        class_id,
    )
    wrong = [
        row
        for row in outcomes
        if (row["grade"], row["score"], row["kept"])
        != (marked.grade(places[row["teacher_id"]], 1), marked.shown(places[row["teacher_id"]], 1), True)
    ]
    published = await bench.connection.fetch(
        "SELECT member->>'teacher_id' AS teacher_id, (member->>'passed')::bool AS passed, "
        "coalesce((member->'lines'->0->>'hours')::numeric, 0) AS hours "
        "FROM messaging.event e, jsonb_array_elements(e.payload->'members') member "
        "WHERE e.district_id = $1 AND e.topic = 'assessment.outcome_finalised.v1' AND member->>'class_id' = $2",
        bench.people.district_id,
        str(class_id),
    )
    expected = Counter(
        (str(one), marked.grade(place, 1) != "FAIL", Decimal(0) if marked.grade(place, 1) == "FAIL" else HOURS)
        for one, place in places.items()
        if place < marked.members
    )
    if wrong or len(outcomes) != marked.members:
        bench.faults.append(f"{len(outcomes)} outcomes, {len(wrong)} of them wrong")
    if Counter((row["teacher_id"], row["passed"], row["hours"]) for row in published) != expected:
        bench.faults.append(f"{len(published)} outcomes published for {marked.members}")


async def _look_at_revisions(bench: Bench, whole: Whole, class_id: UUID) -> None:
    """Whose grade or score became another has a revision to be confirmed, and nobody else."""
    marked = whole.marked
    pending = await bench.connection.fetch(
        "SELECT teacher_id, grade FROM assessment.pending_revision "
        "WHERE district_id = $1 AND class_id = $2 AND cause = 'RESCORING'",
        bench.people.district_id,
        class_id,
    )
    expected = {
        (bench.people.teacher_ids[place], marked.grade(place, 2))
        for place in range(marked.members)
        if marked.grade(place, 1) != marked.grade(place, 2)
        or abs(marked.shown(place, 1) - marked.shown(place, 2)) > _LAST_PLACE
    }
    if {(row["teacher_id"], row["grade"]) for row in pending} != expected:
        bench.faults.append(f"{len(pending)} revisions pend for {len(expected)}")


async def _watched(bench: Bench, name: str, act: Act) -> None:
    """Let somebody ask for something small meanwhile; keep the longest wait as a share of the whole."""
    bench.bystander.waits.clear()
    began = time.perf_counter()
    async with bench.bystander.watching():
        await act()
    took = time.perf_counter() - began
    waits = bench.bystander.waits
    bench.told.setdefault(WAITED, {})[name] = round(max(waits) / took, 3)
    bench.told.setdefault("bystander meanwhile, ms: p50, longest", {})[name] = (
        round(median(waits) * 1000),
        round(max(waits) * 1000),
    )


async def _idle(bench: Bench) -> None:
    """Tell how long a bystander waits where nothing else is asked."""
    async with bench.bystander.watching():
        await asyncio.sleep(1)
    waits = bench.bystander.waits
    bench.told["bystander idle, ms: p50, longest"] = (round(median(waits) * 1000), round(max(waits) * 1000))
