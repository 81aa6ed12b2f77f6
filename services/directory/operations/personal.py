"""What the directory holds of a person: shown masked, told in full for a purpose, set right, and forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TimelineChanged
from services.directory import queries
from services.directory.errors import LastAdministrator, OwnRights, PurposeNeeded, StillInPost, TeacherIsMerged
from services.directory.models import Account, Identity, Teacher
from services.directory.operations.opening import Keys
from services.directory.operations.passwords import end_logins
from services.directory.operations.sealing import all_indexes, keys_of, opened, phone_index, seal
from services.directory.operations.teachers import TeacherFile, get_teacher
from services.directory.rules import ADMINISTRATOR, masked
from services.platform.access import Reach, Viewer
from services.platform.errors import NotFound
from services.platform.outbox import publish
from services.platform.stepping_up import demand_fresh_login
from services.platform.versions import demand_current

# What stands where a name stood.
FORGOTTEN: Final = "（已删除）"


@dataclass(frozen=True, slots=True)
class IdentityTold:
    """A document and a phone, masked or in full."""

    document_kind: str
    document: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Everything the directory holds of one person."""

    file: TeacherFile
    identity: IdentityTold | None
    former_numbers: Sequence[str]
    """Other staff numbers that were found to be the same person's."""
    accounts: Sequence[tuple[Account, bool]]
    """Each with whether a WeChat user is bound to it."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was removed, for nobody to bring back."""

    teacher_id: UUID
    documents: int
    accounts: int
    person_forgotten: bool
    """Whether the document leads to nobody in the country any more; not where another district holds the person."""


async def get_identity(
    session: AsyncSession, *, viewer: Viewer, teacher_id: UUID, keys: Keys, today: date
) -> IdentityTold:
    """Masked: enough to recognise one's own."""
    told = await _told(session, viewer=viewer, teacher_id=teacher_id, keys=keys, today=today)
    phone = None if told.phone is None else masked(told.phone, head=3, tail=4)
    return IdentityTold(told.document_kind, masked(told.document, head=3, tail=4), phone)


async def reveal_identity(
    session: AsyncSession,
    *,
    viewer: Viewer,
    teacher_id: UUID,
    purpose: str | None,
    keys: Keys,
    today: date,
    at: datetime,
) -> IdentityTold:
    """In full: one's own, or for a purpose that is kept, to who logged in a moment ago."""
    _demand_good_reason(viewer, teacher_id, purpose, at=at)
    return await _told(session, viewer=viewer, teacher_id=teacher_id, keys=keys, today=today)


async def get_personal_data(
    session: AsyncSession,
    *,
    viewer: Viewer,
    teacher_id: UUID,
    purpose: str | None,
    keys: Keys,
    today: date,
    at: datetime,
) -> PersonalData:
    """A copy of everything for the person, or for an officer whom the person asked and who logged in a moment ago."""
    _demand_good_reason(viewer, teacher_id, purpose, at=at)
    file = await get_teacher(session, viewer=viewer, teacher_id=teacher_id, on=today)
    district_id = viewer.principal.district_id
    identity = await queries.find_identity(session, district_id=district_id, teacher_id=teacher_id)
    former = await queries.list_former_numbers(session, district_id=district_id, teacher_id=teacher_id)
    numbers = [teacher_id, *(one.teacher_id for one in former)]
    accounts = await queries.list_accounts_of(session, district_id=district_id, teacher_ids=numbers)
    bound = await queries.list_bound_accounts(
        session, district_id=district_id, account_ids=[one.account_id for one in accounts]
    )
    return PersonalData(
        file,
        None if identity is None else await _opened(session, identity, keys),
        sorted(one.staff_number for one in former),
        [(one, one.account_id in bound) for one in accounts],
    )


async def change_phone(
    session: AsyncSession,
    *,
    viewer: Viewer,
    teacher_id: UUID,
    phone: str | None,
    keys: Keys,
    today: date,
    at: datetime,
) -> IdentityTold:
    """Set a phone right, or remove it; return what stands now, masked. NotFound where no document is known.

    A code sent there binds a WeChat user to the teacher's account: one's own, too, changes after a fresh login only.
    """
    district_id = viewer.principal.district_id
    await get_teacher(session, viewer=viewer, teacher_id=teacher_id, on=today)
    demand_fresh_login(viewer, at=at)
    await demand_current(session, viewer.principal)
    identity = await queries.lock_identity(session, district_id=district_id, teacher_id=teacher_id)
    if identity is None:
        raise NotFound
    ring = await keys_of(session, district_id=district_id, keys=keys)
    seal(identity, {**opened(identity, ring), "phone": phone}, ring)
    identity.phone_index = None if phone is None else phone_index(phone, keys)
    await session.flush()
    return await get_identity(session, viewer=viewer, teacher_id=teacher_id, keys=keys, today=today)


