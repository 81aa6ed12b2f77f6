"""WeChat users bound to accounts, and codes sent to the phones of those who say to be somebody."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.models import Account, Identity, PhoneCode, Teacher, WechatBinding


async def lock_wechat_binding(
    session: AsyncSession, *, district_id: int, openid_indexes: Sequence[bytes], union_indexes: Sequence[bytes]
) -> WechatBinding | None:
    """By what the user is called here; where nothing stands under that, by what in every mini-program of its owner."""
    here = WechatBinding.openid_index.in_(openid_indexes)
    return (
        await session.scalars(
            select(WechatBinding)
            .where(WechatBinding.district_id == district_id, here | WechatBinding.union_index.in_(union_indexes))
            .order_by(here.desc())
            .limit(1)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()


async def find_account_of_person(
    session: AsyncSession, *, district_id: int, staff_number: str, name: str, phone_indexes: Sequence[bytes]
) -> UUID | None:
    """The open account of the teacher whom the roster has by all three."""
    return (
        await session.scalars(
            select(Account.account_id)
            .join(Teacher, (Teacher.district_id == Account.district_id) & (Teacher.teacher_id == Account.teacher_id))
            .join(Identity, (Identity.district_id == Account.district_id) & (Identity.teacher_id == Account.teacher_id))
            .where(
                Account.district_id == district_id,
                Account.closed_at.is_(None),
                Teacher.staff_number == staff_number,
                Teacher.name == name,
                Identity.phone_index.in_(phone_indexes),
            )
            .order_by(Account.account_id)
            .limit(1)
        )
    ).one_or_none()


async def upsert_phone_code(
    session: AsyncSession,
    *,
    district_id: int,
    openid_index: bytes,
    account_id: UUID | None,
    code_hash: bytes,
    at: datetime,
    expires_at: datetime,
) -> None:
    """One code for a WeChat user: a new one takes the place of the one before."""
    asked = insert(PhoneCode).values(
        district_id=district_id,
        openid_index=openid_index,
        account_id=account_id,
        code_hash=code_hash,
        failures=0,
        sent_at=at,
        expires_at=expires_at,
    )
    await session.execute(
        asked.on_conflict_do_update(
            index_elements=[PhoneCode.district_id, PhoneCode.openid_index],
            set_={
                name: getattr(asked.excluded, name)
                for name in ("account_id", "code_hash", "failures", "sent_at", "expires_at")
            },
        )
    )


async def lock_phone_code(
    session: AsyncSession, *, district_id: int, openid_indexes: Sequence[bytes]
) -> PhoneCode | None:
    """The newest where there are two, under the hash of today and one of before."""
    return (
        await session.scalars(
            select(PhoneCode)
            .where(PhoneCode.district_id == district_id, PhoneCode.openid_index.in_(openid_indexes))
            .order_by(PhoneCode.sent_at.desc())
            .limit(1)
            .with_for_update()
        )
    ).one_or_none()


async def insert_wechat_binding(
    session: AsyncSession,
    *,
    district_id: int,
    openid_index: bytes,
    union_index: bytes | None,
    account_id: UUID,
    at: datetime,
) -> bool:
    """False when the WeChat user or the account is bound to another already."""
    await session.execute(
        insert(WechatBinding)
        .values(
            district_id=district_id,
            openid_index=openid_index,
            union_index=union_index,
            account_id=account_id,
            bound_at=at,
        )
        .on_conflict_do_nothing()
    )
    bound = (
        await session.scalars(select(WechatBinding).filter_by(district_id=district_id, account_id=account_id))
    ).one_or_none()
    return bound is not None and bound.openid_index == openid_index
