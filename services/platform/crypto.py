"""Personal data at rest: AES-256-GCM bound to its place, and a keyed hash by which it can be found."""

import hashlib
import hmac
import os
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


def derive(secret: str, purpose: str) -> bytes:
    """A 256-bit key of one purpose from a process's secret."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()


def seal(key: bytes, plain: str, *, place: str) -> bytes:
    """Encrypt a field; it opens only at the same place (district, record, field)."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, plain.encode(), place.encode())


def unseal(key: bytes, sealed: bytes, *, place: str) -> str:
    return _cipher(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode()).decode()


def unseal_by(keys: Sequence[bytes], sealed: bytes, *, place: str) -> str:
    """Open what the key of today or one before it sealed."""
    for key in keys[:-1]:
        with suppress(InvalidTag):
            return unseal(key, sealed, place=place)
    return unseal(keys[-1], sealed, place=place)


def new_key() -> bytes:
    """A fresh key of 256 bits."""
    return os.urandom(32)


def name_of(key: bytes) -> str:
    """By which a key is known without being told."""
    return hmac.new(key, b"name", hashlib.sha256).hexdigest()[:16]


@lru_cache(maxsize=64)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def blind_index(key: bytes, value: str) -> bytes:
    """The same value gives the same bytes; without the key nobody can try values out."""
    return hmac.new(key, value.encode(), hashlib.sha256).digest()
