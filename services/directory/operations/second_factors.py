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
from services.directory.operations.passwords import count_failure, demand_unlocked
from services.directory.rules import address_of, step_shown
from services.platform import crypto
from services.platform.access import Viewer
from services.platform.errors import NotFound

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
    """A new secret for one's own account; who has confirmed one already shows a code of it first."""
    account = await _own(session, viewer)
    standing = await queries.find_second_factor(session, district_id=account.district_id, account_id=account.account_id)
    if standing is not None and standing.confirmed_at is not None:
        await _demand_shown(session, account, standing, code=code, keys=keys, at=at)
    secret = pyotp.random_base32()
    await queries.upsert_second_factor(
        session,
        district_id=account.district_id,
        account_id=account.account_id,
        secret_sealed=crypto.seal(keys.data, secret, place=_place(account)),
        at=at,
    )
    return Offer(secret, address_of(secret, username=account.username, district_id=account.district_id))


async def confirm_second_factor(
    session: AsyncSession, *, viewer: Viewer, code: str, keys: Keys, at: datetime
) -> list[str]:
    """From now on it is asked for. Returns codes that open once each where the app is lost."""
    account = await _own(session, viewer)
    offered = await queries.find_second_factor(session, district_id=account.district_id, account_id=account.account_id)
    if offered is None or offered.confirmed_at is not None:
        raise SecondFactorNotOffered
    await _demand_shown(session, account, offered, code=code, keys=keys, at=at)
    codes = [_new_recovery_code() for _ in range(_RECOVERY_CODES)]
    offered.confirmed_at = at
    offered.recovery_hashes = [keys.index(_recovery(offered, one)) for one in codes]
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
        count_failure(account, at=at)
        await session.flush()
        raise SecondFactorWrong


def _is_shown(factor: SecondFactor, code: str, *, keys: Keys, at: datetime) -> bool:
    if code.isdecimal():
        secret = keys.unseal(factor.secret_sealed, place=_place(factor))
        step = step_shown(secret, code, at=at, after=factor.last_step)
        if step is not None:
            factor.last_step = step
        return step is not None
    given = keys.ever_index(_recovery(factor, code.upper()))
    kept = [one for one in factor.recovery_hashes if not any(hmac.compare_digest(one, other) for other in given)]
    if factor.confirmed_at is None or len(kept) == len(factor.recovery_hashes):
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


async def _own(session: AsyncSession, viewer: Viewer) -> Account:
    account = await queries.lock_account(
        session, district_id=viewer.principal.district_id, account_id=viewer.principal.account_id
    )
    if account is None:
        raise NotFound
    return account
