"""Integrations of a district and their secrets."""

from fastapi import APIRouter, Request

from services.directory import operations
from services.directory.models import Client
from services.directory.schemas import (
    ClientKeysRequest,
    ClientRequest,
    ClientResponse,
    ClientSecretResponse,
    ClientsResponse,
    StandingRequest,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.stepping_up import demand_fresh_login
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["accounts"], prefix="/districts/{district_id}")


@router.post("/clients", status_code=201, summary="Register an integration")
async def post_client(
    district_id: DistrictId, body: ClientRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClientResponse:
    """Register a system of the district that logs in by OAuth 2 client credentials. Then give it a secret.

    Where `addresses` are given it logs in from these networks only; for others it is registered anew. As wherever
    somebody is let in: within five minutes of a login, else 401 `login-too-old` (RFC 9470).
    """
    demand_fresh_login(viewer, at=clock.real_now())
    client = await operations.add_client(
        session,
        district_id=district_id,
        name=body.name,
        scopes=body.scopes,
        addresses=body.addresses,
        at=clock.now(),
    )
    return _shown(client)


@router.get("/clients", summary="List integrations")
async def list_clients(district_id: DistrictId, session: DatabaseSession) -> ClientsResponse:
    """Every system that was registered, in that order, with how long its secrets are good."""
    clients = await operations.list_clients(session, district_id=district_id)
    return ClientsResponse(items=[_shown(client) for client in clients])


@router.put("/clients/{client_id}/secrets/{slot}", summary="Give an integration a new secret")
async def put_client_secret(
    district_id: DistrictId,
    client_id: Id,
    slot: operations.Slot,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ClientSecretResponse:
    """A new secret in place A or B, good for 90 days from now, shown this once; what stood there is good no more.

    The other place stays as it is: give the system the new secret in one while it goes on by the other, then renew the
    other when its time comes. Each call makes another secret. 401 `login-too-old`, 409 `client-closed`.
    """
    demand_fresh_login(viewer, at=clock.real_now())
    made = await operations.renew_client_secret(
        session,
        district_id=district_id,
        client_id=client_id,
        slot=slot,
        keys=request.app.state.keys,
        at=clock.real_now(),
    )
    return ClientSecretResponse(client_id=_login_of(made.client), secret=made.secret, valid_until=made.until)


@router.put("/clients/{client_id}/keys", summary="Register the keys by which an integration signs")
async def put_client_keys(
    district_id: DistrictId,
    client_id: Id,
    body: ClientKeysRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ClientResponse:
    """Public keys instead of, or beside, a secret: it logs in by what it signs (private_key_jwt). 409 `client-closed`.

    These take the place of those of before; a `kid` is given once. 401 `login-too-old`.
    """
    demand_fresh_login(viewer, at=clock.real_now())
    client = await operations.keep_client_keys(
        session,
        district_id=district_id,
        client_id=client_id,
        keys=[key.model_dump() for key in body.keys],
    )
    return _shown(client)


@router.put("/clients/{client_id}/state", summary="Close an integration, or open it again")
async def put_client_state(
    district_id: DistrictId, client_id: Id, body: StandingRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClientResponse:
    """CLOSED: its secrets are gone and its tokens end within a minute. OPEN: it may be given new secrets.

    401 `login-too-old` for OPEN.
    """
    if body.state == "CLOSED":
        client = await operations.close_client(
            session, district_id=district_id, client_id=client_id, at=clock.real_now()
        )
    else:
        demand_fresh_login(viewer, at=clock.real_now())
        client = await operations.reopen_client(session, district_id=district_id, client_id=client_id)
    return _shown(client)


def _login_of(client: Client) -> str:
    return f"{client.district_id}.{client.client_id}"


def _shown(client: Client) -> ClientResponse:
    return ClientResponse(
        client_id=_login_of(client),
        id=client.client_id,
        name=client.name,
        scopes=client.scopes,
        addresses=client.addresses or [],
        secret_a_until=client.secret_until,
        secret_b_until=client.other_secret_until,
        key_ids=[key["kid"] for key in client.public_keys or []],
        closed_at=client.closed_at,
    )
