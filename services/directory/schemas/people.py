"""Bodies about people: logins, accounts, teachers, rosters; and about the district and its schools."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.platform.types import Answer, Body, Code, Day, DistrictId, Id, Name, Secret, Sentence

Role = Literal["teacher", "trainer", "school_admin", "district_admin", "auditor"]
Scope = Literal["summary:read", "feed:read"]
Stage = Literal["KINDERGARTEN", "PRIMARY", "JUNIOR_MIDDLE", "SENIOR_MIDDLE", "VOCATIONAL", "SPECIAL", "NON_SCHOOL"]
SchoolKind = Literal["SCHOOL", "KINDERGARTEN", "TRAINING_CENTRE", "EDUCATION_COLLEGE"]
Post = Literal["TEACHER", "PRINCIPAL", "MIDDLE_MANAGER", "PROFESSIONAL", "STAFF"]
Tier = Literal["PROBATION", "JUNIOR", "MIDDLE", "SENIOR", "FULL_SENIOR"]
FactKind = Literal["DEGREE", "LEAVE", "OPT_IN", "CERTIFICATE", "EXEMPTION", "CLASS_TEACHER", "MEMBERSHIP"]
Username = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.\-]{3,64}$")]
Password = Annotated[str, StringConstraints(min_length=12, max_length=256)]


class PasswordLoginRequest(Body):
    district_id: DistrictId = Field(examples=[341825])
    username: Username = Field(examples=["admin"])
    password: Secret = Field(examples=["a long and private sentence"])


class WechatLoginRequest(Body):
    district_id: DistrictId = Field(examples=[341825])
    code: Code = Field(examples=["0a3xYz000AbCdE1xyz000QwErT"], description="What wx.login gave; it works once")


class RefreshRequest(Body):
    refresh_token: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}\.[A-Za-z0-9_\-]{43}$")] = Field(
        examples=["341825.Zm9yLWV4YW1wbGUtb25seS1mb3ItZXhhbXBsZS1vbmw"]
    )


class TokenResponse(Answer):
    """A bearer token of ten minutes, and what renews it."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the kind of token, not a secret
    expires_in: int = Field(description="Seconds")
    refresh_token: str | None = Field(description="Works once; absent for integrations")
    account_id: UUID
    roles: list[str]


class KeysResponse(Answer):
    keys: list[dict[str, Any]] = Field(description="JSON Web Keys (RFC 7517) that verify access tokens")


class MeResponse(Answer):
    account_id: UUID
    district_id: int
    roles: list[str]
    school_id: UUID | None
    teacher_id: UUID | None
    scopes: list[str]


class WechatBindingRequest(Body):
    code: Code = Field(examples=["0a3xYz000AbCdE1xyz000QwErT"])


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


class AccountRequest(Body):
    username: Username = Field(examples=["T0001"])
    display_name: Name = Field(examples=["李晓梅"])
    password: Password | None = Field(default=None, examples=["at least twelve characters"])
    roles: list[Role] = Field(min_length=1, max_length=6, examples=[["teacher"]])
    school_id: Id | None = None
    teacher_id: Id | None = None


class AccountsRequest(Body):
    accounts: list[AccountRequest] = Field(min_length=1, max_length=50)


class AccountAnswer(Answer):
    """What became of one account of the request, in its order."""

    username: str
    account_id: UUID | None
    problem: str | None = Field(description="`username-taken` where it was not made")


class AccountsResponse(Answer):
    items: list[AccountAnswer]


class AccountListed(Answer):
    account_id: UUID
    username: str
    display_name: str
    roles: list[str]
    school_id: UUID | None
    teacher_id: UUID | None


class ClientRequest(Body):
    name: Name = Field(examples=["区教育云平台"])
    secret: Annotated[str, StringConstraints(min_length=32, max_length=128)] = Field(
        description="Chosen by who registers it, at least 32 random characters; never shown again",
        examples=["kept-by-the-integration-0123456789abcdef"],
    )
    scopes: list[Scope] = Field(min_length=1, max_length=2, examples=[["summary:read", "feed:read"]])


class ClientResponse(Answer):
    client_id: str = Field(description="What the integration logs in with: district and id")
    name: str
    scopes: list[str]


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
