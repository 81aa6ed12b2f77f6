"""Release: what members are shown, an act apart from finalisation, with who, when and why it was taken back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import NothingToRelease, ReleaseFinal
from services.assessment.models import ReleaseAct, TrainingClass
from services.assessment.operations.judging import pin_scheme, scheme_of
from services.assessment.operations.marking import lock_open_class
from services.assessment.operations.reach import demand_management, scope_in_class
from services.assessment.rules import Scheme
from services.platform.access import Viewer
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """A component of the scheme (None: the result as a whole), and the act that released it, if one stands."""

    component: str | None
    act: ReleaseAct | None


async def release(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    components: Collection[str],
    with_result: bool,
    appeal_days: int,
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> list[ReleaseState]:
    """Show components, or the result with all of them, to members; what is shown already stays as it was released."""
    training_class, scheme, wanted = await _ground(
        session,
        district_id=district_id,
        class_id=class_id,
        components=components,
        with_result=with_result,
        viewer=viewer,
    )
    if with_result:
        wanted = [None, *(one for one in _parts(scheme) if one is not None)]
    standing = await queries.map_releases(session, district_id=district_id, class_id=class_id)
    await pin_scheme(session, training_class, scheme, at=at)
    await _act(
        session,
        training_class,
        [part for part in wanted if part not in standing],
        reason=reason,
        appeal_until=at + timedelta(days=appeal_days),
        viewer=viewer,
        at=at,
    )
    return await _states(session, training_class, scheme)


async def withdraw_release(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    components: Collection[str],
    with_result: bool,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> list[ReleaseState]:
    """Take back what members are shown; refused once anybody of the class is finalised.

    The result shows what every component came to: it is never shown without them.
    """
    training_class, scheme, wanted = await _ground(
        session,
        district_id=district_id,
        class_id=class_id,
        components=components,
        with_result=with_result,
        viewer=viewer,
    )
    finalised = await queries.list_finalised_teachers(session, district_id=district_id, class_id=class_id)
    if finalised:
        raise ReleaseFinal(finalised=len(finalised))
    standing = await queries.map_releases(session, district_id=district_id, class_id=class_id)
    if None not in wanted and any(part in standing for part in wanted):
        wanted = [None, *wanted]
    await _act(
        session,
        training_class,
        [part for part in wanted if part in standing],
        reason=reason,
        appeal_until=None,
        viewer=viewer,
        at=at,
    )
    return await _states(session, training_class, scheme)


async def get_releases(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer
) -> list[ReleaseState]:
    """What members of a class are shown now."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    await scope_in_class(session, viewer=viewer, training_class=training_class)
    return await _states(session, training_class, await scheme_of(session, training_class))


async def list_release_acts(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer, after: UUID | None, limit: int
) -> list[ReleaseAct]:
    """Every release and withdrawal of a class, in order, for who manages it."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    return list(
        await queries.list_release_acts(session, district_id=district_id, class_id=class_id, after=after, limit=limit)
    )


async def _ground(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    components: Collection[str],
    with_result: bool,
    viewer: Viewer,
) -> tuple[TrainingClass, Scheme, list[str | None]]:
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    scheme = await scheme_of(session, training_class)
    if any(scheme.component(code) is None for code in components):
        raise NothingToRelease(known=", ".join(one for one in _parts(scheme) if one is not None))
    wanted: list[str | None] = list(dict.fromkeys(components))
    return training_class, scheme, [None, *wanted] if with_result else wanted


async def _act(
    session: AsyncSession,
    training_class: TrainingClass,
    parts: Sequence[str | None],
    *,
    reason: str | None,
    appeal_until: datetime | None,
    viewer: Viewer,
    at: datetime,
) -> None:
    await queries.insert_release_acts(
        session,
        district_id=training_class.district_id,
        rows=[
            {
                "act_id": new_id(),
                "class_id": training_class.class_id,
                "component": part,
                "withdrawn": appeal_until is None,
                "reason": reason,
                "appeal_until": appeal_until,
                "acted_by": viewer.principal.account_id,
                "acted_at": at,
            }
            for part in parts
        ],
    )


async def _states(session: AsyncSession, training_class: TrainingClass, scheme: Scheme) -> list[ReleaseState]:
    standing = await queries.map_releases(
        session, district_id=training_class.district_id, class_id=training_class.class_id
    )
    return [ReleaseState(part, standing.get(part)) for part in _parts(scheme)]


def _parts(scheme: Scheme) -> list[str | None]:
    return [None, *(component.code for stage in scheme.stages for component in stage.components)]
