"""One act of issuing: what decides about each member of a class, and the papers numbered, signed and kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
    TooManyMembers,
)
from services.ledger.models import Certificate, CertificateIssuer, Entry, MergedTeacher, Participation
from services.ledger.operations.certificates.deciding import Judging
from services.ledger.rules import in_batches, root_of, still_standing
from services.ledger.rules.certificates import (
    NOT_POSTED_YET,
    NOTHING_EARNED,
    CertificateKind,
    Granted,
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
class Case:
    """Everything that decides about a member's certificate."""

    participation: Participation
    entries: Sequence[Entry]
    granted: Granted

    @property
    def holder(self) -> UUID:
        """As whom the member goes on: of a person found twice not whoever took part, but whose account holds it."""
        return self.entries[0].teacher_id

    @property
    def outcome_id(self) -> UUID | None:
        return self.entries[0].outcome_id


def numbers_of(teacher_ids: Iterable[UUID], merges: Iterable[MergedTeacher]) -> list[set[UUID]]:
    """Each of these with the other numbers of the person."""
    numbers = {teacher_id: {teacher_id} for teacher_id in teacher_ids}
    for one in merges:
        for teacher_id, other in ((one.teacher_id, one.into_teacher_id), (one.into_teacher_id, one.teacher_id)):
            if teacher_id in numbers:
                numbers[teacher_id].add(other)
    return list(numbers.values())


@dataclass(frozen=True, slots=True)
class Press:
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
    ) -> "Press":
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
        self, *, class_id: UUID, kind: CertificateKind, named: Collection[set[UUID]] | None
    ) -> dict[UUID, Case | Withheld]:
        """What decides about each member; `named` are those who are asked for, each by all numbers of the person.

        NotFound where somebody named has no result in the class under any of them.
        """
        offered = await queries.get_offered_class(self.session, district_id=self.district_id, class_id=class_id)
        results = await queries.lock_participations(
            self.session,
            district_id=self.district_id,
            class_id=class_id,
            teacher_ids=None if named is None else sorted(set().union(*named)),
        )
        if any(not known_as & results.keys() for known_as in named or ()):
            raise NotFound
        if len(results) > MOST_AT_ONCE:
            raise TooManyMembers(most=MOST_AT_ONCE)
        standing = await self._standing(class_id, results)
        newest = await queries.map_outcomes_posted(
            self.session,
            district_id=self.district_id,
            outcome_ids={one.outcome_id for some in standing.values() for one in some if one.outcome_id},
        )
        holders = {one.teacher_id for some in standing.values() for one in some}
        judging = await Judging.begin(
            self.session, district_id=self.district_id, offered=offered, teacher_ids={*results, *holders}
        )
        found: dict[UUID, Case | Withheld] = {}
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
            found[teacher_id] = Case(result, entries, decided) if isinstance(decided, Granted) else decided
        return found

    async def _standing(self, class_id: UUID, results: Mapping[UUID, Participation]) -> Mapping[UUID, list[Entry]]:
        """What stands for each member, in whichever account of the person it stands now."""
        merges = await queries.list_merges_of(self.session, district_id=self.district_id, teacher_ids=results)
        accounts = {*results, *(one.into_teacher_id for one in merges)}
        entries = still_standing(
            await queries.list_entries_of_class(
                self.session, district_id=self.district_id, class_id=class_id, teacher_ids=accounts
            )
        )
        roots = await queries.map_entries(
            self.session,
            district_id=self.district_id,
            entry_ids={root_of(one.award_key, one.entry_id) for one in entries},
        )
        standing: dict[UUID, list[Entry]] = defaultdict(list)
        for entry in entries:
            standing[roots[root_of(entry.award_key, entry.entry_id)].teacher_id].append(entry)
        return standing

    async def editions_of(
        self, kind: CertificateKind, cases: Sequence[Case]
    ) -> dict[UUID | None, tuple[Certificate, bool]]:
        """Of the results for which this kind was issued before, the newest and whether it has been revoked."""
        shown = await queries.list_certificates_of_outcomes(
            self.session,
            district_id=self.district_id,
            outcome_ids={case.outcome_id for case in cases if case.outcome_id},
        )
        return {
            certificate.outcome_id: (certificate, revocation is not None)
            for certificate, revocation in shown
            if certificate.kind == kind
        }

    async def make_out(
        self,
        kind: CertificateKind,
        *,
        class_id: UUID,
        due: Mapping[UUID, Case],
        signer: Signer,
        replaces: Certificate | None = None,
        reason: str | None = None,
    ) -> Sequence[Certificate]:
        """Number, sign and keep them, in the order of staff numbers, and say so."""
        if not due:
            return []
        names = await directory.map_teacher_names(
            self.session, district_id=self.district_id, teacher_ids={case.holder for case in due.values()}
        )
        schools = await directory.list_schools(self.session, district_id=self.district_id)
        school_names = {school.school_id: school.name for school in schools}
        order = sorted(due.values(), key=lambda case: (names[case.holder], case.participation.teacher_id))
        year = self.today.year
        first = await queries.take_numbers(
            self.session,
            district_id=self.district_id,
            issuer_code=self.issuer.issuer_code,
            year=year,
            count=len(order),
        )
        issued: list[Certificate] = []
        for number, case in enumerate(order, start=first):
            earliest = case.entries[0]
            code = new_code()
            content = self._content(case, number_text(self.issuer.number_prefix, year=year, number=number))
            content["school"] = school_names.get(earliest.school_id, "")
            content["holder"] = masked(names[case.holder][1])
            content["name_mark"] = name_mark(code, names[case.holder][1])
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
                    teacher_id=case.holder,
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
            entries=[
                (one.certificate_id, entry.entry_id)
                for one, case in zip(issued, order, strict=True)
                for entry in case.entries
            ],
        )
        for said in in_batches(issued, _SAID_AT_ONCE):
            await publish(
                self.session,
                CertificatesIssued(district_id=self.district_id, members=tuple(_issued(one) for one in said)),
            )
        return issued

    def _content(self, case: Case, number: str) -> dict[str, Any]:
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
