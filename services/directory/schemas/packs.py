"""Bodies about packs: versions, what changed between them, assignments and corrections."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from services.directory.schemas.people import Post, Stage
from services.platform.types import (
    Answer,
    Body,
    Code,
    Day,
    Id,
    Name,
    Sentence,
    unacceptable,
)

LONGEST_PACK = 524_288
ContentHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
PackName = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64}|[A-Z][A-Z0-9]{0,31})$")]

_HASH = "3f0c1a7d5b9e42c8a6f1d0e7b3c95a824d6e8f10b2c4a69788d1e3f5072b4c6d"
_SCHOOL_PACK = """\
format: 1
id: XC1S
builds_on: XC
version: '2026.1'
title: {zh: 宣城市第一小学校本研修学分办法, en: Credits of school-based study of No. 1 Primary School}
clauses:
  - id: XC1S-01
    kind: statement
    title: {zh: 读书笔记, en: Reading notes}
    quotes: ['每位教师每学期撰写读书笔记不少于4篇。']
    formal: Every teacher writes at least four reading notes a semester.
"""


class PackRequest(Body):
    """A pack to publish: its text, or the id of one that comes with the system."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"shipped": "XC"}, {"content": _SCHOOL_PACK, "builds_on": "XC"}],
        }
    )

    content: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_PACK)] | None = Field(
        default=None, description="YAML, at most 512 KiB; everything wrong in it is told at once"
    )
    shipped: Code | None = Field(default=None, description="Id of a pack of `/shipped-packs`, published as it is")
    builds_on: PackName | None = Field(
        default=None,
        description="What `content` is put on: the hash of a published version, or the id of a shipped pack",
    )

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        if (self.content is None) == (self.shipped is None):
            raise unacceptable(zh="须提供 content 或 shipped 之一", en="either content or shipped")
        if self.builds_on is not None and self.content is None:
            raise unacceptable(zh="随附的政策包只能原样发布", en="a shipped pack is published as it is")
        if self.content is not None and len(self.content.encode()) > LONGEST_PACK:
            raise unacceptable(zh="政策包至多 512 KiB", en="a pack has at most 512 KiB")
        return self


class Bilingual(Answer):
    zh: str
    en: str


class PackListed(Answer):
    """A version published in the district."""

    content_hash: str = Field(examples=[_HASH], description="sha256 of the content, by which it is assigned")
    pack_id: str = Field(examples=["XC"])
    version: str = Field(examples=["2025.1"])
    title: Bilingual | None
    builds_on: str | None = Field(description="Hash of the content that it was put on")
    published_by: UUID | None = Field(description="The account; null where the system itself published it")
    published_at: datetime


class PacksResponse(Answer):
    items: list[PackListed]


class ParameterShown(Answer):
    """A date, number or text that an assignment supplies."""

    name: str = Field(examples=["cycle_start"])
    type: Literal["date", "number", "text"]
    title: Bilingual
    required: bool
    default: str | None
    why: Bilingual | None


class Reading(Answer):
    value: str = Field(examples=["strict"])
    title: Bilingual


class SwitchShown(Answer):
    """A question that the source leaves open, its readings, and the one taken unless the assignment says another."""

    name: str
    clause: str | None = Field(description="The clause it stands in, null for the pack as a whole")
    question: Bilingual
    values: list[Reading]
    default: str
    why: Bilingual


class ClauseShown(Answer):
    """A clause in the words of its source."""

    clause_id: str = Field(examples=["XC-03"])
    kind: str = Field(examples=["yearly"])
    scope: Literal["teacher", "program", "unit", "school", "district"]
    severity: Literal["mandatory", "advisory"] = Field(description="By the default reading")
    title: Bilingual
    quotes: list[str] = Field(examples=[["每年参加培训不少于72学时。"]], description="Verbatim")
    formal: str
    note: str | None
    document: str
    section: str


class PackResponse(PackListed):
    """A version with all that may be read of it."""

    jurisdiction: Bilingual
    document: str = Field(description="The source of the pack as a whole")
    section: str
    source: str = Field(description="The text as its author published it")
    parameters: list[ParameterShown]
    switches: list[SwitchShown]
    clauses: list[ClauseShown]


class DifferenceShown(Answer):
    change: Literal["added", "removed", "changed"]
    clause: str | None = Field(examples=["XC-03"], description="Null in the pack's header")
    where: str = Field(examples=["parts.0.limits.0.amount"], description="Dotted path; empty for a clause as a whole")
    before: str | None = Field(examples=["72"], description="JSON text")
    after: str | None = Field(examples=["90"], description="JSON text")


