"""Who may enter a class: by the pack of each teacher, the program's audience, and the limits of one person.

Packs and limits look at the training history that the ledger has posted, limits also at the places held elsewhere.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import PostedEntry
from services.directory import queries as directory
from services.directory.queries import Snapshot
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.policy.facts import Entry
from services.policy.programs import Eligible, Finding, eligibility
from services.policy.valuation import Program as Offer
from services.registration import queries, rules
from services.registration.errors import TeacherNotInPost
from services.registration.models import EligibilityOverride, Enrolment, Program, TrainingClass, TrainingHistory
from services.registration.rules import Audience, Clash, Entrance, Exempted, Periods, Profile, Review, has_eligibility


@dataclass(frozen=True, slots=True)
class Ruled:
    """What stands in the way of one teacher who would enter a class, with the entries cited.

    `pack_id` is None where no pack says anything about it.
    """

    answer: Eligible
    pack_id: str | None = None
    content_hash: str | None = None
    cited: Mapping[str, TrainingHistory] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a teacher is told who asks whether he may enter: also what bars nobody."""

    ruled: Ruled
    clash: Clash | None
    enrolment: Enrolment | None
    exempted: Sequence[Exempted]
    first_review: Review | None


OPEN = Ruled(Eligible((), ()))


async def keep_history(session: AsyncSession, *, district_id: int, entries: Sequence[PostedEntry]) -> None:
    """Take over what now stands in the book; reversals are rows of their own and may come first."""
    await queries.insert_history(
        session,
        district_id=district_id,
        entries=[{**entry.model_dump(exclude={"school_id", "tags"}), "tags": list(entry.tags)} for entry in entries],
    )


async def get_eligibility(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_id: UUID, viewer: Viewer, at: datetime
) -> Asked:
    """Whether a teacher within reach may enter a class today, what stands in the way, and what else he should know."""
    day = at.astimezone(SHANGHAI).date()
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=[teacher_id])
    if teacher_id not in names:
        raise NotFound
    snapshots = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[teacher_id], on=day)
    snapshot = snapshots.get(teacher_id)
    viewer.demand(person_id=teacher_id, unit_id=snapshot.school_id if snapshot else None)
    if snapshot is None:
        raise TeacherNotInPost(on=day)
    ruled = await rule(session, district_id=district_id, class_id=class_id, snapshots=[snapshot], on=day)
    clashes = await queries.map_clashes(session, district_id=district_id, class_id=class_id, teacher_ids=[teacher_id])
    active = await queries.map_active_enrolments(
        session, district_id=district_id, class_id=class_id, teacher_ids=[teacher_id]
    )
    return Asked(
        ruled.get(teacher_id, OPEN),
        clashes.get(teacher_id),
        await queries.get_enrolment(session, district_id=district_id, enrolment_id=active[teacher_id])
        if teacher_id in active
        else None,
        await _list_exempted(session, district_id=district_id, snapshot=snapshot, on=day),
        rules.first_review(
            rules.reviews_asked(
                training_class.reviews, class_school_id=training_class.school_id, school_id=snapshot.school_id
            ),
            nominated=False,
        ),
    )


async def rule(
    session: AsyncSession, *, district_id: int, class_id: UUID, snapshots: Iterable[Snapshot], on: date
) -> dict[UUID, Ruled]:
    """The answer for each of these teachers of whom a pack, the program or a limit has something to say.

    The others may enter. Where nothing bars anybody from anything, two statements are all it costs once the packs
    are read. What a limit counts is only what others cannot change meanwhile if `beyond_limits` is asked in the end.
    """
    present = list(snapshots)
    assignments = await directory.load_assignments(session, district_id=district_id)
    governed: dict[UUID, directory.AssignedPack] = {}
    for snapshot in present:
        assigned = assignments.in_force(on, school_id=snapshot.school_id, stage=snapshot.stage, post=snapshot.post)
        if assigned is not None:
            governed[snapshot.teacher_id] = assigned
    packs = await directory.load_packs(session, district_id=district_id, assigned=governed.values())
    asked = {teacher_id: assigned for teacher_id, assigned in governed.items() if has_eligibility(packs.of(assigned))}
    terms = await queries.get_entry_terms(session, district_id=district_id, class_id=class_id)
    trained = any(limit.measure == "TRAINED" for limit in terms.limits)
    history: dict[UUID, list[TrainingHistory]] = {}
    looked_up = {snapshot.teacher_id for snapshot in present} if trained else set(asked)
    if looked_up:
        history = await _history(session, district_id=district_id, teacher_ids=looked_up)
    own = await _own_findings(session, terms=terms, snapshots=present, history=history, on=on)
    timelines = await directory.load_timelines(session, district_id=district_id, teacher_ids=asked) if asked else {}
    ruled: dict[UUID, Ruled] = {}
    for snapshot in present:
        teacher_id = snapshot.teacher_id
        entries = history.get(teacher_id, [])
        said = Eligible((), ())
        pack = asked.get(teacher_id)
        if pack is not None:
            said = eligibility(
                packs.of(pack),
                terms=pack.terms,
                teacher=timelines[teacher_id],
                history=[_entry(row) for row in entries],
                program=_offer(terms.program),
                on=on,
            )
        elif not own.get(teacher_id):
            continue
        ruled[teacher_id] = Ruled(
            Eligible((*said.findings, *own.get(teacher_id, ())), said.declares),
            pack.pack_id if pack else None,
            pack.content_hash if pack else None,
            {str(row.entry_id): row for row in entries},
        )
    return ruled


