"""Accounts, integrations, and who one is."""

from fastapi import APIRouter, Request

from services.directory import operations
from services.directory.schemas import (
    AccountAnswer,
    AccountListed,
    AccountsRequest,
    AccountsResponse,
    ClientRequest,
    ClientResponse,
    MeResponse,
    WechatBindingRequest,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.errors import DomainError
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
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


@router.put("/me/wechat", status_code=204, summary="Bind my WeChat")
async def put_me_wechat(
    district_id: DistrictId,
    body: WechatBindingRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> None:
    """Bind the WeChat user behind the code to my account, so that the mini-program lets me in."""
    await operations.bind_wechat(
        session,
        district_id=district_id,
        account_id=viewer.principal.account_id,
        code=body.code,
        wechat=request.app.state.wechat,
        settings=request.app.state.settings,
        keys=request.app.state.keys,
        at=clock.now(),
    )


@router.post("/accounts", status_code=201, summary="Make accounts")
async def post_accounts(district_id: DistrictId, body: AccountsRequest, session: DatabaseSession) -> AccountsResponse:
    """Make up to 50 accounts; each is answered for by itself. An account without password waits for its WeChat."""
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


@router.post("/clients", status_code=201, summary="Register an integration")
async def post_client(
    district_id: DistrictId, body: ClientRequest, request: Request, session: DatabaseSession
) -> ClientResponse:
    """Register a system of the district that logs in by OAuth 2 client credentials."""
    client = await operations.add_client(
        session,
        district_id=district_id,
        name=body.name,
        secret=body.secret,
        scopes=body.scopes,
        keys=request.app.state.keys,
        at=clock.now(),
    )
    return ClientResponse(client_id=f"{district_id}.{client.client_id}", name=client.name, scopes=client.scopes)
