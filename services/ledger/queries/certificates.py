"""Certificates: their numbers, what they stand on, what has become of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    DateTime,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, defer

from services.ledger.models import (
    AttestationNumber,
    Certificate,
    CertificateEntry,
    CertificateIssuer,
    CertificateNumber,
    CertificateRevocation,
    Entry,
    Participation,
)
from services.platform.database import any_of
from services.platform.errors import NotFound

Shown = tuple[Certificate, CertificateRevocation | None]


async def upsert_issuer(
    session: AsyncSession, *, district_id: int, issuer_code: str, name: str, number_prefix: str
) -> CertificateIssuer:
    adding = insert(CertificateIssuer).values(
        district_id=district_id, issuer_code=issuer_code, name=name, number_prefix=number_prefix
    )
    row = await session.scalars(
        adding.on_conflict_do_update(
            index_elements=["district_id", "issuer_code"],
            set_={"name": adding.excluded.name, "number_prefix": adding.excluded.number_prefix},
        ).returning(CertificateIssuer),
        execution_options={"populate_existing": True},
    )
    return row.one()


async def find_issuer(session: AsyncSession, *, district_id: int, issuer_code: str) -> CertificateIssuer | None:
    return await session.get(CertificateIssuer, (district_id, issuer_code))


async def list_issuers(session: AsyncSession, *, district_id: int) -> Sequence[CertificateIssuer]:
    rows = select(CertificateIssuer).filter_by(district_id=district_id).order_by(CertificateIssuer.issuer_code)
    return (await session.scalars(rows)).all()


async def has_issued(session: AsyncSession, *, district_id: int, issuer_code: str) -> bool:
    """Whether the issuer ever gave out a number, to a certificate or to an attestation."""
    given = [
        select(numbers.year).filter_by(district_id=district_id, issuer_code=issuer_code)
        for numbers in (CertificateNumber, AttestationNumber)
    ]
    return (await session.scalar(union_all(*given).limit(1))) is not None


async def take_numbers(session: AsyncSession, *, district_id: int, issuer_code: str, year: int, count: int) -> int:
    """The first of so many numbers of an issuer's year; its row stays locked, so that no gap is left by who fails."""
    await session.execute(
        insert(CertificateNumber)
        .values(district_id=district_id, issuer_code=issuer_code, year=year, last_number=0)
        .on_conflict_do_nothing()
    )
    last = await session.scalar(
        update(CertificateNumber)
        .where(
            CertificateNumber.district_id == district_id,
            CertificateNumber.issuer_code == issuer_code,
            CertificateNumber.year == year,
        )
        .values(last_number=CertificateNumber.last_number + count)
        .returning(CertificateNumber.last_number)
        .execution_options(synchronize_session=False)
    )
    if last is None:
        raise NotFound
    return last - count + 1


async def insert_certificates(
    session: AsyncSession, *, issued: Sequence[Certificate], entries: Sequence[tuple[UUID, UUID]]
) -> None:
    """Certificates, and (certificate, entry) of what each stands on."""
    session.add_all(issued)
    await session.flush()
    district_id = issued[0].district_id
    # One array a column: many entries have more parameters than a statement may have.
    await session.execute(
        insert(CertificateEntry).from_select(
            ["district_id", "certificate_id", "entry_id"],
            select(
                literal(district_id, Integer),
                func.unnest(bindparam("certificate_ids", [one for one, _ in entries], ARRAY(Uuid))),
                func.unnest(bindparam("entry_ids", [one for _, one in entries], ARRAY(Uuid))),
            ),
        )
    )


async def insert_revocations(
    session: AsyncSession,
    *,
    district_id: int,
    certificate_ids: Iterable[UUID],
    ground: str,
    reason: str | None,
    revoked_by: UUID | None,
    at: datetime,
) -> Sequence[UUID]:
    """Revoke these; return those that held until now."""
    wanted = sorted(certificate_ids)
    if not wanted:
        return []
    # One array: more certificates than a statement may have parameters may stand on what is taken back at once.
    revoking = select(
        literal(district_id, Integer),
        func.unnest(bindparam("certificate_ids", wanted, ARRAY(Uuid))),
        literal(ground, Text),
        literal(reason, Text),
        literal(revoked_by, Uuid),
        literal(at, DateTime(timezone=True)),
    )
    rows = await session.scalars(
        insert(CertificateRevocation)
        .from_select(["district_id", "certificate_id", "ground", "reason", "revoked_by", "revoked_at"], revoking)
        .on_conflict_do_nothing()
        .returning(CertificateRevocation.certificate_id)
    )
    return rows.all()


