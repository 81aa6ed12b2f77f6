"""What people have filed and done already, to be looked at beside a new claim; and what was found odd."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import delete, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Claim, ClaimFlag, ClaimKey, ClaimPaper, FiledKey, SettledMember, TrainingClass
from services.assessment.rules import Scope
from services.platform.errors import NotFound


async def list_filed_claims(
    session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID]
) -> Sequence[Claim]:
    """What these people have handed in and neither withdrawn nor got back, the first first."""
    rows = await session.scalars(
        select(Claim)
        .where(
            Claim.district_id == district_id,
            Claim.teacher_id.in_(list(teacher_ids)),
            Claim.state.not_in(("DRAFT", "WITHDRAWN")),
            # What was returned to the school may be handed up again as it is.
            (Claim.state != "RETURNED") | (Claim.returned_to == "SCHOOL"),
        )
        .order_by(Claim.claim_id)
    )
    return rows.all()


async def list_file_ids(
    session: AsyncSession, *, district_id: int, claim_ids: Collection[UUID]
) -> Sequence[tuple[UUID, UUID]]:
    """The files of these claims' papers: claim, file."""
    rows = await session.execute(
        select(ClaimPaper.claim_id, ClaimPaper.file_id).where(
            ClaimPaper.district_id == district_id,
            ClaimPaper.claim_id.in_(list(claim_ids)),
            ClaimPaper.file_id.is_not(None),
        )
    )
    return [(claim_id, file_id) for claim_id, file_id in rows if file_id is not None]


async def list_claims_with_file(session: AsyncSession, *, district_id: int, file_id: UUID) -> Sequence[Claim]:
    """The claims that name a file among their papers, withdrawn ones left out."""
    rows = await session.scalars(
        select(Claim)
        .join(ClaimPaper, (ClaimPaper.district_id == Claim.district_id) & (ClaimPaper.claim_id == Claim.claim_id))
        .where(Claim.district_id == district_id, ClaimPaper.file_id == file_id, Claim.state != "WITHDRAWN")
    )
    return rows.all()


async def lock_filed_keys(session: AsyncSession, *, district_id: int, keys: Collection[str]) -> None:
    """Let nobody else file these keys until this transaction is over; in one order, lest two wait for each other."""
    wanted = insert(FiledKey)
    await session.execute(
        wanted.on_conflict_do_update(index_elements=["district_id", "key"], set_={"key": wanted.excluded.key}),
        [{"district_id": district_id, "key": key} for key in sorted(keys)],
    )


async def insert_claim_keys(
    session: AsyncSession, *, district_id: int, keys: Collection[tuple[UUID, str, UUID]]
) -> None:
    """teacher, key, claim: what was there already stays. The keys are locked by who calls."""
    if keys:
        await session.execute(
            insert(ClaimKey).on_conflict_do_nothing(),
            [
                {"district_id": district_id, "teacher_id": teacher_id, "key": key, "claim_id": claim_id}
                for teacher_id, key, claim_id in sorted(keys)
            ],
        )


async def list_claim_keys(
    session: AsyncSession, *, district_id: int, keys: Collection[str]
) -> Sequence[tuple[ClaimKey, Claim]]:
    """What names these keys, with the claims, the first claim first; withdrawn ones left out."""
    rows = await session.execute(
        select(ClaimKey, Claim)
        .join(Claim, (Claim.district_id == ClaimKey.district_id) & (Claim.claim_id == ClaimKey.claim_id))
        .where(ClaimKey.district_id == district_id, ClaimKey.key.in_(list(keys)), Claim.state != "WITHDRAWN")
        .order_by(ClaimKey.claim_id)
        .execution_options(populate_existing=True)
    )
    return [(key, claim) for key, claim in rows]


async def release_claim_keys(
    session: AsyncSession, *, district_id: int, claim_ids: Collection[UUID], kept: Collection[tuple[UUID, str]]
) -> None:
    """What these claims held before and do not name any more is free again."""
    query = delete(ClaimKey).where(ClaimKey.district_id == district_id, ClaimKey.claim_id.in_(list(claim_ids)))
    if kept:
        query = query.where(tuple_(ClaimKey.claim_id, ClaimKey.key).not_in(list(kept)))
    await session.execute(query)


async def list_class_days(
    session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID]
) -> Sequence[tuple[SettledMember, str]]:
    """What these people's presence in classes came to, with the title of each class, by class."""
    rows = await session.execute(
        select(SettledMember, TrainingClass.title)
        .join(
            TrainingClass,
            (TrainingClass.district_id == SettledMember.district_id)
            & (TrainingClass.class_id == SettledMember.class_id),
        )
        .where(
            SettledMember.district_id == district_id,
            SettledMember.teacher_id.in_(list(teacher_ids)),
            TrainingClass.cancelled.is_(False),
        )
        .order_by(SettledMember.class_id)
    )
    return [(settled, title) for settled, title in rows]


async def list_claim_flags(
    session: AsyncSession,
    *,
    district_id: int,
    scope: Scope,
    state: str | None,
    claim_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[ClaimFlag, Claim]]:
    """In the order in which they were raised, each with its claim."""
    query = (
        select(ClaimFlag, Claim)
        .join(Claim, (Claim.district_id == ClaimFlag.district_id) & (Claim.claim_id == ClaimFlag.claim_id))
        .where(ClaimFlag.district_id == district_id)
        .order_by(ClaimFlag.flag_id)
        .limit(limit)
    )
    if not scope.is_everything:
        query = query.where((Claim.teacher_id == scope.teacher_id) | (Claim.school_id == scope.school_id))
    if state is not None:
        query = query.where(ClaimFlag.state == state)
    if claim_id is not None:
        query = query.where(ClaimFlag.claim_id == claim_id)
    if after is not None:
        query = query.where(ClaimFlag.flag_id > after)
    return [(flag, claim) for flag, claim in await session.execute(query)]


async def lock_claim_flag(session: AsyncSession, *, district_id: int, flag_id: UUID) -> tuple[ClaimFlag, Claim]:
    found = await session.get(ClaimFlag, (district_id, flag_id), with_for_update=True)
    if found is None:
        raise NotFound
    claim = await session.get(Claim, (district_id, found.claim_id))
    if claim is None:
        raise NotFound
    return found, claim
