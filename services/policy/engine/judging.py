"""The engine: pack, teacher, entries and a day in; a standing with reasons out. Pure, exact, order does not matter."""

from collections.abc import Iterable
from datetime import date

from services.policy.calendars import Span
from services.policy.engine.assessing import not_for, unknown
from services.policy.engine.case import Assessed, Case, Period, dated, placed
from services.policy.engine.kinds import JUDGES, RELIEF_KINDS
from services.policy.engine.kinds.reliefs import prepare
from services.policy.engine.plan import ClausePlan
from services.policy.engine.planning import plan_of
from services.policy.engine.standing import ClauseResult, Result, Standing
from services.policy.engine.telling import told
from services.policy.engine.timeline import Timeline
from services.policy.engine.verdicts import progress_over, verdict_of
from services.policy.facts import Entry, Fact, SchoolCalendar, Teacher
from services.policy.format.conditions import MissingFact
from services.policy.format.pack import Pack
from services.policy.format.terms import Terms


def judge(
    pack: Pack,
    *,
    terms: Terms,
    teacher: Teacher,
    entries: Iterable[Entry],
    as_of: date,
    facts: Iterable[Fact] = (),
    calendar: SchoolCalendar | None = None,
    governs: Span | None = None,
    since: date | None = None,
) -> Standing:
    """Judge a teacher as things stand at the end of a day; entries earned and facts dated later are not looked at.

    `facts` are the teacher's own; `calendar` is that of the school year as really held; `governs` are the days in
    which the pack is the one in force, the whole cycle when absent; `since` is the first day of which no pack before it
    was in force, the first of those days when absent.
    Raises TermsRefused when the terms do not fit the pack, ValueError for an entry or fact given twice or an amount
    that is not of the book.
    """
    return judge_case(
        case_of(
            pack,
            terms=terms,
            teacher=teacher,
            entries=entries,
            as_of=as_of,
            facts=facts,
            calendar=calendar,
            governs=governs,
            since=since,
        )
    )


def case_of(
    pack: Pack,
    *,
    terms: Terms,
    teacher: Teacher,
    entries: Iterable[Entry],
    as_of: date,
    facts: Iterable[Fact] = (),
    calendar: SchoolCalendar | None = None,
    governs: Span | None = None,
    since: date | None = None,
) -> Case:
    """Put a teacher before the engine as `judge` does, with what it raises."""
    plan = plan_of(pack, terms)
    # Whom a pack is for is a question of the days in which it governed, whatever became of the teacher since.
    timeline = Timeline(plan, teacher, as_of if governs is None else min(as_of, governs.last))
    given = tuple(entries)
    rows = placed(plan, given, as_of)
    return Case(
        plan,
        timeline,
        as_of,
        rows,
        entries=given,
        facts=dated(facts, as_of),
        calendar=calendar,
        governs=governs,
        since=since,
    )


def judge_case(case: Case) -> Standing:
    """Judge what a case holds."""
    results = outside(case)
    verdict = results[0].result if results else None
    if results is None:
        prepare(case)
        results = [result for clause in case.plan.clauses for result in _judged(case, clause)]
    return Standing(
        teacher_id=case.timeline.teacher.teacher_id,
        pack_id=case.plan.pack.id,
        content_hash=case.plan.pack.content_hash,
        as_of=case.as_of,
        verdict=verdict or verdict_of(results),
        progress=progress_over(results),
        clauses=tuple(results),
    )


def _judged(case: Case, plan: ClausePlan) -> list[ClauseResult]:
    return JUDGES[plan.clause.kind](case, plan) if asked(plan) else []


def asked(plan: ClausePlan) -> bool:
    """Answer whether a clause is one that a teacher is judged by."""
    return plan.clause.scope == "teacher" and plan.clause.kind in JUDGES


def outside(case: Case) -> list[ClauseResult] | None:
    """Return a result without numbers for every clause, if the pack was never for this teacher or that is not known.

    For whom it was in some of the days only, each clause asks in each of its periods; see `unbound`.
    """
    population, timeline, cycle_days = case.plan.pack.population, case.timeline, case.plan.cycle
    if population.when is None:
        return None
    try:
        if any(timeline.holds(population.when, at, cycle_days) for at in ("ever", "period_end", "cycle_start")):
            return None
        result, reason, words = Result.NOT_APPLICABLE, "outside_population", not_for(case.plan.pack)
    except MissingFact as missing:
        result, reason, words = Result.UNDETERMINED, "fact_missing", unknown(missing.names, case.plan.pack)
    cycle = Period(None, case.plan.cycle)
    return [
        told(case, Assessed(plan, cycle, result, reason, words))
        for plan in case.plan.clauses
        if asked(plan) and (plan.clause.kind not in RELIEF_KINDS or plan.relief is not None)
    ]