async def get_certificate(session: AsyncSession, *, district_id: int, certificate_id: UUID) -> Shown:
    return await _one(session, district_id, Certificate.certificate_id == certificate_id)


async def find_certificate_by_code(session: AsyncSession, *, district_id: int, code: str) -> Shown | None:
    try:
        return await _one(session, district_id, Certificate.code == code)
    except NotFound:
        return None


async def find_successor(session: AsyncSession, *, district_id: int, certificate_id: UUID) -> Certificate | None:
    """The certificate that was issued in the place of another."""
    found = select(Certificate).where(Certificate.district_id == district_id, Certificate.replaces == certificate_id)
    return (await session.scalars(found)).one_or_none()


async def list_certificates(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_ids: Sequence[UUID] | None,
    school_id: UUID | None,
    class_id: UUID | None,
    kind: str | None,
    holds: bool | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Shown]:
    """In the order in which they were issued; each narrowing may be None."""
    query = _shown(district_id).order_by(Certificate.certificate_id).limit(limit)
    if teacher_ids is not None:
        query = query.where(Certificate.teacher_id == any_of(teacher_ids))
    for column, value in (
        (Certificate.school_id, school_id),
        (Certificate.class_id, class_id),
        (Certificate.kind, kind),
    ):
        if value is not None:
            query = query.where(column == value)
    if holds is not None:
        absent = CertificateRevocation.certificate_id.is_(None)
        query = query.where(absent if holds else ~absent)
    if after is not None:
        query = query.where(Certificate.certificate_id > after)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def list_certificates_of_outcomes(
    session: AsyncSession, *, district_id: int, outcome_ids: Iterable[UUID]
) -> Sequence[Shown]:
    """Every edition of every certificate of these outcomes, the newest edition last."""
    wanted = bindparam("outcome_ids", list(outcome_ids), ARRAY(Uuid))
    query = _shown(district_id).where(Certificate.outcome_id == func.any(wanted)).order_by(Certificate.edition)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def list_entry_ids(session: AsyncSession, *, district_id: int, certificate_id: UUID) -> Sequence[UUID]:
    """The entries on which a certificate stands."""
    rows = await session.scalars(
        select(CertificateEntry.entry_id)
        .where(CertificateEntry.district_id == district_id, CertificateEntry.certificate_id == certificate_id)
        .order_by(CertificateEntry.entry_id)
    )
    return rows.all()


async def list_certificates_on(
    session: AsyncSession, *, district_id: int, entry_ids: Iterable[UUID]
) -> Sequence[Certificate]:
    """Certificates that stand on one of these entries."""
    wanted = bindparam("entry_ids", list(entry_ids), ARRAY(Uuid))
    standing = select(CertificateEntry.certificate_id).where(
        CertificateEntry.district_id == district_id, CertificateEntry.entry_id == func.any(wanted)
    )
    rows = select(Certificate).where(Certificate.district_id == district_id, Certificate.certificate_id.in_(standing))
    return (await session.scalars(rows.order_by(Certificate.certificate_id))).all()


async def map_entries_of_certificates(
    session: AsyncSession, *, district_id: int, certificate_ids: Iterable[UUID]
) -> Mapping[UUID, Sequence[tuple[Entry, bool]]]:
    """Of each of these the entries it stands on, with whether they were taken back."""
    reversal = aliased(Entry)
    taken_back = exists().where(reversal.district_id == Entry.district_id, reversal.reverses == Entry.entry_id)
    wanted = bindparam("certificate_ids", list(certificate_ids), ARRAY(Uuid))
    rows = await session.execute(
        select(CertificateEntry.certificate_id, Entry, taken_back)
        .join(
            Entry,
            and_(Entry.district_id == CertificateEntry.district_id, Entry.entry_id == CertificateEntry.entry_id),
        )
        .where(CertificateEntry.district_id == district_id, CertificateEntry.certificate_id == func.any(wanted))
        .order_by(Entry.seq)
        .options(defer(Entry.canonical, raiseload=True))
        .execution_options(populate_existing=True)
    )
    found: dict[UUID, list[tuple[Entry, bool]]] = {}
    for certificate_id, entry, reversed_ in rows:
        found.setdefault(certificate_id, []).append((entry, reversed_))
    return found


