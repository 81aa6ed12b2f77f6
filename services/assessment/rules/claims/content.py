"""What a recognition form says, as plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.assessment.rules.claims.kinds import ClaimPlace, FormSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPaper:
    """A document: what it is by the code that tariffs ask for, and the file, or a note of where it is kept."""

    code: str
    file_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimForm:
    """A form as filled: what was done, when, where it stands in the pack's dimensions, and what tariffs ask of it.

    `hours` are those of 45 minutes or as the pack counts them, stated where a certificate or record gives them.
    """

    title: str
    held_from: date
    held_to: date
    category: str
    level: str
    mode: str
    nature: str
    tags: tuple[str, ...] = ()
    organised_by_admin: bool = True
    role: str = ""
    author_order: int | None = None
    authors: int | None = None
    characters: int | None = None
    minutes: int | None = None
    months: int | None = None
    grade: str | None = None
    hours: Decimal | None = None
    certificate_no: str | None = None
    issued_by: str | None = None
    papers: tuple[ClaimPaper, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft(ClaimForm):
    """A form to be begun for a teacher. Of several kinds the person chooses one; an event is claimed once by each."""

    teacher_id: UUID
    kinds: tuple[str, ...]
    source: FormSource = "WORK"
    event_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims a list shows."""

    state: str | None = None
    teacher_id: UUID | None = None
    school_id: UUID | None = None
    kind: str | None = None
    batch: date | None = None
    semester: date | None = None
    lies_with: ClaimPlace | None = None
    reminded: bool | None = None
    flagged: bool | None = None
    overdue: bool | None = None


@dataclass(frozen=True, slots=True)
class SemesterCounts:
    """Forms handed in for a semester, how many of them are recognised, and of how many people they are."""

    claims: int
    recognised: int
    teachers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCounts:
    """How many claims stand where, of those within reach."""

    by_state: dict[str, int]
    by_batch: dict[date, int]
    """Of those in review, by the last day of the batch."""
    by_semester: dict[date, SemesterCounts]
    """Of those handed in, by the last day of the semester."""
    flagged: int
    overdue: int
    reminded: int
