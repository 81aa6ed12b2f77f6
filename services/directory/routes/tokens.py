"""Logging in. These stand outside any district: the body says which."""

import json
from typing import Annotated, Final

from fastapi import APIRouter, BackgroundTasks, Form, Request

from services.directory import operations
from services.directory.operations import Counter, Grant
from services.directory.schemas import (
    KeysResponse,
    PasswordLoginRequest,
    PhoneCodeRequest,
    PhoneCodeResponse,
    RefreshRequest,
    TokenResponse,
    WechatLoginRequest,
)
from services.platform import clock
from services.platform.edge import DatabaseSession, Edge
from services.platform.limiting import Limit, by_address, told_address

_BY_SIGNATURE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

router = APIRouter(route_class=Edge, tags=["tokens"])


@router.post("/tokens", summary="Log in by password")
async def post_token(body: PasswordLoginRequest, request: Request, session: DatabaseSession) -> TokenResponse:
    """Give an access token (10 minutes) and a refresh token (14 days unused, 30 in all; of administrators 12 hours).

    Administrators have a second factor and send its code along: without it 401 `second-factor-needed` once the password
    was right. Who has none yet gets a token that only enrols one (`only`). The fifth failure in a row locks the account
    for a minute, each further one for twice as long, up to 15; so does the 300th from one address in ten
    minutes, for who has not logged in from there within 30 days.
    """
    grant = await operations.log_in(
        session,
        district_id=body.district_id,
        username=body.username,
        password=body.password,
        totp=body.totp,
        address=by_address(request),
        delays=request.app.state.login_delays,
        counter=_counter(request),
    )
    return _answer(grant)


@router.post("/tokens/wechat", summary="Log in by a WeChat mini-program code")
async def post_wechat_token(body: WechatLoginRequest, request: Request, session: DatabaseSession) -> TokenResponse:
    """Exchange the code of wx.login. Only a WeChat user bound to an account is let in; second factors as elsewhere.

    Who is not bound yet asks for a code by text message and sends it along as `phone_code`: five tries, five minutes.

    WeChat's own answers: 401 for a code that is not good, 403 for a user it has blocked, 429 where one logs in too
    often, 503 where it does not answer. A code is never tried twice.
    """
    state = request.app.state
    grant = await operations.log_in_by_wechat(
        session,
        district_id=body.district_id,
        code=body.code,
        phone_code=body.phone_code,
        totp=body.totp,
        wechat=state.wechat,
        settings=state.settings,
        address=by_address(request),
        delays=state.login_delays,
        counter=_counter(request),
    )
    limit: Limit | None = state.limits.get("post_wechat_token")
    if limit is not None:
        await limit.take_back(request)
    return _answer(grant)


@router.post("/tokens/wechat/phone-codes", summary="Ask for a code that binds a WeChat user")
async def post_phone_code(
    body: PhoneCodeRequest, request: Request, session: DatabaseSession, later: BackgroundTasks
) -> PhoneCodeResponse:
    """Send a code to the phone that the roster has of this teacher, if it has it and the teacher has an account.

    Then log in by WeChat with a fresh code of wx.login and this one. 429 `phone-code-too-soon` within a minute and
    after ten in a day, of the WeChat user or the phone; 503 `sms-away` where the deployment sends no messages.
    """
    state = request.app.state
    message = await operations.ask_phone_code(
        session,
        district_id=body.district_id,
        code=body.code,
        staff_number=body.staff_number,
        name=body.name,
        phone=body.phone,
        wechat=state.wechat,
        settings=state.settings,
        keys=state.keys,
        delays=state.login_delays,
        at=clock.real_now(),
    )
    if message is not None:
        later.add_task(operations.send_message, message, sms=state.sms, settings=state.settings)
    return PhoneCodeResponse(minutes=operations.PHONE_CODE_MINUTES)


@router.post("/tokens/refresh", summary="Renew a login")
async def post_refresh(body: RefreshRequest, request: Request, session: DatabaseSession) -> TokenResponse:
    """Rotate: the refresh token given works once, and using it a second time revokes the whole family.

    Only within ten seconds, and as long as its successor was not used, the same pair is answered again.
    """
    grant = await operations.refresh(session, refresh_token=body.refresh_token, counter=_counter(request))
    return _answer(grant)


@router.post("/oauth/token", summary="Log in as an integration (OAuth 2 client credentials)")
async def post_client_token(
    request: Request,
    session: DatabaseSession,
    grant_type: Annotated[str, Form(pattern="^client_credentials$", examples=["client_credentials"])],
    client_id: Annotated[str, Form(max_length=64, pattern=r"^[0-9]{1,6}\.[0-9a-f\-]{36}$")],
    client_secret: Annotated[str | None, Form(min_length=32, max_length=128)] = None,
    client_assertion_type: Annotated[str | None, Form(pattern=f"^{_BY_SIGNATURE}$", examples=[_BY_SIGNATURE])] = None,
    client_assertion: Annotated[str | None, Form(max_length=4_096, pattern=r"^[A-Za-z0-9_.\-]+$")] = None,
) -> TokenResponse:
    """Give an access token bound to the client's district and scopes; it is not renewed but asked for again.

    By `client_secret`, or by `client_assertion` (private_key_jwt, RFC 7523): a JWT that one of the registered Ed25519
    keys signed: `iss` and `sub` the client id, `aud` `xuefen`, a `jti` used once, `exp` at most five minutes ahead.
    """
    assert grant_type == "client_credentials"  # noqa: S101 - the pattern allows nothing else
    grant = await operations.log_in_client(
        session,
        client_id=client_id,
        client_secret=client_secret,
        client_assertion=client_assertion if client_assertion_type is not None else None,
        address=told_address(request),
        counter=_counter(request),
    )
    return _answer(grant)


@router.get("/jwks.json", summary="Keys that verify access tokens")
async def get_keys(request: Request) -> KeysResponse:
    """Public Ed25519 keys; cache them and look again when a token names an unknown key."""
    return KeysResponse.model_validate(json.loads(request.app.state.public_keys))


def _counter(request: Request) -> Counter:
    state = request.app.state
    return Counter(
        signer=state.signer,
        keys=state.keys,
        second_factors=state.settings.totp_required,
        at=clock.real_now(),
        today=clock.today(),
    )


def _answer(grant: Grant) -> TokenResponse:
    return TokenResponse(
        access_token=grant.access_token,
        expires_in=grant.expires_in,
        refresh_token=grant.refresh_token,
        account_id=grant.account_id,
        roles=list(grant.roles),
        only=list(grant.only),
    )
