"""What is handed between queries, operations and routes: marks, scopes of reading, judged members, answers per item."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from services.assessment.rules.awards import Snapshot, Worth
from services.assessment.rules.results import Result
from services.contracts import AwardLine
from services.platform.errors import DomainError, Text


@dataclass(frozen=True, slots=True)
class Mark:
    """One raw mark as it is given: of a component, or of one criterion or piece; a number or a level's code."""

    teacher_id: UUID
    component: str
    mark: Decimal | None
    criterion: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """To whose things a list is confined: a person's own, a school's, or (both None) nobody's."""

    teacher_id: UUID | None = None
    school_id: UUID | None = None

    @property
    def is_everything(self) -> bool:
        return self.teacher_id is None and self.school_id is None


EVERYTHING = Scope()
_LAST_PLACE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one item of a request that names many."""

    teacher_id: UUID
    result: Literal["RECORDED", "UNCHANGED", "CERTIFIED", "CONFIRMED", "OPENED", "REFUSED"]
    refusal: type[DomainError] | None = None
    component: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One member's result together with what it is worth."""

    teacher_id: UUID
    snapshot: Snapshot
    result: Result
    worth: Worth

    @property
    def explanation(self) -> tuple[Text, ...]:
        return (*self.result.explanation, *self.worth.explanation)

    def as_columns(self) -> dict[str, Any]:
        """The part that outcomes and pending revisions keep alike."""
        return {
            "teacher_id": self.teacher_id,
            "school_id": self.snapshot.school_id,
            "status": str(self.result.status),
            "grade": self.result.grade,
            "score": self.result.score,
            "explanation": [{"zh": text.zh, "en": text.en} for text in self.explanation],
            "lines": [line.model_dump(mode="json") for line in self.worth.lines],
        }

    def differs_from(self, *, status: str, grade: str | None, score: Decimal | None, lines: Sequence[Any]) -> bool:
        """Whether it is another result than one that was finalised: status, grade, score or any line."""
        finalised = tuple(AwardLine.model_validate(line) for line in lines)
        is_other = (str(self.result.status), self.result.grade, self.worth.lines) != (status, grade, finalised)
        return is_other or _is_other_score(self.result.score, score)


def _is_other_score(one: Decimal | None, other: Decimal | None) -> bool:
    # Outcomes of before are cut after four places, not rounded: the last place alone is no other score.
    return one != other if one is None or other is None else abs(one - other) > _LAST_PLACE


@dataclass(frozen=True, slots=True)
class Finalised:
    """What one call of finalisation did: new outcomes by status, members still open by status, those done before."""

    finalised: dict[str, int]
    open: dict[str, int]
    finalised_before: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The district's assessment in numbers."""

    outcomes_by_status: dict[str, int]
    outcomes_by_grade: dict[str, int]
    pending_revisions: int
    claims_by_state: dict[str, int]
