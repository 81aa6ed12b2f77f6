"""Personal data are sealed by a key of their district, which stands beside them wrapped by the deployment's."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.models import DataKey, Identity
from services.directory.operations.opening import Keys
from services.platform import clock, crypto

SEALED: Final = (("document_sealed", "document"), ("phone_sealed", "phone"))
_MOST_AT_ONCE: Final = 1_000


class KeyUnknown(Exception):
    """A district's key was wrapped by none of what DATA_KEY holds."""


@dataclass(frozen=True, slots=True, repr=False)
class DistrictKeys:
    """The keys of one district by their numbers, and what sealed before there were any."""

    by_id: Mapping[int, bytes]
    before: Keys

    @property
    def newest(self) -> int:
        return max(self.by_id)

    def seal(self, plain: str, *, place: str) -> bytes:
        """By the newest key, whose number is to stand beside it."""
        return crypto.seal(self.by_id[self.newest], plain, place=place)

    def unseal(self, sealed: bytes, *, key_id: int | None, place: str) -> str:
        if key_id is not None:
            # While the release before still runs, it seals anew without saying by which key.
            with suppress(InvalidTag):
                return crypto.unseal(self.by_id[key_id], sealed, place=place)
        return self.before.unseal(sealed, place=place)


async def keys_of(session: AsyncSession, *, district_id: int, keys: Keys) -> DistrictKeys:
    """The keys of a district; its first is made when it is first needed."""
    rows = await queries.list_data_keys(session, district_id=district_id)
    if not rows:
        await _make_key(session, district_id=district_id, number=1, keys=keys, at=clock.now())
        # Another transaction may have made it meanwhile: theirs stands then.
        rows = await queries.list_data_keys(session, district_id=district_id)
    return DistrictKeys({row.key_id: _unwrapped(row, keys) for row in rows}, keys)


async def rewrap_keys(session: AsyncSession, *, district_id: int, keys: Keys) -> int:
    """Wrap every key of a district by the deployment's of today; return how many were wrapped by the former one."""
    rows = [
        row
        for row in await queries.lock_data_keys(session, district_id=district_id)
        if row.wrapped_by != crypto.name_of(keys.data)
    ]
    for row in rows:
        row.wrapped = _wrapped(district_id, row.key_id, _unwrapped(row, keys), keys)
        row.wrapped_by = crypto.name_of(keys.data)
    await session.flush()
    return len(rows)


async def renew_key(session: AsyncSession, *, district_id: int, keys: Keys, at: datetime) -> int:
    """Give a district a new key; return its number. What was sealed before stays so until it is resealed."""
    known = await queries.lock_data_keys(session, district_id=district_id)
    number = max((row.key_id for row in known), default=0) + 1
    await _make_key(session, district_id=district_id, number=number, keys=keys, at=at)
    return number


@dataclass(frozen=True, slots=True)
class Resealed:
    """What one step of it did, and the teacher after whom the next goes on; None when none is left."""

    many: int
    unreadable: Sequence[UUID]
    """Teachers whose document or phone no key opens; they stay as they are."""
    last: UUID | None


async def reseal(session: AsyncSession, *, district_id: int, keys: Keys, after: UUID | None = None) -> Resealed:
    """Seal by the newest key what stands under another one; look at some persons, those after one.

    Each is opened: what the release before wrote was sealed by the deployment's key, whatever number stands beside it.
    """
    ring = await keys_of(session, district_id=district_id, keys=keys)
    rows = await queries.lock_identities_after(session, district_id=district_id, teacher_id=after, limit=_MOST_AT_ONCE)
    others = [row for row in rows if not _is_sealed_by_newest(row, ring)]
    unreadable = []
    for row in others:
        try:
            seal(row, opened(row, ring), ring)
        except InvalidTag:
            unreadable.append(row.teacher_id)
    await session.flush()
    last = rows[-1].teacher_id if len(rows) == _MOST_AT_ONCE else None
    return Resealed(len(others) - len(unreadable), unreadable, last)


