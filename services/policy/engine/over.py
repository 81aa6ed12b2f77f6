"""Several packs over time: each judges what ended while it governed, the one in force what runs over the cycle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from services.policy.calendars import Span
from services.policy.engine.judging import judge
from services.policy.engine.standing import Standings
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
) -> Standings:
    """Judge a teacher under every pack that has governed by a day, over all entries of the person.

    A pack judges the years and semesters that end while it governs, and the first months or years of who enters
    service while it does, whenever they end. What is asked over the cycle is judged by the pack
    in force on the day alone, and by one whose cycle ended while it governed; the others answer NOT_APPLICABLE with
    the reason `governed_later`. The last pack to have begun governs on, whatever its span says. One pack alone judges
    as `judge` does. Packs that begin after the day are not looked at.
    Raises ValueError when no pack governs by then or two govern on one day, and what `judge` raises.
    """
    begun = sorted((g for g in governing if g.span.first <= as_of), key=lambda g: g.span.first)
    if not begun:
        raise ValueError(f"no pack governs by {as_of}")
    for one, following in pairwise(begun):
        if one.span.last >= following.span.first:
            raise ValueError(f"{one.pack.id} and {following.pack.id} both govern on {following.span.first}")
    known, done = tuple(entries), tuple(facts)
    standings = tuple(
        judge(
            each.pack,
            terms=each.terms,
            teacher=teacher,
            entries=known,
            as_of=as_of,
            facts=done,
            calendar=calendar,
            governs=_governs(begun, index),
            since=begun[index - 1].span.last + _DAY if index else date.min,
        )
        for index, each in enumerate(begun)
    )
    results = [result for standing in standings for result in standing.clauses]
    if len(standings) == 1:
        verdict, progress = standings[0].verdict, standings[0].progress
    else:
        verdict, progress = verdict_of(results), progress_over(results)
    return Standings(
        teacher_id=teacher.teacher_id, as_of=as_of, verdict=verdict, progress=progress, standings=standings
    )


def _governs(begun: Sequence[Governing], index: int) -> Span | None:
    if len(begun) == 1:
        return None
    if index == len(begun) - 1:
        return Span(begun[index].span.first, date.max)
    return begun[index].span
