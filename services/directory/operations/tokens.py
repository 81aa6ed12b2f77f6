"""Logging in: by password, by WeChat, as an integration; and rotating refresh tokens."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import LoginLocked, LoginRefused, SecondFactorNeeded
from services.directory.models import Account, RefreshToken, SecondFactor
from services.directory.operations.assertions import is_signed_by
from services.directory.operations.clients import is_secret_of
from services.directory.operations.opening import Keys, LoginDelays
from services.directory.operations.passwords import count_failure, demand_unlocked, has_run_out, is_password
from services.directory.operations.phone_codes import bind_by_phone_code, demand_phone_code
from services.directory.operations.second_factors import is_second_factor_shown
from services.directory.operations.wechat import find_bound, user_of
from services.directory.rules import ADMINISTRATORS, REPLY_LOST_FOR, is_within, lasting, succession
from services.platform import crypto
from services.platform.access import Principal
from services.platform.audit import note_actor
from services.platform.database import enter_district
from services.platform.ids import new_id
from services.platform.settings import Settings
from services.platform.tokens import LIFETIME, TokenSigner
from services.platform.versions import find_version, raise_version

# A token is to stay short; of more schools that went up in one, the district looks after the oldest.
_MOST_FORMER: Final = 40
_TO_CHANGE_PASSWORD: Final = frozenset({"put_me_password"})
_TO_ENROL: Final = frozenset({"put_me_totp", "put_me_totp_confirmation", "put_me_password"})


@dataclass(frozen=True, slots=True)
class Grant:
    """What a login gives: an access token, and what renews it (integrations renew by logging in again).

    A token with `only` opens these operations and is not renewed: something is to be done before a full login.
    """

    access_token: str
    expires_in: int
    refresh_token: str | None
    account_id: UUID
    roles: tuple[str, ...]
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counter:
    """What stands at the place where logins are granted: keys, and the times. `at` is real, `today` the domain's."""

    signer: TokenSigner
    keys: Keys
    second_factors: bool
    """Whether an administrator needs one."""
    at: datetime
    today: date


async def log_in(
    session: AsyncSession,
    *,
    district_id: int,
    username: str,
    password: str,
    totp: str | None,
    address: str,
    delays: LoginDelays,
    counter: Counter,
) -> Grant:
    """By password. A failure is counted even though it is refused: of the account and of the address.

    Who has logged in from an address lately does not wait for what others did there.
    """
    name = f"{district_id}|{username}"
    here = f"{address}|{name}"
    if (wait := await delays.addresses.left(address)) > 0 and await delays.known.left(here) == 0:
        raise LoginLocked.of(wait)
    await enter_district(session, district_id)
    account = await queries.lock_account_by_username(session, district_id=district_id, username=username)
    if account is not None:
        _note(session, account)
        demand_unlocked(account, at=counter.at)
    elif (wait := await delays.names.left(name)) > 0:
        raise LoginLocked.of(wait)
    if not await is_password(password, account.password_hash if account else None) or not _may_log_in(account, counter):
        await delays.addresses.count(address)
        if account is None:
            await delays.names.count(name)
        else:
            count_failure(account, at=counter.at)
            await session.flush()
        raise LoginRefused
    assert account is not None  # noqa: S101 - nobody's password is right
    grant = await _let_in(
        session, account, by_password=True, totp=totp, address=address, delays=delays, counter=counter
    )
    await delays.known.count(here)
    return grant


async def log_in_by_wechat(
    session: AsyncSession,
    *,
    district_id: int,
    code: str,
    phone_code: str | None,
    totp: str | None,
    wechat: httpx.AsyncClient,
    settings: Settings,
    address: str,
    delays: LoginDelays,
    counter: Counter,
) -> Grant:
    """By a code of the mini-program; a WeChat user not bound to an account yet is, by a code sent to the phone."""
    user = await user_of(wechat, settings, code=code, keys=counter.keys)
    await enter_district(session, district_id)
    account_id = await find_bound(session, district_id=district_id, user=user)
    asked = None
    if account_id is None and phone_code is not None:
        asked = await demand_phone_code(
            session, district_id=district_id, user=user, code=phone_code, keys=counter.keys, at=counter.at
        )
        account_id = asked.account_id
    if account_id is None:
        raise LoginRefused
    account = await queries.lock_account(session, district_id=district_id, account_id=account_id)
    if account is None or account.closed_at is not None:
        raise LoginRefused
    _note(session, account)
    grant = await _let_in(
        session, account, by_password=False, totp=totp, address=address, delays=delays, counter=counter
    )
    if asked is not None:
        # After the second factor: what is refused for it stays as it was.
        await bind_by_phone_code(session, asked, user=user, account_id=account_id, at=counter.at)
    return grant


