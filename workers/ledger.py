"""What the ledger hears."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import (
    AttendanceSettled,
    AttestationsRevoked,
    BookHeadFellDue,
    BookHeadSigned,
    BookVerificationFellDue,
    BulkExportFellDue,
    CertificatePrintFellDue,
    CertificatesIssued,
    CertificatesRevoked,
    ClassScheduled,
    EnrolmentConfirmed,
    EntriesPosted,
    HistoryClosed,
    HistoryFellDue,
    HistoryImportFellDue,
    MonthEnded,
    OutcomeFinalised,
    PackAssigned,
    RecordsKept,
    StandingsFellDue,
    SummaryPublished,
    TeacherArchiveFellDue,
    TeacherDeparted,
    TeacherReceived,
    TeachersMerged,
    TimelineChanged,
    WebhooksFellDue,
)
from services.ledger import operations
from services.platform import clock
from services.platform.files import FileStore
from services.platform.outgoing import Outgoing
from services.platform.settings import load_settings
from services.platform.signing import KeyRing, Signer
from workers.subscriptions import on


@on(OutcomeFinalised, queue="ledger")
async def post_outcomes(session: AsyncSession, event: OutcomeFinalised) -> None:
    """Award lines are posted verbatim; what an older revision had posted is taken back."""
    await operations.post_outcomes(session, district_id=event.district_id, outcomes=event.members, at=clock.now())


@on(OutcomeFinalised, queue="ledger")
async def keep_results(session: AsyncSession, event: OutcomeFinalised) -> None:
    """Who was assessed, and how: rates are reckoned from it."""
    await operations.keep_results(session, district_id=event.district_id, outcomes=event.members, at=clock.now())


@on(RecordsKept, queue="ledger")
async def keep_facts(session: AsyncSession, event: RecordsKept) -> None:
    """What was done, held or kept, and what of it was taken back."""
    await operations.keep_facts(session, district_id=event.district_id, records=event.members)


@on(ClassScheduled, queue="ledger")
async def keep_class(session: AsyncSession, event: ClassScheduled) -> None:
    """Classes on offer, with places and meetings."""
    await operations.keep_class(session, scheduled=event)


@on(EnrolmentConfirmed, queue="ledger")
async def keep_members(session: AsyncSession, event: EnrolmentConfirmed) -> None:
    """Who holds a place, and who has given it up."""
    await operations.keep_members(session, district_id=event.district_id, members=event.members)


@on(AttendanceSettled, queue="ledger")
async def keep_settlement(session: AsyncSession, event: AttendanceSettled) -> None:
    """Who came."""
    await operations.keep_settlement(
        session, district_id=event.district_id, class_id=event.class_id, members=event.members
    )


@on(BookHeadFellDue, queue="ledger")
async def sign_head(session: AsyncSession, event: BookHeadFellDue) -> None:
    """The book has grown: what it holds now is signed."""
    await operations.sign_head(session, district_id=event.district_id, signer=_signer(), at=clock.now())


@on(EntriesPosted, queue="ledger")
async def tell_of_entries(session: AsyncSession, event: EntriesPosted) -> None:
    """Systems that asked for it are told that there is something in the feed."""
    await operations.tell(session, event=event, at=clock.now())


@on(EntriesPosted, queue="ledger")
async def wait_for_month_end(session: AsyncSession, event: EntriesPosted) -> None:
    """A month in which something was posted is kept when it is over."""
    await operations.wait_for_month_end(session, district_id=event.district_id, at=clock.now())


@on(EntriesPosted, queue="ledger")
async def mark_earners(session: AsyncSession, event: EntriesPosted) -> None:
    """Who earned something, or lost it again, is judged anew."""
    teacher_ids = {entry.teacher_id for entry in event.entries}
    await operations.mark(session, district_id=event.district_id, teacher_ids=teacher_ids, at=clock.now())


@on(TimelineChanged, queue="ledger")
async def mark_changed(session: AsyncSession, event: TimelineChanged) -> None:
    """So is whoever moved, was promoted, excused ..."""
    await operations.mark(session, district_id=event.district_id, teacher_ids=event.teacher_ids, at=clock.now())


@on(RecordsKept, queue="ledger")
async def mark_recorded(session: AsyncSession, event: RecordsKept) -> None:
    """And whoever did something that a pack looks at; that is kept by now, whichever of the two hears of it first."""
    await operations.keep_facts(session, district_id=event.district_id, records=event.members)
    teacher_ids = {record.teacher_id for record in event.members if record.teacher_id is not None}
    await operations.mark(session, district_id=event.district_id, teacher_ids=teacher_ids, at=clock.now())


@on(PackAssigned, queue="ledger")
async def mark_governed(session: AsyncSession, event: PackAssigned) -> None:
    """Another pack judges: everybody is judged anew."""
    await operations.mark_everybody(session, district_id=event.district_id, at=clock.now())


@on(StandingsFellDue, queue="ledger", alike=True)
async def go_on_judging(session: AsyncSession, event: StandingsFellDue) -> None:
    """Whoever waits is judged; every posting rings for it, and a busy minute many times."""
    # The bell was rung by another process, whose clock may be ahead of this one's.
    await operations.go_on_judging(session, district_id=event.district_id, at=max(clock.now(), event.due_at))


@on(MonthEnded, queue="ledger", alone=True, seconds=180)
async def close_month(session: AsyncSession, event: MonthEnded) -> None:
    """A month is over: its sums and rates are kept."""
    # The bell was rung by another process, whose clock may be ahead of this one's.
    at = max(clock.now(), event.due_at)
    await operations.close_month(session, district_id=event.district_id, month=event.month, kind=event.kind, at=at)


@on(SummaryPublished, queue="ledger")
async def hear_summary(session: AsyncSession, event: SummaryPublished) -> None:
    """A district below tells what it came to."""
    await operations.hear_summary(session, district_id=event.to_district, told=event, at=clock.now())


@on(BookHeadSigned, queue="ledger")
async def tell_of_head(session: AsyncSession, event: BookHeadSigned) -> None:
    """Whoever keeps heads is given the newest."""
    await operations.tell(session, event=event, at=clock.now())


@on(CertificatesIssued, queue="ledger")
async def tell_of_certificates(session: AsyncSession, event: CertificatesIssued) -> None:
    """Systems that asked for it hear which certificates there are now."""
    await operations.tell(session, event=event, at=clock.now())


@on(CertificatesRevoked, queue="ledger")
async def tell_of_revocations(session: AsyncSession, event: CertificatesRevoked) -> None:
    """And which hold no longer."""
    await operations.tell(session, event=event, at=clock.now())


@on(AttestationsRevoked, queue="ledger")
async def tell_of_fallen_attestations(session: AsyncSession, event: AttestationsRevoked) -> None:
    """The same of attestations."""
    await operations.tell(session, event=event, at=clock.now())


@on(WebhooksFellDue, queue="ledger", alone=True)
async def send_webhooks(session: AsyncSession, event: WebhooksFellDue) -> None:
    """What waits for an address is sent while its row is locked: one address a transaction."""
    outgoing, keys = _webhooks()
    # The bell was rung by another process, whose clock may be ahead of this one's.
    at = max(clock.now(), event.due_at)
    await operations.send_webhooks(
        session, district_id=event.district_id, name=event.name, outgoing=outgoing, keys=keys, at=at
    )


@cache
def _webhooks() -> tuple[Outgoing, Sequence[bytes]]:
    """How addresses are called, and the keys of their secrets."""
    settings = load_settings()
    return Outgoing(anywhere=settings.webhooks_anywhere), operations.keys_of_webhooks(settings)


@on(BookVerificationFellDue, queue="ledger", alone=True)
async def go_on_verifying(session: AsyncSession, event: BookVerificationFellDue) -> None:
    """An auditor waits for what the book recomputed says."""
    await operations.go_on_verifying(
        session,
        district_id=event.district_id,
        verification_id=event.verification_id,
        keys=KeyRing.read(load_settings().secret("book_public_keys")),
        at=clock.now(),
    )


@on(TeacherArchiveFellDue, queue="ledger", alone=True)
async def make_archive(session: AsyncSession, event: TeacherArchiveFellDue) -> None:
    """A teacher's archive is made; or, its week being over, let go of."""
    await operations.make_or_expire(
        session,
        _files(),
        district_id=event.district_id,
        archive_id=event.archive_id,
        signer=_signer(),
        keys=KeyRing.read(load_settings().secret("book_public_keys")),
        at=clock.now(),
    )


