"""Logging in: by password, by WeChat, as an integration; and rotating refresh tokens."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import LoginLocked, LoginRefused
from services.directory.models import Account
from services.directory.operations.opening import Keys
from services.directory.operations.passwords import is_password
from services.directory.operations.wechat import openid_of
from services.directory.rules import succession
from services.platform import crypto
from services.platform.access import Principal
from services.platform.database import enter_district
from services.platform.ids import new_id
from services.platform.settings import Settings
from services.platform.tokens import LIFETIME, TokenSigner

MOST_FAILURES: Final = 5
LOCKED_FOR: Final = timedelta(minutes=1)
REFRESH_FOR: Final = timedelta(days=14)
# A token is to stay short; of more schools that went up in one, the district looks after the oldest.
_MOST_FORMER: Final = 40


@dataclass(frozen=True, slots=True)
class Grant:
    """What a login gives: an access token, and what renews it (integrations renew by logging in again)."""

    access_token: str
    expires_in: int
    refresh_token: str | None
    account_id: UUID
    roles: tuple[str, ...]


async def log_in(
    session: AsyncSession,
    *,
    district_id: int,
    username: str,
    password: str,
    signer: TokenSigner,
    at: datetime,
    today: date,
) -> Grant:
    """By password. `at` is real time, `today` the domain's. A failure is counted even though it is refused."""
    await enter_district(session, district_id)
    account = await queries.lock_account_by_username(session, district_id=district_id, username=username)
    if account is not None and account.locked_until is not None and account.locked_until > at:
        raise LoginLocked
    if not await is_password(password, account.password_hash if account else None) or account is None:
        if account is not None:
            account.failures += 1
            if account.failures >= MOST_FAILURES:
                account.locked_until, account.failures = at + LOCKED_FOR, 0
            await session.flush()
        raise LoginRefused
    account.failures, account.locked_until = 0, None
    return await _grant(session, account, family_id=new_id(), signer=signer, at=at, today=today)


async def log_in_by_wechat(
    session: AsyncSession,
    *,
    district_id: int,
    code: str,
    wechat: httpx.AsyncClient,
    settings: Settings,
    keys: Keys,
    signer: TokenSigner,
    at: datetime,
    today: date,
) -> Grant:
    """By a code of the mini-program; only a WeChat user bound to an account gets in."""
    openid = await openid_of(wechat, settings, code=code)
    await enter_district(session, district_id)
    account = await queries.find_account_by_wechat(
        session,
        district_id=district_id,
        openid_index=crypto.blind_index(keys.index, f"{settings.wechat_app_id}|{openid}"),
    )
    if account is None:
        raise LoginRefused
    return await _grant(session, account, family_id=new_id(), signer=signer, at=at, today=today)


async def refresh(
    session: AsyncSession, *, refresh_token: str, signer: TokenSigner, at: datetime, today: date
) -> Grant:
    """Exchange a refresh token for a new pair; one that was used before revokes its whole family."""
    district_id = _district_of(refresh_token)
    await enter_district(session, district_id)
    token_hash = _hash(refresh_token)
    owner = await queries.find_owner_of_token(session, district_id=district_id, token_hash=token_hash)
    if owner is None:
        raise LoginRefused
    # One refresh of an account at a time: a revocation must see the successor that another is just making.
    account = await queries.lock_account(session, district_id=district_id, account_id=owner)
    kept = await queries.lock_refresh_token(session, district_id=district_id, token_hash=token_hash)
    if kept is None or kept.revoked_at is not None or kept.expires_at <= at:
        raise LoginRefused
    if kept.used_at is not None:
        await queries.revoke_family(session, district_id=district_id, family_id=kept.family_id, at=at)
        raise LoginRefused
    if account is None:
        raise LoginRefused
    kept.used_at = at
    return await _grant(session, account, family_id=kept.family_id, signer=signer, at=at, today=today)


async def log_in_client(
    session: AsyncSession, *, client_id: str, client_secret: str, keys: Keys, signer: TokenSigner
) -> Grant:
    """OAuth 2 client credentials; the client id begins with the one district the client is bound to."""
    district_id = _district_of(client_id)
    await enter_district(session, district_id)
    try:
        identifier = UUID(client_id.partition(".")[2])
    except ValueError as fault:
        raise LoginRefused from fault
    client = await queries.find_client(session, district_id=district_id, client_id=identifier)
    given = crypto.blind_index(keys.index, client_secret)
    if client is None or not hmac.compare_digest(given, client.secret_hash):
        raise LoginRefused
    principal = Principal(
        account_id=client.client_id,
        district_id=district_id,
        roles=frozenset({"integration"}),
        scopes=frozenset(client.scopes),
    )
    return Grant(signer.sign(principal), int(LIFETIME.total_seconds()), None, client.client_id, ("integration",))


async def _grant(
    session: AsyncSession, account: Account, *, family_id: UUID, signer: TokenSigner, at: datetime, today: date
) -> Grant:
    refresh_token = f"{account.district_id}.{secrets.token_urlsafe(32)}"
    await queries.insert_refresh_token(
        session,
        district_id=account.district_id,
        token_hash=_hash(refresh_token),
        family_id=family_id,
        account_id=account.account_id,
        issued_at=at,
        expires_at=at + REFRESH_FOR,
    )
    unit_id, former = await _unit_of(session, account, today=today)
    principal = Principal(
        account_id=account.account_id,
        district_id=account.district_id,
        roles=frozenset(account.roles),
        unit_id=unit_id,
        person_id=account.teacher_id,
        former_units=former,
    )
    return Grant(
        signer.sign(principal),
        int(LIFETIME.total_seconds()),
        refresh_token,
        account.account_id,
        tuple(account.roles),
    )


async def _unit_of(session: AsyncSession, account: Account, *, today: date) -> tuple[UUID | None, frozenset[UUID]]:
    """The school that an account belongs to today, the other where its own went up in one; and what went up in it."""
    if account.school_id is None:
        return None, frozenset()
    gone_up = await queries.map_schools_gone_up(session, district_id=account.district_id)
    by_now = {school_id: merger for school_id, merger in gone_up.items() if merger[1] <= today}
    unit_id = succession(account.school_id, gone_up=by_now)[-1]
    former = [one for one in by_now if succession(one, gone_up=by_now)[-1] == unit_id]
    former.sort(key=lambda one: by_now[one][1], reverse=True)
    return unit_id, frozenset(former[:_MOST_FORMER])


def _district_of(token: str) -> int:
    """The district a refresh token or client id begins with."""
    head = token.partition(".")[0]
    if not head.isascii() or not head.isdigit() or len(head) > 6:
        raise LoginRefused
    return int(head)


def _hash(token: str) -> bytes:
    # 256 random bits need no slow hash, and the index must be computable without a key to be rotated.
    return crypto.blind_index(b"refresh-token", token)
