"""Logging in. These stand outside any district: the body says which."""

import json
from typing import Annotated

from fastapi import APIRouter, Form, Request

from services.directory import operations
from services.directory.operations import Grant
from services.directory.schemas import (
    KeysResponse,
    PasswordLoginRequest,
    RefreshRequest,
    TokenResponse,
    WechatLoginRequest,
)
from services.platform import clock
from services.platform.edge import DatabaseSession, Edge

router = APIRouter(route_class=Edge, tags=["tokens"])


@router.post("/tokens", summary="Log in by password")
async def post_token(body: PasswordLoginRequest, request: Request, session: DatabaseSession) -> TokenResponse:
    """Give an access token (10 minutes) and a refresh token (14 days). Five failures lock the account for a minute."""
    grant = await operations.log_in(
        session,
        district_id=body.district_id,
        username=body.username,
        password=body.password,
        signer=request.app.state.signer,
        at=clock.real_now(),
        today=clock.today(),
    )
    return _answer(grant)


@router.post("/tokens/wechat", summary="Log in by a WeChat mini-program code")
async def post_wechat_token(body: WechatLoginRequest, request: Request, session: DatabaseSession) -> TokenResponse:
    """Exchange the code of wx.login. Only a WeChat user bound to an account is let in."""
    state = request.app.state
    grant = await operations.log_in_by_wechat(
        session,
        district_id=body.district_id,
        code=body.code,
        wechat=state.wechat,
        settings=state.settings,
        keys=state.keys,
        signer=state.signer,
        at=clock.real_now(),
        today=clock.today(),
    )
    return _answer(grant)


@router.post("/tokens/refresh", summary="Renew a login")
async def post_refresh(body: RefreshRequest, request: Request, session: DatabaseSession) -> TokenResponse:
    """Rotate: the refresh token given works once, and using it a second time revokes the whole family."""
    grant = await operations.refresh(
        session,
        refresh_token=body.refresh_token,
        signer=request.app.state.signer,
        at=clock.real_now(),
        today=clock.today(),
    )
    return _answer(grant)


@router.post("/oauth/token", summary="Log in as an integration (OAuth 2 client credentials)")
async def post_client_token(
    request: Request,
    session: DatabaseSession,
    grant_type: Annotated[str, Form(pattern="^client_credentials$", examples=["client_credentials"])],
    client_id: Annotated[str, Form(max_length=64, pattern=r"^[0-9]{1,6}\.[0-9a-f\-]{36}$")],
    client_secret: Annotated[str, Form(min_length=32, max_length=128)],
) -> TokenResponse:
    """Give an access token bound to the client's district and scopes; it is not renewed but asked for again."""
    assert grant_type == "client_credentials"  # noqa: S101 - the pattern allows nothing else
    grant = await operations.log_in_client(
        session,
        client_id=client_id,
        client_secret=client_secret,
        keys=request.app.state.keys,
        signer=request.app.state.signer,
    )
    return _answer(grant)


@router.get("/jwks.json", summary="Keys that verify access tokens")
async def get_keys(request: Request) -> KeysResponse:
    """Public Ed25519 keys; cache them and look again when a token names an unknown key."""
    return KeysResponse.model_validate(json.loads(request.app.state.public_keys))


def _answer(grant: Grant) -> TokenResponse:
    return TokenResponse(
        access_token=grant.access_token,
        expires_in=grant.expires_in,
        refresh_token=grant.refresh_token,
        account_id=grant.account_id,
        roles=list(grant.roles),
    )
