"""The engine for schools and districts: pack, people, records and money in; a standing with names out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from services.policy.engine.case import dated
from services.policy.engine.plan import ClausePlan
from services.policy.engine.planning import plan_of
from services.policy.facts import Fact, Participation, Places, School, SchoolCalendar
from services.policy.format.pack import Pack
from services.policy.format.terms import Terms
from services.policy.population import budgets, keeping, rates, roles
from services.policy.population.ground import Ground, Member
from services.policy.population.standing import SchoolResult, SchoolStanding, verdict_of

JUDGES: Mapping[str, Callable[[Ground, ClausePlan], list[SchoolResult]]] = {
    "rate": rates.judge,
    "quota": rates.judge,
    "budget": budgets.judge,
    "role": roles.judge,
    "count": keeping.judge,
    "duty": keeping.judge,
    "evidence": keeping.judge,
}


def judge_school(
    pack: Pack,
    *,
    terms: Terms,
    school: School,
    members: Sequence[Member],
    facts: Sequence[Fact],
    participations: Sequence[Participation] = (),
    places: Sequence[Places] = (),
    calendar: SchoolCalendar | None = None,
    as_of: date,
    money_years: Collection[int] | None = None,
) -> SchoolStanding:
    """Judge a school (clauses of scope school and unit) or, without a school id, the district, at the end of a day.

    `members` are all who were at the school in the cycle: who is in post on the day of counting is found here.
    `facts` are the school's and its units' (no teacher id), and may hold those of members too, under their ids.
    `participations` and `places` are those of the school; of a district, of all its schools.
    A calendar year of money is judged in the cycle in which most of it lies, so that two cycles never ask for the same
    money; `money_years` names instead years that the cycle touches, for who plans and knows of one cycle only.
    Raises TermsRefused when the terms do not fit the pack, ValueError for a fact or member given twice.
    """
    ground = ground_of(
        pack,
        terms=terms,
        school=school,
        members=members,
        facts=facts,
        participations=participations,
        places=places,
        calendar=calendar,
        as_of=as_of,
        money_years=money_years,
    )
    results = tuple(
        result
        for clause in asked(ground)
        if clause.clause.kind in JUDGES
        for result in JUDGES[clause.clause.kind](ground, clause)
    )
    return SchoolStanding(
        school_id=school.school_id,
        pack_id=pack.id,
        content_hash=pack.content_hash,
        as_of=as_of,
        verdict=verdict_of(results),
        clauses=results,
    )


def asked(ground: Ground) -> list[ClausePlan]:
    """Return the clauses that are asked of the school and its units, or of the district, in the order of the pack."""
    scopes = {"district"} if ground.school.school_id is None else {"school", "unit"}
    return [clause for clause in ground.plan.clauses if clause.clause.scope in scopes]


def ground_of(
    pack: Pack,
    *,
    terms: Terms,
    school: School,
    members: Sequence[Member],
    facts: Sequence[Fact],
    participations: Sequence[Participation] = (),
    places: Sequence[Places] = (),
    calendar: SchoolCalendar | None = None,
    as_of: date,
    money_years: Collection[int] | None = None,
) -> Ground:
    """Put a school before the engine as `judge_school` does, with what it raises."""
    everybody = {member.teacher.teacher_id: member for member in members}
    if len(everybody) < len(members):
        message = "a member is given twice"
        raise ValueError(message)
    return Ground(
        plan=plan_of(pack, terms),
        terms=terms,
        school=school,
        members=everybody,
        facts=dated([*facts, *(fact for member in members for fact in member.facts)], as_of),
        participations=tuple(participations),
        places=tuple(places),
        calendar=calendar,
        as_of=as_of,
        money_years=money_years,
    )
