"""A binder taken along as one archive: every document under its item, with an index and the hash of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.errors import BinderTooLarge
from services.assessment.operations.binders.contents import Contents, get_binder
from services.assessment.rules import (
    BinderIndex,
    IndexedCustody,
    IndexedPaper,
    IndexedWaiver,
    index_page,
    index_table,
    manifest_of,
    path_in_archive,
)
from services.platform.access import Viewer
from services.platform.archives import ArchiveMember
from services.platform.clock import SHANGHAI

LARGEST_ARCHIVE: Final = 524_288_000
"""Bytes of all documents together."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive holds, with the name that it is saved under."""

    name: str
    members: Sequence[ArchiveMember]


async def pack_archive(
    session: AsyncSession, *, district_id: int, binder_id: UUID, viewer: Viewer, at: datetime
) -> Archive:
    """List what goes into the archive; contents that lie in the store are fetched when it is sent."""
    contents = await get_binder(session, district_id=district_id, binder_id=binder_id, viewer=viewer, at=at)
    laid = [*_handed_in(contents), *_made(contents, at=at)]
    size = sum(member.size for _, member in laid if member is not None)
    if size > LARGEST_ARCHIVE:
        raise BinderTooLarge(size=size, most=LARGEST_ARCHIVE)
    binder = contents.binder
    local = at.astimezone(SHANGHAI)
    index = BinderIndex(
        binder_id=str(binder.binder_id),
        subject=binder.subject,
        title=binder.title,
        state=binder.state,
        pack_id=contents.pack_id,
        pack_hash=contents.pack_hash,
        first_day=None if binder.first_day is None else binder.first_day.isoformat(),
        last_day=None if binder.last_day is None else binder.last_day.isoformat(),
        custodian=binder.custodian_name,
        exported_at=local,
        sets=contents.sets,
        papers=[paper for paper, _ in laid],
        waivers=[
            IndexedWaiver(
                clause_id=one.clause_id,
                code=one.code,
                reason=one.reason,
                waived_by=str(one.waived_by),
                waived_at=one.waived_at.isoformat(),
            )
            for one in contents.waivers
        ],
        custody=[
            IndexedCustody(
                from_name=one.from_name,
                to_name=one.to_name,
                given_at=_minute(one.given_at),
                accepted_at=None if one.settled_at is None else _minute(one.settled_at),
                note=one.note,
            )
            for one in contents.hand_overs
            if one.state != "TAKEN_BACK"
        ],
    )
    members = [
        ArchiveMember.of("index.html", index_page(index)),
        ArchiveMember.of("index.csv", index_table(index)),
        ArchiveMember.of("manifest.json", manifest_of(index)),
        *(member for _, member in laid if member is not None),
    ]
    return Archive(f"{binder.title}-档案-{local:%Y%m%d}.zip", members)


def _handed_in(contents: Contents) -> list[tuple[IndexedPaper, ArchiveMember | None]]:
    laid: list[tuple[IndexedPaper, ArchiveMember | None]] = []
    for number, paper in enumerate(contents.standing_papers, start=1):
        file = contents.files.get(paper.file_id) if paper.file_id is not None else None
        member = None
        if file is not None:
            path = path_in_archive(
                contents.sets, clause_id=paper.clause_id, code=paper.code, number=number, name=file.name
            )
            member = ArchiveMember(path=path, sha256=file.sha256, size=file.size)
        laid.append(
            (
                IndexedPaper(
                    clause_id=paper.clause_id,
                    code=paper.code,
                    note=paper.note,
                    held_on=paper.held_on.isoformat(),
                    path=None if member is None else member.path,
                    sha256=None if file is None else file.sha256.hex(),
                    size=None if file is None else file.size,
                    media_type=None if file is None else file.media_type,
                ),
                member,
            )
        )
    return laid


def _made(contents: Contents, *, at: datetime) -> list[tuple[IndexedPaper, ArchiveMember | None]]:
    """The system's own tables: as they were at the closing, or as they are now."""
    clauses = {item.code: one.clause_id for one in contents.sets for item in one.items}
    frozen = contents.binder.contents
    if frozen is None:
        on = at.astimezone(SHANGHAI).date()
        tables = [
            (one.code, one.label.zh, one.reference, ArchiveMember.of(one.name, one.content)) for one in contents.made
        ]
    else:
        on = max(act.done_at for act in contents.acts if act.act == "CLOSED").astimezone(SHANGHAI).date()
        tables = [
            (
                one["code"],
                one["label"]["zh"],
                one["reference"],
                ArchiveMember(path=one["name"], sha256=bytes.fromhex(one["sha256"]), size=one["size"]),
            )
            for one in frozen["made"]
        ]
    laid: list[tuple[IndexedPaper, ArchiveMember | None]] = []
    for code, label, reference, table in tables:
        clause_id = clauses.get(code, "")
        path = path_in_archive(contents.sets, clause_id=clause_id, code=code, number=0, name=table.path)
        paper = IndexedPaper(
            clause_id=clause_id,
            code=code,
            note=label,
            held_on=on.isoformat(),
            path=path,
            sha256=table.sha256.hex(),
            size=table.size,
            media_type="text/csv",
            made_by_system=True,
            reference=reference,
        )
        laid.append((paper, replace(table, path=path)))
    return laid


def _minute(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