def _note(session: AsyncSession, account: Account) -> None:
    """Whose login it is, as the audit trail says it: refused ones too, but for those of nobody."""
    note_actor(
        session,
        Principal(account_id=account.account_id, district_id=account.district_id, roles=frozenset(account.roles)),
    )


async def refresh(session: AsyncSession, *, refresh_token: str, counter: Counter) -> Grant:
    """Exchange a refresh token for a new pair; one that was used before revokes its whole family.

    Within ten seconds the same answer is given again, as long as what it held was not used: it may have got lost.
    """
    district_id = _district_of(refresh_token)
    await enter_district(session, district_id)
    token_hash = _hash(refresh_token)
    owner = await queries.find_owner_of_token(session, district_id=district_id, token_hash=token_hash)
    if owner is None:
        raise LoginRefused
    # One refresh of an account at a time: a revocation must see the successor that another is just making.
    account = await queries.lock_account(session, district_id=district_id, account_id=owner)
    kept = await queries.lock_refresh_token(session, district_id=district_id, token_hash=token_hash)
    if kept is None or kept.revoked_at is not None or kept.expires_at <= counter.at:
        raise LoginRefused
    if account is None or account.closed_at is not None:
        raise LoginRefused
    if _lacks_second_factor(account, await _factor_of(session, account), counter):
        # Logged in before they were asked for: with the next login one is enrolled.
        raise LoginRefused
    successors = _successors(refresh_token, counter.keys)
    successor: str | None = successors[0]
    if kept.used_at is None:
        kept.used_at = counter.at
        await _keep_refresh_token(session, account, successors[0], family=kept, counter=counter)
    else:
        successor = await _lost_perhaps(session, kept, successors, counter=counter)
    if successor is None:
        await queries.revoke_family(session, district_id=district_id, family_id=kept.family_id, at=counter.at)
        # Access tokens tell no family: all of the account's end, and its other logins renew theirs.
        _note(session, account)
        await raise_version(session, district_id=district_id, account_id=account.account_id)
        raise LoginRefused
    return await _grant(session, account, refresh_token=successor, counter=counter)


async def log_in_client(
    session: AsyncSession,
    *,
    client_id: str,
    client_secret: str | None,
    client_assertion: str | None,
    address: str,
    counter: Counter,
) -> Grant:
    """OAuth 2 client credentials, by a secret or by a signature, from where the client may come from.

    The client id begins with the one district that the client is bound to.
    """
    district_id = _district_of(client_id)
    await enter_district(session, district_id)
    try:
        identifier = UUID(client_id.partition(".")[2])
    except ValueError as fault:
        raise LoginRefused from fault
    # Before the client: where it is closed in between, what is granted is past already.
    version = await find_version(session, district_id=district_id, account_id=identifier)
    client = await queries.find_client(session, district_id=district_id, client_id=identifier)
    if client is None or (client.addresses is not None and not is_within(address, client.addresses)):
        raise LoginRefused
    if client_assertion is not None:
        let_in = await is_signed_by(session, client, client_assertion, at=counter.at)
    else:
        let_in = client_secret is not None and is_secret_of(client, client_secret, keys=counter.keys, at=counter.at)
    if not let_in:
        raise LoginRefused
    principal = Principal(
        account_id=client.client_id,
        district_id=district_id,
        roles=frozenset({"integration"}),
        scopes=frozenset(client.scopes),
        version=version,
    )
    token = counter.signer.sign(principal)
    return Grant(token, int(LIFETIME.total_seconds()), None, client.client_id, ("integration",))


def _may_log_in(account: Account | None, counter: Counter) -> bool:
    """Whether the right password lets in: not where the account is closed or a password for once has run out."""
    return account is not None and account.closed_at is None and not has_run_out(account, at=counter.at)


async def _factor_of(session: AsyncSession, account: Account) -> SecondFactor | None:
    return await queries.find_second_factor(session, district_id=account.district_id, account_id=account.account_id)


def _lacks_second_factor(account: Account, factor: SecondFactor | None, counter: Counter) -> bool:
    """Whether it is an administrator's that should have one and does not."""
    needed = counter.second_factors and not ADMINISTRATORS.isdisjoint(account.roles)
    return needed and (factor is None or factor.confirmed_at is None)


