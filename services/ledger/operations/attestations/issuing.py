"""Issuing: what a teacher's year or cycle came to, judged by the pack, bound to a signed head of the book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.errors import NotAtThatSchool, NothingStated, NotJudged, NotYetSigned, TooManyTeachers
from services.ledger.models import Attestation, BookHead
from services.ledger.operations.attestations.stating import Wanted, list_wanted, state
from services.ledger.operations.heads import sign_head
from services.ledger.operations.judging import Bench, load_bench
from services.ledger.operations.reading import Named, get_visible_teacher
from services.ledger.queries import AttestationShown
from services.ledger.rules.attestations import AttestationKind, attested_facts, prefix_of, says_the_same
from services.ledger.rules.certificates import name_mark, new_code, number_text, sign_facts
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.database import allow_seconds
from services.platform.errors import DomainError, NotFound
from services.platform.ids import new_id
from services.platform.signing import Signer

# Judging takes some milliseconds each: as long as a request may last.
MOST_ATTESTED: Final = 500
_LONGEST_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Issued:
    """An attestation, and whether it was issued now or said the same already."""

    shown: AttestationShown
    anew: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one teacher of a school: an attestation, or why there is none."""

    teacher_id: UUID
    teacher: Named | None
    """None where the school has no such teacher: nothing is told of others."""
    issued: Issued | None
    refused: DomainError | None


async def issue_attestation(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID,
    kind: AttestationKind,
    on: date,
    issuer_code: str,
    signer: Signer,
    at: datetime,
) -> Issued:
    """Attest the judging year, or the cycle, of the pack in force in which a day lies, as the book knows it now.

    One that says the same and holds is given again instead. NotFound for a teacher out of reach or an unknown issuer;
    PeriodNotBegun; PackNotAssigned where nothing says what a year is; NotJudged where judging is at fault;
    NothingStated while the book is empty.
    """
    teacher = await get_visible_teacher(
        session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=at.astimezone(SHANGHAI).date()
    )
    issuing = _Issuing(session, viewer, district_id, await load_bench(session, district_id=district_id), signer, at)
    (issued,) = await issuing.issue([teacher], kind=kind, on=on, issuer_code=issuer_code)
    if isinstance(issued, DomainError):
        raise issued
    return issued


async def issue_attestations(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    school_id: UUID,
    teacher_ids: Sequence[UUID] | None,
    kind: AttestationKind,
    on: date,
    issuer_code: str,
    signer: Signer,
    at: datetime,
) -> Sequence[Fate]:
    """The same for these teachers of a school, or all in post there today; one who gets none never stops the others.

    In the order of staff numbers. NotFound for a school out of reach or an unknown issuer; TooManyTeachers.
    """
    viewer.demand(unit_id=school_id)
    if await directory.find_school(session, district_id=district_id, school_id=school_id) is None:
        raise NotFound
    await allow_seconds(session, _LONGEST_SECONDS)
    today = at.astimezone(SHANGHAI).date()
    there = await directory.list_appointed_on(session, district_id=district_id, on=today, school_id=school_id)
    asked = list(there) if teacher_ids is None else list(dict.fromkeys(teacher_ids))
    if len(asked) > MOST_ATTESTED:
        raise TooManyTeachers(most=MOST_ATTESTED)
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=there.keys() & set(asked))
    teachers = sorted(
        (Named(teacher_id, *told, school_id) for teacher_id, told in names.items()),
        key=lambda teacher: (teacher.staff_number, teacher.teacher_id),
    )
    issuing = _Issuing(session, viewer, district_id, await load_bench(session, district_id=district_id), signer, at)
    found = await issuing.issue(teachers, kind=kind, on=on, issuer_code=issuer_code)
    fates = [
        Fate(teacher.teacher_id, teacher, None, one)
        if isinstance(one, DomainError)
        else Fate(teacher.teacher_id, teacher, one, None)
        for teacher, one in zip(teachers, found, strict=True)
    ]
    return [*fates, *(Fate(one, None, None, NotAtThatSchool()) for one in asked if one not in names)]


