"""Signatures that others check without asking: Ed25519 over canonical bytes, each by a key with an id of its own."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey


class NoKeys(Exception):
    """What should hold public keys holds none that can be read."""


class Signer:
    """Holds a private key. What is signed says its own form, so that no signature passes for another's."""

    def __init__(self, private_jwk: str) -> None:
        key = OKPKey.import_key(json.loads(private_jwk))
        raw = key.private_key
        if not isinstance(raw, Ed25519PrivateKey):
            raise ValueError("a signing key is not of Ed25519")  # noqa: TRY004 - a setting is wrong, no type
        self.key_id: str = key.thumbprint()
        self._key = raw

    def sign(self, content: bytes) -> bytes:
        return self._key.sign(content)


@dataclass(frozen=True)
class KeyRing:
    """Public keys by their ids: those of today, and those whose signatures are still to be checked."""

    jwks: str

    @classmethod
    def read(cls, jwks: str) -> "KeyRing":
        """The keys of a JWKS, or NoKeys."""
        ring = cls(jwks)
        try:
            found = ring._keys
        except (JoseError, ValueError, KeyError, TypeError, AttributeError) as fault:
            raise NoKeys("the keys are no JWKS of Ed25519 keys") from fault
        if not found:
            raise NoKeys("there is no Ed25519 key among the keys")
        return ring

    @cached_property
    def _keys(self) -> Mapping[str, Ed25519PublicKey]:
        keys = KeySet.import_key_set(json.loads(self.jwks)).keys
        return {
            key.thumbprint(): key.public_key
            for key in keys
            if isinstance(key, OKPKey) and isinstance(key.public_key, Ed25519PublicKey)
        }

    @property
    def key_ids(self) -> list[str]:
        return sorted(self._keys)

    def public(self) -> dict[str, Any]:
        """The JWKS as it is published; never a private part."""
        return {
            "keys": [
                {
                    "kty": "OKP",
                    "crv": "Ed25519",
                    "x": in_base64url(key.public_bytes_raw()),
                    "kid": key_id,
                    "use": "sig",
                    "alg": "Ed25519",
                }
                for key_id, key in sorted(self._keys.items())
            ]
        }

    def knows(self, key_id: str) -> bool:
        return key_id in self._keys

    def holds(self, *, key_id: str, content: bytes, signature: bytes) -> bool:
        """Whether the key of that id signed these bytes."""
        key = self._keys.get(key_id)
        if key is None:
            return False
        try:
            key.verify(signature, content)
        except InvalidSignature:
            return False
        return True


def signed_compact(signer: Signer, *, header: bytes, payload: bytes) -> str:
    """A compact JWS (RFC 7515) of these very bytes."""
    signed = f"{in_base64url(header)}.{in_base64url(payload)}"
    return f"{signed}.{in_base64url(signer.sign(signed.encode()))}"


def in_base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    """The bytes, or ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
