"""Issuing: a person has the certificates of a class made out, each bound to a result and to entries of the book."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import CertificatesIssued, IssuedCertificate
from services.directory import queries as directory
from services.ledger import queries
from services.ledger.errors import (
    CertificateReplaced,
    CertificateWithheld,
    IssuerInUse,
    TooManyMembers,
)
from services.ledger.models import Certificate, CertificateIssuer, Entry, Participation
from services.ledger.operations.certificates.deciding import Judging
from services.ledger.operations.certificates.revoking import revoke
from services.ledger.rules import in_batches, still_standing
from services.ledger.rules.certificates import (
    ISSUED_ALREADY,
    NOT_POSTED_YET,
    NOTHING_EARNED,
    REVOKED_BEFORE,
    CertificateKind,
    Granted,
    Ground,
    Withheld,
    facts_on_paper,
    masked,
    name_mark,
    new_code,
    number_text,
    printed_code,
    sign_facts,
)
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.outbox import publish
from services.platform.signing import Signer

MOST_AT_ONCE: Final = 500
_SAID_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Member:
    """What became of one member of a class: a certificate, or why there is none."""

    teacher_id: UUID
    certificate: Certificate | None
    withheld: Withheld | None
    earlier: UUID | None = None
    """The certificate that stands in the way."""


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything that decides about a member's certificate."""

    participation: Participation
    entries: Sequence[Entry]
    granted: Granted


async def put_issuer(
    session: AsyncSession, *, district_id: int, issuer_code: str, name: str, number_prefix: str
) -> CertificateIssuer:
    """Name an issuer, or rename one. IssuerInUse where numbers would read otherwise than on paper."""
    # Nobody takes a number meanwhile: who issues holds the book too.
    await queries.lock_book(session, district_id=district_id)
    known = await queries.find_issuer(session, district_id=district_id, issuer_code=issuer_code)
    issued = await queries.has_issued(session, district_id=district_id, issuer_code=issuer_code)
    if known is not None and known.number_prefix != number_prefix and issued:
        raise IssuerInUse
    return await queries.upsert_issuer(
        session, district_id=district_id, issuer_code=issuer_code, name=name, number_prefix=number_prefix
    )


async def list_issuers(session: AsyncSession, *, district_id: int) -> Sequence[CertificateIssuer]:
    return await queries.list_issuers(session, district_id=district_id)


async def issue_certificates(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    class_id: UUID,
    kind: CertificateKind,
    issuer_code: str,
    teacher_ids: Sequence[UUID] | None,
    signer: Signer,
    at: datetime,
) -> Sequence[Member]:
    """Issue to these members of a class, or to all whose result is known; one who gets none never stops the others.

    NotFound for a class or issuer that is not there; TooManyMembers beyond 500.
    """
    press = await _Issuing.begin(session, viewer=viewer, district_id=district_id, issuer_code=issuer_code, at=at)
    found = await press.look(class_id=class_id, kind=kind, teacher_ids=teacher_ids)
    earlier = await press.editions_of(kind, [case for case in found.values() if isinstance(case, _Case)])
    members: list[Member] = []
    due: dict[UUID, _Case] = {}
    for teacher_id, case in found.items():
        if isinstance(case, Withheld):
            members.append(Member(teacher_id, None, case))
            continue
        before = earlier.get(teacher_id)
        if before is None:
            due[teacher_id] = case
            continue
        certificate, revoked = before
        withheld = REVOKED_BEFORE if revoked else ISSUED_ALREADY
        members.append(Member(teacher_id, None, withheld, certificate.certificate_id))
    issued = await press.make_out(kind, class_id=class_id, due=due, signer=signer)
    return [*(Member(one.teacher_id, one, None) for one in issued), *members]


