"""Bodies of certificates."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from services.ledger.models import Certificate, CertificateRevocation
from services.ledger.rules.certificates import CertificateKind, Ground, printed_code
from services.platform.types import Amount, Answer, Body, Id, Name, Sentence


class IssuerRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "望江县教育局", "number_prefix": "望教培"}]})

    name: Name
    number_prefix: Annotated[Name, StringConstraints(max_length=20)] = Field(
        description="How its numbers begin: `望教培` gives `望教培〔2026〕00001号`"
    )


class IssuerResponse(Answer):
    issuer_code: str = Field(examples=["COUNTY_BUREAU"])
    name: str
    number_prefix: str


class CertificatesRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"kind": "COMPLETION", "issuer_code": "COUNTY_BUREAU"}]})

    kind: CertificateKind
    issuer_code: str = Field(min_length=1, max_length=64, examples=["COUNTY_BUREAU"])
    teacher_ids: list[Id] | None = Field(
        default=None,
        min_length=1,
        max_length=500,
        description="Members to issue to; everybody whose result is known by default",
    )


class ReissueRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "原证书遗失，本人书面申请补发"}]})

    reason: Sentence


class RevocationRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "经核查，由他人代为参加考核"}]})

    reason: Sentence


class CertificateResponse(Answer):
    """A certificate as it was issued, and what has become of it. Nothing of what was issued ever changes."""

    certificate_id: UUID
    kind: CertificateKind
    label_zh: str = Field(description="In the words of the pack, where it has any", examples=["“领雁工程”培训结业证书"])
    label_en: str
    number: str = Field(examples=["望教培〔2026〕00001号"])
    code: str = Field(description="For public verification: the district and 128 random bits")
    teacher_id: UUID
    school_id: UUID = Field(description="The teacher's school when it was earned")
    class_id: UUID
    outcome_id: UUID
    revision: int = Field(description="The revision of the outcome that it is bound to")
    issuer_code: str
    issuer: str
    title: str
    grade: str | None
    hours: Amount
    credits: Amount
    earned_from: date
    earned_to: date
    clause_id: str | None = Field(description="The clause of the pack that grants it")
    issued_on: date
    issued_at: datetime
    issued_by: UUID
    edition: int = Field(description="1, and one more with each reissue")
    replaces: UUID | None = Field(description="The certificate that it was issued in the place of")
    reason: str | None = Field(description="Of a reissue")
    status: Literal["VALID", "REVOKED"]
    revocation_ground: Ground | None
    revocation_reason: str | None
    revoked_at: datetime | None
    signed: str = Field(description="Compact JWS (Ed25519) of the facts on paper; keys at /ledger/v1/book-keys")

    @classmethod
    def of(cls, one: Certificate, revocation: CertificateRevocation | None) -> Self:
        return cls.model_validate(_facts(one, revocation))


class CertificateInFull(CertificateResponse):
    entry_ids: list[UUID] = Field(description="The entries of the book it stands on")

    @classmethod
    def with_entries(cls, one: Certificate, revocation: CertificateRevocation | None, entry_ids: list[UUID]) -> Self:
        return cls.model_validate({**_facts(one, revocation), "entry_ids": entry_ids})


class WithheldResponse(Answer):
    code: Literal[
        "not-passed",
        "not-excellent",
        "not-for-new-teachers",
        "nothing-earned",
        "not-posted-yet",
        "not-granted",
        "clause-not-reached",
        "issued-already",
        "revoked-before",
    ]
    sentence_zh: str
    sentence_en: str
    certificate_id: UUID | None = Field(description="The certificate that was issued before")


class MemberResponse(Answer):
    """A member with the certificate, or with why there is none."""

    teacher_id: UUID
    certificate: CertificateResponse | None
    withheld: WithheldResponse | None


class CertificatesResponse(Answer):
    issued: int
    items: list[MemberResponse]


class PublicCertificateResponse(Answer):
    """What anybody who holds the paper may know: enough to hold every line of it against the book."""

    status: Literal["VALID", "REVOKED"]
    code: str
    number: str
    kind: CertificateKind
    label_zh: str
    label_en: str
    district: str
    issuer: str
    holder: str = Field(description="Masked", examples=["王**"])
    name_matches: bool | None = Field(description="Whether `name` is the holder's; null where none was given")
    title: str
    hours: Amount
    credits: Amount
    earned_from: date
    earned_to: date
    issued_on: date
    revocation_ground: Ground | None
    revoked_at: datetime | None
    reissued: bool = Field(description="Whether another certificate was issued in its place")
    signed: str = Field(description="Compact JWS (Ed25519) of these facts; keys at /ledger/v1/book-keys")

    @classmethod
    def shown(
        cls, one: Certificate, revocation: CertificateRevocation | None, *, name_matches: bool | None, reissued: bool
    ) -> Self:
        return cls.model_validate({**_facts(one, revocation), "name_matches": name_matches, "reissued": reissued})


def _facts(one: Certificate, revocation: CertificateRevocation | None) -> dict[str, object]:
    content = dict(one.content)
    return {
        **content,
        "hours": Decimal(content["hours"]),
        "credits": Decimal(content["credits"]),
        "certificate_id": one.certificate_id,
        "kind": one.kind,
        "code": printed_code(one.district_id, one.code),
        "teacher_id": one.teacher_id,
        "school_id": one.school_id,
        "class_id": one.class_id,
        "outcome_id": one.outcome_id,
        "revision": one.revision,
        "issuer_code": one.issuer_code,
        "issued_on": one.issued_on,
        "issued_at": one.issued_at,
        "issued_by": one.issued_by,
        "edition": one.edition,
        "replaces": one.replaces,
        "reason": one.reason,
        "signed": one.signed,
        "status": "VALID" if revocation is None else "REVOKED",
        "revocation_ground": None if revocation is None else revocation.ground,
        "revocation_reason": None if revocation is None else revocation.reason,
        "revoked_at": None if revocation is None else revocation.revoked_at,
    }
