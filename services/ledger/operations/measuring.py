"""How the books stand, as ops see it: looked up for all districts at once, told as metrics."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.models import BookVerification
from services.ledger.operations.verification.asking import kept_findings
from services.ledger.queries import BookSeen
from services.ledger.rules import Finding
from services.platform import clock
from services.platform.database import Sessions, district_transaction, listed_transaction
from services.platform.ids import new_id
from services.platform.metrics import Lookout, gauge

SEQ: Final = gauge("xuefen_book_seq", "Number of the last entry of the book", "district")
SIGNED_SEQ: Final = gauge("xuefen_book_signed_seq", "Last entry under a signed head", "district")
VERIFIED_AT: Final = gauge(
    "xuefen_book_verified_timestamp_seconds", "When a verification of the book last came to its end", "district"
)
FINDINGS: Final = gauge("xuefen_book_findings", "What the last verification found not to hold", "district")
STANDINGS: Final = gauge("xuefen_standings_waiting", "Changes that kept verdicts do not know yet", "district")
STANDINGS_LAG: Final = gauge("xuefen_standings_lag_seconds", "Age of the oldest of these changes", "district")
WEBHOOKS: Final = gauge(
    "xuefen_webhook_deliveries", "Calls of webhooks that wait, or were given up", "district", "state"
)
SEEN_AT: Final = gauge("xuefen_books_seen_timestamp_seconds", "When all books were last looked at, few or none")
_ALL: Final = (SEQ, SIGNED_SEQ, VERIFIED_AT, FINDINGS, STANDINGS, STANDINGS_LAG, WEBHOOKS)


async def see_books(sessions: Sessions) -> Sequence[BookSeen]:
    """How the book of each district stands now."""
    async with district_transaction(sessions, None) as session:
        districts = [district.district_id for district in await directory.list_districts(session)]
    async with listed_transaction(sessions, districts) as session:
        return await queries.list_books_seen(session, district_ids=districts)


def lookout_of(sessions: Sessions) -> Lookout:
    """The books' figures, looked up when somebody watches."""

    def forget() -> None:
        for one in _ALL:
            one.clear()

    async def look() -> None:
        seen, now = await see_books(sessions), clock.now()
        forget()
        for book in seen:
            _tell(book, now)
        SEEN_AT.set_to_current_time()

    return Lookout(look, forget)


def _tell(book: BookSeen, now: datetime) -> None:
    district = str(book.district_id)
    SEQ.labels(district).set(book.seq)
    SIGNED_SEQ.labels(district).set(book.signed_seq)
    if book.verified_at is not None:
        # In real time, whatever the domain's clock says: whoever watches knows no other.
        VERIFIED_AT.labels(district).set((book.verified_at - clock.offset()).timestamp())
        FINDINGS.labels(district).set(book.findings or 0)
    lag = 0.0 if book.standings_since is None else (now - book.standings_since).total_seconds()
    STANDINGS.labels(district).set(book.standings)
    STANDINGS_LAG.labels(district).set(max(0.0, lag))
    WEBHOOKS.labels(district, "waiting").set(book.webhooks_waiting)
    WEBHOOKS.labels(district, "parked").set(book.webhooks_parked)


async def keep_verification(
    session: AsyncSession, *, district_id: int, found: Sequence[Finding], asked_by: UUID, at: datetime
) -> None:
    """Keep that the book was verified as a whole at that moment, and what did not hold."""
    entries = await queries.get_head(session, district_id=district_id)
    await queries.insert_verification(
        session,
        BookVerification(
            district_id=district_id,
            verification_id=new_id(),
            asked_by=asked_by,
            asked_at=at,
            entries=entries,
            stage="DONE",
            place="",
            done=entries,
            total=entries,
            findings=kept_findings(found),
            finished_at=at,
        ),
    )
