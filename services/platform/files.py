"""Files that people hand in: the content in an object store under its hash, whose it is in a row beside."""

import contextlib
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import quote
from uuid import UUID

from obstore.store import LocalStore, ObjectStore, from_url
from sqlalchemy import Index, Integer, LargeBinary, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from services.platform import clock
from services.platform.database import Base, DistrictKey
from services.platform.errors import DomainError, NotFound, Text
from services.platform.ids import first_id_at, new_id

LARGEST_UPLOAD: Final = 20_971_520
# Bytes of an account within a day.
MOST_A_DAY: Final = 2_147_483_648
_LONGEST_NAME: Final = 200
_ZIP: Final = re.compile(rb"PK\x03\x04")
_OF_NAME: Final = {
    "pdf": ("application/pdf", re.compile(rb"%PDF-")),
    "jpg": ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    "png": ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    "heic": ("image/heic", re.compile(rb".{4}ftyp(heic|heix|mif1|msf1)", re.DOTALL)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", _ZIP),
}
"""The kinds that are taken: by the ending of the name, the media type and how such a file begins."""
# What an Office file has inside, whichever program wrote it and in whatever order.
_OFFICE_PARTS: Final = {"docx": b"word/document.xml", "xlsx": b"xl/workbook.xml", "pptx": b"ppt/presentation.xml"}
_MACROS: Final = b"vbaProject.bin"


class FileRefused(DomainError):
    status = 422
    title = Text(zh="不接受该文件", en="The file is not acceptable")
    detail = Text(zh="不接受该文件:{reason_zh}", en="The file is not acceptable: {reason_en}")


class StoredTooMuchToday(DomainError):
    status = 429
    title = Text(zh="一天之内上传的文件过多,请稍后再试", en="Too much was handed in within a day: try again later")
    retry_after = 3_600


class FileGone(DomainError):
    """Whoever was told of it a moment ago comes too late."""

    status = 410
    title = Text(zh="文件已被移除", en="The file has been removed")


class StoredFile(Base):
    """Whose a file is, and what was found of it; its content lies in the store under the hash. Never changed."""

    __tablename__ = "file"
    __table_args__ = (Index("file_by_hash_idx", "district_id", "sha256"), {"schema": "platform"})

    district_id: Mapped[DistrictKey]
    file_id: Mapped[UUID] = mapped_column(primary_key=True)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int] = mapped_column(Integer)
    media_type: Mapped[str]
    name: Mapped[str]
    person_id: Mapped[UUID | None]
    """The teacher who handed it in; None of an officer who is none."""
    school_id: Mapped[UUID | None]
    """The school it was handed in for; None of the district's own."""
    account_id: Mapped[UUID]
    service: Mapped[str]
    stored_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class FileStore:
    """Contents by district and hash, in a folder or behind an address such as s3://bucket/prefix."""

    _store: ObjectStore

    @classmethod
    def open(cls, place: str) -> "FileStore":
        """A folder is made where it is missing; the keys of S3 come from its usual environment variables."""
        if "://" in place:
            return cls(from_url(place))
        return cls(LocalStore(prefix=Path(place).resolve(), mkdir=True))

    async def put(self, district_id: int, content: bytes) -> bytes:
        """Keep a content and return its SHA-256. What is there already is the same, so it may be written again."""
        digest = hashlib.sha256(content).digest()
        await self._store.put_async(_key(district_id, digest), content)
        return digest

    async def get(self, district_id: int, sha256: bytes) -> bytes:
        """The content under a hash."""
        result = await self._store.get_async(_key(district_id, sha256))
        return bytes(await result.bytes_async())

    async def get_piece(self, district_id: int, sha256: bytes, begin: int, end: int) -> bytes:
        """What of it lies between these bytes."""
        return bytes(await self._store.get_range_async(_key(district_id, sha256), start=begin, end=end))

    async def size_of(self, district_id: int, sha256: bytes) -> int:
        """How many bytes lie under a hash."""
        return int((await self._store.head_async(_key(district_id, sha256)))["size"])

    async def put_passing(self, district_id: int, name: str, content: bytes) -> None:
        """Keep what is made to be fetched and then forgotten, under a name of its own.

        Contents that are the same share a hash, and to remove one's would be to take another's.
        """
        await self._store.put_async(_passing(district_id, name), content)

    async def get_passing(self, district_id: int, name: str) -> bytes:
        """What was kept under a name; FileGone where it was removed, be it after its row was read."""
        try:
            result = await self._store.get_async(_passing(district_id, name))
        except FileNotFoundError as error:
            raise FileGone from error
        return bytes(await result.bytes_async())

    async def remove_passing(self, district_id: int, names: Sequence[str]) -> None:
        """Forget what was kept under these names; nothing happens where it is gone."""
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                await self._store.delete_async(_passing(district_id, name))

    async def copy_out(self, district_id: int, folder: Path) -> dict[str, str]:
        """Write everything that is kept of a district below a folder; return the SHA-256 of each by its place there."""
        copied = {}
        async for listed in self._store.list(prefix=str(district_id)):
            for kept in listed:
                content = bytes(await (await self._store.get_async(kept["path"])).bytes_async())
                place = kept["path"].removeprefix(f"{district_id}/")
                written = folder / place
                written.parent.mkdir(parents=True, exist_ok=True)
                written.write_bytes(content)
                copied[place] = hashlib.sha256(content).hexdigest()
        return copied

    async def copy_in(self, district_id: int, folder: Path, digests: Mapping[str, str]) -> None:
        """Keep what `copy_out` wrote; FileGone where a file is not there as it was written. Again does no harm."""
        for place, digest in digests.items():
            try:
                content = (folder / place).read_bytes()
            except FileNotFoundError as error:
                raise FileGone from error
            if hashlib.sha256(content).hexdigest() != digest:
                raise FileGone
            await self._store.put_async(f"{district_id}/{place}", content)