async def erase(
    session: AsyncSession, *, viewer: Viewer, teacher_id: UUID, keys: Keys, today: date, at: datetime
) -> Erasure:
    """Forget a person who has left: name, birthday, document, phone and logins. What was earned stays with the id."""
    district_id = viewer.principal.district_id
    teacher = await queries.lock_teacher(session, district_id=district_id, teacher_id=teacher_id)
    if teacher is None:
        raise NotFound
    viewer.demand(person_id=teacher_id)
    if teacher.merged_into is not None:
        raise TeacherIsMerged(into=teacher.merged_into)
    held = await queries.list_appointments(session, district_id=district_id, teacher_id=teacher_id)
    if any(one.valid_to is None or one.valid_to >= today for one in held):
        raise StillInPost
    everyone = [teacher, *await queries.list_former_numbers(session, district_id=district_id, teacher_id=teacher_id)]
    numbers = [one.teacher_id for one in everyone]
    accounts = await _close_accounts(session, viewer, numbers, at=at)
    documents = await queries.delete_identities(session, district_id=district_id, teacher_ids=numbers)
    await queries.forget_grounds(session, district_id=district_id, teacher_ids=numbers)
    forgotten = not await queries.is_held_elsewhere(session, district_id=district_id, person_id=teacher.person_id)
    if forgotten:
        ring = await keys_of(session, district_id=district_id, keys=keys)
        indexes = [index for one in documents for index in all_indexes(one, ring, keys)]
        await queries.delete_person(session, document_indexes=indexes, person_ids={teacher.person_id})
    for one in everyone:
        _forget(one)
    await session.flush()
    await publish(session, TimelineChanged(district_id=district_id, teacher_ids=(teacher_id,)))
    return Erasure(teacher_id, len(documents), accounts, forgotten)


def _forget(teacher: Teacher) -> None:
    teacher.name, teacher.birth_date = FORGOTTEN, None


async def _close_accounts(session: AsyncSession, viewer: Viewer, numbers: Sequence[UUID], *, at: datetime) -> int:
    """Nobody logs in as somebody who was forgotten, and their names are gone as well."""
    district_id = viewer.principal.district_id
    # As where an account is closed: first all of them, so that two who close each other's wait for one another.
    administrators = set(await queries.lock_administrators(session, district_id=district_id, role=ADMINISTRATOR))
    accounts = await queries.list_accounts_of(session, district_id=district_id, teacher_ids=numbers)
    account_ids = [one.account_id for one in accounts]
    if viewer.principal.account_id in account_ids:
        raise OwnRights
    if administrators and administrators.issubset(account_ids):
        raise LastAdministrator
    await queries.delete_wechat_bindings(session, district_id=district_id, account_ids=account_ids)
    for account in accounts:
        account.username, account.display_name = f"erased-{account.account_id}", FORGOTTEN
        account.password_hash, account.closed_at = None, account.closed_at or at
        await queries.delete_second_factor(session, district_id=district_id, account_id=account.account_id)
        await session.flush()
        await queries.restate_known_account(session, account)
        await end_logins(session, account, at=at)
    return len(accounts)


def _demand_good_reason(viewer: Viewer, teacher_id: UUID, purpose: str | None, *, at: datetime) -> None:
    viewer.demand(person_id=teacher_id)
    if viewer.principal.person_id == teacher_id:
        return
    if purpose is None:
        raise PurposeNeeded
    demand_fresh_login(viewer, at=at)


async def _told(session: AsyncSession, *, viewer: Viewer, teacher_id: UUID, keys: Keys, today: date) -> IdentityTold:
    district_id = viewer.principal.district_id
    if viewer.reach is Reach.DISTRICT:
        viewer.demand(person_id=teacher_id)
    else:
        await get_teacher(session, viewer=viewer, teacher_id=teacher_id, on=today)
    identity = await queries.find_identity(session, district_id=district_id, teacher_id=teacher_id)
    if identity is None:
        raise NotFound
    return await _opened(session, identity, keys)


async def _opened(session: AsyncSession, identity: Identity, keys: Keys) -> IdentityTold:
    told = opened(identity, await keys_of(session, district_id=identity.district_id, keys=keys))
    return IdentityTold(identity.document_kind, told["document"] or "", told["phone"])