class DifferencesResponse(Answer):
    """What changed: header first, then clauses in their order, removed ones last."""

    before: str = Field(description="Content hash of what is compared against")
    after: str
    items: list[DifferenceShown]


class ShippedPack(Answer):
    """A pack that comes with the system."""

    pack_id: str = Field(examples=["XC"])
    version: str
    title: Bilingual
    jurisdiction: Bilingual
    content_hash: str = Field(description="The hash it will have when it is published")


class ShippedPacksResponse(Answer):
    items: list[ShippedPack]


Parameters = Annotated[
    dict[Code, Name],
    Field(max_length=50, description="Numbers and dates the pack leaves to the district, as text"),
]
Switches = Annotated[
    dict[Code, Code], Field(max_length=100, description="Readings chosen where the source is ambiguous")
]


class PackAssignmentRequest(Body):
    """A version (by hash) or a shipped pack (by id), a period, and for whom: null means everybody."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"pack_id": "XC", "valid_from": "2025-09-01", "valid_to": "2030-08-31"},
                {
                    "content_hash": _HASH,
                    "valid_from": "2026-09-01",
                    "valid_to": "2027-08-31",
                    "school_id": "0197c1de-8f4a-7c51-9d0e-2a5b7f3c6e14",
                    "parameters": {"cycle_start": "2026-09-01", "cycle_end": "2027-08-31"},
                },
            ]
        }
    )

    pack_id: Code | None = Field(default=None, description="A shipped pack, published on the way")
    content_hash: ContentHash | None = Field(default=None, description="A version published in the district")
    valid_from: Day
    valid_to: Day
    school_id: Id | None = Field(default=None, description="Only for those appointed at this school")
    stage: Stage | None = Field(default=None, description="Only for those of this stage")
    post: Post | None = Field(default=None, description="Only for those in this post")
    parameters: Parameters = Field(default_factory=dict)
    switches: Switches = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_one_pack(self) -> Self:
        if (self.pack_id is None) == (self.content_hash is None):
            raise unacceptable(zh="须提供 pack_id 或 content_hash 之一", en="either pack_id or content_hash")
        return self


class PackCorrectionRequest(Body):
    """The version that is right, and why the one in force is not; parameters and switches stay unless given."""

    content_hash: ContentHash = Field(examples=[_HASH])
    reason: Sentence = Field(examples=["第五条的年度学时误录为90,原文为72学时,经局务会核定更正。"])
    parameters: Parameters | None = None
    switches: Switches | None = None


class PackWithdrawalRequest(Body):
    """Why an assignment that has not begun is taken back."""

    reason: Sentence = Field(examples=["起始年份误录为2036,应为2026,另行指定。"])


class PackLastDayRequest(Body):
    """The last day on which an assignment shall hold, and why it is another than decided."""

    valid_to: Day = Field(examples=["2029-08-31"])
    reason: Sentence = Field(examples=["县局发文提前一年启动新周期,本周期至2029年8月31日止。"])


class PackAssignmentResponse(Answer):
    """An assignment at a revision: the latest one unless asked otherwise."""

    assignment_id: UUID
    revision: int = Field(examples=[1], description="1 as first decided, higher where it was revised")
    kind: Literal["ASSIGNED", "CORRECTED", "PERIOD", "WITHDRAWN"] = Field(
        description="What the revision did: PERIOD moved the last day, WITHDRAWN took it back before it began"
    )
    pack_id: str
    version: str
    content_hash: str
    valid_from: date
    valid_to: date
    school_id: UUID | None
    stage: str | None
    post: str | None
    parameters: dict[str, Any]
    switches: dict[str, Any]
    reason: str | None = Field(description="Why it was revised; null as first decided")
    decided_by: UUID | None = Field(description="The account; null where the system itself decided")
    decided_at: datetime


class PackAssignmentsResponse(Answer):
    items: list[PackAssignmentResponse]


class PackHistoryResponse(PackAssignmentResponse):
    """An assignment with every revision of it, the first one first."""

    revisions: list[PackAssignmentResponse]


class GoverningPack(Answer):
    """A pack that governs a teacher on these days, both included."""

    first: date
    last: date
    assignment_id: UUID
    revision: int
    pack_id: str
    version: str
    content_hash: str


class TeacherPacksResponse(Answer):
    items: list[GoverningPack]
