"""Identity documents, phones and the keys that seal them; and how a person is forgotten."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.models import (
    Account,
    DataKey,
    Identity,
    PersonClaim,
    PersonPlace,
    SecondFactor,
    Teacher,
    TeacherFact,
    WechatBinding,
)
from services.platform.database import any_of


async def list_data_keys(session: AsyncSession, *, district_id: int) -> Sequence[DataKey]:
    return (await session.scalars(select(DataKey).filter_by(district_id=district_id))).all()


async def lock_data_keys(session: AsyncSession, *, district_id: int) -> Sequence[DataKey]:
    query = select(DataKey).filter_by(district_id=district_id).order_by(DataKey.key_id).with_for_update()
    return (await session.scalars(query.execution_options(populate_existing=True))).all()


async def insert_data_key(session: AsyncSession, key: DataKey) -> None:
    """Unless one of that number stands there already."""
    values = {column.name: getattr(key, column.name) for column in DataKey.__table__.columns}
    await session.execute(insert(DataKey).values(values).on_conflict_do_nothing())


async def lock_identity(session: AsyncSession, *, district_id: int, teacher_id: UUID) -> Identity | None:
    return (
        await session.scalars(
            select(Identity)
            .filter_by(district_id=district_id, teacher_id=teacher_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()


async def lock_identities_after(
    session: AsyncSession, *, district_id: int, teacher_id: UUID | None, limit: int
) -> Sequence[Identity]:
    """Some of them in the order of their teachers, beyond one."""
    query = select(Identity).filter_by(district_id=district_id).order_by(Identity.teacher_id).limit(limit)
    if teacher_id is not None:
        query = query.where(Identity.teacher_id > teacher_id)
    return (await session.scalars(query.with_for_update().execution_options(populate_existing=True))).all()


async def list_second_factors(session: AsyncSession, *, district_id: int) -> Sequence[SecondFactor]:
    return (await session.scalars(select(SecondFactor).filter_by(district_id=district_id).with_for_update())).all()


async def list_former_numbers(session: AsyncSession, *, district_id: int, teacher_id: UUID) -> Sequence[Teacher]:
    """The other numbers of a person found twice, which go on as this one."""
    return (await session.scalars(select(Teacher).filter_by(district_id=district_id, merged_into=teacher_id))).all()


async def list_accounts_of(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[Account]:
    return (
        await session.scalars(
            select(Account)
            .where(Account.district_id == district_id, Account.teacher_id == any_of(teacher_ids))
            .order_by(Account.account_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).all()


async def list_bound_accounts(
    session: AsyncSession, *, district_id: int, account_ids: Iterable[UUID]
) -> Sequence[UUID]:
    """Which of these accounts a WeChat user is bound to."""
    return (
        await session.scalars(
            select(WechatBinding.account_id).where(
                WechatBinding.district_id == district_id, WechatBinding.account_id == any_of(account_ids)
            )
        )
    ).all()


async def is_held_elsewhere(session: AsyncSession, *, district_id: int, person_id: UUID) -> bool:
    """Whether another district holds the person open, or expects the person."""
    place = await session.get(PersonPlace, person_id, populate_existing=True)
    return place is not None and (place.district_id not in (None, district_id) or place.new_district_id is not None)


async def delete_identities(session: AsyncSession, *, district_id: int, teacher_ids: Sequence[UUID]) -> list[Identity]:
    """Remove documents and phones with everything they were found by; return what was there."""
    rows = await session.scalars(
        select(Identity)
        .where(Identity.district_id == district_id, Identity.teacher_id == any_of(teacher_ids))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    gone = list(rows)
    for one in gone:
        await session.delete(one)
    await session.flush()
    return gone


async def delete_person(session: AsyncSession, *, document_indexes: Sequence[bytes], person_ids: set[UUID]) -> None:
    """Let these documents lead to nobody any more."""
    never: dict[str, Any] = {"synchronize_session": False}
    await session.execute(
        delete(PersonClaim)
        .where(PersonClaim.document_index.in_(document_indexes), PersonClaim.person_id.in_(person_ids))
        .execution_options(**never)
    )
    await session.execute(delete(PersonPlace).where(PersonPlace.person_id.in_(person_ids)).execution_options(**never))


async def delete_wechat_bindings(session: AsyncSession, *, district_id: int, account_ids: Sequence[UUID]) -> None:
    await session.execute(
        delete(WechatBinding)
        .where(WechatBinding.district_id == district_id, WechatBinding.account_id == any_of(account_ids))
        .execution_options(synchronize_session=False)
    )


async def forget_grounds(session: AsyncSession, *, district_id: int, teacher_ids: Sequence[UUID]) -> None:
    """Remove what was written beside dated facts: reasons of leaves, of exemptions."""
    await session.execute(
        update(TeacherFact)
        .where(TeacherFact.district_id == district_id, TeacherFact.teacher_id == any_of(teacher_ids))
        .values(ground=None)
        .execution_options(synchronize_session=False)
    )
