"""A world whose worker judges when somebody lets some time pass, and who is judged meanwhile."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import event, text

from services.ledger import operations, queries
from services.ledger.rules import kept_bytes
from services.platform.clock import SHANGHAI
from tests.ledger.saying import a_line, an_outcome
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
NOON = datetime(2026, 9, 2, 12, tzinfo=SHANGHAI)


def a_full_year(world: World, teacher: int, **said: Any) -> Any:
    """What pack XC asks of the school year 2025-2026."""
    school = {"mode": "SCHOOL_BASED", "level": "SCHOOL", "kind": "SCHOOL_STUDY", "category": "ETHICS_LITERACY.ETHICS"}
    lines = (a_line(1, "24", **school), a_line(2, "24", mode="ONLINE"), a_line(3, "24"))
    return an_outcome(world, teacher, *lines, **said)


class Day:
    """A world whose worker judges when somebody lets some time pass."""

    def __init__(self, world: World, travel: Travel) -> None:
        self.world, self.travel, self.now = world, travel, NOON

    @property
    def api(self) -> Any:
        return self.world.api("ledger")

    async def passes(self, by: timedelta = timedelta(seconds=10)) -> None:
        """The worker hears what was said, and judges who is marked: here alone, so that marks can be looked at."""
        await self.world.drain()
        self.now += by
        await self.travel(self.now)
        await self.world.drain()
        district_id, waiting = self.world.district_id, True
        while waiting:
            async with self.world.session("ledger") as session:
                await operations.go_on_judging(session, district_id=district_id, at=self.now)
                waiting = await queries.is_anybody_to_judge(session, district_id=district_id, today=self.now.date())

    async def told(self, *, anew: bool = False, **asked: Any) -> bytes:
        """The summary's bytes; anew, as if nothing had been kept."""
        asked = {"as_of": self.now.date(), **asked}
        async with self.world.session("ledger") as session:
            nothing_kept = await session.begin_nested()
            if anew:
                await session.execute(text("UPDATE ledger.standing SET judged_by = NULL"))
            summary = await operations.summarise(session, district_id=self.world.district_id, **asked)
            await nothing_kept.rollback()
        return kept_bytes(operations.summary_to_keep(summary))

    async def judged(self, **asked: Any) -> list[int]:
        """Who is judged for a summary, by number; it is what judging everybody says."""
        with tallies_read(self.world) as read:
            told = await self.told(**asked)
        with tallies_read(self.world) as everybody:
            assert told == await self.told(anew=True, **asked)
        assert read <= everybody
        assert len(everybody) >= 7
        return [number for number, one in enumerate(self.world.teachers) if one.teacher_id in read]


@contextmanager
def tallies_read(world: World) -> Iterator[set[UUID]]:
    """Whose tallies the ledger reads meanwhile: nobody is judged without."""
    read: set[UUID] = set()
    engine = world.apps.sessions["ledger"].kw["bind"].sync_engine

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_others: Any) -> None:
        if "FROM ledger.tally\n" in statement:
            read.update(UUID(str(one)) for some in parameters if isinstance(some, list) for one in some)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield read
    finally:
        event.remove(engine, "before_cursor_execute", note)
