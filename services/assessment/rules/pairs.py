"""Mentoring pairs: who may be one, what packs ask of them, and which forms follow."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias
from uuid import UUID

from services.assessment.errors import (
    EntryNeedsRole,
    EntryOutsidePair,
    NoFormForPairs,
    NotYetDone,
    PairBackwards,
    PairWithOneself,
    UnknownPairEntry,
)
from services.policy import programs
from services.policy.format import Pack
from services.policy.format.clauses import CountClause
from services.policy.shortfalls import kinds_asked_of_units

PAIR_UNIT: Final = "PAIR"
MENTOR, MENTEE = "MENTOR", "MENTEE"
PAIR_ROLES: Final = frozenset({MENTOR, MENTEE})
LONGEST_PAIR: Final = timedelta(days=1200)
MOST_ENTRIES: Final = 50
EXCELLENT_PAIR: Final = "EXCELLENT_PAIR"
# Kept of every pair, whether or not the pack asks for them.
_PAPERS: Final = ("MENTOR_AGREEMENT", "MENTOR_PLAN")
# A paper may be drawn up this long before the pair begins, as packs take what is due by a start.
_BEFORE: Final = timedelta(days=183)
_ROUTE: Final = "MENTORING"

PairState: TypeAlias = Literal["RUNNING", "EVALUATED", "WITHDRAWN"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairEntryGiven:
    """One thing that a pair did or keeps, as it is logged."""

    kind: str
    on: date
    role: str
    title: str
    words: str = ""
    file_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPlace:
    """Where in the pack's dimensions the recognition of a pair stands."""

    category: str
    level: str
    mode: str
    nature: str
    tags: tuple[str, ...] = field(default=())


def demand_pair(*, mentor_id: UUID, mentee_id: UUID, starts_on: date, ends_on: date) -> None:
    """Two people, from a day to a later one."""
    if mentor_id == mentee_id:
        raise PairWithOneself
    if ends_on <= starts_on or ends_on - starts_on > LONGEST_PAIR:
        raise PairBackwards(days=LONGEST_PAIR.days)


def counted_of_pairs(pack: Pack) -> Mapping[str, frozenset[str]]:
    """The kinds of facts that the pack asks of pairs, each with the roles that it tells apart."""
    return kinds_asked_of_units(pack, PAIR_UNIT)


def demand_entries(
    pack: Pack, entries: Sequence[tuple[int, PairEntryGiven]], *, starts_on: date, ends_on: date, today: date
) -> None:
    """Each numbered entry is something that pairs do or keep, in the days of the pair and not ahead."""
    asked = counted_of_pairs(pack)
    known = sorted({*asked, *_PAPERS})
    for item, entry in entries:
        if entry.kind not in known:
            raise UnknownPairEntry(item=item, on=entry.on, pack_id=pack.id, known=", ".join(known))
        roles = asked.get(entry.kind, frozenset())
        if (roles and entry.role not in roles) or (entry.role and entry.role not in PAIR_ROLES):
            raise EntryNeedsRole(item=item, roles=", ".join(sorted(roles or PAIR_ROLES)))
        if entry.on > today:
            raise NotYetDone(item=item)
        first = starts_on - _BEFORE if is_paper(pack, entry.kind) else starts_on
        if not first <= entry.on <= ends_on:
            raise EntryOutsidePair(item=item, first=first, last=ends_on)


def is_paper(pack: Pack, kind: str) -> bool:
    """Whether it is kept and not done: a document that no count of the pack looks at."""
    counted = {
        fact
        for clause in pack.clauses
        if isinstance(clause, CountClause) and clause.scope == "unit" and clause.unit_kind == PAIR_UNIT
        for item in clause.items
        for fact in item.facts.kind
    }
    return kind not in counted


def forms_of_pair(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """role -> the kinds of forms that it files for the pair; NoFormForPairs where the pack credits no mentoring."""
    people = [programs.Participant(role, role) for role in (MENTOR, MENTEE)]
    try:
        forms = programs.forms_for(pack, route=_ROUTE, participants=people)
    except KeyError as unknown:
        raise NoFormForPairs from unknown
    if not forms:
        raise NoFormForPairs
    return {form.role: form.kinds for form in forms}


def asks_for_award(pack: Pack) -> bool:
    """Whether the school selects excellent pairs under this pack."""
    return EXCELLENT_PAIR in _counted_of_school(pack)


def _counted_of_school(pack: Pack) -> Collection[str]:
    return {
        kind
        for clause in pack.clauses
        if isinstance(clause, CountClause) and clause.scope == "school"
        for item in clause.items
        for kind in item.facts.kind
    }
