"""What a pack asks of an activity beforehand and was not there: advice for people, it refuses nothing by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.assessment.rules.activities.given import Logged
from services.assessment.rules.awards import PackInForce
from services.policy.facts import SchoolCalendar
from services.policy.format.clauses import EvidenceClause, FormsClause
from services.policy.programs.fixes import missing_fixes
from services.policy.slots import semester_of
from services.policy.valuation import Program

_LEADING = frozenset({"SPEAKER", "TEACHER", "LEADER"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing that was not fixed, or a plan that was not there, with the clause that asks for it."""

    clause_id: str
    cause: Literal["NOT_FIXED", "NO_PLAN", "PLAN_LATE", "NO_FORM"]
    code: str
    zh: str
    en: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanKept:
    """The plan that an activity refers to: a document of the school on a day."""

    kind: str
    on: date
    title: str


def advice_on(
    force: PackInForce, logged: Logged, *, plan: PlanKept | None, calendar: SchoolCalendar
) -> tuple[Advice, ...]:
    """Everything that the pack asks beforehand and the activity lacks: what is to be fixed, and the plan before it."""
    return (
        *_fixes(force, logged, has_plan=plan is not None),
        *_plans(force, logged, plan, calendar),
        *_roles(force, logged),
    )


def _roles(force: PackInForce, logged: Logged) -> Iterator[Advice]:
    """Roles that file no form though the route has some: a slip of the pen would lose somebody's credits in silence."""
    for clause in force.pack.clauses:
        if not isinstance(clause, FormsClause):
            continue
        for route in clause.routes:
            known = {role.role for role in route.roles if role.kinds}
            if route.code != logged.route or not known:
                continue
            for role in sorted({taking.role for taking in logged.participants} - known):
                yield Advice(
                    clause_id=clause.id,
                    cause="NO_FORM",
                    code=role,
                    zh=f"角色“{role}”不填写认定表,填写的有:{'、'.join(sorted(known))}",
                    en=f"the role {role} files no form; those that do: {', '.join(sorted(known))}",
                    quote="……".join(clause.quotes),
                )


def _fixes(force: PackInForce, logged: Logged, *, has_plan: bool) -> Iterator[Advice]:
    program = Program(
        level=logged.level,
        mode=logged.mode,
        nature=logged.nature,
        kind=logged.kind or "",
        category=logged.category,
        tags=frozenset(logged.tags),
    )
    for missing in missing_fixes(
        force.pack, terms=force.terms, program=program, fixed=_fixed(logged, has_plan=has_plan)
    ):
        yield Advice(
            clause_id=missing.clause_id,
            cause="NOT_FIXED",
            code=missing.code,
            zh=missing.zh,
            en=missing.en,
            quote=missing.quote,
        )


def _fixed(logged: Logged, *, has_plan: bool) -> frozenset[str]:
    stated = {
        "TIME": True,
        "PLACE": logged.place is not None,
        "SPEAKER": logged.speaker is not None or any(taking.role in _LEADING for taking in logged.participants),
        "TOPIC": True,
        "POST": logged.post is not None,
        "PERSON": bool(logged.participants),
        "CONTENT": logged.content is not None,
        "PLAN": has_plan,
        "CHECK": logged.check is not None,
    }
    return frozenset(code for code, is_fixed in stated.items() if is_fixed)


def _plans(force: PackInForce, logged: Logged, plan: PlanKept | None, calendar: SchoolCalendar) -> Iterator[Advice]:
    semester = semester_of(force.pack, calendar, logged.first_on)
    for clause in force.pack.clauses:
        if (
            not isinstance(clause, EvidenceClause)
            or clause.scope not in ("school", "unit")
            or clause.every != "semester"
        ):
            continue
        for document in clause.items:
            if document.by != "period_start":
                continue
            quote = "……".join(clause.quotes)
            label = document.label
            if plan is None or plan.kind not in (document.facts or (document.code,)):
                yield Advice(
                    clause_id=clause.id,
                    cause="NO_PLAN",
                    code=document.code,
                    zh=f"没有写明所依据的{label.zh}",
                    en=f"no {label.en} is named that it belongs to",
                    quote=quote,
                )
            elif semester is not None and plan.on > semester.span.first:
                yield Advice(
                    clause_id=clause.id,
                    cause="PLAN_LATE",
                    code=document.code,
                    zh=f"{label.zh}的日期{plan.on}晚于{semester.zh}开学",
                    en=f"the {label.en} is dated {plan.on}, after the {semester.en} began",
                    quote=quote,
                )
