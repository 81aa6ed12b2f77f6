"""The one call to WeChat: a login code of the mini-program against its user; and by what that user is found again."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import LoginRefused, WechatAway, WechatBlocked, WechatBusy
from services.directory.operations.opening import Keys
from services.platform.outgoing import beginning_of
from services.platform.settings import Settings

_BAD_CODE: Final = frozenset({40029, 40163})
_TOO_OFTEN: Final = 45011
_BLOCKED: Final = 40226
# The client's own limit is of each piece: an answer that comes in drops would be waited for without end.
_SECONDS: Final = 4.0


@dataclass(frozen=True, slots=True, repr=False)
class WechatUser:
    """Keyed hashes of what WeChat calls somebody: in this mini-program, and in all of its owner's where it tells that.

    While a key changes there are two of each, today's first.
    """

    openids: Sequence[bytes]
    unionids: Sequence[bytes]

    @property
    def index(self) -> bytes:
        """Under which they stand from now on."""
        return self.openids[0]

    @property
    def union_index(self) -> bytes | None:
        return self.unionids[0] if self.unionids else None


async def user_of(wechat: httpx.AsyncClient, settings: Settings, *, code: str, keys: Keys) -> WechatUser:
    """Who is behind a code, which works once: never tried again. The session key is not kept."""
    if not settings.wechat_app_id:
        raise WechatAway
    try:
        async with (
            asyncio.timeout(_SECONDS),
            wechat.stream(
                "GET",
                "/sns/jscode2session",
                params={
                    "appid": settings.wechat_app_id,
                    "secret": settings.wechat_app_secret.get_secret_value(),
                    "js_code": code,
                    "grant_type": "authorization_code",
                },
                headers={"Accept-Encoding": "identity"},
            ) as response,
        ):
            answer = json.loads(await beginning_of(response))
    except (httpx.HTTPError, TimeoutError, ValueError) as fault:
        raise WechatAway from fault
    if not isinstance(answer, dict):
        raise WechatAway
    fault_code = answer.get("errcode", 0)
    if fault_code in _BAD_CODE:
        raise LoginRefused
    if fault_code == _TOO_OFTEN:
        raise WechatBusy
    if fault_code == _BLOCKED:
        raise WechatBlocked
    openid, unionid = answer.get("openid"), answer.get("unionid")
    if fault_code or not isinstance(openid, str) or not openid:
        raise WechatAway
    return WechatUser(
        keys.ever_index(f"{settings.wechat_app_id}|{openid}"),
        keys.ever_index(f"unionid|{unionid}") if isinstance(unionid, str) and unionid else (),
    )


async def find_bound(session: AsyncSession, *, district_id: int, user: WechatUser) -> UUID | None:
    """The account of a user: bound in another mini-program of its owner, too, and in this one from now on."""
    bound = await queries.lock_wechat_binding(
        session, district_id=district_id, openid_indexes=user.openids, union_indexes=user.unionids
    )
    if bound is None:
        return None
    bound.openid_index, bound.union_index = user.index, user.union_index or bound.union_index
    await session.flush()
    return bound.account_id


async def bind(session: AsyncSession, *, district_id: int, user: WechatUser, account_id: UUID, at: datetime) -> bool:
    """Whether the user is the account's from now on; not where either is bound to another already."""
    bound = await find_bound(session, district_id=district_id, user=user)
    if bound is not None:
        return bound == account_id
    return await queries.insert_wechat_binding(
        session,
        district_id=district_id,
        openid_index=user.index,
        union_index=user.union_index,
        account_id=account_id,
        at=at,
    )