async def reissue_certificate(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    certificate_id: UUID,
    reason: str,
    signer: Signer,
    at: datetime,
) -> Certificate:
    """Issue another in the place of one that was lost, spoilt or revoked: with a number, code and revision of its own.

    What it replaces holds no longer. CertificateReplaced where that was done before; CertificateWithheld where the
    result gives no right to one now.
    """
    old, _ = await queries.get_certificate(session, district_id=district_id, certificate_id=certificate_id)
    press = await _Issuing.begin(session, viewer=viewer, district_id=district_id, issuer_code=old.issuer_code, at=at)
    kind = CertificateKind(old.kind)
    found = await press.look(class_id=old.class_id, kind=kind, teacher_ids=[old.teacher_id])
    successor = await queries.find_successor(session, district_id=district_id, certificate_id=certificate_id)
    if successor is not None:
        raise CertificateReplaced(number=successor.content["number"])
    case = found[old.teacher_id]
    if isinstance(case, Withheld):
        raise CertificateWithheld(reason=case.said)
    await revoke(
        session,
        district_id=district_id,
        certificates=[old],
        ground=Ground.REISSUED,
        at=at,
        reason=reason,
        revoked_by=viewer.principal.account_id,
    )
    (issued,) = await press.make_out(
        kind, class_id=old.class_id, due={old.teacher_id: case}, signer=signer, replaces=old, reason=reason
    )
    return issued


