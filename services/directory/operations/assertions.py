"""Logging in by a signature (RFC 7523, private_key_jwt): the system keeps its key, the district the public half."""

from datetime import datetime, timedelta
from typing import Annotated, Final, Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.models import Client
from services.platform.signing import from_base64url
from services.platform.tokens import LEEWAY_SECONDS

_LONGEST_FOR: Final = timedelta(minutes=5)


class _Header(msgspec.Struct):
    """EdDSA is how libraries called it before RFC 9864; the key decides, and there is one kind of key."""

    alg: Literal["Ed25519", "EdDSA"]
    kid: str


class _Claims(msgspec.Struct):
    """`aud` is us, by the name that our own tokens say."""

    iss: str
    sub: str
    aud: Literal["xuefen"] | list[Literal["xuefen"]]
    exp: float
    jti: Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=r"^[!-~]+$")]
    iat: float = 0.0


async def is_signed_by(session: AsyncSession, client: Client, assertion: str, *, at: datetime) -> bool:
    """Whether the client signed this for us, just now and for the first time."""
    if client.closed_at is not None:
        return False
    try:
        claims = _signed(assertion, client)
    except (InvalidSignature, msgspec.MsgspecError, ValueError, KeyError):
        return False
    login = f"{client.district_id}.{client.client_id}"
    left = claims.exp - at.timestamp()
    timely = -LEEWAY_SECONDS < left <= _LONGEST_FOR.total_seconds() + LEEWAY_SECONDS
    if (claims.iss, claims.sub) != (login, login) or not claims.aud or not timely or claims.iat > claims.exp:
        return False
    leeway = timedelta(seconds=LEEWAY_SECONDS)
    return await queries.insert_client_assertion(
        session,
        district_id=client.district_id,
        client_id=client.client_id,
        assertion_id=claims.jti,
        at=at,
        # As long as it might be shown again.
        expires_at=at + timedelta(seconds=left) + leeway,
    )


def _signed(assertion: str, client: Client) -> _Claims:
    """What an assertion says, read only after its signature proved good."""
    signed, _, signature = assertion.rpartition(".")
    header, _, payload = signed.partition(".")
    kid = msgspec.json.decode(from_base64url(header), type=_Header).kid
    coordinate = {key["kid"]: key["x"] for key in client.public_keys or []}[kid]
    public = Ed25519PublicKey.from_public_bytes(from_base64url(coordinate))
    public.verify(from_base64url(signature), signed.encode("ascii"))
    return msgspec.json.decode(from_base64url(payload), type=_Claims)
