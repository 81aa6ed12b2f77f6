"""Packs read off the event loop: what strangers wrote in a limited process, what was accepted before in a thread."""

import asyncio
import json
import sys
from dataclasses import asdict
from functools import cache
from typing import Final

from services.directory.errors import PackRejected
from services.directory.models import PackVersion
from services.directory.rules.reading import Fault, Manuscript, Read, Reading, read_of, reading_from
from services.platform.errors import Overloaded
from services.policy.format import Pack, load, shipped, stored

_READER: Final = "services.directory.rules.reading"
_SECONDS: Final = 30
_AT_ONCE: Final = 2
_MOST_WAITING: Final = 2
_turns = asyncio.Semaphore(_AT_ONCE)
_waiting: set[object] = set()


async def read_manuscript(text: str, *, base: str | None) -> Read:
    """Read a pack in a limited process, or raise PackRejected with all that is wrong with it."""
    if len(_waiting) >= _AT_ONCE + _MOST_WAITING:
        # Whoever waits holds a connection of everybody's pool.
        raise Overloaded
    mark = object()
    _waiting.add(mark)
    try:
        async with _turns:
            answer = await _answer_of(json.dumps(asdict(Manuscript(text, base))).encode())
    finally:
        _waiting.discard(mark)
    if answer is None:
        fault = Fault(None, None, "pack", "reading it takes too much time or memory")
        raise PackRejected.of((fault,), count=1)
    reading: Reading = reading_from(answer)
    if reading.read is None:
        raise PackRejected.of(reading.faults, count=reading.count)
    return reading.read


async def _answer_of(manuscript: bytes) -> bytes | None:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        _READER,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_SECONDS):
            output, _ = await child.communicate(manuscript)
    except TimeoutError:
        return None
    finally:
        # Also where the request was given up: the child must not outlive it.
        if child.returncode is None:
            child.kill()
            await child.wait()
    return output if child.returncode == 0 else None


async def pack_of(version: PackVersion) -> Pack:
    """A pack that was accepted before; a process reads each version once."""
    return await asyncio.to_thread(stored, version.content, content_hash=version.content_hash)


async def shipped_pack(pack_id: str) -> tuple[Pack, Read, str]:
    """A pack that comes with the system, what is kept of it, and the words of its author."""
    return await asyncio.to_thread(_shipped, pack_id)


@cache
def _shipped(pack_id: str) -> tuple[Pack, Read, str]:
    text = shipped(pack_id)
    pack = load(text, file=f"{pack_id}.yaml")
    return pack, read_of(pack), text
