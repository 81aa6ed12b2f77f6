"""What a result is worth: days and program handed to the pack's valuer, its awards taken as lines for the book."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar
from uuid import UUID

from services.assessment.errors import NotValuable
from services.contracts import AttendedDay, AwardLine, ProgramFacts
from services.contracts.event import MOST_MEMBERS
from services.platform.errors import Text
from services.policy import valuation
from services.policy.format import Pack, Terms

# The ledger posts at most 200 entries an event, and a revision both reverses and posts.
MOST_LINES = 100
# A line is a category within a year; what an event can say of one member.
MOST_LINES_OF_MEMBER = 20

Batched = TypeVar("Batched")


@dataclass(frozen=True, slots=True)
class PackInForce:
    """A pack together with the terms on which the district uses it."""

    pack: Pack
    terms: Terms


@dataclass(frozen=True, slots=True)
class Snapshot:
    """School, title and post that an outcome keeps for ever."""

    school_id: UUID
    title: str | None
    title_tier: str | None
    post: str | None


@dataclass(frozen=True, slots=True)
class Worth:
    """The lines of an outcome and what the pack had to say about them."""

    lines: tuple[AwardLine, ...]
    explanation: tuple[Text, ...]


NOTHING = Worth((), ())


def ungoverned(day: date) -> Worth:
    """Of whom no pack governs: nothing, and the outcome says why."""
    return Worth(
        (),
        (
            Text(
                zh=f"未认定学时学分:{day} 没有适用于该学员的政策包",
                en=f"No hours or credits: no policy pack applies to this member on {day}",
            ),
        ),
    )


def worth_of_class(
    force: PackInForce, *, program: ProgramFacts, days: Sequence[AttendedDay], passed: bool, grade: str | None
) -> Worth:
    """What the days of one member are worth. Days without hours never widen the span of a line."""
    attended = [valuation.DatedHours(on=day.on, hours=Fraction(day.hours), category=day.category) for day in days]
    try:
        valued = valuation.value(
            force.pack,
            terms=force.terms,
            program=valuation.Program(
                level=program.level,
                mode=program.mode,
                nature=program.nature,
                kind=program.kind,
                category=program.category,
                tags=frozenset(program.tags),
                organised_by_admin=program.organised_by_admin,
            ),
            attended=[day for day in attended if day.hours] or attended,
            passed=passed,
            grade=grade,
        )
    except (valuation.UnknownCode, valuation.WorthUnknown) as fault:
        raise NotValuable(reason=fault) from fault
    return _worth(valued, organised_by_admin=program.organised_by_admin)


def worth_of_degree(force: PackInForce, *, awarded_on: date, level: str) -> Worth:
    """What a degree certificate of this level is worth in the year of its date."""
    try:
        valued = valuation.value_degree(force.pack, terms=force.terms, awarded_on=awarded_on, level=level)
    except valuation.WorthUnknown as fault:
        raise NotValuable(reason=fault) from fault
    return _worth(valued, organised_by_admin=True)


def _worth(valued: valuation.Valuation, *, organised_by_admin: bool) -> Worth:
    lines = lines_of(valued, organised_by_admin=organised_by_admin)
    return Worth(lines, tuple(_refusal(refusal) for refusal in valued.refusals))


def lines_of(valued: valuation.Valuation, *, organised_by_admin: bool) -> tuple[AwardLine, ...]:
    """The awards as lines for the book; NotValuable where they are more than one member can have."""
    lines = tuple(
        AwardLine(
            line=number,
            hours=award.hours,
            credits=award.credits,
            category=award.category,
            level=award.level,
            original_level=award.original_level,
            mode=award.mode,
            nature=award.nature,
            kind=award.kind,
            tags=tuple(sorted(award.tags)),
            organised_by_admin=organised_by_admin,
            earned_from=award.earned_from,
            earned_to=award.earned_to,
            rules=award.rule_ids,
        )
        for number, award in enumerate(valued.awards, start=1)
    )
    if len(lines) > MOST_LINES_OF_MEMBER:
        raise NotValuable(reason=f"{len(lines)} lines for one member, at most {MOST_LINES_OF_MEMBER} can be posted")
    return lines


def _refusal(refusal: valuation.Refusal) -> Text:
    clause = f"{refusal.clause_id}: " if refusal.clause_id else ""
    return Text(zh=f"不予认定:{clause}{refusal.zh}", en=f"Not recognised: {clause}{refusal.en}")


def batched(members: Iterable[tuple[Batched, int]]) -> Iterable[list[Batched]]:
    """Parts of at most 100 members and 100 lines; each member comes with its number of lines."""
    part: list[Batched] = []
    lines = 0
    for member, count in members:
        if part and (len(part) == MOST_MEMBERS or lines + count > MOST_LINES):
            yield part
            part, lines = [], 0
        part.append(member)
        lines += count
    if part:
        yield part
