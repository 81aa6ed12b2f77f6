"""Tasks that a school must have given to somebody: who holds each, and which nobody holds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.policy.engine.case import Words
from services.policy.engine.plan import ClausePlan
from services.policy.engine.standing import Progress, Quantity, Result
from services.policy.facts import SchoolFact
from services.policy.format.clauses import RoleClause
from services.policy.format.words import Bilingual
from services.policy.population.ground import Ground, bare
from services.policy.population.standing import SchoolResult

_NONE, _ONE = Decimal(0), Decimal(1)


def judge(ground: Ground, plan: ClausePlan) -> list[SchoolResult]:
    """Judge whether every task has a holder on the day of judging; a member who has left the school holds none."""
    clause = plan.clause
    if not isinstance(clause, RoleClause):
        raise TypeError(clause.kind)
    day = ground.counted_on(ground.plan.cycle)
    held = [(ground.plan.pack.roles[role].title, _holders(ground, role, day)) for role in clause.roles]
    vacant = [title.zh for title, holders in held if not holders]
    result, reason = (Result.NOT_MET, "nobody") if vacant else (Result.MET, "reached")
    return [
        replace(
            bare(plan, result, reason, _sentence(held), period=None, progress=Progress.FINAL, due_on=None),
            unit="项",
            unit_en="tasks",
            required=Decimal(len(held)),
            counted=Decimal(len(held) - len(vacant)),
            gap=Decimal(len(vacant)),
            quantities=tuple(_quantity(title, holders) for title, holders in held),
            names=tuple(sorted({name for _, holders in held for name in holders})),
            missing=tuple(vacant),
        )
    ]


def _quantity(title: Bilingual, holders: list[str]) -> Quantity:
    return Quantity(title.zh, title.en, "人", "people", _ONE, Decimal(len(holders)), _NONE if holders else _ONE, _NONE)


def _sentence(held: list[tuple[Bilingual, list[str]]]) -> Words:
    zh = "；".join(f"{title.zh}{'已明确到人' if holders else '无人担任'}" for title, holders in held)
    en = "; ".join(f"{title.en}: {'named' if holders else 'nobody'}" for title, holders in held)
    if all(holders for _, holders in held):
        return Words(f"{zh}。已达标。", f"{en}. Met.")
    return Words(f"{zh}。未达标，请指定专人。", f"{en}. Not met: name somebody.")


def _holders(ground: Ground, role: str, day: date) -> list[str]:
    return sorted({f.holder for f in ground.school.facts if f.holder is not None and _holds(ground, f, role, day)})


def _holds(ground: Ground, fact: SchoolFact, role: str, day: date) -> bool:
    given = fact.kind == role and fact.first <= day <= fact.last
    gone = fact.holder in ground.members and not ground.in_post(fact.holder or "", day)
    return given and not gone
