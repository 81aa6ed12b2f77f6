"""Access tokens: Ed25519 JWTs, signed by one service and verified by all without asking anybody."""

import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
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
        }
        header = {"alg": "Ed25519", "typ": "at+jwt", "kid": self._key.thumbprint()}
        return jwt.encode(header, claims, self._key, algorithms=["Ed25519"])


class TokenVerifier:
    """Holds the public keys. A token that comes back is answered from memory until it expires."""

    def __init__(self, public_jwks: str) -> None:
        self._keys = KeySet.import_key_set(json.loads(public_jwks))
        self._claims = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": AUDIENCE},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            jti={"essential": True},
        )
        self._verified: OrderedDict[str, _Verified] = OrderedDict()

    def verify(self, token: str) -> Principal:
        """The principal of a valid token, or Unauthenticated: one answer for every fault."""
        known = self._verified.get(token)
        if known is not None and known.expires_at > clock.real_now().timestamp():
            return known.principal
        if len(token) > _LONGEST:
            raise Unauthenticated
        try:
            decoded = jwt.decode(token, self._keys, algorithms=["Ed25519"])
            if decoded.header.get("typ") != "at+jwt":
                raise Unauthenticated
            self._claims.validate(decoded.claims)
            principal = _principal_of(decoded.claims)
        except (JoseError, ValueError, KeyError, TypeError) as fault:
            raise Unauthenticated from fault
        self._verified[token] = _Verified(principal, float(decoded.claims["exp"]))
        if len(self._verified) > _CACHED:
            self._verified.popitem(last=False)
        return principal


def _principal_of(claims: dict[str, Any]) -> Principal:
    return Principal(
        account_id=UUID(claims["sub"]),
        district_id=int(claims["district"]),
        roles=frozenset(claims["roles"]),
        unit_id=UUID(claims["unit"]) if claims["unit"] else None,
        person_id=UUID(claims["person"]) if claims["person"] else None,
        scopes=frozenset(claims["scope"].split()),
    )


def new_key_pair() -> tuple[str, str]:
    """A fresh private JWK and the JWKS that verifies it, as JSON."""
    key = OKPKey.generate_key("Ed25519")
    public = {**key.as_dict(private=False), "kid": key.thumbprint(), "use": "sig", "alg": "Ed25519"}
    return json.dumps(key.as_dict(private=True)), json.dumps({"keys": [public]})
