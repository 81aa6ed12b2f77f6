"""What stands between good marks and a pass, as data: each gate by its kind."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field


@dataclass(frozen=True, slots=True)
class AttendanceGate:
    """The attendance line must be met as presence was settled."""

    kind: Literal["ATTENDANCE"] = "ATTENDANCE"


@dataclass(frozen=True, slots=True)
class MustPassGate:
    """One component must reach a score by itself, whatever its stage comes to."""

    component: str
    from_score: Decimal
    """Of 100, whatever the component's maximum."""
    kind: Literal["MUST_PASS"] = "MUST_PASS"


@dataclass(frozen=True, slots=True)
class DefenceGate:
    """Each of these works was defended and passed; the newest defence of a work counts."""

    works: tuple[str, ...]
    kind: Literal["DEFENCE"] = "DEFENCE"


@dataclass(frozen=True, slots=True)
class SubmissionGate:
    """Each of these works was handed in and not returned."""

    works: tuple[str, ...]
    kind: Literal["SUBMISSION"] = "SUBMISSION"


@dataclass(frozen=True, slots=True)
class DocumentsGate:
    """The documents that a clause of the pack asks of the class are there, those that the system makes itself apart."""

    clause: str
    kind: Literal["DOCUMENTS"] = "DOCUMENTS"


@dataclass(frozen=True, slots=True)
class FeedbackGate:
    """The member is reminded of the feedback form; only where `blocks` says so is the result kept waiting, aloud.

    Once the form is closed nobody can answer any more, and nothing waits for it.
    """

    blocks: bool = False
    kind: Literal["FEEDBACK"] = "FEEDBACK"


Gate: TypeAlias = Annotated[
    AttendanceGate | MustPassGate | DefenceGate | SubmissionGate | DocumentsGate | FeedbackGate,
    Field(discriminator="kind"),
]
