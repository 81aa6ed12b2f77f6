"""Bodies of attestations."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from services.ledger.models import Attestation, AttestationRevocation
from services.ledger.rules.attestations import AttestationGround, AttestationKind
from services.ledger.rules.certificates import printed_code
from services.ledger.schemas.refusals import RefusalResponse
from services.platform.types import Amount, Answer, Body, BulkBody, Code, Day, Id, Sentence
from services.policy.engine import Progress, Result

Status = Literal["VALID", "SUPERSEDED", "REVOKED"]


class AttestationRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"kind": "YEAR", "issuer_code": "COUNTY_BUREAU", "on": "2026-06-30"}]}
    )

    kind: AttestationKind = Field(description="The judging year of the pack in force, or its whole cycle")
    issuer_code: Code = Field(description="In whose name it is issued", examples=["COUNTY_BUREAU"])
    on: Day | None = Field(default=None, description="A day of that year or cycle; today by default")


class SchoolAttestationsRequest(AttestationRequest, BulkBody):
    teacher_ids: list[Id] | None = Field(
        default=None,
        min_length=1,
        max_length=500,
        description="Teachers of the school to attest; everybody in post there today by default",
    )


class AttestationRevocationRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "姓名登记有误，另行出具"}]})

    reason: Sentence


class SumStated(Answer):
    """What was earned under one code of a dimension, in the words of the pack."""

    code: str
    zh: str
    en: str
    hours: Amount
    credits: Amount


class SumsStated(Answer):
    category: list[SumStated]
    level: list[SumStated]
    mode: list[SumStated]


class ClauseStated(Answer):
    """A clause of the pack, and what came of it, as it was stated."""

    pack_id: str
    clause_id: str = Field(examples=["XC-02"])
    period: str | None
    severity: str
    result: Result
    progress: Progress
    title_zh: str
    title_en: str
    sentence_zh: str
    sentence_en: str


class HeadStated(Answer):
    """The signed head of the book up to which an attestation knew it; `/book/heads` has it whole."""

    number: int
    seq: int
    head_hash: str
    tree_root: str


class AttestedFacts(Answer):
    """What an attestation says. Nothing of it ever changes."""

    status: Status = Field(
        description="SUPERSEDED where the book has grown in its days, or a later one was issued about them: what it "
        "says was true and is no longer all. REVOKED where something that it states was taken back, or by decision"
    )
    kind: AttestationKind
    label_zh: str
    label_en: str
    number: str = Field(examples=["望教培证〔2026〕00001号"])
    code: str = Field(description="For public verification: the district and 128 random bits")
    district: str
    issuer: str
    school: str = Field(description="Where the holder stood on `as_of`")
    period: str = Field(description="The year, or first and last day of the cycle", examples=["2025-2026"])
    period_zh: str
    period_en: str
    first: date
    last: date
    as_of: date = Field(description="What was earned by this day: the last day, or the day of issue before it")
    hours: Amount
    credits: Amount
    carried_hours: Amount = Field(
        description="Brought along from other districts within these days: judged, but in none of these sums"
    )
    carried_credits: Amount
    entries: int = Field(description="Entries of the book behind these sums")
    sums: SumsStated
    pack_id: str
    pack_hash: str
    pack_zh: str
    pack_en: str
    verdict: Result
    progress: Progress
    verdict_zh: str
    verdict_en: str
    clauses: list[ClauseStated]
    known_at_seq: int = Field(description="The entry up to which the book was known")
    head: HeadStated
    issued_on: date
    revocation_ground: AttestationGround | None
    revoked_at: datetime | None
    reissued: bool = Field(description="Whether a later one was issued about the same days")
    signed: str = Field(description="Compact JWS (Ed25519) of the facts on paper; keys at /ledger/v1/book-keys")


class AttestationResponse(AttestedFacts):
    attestation_id: UUID
    teacher_id: UUID
    school_id: UUID
    issuer_code: str
    issued_at: datetime
    issued_by: UUID
    revocation_reason: str | None

    @classmethod
    def of(cls, one: Attestation, revocation: AttestationRevocation | None, *, status: str, reissued: bool) -> Self:
        return cls.model_validate(_facts(one, revocation, status=status, reissued=reissued))


class AttestationIssuedResponse(AttestationResponse):
    anew: bool = Field(description="False where one that says just this was issued before and is given again")

    @classmethod
    def issued(
        cls,
        one: Attestation,
        revocation: AttestationRevocation | None,
        *,
        status: str,
        reissued: bool,
        anew: bool,
    ) -> Self:
        return cls.model_validate({**_facts(one, revocation, status=status, reissued=reissued), "anew": anew})


class AttestationGiven(Answer):
    """An attestation in short; `get_attestation` has it whole."""

    attestation_id: UUID
    number: str = Field(examples=["望教培证〔2026〕00001号"])
    code: str = Field(description="For public verification")
    first: date
    as_of: date
    hours: Amount
    credits: Amount
    verdict: Result
    progress: Progress
    anew: bool = Field(description="False where one that says just this was issued before and is given again")

    @classmethod
    def of(cls, one: Attestation, *, anew: bool) -> Self:
        return cls(
            attestation_id=one.attestation_id,
            number=one.content["number"],
            code=printed_code(one.district_id, one.code),
            first=one.first,
            as_of=one.as_of,
            hours=Decimal(one.content["hours"]),
            credits=Decimal(one.content["credits"]),
            verdict=Result(one.content["verdict"]),
            progress=Progress(one.content["progress"]),
            anew=anew,
        )


class AttestationFateResponse(Answer):
    """A teacher with the attestation, or with why there is none."""

    teacher_id: UUID
    staff_number: str | None = Field(description="Null for whom the school has not")
    name: str | None
    attestation: AttestationGiven | None
    refusal: RefusalResponse | None


class SchoolAttestationsResponse(Answer):
    """In the order of staff numbers; whoever is not of the school last."""

    issued: int = Field(description="Issued now")
    given_again: int = Field(description="Issued before, and still saying just this")
    refused: int
    items: list[AttestationFateResponse]


class PublicAttestationResponse(AttestedFacts):
    """What anybody who holds the paper may know: enough to hold every line of it against the book."""

    holder: str = Field(description="Masked", examples=["王**"])
    name_matches: bool | None = Field(description="Whether `name` is the holder's; null where none was given")

    @classmethod
    def shown(
        cls,
        one: Attestation,
        revocation: AttestationRevocation | None,
        *,
        status: str,
        reissued: bool,
        name_matches: bool | None,
    ) -> Self:
        return cls.model_validate(
            {**_facts(one, revocation, status=status, reissued=reissued), "name_matches": name_matches}
        )


def _facts(
    one: Attestation, revocation: AttestationRevocation | None, *, status: str, reissued: bool
) -> dict[str, Any]:
    content = dict(one.content)
    sums = {
        dimension: [{**row, "hours": Decimal(row["hours"]), "credits": Decimal(row["credits"])} for row in rows]
        for dimension, rows in content["sums"].items()
    }
    return {
        **content,
        "sums": sums,
        "hours": Decimal(content["hours"]),
        "credits": Decimal(content["credits"]),
        "carried_hours": Decimal(content["carried_hours"]),
        "carried_credits": Decimal(content["carried_credits"]),
        "status": status,
        "reissued": reissued,
        "attestation_id": one.attestation_id,
        "kind": one.kind,
        "code": printed_code(one.district_id, one.code),
        "teacher_id": one.teacher_id,
        "school_id": one.school_id,
        "first": one.first,
        "last": one.last,
        "as_of": one.as_of,
        "known_at_seq": one.known_at_seq,
        "issuer_code": one.issuer_code,
        "issued_on": one.issued_on,
        "issued_at": one.issued_at,
        "issued_by": one.issued_by,
        "signed": one.signed,
        "revocation_ground": None if revocation is None else revocation.ground,
        "revocation_reason": None if revocation is None else revocation.reason,
        "revoked_at": None if revocation is None else revocation.revoked_at,
    }
