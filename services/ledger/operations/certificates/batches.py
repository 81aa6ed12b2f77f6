"""A class's certificates on paper: the worker prints them some at a time, and says how far it is."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import CertificatePrintFellDue
from services.directory import queries as directory
from services.ledger import queries
from services.ledger.errors import NothingToPrint, PrintEnded, PrintGone, PrintRunning, TooManyToPrint
from services.ledger.models import CertificatePrint, PrintedDocument
from services.ledger.operations.certificates.printing import Sheet, print_certificates
from services.ledger.operations.certificates.reading import is_named
from services.ledger.rules.prints import (
    KEPT_FOR,
    MOST_PRINTED,
    PrintForm,
    document_name,
    documents_of_step,
    kept_under,
    places_of,
)
from services.platform.access import Viewer
from services.platform.database import allow_seconds
from services.platform.files import FileStore
from services.platform.ids import new_id
from services.platform.outbox import publish

_LONGEST_SECONDS: Final = 25


@dataclass(frozen=True, slots=True)
class ShownPrint:
    """A print and the documents that it came to so far."""

    asked: CertificatePrint
    documents: Sequence[PrintedDocument]


async def ask_for_print(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    class_id: UUID,
    kind: str | None,
    form: PrintForm,
    at: datetime,
) -> ShownPrint:
    """Have the worker print every certificate of a class that holds now. NotFound for a class that is not there."""
    await queries.get_offered_class(session, district_id=district_id, class_id=class_id)
    wanted = await queries.list_holding_ids(
        session, district_id=district_id, class_id=class_id, kind=kind, limit=MOST_PRINTED + 1
    )
    if not wanted:
        raise NothingToPrint
    if len(wanted) > MOST_PRINTED:
        raise TooManyToPrint(most=MOST_PRINTED)
    asked = await queries.insert_print(
        session,
        CertificatePrint(
            district_id=district_id,
            print_id=new_id(),
            class_id=class_id,
            form=form.value,
            certificate_ids=list(wanted),
            done=0,
            withheld=[],
            asked_by=viewer.principal.account_id,
            asked_at=at,
            finished_at=None,
            cancelled_at=None,
            removed_at=None,
        ),
    )
    await publish(session, CertificatePrintFellDue(district_id=district_id, print_id=asked.print_id))
    return ShownPrint(asked, [])


async def get_print(session: AsyncSession, *, district_id: int, print_id: UUID) -> ShownPrint:
    asked = await queries.get_print(session, district_id=district_id, print_id=print_id)
    return ShownPrint(asked, await queries.list_documents(session, district_id=district_id, print_id=print_id))


async def cancel_print(session: AsyncSession, *, district_id: int, print_id: UUID, at: datetime) -> ShownPrint:
    """Stop a print; what was printed of it is removed. PrintEnded where it is finished; twice is once."""
    cancelled = await queries.cancel_print(session, district_id=district_id, print_id=print_id, at=at)
    shown = await get_print(session, district_id=district_id, print_id=print_id)
    if shown.asked.cancelled_at is None:
        raise PrintEnded
    if cancelled:
        await publish(session, CertificatePrintFellDue(district_id=district_id, print_id=print_id))
    return shown


async def read_print(
    session: AsyncSession, *, district_id: int, print_id: UUID, at: datetime
) -> Sequence[PrintedDocument]:
    """The documents of a print that is over. PrintRunning before, PrintGone when it was cancelled or has expired."""
    shown = await get_print(session, district_id=district_id, print_id=print_id)
    if shown.asked.cancelled_at is not None or shown.asked.removed_at is not None:
        raise PrintGone
    if shown.asked.finished_at is None:
        raise PrintRunning(done=shown.asked.done, total=len(shown.asked.certificate_ids))
    # The timer that removes the files may come a moment after its time.
    if shown.asked.finished_at + KEPT_FOR <= at:
        raise PrintGone
    return shown.documents


async def go_on_printing(
    session: AsyncSession, *, district_id: int, print_id: UUID, files: FileStore, public_url: str, at: datetime
) -> None:
    """The next step of a print; of one that is over, the removal of its files.

    What is printed is kept before the step commits: a step that fails is made again and writes over it.
    """
    await allow_seconds(session, _LONGEST_SECONDS)
    shown = await get_print(session, district_id=district_id, print_id=print_id)
    asked = shown.asked
    if asked.finished_at is not None or asked.cancelled_at is not None:
        await files.remove_passing(
            district_id, [kept_under(print_id, place) for place in places_of(len(shown.documents))]
        )
        await queries.mark_print_removed(session, district_id=district_id, print_id=print_id, at=at)
        return
    step = documents_of_step(PrintForm(asked.form), asked.certificate_ids[asked.done :])
    done = asked.done + sum(map(len, step))
    sheets, withheld = await _sheets(
        session, asked, certificate_ids=asked.certificate_ids[asked.done : done], public_url=public_url
    )
    printed = await _print(asked, [[sheets[one] for one in pages if one in sheets] for pages in step], files, shown)
    over = done == len(asked.certificate_ids)
    moved = await queries.move_print(
        session,
        district_id=district_id,
        print_id=print_id,
        done_before=asked.done,
        moved={"done": done, "withheld": [*asked.withheld, *withheld], "finished_at": at if over else None},
    )
    if not moved:
        await files.remove_passing(district_id, [kept_under(print_id, one.place) for one in printed])
        return
    await queries.insert_documents(session, printed)
    following = CertificatePrintFellDue(district_id=district_id, print_id=print_id)
    await publish(session, following, due_at=at + KEPT_FOR if over else None)


async def _sheets(
    session: AsyncSession, asked: CertificatePrint, *, certificate_ids: Sequence[UUID], public_url: str
) -> tuple[dict[UUID, Sheet], list[dict[str, Any]]]:
    """What goes on paper, and what does not any more."""
    certificates = await queries.list_certificates_by_id(
        session, district_id=asked.district_id, certificate_ids=certificate_ids
    )
    names = await directory.map_teacher_names(
        session, district_id=asked.district_id, teacher_ids={one.teacher_id for one, _ in certificates}
    )
    sheets: dict[UUID, Sheet] = {}
    withheld = []
    for one, revoked in certificates:
        name = names[one.teacher_id][1] if one.teacher_id in names else ""
        code = "revoked" if revoked else None if is_named(one, name) else "holder-renamed"
        if code is None:
            sheets[one.certificate_id] = Sheet(one, name, revoked=False, public_url=public_url)
        else:
            said = {"certificate_id": str(one.certificate_id), "number": one.content["number"], "code": code}
            withheld.append(said)
    return sheets, withheld


async def _print(
    asked: CertificatePrint, documents: Sequence[Sequence[Sheet]], files: FileStore, shown: ShownPrint
) -> list[PrintedDocument]:
    printed: list[PrintedDocument] = []
    for sheets in documents:
        if not sheets:
            continue
        place = len(shown.documents) + len(printed) + 1
        content = await print_certificates(sheets)
        await files.put_passing(asked.district_id, kept_under(asked.print_id, place), content)
        printed.append(
            PrintedDocument(
                district_id=asked.district_id,
                print_id=asked.print_id,
                place=place,
                name=document_name(place, [str(one.certificate.content["number"]) for one in sheets]),
                pages=len(sheets),
                size=len(content),
                sha256=hashlib.sha256(content).digest(),
            )
        )
    return printed
