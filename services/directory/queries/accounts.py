"""Accounts, refresh tokens, integrations and WeChat bindings: the private schema."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.errors import AccountUnfit, UnknownAccount
from services.directory.models import (
    Account,
    Client,
    ClientAssertion,
    KnownAccount,
    PhoneCode,
    RefreshToken,
    SecondFactor,
)
from services.platform.database import any_of


async def find_account(session: AsyncSession, *, district_id: int, account_id: UUID) -> Account | None:
    return await session.get(Account, (district_id, account_id))


async def find_account_by_username(session: AsyncSession, *, district_id: int, username: str) -> Account | None:
    return (await session.scalars(select(Account).filter_by(district_id=district_id, username=username))).one_or_none()


async def lock_account_by_username(session: AsyncSession, *, district_id: int, username: str) -> Account | None:
    return (
        await session.scalars(select(Account).filter_by(district_id=district_id, username=username).with_for_update())
    ).one_or_none()


async def list_accounts(
    session: AsyncSession, *, district_id: int, after: UUID | None, limit: int
) -> Sequence[Account]:
    query = select(Account).filter_by(district_id=district_id).order_by(Account.account_id).limit(limit)
    if after is not None:
        query = query.where(Account.account_id > after)
    return (await session.scalars(query)).all()


async def insert_account(session: AsyncSession, account: Account) -> Account | None:
    """None when the username is taken. What other services may know of it is written with it."""
    inserted = await session.execute(
        insert(Account)
        .values(
            district_id=account.district_id,
            account_id=account.account_id,
            username=account.username,
            display_name=account.display_name,
            password_hash=account.password_hash,
            roles=account.roles,
            school_id=account.school_id,
            teacher_id=account.teacher_id,
            failures=0,
            created_at=account.created_at,
        )
        .on_conflict_do_nothing()
        .returning(Account)
    )
    made = inserted.scalar_one_or_none()
    if made is not None:
        await session.execute(
            insert(KnownAccount).values(
                district_id=made.district_id,
                account_id=made.account_id,
                roles=made.roles,
                school_id=made.school_id,
                teacher_id=made.teacher_id,
            )
        )
    return made


async def get_accounts(
    session: AsyncSession, *, district_id: int, named: Mapping[str, UUID], able: Collection[str]
) -> dict[str, KnownAccount]:
    """Accounts named in a request, by the pointers of the fields that name them.

    UnknownAccount points at every field that names none of the district's, AccountUnfit at every one whose account has
    none of the roles `able`.
    """
    if not named:
        return {}
    rows = await session.scalars(
        select(KnownAccount).where(
            KnownAccount.district_id == district_id, KnownAccount.account_id == any_of(named.values())
        )
    )
    known = {row.account_id: row for row in rows}
    if unknown := [pointer for pointer, account_id in named.items() if account_id not in known]:
        raise UnknownAccount.at(unknown)
    if unfit := [pointer for pointer, account_id in named.items() if known[account_id].roles_among(able) == set()]:
        raise AccountUnfit.at(unfit)
    return {pointer: known[account_id] for pointer, account_id in named.items()}


async def find_known_account(session: AsyncSession, *, district_id: int, account_id: UUID) -> KnownAccount | None:
    return await session.get(KnownAccount, (district_id, account_id))


async def insert_refresh_token(
    session: AsyncSession,
    *,
    district_id: int,
    token_hash: bytes,
    family_id: UUID,
    account_id: UUID,
    issued_at: datetime,
    expires_at: datetime,
    family_until: datetime,
) -> None:
    await session.execute(
        insert(RefreshToken).values(
            district_id=district_id,
            token_hash=token_hash,
            family_id=family_id,
            account_id=account_id,
            issued_at=issued_at,
            expires_at=expires_at,
            family_until=family_until,
        )
    )


async def lock_account(session: AsyncSession, *, district_id: int, account_id: UUID) -> Account | None:
    return (
        await session.scalars(
            select(Account).filter_by(district_id=district_id, account_id=account_id).with_for_update()
        )
    ).one_or_none()


async def find_owner_of_token(session: AsyncSession, *, district_id: int, token_hash: bytes) -> UUID | None:
    return (
        await session.scalars(select(RefreshToken.account_id).filter_by(district_id=district_id, token_hash=token_hash))
    ).one_or_none()


async def lock_refresh_token(session: AsyncSession, *, district_id: int, token_hash: bytes) -> RefreshToken | None:
    return (
        await session.scalars(
            select(RefreshToken).filter_by(district_id=district_id, token_hash=token_hash).with_for_update()
        )
    ).one_or_none()


async def revoke_family(session: AsyncSession, *, district_id: int, family_id: UUID, at: datetime) -> None:
    await session.execute(
        update(RefreshToken)
        .where(
            RefreshToken.district_id == district_id,
            RefreshToken.family_id == family_id,
            RefreshToken.revoked_at.is_(None),
        )
        .values(revoked_at=at)
        .execution_options(synchronize_session=False)
    )


async def revoke_logins(session: AsyncSession, *, district_id: int, account_id: UUID, at: datetime) -> None:
    """Every family of the account's refresh tokens, as far as they have not run out."""
    await session.execute(
        update(RefreshToken)
        .where(
            RefreshToken.district_id == district_id,
            RefreshToken.account_id == account_id,
            RefreshToken.revoked_at.is_(None),
            RefreshToken.expires_at > at,
        )
        .values(revoked_at=at)
        .execution_options(synchronize_session=False)
    )


