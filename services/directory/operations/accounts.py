"""Accounts of a district: made, given other roles, closed and opened again; and the WeChat users bound to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import (
    LastAdministrator,
    OwnRights,
    PasswordNeeded,
    PasswordTooCommon,
    UnknownSchool,
    UsernameTaken,
    WechatTaken,
)
from services.directory.models import Account
from services.directory.operations.opening import Keys
from services.directory.operations.passwords import demand_password, end_logins, hash_password, own_account
from services.directory.operations.wechat import bind, user_of
from services.directory.rules import ADMINISTRATOR, is_common
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.settings import Settings
from services.platform.stepping_up import demand_fresh_login


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    username: str
    display_name: str
    password: str | None
    roles: tuple[str, ...]
    school_id: UUID | None = None
    teacher_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """An account, and whether it shows a second factor."""

    account: Account
    second_factor: bool


async def add_accounts(
    session: AsyncSession, *, district_id: int, accounts: Sequence[NewAccount], at: datetime
) -> list[Account | UsernameTaken | PasswordTooCommon]:
    """Make accounts, answering for each; a taken username or a common password spoils none of the others."""
    results: list[Account | UsernameTaken | PasswordTooCommon] = []
    for new in accounts:
        if new.password is not None and is_common(new.password, username=new.username):
            results.append(PasswordTooCommon())
            continue
        # One by one, so that the transaction is never idle for as long as hashing all of them takes.
        password_hash = None if new.password is None else await hash_password(new.password)
        account = await queries.insert_account(
            session,
            Account(
                district_id=district_id,
                account_id=new_id(),
                username=new.username,
                display_name=new.display_name,
                password_hash=password_hash,
                roles=sorted(new.roles),
                school_id=new.school_id,
                teacher_id=new.teacher_id,
                created_at=at,
            ),
        )
        results.append(account or UsernameTaken())
    return results


async def list_accounts(
    session: AsyncSession, *, district_id: int, after: UUID | None, limit: int
) -> Sequence[Account]:
    return await queries.list_accounts(session, district_id=district_id, after=after, limit=limit)


async def get_account(session: AsyncSession, *, district_id: int, account_id: UUID) -> AccountSeen:
    account = await queries.find_account(session, district_id=district_id, account_id=account_id)
    if account is None:
        raise NotFound
    factor = await queries.find_second_factor(session, district_id=district_id, account_id=account_id)
    return AccountSeen(account, factor is not None and factor.confirmed_at is not None)


async def change_roles(
    session: AsyncSession,
    *,
    viewer: Viewer,
    account_id: UUID,
    roles: Sequence[str],
    school_id: UUID | None,
    at: datetime,
) -> Account:
    """Give an account these roles and this school. What it held before is no more good anywhere."""
    account = await _locked(session, viewer, account_id, stays_administrator=ADMINISTRATOR in roles)
    if school_id is not None and school_id != account.school_id:
        await _demand_school(session, district_id=account.district_id, school_id=school_id)
    wanted = sorted(set(roles))
    if (wanted, school_id) != (sorted(account.roles), account.school_id):
        account.roles, account.school_id = wanted, school_id
        await _restate(session, account, at=at)
    return account


async def close_account(session: AsyncSession, *, viewer: Viewer, account_id: UUID, at: datetime) -> Account:
    """Nobody logs in by it any more, and whoever is logged in is out: within a minute, at once where others write."""
    account = await _locked(session, viewer, account_id, stays_administrator=False)
    if account.closed_at is None:
        account.closed_at = at
        await _restate(session, account, at=at)
    return account


async def reopen_account(session: AsyncSession, *, viewer: Viewer, account_id: UUID, at: datetime) -> Account:
    """Let somebody log in again, with the roles of before."""
    account = await _locked(session, viewer, account_id, stays_administrator=True)
    if account.closed_at is not None:
        account.closed_at = None
        await _restate(session, account, at=at)
    return account


async def reset_second_factor(session: AsyncSession, *, viewer: Viewer, account_id: UUID, at: datetime) -> Account:
    """Of somebody who lost the app and the recovery codes: by another administrator, never by oneself."""
    if account_id == viewer.principal.account_id:
        raise OwnRights
    account = await _locked(session, viewer, account_id, stays_administrator=True)
    await queries.delete_second_factor(session, district_id=account.district_id, account_id=account_id)
    await end_logins(session, account, at=at)
    return account


async def bind_wechat(
    session: AsyncSession,
    *,
    viewer: Viewer,
    code: str | None,
    password: str | None,
    wechat: httpx.AsyncClient,
    settings: Settings,
    keys: Keys,
    at: datetime,
) -> None:
    """Bind the WeChat user behind a login code to the account that is logged in; without code let go who is bound.

    Whoever got hold of a token is not to make a login of it that lasts: the password is shown, or where there is none
    the login is of a moment ago.
    """
    account = await own_account(session, viewer)
    if account.password_hash is None:
        demand_fresh_login(viewer, at=at)
    elif password is None:
        raise PasswordNeeded
    else:
        await demand_password(session, account, password, at=at)
    if code is None:
        await _unbind(session, account, at=at)
        return
    user = await user_of(wechat, settings, code=code, keys=keys)
    if not await bind(session, district_id=account.district_id, user=user, account_id=account.account_id, at=at):
        raise WechatTaken


async def unbind_wechat(session: AsyncSession, *, viewer: Viewer, account_id: UUID, at: datetime) -> Account:
    """Of somebody who has another WeChat now, or whose account a stranger's lets in to."""
    account = await queries.lock_account(session, district_id=viewer.principal.district_id, account_id=account_id)
    if account is None:
        raise NotFound
    await _unbind(session, account, at=at)
    return account


async def _unbind(session: AsyncSession, account: Account, *, at: datetime) -> None:
    """What it let in ends too."""
    await queries.delete_wechat_bindings(session, district_id=account.district_id, account_ids=[account.account_id])
    await end_logins(session, account, at=at)


async def _locked(session: AsyncSession, viewer: Viewer, account_id: UUID, *, stays_administrator: bool) -> Account:
    """The account to be changed; not where that takes the district's last administrator away, or one's own right."""
    district_id = viewer.principal.district_id
    administrators: Sequence[UUID] = ()
    if not stays_administrator:
        # All of them, in one order: two who take each other's rights away wait for one another.
        administrators = await queries.lock_administrators(session, district_id=district_id, role=ADMINISTRATOR)
    account = await queries.lock_account(session, district_id=district_id, account_id=account_id)
    if account is None:
        raise NotFound
    if account_id in administrators:
        if account_id == viewer.principal.account_id:
            raise OwnRights
        if len(administrators) == 1:
            raise LastAdministrator
    return account


async def _demand_school(session: AsyncSession, *, district_id: int, school_id: UUID) -> None:
    if await queries.find_school(session, district_id=district_id, school_id=school_id) is None:
        raise UnknownSchool


async def _restate(session: AsyncSession, account: Account, *, at: datetime) -> None:
    await session.flush()
    await queries.restate_known_account(session, account)
    await end_logins(session, account, at=at)
