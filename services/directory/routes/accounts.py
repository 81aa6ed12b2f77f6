"""Accounts of a district: made, listed, given other roles, closed."""

from fastapi import APIRouter, Request

from services.directory import operations
from services.directory.models import Account
from services.directory.schemas import (
    AccountAnswer,
    AccountListed,
    AccountResponse,
    AccountsRequest,
    AccountsResponse,
    PasswordOnceResponse,
    RolesRequest,
    StandingRequest,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.errors import DomainError
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.stepping_up import demand_fresh_login
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["accounts"], prefix="/districts/{district_id}")


@router.post("/accounts", status_code=201, summary="Make accounts")
async def post_accounts(
    district_id: DistrictId, body: AccountsRequest, session: DatabaseSession, viewer: CurrentViewer
) -> AccountsResponse:
    """Make up to 50 accounts; each is answered for by itself. An account without password waits for its WeChat.

    As wherever somebody is let in: within five minutes of a login, else 401 `login-too-old` (RFC 9470).
    """
    demand_fresh_login(viewer, at=clock.real_now())
    results = await operations.add_accounts(
        session,
        district_id=district_id,
        accounts=[
            operations.NewAccount(
                username=new.username,
                display_name=new.display_name,
                password=new.password,
                roles=tuple(new.roles),
                school_id=new.school_id,
                teacher_id=new.teacher_id,
            )
            for new in body.accounts
        ],
        at=clock.now(),
    )
    return AccountsResponse(
        items=[
            AccountAnswer(
                username=new.username,
                account_id=None if isinstance(made, DomainError) else made.account_id,
                problem=made.slug() if isinstance(made, DomainError) else None,
            )
            for new, made in zip(body.accounts, results, strict=True)
        ]
    )


@router.get("/accounts", summary="List accounts")
async def list_accounts(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[AccountListed]:
    """Accounts of the district in the order they were made."""
    rows = await operations.list_accounts(
        session, district_id=district_id, after=place_after(request, cursor), limit=limit + 1
    )
    return page_of(request, rows, limit=limit, id_of=lambda row: row.account_id, shape=AccountListed.model_validate)


@router.get("/accounts/{account_id}", summary="Read an account")
async def get_account(district_id: DistrictId, account_id: Id, session: DatabaseSession) -> AccountResponse:
    """Roles, where it belongs, whether it is closed or locked, and whether it has a second factor."""
    seen = await operations.get_account(session, district_id=district_id, account_id=account_id)
    account = seen.account
    return AccountResponse(
        **_listed(account).model_dump(),
        created_at=account.created_at,
        locked_until=account.locked_until,
        second_factor=seen.second_factor,
    )


@router.put("/accounts/{account_id}/roles", summary="Give an account other roles")
async def put_account_roles(
    district_id: DistrictId, account_id: Id, body: RolesRequest, session: DatabaseSession, viewer: CurrentViewer
) -> AccountListed:
    """These roles and this school instead of those of before. Its logins end: at once where it would write about
    others or renew itself, within a minute everywhere else.

    401 `login-too-old`, 409 `own-rights` and `last-administrator` where a district would lose who administers it, 422
    `unknown-school`.
    """
    demand_fresh_login(viewer, at=clock.real_now())
    account = await operations.change_roles(
        session,
        viewer=viewer,
        account_id=account_id,
        roles=body.roles,
        school_id=body.school_id,
        at=clock.real_now(),
    )
    return _listed(account)


@router.put("/accounts/{account_id}/state", summary="Close an account, or open it again")
async def put_account_state(
    district_id: DistrictId, account_id: Id, body: StandingRequest, session: DatabaseSession, viewer: CurrentViewer
) -> AccountListed:
    """CLOSED: nobody logs in by it, its logins end as with other roles. OPEN: its owner logs in again, as before.

    409 `own-rights`, `last-administrator`; 401 `login-too-old` for OPEN.
    """
    if body.state == "OPEN":
        demand_fresh_login(viewer, at=clock.real_now())
    change = operations.close_account if body.state == "CLOSED" else operations.reopen_account
    return _listed(await change(session, viewer=viewer, account_id=account_id, at=clock.real_now()))


@router.put("/accounts/{account_id}/password", summary="Give an account a password for once")
async def put_account_password(
    district_id: DistrictId, account_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> PasswordOnceResponse:
    """For who forgot theirs: good for three days, and only to choose another (`PUT /me/password`). Its logins end, and
    the WeChat that was bound to it is so no longer.

    It is shown this once; each call makes another. 401 `login-too-old`, 409 `own-rights`.
    """
    demand_fresh_login(viewer, at=clock.real_now())
    password, until = await operations.reset_password(
        session, viewer=viewer, account_id=account_id, at=clock.real_now()
    )
    return PasswordOnceResponse(password=password, valid_until=until)


@router.post("/accounts/{account_id}/totp-resets", status_code=201, summary="Take a lost second factor away")
async def post_account_totp_reset(
    district_id: DistrictId, account_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> AccountListed:
    """Of who lost the app and the recovery codes. Its logins end; with the next it enrols anew.

    401 `login-too-old`, 409 `own-rights`.
    """
    demand_fresh_login(viewer, at=clock.real_now())
    return _listed(
        await operations.reset_second_factor(session, viewer=viewer, account_id=account_id, at=clock.real_now())
    )


@router.post("/accounts/{account_id}/wechat-unbindings", status_code=201, summary="Unbind an account's WeChat")
async def post_account_wechat_unbinding(
    district_id: DistrictId, account_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> AccountListed:
    """Of who has another WeChat now, or lost the phone that it is on. Its logins end; then another can be bound.

    Where none is bound, only the logins end. 401 `login-too-old`: who is bound next is let in.
    """
    demand_fresh_login(viewer, at=clock.real_now())
    return _listed(await operations.unbind_wechat(session, viewer=viewer, account_id=account_id, at=clock.real_now()))


def _listed(account: Account) -> AccountListed:
    return AccountListed.model_validate(account)
