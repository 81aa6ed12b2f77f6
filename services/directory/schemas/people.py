"""Bodies about people: logins, accounts, teachers, rosters; and about the district and its schools."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.platform.types import Answer, Body, Code, Day, Id, Name, Sentence

Stage = Literal["KINDERGARTEN", "PRIMARY", "JUNIOR_MIDDLE", "SENIOR_MIDDLE", "VOCATIONAL", "SPECIAL", "NON_SCHOOL"]
SchoolKind = Literal["SCHOOL", "KINDERGARTEN", "TRAINING_CENTRE", "EDUCATION_COLLEGE"]
Post = Literal["TEACHER", "PRINCIPAL", "MIDDLE_MANAGER", "PROFESSIONAL", "STAFF"]
Tier = Literal["PROBATION", "JUNIOR", "MIDDLE", "SENIOR", "FULL_SENIOR"]
FactKind = Literal["DEGREE", "LEAVE", "OPT_IN", "CERTIFICATE", "EXEMPTION", "CLASS_TEACHER", "MEMBERSHIP"]


class DistrictResponse(Answer):
    district_id: int
    name: str
    level: str
    parent_id: int | None


class SchoolRequest(Body):
    code: Code = Field(examples=["S001"])
    name: Name = Field(examples=["云乐小学"])
    kind: SchoolKind = Field(examples=["SCHOOL"])
    stage: Stage = Field(examples=["PRIMARY"])


class SchoolResponse(Answer):
    school_id: UUID
    code: str
    name: str
    kind: str
    stage: str
    merged_into: UUID | None = Field(default=None, description="The school that it went up in")
    merged_on: date | None = Field(default=None, description="First day as part of that school")


class SchoolsResponse(Answer):
    items: list[SchoolResponse]


class TeacherRequest(Body):
    staff_number: Code = Field(examples=["T0181"])
    name: Name = Field(examples=["李晓梅"])
    school_id: Id
    hire_date: Day = Field(examples=["2026-09-01"])
    appointed_from: Day = Field(examples=["2026-09-01"])
    post: Post = "TEACHER"
    stage: Stage = "PRIMARY"
    subject: Name | None = Field(default=None, examples=["语文"])
    title: Name | None = None
    title_tier: Tier | None = None
    birth_date: Day | None = None
    retire_date: Day | None = None


class TeacherListed(Answer):
    """A teacher with the appointment of the day asked for."""

    teacher_id: UUID
    staff_number: str
    name: str
    school_id: UUID
    post: str
    stage: str
    subject: str | None
    title: str | None
    title_tier: str | None
    hire_date: date | None
    retire_date: date | None


class AppointmentResponse(Answer):
    appointment_id: UUID
    school_id: UUID
    post: str
    stage: str
    subject: str | None
    title: str | None
    title_tier: str | None
    valid_from: date
    valid_to: date | None


class FactRequest(Body):
    kind: FactKind = Field(examples=["LEAVE"])
    code: Annotated[str, StringConstraints(max_length=64)] = Field(
        default="",
        examples=["MATERNITY"],
        description="Which degree, leave, certificate or group (BACKBONE, LEADER, SUBJECT_LEADER, TEAM_HEAD ...), "
        "or the clause opted into",
    )
    valid_from: Day = Field(examples=["2026-03-01"])
    valid_to: Day | None = Field(default=None, examples=["2026-08-31"])
    ground: Sentence | None = None


class FactResponse(Answer):
    fact_id: UUID
    kind: str
    code: str
    valid_from: date
    valid_to: date | None
    ground: str | None


class TeacherResponse(Answer):
    """Everything dated about a teacher, without document or phone numbers."""

    teacher_id: UUID
    staff_number: str
    name: str
    hire_date: date | None
    retire_date: date | None
    merged_into: UUID | None = Field(default=None, description="As whom this person goes on, found twice")
    appointments: list[AppointmentResponse]
    facts: list[FactResponse]


class TransferRequest(Body):
    school_id: Id
    on: Day = Field(examples=["2026-02-01"], description="First day at the new school")
    post: Post | None = None


class RowError(Answer):
    row: int = Field(description="Number of the row as the spreadsheet shows it")
    column: str
    code: str


class TableCounts(Answer):
    added: int
    changed: int


class RosterReport(Answer):
    rows: int
    errors: list[RowError]
    counts: dict[str, TableCounts]


class RosterImportResponse(Answer):
    """What the import did, or with `dry_run` would have done. With errors nothing was applied."""

    import_id: UUID
    dry_run: bool
    applied: bool
    report: RosterReport
    imported_at: datetime
