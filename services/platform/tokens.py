"""Access tokens: Ed25519 JWTs, signed by one service and verified by all without asking anybody."""

import base64
import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey

from services.platform import clock
from services.platform.access import Principal
from services.platform.errors import Unauthenticated
from services.platform.ids import new_id

AUDIENCE = "xuefen"
ISSUER = "xuefen"
LIFETIME = timedelta(minutes=10)
LEEWAY_SECONDS = 30
_CACHED = 20_000
_LONGEST = 4_096


class _Header(msgspec.Struct, forbid_unknown_fields=True):
    """One algorithm and one kind of token: nothing in a header is left to choose, but for whose key it was."""

    alg: Literal["Ed25519"]
    typ: Literal["at+jwt"]
    kid: str


class _Claims(msgspec.Struct):
    iss: Literal["xuefen"]
    aud: Literal["xuefen"]
    sub: UUID
    iat: int
    exp: int
    jti: str
    district: int
    roles: frozenset[str]
    unit: UUID | None
    person: UUID | None
    scope: str
    former: frozenset[UUID] = frozenset()
    nbf: int = 0
    ver: int = 0
    only: frozenset[str] = frozenset()
    auth_time: int | None = None


@dataclass(frozen=True, slots=True)
class _Verified:
    principal: Principal
    expires_at: float


class TokenSigner:
    """Holds the private key; only the service that knows accounts has one."""

    def __init__(self, private_jwk: str) -> None:
        self._key = OKPKey.import_key(json.loads(private_jwk))

    def sign(self, principal: Principal) -> str:
        """A token of ten minutes in real time, whatever the domain's clock says."""
        now = clock.real_now()
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(principal.account_id),
            "iat": int(now.timestamp()),
            "exp": int((now + LIFETIME).timestamp()),
            "jti": str(new_id()),
            "district": principal.district_id,
            "roles": sorted(principal.roles),
            "unit": str(principal.unit_id) if principal.unit_id else None,
            "person": str(principal.person_id) if principal.person_id else None,
            "scope": " ".join(sorted(principal.scopes)),
            "ver": principal.version,
        }
        if principal.former_units:
            claims["former"] = sorted(str(unit_id) for unit_id in principal.former_units)
        if principal.only:
            claims["only"] = sorted(principal.only)
        if principal.logged_in_at is not None:
            claims["auth_time"] = int(principal.logged_in_at.timestamp())
        header = {"alg": "Ed25519", "typ": "at+jwt", "kid": self._key.thumbprint()}
        return jwt.encode(header, claims, self._key, algorithms=["Ed25519"])


class TokenVerifier:
    """Holds the public keys. A token that comes back is answered from memory until it expires.

    It reads the one form that the signer writes: at the bell every teacher brings a token of their own, and what a
    general reader of JWTs spends beside the signature would cost as much as the signature.
    """

    def __init__(self, public_jwks: str) -> None:
        keys = KeySet.import_key_set(json.loads(public_jwks)).keys
        self._keys = {key.kid or key.thumbprint(): _raw(key) for key in keys if isinstance(key, OKPKey)}
        self._headers = msgspec.json.Decoder(_Header)
        self._claims = msgspec.json.Decoder(_Claims)
        self._verified: OrderedDict[str, _Verified] = OrderedDict()

    def verify(self, token: str) -> Principal:
        """The principal of a valid token, or Unauthenticated: one answer for every fault."""
        now = clock.real_now().timestamp()
        known = self._verified.get(token)
        if known is not None and known.expires_at > now:
            return known.principal
        if len(token) > _LONGEST:
            raise Unauthenticated
        try:
            claims = self._signed(token)
        except (InvalidSignature, msgspec.MsgspecError, ValueError, KeyError) as fault:
            raise Unauthenticated from fault
        if claims.exp < now - LEEWAY_SECONDS or max(claims.iat, claims.nbf) > now + LEEWAY_SECONDS:
            raise Unauthenticated
        principal = Principal(
            account_id=claims.sub,
            district_id=claims.district,
            roles=claims.roles,
            unit_id=claims.unit,
            person_id=claims.person,
            scopes=frozenset(claims.scope.split()),
            former_units=claims.former,
            version=claims.ver,
            only=claims.only,
            logged_in_at=None if claims.auth_time is None else datetime.fromtimestamp(claims.auth_time, UTC),
        )
        self._verified[token] = _Verified(principal, float(claims.exp))
        if len(self._verified) > _CACHED:
            self._verified.popitem(last=False)
        return principal

    def _signed(self, token: str) -> _Claims:
        """What stands in a token, read only after its signature proved good."""
        signed, _, signature = token.rpartition(".")
        header, _, payload = signed.partition(".")
        key = self._keys[self._headers.decode(_bytes_of(header)).kid]
        key.verify(_bytes_of(signature), signed.encode("ascii"))
        return self._claims.decode(_bytes_of(payload))


def _raw(key: OKPKey) -> Ed25519PublicKey:
    raw = key.public_key
    if not isinstance(raw, Ed25519PublicKey):
        raise ValueError("a key of TOKEN_PUBLIC_KEYS is not of Ed25519")  # noqa: TRY004 - a setting is wrong, no type
    return raw


def _bytes_of(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def new_key_pair() -> tuple[str, str]:
    """A fresh private JWK and the JWKS that verifies it, as JSON."""
    key = OKPKey.generate_key("Ed25519")
    public = {**key.as_dict(private=False), "kid": key.thumbprint(), "use": "sig", "alg": "Ed25519"}
    return json.dumps(key.as_dict(private=True)), json.dumps({"keys": [public]})
