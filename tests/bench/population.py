"""Made-up districts of any size: teachers with plausible careers, and entries posted by the real posting code."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from services.ledger import queries
from services.ledger.operations.posting import MOST_AT_ONCE, post
from services.ledger.rules import Award
from services.platform.database import Sessions, district_sessions, district_transaction, open_engine
from services.platform.ids import new_id
from services.platform.settings import load_settings
from services.policy.facts import Appointment, Leave, Teacher
from services.policy.format import Pack
from tests.bench.database import own_database

CYCLE_START, CYCLE_END = date(2021, 9, 1), date(2026, 8, 31)
AT = datetime(2025, 7, 1, tzinfo=UTC)
AS_OF = date(2025, 6, 30)
_KINDS_OF_ENTRY = 320
_DIMENSIONS = ("category", "level", "mode", "nature", "kind")


@dataclass(frozen=True, slots=True)
class Crowd:
    """A district in the book, and its teachers as the directory would tell of them."""

    district_id: int
    teachers: tuple[tuple[UUID, Teacher], ...]
    entries: int


@asynccontextmanager
async def ledger_sessions() -> AsyncIterator[Sessions]:
    """Give sessions as the ledger on a database of our own."""
    async with own_database():
        engine = open_engine(load_settings(), "ledger")
        try:
            yield district_sessions(engine)
        finally:
            await engine.dispose()


async def settle(
    sessions: Sessions, pack: Pack, *, district_id: int, teachers: int, entries: int, random: Random
) -> Crowd:
    """Make a district: every teacher has that many entries over the years gone by, posted a thousand at a time."""
    crowd = tuple((teacher_id := new_id(), _teacher(str(teacher_id), random)) for _ in range(teachers))
    cells = _cells(pack, random)
    waiting: list[Award] = []
    posted = 0
    for teacher_id, _ in crowd:
        waiting += _awards(pack, teacher_id, cells, entries, random)
        if len(waiting) >= MOST_AT_ONCE:
            posted += await _post(sessions, district_id, waiting)
            waiting = []
    posted += await _post(sessions, district_id, waiting)
    return Crowd(district_id, crowd, posted)


async def touch(sessions: Sessions, pack: Pack, crowd: Crowd, teacher_ids: list[UUID], random: Random) -> None:
    """Post one more entry for some teachers."""
    cells = _cells(pack, random)
    awards = [award for teacher_id in teacher_ids for award in _awards(pack, teacher_id, cells, 1, random)]
    await _post(sessions, crowd.district_id, awards)


async def _post(sessions: Sessions, district_id: int, awards: list[Award]) -> int:
    if not awards:
        return 0
    async with district_transaction(sessions, district_id) as session:
        book = await queries.lock_book(session, district_id=district_id)
        await post(session, book=book, awards=awards, at=AT)
    return len(awards)


def _teacher(teacher_id: str, random: Random) -> Teacher:
    """Nine in ten served before the cycle; most begin in September, some in March, a few on any day."""
    hired = date(random.randint(1985, 2020), 9, 1)
    if random.random() < 0.1:
        hired = random.choice([date(year, 9, 1) for year in range(2021, 2025)])
        chance = random.random()
        if chance < 0.1:
            hired = hired.replace(year=hired.year + 1, month=3)
        elif chance < 0.13:
            hired += timedelta(days=random.randrange(330))
    tier = random.choices(["JUNIOR", "MIDDLE", "SENIOR"], [0.3, 0.55, 0.15])[0]
    leaves: tuple[Leave, ...] = ()
    if random.random() < 0.02:
        first = date(2021, 9, 1) + timedelta(days=random.randrange(1200))
        leaves = (Leave(kind="MATERNITY", first=first, last=first + timedelta(days=158)),)
    return Teacher(
        teacher_id=teacher_id,
        hire_date=hired,
        birth_date=date(hired.year - 23, random.randint(1, 12), random.randint(1, 28)),
        leaves=leaves,
        appointments=(
            Appointment(
                school_id=f"school-{random.randrange(100)}",
                school_kind="SCHOOL",
                post="PRINCIPAL" if random.random() < 0.02 else "TEACHER",
                stage="PRIMARY",
                title="教师",
                title_tier=tier,
                class_teacher=random.random() < 0.4,
                valid_from=hired,
            ),
        ),
    )


def _cells(pack: Pack, random: Random) -> list[dict[str, str]]:
    codes = {dimension: sorted(getattr(pack.dimensions, dimension)) for dimension in _DIMENSIONS}
    return [{name: random.choice(known) for name, known in codes.items()} for _ in range(_KINDS_OF_ENTRY)]


def _awards(pack: Pack, teacher_id: UUID, cells: list[dict[str, str]], number: int, random: Random) -> Iterator[Award]:
    for _ in range(number):
        on = CYCLE_START + timedelta(days=random.randrange((AS_OF - CYCLE_START).days))
        hours = Decimal(random.choice([4, 6, 8, 12, 16, 24]))
        yield Award(
            award_key=f"bench:{new_id()}",
            causation_id=_CAUSE,
            debit_account=f"import:{_CAUSE}",
            teacher_id=teacher_id,
            hours=hours,
            credits=hours / 10 if pack.units.keeps == "hours_and_credits" else Decimal(0),
            original_level=None,
            tags=(),
            organised_by_admin=random.random() < 0.95,
            earned_from=on,
            earned_to=on,
            school_id=_CAUSE,
            teacher_title=None,
            title_tier=None,
            post=None,
            pack_id=pack.id,
            pack_hash=pack.content_hash,
            source="import",
            outcome_id=None,
            revision=None,
            line=None,
            class_id=None,
            program_id=None,
            title="培训",
            rules=(),
            effective_on=on,
            reverses=None,
            **random.choice(cells),
        )


_CAUSE = new_id()