@on(HistoryImportFellDue, queue="ledger", alone=True)
async def go_on_importing(session: AsyncSession, event: HistoryImportFellDue) -> None:
    """A long file of old hours: the next thousand rows are posted, or taken back."""
    await operations.go_on_importing(session, district_id=event.district_id, import_id=event.import_id, at=clock.now())


@on(CertificatePrintFellDue, queue="ledger", alone=True)
async def go_on_printing(session: AsyncSession, event: CertificatePrintFellDue) -> None:
    """Somebody waits for the certificates of a class on paper."""
    await operations.go_on_printing(
        session,
        district_id=event.district_id,
        print_id=event.print_id,
        files=_files(),
        public_url=load_settings().public_url,
        at=clock.now(),
    )


@cache
def _files() -> FileStore:
    """Where contents are kept that take longer to make than a request may last."""
    return FileStore.open(load_settings().file_store)


@on(BulkExportFellDue, queue="ledger", alone=True)
async def go_on_exporting(session: AsyncSession, event: BulkExportFellDue) -> None:
    """Somebody waits for a file, or has had it for long enough."""
    await operations.go_on_exporting(
        session, district_id=event.district_id, export_id=event.export_id, files=_files(), at=clock.now()
    )


@on(TeacherDeparted, queue="ledger")
async def keep_closing(session: AsyncSession, event: TeacherDeparted) -> None:
    """Somebody leaves for another district, or stays after all."""
    await operations.keep_closing(session, told=event)


