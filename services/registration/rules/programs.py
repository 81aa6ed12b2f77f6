"""What a program is, and which school may run it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from services.registration.errors import (
    NotSchoolBased,
)

_SCHOOL_LEVELS: Final = frozenset({"SCHOOL", "TEAM"})
_SCHOOL_MODE: Final = "SCHOOL_BASED"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramTerms:
    """What is decided when a program is written down."""

    code: str
    title: str
    level: str
    mode: str
    nature: str
    kind: str
    category: str
    tags: tuple[str, ...]
    organised_by_admin: bool
    provider: str
    hours: Decimal
    scheme: str


def is_school_based(*, mode: str, level: str) -> bool:
    """校本: whether schools run this program for themselves."""
    return mode == _SCHOOL_MODE or level in _SCHOOL_LEVELS


def demand_own_program(*, plan_school_id: UUID | None, level: str, organised_by_admin: bool) -> None:
    """What a school plans for itself is of its own level, and no training of the education administration."""
    if plan_school_id is not None and (level not in _SCHOOL_LEVELS or organised_by_admin):
        raise NotSchoolBased


def demand_fitting_school(*, school_id: UUID | None, plan_school_id: UUID | None, mode: str, level: str) -> None:
    """A school's plan has that school's classes; a district's plan has classes of schools only where school-based."""
    if school_id == plan_school_id:
        return
    if plan_school_id is not None or not is_school_based(mode=mode, level=level):
        raise NotSchoolBased