async def reindex(session: AsyncSession, *, district_id: int, keys: Keys, after: UUID | None = None) -> Resealed:
    """Let documents and phones be found by the key of today; look at some persons, those after one.

    What was hashed by another is worked out from the number itself, which is opened for it.
    """
    await queries.hold_claims(session)
    ring = await keys_of(session, district_id=district_id, keys=keys)
    rows = await queries.lock_identities_after(session, district_id=district_id, teacher_id=after, limit=_MOST_AT_ONCE)
    unreadable: list[UUID] = []
    moved: dict[bytes, bytes] = {}
    many = 0
    for row in rows:
        try:
            told = opened(row, ring)
        except InvalidTag:
            unreadable.append(row.teacher_id)
            continue
        index, *others = document_indexes(row.document_kind, told["document"] or "", keys)
        phone = None if told["phone"] is None else phone_index(told["phone"], keys)
        many += (index, phone) != (row.document_index, row.phone_index)
        moved |= {other: index for other in (row.document_index, *others) if other != index}
        row.document_index, row.phone_index = index, phone
    await session.flush()
    await queries.rename_claims(session, moved)
    last = rows[-1].teacher_id if len(rows) == _MOST_AT_ONCE else None
    return Resealed(many, unreadable, last)


async def reseal_second_factors(session: AsyncSession, *, district_id: int, keys: Keys) -> int:
    """Seal what belongs to accounts by the deployment's key of today; return how many there are."""
    factors = await queries.list_second_factors(session, district_id=district_id)
    for factor in factors:
        place = f"{factor.district_id}|{factor.account_id}|totp"
        factor.secret_sealed = crypto.seal(keys.data, keys.unseal(factor.secret_sealed, place=place), place=place)
        if factor.offered_sealed is not None:
            factor.offered_sealed = crypto.seal(keys.data, keys.unseal(factor.offered_sealed, place=place), place=place)
    await session.flush()
    return len(factors)


def phone_index(phone: str, keys: Keys) -> bytes:
    """By which it is seen that a phone is another than before, without opening it."""
    return phone_indexes(phone, keys)[0]


def phone_indexes(phone: str, keys: Keys) -> list[bytes]:
    """By any of which it may stand while a key changes, today's first."""
    return keys.ever_index(f"PHONE|{phone}")


def document_indexes(kind: str, document: str, keys: Keys) -> list[bytes]:
    """By which a document is found without opening any; as of phones."""
    return keys.ever_index(f"{kind}|{document}")


def all_indexes(identity: Identity, ring: DistrictKeys, keys: Keys) -> list[bytes]:
    """Under which a person may be claimed for a document that is held: while a key changes, it is opened to tell."""
    if keys.change:
        with suppress(InvalidTag):
            return document_indexes(identity.document_kind, opened(identity, ring)["document"] or "", keys)
    return [identity.document_index]


def opened(identity: Identity, ring: DistrictKeys) -> dict[str, str | None]:
    """The numbers of a document and a phone, readable."""
    told: dict[str, str | None] = {}
    for column, what in SEALED:
        sealed = getattr(identity, column)
        place = f"{identity.district_id}|{identity.teacher_id}|{what}"
        told[what] = None if sealed is None else ring.unseal(sealed, key_id=identity.key_id, place=place)
    return told


def _is_sealed_by_newest(identity: Identity, ring: DistrictKeys) -> bool:
    if identity.key_id != ring.newest:
        return False
    try:
        for column, what in SEALED:
            sealed = getattr(identity, column)
            if sealed is not None:
                place = f"{identity.district_id}|{identity.teacher_id}|{what}"
                crypto.unseal(ring.by_id[ring.newest], sealed, place=place)
    except InvalidTag:
        return False
    return True


def seal(identity: Identity, told: Mapping[str, str | None], ring: DistrictKeys) -> None:
    """Write these numbers into a row, sealed by the newest key as that teacher's: what is sealed says whose it is."""
    for column, what in SEALED:
        plain, place = told[what], f"{identity.district_id}|{identity.teacher_id}|{what}"
        setattr(identity, column, None if plain is None else ring.seal(plain, place=place))
    identity.key_id = ring.newest


async def _make_key(session: AsyncSession, *, district_id: int, number: int, keys: Keys, at: datetime) -> None:
    await queries.insert_data_key(
        session,
        DataKey(
            district_id=district_id,
            key_id=number,
            wrapped=_wrapped(district_id, number, crypto.new_key(), keys),
            wrapped_by=crypto.name_of(keys.data),
            made_at=at,
        ),
    )


def _wrapped(district_id: int, number: int, key: bytes, keys: Keys) -> bytes:
    return crypto.seal(keys.data, key.hex(), place=_place(district_id, number))


def _unwrapped(row: DataKey, keys: Keys) -> bytes:
    try:
        return bytes.fromhex(keys.unseal(row.wrapped, place=_place(row.district_id, row.key_id)))
    except InvalidTag as fault:
        raise KeyUnknown(f"key {row.key_id} of district {row.district_id} is wrapped by {row.wrapped_by}") from fault


def _place(district_id: int, number: int) -> str:
    return f"{district_id}|data-key|{number}"
