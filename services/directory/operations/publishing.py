"""Publishing packs: a version is read as a whole, kept for ever, and compared with others clause by clause."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import UnknownPack, UnknownVersion
from services.directory.models import PackVersion
from services.directory.operations.reading import pack_of, read_manuscript, shipped_pack
from services.platform.database import allow_seconds
from services.policy.format import Pack, shipped_ids
from services.policy.format.differences import Difference, differences
from services.policy.reading import Read

# Waiting for a turn and reading a pack as large as is allowed, with room to spare.
_LONGEST_SECONDS: Final = 90
_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PackFile:
    """A published version together with the pack it reads as."""

    version: PackVersion
    pack: Pack


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed from one pack to another."""

    before: Pack
    after: Pack
    differences: Sequence[Difference]


async def publish_pack(
    session: AsyncSession, *, district_id: int, text: str, builds_on: str | None, by: UUID, at: datetime
) -> PackFile:
    """Publish a pack written in YAML; the same content twice is the same version. Raises PackRejected, UnknownVersion.

    `builds_on` is the hash of a published version or the id of a shipped pack to put it on.
    """
    await allow_seconds(session, _LONGEST_SECONDS)
    base = None if builds_on is None else (await _named(session, district_id=district_id, name=builds_on)).canonical
    read = await read_manuscript(text, base=None if base is None else base.decode())
    return await _keep(session, district_id=district_id, read=read, source=text, by=by, at=at)


async def publish_shipped_pack(
    session: AsyncSession, *, district_id: int, pack_id: str, by: UUID | None, at: datetime
) -> PackFile:
    """Publish a pack that comes with the system, as it is in this release."""
    if pack_id not in shipped_ids():
        raise UnknownPack(known=", ".join(shipped_ids()))
    _, read, text = await shipped_pack(pack_id)
    return await _keep(session, district_id=district_id, read=read, source=text, by=by, at=at)


async def list_packs(session: AsyncSession, *, district_id: int) -> Sequence[PackVersion]:
    return await queries.list_pack_versions(session, district_id=district_id)


async def get_pack(session: AsyncSession, *, district_id: int, content_hash: str) -> PackFile:
    version = await queries.get_pack_version(session, district_id=district_id, content_hash=content_hash)
    return PackFile(version, await pack_of(version))


async def compare_packs(session: AsyncSession, *, district_id: int, content_hash: str, against: str) -> Compared:
    """What changed from `against`, a published version's hash or a shipped pack's id, to a published version."""
    after = await get_pack(session, district_id=district_id, content_hash=content_hash)
    before = await _named(session, district_id=district_id, name=against)
    return Compared(before, after.pack, await asyncio.to_thread(differences, before, after.pack))


async def list_shipped_packs(session: AsyncSession) -> Sequence[Pack]:
    """The packs that come with the system, as a district would publish them today."""
    # The first time in a process, each of them is read.
    await allow_seconds(session, _LONGEST_SECONDS)
    return [(await shipped_pack(pack_id))[0] for pack_id in shipped_ids()]


async def _keep(
    session: AsyncSession, *, district_id: int, read: Read, source: str, by: UUID | None, at: datetime
) -> PackFile:
    await queries.insert_pack_version(
        session,
        district_id=district_id,
        content_hash=read.content_hash,
        pack_id=read.pack_id,
        version=read.version,
        title=read.title,
        content=read.content,
        source=source,
        builds_on=read.builds_on,
        published_by=by,
        at=at,
    )
    return await get_pack(session, district_id=district_id, content_hash=read.content_hash)


async def _named(session: AsyncSession, *, district_id: int, name: str) -> Pack:
    if _HASH.fullmatch(name):
        version = await queries.find_pack_version(session, district_id=district_id, content_hash=name)
        if version is None:
            raise UnknownVersion
        return await pack_of(version)
    if name not in shipped_ids():
        raise UnknownPack(known=", ".join(shipped_ids()))
    return (await shipped_pack(name))[0]
