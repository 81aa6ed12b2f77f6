"""Packs read off the event loop: what strangers wrote in a limited process, what was accepted before in a thread."""

import asyncio
from functools import cache
from typing import Final

from services.directory.errors import PackRejected
from services.directory.models import PackVersion
from services.directory.rules import read_stored
from services.platform.apart import Reader
from services.policy.format import Pack, load, shipped
from services.policy.reading import Read, manuscript, read_of, reading_from

READER: Final = Reader("services.policy.reading", seconds=30, at_once=2, most_waiting=2)


async def read_manuscript(text: str, *, base: str | None) -> Read:
    """Read a pack in a limited process, or raise PackRejected with all that is wrong with it."""
    reading = reading_from(await READER.answer(manuscript(text, base=base)))
    if reading.read is None:
        raise PackRejected.of(reading.faults, count=reading.count)
    return reading.read


async def pack_of(version: PackVersion) -> Pack:
    """A pack that was accepted before, or PackUnusable; a process reads each version once."""
    return await asyncio.to_thread(
        read_stored,
        version.content,
        pack_id=version.pack_id,
        version=version.version,
        content_hash=version.content_hash,
    )


async def shipped_pack(pack_id: str) -> tuple[Pack, Read, str]:
    """A pack that comes with the system, what is kept of it, and the words of its author."""
    return await asyncio.to_thread(_shipped, pack_id)


@cache
def _shipped(pack_id: str) -> tuple[Pack, Read, str]:
    text = shipped(pack_id)
    pack = load(text, file=f"{pack_id}.yaml")
    return pack, read_of(pack), text