async def beyond_limits(
    session: AsyncSession,
    *,
    training_class: TrainingClass,
    enrolments: Sequence[Enrolment],
    overridden: Collection[UUID] = (),
) -> set[UUID]:
    """Which of these enrolments, seated just now, are more than their teachers may have; the seats are locked.

    Two classes that take in the same person at the same time count one after the other. `overridden` are teachers for
    whom a reason was given in this call; what was overridden before is read. One statement where there is no limit.
    """
    district_id, class_id = training_class.district_id, training_class.class_id
    limits = [
        limit
        for limit in await queries.list_limits_of_class(
            session, district_id=district_id, class_id=class_id, program_id=training_class.program_id
        )
        if limit.measure != "TRAINED"
    ]
    counted = [enrolment for enrolment in enrolments if enrolment.teacher_id not in overridden]
    if not limits or not counted:
        return set()
    teacher_ids = [enrolment.teacher_id for enrolment in counted]
    await queries.lock_entrants(session, district_id=district_id, teacher_ids=teacher_ids)
    program = await queries.get_program(session, district_id=district_id, program_id=training_class.program_id)
    counting = await _counting(
        session, training_class=training_class, program=program, limits=limits, teacher_ids=teacher_ids
    )
    kept = await queries.map_overrides(
        session, district_id=district_id, enrolment_ids=[enrolment.enrolment_id for enrolment in counted]
    )
    return {
        enrolment.enrolment_id
        for enrolment in counted
        if {finding.clause_id for finding in counting.findings(enrolment.teacher_id, limits)}
        - {override.clause_id for override in kept.get(enrolment.enrolment_id, ())}
    }


async def keep_overrides(
    session: AsyncSession,
    *,
    enrolments: Iterable[Enrolment],
    ruled: Mapping[UUID, Ruled],
    reasons: Mapping[UUID, str],
    by: UUID,
    at: datetime,
) -> None:
    """Keep with each enrolment which clauses a person set aside for it, and why."""
    await queries.insert_overrides(
        session,
        [
            EligibilityOverride(
                district_id=enrolment.district_id,
                enrolment_id=enrolment.enrolment_id,
                clause_id=finding.clause_id,
                bar=finding.code,
                cited=[UUID(entry_id) for entry_id in finding.cited],
                pack_hash=ruled[enrolment.teacher_id].content_hash or "",
                reason=reasons[enrolment.teacher_id],
                overridden_by=by,
                overridden_at=at,
            )
            for enrolment in enrolments
            if enrolment.teacher_id in reasons and enrolment.teacher_id in ruled
            for finding in ruled[enrolment.teacher_id].answer.findings
            if finding.barred
        ],
    )


@dataclass(frozen=True, slots=True)
class _Counting:
    """What the amounts of limits are counted from: the places held elsewhere, by teacher."""

    entrance: Entrance
    periods: Periods
    held: Mapping[UUID, Sequence[rules.Held]]

    def findings(
        self, teacher_id: UUID, limits: Collection[rules.Limit], *, history: Sequence[Entry] = (), on: date = date.max
    ) -> list[Finding]:
        return list(
            rules.limit_findings(
                self.entrance,
                limits,
                held=self.held.get(teacher_id, ()),
                history=history,
                period_of=self.periods.of,
                on=on,
            )
        )


async def _counting(
    session: AsyncSession,
    *,
    training_class: TrainingClass,
    program: Program,
    limits: Collection[rules.Limit],
    teacher_ids: Sequence[UUID],
) -> _Counting:
    district_id, class_id = training_class.district_id, training_class.class_id
    first, hours = await queries.find_begin(session, district_id=district_id, class_id=class_id)
    begins = first or training_class.opens_at
    entrance = _entrance(training_class, program, begins=begins, hours=hours if first is not None else program.hours)
    if all(limit.measure == "TRAINED" for limit in limits):
        return _Counting(entrance, Periods(), {})
    return _Counting(
        entrance,
        await _load_periods(session, district_id=district_id, on=entrance.begins),
        await queries.map_held(
            session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids, around=begins
        ),
    )


