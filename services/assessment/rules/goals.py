"""Personal goals, plans and other documents that a teacher draws up: which there are, and for which period."""

from typing import Final, Literal, TypeAlias

from services.assessment.rules.awards import PackInForce
from services.policy.programs.evidence import Every
from services.policy.shortfalls import documents_of_teachers

GoalState: TypeAlias = Literal["SUBMITTED", "ACCEPTED", "RETURNED", "WITHDRAWN"]
# What every school may let its teachers draw up, whether or not the pack asks for it.
_ALWAYS: Final = ("DEVELOPMENT_GOAL", "PERSONAL_PLAN")


def goal_kinds(force: PackInForce) -> list[str]:
    """What may be handed in."""
    return sorted({*documents_of_teachers(force.pack, force.terms), *_ALWAYS})


def is_counted(force: PackInForce, kind: str) -> bool:
    """Whether the pack asks teachers for this document."""
    return kind in documents_of_teachers(force.pack, force.terms)


def period_asked(force: PackInForce, kind: str) -> Every | None:
    """For which length of time the pack asks for a document; None where it does not."""
    return documents_of_teachers(force.pack, force.terms).get(kind)