def _key(district_id: int, sha256: bytes) -> str:
    digest = sha256.hex()
    return f"{district_id}/{digest[:2]}/{digest}"


def _passing(district_id: int, name: str) -> str:
    return f"{district_id}/passing/{name}"


def media_type_of(name: str, content: bytes) -> str:
    """What a file is by its first bytes, where its name says the same; FileRefused for anything else.

    PDF, JPEG, PNG, HEIC and Office files without macros are taken.
    """
    if not content:
        raise FileRefused(reason_zh="文件为空", reason_en="it is empty")
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or {"/", "\\"} & set(name):
        raise FileRefused(reason_zh="文件名不可用", reason_en="its name cannot be used")
    ending = name.rpartition(".")[2].lower()
    if ending not in _OF_NAME:
        known = "、".join(_OF_NAME)
        raise FileRefused(reason_zh=f"只接受{known}文件", reason_en=f"only these endings are taken: {known}")
    media_type, beginning = _OF_NAME[ending]
    part = _OFFICE_PARTS.get(ending)
    if not beginning.match(content) or (part is not None and part not in content):
        raise FileRefused(reason_zh="内容与扩展名不符", reason_en="its content is not what its name says")
    if part is not None and _MACROS in content:
        raise FileRefused(reason_zh="含有宏", reason_en="it contains macros")
    return media_type


async def keep_file(
    session: AsyncSession,
    store: FileStore,
    *,
    district_id: int,
    service: str,
    name: str,
    content: bytes,
    person_id: UUID | None,
    school_id: UUID | None,
    account_id: UUID,
    at: datetime,
) -> StoredFile:
    """Store a content, then the row that names its owner; FileRefused for what is no file of a known kind.

    StoredTooMuchToday beyond what one account may hand in within a day.
    A content whose row is never committed stays behind: it is found by nobody and written over by its like. Nor is it
    swept: a store removes without asking, be it late, and might take what somebody has just handed in again.
    """
    media_type = media_type_of(name, content)
    if await _sum_of_a_day(session, district_id=district_id, account_id=account_id) + len(content) > MOST_A_DAY:
        raise StoredTooMuchToday
    wanted = StoredFile(
        district_id=district_id,
        file_id=new_id(),
        sha256=await store.put(district_id, content),
        size=len(content),
        media_type=media_type,
        name=name,
        person_id=person_id,
        school_id=school_id,
        account_id=account_id,
        service=service,
        stored_at=at,
    )
    session.add(wanted)
    await session.flush()
    return wanted


async def _sum_of_a_day(session: AsyncSession, *, district_id: int, account_id: UUID) -> int:
    """Bytes that an account handed in since a day ago; found by the ids, which tell the time."""
    size = await session.scalar(
        select(func.coalesce(func.sum(StoredFile.size), 0)).where(
            StoredFile.district_id == district_id,
            StoredFile.file_id >= first_id_at(clock.real_now() - timedelta(days=1)),
            StoredFile.account_id == account_id,
        )
    )
    return int(size or 0)


async def get_files(session: AsyncSession, *, district_id: int, file_ids: Sequence[UUID]) -> Mapping[UUID, StoredFile]:
    """The rows of these files; NotFound where one of them is none of the district."""
    rows = await session.scalars(
        select(StoredFile).where(StoredFile.district_id == district_id, StoredFile.file_id.in_(file_ids))
    )
    found = {row.file_id: row for row in rows}
    if len(found) < len(set(file_ids)):
        raise NotFound
    return found


async def list_same_files(session: AsyncSession, *, district_id: int, sha256: Sequence[bytes]) -> Sequence[StoredFile]:
    """Every file with one of these contents, the first handed in first."""
    rows = await session.scalars(
        select(StoredFile)
        .where(StoredFile.district_id == district_id, StoredFile.sha256.in_(sha256))
        .order_by(StoredFile.file_id)
    )
    return rows.all()


async def list_files_of_person(session: AsyncSession, *, district_id: int, person_id: UUID) -> Sequence[StoredFile]:
    """Every file that a person handed in, the first first."""
    rows = await session.scalars(
        select(StoredFile)
        .where(StoredFile.district_id == district_id, StoredFile.person_id == person_id)
        .order_by(StoredFile.file_id)
    )
    return rows.all()


def attached_as(name: str) -> dict[str, str]:
    """The header under which something is saved by that name, and never shown in place."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