async def list_broken_numbers(session: AsyncSession, *, district_id: int) -> Sequence[tuple[str, int]]:
    """Issuers and years whose certificates are not numbered from 1 to the last number that was given."""
    given = func.coalesce(CertificateNumber.last_number, 0)
    rows = await session.execute(
        select(Certificate.issuer_code, Certificate.year)
        .outerjoin(
            CertificateNumber,
            and_(
                CertificateNumber.district_id == Certificate.district_id,
                CertificateNumber.issuer_code == Certificate.issuer_code,
                CertificateNumber.year == Certificate.year,
            ),
        )
        .where(Certificate.district_id == district_id)
        .group_by(Certificate.issuer_code, Certificate.year, given)
        .having(or_(func.count() != given, func.max(Certificate.number) != given))
        .order_by(Certificate.issuer_code, Certificate.year)
    )
    return [(row[0], row[1]) for row in rows]


async def lock_participations(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Sequence[UUID] | None
) -> Mapping[UUID, Participation]:
    """How these members, or all whose outcome was heard, came out; no newer outcome is heard meanwhile."""
    query = select(Participation).where(
        Participation.district_id == district_id,
        Participation.class_id == class_id,
        Participation.outcome_revision.is_not(None),
    )
    if teacher_ids is not None:
        query = query.where(Participation.teacher_id == func.any(bindparam("members", list(teacher_ids), ARRAY(Uuid))))
    rows = await session.scalars(
        query.order_by(Participation.teacher_id).with_for_update().execution_options(populate_existing=True)
    )
    return {row.teacher_id: row for row in rows}


async def list_participations_of(
    session: AsyncSession, *, district_id: int, members: Iterable[tuple[UUID, UUID]]
) -> Mapping[tuple[UUID, UUID], Participation]:
    """(class, teacher) -> how far the teacher came there."""
    pairs = list(members)
    asked = select(
        func.unnest(bindparam("class_ids", [one[0] for one in pairs], ARRAY(Uuid))).label("class_id"),
        func.unnest(bindparam("teacher_ids", [one[1] for one in pairs], ARRAY(Uuid))).label("teacher_id"),
    ).subquery()
    rows = await session.scalars(
        select(Participation)
        .join(
            asked,
            and_(asked.c.class_id == Participation.class_id, asked.c.teacher_id == Participation.teacher_id),
        )
        .where(Participation.district_id == district_id)
        .execution_options(populate_existing=True)
    )
    return {(row.class_id, row.teacher_id): row for row in rows}


async def list_entries_of_class(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Iterable[UUID]
) -> Sequence[Entry]:
    """Everything that a class ever earned these members, reversals included, in the order of the book."""
    wanted = bindparam("teacher_ids", list(teacher_ids), ARRAY(Uuid))
    rows = await session.scalars(
        select(Entry)
        .where(Entry.district_id == district_id, Entry.teacher_id == func.any(wanted), Entry.class_id == class_id)
        .order_by(Entry.seq)
        .options(defer(Entry.canonical, raiseload=True))
    )
    return rows.all()


async def _one(session: AsyncSession, district_id: int, *where: Any) -> Shown:
    row = (await session.execute(_shown(district_id).where(*where))).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1]


def _shown(district_id: int) -> Any:
    return (
        select(Certificate, CertificateRevocation)
        .outerjoin(
            CertificateRevocation,
            and_(
                CertificateRevocation.district_id == Certificate.district_id,
                CertificateRevocation.certificate_id == Certificate.certificate_id,
            ),
        )
        .where(Certificate.district_id == district_id)
        .execution_options(populate_existing=True)
    )
