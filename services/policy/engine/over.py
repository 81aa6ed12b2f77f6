"""Several packs over time: each judges what ended while it governed, the one in force what runs over the cycle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from services.policy.calendars import Span
from services.policy.engine.judging import judge
from services.policy.engine.periods import first_days
from services.policy.engine.planning import plan_of
from services.policy.engine.standing import Standing, Standings
from services.policy.engine.verdicts import progress_over, verdict_of
from services.policy.facts import Entry, Fact, SchoolCalendar, Teacher
from services.policy.format.pack import Pack
from services.policy.format.terms import Terms

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Governing:
    """A pack under its terms, and the days in which it is the one in force for the teacher."""

    pack: Pack
    terms: Terms
    span: Span


def judge_over(
    governing: Sequence[Governing],
    *,
    teacher: Teacher,
    entries: Iterable[Entry],
    as_of: date,
    facts: Iterable[Fact] = (),
    calendar: SchoolCalendar | None = None,
    since: date | None = None,
) -> Standings:
    """Judge a teacher under every pack that has governed by a day, over all entries of the person.

    A pack judges the years and semesters that end while it governs, and the first months or years of who enters
    service while it does, whenever they end. What is asked over the cycle is judged by the pack
    in force on the day alone, and by one whose cycle ended while it governed; the others answer NOT_APPLICABLE with
    the reason `governed_later`. The last pack to have begun governs on, whatever its span says. One pack alone judges
    as `judge` does. Packs that begin after the day are not looked at.
    `since` is the first day of the cycle that is judged: a pack that governed before it only tells what `runs_on`
    into it, for the rest was judged with the cycle that is over.
    Raises ValueError when no pack governs by then or two govern on one day, and what `judge` raises.
    """
    former, present = _begun(governing, as_of=as_of, since=since)
    known, done = tuple(entries), tuple(facts)

    def judged(each: Governing, governs: Span | None, before: Governing | None) -> Standing:
        return judge(
            each.pack,
            terms=each.terms,
            teacher=teacher,
            entries=known,
            as_of=as_of,
            facts=done,
            calendar=calendar,
            governs=governs,
            since=before.span.last + _DAY if before else date.min,
        )

    standings = tuple(
        _only(judged(each, each.span, before), runs_on(each, teacher, into=since or date.min))
        for before, each in zip([None, *former], former, strict=False)
    ) + tuple(
        judged(each, _governs(present, index), present[index - 1] if index else None)
        for index, each in enumerate(present)
    )
    results = [result for standing in standings for result in standing.clauses]
    if len(standings) == 1:
        verdict, progress = standings[0].verdict, standings[0].progress
    else:
        verdict, progress = verdict_of(results), progress_over(results)
    return Standings(
        teacher_id=teacher.teacher_id, as_of=as_of, verdict=verdict, progress=progress, standings=standings
    )


def turns_of(
    governing: Sequence[Governing], *, as_of: date, since: date | None = None
) -> list[tuple[Governing, Span | None, date]]:
    """Return the packs of the cycle that is judged, with the days in which each governs and its first day alone.

    As `judge_over` hands them to `judge`, with what it raises.
    """
    _, present = _begun(governing, as_of=as_of, since=since)
    return [
        (each, _governs(present, index), present[index - 1].span.last + _DAY if index else date.min)
        for index, each in enumerate(present)
    ]


def _begun(
    governing: Sequence[Governing], *, as_of: date, since: date | None
) -> tuple[list[Governing], list[Governing]]:
    """Return the packs of a cycle that is over and those of the one that is judged, in the order of time."""
    begun = sorted((g for g in governing if g.span.first <= as_of), key=lambda g: g.span.first)
    for one, following in pairwise(begun):
        if one.span.last >= following.span.first:
            raise ValueError(f"{one.pack.id} and {following.pack.id} both govern on {following.span.first}")
    former = [g for g in begun if since is not None and g.span.last < since]
    present = begun[len(former) :]
    if not present:
        raise ValueError(f"no pack governs by {as_of}")
    return former, present


def runs_on(governing: Governing, teacher: Teacher, *, into: date) -> frozenset[str]:
    """Name the clauses over the first months or years of the teacher's service that end on a day or after it.

    None of a pack in whose cycle or days the teacher did not enter service.
    """
    plan, hired_on = plan_of(governing.pack, governing.terms), teacher.hire_date
    if hired_on is None or not plan.cycle.holds(hired_on) or hired_on > governing.span.last:
        return frozenset()
    asked = ((clause.clause.id, first_days(clause.period, hired_on)) for clause in plan.clauses)
    return frozenset(clause_id for clause_id, days in asked if days is not None and days.last >= into)


def _only(standing: Standing, clauses: frozenset[str]) -> Standing:
    kept = tuple(result for result in standing.clauses if result.clause_id in clauses)
    return replace(standing, clauses=kept, verdict=verdict_of(kept), progress=progress_over(kept))


def _governs(begun: Sequence[Governing], index: int) -> Span | None:
    if len(begun) == 1:
        return None
    if index == len(begun) - 1:
        return Span(begun[index].span.first, date.max)
    return begun[index].span
