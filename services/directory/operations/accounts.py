"""Accounts and integrations of a district."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import UsernameTaken, WechatTaken
from services.directory.models import Account, Client
from services.directory.operations.opening import Keys
from services.directory.operations.passwords import hash_password
from services.directory.operations.wechat import openid_of
from services.platform import crypto
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    username: str
    display_name: str
    password: str | None
    roles: tuple[str, ...]
    school_id: UUID | None = None
    teacher_id: UUID | None = None


async def add_accounts(
    session: AsyncSession, *, district_id: int, accounts: Sequence[NewAccount], at: datetime
) -> list[Account | UsernameTaken]:
    """Make accounts, answering for each; a taken username spoils none of the others."""
    results: list[Account | UsernameTaken] = []
    for new in accounts:
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


async def get_account(session: AsyncSession, *, district_id: int, account_id: UUID) -> Account:
    account = await queries.find_account(session, district_id=district_id, account_id=account_id)
    if account is None:
        raise NotFound
    return account


async def add_client(
    session: AsyncSession, *, district_id: int, name: str, secret: str, scopes: Sequence[str], keys: Keys, at: datetime
) -> Client:
    """Register an integration. Its secret is chosen by who registers it and stands here only as a keyed hash."""
    return await queries.insert_client(
        session,
        Client(
            district_id=district_id,
            client_id=new_id(),
            name=name,
            secret_hash=crypto.blind_index(keys.index, secret),
            scopes=sorted(set(scopes)),
            created_at=at,
        ),
    )


async def bind_wechat(
    session: AsyncSession,
    *,
    district_id: int,
    account_id: UUID,
    code: str,
    wechat: httpx.AsyncClient,
    settings: Settings,
    keys: Keys,
    at: datetime,
) -> None:
    """Bind the WeChat user behind a login code to the account that is logged in."""
    openid = await openid_of(wechat, settings, code=code)
    if not await queries.upsert_wechat_binding(
        session,
        district_id=district_id,
        openid_index=crypto.blind_index(keys.index, f"{settings.wechat_app_id}|{openid}"),
        account_id=account_id,
        at=at,
    ):
        raise WechatTaken
