"""What must be fixed before a meeting or activity is valid, and whether presence is signed for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.policy.format import Pack, Terms, bound
from services.policy.format.clauses import SignInClause
from services.policy.format.words import settled
from services.policy.matching import matches
from services.policy.valuation import Program
from services.policy.valuation.recognising import cell_of

_NAMES: Mapping[str, tuple[str, str]] = {
    "TIME": ("时间", "the time"),
    "PLACE": ("地点", "the place"),
    "SPEAKER": ("主讲人", "the speaker"),
    "TOPIC": ("主题", "the topic"),
    "POST": ("岗位", "the post"),
    "PERSON": ("人员", "who takes part"),
    "CONTENT": ("内容", "the content"),
    "PLAN": ("计划", "the plan"),
    "CHECK": ("检查", "the check"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that has not been fixed, and the clause that asks for it."""

    clause_id: str
    code: str
    zh: str
    en: str
    quote: str


def missing_fixes(pack: Pack, *, terms: Terms, program: Program, fixed: frozenset[str]) -> tuple[Missing, ...]:
    """Return what is still to be fixed before an activity may begin; nothing when its sign-in may open.

    `fixed` holds TIME, PLACE, SPEAKER, TOPIC, POST, PERSON, CONTENT, PLAN, CHECK: those that are settled.
    """
    return tuple(
        Missing(
            clause_id=clause.id,
            code=code,
            zh=f"尚未确定{_NAMES[code][0]}",
            en=f"{_NAMES[code][1]} is not fixed yet",
            quote="……".join(clause.quotes),
        )
        for clause in _clauses(pack, terms, program)
        for code in clause.fixes
        if code not in fixed
    )


def sign_in_required(pack: Pack, *, terms: Terms, program: Program) -> str | None:
    """Name the clause by which presence must be signed for; None when the pack leaves it free."""
    switches = bound(pack, terms).switches
    for clause in _clauses(pack, terms, program):
        if settled(clause.sign_in, switches) == "required":
            return clause.id
    return None


def _clauses(pack: Pack, terms: Terms, program: Program) -> Iterator[SignInClause]:
    switches = bound(pack, terms).switches
    for clause in pack.clauses:
        if isinstance(clause, SignInClause):
            where = settled(clause.where, switches)
            if where is None or matches(where, cell_of(program, program.category)):
                yield clause
