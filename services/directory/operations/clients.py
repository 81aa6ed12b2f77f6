"""Integrations of a district: systems that log in by OAuth 2 client credentials."""

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import ClientClosed
from services.directory.models import Client
from services.directory.operations.opening import Keys
from services.directory.rules import CLIENT_SECRET_FOR
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.versions import raise_version

Slot = Literal["A", "B"]
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class ClientSecret:
    """A secret as it is shown, once."""

    client: Client
    secret: str
    until: datetime


async def add_client(
    session: AsyncSession,
    *,
    district_id: int,
    name: str,
    scopes: Sequence[str],
    addresses: Sequence[str] = (),
    at: datetime,
) -> Client:
    """Register an integration. It gets in as soon as it has a secret."""
    return await queries.insert_client(
        session,
        Client(
            district_id=district_id,
            client_id=new_id(),
            name=name,
            scopes=sorted(set(scopes)),
            addresses=list(dict.fromkeys(addresses)) or None,
            created_at=at,
        ),
    )


async def list_clients(session: AsyncSession, *, district_id: int) -> Sequence[Client]:
    return await queries.list_clients(session, district_id=district_id)


async def renew_client_secret(
    session: AsyncSession, *, district_id: int, client_id: UUID, slot: Slot, keys: Keys, at: datetime
) -> ClientSecret:
    """A new secret in one of the two places; what stood there is good no more, the other place stays as it is."""
    client = await _locked(session, district_id=district_id, client_id=client_id)
    if client.closed_at is not None:
        raise ClientClosed
    secret, until = secrets.token_urlsafe(_SECRET_BYTES), at + CLIENT_SECRET_FOR
    hashed = keys.index(secret)
    if slot == "A":
        client.secret_hash, client.secret_until = hashed, until
    else:
        client.other_secret_hash, client.other_secret_until = hashed, until
    return ClientSecret(client, secret, until)


async def keep_client_keys(
    session: AsyncSession, *, district_id: int, client_id: UUID, keys: Sequence[Mapping[str, str]]
) -> Client:
    """By what these keys sign the integration logs in from now on, by no others; none is left where there are none."""
    client = await _locked(session, district_id=district_id, client_id=client_id)
    if client.closed_at is not None:
        raise ClientClosed
    client.public_keys = [dict(key) for key in keys] or None
    return client


async def close_client(session: AsyncSession, *, district_id: int, client_id: UUID, at: datetime) -> Client:
    """It gets in no more, its secrets and keys are gone (if it is opened again it gets others), its tokens end soon."""
    client = await _locked(session, district_id=district_id, client_id=client_id)
    if client.closed_at is None:
        client.closed_at = at
        client.secret_hash = client.secret_until = client.other_secret_hash = client.other_secret_until = None
        client.public_keys = None
        await session.flush()
        await raise_version(session, district_id=district_id, account_id=client_id)
    return client


async def reopen_client(session: AsyncSession, *, district_id: int, client_id: UUID) -> Client:
    client = await _locked(session, district_id=district_id, client_id=client_id)
    client.closed_at = None
    return client


def is_secret_of(client: Client, secret: str, *, keys: Keys, at: datetime) -> bool:
    """Whether it is one of the client's two that has not run out."""
    given = keys.ever_index(secret)
    places = ((client.secret_hash, client.secret_until), (client.other_secret_hash, client.other_secret_until))
    return client.closed_at is None and any(
        hashed is not None and until is not None and until > at and hmac.compare_digest(hashed, one)
        for hashed, until in places
        for one in given
    )


async def _locked(session: AsyncSession, *, district_id: int, client_id: UUID) -> Client:
    client = await queries.lock_client(session, district_id=district_id, client_id=client_id)
    if client is None:
        raise NotFound
    return client