@dataclass(frozen=True, slots=True)
class _Issuing:
    """One act of issuing, to one teacher or many, each judged by what the book says under its lock."""

    session: AsyncSession
    viewer: Viewer
    district_id: int
    bench: Bench
    signer: Signer
    at: datetime

    async def issue(
        self, teachers: Sequence[Named], *, kind: AttestationKind, on: date, issuer_code: str
    ) -> Sequence[Issued | DomainError]:
        """Of each teacher the attestation, or why there is none."""
        asked = await list_wanted(
            self.session,
            district_id=self.district_id,
            teachers=teachers,
            kind=kind,
            on=on,
            issuer_code=issuer_code,
            bench=self.bench,
            at=self.at,
        )
        wanted = [one for one in asked if isinstance(one, Wanted)]
        issued = await self._issue(wanted) if wanted else {}
        return [issued[one.teacher_id] if isinstance(one, Wanted) else one for one in asked]

    async def _issue(self, wanted: Sequence[Wanted]) -> Mapping[UUID, Issued | DomainError]:
        # Judging takes its time, so it is done before the book is locked, and again only of whose entries changed.
        ids = [one.teacher_id for one in wanted]
        known = await queries.get_head(self.session, district_id=self.district_id)
        said = await self._state(wanted, known_at_seq=known)
        await queries.lock_book(self.session, district_id=self.district_id)
        newest = await queries.map_last_seqs(self.session, district_id=self.district_id, teacher_ids=ids)
        # What was brought along has no number here by which it could be seen to have changed.
        former = await queries.map_former(self.session, district_id=self.district_id, teacher_ids=ids)
        brought = await queries.list_carrying(self.session, district_id=self.district_id, teacher_ids=[*ids, *former])
        carrying = {former.get(one, one) for one in brought}
        changed = [one for one in wanted if newest.get(one.teacher_id, 0) > known or one.teacher_id in carrying]
        if changed:
            known = await queries.get_head(self.session, district_id=self.district_id)
            for one in changed:
                said.pop(one.teacher_id, None)
            said |= await self._state(changed, known_at_seq=known)
        before = await queries.map_newest_attestations(
            self.session,
            district_id=self.district_id,
            teacher_ids=ids,
            kind=wanted[0].kind.value,
            firsts={one.period.span.first for one in wanted},
            issuer_code=wanted[0].issuer.issuer_code,
        )
        issued: dict[UUID, Issued | DomainError] = {}
        due: list[Wanted] = []
        for one in wanted:
            if one.teacher_id not in said:
                issued[one.teacher_id] = NotJudged()
                continue
            earlier = before.get((one.teacher_id, one.period.span.first))
            holds = (
                earlier is not None
                and earlier.status == "VALID"
                and is_named(earlier.attestation, one.teacher.name)
                and says_the_same(earlier.attestation.content, said[one.teacher_id])
            )
            if earlier is not None and holds:
                issued[one.teacher_id] = Issued(earlier, anew=False)
            else:
                due.append(one)
        if due:
            reach = max(known if one.teacher_id in carrying else newest.get(one.teacher_id, 0) for one in due)
            head = await _head_over(
                self.session, district_id=self.district_id, seq=reach, signer=self.signer, at=self.at
            )
            for made in await self._make_out(due, said, head):
                issued[made.teacher_id] = Issued(AttestationShown(made, None, grown=False, reissued=False), anew=True)
        return issued

    async def _state(self, wanted: Sequence[Wanted], *, known_at_seq: int) -> dict[UUID, dict[str, Any]]:
        return await state(
            self.session,
            district_id=self.district_id,
            wanted=wanted,
            bench=self.bench,
            known_at_seq=known_at_seq,
        )

    async def _make_out(
        self, due: Sequence[Wanted], said: Mapping[UUID, Mapping[str, Any]], head: BookHead
    ) -> Sequence[Attestation]:
        """Number, sign and keep them, in their order."""
        today = self.at.astimezone(SHANGHAI).date()
        first = await queries.take_attestation_numbers(
            self.session,
            district_id=self.district_id,
            issuer_code=due[0].issuer.issuer_code,
            year=today.year,
            count=len(due),
        )
        issued = [
            self._made_out(one, said[one.teacher_id], head, number=number, today=today)
            for number, one in enumerate(due, start=first)
        ]
        return await queries.insert_attestations(self.session, issued)

    def _made_out(
        self, wanted: Wanted, said: Mapping[str, Any], head: BookHead, *, number: int, today: date
    ) -> Attestation:
        code = new_code()
        content = {
            **said,
            "number": number_text(prefix_of(wanted.issuer.number_prefix), year=today.year, number=number),
            "name_mark": name_mark(code, wanted.teacher.name),
            "head": {
                "number": head.number,
                "seq": head.seq,
                "head_hash": head.head_hash.hex(),
                "tree_root": head.tree_root.hex(),
            },
        }
        stated = attested_facts(
            content, district_id=wanted.district_id, code=code, issued_on=today, known_at_seq=head.seq
        )
        return Attestation(
            district_id=wanted.district_id,
            attestation_id=new_id(),
            code=code,
            kind=wanted.kind.value,
            teacher_id=wanted.teacher_id,
            school_id=wanted.school_id,
            first=wanted.period.span.first,
            last=wanted.period.span.last,
            as_of=wanted.as_of,
            known_at_seq=head.seq,
            head_number=head.number,
            issuer_code=wanted.issuer.issuer_code,
            year=today.year,
            number=number,
            content=content,
            issued_on=today,
            issued_at=self.at,
            issued_by=self.viewer.principal.account_id,
            signed=sign_facts(self.signer, stated),
        )


async def _head_over(session: AsyncSession, *, district_id: int, seq: int, signer: Signer, at: datetime) -> BookHead:
    """The newest signed head: where it does not reach over the teacher's last entry, the book is signed now."""
    head = await queries.find_last_head(session, district_id=district_id)
    if head is None or head.seq < seq:
        head = await sign_head(session, district_id=district_id, signer=signer, at=at) or head
    if head is None:
        raise NothingStated
    if head.seq < seq:
        # A book that was never signed is signed in several turns.
        raise NotYetSigned
    return head


def is_named(one: Attestation, name: str) -> bool:
    """Whether that is the name it was issued to."""
    return str(one.content["name_mark"]) == name_mark(one.code, name)