@on(HistoryFellDue, queue="ledger", alone=True)
async def send_history(session: AsyncSession, event: HistoryFellDue) -> None:
    """The new district is told what it does not know yet."""
    await operations.send_history(
        session,
        district_id=event.district_id,
        transfer_id=event.transfer_id,
        anew=event.anew,
        signer=_signer(),
        at=clock.now(),
    )


@on(EntriesPosted, queue="ledger")
async def follow_departed(session: AsyncSession, event: EntriesPosted) -> None:
    """What is posted for somebody who has left follows."""
    await operations.follow_departed(
        session, district_id=event.district_id, teacher_ids={entry.teacher_id for entry in event.entries}
    )


@on(TeachersMerged, queue="ledger", alone=True)
async def keep_merge(session: AsyncSession, event: TeachersMerged) -> None:
    """Two teachers are one person, or are not after all."""
    await operations.keep_merge(session, told=event, at=clock.now())


@on(EntriesPosted, queue="ledger")
async def follow_merged(session: AsyncSession, event: EntriesPosted) -> None:
    """What is posted for somebody who goes on as another moves, too."""
    await operations.follow_merged(
        session,
        district_id=event.district_id,
        teacher_ids={entry.teacher_id for entry in event.entries},
        at=clock.now(),
    )


@on(TeacherReceived, queue="ledger")
async def keep_reception(session: AsyncSession, event: TeacherReceived) -> None:
    """Somebody from another district goes on here as this teacher."""
    await operations.keep_reception(session, told=event, at=clock.now())


@on(HistoryClosed, queue="ledger")
async def keep_history(session: AsyncSession, event: HistoryClosed) -> None:
    """What another district's book says of somebody who comes here."""
    keys = KeyRing.read(load_settings().secret("book_public_keys"))
    await operations.keep_history(session, told=event, keys=keys, at=clock.now())


@cache
def _signer() -> Signer:
    """The key of the book, read when the first head is to be signed."""
    return Signer(load_settings().secret("book_private_key"))
