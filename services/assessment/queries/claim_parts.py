"""What belongs to claims: papers, steps, flags, and the settings of a district."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import ClaimFlag, ClaimPaper, ClaimSetting, ClaimStep
from services.assessment.rules import ClaimPaper as PaperOf
from services.assessment.rules import ClaimTerms


async def replace_papers(session: AsyncSession, *, district_id: int, papers: Mapping[UUID, Sequence[PaperOf]]) -> None:
    """Let these claims have these papers and no others. What was handed in before stands in the steps."""
    await session.execute(
        delete(ClaimPaper)
        .where(ClaimPaper.district_id == district_id, ClaimPaper.claim_id.in_(list(papers)))
        .execution_options(synchronize_session=False)
    )
    rows = [
        {
            "district_id": district_id,
            "claim_id": claim_id,
            "place": place,
            "code": paper.code,
            "file_id": paper.file_id,
            "note": paper.note,
        }
        for claim_id, some in papers.items()
        for place, paper in enumerate(some, start=1)
    ]
    if rows:
        await session.execute(insert(ClaimPaper), rows)


async def map_papers(
    session: AsyncSession, *, district_id: int, claim_ids: Collection[UUID]
) -> dict[UUID, tuple[PaperOf, ...]]:
    """claim -> its papers in their order; every claim asked for is there."""
    found: dict[UUID, list[PaperOf]] = {claim_id: [] for claim_id in claim_ids}
    for row in await session.scalars(
        select(ClaimPaper)
        .where(ClaimPaper.district_id == district_id, ClaimPaper.claim_id.in_(list(claim_ids)))
        .order_by(ClaimPaper.claim_id, ClaimPaper.place)
        .execution_options(populate_existing=True)
    ):
        found[row.claim_id].append(PaperOf(code=row.code, file_id=row.file_id, note=row.note))
    return {claim_id: tuple(papers) for claim_id, papers in found.items()}


async def insert_steps(session: AsyncSession, *, district_id: int, steps: Sequence[Mapping[str, Any]]) -> None:
    if steps:
        await session.execute(insert(ClaimStep), [{"district_id": district_id, **step} for step in steps])


async def list_steps(session: AsyncSession, *, district_id: int, claim_id: UUID) -> Sequence[ClaimStep]:
    """Everything that happened to a claim, the first thing first."""
    return (
        await session.scalars(
            select(ClaimStep).filter_by(district_id=district_id, claim_id=claim_id).order_by(ClaimStep.step_id)
        )
    ).all()


async def find_last_step(
    session: AsyncSession, *, district_id: int, claim_id: UUID, besides: Sequence[str]
) -> ClaimStep | None:
    """The last thing that happened to a claim, acts of some kinds left aside."""
    return (
        await session.scalars(
            select(ClaimStep)
            .where(ClaimStep.district_id == district_id, ClaimStep.claim_id == claim_id, ClaimStep.act.not_in(besides))
            .order_by(ClaimStep.step_id.desc())
            .limit(1)
        )
    ).one_or_none()


async def insert_flags(session: AsyncSession, *, district_id: int, flags: Sequence[Mapping[str, Any]]) -> None:
    """Raise flags: by what is odd, and what was there first. Raised before, one is opened anew if it says otherwise."""
    if flags:
        wanted = insert(ClaimFlag)
        again = {name: wanted.excluded[name] for name in ("zh", "en", "state", "raised_at")}
        settled = dict.fromkeys(("settled_by", "settled_level", "settled_at", "reason"))
        await session.execute(
            wanted.on_conflict_do_update(
                constraint="claim_flag_key", set_={**again, **settled}, where=ClaimFlag.zh != wanted.excluded.zh
            ),
            [{"district_id": district_id, **flag} for flag in flags],
        )


async def list_cleared_by_school(
    session: AsyncSession, *, district_id: int, claim_ids: Collection[UUID]
) -> frozenset[UUID]:
    """Those of the claims of which a school said that what looked odd is none."""
    rows = await session.scalars(
        select(ClaimFlag.claim_id).where(
            ClaimFlag.district_id == district_id,
            ClaimFlag.claim_id.in_(list(claim_ids)),
            ClaimFlag.state == "CLEARED",
            ClaimFlag.settled_level == "SCHOOL",
        )
    )
    return frozenset(rows)


async def list_returned_by_district(
    session: AsyncSession, *, district_id: int, claim_ids: Collection[UUID]
) -> frozenset[UUID]:
    """Those of the claims that the district has returned at any time."""
    rows = await session.scalars(
        select(ClaimStep.claim_id).where(
            ClaimStep.district_id == district_id,
            ClaimStep.claim_id.in_(list(claim_ids)),
            ClaimStep.act == "RETURNED_BY_DISTRICT",
        )
    )
    return frozenset(rows)


async def map_open_flags(session: AsyncSession, *, district_id: int, claim_ids: Collection[UUID]) -> dict[UUID, int]:
    """claim -> how many flags are open, or were confirmed; claims without any are absent."""
    rows = await session.execute(
        select(ClaimFlag.claim_id, func.count())
        .where(
            ClaimFlag.district_id == district_id,
            ClaimFlag.claim_id.in_(list(claim_ids)),
            ClaimFlag.state != "CLEARED",
        )
        .group_by(ClaimFlag.claim_id)
    )
    return dict(rows.all())


async def find_claim_setting(session: AsyncSession, *, district_id: int) -> ClaimSetting | None:
    """The newest settings, None while the district has made none."""
    return (
        await session.scalars(
            select(ClaimSetting)
            .where(ClaimSetting.district_id == district_id)
            .order_by(ClaimSetting.set_at.desc(), ClaimSetting.setting_id.desc())
            .limit(1)
        )
    ).one_or_none()


async def load_claim_terms(session: AsyncSession, *, district_id: int) -> ClaimTerms:
    """How the district reviews claims now."""
    setting = await find_claim_setting(session, district_id=district_id)
    if setting is None:
        return ClaimTerms()
    return ClaimTerms(
        school_days=setting.school_days,
        district_days=setting.district_days,
        remind_days=setting.remind_days,
        sample_percent=setting.sample_percent,
        undo_hours=setting.undo_hours,
        seed=setting.setting_id,
    )


async def insert_claim_setting(session: AsyncSession, *, district_id: int, setting: Mapping[str, Any]) -> ClaimSetting:
    return (
        await session.scalars(insert(ClaimSetting).values(district_id=district_id, **setting).returning(ClaimSetting))
    ).one()