async def delete_ended_logins(session: AsyncSession, *, district_id: int, before: datetime, limit: int) -> int:
    """Refresh tokens that ran out before, some at a time, and what was sent or signed to log in; how many tokens."""
    ended = (
        select(RefreshToken.token_hash)
        .where(RefreshToken.district_id == district_id, RefreshToken.expires_at < before)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    gone = await session.scalars(
        delete(RefreshToken)
        .where(RefreshToken.district_id == district_id, RefreshToken.token_hash.in_(ended))
        .returning(RefreshToken.token_hash)
        .execution_options(synchronize_session=False)
    )
    for kept in (PhoneCode, ClientAssertion):
        await session.execute(
            delete(kept)
            .where(kept.district_id == district_id, kept.expires_at < before)
            .execution_options(synchronize_session=False)
        )
    return len(gone.all())


async def lock_administrators(session: AsyncSession, *, district_id: int, role: str) -> Sequence[UUID]:
    """Open accounts with that role; none of them changes until the transaction ends."""
    return (
        await session.scalars(
            select(Account.account_id)
            .where(Account.district_id == district_id, Account.closed_at.is_(None), Account.roles.contains([role]))
            .order_by(Account.account_id)
            .with_for_update()
        )
    ).all()


async def restate_known_account(session: AsyncSession, account: Account) -> None:
    """What other services may know of an account: one that is closed has no roles."""
    await session.execute(
        update(KnownAccount)
        .where(KnownAccount.district_id == account.district_id, KnownAccount.account_id == account.account_id)
        .values(roles=[] if account.closed_at else account.roles, school_id=account.school_id)
        .execution_options(synchronize_session=False)
    )


async def find_second_factor(session: AsyncSession, *, district_id: int, account_id: UUID) -> SecondFactor | None:
    return await session.get(SecondFactor, (district_id, account_id))


async def insert_second_factor(
    session: AsyncSession, *, district_id: int, account_id: UUID, secret_sealed: bytes, at: datetime
) -> None:
    """One that is offered."""
    session.add(
        SecondFactor(
            district_id=district_id,
            account_id=account_id,
            secret_sealed=secret_sealed,
            offered_at=at,
            last_step=0,
            recovery_hashes=[],
        )
    )
    await session.flush()


async def delete_second_factor(session: AsyncSession, *, district_id: int, account_id: UUID) -> None:
    await session.execute(
        delete(SecondFactor).where(SecondFactor.district_id == district_id, SecondFactor.account_id == account_id)
    )


async def insert_client(session: AsyncSession, client: Client) -> Client:
    session.add(client)
    await session.flush()
    return client


async def insert_client_assertion(
    session: AsyncSession, *, district_id: int, client_id: UUID, assertion_id: str, at: datetime, expires_at: datetime
) -> bool:
    """False when it was used before. Those of the client that have run out go."""
    await session.execute(
        delete(ClientAssertion).where(
            ClientAssertion.district_id == district_id,
            ClientAssertion.client_id == client_id,
            ClientAssertion.expires_at <= at,
        )
    )
    used = await session.execute(
        insert(ClientAssertion)
        .values(district_id=district_id, client_id=client_id, assertion_id=assertion_id, expires_at=expires_at)
        .on_conflict_do_nothing()
        .returning(ClientAssertion.assertion_id)
    )
    return used.scalar_one_or_none() is not None


async def list_clients(session: AsyncSession, *, district_id: int) -> Sequence[Client]:
    """In the order they were registered."""
    return (await session.scalars(select(Client).filter_by(district_id=district_id).order_by(Client.client_id))).all()


async def lock_client(session: AsyncSession, *, district_id: int, client_id: UUID) -> Client | None:
    return (
        await session.scalars(select(Client).filter_by(district_id=district_id, client_id=client_id).with_for_update())
    ).one_or_none()


async def find_client(session: AsyncSession, *, district_id: int, client_id: UUID) -> Client | None:
    return await session.get(Client, (district_id, client_id))