async def _load_periods(session: AsyncSession, *, district_id: int, on: date) -> Periods:
    """The year and the semesters of the district: one person's classes are counted alike, whoever holds them."""
    assigned = (await directory.load_assignments(session, district_id=district_id)).in_force(on)
    if assigned is None:
        return Periods()
    packs = await directory.load_packs(session, district_id=district_id, assigned=[assigned])
    return Periods(packs.of(assigned), await directory.load_calendar(session, district_id=district_id))


async def _own_findings(
    session: AsyncSession,
    *,
    terms: queries.EntryTerms,
    snapshots: Sequence[Snapshot],
    history: Mapping[UUID, Sequence[TrainingHistory]],
    on: date,
) -> dict[UUID, list[Finding]]:
    """teacher_id -> what the program's audience and the limits put in the way."""
    if not terms.limits and Audience.read(terms.program.audience).is_open:
        return {}
    counting = None
    if terms.limits:
        counting = await _counting(
            session,
            training_class=terms.training_class,
            program=terms.program,
            limits=terms.limits,
            teacher_ids=[snapshot.teacher_id for snapshot in snapshots],
        )
    entrance = (
        counting.entrance
        if counting is not None
        else _entrance(terms.training_class, terms.program, begins=terms.training_class.opens_at, hours=Decimal(0))
    )
    findings: dict[UUID, list[Finding]] = {}
    for snapshot in snapshots:
        profile = Profile(
            stage=snapshot.stage, subject=snapshot.subject, post=snapshot.post, title_tier=snapshot.title_tier
        )
        found = list(rules.audience_findings(entrance, profile))
        if counting is not None:
            entries = [_entry(row) for row in history.get(snapshot.teacher_id, ())]
            found += counting.findings(snapshot.teacher_id, terms.limits, history=entries, on=on)
        findings[snapshot.teacher_id] = found
    return findings


async def _history(
    session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID]
) -> dict[UUID, list[TrainingHistory]]:
    """What each of these teachers was trained in, under a former number as well where one was found twice."""
    former = await directory.map_former(session, district_id=district_id, teacher_ids=teacher_ids)
    known_as = {*teacher_ids, *former}
    found: dict[UUID, list[TrainingHistory]] = {}
    for row in await queries.list_history(session, district_id=district_id, teacher_ids=known_as):
        found.setdefault(former.get(row.teacher_id, row.teacher_id), []).append(row)
    return found


async def _list_exempted(
    session: AsyncSession, *, district_id: int, snapshot: Snapshot, on: date
) -> Sequence[Exempted]:
    """What the teacher need not do this year, by a person's approval or by a rule of the pack: told, never a bar."""
    assignments = await directory.load_assignments(session, district_id=district_id)
    assigned = assignments.in_force(on, school_id=snapshot.school_id, stage=snapshot.stage, post=snapshot.post)
    if assigned is None:
        return []
    packs = await directory.load_packs(session, district_id=district_id, assigned=[assigned])
    teacher_id = snapshot.teacher_id
    timelines = await directory.load_timelines(session, district_id=district_id, teacher_ids=[teacher_id])
    history = await _history(session, district_id=district_id, teacher_ids=[teacher_id])
    return rules.list_exempted(
        packs.of(assigned),
        terms=assigned.terms,
        teacher=timelines[teacher_id],
        entries=[_entry(row) for row in history.get(teacher_id, ()) if row.earned_to <= on],
        calendar=await directory.load_calendar(session, district_id=district_id, school_id=snapshot.school_id),
        on=on,
    )


def _entrance(training_class: TrainingClass, program: Program, *, begins: datetime, hours: Decimal) -> Entrance:
    return Entrance(
        class_id=training_class.class_id,
        program_id=program.program_id,
        program_title=program.title,
        level=program.level,
        kind=program.kind,
        audience=Audience.read(program.audience),
        begins=begins.astimezone(SHANGHAI).date(),
        hours=hours,
    )


def _offer(program: Program) -> Offer:
    return Offer(
        level=program.level,
        mode=program.mode,
        nature=program.nature,
        kind=program.kind,
        category=program.category,
        tags=frozenset(program.tags),
        organised_by_admin=program.organised_by_admin,
    )


def _entry(row: TrainingHistory) -> Entry:
    return Entry(
        entry_id=str(row.entry_id),
        hours=row.hours,
        credits=row.credits,
        earned_from=row.earned_from,
        earned_to=row.earned_to,
        category=row.category,
        level=row.level,
        mode=row.mode,
        nature=row.nature,
        kind=row.kind,
        tags=frozenset(row.tags),
        program_id=str(row.program_id) if row.program_id else None,
        class_id=str(row.class_id) if row.class_id else None,
        organised_by_admin=row.organised_by_admin,
    )
