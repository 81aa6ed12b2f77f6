"""Who has no password yet binds a WeChat by what the roster says and a code sent to the phone that stands there."""

import asyncio
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import httpx
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import LoginRefused, PhoneCodeTooSoon, SmsAway, WechatTaken
from services.directory.models import PhoneCode
from services.directory.operations.opening import Keys, LoginDelays
from services.directory.operations.sealing import phone_indexes
from services.directory.operations.wechat import WechatUser, bind, user_of
from services.directory.rules import MOST_FAILURES, PHONE_CODE_FOR
from services.platform.database import enter_district
from services.platform.outgoing import beginning_of
from services.platform.settings import Settings

PHONE_CODE_MINUTES: Final = int(PHONE_CODE_FOR.total_seconds()) // 60
_DIGITS: Final = 6
# Of the whole of handing a message in; the client's own limit is of each piece.
_SECONDS: Final = 5.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, repr=False)
class Message:
    """What is to be sent to whom, once the answer has left: how long it takes is not to tell whether anybody is."""

    phone: str
    code: str


async def ask_phone_code(
    session: AsyncSession,
    *,
    district_id: int,
    code: str,
    staff_number: str,
    name: str,
    phone: str,
    wechat: httpx.AsyncClient,
    settings: Settings,
    keys: Keys,
    delays: LoginDelays,
    at: datetime,
) -> Message | None:
    """Prepare a code for the account of the teacher whom the roster has by that number, name and phone; None where
    it has nobody, which the answer does not tell. One a minute and ten a day, of the WeChat user and of the phone.
    """
    if not settings.sms_url:
        raise SmsAway
    user = await user_of(wechat, settings, code=code, keys=keys)
    await enter_district(session, district_id)
    phones = phone_indexes(phone, keys)
    whose = (f"openid|{user.index.hex()}", f"phone|{phones[0].hex()}")
    if (wait := max([await delays.messages.left(one) for one in whose])) > 0:
        raise PhoneCodeTooSoon.of(wait)
    for one in whose:
        # Of many at once the first alone.
        if (wait := await delays.messages.take(one)) > 0:
            raise PhoneCodeTooSoon.of(wait)
    account_id = await queries.find_account_of_person(
        session,
        district_id=district_id,
        staff_number=staff_number,
        name=name,
        phone_indexes=phones,
    )
    told = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    await queries.upsert_phone_code(
        session,
        district_id=district_id,
        openid_index=user.index,
        account_id=account_id,
        code_hash=keys.index(_code(user.index, told)),
        at=at,
        expires_at=at + PHONE_CODE_FOR,
    )
    return None if account_id is None else Message(phone, told)


async def demand_phone_code(
    session: AsyncSession, *, district_id: int, user: WechatUser, code: str, keys: Keys, at: datetime
) -> PhoneCode:
    """What was asked for an account, where this is the code that was sent. Five tries, five minutes."""
    asked = await queries.lock_phone_code(session, district_id=district_id, openid_indexes=user.openids)
    if asked is None or asked.expires_at <= at or asked.failures >= MOST_FAILURES:
        raise LoginRefused
    given = keys.ever_index(_code(asked.openid_index, code))
    if asked.account_id is None or not any(hmac.compare_digest(asked.code_hash, one) for one in given):
        asked.failures += 1
        await session.flush()
        raise LoginRefused
    return asked


async def bind_by_phone_code(
    session: AsyncSession, asked: PhoneCode, *, user: WechatUser, account_id: UUID, at: datetime
) -> None:
    """The WeChat user is the account's from now on, and the code is used."""
    await session.delete(asked)
    if not await bind(session, district_id=asked.district_id, user=user, account_id=account_id, at=at):
        raise WechatTaken


async def send_message(message: Message, *, sms: httpx.AsyncClient, settings: Settings) -> None:
    """Hand it to the deployment's own gateway of text messages; what does not arrive is asked for again."""
    try:
        async with (
            asyncio.timeout(_SECONDS),
            sms.stream(
                "POST",
                settings.sms_url,
                json={"phone": message.phone, "code": message.code, "minutes": PHONE_CODE_MINUTES},
                headers={
                    "Authorization": f"Bearer {settings.sms_token.get_secret_value()}",
                    "Accept-Encoding": "identity",
                },
            ) as answer,
        ):
            answer.raise_for_status()
            await beginning_of(answer)
    except (httpx.HTTPError, TimeoutError) as fault:
        # Only of what kind: addresses and bodies are people's.
        _log.warning("a text message was not taken", fault=type(fault).__name__)


def _code(index: bytes, code: str) -> str:
    return f"phone-code|{index.hex()}|{code}"