@dataclass(frozen=True, slots=True)
class _Issuing:
    """One act of issuing: under the lock of the book nothing that certificates stand on is taken back meanwhile."""

    session: AsyncSession
    viewer: Viewer
    district_id: int
    district: str
    issuer: CertificateIssuer
    at: datetime

    @classmethod
    async def begin(
        cls, session: AsyncSession, *, viewer: Viewer, district_id: int, issuer_code: str, at: datetime
    ) -> "_Issuing":
        await queries.lock_book(session, district_id=district_id)
        issuer = await queries.find_issuer(session, district_id=district_id, issuer_code=issuer_code)
        district = await directory.find_district(session, district_id=district_id)
        if issuer is None or district is None:
            raise NotFound
        return cls(session, viewer, district_id, district.name, issuer, at)

    @property
    def today(self) -> date:
        return self.at.astimezone(SHANGHAI).date()

    async def look(
        self, *, class_id: UUID, kind: CertificateKind, teacher_ids: Sequence[UUID] | None
    ) -> dict[UUID, _Case | Withheld]:
        """What decides about each of these members; NotFound where a named one has no result in the class."""
        offered = await queries.get_offered_class(self.session, district_id=self.district_id, class_id=class_id)
        results = await queries.lock_participations(
            self.session, district_id=self.district_id, class_id=class_id, teacher_ids=teacher_ids
        )
        if teacher_ids is not None and set(teacher_ids) - results.keys():
            raise NotFound
        if len(results) > MOST_AT_ONCE:
            raise TooManyMembers(most=MOST_AT_ONCE)
        standing: dict[UUID, list[Entry]] = defaultdict(list)
        for entry in still_standing(
            await queries.list_entries_of_class(
                self.session, district_id=self.district_id, class_id=class_id, teacher_ids=results
            )
        ):
            standing[entry.teacher_id].append(entry)
        newest = await queries.map_outcomes_posted(
            self.session,
            district_id=self.district_id,
            outcome_ids={one.outcome_id for some in standing.values() for one in some if one.outcome_id},
        )
        judging = await Judging.begin(self.session, district_id=self.district_id, offered=offered, members=results)
        found: dict[UUID, _Case | Withheld] = {}
        for teacher_id, result in results.items():
            entries = standing.get(teacher_id, [])
            outcome_id = entries[0].outcome_id if entries else None
            heard = newest.get(outcome_id) if outcome_id else None
            if heard is not None and heard.revision != result.outcome_revision:
                # The two halves of one event are heard in transactions of their own.
                found[teacher_id] = NOT_POSTED_YET
                continue
            decided = judging.decide(kind, result, entries, on=self.today)
            if isinstance(decided, Granted) and heard is None:
                decided = NOTHING_EARNED
            found[teacher_id] = _Case(result, entries, decided) if isinstance(decided, Granted) else decided
        return found

    async def editions_of(self, kind: CertificateKind, cases: Sequence[_Case]) -> dict[UUID, tuple[Certificate, bool]]:
        """Of who has been issued this kind before, the newest and whether it has been revoked."""
        shown = await queries.list_certificates_of_outcomes(
            self.session,
            district_id=self.district_id,
            outcome_ids={case.entries[0].outcome_id for case in cases if case.entries[0].outcome_id},
        )
        return {
            certificate.teacher_id: (certificate, revocation is not None)
            for certificate, revocation in shown
            if certificate.kind == kind
        }

    async def make_out(
        self,
        kind: CertificateKind,
        *,
        class_id: UUID,
        due: Mapping[UUID, _Case],
        signer: Signer,
        replaces: Certificate | None = None,
        reason: str | None = None,
    ) -> Sequence[Certificate]:
        """Number, sign and keep them, in the order of staff numbers, and say so."""
        if not due:
            return []
        names = await directory.map_teacher_names(self.session, district_id=self.district_id, teacher_ids=due)
        schools = await directory.list_schools(self.session, district_id=self.district_id)
        school_names = {school.school_id: school.name for school in schools}
        order = sorted(due, key=lambda teacher_id: (names[teacher_id], teacher_id))
        year = self.today.year
        first = await queries.take_numbers(
            self.session,
            district_id=self.district_id,
            issuer_code=self.issuer.issuer_code,
            year=year,
            count=len(order),
        )
        issued: list[Certificate] = []
        for number, teacher_id in enumerate(order, start=first):
            case = due[teacher_id]
            earliest = case.entries[0]
            code = new_code()
            content = self._content(case, number_text(self.issuer.number_prefix, year=year, number=number))
            content["school"] = school_names.get(earliest.school_id, "")
            content["holder"] = masked(names[teacher_id][1])
            content["name_mark"] = name_mark(code, names[teacher_id][1])
            issued.append(
                Certificate(
                    district_id=self.district_id,
                    certificate_id=new_id(),
                    code=code,
                    kind=kind.value,
                    outcome_id=earliest.outcome_id,
                    revision=case.participation.outcome_revision,
                    edition=1 if replaces is None else replaces.edition + 1,
                    replaces=None if replaces is None else replaces.certificate_id,
                    reason=reason,
                    issuer_code=self.issuer.issuer_code,
                    year=year,
                    number=number,
                    teacher_id=teacher_id,
                    school_id=earliest.school_id,
                    class_id=class_id,
                    content=content,
                    issued_on=self.today,
                    issued_at=self.at,
                    issued_by=self.viewer.principal.account_id,
                    signed=sign_facts(
                        signer,
                        facts_on_paper(content, district_id=self.district_id, code=code, issued_on=self.today),
                    ),
                )
            )
        await queries.insert_certificates(
            self.session,
            issued=issued,
            entries=[(one.certificate_id, entry.entry_id) for one in issued for entry in due[one.teacher_id].entries],
        )
        for said in in_batches(issued, _SAID_AT_ONCE):
            await publish(
                self.session,
                CertificatesIssued(district_id=self.district_id, members=tuple(_issued(one) for one in said)),
            )
        return issued

    def _content(self, case: _Case, number: str) -> dict[str, Any]:
        entries = case.entries
        return {
            "number": number,
            "label_zh": case.granted.label.zh,
            "label_en": case.granted.label.en,
            "clause_id": case.granted.clause_id,
            "issuer": self.issuer.name,
            "district": self.district,
            "title": entries[0].title,
            "grade": case.participation.grade,
            "hours": str(sum((entry.hours for entry in entries), Decimal(0))),
            "credits": str(sum((entry.credits for entry in entries), Decimal(0))),
            "earned_from": min(entry.earned_from for entry in entries).isoformat(),
            "earned_to": max(entry.earned_to for entry in entries).isoformat(),
            "pack_id": entries[0].pack_id,
            "pack_hash": entries[0].pack_hash,
        }


def _issued(one: Certificate) -> IssuedCertificate:
    return IssuedCertificate(
        certificate_id=one.certificate_id,
        kind=one.kind,
        number=one.content["number"],
        code=printed_code(one.district_id, one.code),
        teacher_id=one.teacher_id,
        school_id=one.school_id,
        class_id=one.class_id,
        outcome_id=one.outcome_id,
        revision=one.revision,
        hours=Decimal(one.content["hours"]),
        credits=Decimal(one.content["credits"]),
        issued_on=one.issued_on,
        replaces=one.replaces,
    )
