"""Invariant 18: in whatever order and however often news come, what is kept ends the same."""

import random
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, event, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from services.contracts import Event, OutcomeState
from services.ledger import queries
from services.ledger.models import OutcomePosted
from services.platform.ids import new_id
from services.platform.outbox import publish
from tests.attendance.scenes import MORNING
from tests.invariants.twice import Mutated, by_patch, invariant
from tests.ledger.saying import a_line, an_outcome, finalised
from tests.support import World
from tests.walks.attendance import enrolled, meeting, scheduled

ORDERS = 5
_map_outcomes_posted = queries.map_outcomes_posted
_NEWER = re.compile(r"\s+WHERE [\w.]*revision < excluded\.revision")


def _whatever_its_revision(_c: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> tuple[str, Any]:
    return _NEWER.sub("", statement), parameters


@asynccontextmanager
async def older_news_overwrite_newer(_world: World) -> AsyncIterator[None]:
    event.listen(Engine, "before_cursor_execute", _whatever_its_revision, retval=True)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", _whatever_its_revision)


async def _without_its_revision(session: AsyncSession, **which: Any) -> Mapping[UUID, OutcomePosted]:
    posted = await _map_outcomes_posted(session, **which)
    for one in posted.values():
        set_committed_value(one, "revision", 0)
    return posted


def _news(world: World, class_id: UUID, outcome_id: UUID) -> list[Event]:
    """What is said of a class, two members and one's outcome, each once corrected."""
    first, second = world.teachers[:2]
    one, other = meeting(MORNING), meeting(MORNING)
    moved = meeting(MORNING.replace(day=17), meeting_id=one.meeting_id)

    def outcome(revision: int, hours: str) -> OutcomeState:
        return an_outcome(world, 0, a_line(1, hours), revision=revision, outcome_id=outcome_id, class_id=class_id)

    return [
        scheduled(world, [one, other], class_id=class_id),
        scheduled(world, [moved], class_id=class_id, revision=2),
        enrolled(world, class_id, first, second),
        enrolled(world, class_id, second, status="WITHDRAWN", revision=2),
        finalised(world, outcome(1, "24")),
        finalised(world, outcome(2, "18")),
    ]


async def _kept(world: World, class_id: UUID) -> Mapping[str, Sequence[Any]]:
    """What attendance, assessment and the ledger keep of a class in the end."""
    sights = {
        ("attendance", "classes"): "select title, revision, cancelled from attendance.training_class",
        ("attendance", "meetings"): "select starts_at from attendance.meeting where not cancelled",
        ("attendance", "members"): "select teacher_id, active, revision from attendance.member",
        ("assessment", "marked"): "select teacher_id, status, revision from assessment.member",
        ("ledger", "credited"): "select teacher_id, sum(hours) from ledger.entry",
    }
    kept = {}
    for (role, name), sight in sights.items():
        where = f"{sight} {'and' if 'where' in sight else 'where'} class_id = :class_id"
        grouped = f"{where} group by teacher_id" if "sum(" in sight else where
        async with world.session(role) as session:
            rows = await session.execute(text(grouped), {"class_id": class_id})
            kept[name] = sorted(repr(tuple(row)) for row in rows)
    return kept


@invariant(
    older_news_overwrite_newer,
    by_patch("an_older_outcome_is_posted_over_a_newer", (queries, "map_outcomes_posted", _without_its_revision)),
)
async def test_18_news_in_any_order_and_told_again_end_as_if_they_had_come_in_order(
    district: World, mutated: Mutated
) -> None:
    chance, classes = random.Random(18), []
    async with mutated(district):
        for number in range(ORDERS):
            class_id = new_id()
            classes.append(class_id)
            news = _news(district, class_id, new_id())
            order = list(range(len(news)))
            if number:
                chance.shuffle(order)
                order += chance.sample(order, 3)
            async with district.session("registration") as session:
                for place in order:
                    await publish(session, news[place])
        await district.drain()

    in_order, *others = [await _kept(district, class_id) for class_id in classes]
    assert [len(rows) for rows in in_order.values()] == [1, 1, 2, 2, 1]
    assert in_order["credited"] == [repr((district.teachers[0].teacher_id, Decimal("18.0000")))]
    assert others == [in_order] * (ORDERS - 1)
