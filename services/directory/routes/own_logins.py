"""Who one is, and what lets oneself in: password, second factor, WeChat."""

from fastapi import APIRouter, Request

from services.directory import operations
from services.directory.schemas import (
    ConfirmationRequest,
    MeResponse,
    OfferRequest,
    OfferResponse,
    PasswordChangeRequest,
    RecoveryCodesResponse,
    WechatBindingRequest,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import DistrictId

router = APIRouter(route_class=Edge, tags=["accounts"], prefix="/districts/{district_id}")


@router.get("/me", summary="Who I am")
async def get_me(district_id: DistrictId, viewer: CurrentViewer) -> MeResponse:
    """The bearer of the token, as the token says it."""
    principal = viewer.principal
    return MeResponse(
        account_id=principal.account_id,
        district_id=district_id,
        roles=sorted(principal.roles),
        school_id=principal.unit_id,
        teacher_id=principal.person_id,
        scopes=sorted(principal.scopes),
    )


@router.put("/me/wechat", status_code=204, summary="Bind my WeChat, or let it go")
async def put_me_wechat(
    district_id: DistrictId,
    body: WechatBindingRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> None:
    """Bind the WeChat user behind the code to my account, so that the mini-program lets me in.

    Without a code the one that is bound is let go, and all my logins end: log in again, then bind another. 409
    `wechat-taken` where the account or the WeChat user is bound already. Where the account has a password it is sent
    along: 422 `password-needed`, and `password-wrong`, which counts as at a login. Where it has none: within five
    minutes of a login, else 401 `login-too-old` (RFC 9470).
    """
    await operations.bind_wechat(
        session,
        viewer=viewer,
        code=body.code,
        password=body.password,
        wechat=request.app.state.wechat,
        settings=request.app.state.settings,
        keys=request.app.state.keys,
        at=clock.real_now(),
    )


@router.put("/me/password", status_code=204, summary="Choose another password")
async def put_me_password(
    district_id: DistrictId, body: PasswordChangeRequest, session: DatabaseSession, viewer: CurrentViewer
) -> None:
    """Change my password. All my logins end: log in again by the new one. A WeChat that is bound is so no longer, for
    somebody else may have bound it: bind it again by the new password.

    422 `password-wrong` (five of them lock the account for a minute, each further one for twice as long, up to 15),
    `password-too-common`, `password-unchanged`.
    """
    await operations.change_password(
        session, viewer=viewer, present=body.password, new=body.new_password, at=clock.real_now()
    )


@router.put("/me/totp", summary="Ask for a second factor")
async def put_me_totp(
    district_id: DistrictId, body: OfferRequest, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> OfferResponse:
    """A new secret for an app that makes codes (RFC 6238, six digits, 30 seconds); good once it is confirmed.

    Each call makes another. Who has confirmed one already shows a code of it, or a recovery code: it, and the other
    recovery codes, stay good until the new one is confirmed. Who has none yet: within five minutes of a login, else
    401 `login-too-old` (RFC 9470).
    """
    offer = await operations.offer_second_factor(
        session, viewer=viewer, code=body.totp, keys=request.app.state.keys, at=clock.real_now()
    )
    return OfferResponse(secret=offer.secret, otpauth_uri=offer.address)


@router.put("/me/totp/confirmation", summary="Confirm a second factor")
async def put_me_totp_confirmation(
    district_id: DistrictId,
    body: ConfirmationRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> RecoveryCodesResponse:
    """By a first code from the app. From now on logging in takes one, each once; ten codes for recovery are shown.
    The one that was confirmed before, and its recovery codes, are good no more.

    409 `second-factor-not-offered`, 422 `second-factor-wrong`.
    """
    codes = await operations.confirm_second_factor(
        session, viewer=viewer, code=body.totp, keys=request.app.state.keys, at=clock.real_now()
    )
    return RecoveryCodesResponse(recovery_codes=codes)
