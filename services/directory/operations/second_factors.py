"""The second factor of administrators: offered once as an address for an app, confirmed by a code, asked for since."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pyotp
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import SecondFactorNotOffered, SecondFactorWrong
from services.directory.models import Account, SecondFactor
from services.directory.operations.opening import Keys
from services.directory.operations.passwords import count_failure, demand_unlocked, own_account
from services.directory.rules import address_of, step_shown
from services.platform import crypto
from services.platform.access import Viewer
from services.platform.stepping_up import demand_fresh_login

_RECOVERY_CODES: Final = 10
_RECOVERY_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_RECOVERY_HALF: Final = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """What an app needs to make codes; shown once."""

    secret: str
    address: str


async def offer_second_factor(
    session: AsyncSession, *, viewer: Viewer, code: str | None, keys: Keys, at: datetime
) -> Offer:
    """A new secret for one's own account; who has confirmed one already shows a code of it, and goes on by it until
    the new one is confirmed. Who has none yet has just logged in, or may do nothing else: a token that was found
    locks nobody out of their own account.
    """
    account = await own_account(session, viewer)
    factor = await queries.find_second_factor(session, district_id=account.district_id, account_id=account.account_id)
    if factor is not None and factor.confirmed_at is not None:
        await _demand_shown(session, account, factor, code=code, keys=keys, at=at)
    elif not viewer.principal.only:
        demand_fresh_login(viewer, at=at)
    secret = pyotp.random_base32()
    sealed = crypto.seal(keys.data, secret, place=_place(account))
    if factor is None:
        await queries.insert_second_factor(
            session,
            district_id=account.district_id,
            account_id=account.account_id,
            secret_sealed=sealed,
            at=at,
        )
    elif factor.confirmed_at is None:
        factor.secret_sealed, factor.offered_at = sealed, at
    else:
        factor.offered_sealed, factor.offered_at = sealed, at
    return Offer(secret, address_of(secret, username=account.username, district_id=account.district_id))


async def confirm_second_factor(
    session: AsyncSession, *, viewer: Viewer, code: str, keys: Keys, at: datetime
) -> list[str]:
    """From now on it is asked for, and no other. Returns codes that open once each where the app is lost."""
    account = await own_account(session, viewer)
    factor = await queries.find_second_factor(session, district_id=account.district_id, account_id=account.account_id)
    if factor is None or (offered := _offered_in(factor)) is None:
        raise SecondFactorNotOffered
    demand_unlocked(account, at=at)
    step = step_shown(keys.unseal(offered, place=_place(account)), code, at=at, after=0)
    if step is None:
        await _count(session, account, at=at)
        raise SecondFactorWrong
    codes = [_new_recovery_code() for _ in range(_RECOVERY_CODES)]
    factor.secret_sealed, factor.offered_sealed = offered, None
    factor.confirmed_at, factor.last_step = at, step
    factor.recovery_hashes = [keys.index(_recovery(factor, one)) for one in codes]
    return codes


async def is_second_factor_shown(
    session: AsyncSession, factor: SecondFactor, *, code: str, keys: Keys, at: datetime
) -> bool:
    """Whether the code is the second factor's, or one for recovery; either is used up by it."""
    shown = _is_shown(factor, code, keys=keys, at=at)
    await session.flush()
    return shown


async def _demand_shown(
    session: AsyncSession, account: Account, factor: SecondFactor, *, code: str | None, keys: Keys, at: datetime
) -> None:
    """Refuse a wrong code, and count it: a stolen token does not try them all."""
    demand_unlocked(account, at=at)
    if code is None or not _is_shown(factor, code, keys=keys, at=at):
        await _count(session, account, at=at)
        raise SecondFactorWrong


async def _count(session: AsyncSession, account: Account, *, at: datetime) -> None:
    count_failure(account, at=at)
    await session.flush()


def _offered_in(factor: SecondFactor) -> bytes | None:
    """The secret that is still to be confirmed."""
    return factor.secret_sealed if factor.confirmed_at is None else factor.offered_sealed


def _is_shown(factor: SecondFactor, code: str, *, keys: Keys, at: datetime) -> bool:
    if code.isdecimal():
        secret = keys.unseal(factor.secret_sealed, place=_place(factor))
        step = step_shown(secret, code, at=at, after=factor.last_step)
        if step is not None:
            factor.last_step = step
        return step is not None
    given = keys.ever_index(_recovery(factor, code.upper()))
    kept = [one for one in factor.recovery_hashes if not any(hmac.compare_digest(one, other) for other in given)]
    if len(kept) == len(factor.recovery_hashes):
        return False
    factor.recovery_hashes = kept
    return True


def _new_recovery_code() -> str:
    letters = [secrets.choice(_RECOVERY_LETTERS) for _ in range(2 * _RECOVERY_HALF)]
    return "".join([*letters[:_RECOVERY_HALF], "-", *letters[_RECOVERY_HALF:]])


def _recovery(factor: SecondFactor, code: str) -> str:
    return f"recovery|{factor.account_id}|{code.replace('-', '')}"


def _place(owner: Account | SecondFactor) -> str:
    return f"{owner.district_id}|{owner.account_id}|totp"