async def _let_in(
    session: AsyncSession,
    account: Account,
    *,
    by_password: bool,
    totp: str | None,
    address: str,
    delays: LoginDelays,
    counter: Counter,
) -> Grant:
    """What a first factor gives: a full login, or a token for what is to be done before.

    Passwords that others guess wrong hold nobody up who shows none, and are not forgotten for it.
    """
    factor = await _factor_of(session, account)
    only: frozenset[str] = frozenset()
    counted = by_password
    if factor is not None and factor.confirmed_at is not None:
        if totp is None:
            raise SecondFactorNeeded
        demand_unlocked(account, at=counter.at)
        counted = True
        if not await is_second_factor_shown(session, factor, code=totp, keys=counter.keys, at=counter.at):
            await delays.addresses.count(address)
            count_failure(account, at=counter.at)
            await session.flush()
            raise LoginRefused
    elif _lacks_second_factor(account, factor, counter):
        only = _TO_ENROL
    if counted:
        account.failures, account.locked_until = 0, None
    if by_password and account.password_until is not None:
        only = _TO_CHANGE_PASSWORD
    if only:
        return await _grant(session, account, refresh_token=None, counter=counter, only=only)
    refresh_token = f"{account.district_id}.{secrets.token_urlsafe(32)}"
    await _keep_refresh_token(session, account, refresh_token, family=None, counter=counter)
    return await _grant(session, account, refresh_token=refresh_token, counter=counter, logged_in_at=counter.at)


async def _keep_refresh_token(
    session: AsyncSession, account: Account, refresh_token: str, *, family: RefreshToken | None, counter: Counter
) -> None:
    """Keep it for as long as it may lie unused, and no longer than its family lasts."""
    last = lasting(account.roles)
    family_until = (family.family_until or family.expires_at) if family else counter.at + last.whole
    await queries.insert_refresh_token(
        session,
        district_id=account.district_id,
        token_hash=_hash(refresh_token),
        family_id=family.family_id if family else new_id(),
        account_id=account.account_id,
        issued_at=counter.at,
        expires_at=min(counter.at + last.idle, family_until),
        family_until=family_until,
    )


async def _lost_perhaps(
    session: AsyncSession, used: RefreshToken, successors: Sequence[str], *, counter: Counter
) -> str | None:
    """What the answer to a used token held, if it may be given again: just now, and nobody has used it."""
    if used.used_at is None or used.used_at + REPLY_LOST_FOR <= counter.at:
        return None
    for successor in successors:
        heir = await queries.lock_refresh_token(session, district_id=used.district_id, token_hash=_hash(successor))
        if heir is not None:
            return successor if heir.used_at is None else None
    return None


async def _grant(
    session: AsyncSession,
    account: Account,
    *,
    refresh_token: str | None,
    counter: Counter,
    only: frozenset[str] = frozenset(),
    logged_in_at: datetime | None = None,
) -> Grant:
    roles = await _roles_of(session, account, today=counter.today)
    unit_id, former = await _unit_of(session, account, today=counter.today)
    principal = Principal(
        account_id=account.account_id,
        district_id=account.district_id,
        roles=roles,
        unit_id=unit_id,
        person_id=account.teacher_id,
        former_units=former,
        version=await find_version(session, district_id=account.district_id, account_id=account.account_id),
        only=only,
        logged_in_at=logged_in_at,
    )
    return Grant(
        counter.signer.sign(principal),
        int(LIFETIME.total_seconds()),
        refresh_token,
        account.account_id,
        tuple(role for role in account.roles if role in roles),
        tuple(sorted(only)),
    )


async def _roles_of(session: AsyncSession, account: Account, *, today: date) -> frozenset[str]:
    """What an account may be today: whoever left for another district administers nothing here any more.

    What they did here they still read and contest as a teacher; whatever begins anew asks for a post of that day.
    """
    roles = frozenset(account.roles)
    if account.teacher_id is None or roles.isdisjoint(ADMINISTRATORS):
        return roles
    if await queries.has_left(session, district_id=account.district_id, teacher_id=account.teacher_id, today=today):
        roles -= ADMINISTRATORS
    if not roles:
        raise LoginRefused
    return roles


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


def _successors(token: str, keys: Keys) -> list[str]:
    """What a refresh token is exchanged for: of it and a key, so that it need not be kept to be said again.

    While a key changes, what a process that has the other one first made of it comes after.
    """
    follow = (crypto.blind_index(key, token) for key in keys.successors)
    return [f"{_district_of(token)}.{base64.urlsafe_b64encode(one).decode().rstrip('=')}" for one in follow]


def _hash(token: str) -> bytes:
    # 256 random bits need no slow hash, and the index must be computable without a key to be rotated.
    return crypto.blind_index(b"refresh-token", token)
