"""Which recognition forms an activity fills: by the route of a pack's forms clause, or by the kind it was logged as."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.assessment.errors import NotOneOfTheForms, UnknownActivity
from services.assessment.rules.activities.given import Logged, Taking
from services.policy.format import Pack
from services.policy.format.clauses import FormsClause
from services.policy.format.programs import Route
from services.policy.format.valuation import Tariff
from services.policy.programs.filing import Participant, forms_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What one person files for an activity: one of these kinds, or nothing where there are none."""

    teacher_id: UUID
    kinds: tuple[str, ...]
    clause_id: str | None


def routes_of(pack: Pack) -> Iterator[tuple[FormsClause, Route]]:
    """Every route of a pack with the clause that names it."""
    for clause in pack.clauses:
        if isinstance(clause, FormsClause):
            for route in clause.routes:
                yield clause, route


def knows_activity(pack: Pack, logged: Logged) -> bool:
    """Whether a pack has this route, or this kind among its kinds or among what it counts."""
    if logged.route is not None:
        return any(route.code == logged.route for _, route in routes_of(pack))
    return logged.kind in pack.dimensions.kind or logged.kind in pack.dimensions.fact


def unknown_activity(pack: Pack, logged: Logged) -> UnknownActivity:
    """The refusal, with what the pack does know."""
    if logged.route is not None:
        known = sorted(route.code for _, route in routes_of(pack))
    else:
        known = sorted({*pack.dimensions.kind, *pack.dimensions.fact})
    return UnknownActivity(pack_id=pack.id, known=", ".join(known) or "-")


def filings_of(pack: Pack, logged: Logged, takings: Sequence[Taking]) -> tuple[Filing, ...]:
    """What each of these people files under one pack, in the order given.

    A pack that does not know the route credits nothing for it. An activity logged by its kind is filed by everybody as
    this kind where a tariff of the pack is for it or hours are stated; what is only counted fills no form.
    Raises NotOneOfTheForms where somebody chose a kind that the part does not offer.
    """
    filed: dict[str, tuple[tuple[str, ...], str | None]] = {}
    if logged.route is not None:
        known = any(route.code == logged.route for _, route in routes_of(pack))
        people = [Participant(str(taking.teacher_id), taking.role) for taking in takings]
        for form in forms_for(pack, route=logged.route, participants=people) if known else ():
            filed[form.person_id] = (form.kinds, form.clause_id)
    elif logged.kind is not None and logged.kind in pack.dimensions.kind:
        clause_id = _tariff_for(pack, logged.kind)
        if clause_id is not None or logged.hours is not None:
            filed = {str(taking.teacher_id): ((logged.kind,), clause_id) for taking in takings}
    return tuple(_filing(taking, *filed.get(str(taking.teacher_id), ((), None))) for taking in takings)


def _filing(taking: Taking, kinds: tuple[str, ...], clause_id: str | None) -> Filing:
    if taking.kind is not None:
        if taking.kind not in kinds:
            raise NotOneOfTheForms(known=", ".join(kinds) or "-")
        kinds = (taking.kind,)
    return Filing(teacher_id=taking.teacher_id, kinds=kinds, clause_id=clause_id)


def _tariff_for(pack: Pack, kind: str) -> str | None:
    for clause in pack.clauses:
        for rule in clause.valuation:
            if isinstance(rule, Tariff) and kind in rule.where.kind:
                return clause.id
    return None
