"""The one call to WeChat: a login code of the mini-program against its user."""

from typing import Final

import httpx

from services.directory.errors import LoginRefused, WechatAway, WechatBlocked, WechatBusy
from services.platform.settings import Settings

_BAD_CODE: Final = frozenset({40029, 40163})
_TOO_OFTEN: Final = 45011
_BLOCKED: Final = 40226


async def openid_of(wechat: httpx.AsyncClient, settings: Settings, *, code: str) -> str:
    """The openid behind a code, which works once: never tried again. The session key is not kept."""
    if not settings.wechat_app_id:
        raise WechatAway
    try:
        response = await wechat.get(
            "/sns/jscode2session",
            params={
                "appid": settings.wechat_app_id,
                "secret": settings.wechat_app_secret.get_secret_value(),
                "js_code": code,
                "grant_type": "authorization_code",
            },
        )
        answer = response.json()
    except (httpx.HTTPError, ValueError) as fault:
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
    openid = answer.get("openid")
    if fault_code or not isinstance(openid, str) or not openid:
        raise WechatAway
    return openid
