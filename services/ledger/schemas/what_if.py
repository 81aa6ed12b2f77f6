"""Bodies of what-ifs: what is tried, and who would stand otherwise."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic.config import JsonDict

from services.ledger.rules import TriedLine, TriedRules
from services.ledger.schemas.standings import GoverningPack, Overall
from services.platform.types import Amount, Answer, Body, BulkBody, Code, Count, Day, Flag, Id, unacceptable
from services.policy.engine import Progress, Result

_EXAMPLES: list[JsonDict] = [
    {
        "as_of": "2026-08-31",
        "pack": {
            "assignment_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b55",
            "content_hash": "9f2c6b1e5d8a4c7093b1f6e2a5d8c4b7093e1f6a2b5c8d4e7f0912a3b4c5d6e7",
        },
    },
    {
        "subject": {"teacher_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"},
        "class_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b77",
    },
    {
        "as_of": "2026-08-31",
        "subject": {"school_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b21"},
        "entries": [
            {
                "hours": "24",
                "credits": "0",
                "earned_from": "2026-07-06",
                "earned_to": "2026-07-10",
                "category": "KNOWLEDGE_SKILL",
                "level": "COUNTY",
                "mode": "CENTRALISED",
                "nature": "COMPULSORY",
                "kind": "IN_SERVICE",
                "tags": [],
                "organised_by_admin": True,
            }
        ],
    },
]

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Setting = Annotated[str, StringConstraints(max_length=64)]
SettingName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]


def _only_text(value: Any) -> Any:
    # A pack's text keeps its line ends; it is read by the reader of packs, in a process of its own.
    if not isinstance(value, str) or "\x00" in value:
        raise unacceptable(zh="须为文字", en="text is needed")
    value.encode()
    return value


PackText = Annotated[str, BeforeValidator(_only_text), StringConstraints(min_length=1, max_length=524_288)]


class SubjectRequest(Body):
    """One teacher, or who is in post at a school; everybody in post in the district where neither is given."""

    teacher_id: Id | None = None
    school_id: Id | None = None

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        if self.teacher_id is not None and self.school_id is not None:
            raise unacceptable(zh="教师与学校只能提供其一", en="either a teacher or a school")
        return self


class TriedPackRequest(Body):
    """Another version, or other terms, in the place of an assignment; of the district's own where none is named."""

    assignment_id: Id | None = None
    content_hash: Annotated[Hash | None, Field(description="A published version")] = None
    content: Annotated[PackText | None, Field(description="A pack in YAML that nobody has published")] = None
    builds_on: Annotated[Hash | None, Field(description="The published version that `content` is put on")] = None
    parameters: Annotated[
        dict[SettingName, Setting] | None, Field(max_length=100, description="In place of the assignment's")
    ] = None
    switches: Annotated[dict[SettingName, SettingName] | None, Field(max_length=100)] = None

    @model_validator(mode="after")
    def _names_one_pack(self) -> Self:
        if self.content_hash is not None and self.content is not None:
            raise unacceptable(zh="已发布的版本与文本只能提供其一", en="either a published version or a text")
        if self.builds_on is not None and self.content is None:
            raise unacceptable(zh="builds_on 须与 content 一起提供", en="builds_on goes with content")
        return self

    def tried(self) -> TriedRules:
        return TriedRules(**dict(self))


class LineRequest(Body):
    """Hours or credits as if they had been earned; the span lies within one judging year."""

    hours: Amount
    credits: Amount = Decimal(0)
    earned_from: Day
    earned_to: Day
    category: Code
    level: Code
    mode: Code
    nature: Code
    kind: Code
    tags: Annotated[list[Code], Field(max_length=20)] = Field(default_factory=list)
    organised_by_admin: Flag = True

    def tried(self) -> TriedLine:
        return TriedLine(**{**dict(self), "tags": tuple(self.tags)})


class WhatIfRequest(BulkBody):
    """What is tried on whom. At least one of pack, entries and class."""

    model_config = ConfigDict(json_schema_extra={"examples": list(_EXAMPLES)})

    as_of: Annotated[
        Day | None, Field(description="The day of judging; today, or the last day of the class if that is later")
    ] = None
    known_at_seq: Annotated[
        Count | None, Field(description="As the book knew it at this entry: keeps the pages of one question together")
    ] = None
    subject: SubjectRequest = Field(default_factory=SubjectRequest)
    pack: TriedPackRequest | None = None
    entries: Annotated[list[LineRequest], Field(max_length=50, description="For each teacher of the subject")] = Field(
        default_factory=list
    )
    class_id: Annotated[Id | None, Field(description="A class, as if attended in full and passed")] = None
    taken_by: Annotated[
        Literal["enrolled", "eligible"],
        Field(description="Of many teachers: who holds a place in the class, or everybody who may enter it"),
    ] = "enrolled"
    limit: Annotated[Count, Field(ge=1, le=500, description="How many teachers to judge in this page")] = 200
    cursor: Annotated[str | None, Field(max_length=200, description="`next_cursor` of the page before")] = None


class Verdict(Answer):
    verdict: Overall
    progress: Progress
    packs: list[GoverningPack]


class ClauseSide(Answer):
    """A clause as it is, or as it would be."""

    result: Result
    unit: str | None = Field(description="`hours`, `credits`, or in Chinese what is counted one by one")
    unit_en: str | None = Field(description="The same in English")
    required: Amount | None
    counted: Amount | None
    gap: Amount | None
    sentence_zh: str
    sentence_en: str


class ClauseChangeResponse(Answer):
    """A clause before and after; null where only the other side has it."""

    pack_id: str
    clause_id: str
    period: str | None
    before: ClauseSide | None
    after: ClauseSide | None


class HypotheticalLine(Answer):
    """What would stand in the book besides."""

    hours: Amount
    credits: Amount
    category: str
    level: str
    mode: str
    nature: str
    kind: str
    earned_from: date
    earned_to: date


class ChangedTeacher(Answer):
    """Somebody for whom something would be different."""

    teacher_id: UUID
    staff_number: str
    name: str
    school_id: UUID | None
    before: Verdict
    after: Verdict
    clauses: list[ClauseChangeResponse]
    lines: list[HypotheticalLine]


class Sentence(Answer):
    zh: str
    en: str


class RefusedTeacher(Answer):
    """Somebody to whom the class would bring nothing."""

    teacher_id: UUID
    staff_number: str
    name: str
    reasons: list[Sentence]


class VerdictCount(Answer):
    before: Result
    after: Result
    teachers: int


class ClauseCount(Answer):
    pack_id: str
    clause_id: str
    before: str = Field(description="A result, or - where the clause does not stand in the pack before")
    after: str
    results: int


class TriedClass(Answer):
    class_id: UUID
    title: str
    capacity: int | None
    enrolled: int
    ends_on: date | None


class WhatIfResponse(Answer):
    """Who would stand otherwise, of the teachers judged in this page.

    Nothing is posted or said to anybody; only the answer itself is kept, for repeats under the same key.
    """

    as_of: date
    known_at_seq: int
    pack: GoverningPack | None = Field(description="What was tried in the place of an assignment")
    tried_class: TriedClass | None
    judged: int = Field(description="Teachers looked at in this page")
    changed: int
    verdicts: list[VerdictCount] = Field(description="All who were judged, unchanged ones included")
    clauses: list[ClauseCount] = Field(description="Which clauses change, and how often")
    items: list[ChangedTeacher]
    refused: list[RefusedTeacher]
    next_cursor: str | None = Field(description="More teachers follow: ask again with it and with `known_at_seq`")
