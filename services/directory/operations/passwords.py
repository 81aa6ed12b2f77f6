"""Passwords: argon2id in bounded threads, so that logins never starve the event loop or the memory."""

import asyncio
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

_AT_ONCE = 2
_HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
_turns = asyncio.Semaphore(_AT_ONCE)


@cache
def _dummy() -> str:
    return _HASHER.hash("nobody's password")


async def hash_password(password: str) -> str:
    async with _turns:
        return await asyncio.to_thread(_HASHER.hash, password)


async def is_password(password: str, password_hash: str | None) -> bool:
    """Whether it matches; an unknown account costs as much time as a known one."""
    async with _turns:
        matches = await asyncio.to_thread(_HASHER.verify, password, password_hash or _dummy())
    return matches and password_hash is not None
