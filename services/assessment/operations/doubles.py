"""No double counting: a claim that is handed in is looked at beside everything that its teacher and others filed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import EventFiledBefore, FileUsedBefore, FlagSettled, OwnAssessment
from services.assessment.models import Activity, Claim, ClaimFlag
from services.assessment.operations.reach import scope_of
from services.assessment.rules import Double, DoubleCode, Ground, clashes, double_event, double_file, double_filing
from services.contracts import AttendedDay
from services.platform.access import Viewer
from services.platform.errors import Text
from services.platform.files import get_files
from services.platform.ids import new_id
from services.policy.calendars import month_of
from services.policy.format import Pack

_NOT_FILED = frozenset({"DRAFT", "RETURNED", "WITHDRAWN"})
OPEN = "OPEN"


async def check_doubles(
    session: AsyncSession, *, district_id: int, filed: Sequence[tuple[Claim, Pack]], at: datetime
) -> None:
    """Refuse what is filed twice, pointing at the first, and raise flags about what a person has to look at.

    Each claim comes with the pack that values it, and its row and papers are written. A few statements for any number;
    who hands in the same event or file at the same moment waits for the other.
    """
    claims = [claim for claim, _ in filed]
    if not claims:
        return
    files = await _files_of(session, district_id=district_id, claims=claims)
    activities = await queries.map_activities(
        session, district_id=district_id, activity_ids={one.event_id for one in claims if one.event_id is not None}
    )
    grounds = {claim.claim_id: _ground(claim, activities, files.get(claim.claim_id, frozenset())) for claim in claims}
    doubles = await _by_keys(session, district_id=district_id, filed=filed, grounds=grounds)
    known = await _known(session, district_id=district_id, grounds=list(grounds.values()))
    for claim, pack in filed:
        doubles += clashes(pack, grounds[claim.claim_id], known[claim.teacher_id])
        if claim.event_id in activities:
            doubles += _unfixed(claim, activities[claim.event_id])
    await raise_flags(session, district_id=district_id, doubles=doubles, at=at)


async def raise_flags(
    session: AsyncSession,
    *,
    district_id: int,
    doubles: Iterable[Double],
    at: datetime,
    revision: int | None = None,
) -> None:
    """Show these to people; what was raised before, settled or not, is not raised again."""
    await queries.insert_flags(
        session,
        district_id=district_id,
        flags=[
            {
                "flag_id": new_id(),
                "claim_id": double.claim_id,
                "code": str(double.code),
                "first_claim_id": double.first_claim_id,
                "first_event_id": double.first_event_id,
                "first_revision": revision,
                "zh": double.text.zh,
                "en": double.text.en,
                "state": OPEN,
                "raised_at": at,
            }
            for double in doubles
        ],
    )


async def list_claim_flags(
    session: AsyncSession,
    *,
    district_id: int,
    state: str | None,
    claim_id: UUID | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[ClaimFlag, Claim]]:
    """The flags of claims within reach, in the order in which they were raised."""
    return await queries.list_claim_flags(
        session,
        district_id=district_id,
        scope=scope_of(viewer),
        state=state,
        claim_id=claim_id,
        after=after,
        limit=limit,
    )


async def settle_claim_flag(
    session: AsyncSession, *, district_id: int, flag_id: UUID, state: str, reason: str, viewer: Viewer, at: datetime
) -> tuple[ClaimFlag, Claim]:
    """Say whether what looked odd is a double, once and with a reason; nobody settles what is about their own claim."""
    flag, claim = await queries.lock_claim_flag(session, district_id=district_id, flag_id=flag_id)
    viewer.demand(unit_id=claim.school_id)
    principal = viewer.principal
    if principal.person_id == claim.teacher_id or principal.account_id in (claim.claimed_by, claim.submitted_by):
        raise OwnAssessment
    if flag.state == OPEN:
        flag.state = state
        flag.settled_by = principal.account_id
        flag.settled_at = at
        flag.reason = reason
        await session.flush()
    elif (flag.state, flag.reason) != (state, reason):
        raise FlagSettled(state=flag.state)
    return flag, claim


async def _files_of(
    session: AsyncSession, *, district_id: int, claims: Sequence[Claim]
) -> Mapping[UUID, frozenset[bytes]]:
    named = await queries.list_file_ids(session, district_id=district_id, claim_ids=[one.claim_id for one in claims])
    rows = await get_files(session, district_id=district_id, file_ids=[file_id for _, file_id in named])
    files: defaultdict[UUID, set[bytes]] = defaultdict(set)
    for claim_id, file_id in named:
        files[claim_id].add(rows[file_id].sha256)
    return {claim_id: frozenset(some) for claim_id, some in files.items()}


async def _by_keys(
    session: AsyncSession, *, district_id: int, filed: Sequence[tuple[Claim, Pack]], grounds: Mapping[UUID, Ground]
) -> list[Double]:
    """Take the keys of these claims; what somebody holds already is refused or shown."""
    wanted = {(claim.claim_id, key) for claim, _ in filed for key in _keys(grounds[claim.claim_id])}
    await queries.release_claim_keys(
        session, district_id=district_id, claim_ids=[claim.claim_id for claim, _ in filed], kept=wanted
    )
    teacher_of = {claim.claim_id: claim.teacher_id for claim, _ in filed}
    await queries.insert_claim_keys(
        session,
        district_id=district_id,
        keys={(teacher_of[claim_id], key, claim_id) for claim_id, key in wanted},
    )
    holders: defaultdict[str, list[Claim]] = defaultdict(list)
    taken: defaultdict[UUID, set[str]] = defaultdict(set)
    for row, holder in await queries.list_claim_keys(session, district_id=district_id, keys={key for _, key in wanted}):
        holders[row.key].append(holder)
        taken[row.claim_id].add(row.key)
    doubles = []
    for claim, pack in filed:
        new = grounds[claim.claim_id]
        stale = set()
        for key in _keys(new):
            for holder in holders[key]:
                if holder.claim_id == claim.claim_id:
                    continue
                if holder.state in _NOT_FILED and holder.claim_id not in grounds:
                    stale |= {key} if holder.teacher_id == claim.teacher_id else set()
                    continue
                double = _double(pack, new, _ground(holder, {}, frozenset()), key)
                if double is not None:
                    doubles.append(_admitted(double))
        await queries.take_over_claim_keys(
            session, district_id=district_id, claim_id=claim.claim_id, teacher_id=claim.teacher_id, keys=stale
        )
    return doubles


def _double(pack: Pack, new: Ground, first: Ground, key: str) -> Double | None:
    if key.startswith("file:"):
        return double_file(new, first)
    return double_filing(pack, new, first) if new.teacher_id == first.teacher_id else double_event(new, first)


def _admitted(double: Double) -> Double:
    if double.refused and double.code is DoubleCode.OWN_FILE_AGAIN:
        raise FileUsedBefore(claim_id=double.first_claim_id)
    if double.refused:
        raise EventFiledBefore(
            clause_id=double.clause_id, claim_id=double.first_claim_id, zh=double.text.zh, en=double.text.en
        )
    return double


def _keys(ground: Ground) -> frozenset[str]:
    event = {f"event:{ground.event}"} if ground.title else set()
    return frozenset(event | {f"file:{digest.hex()}" for digest in ground.files})


def _ground(claim: Claim, activities: Mapping[UUID, Activity], files: frozenset[bytes]) -> Ground:
    activity = None if claim.event_id is None else activities.get(claim.event_id)
    first, last = _days_of(claim)
    return Ground(
        teacher_id=claim.teacher_id,
        claim_id=claim.claim_id,
        event_id=claim.event_id,
        kind=claim.kind or "",
        role=claim.role,
        author_order=claim.author_order,
        title=claim.title or "",
        first=first,
        last=last,
        begins=activity.starts_at if activity else None,
        ends=activity.ends_at if activity else None,
        hours=None if claim.hours is None else Fraction(claim.hours),
        minutes=claim.minutes,
        files=files,
    )


def _days_of(claim: Claim) -> tuple[date, date]:
    if claim.held_from is not None and claim.held_to is not None:
        return claim.held_from, claim.held_to
    if claim.awarded_on is None:  # the table's checks see to it
        raise LookupError(claim.claim_id)
    # When somebody studied stands on no certificate: the month of its date is looked at.
    month = month_of(claim.awarded_on)
    return month.first, month.last


async def _known(
    session: AsyncSession, *, district_id: int, grounds: Sequence[Ground]
) -> Mapping[UUID, Sequence[Ground]]:
    """What each of these people has filed and done around these days, but for what is being handed in right now."""
    teacher_ids = {ground.teacher_id for ground in grounds}
    first, last = min(ground.first for ground in grounds), max(ground.last for ground in grounds)
    known: defaultdict[UUID, list[Ground]] = defaultdict(list)
    new = {ground.claim_id for ground in grounds}
    filed = [
        claim
        for claim in await queries.list_filed_claims(session, district_id=district_id, teacher_ids=teacher_ids)
        if claim.claim_id not in new
    ]
    done = await queries.list_activities_of_teachers(
        session, district_id=district_id, teacher_ids=teacher_ids, first=first, last=last
    )
    of = {activity.activity_id: activity for _, activity in done}
    for claim in filed:
        known[claim.teacher_id].append(_ground(claim, of, frozenset()))
    claimed = {(claim.teacher_id, claim.event_id) for claim in filed}
    for teacher_id, activity in done:
        if (teacher_id, activity.activity_id) not in claimed:
            known[teacher_id].append(_ground_of_activity(teacher_id, activity))
    for ground in await _class_days(session, district_id=district_id, teacher_ids=teacher_ids):
        known[ground.teacher_id].append(ground)
    return known


def _ground_of_activity(teacher_id: UUID, activity: Activity) -> Ground:
    return Ground(
        teacher_id=teacher_id,
        event_id=activity.activity_id,
        title=activity.title,
        first=activity.first_on,
        last=activity.last_on,
        begins=activity.starts_at,
        ends=activity.ends_at,
        hours=None if activity.hours is None else Fraction(activity.hours),
    )


async def _class_days(session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID]) -> list[Ground]:
    """One for each day on which somebody earned hours in a class, all meetings of the day together."""
    grounds = []
    for settled, title in await queries.list_class_days(session, district_id=district_id, teacher_ids=teacher_ids):
        hours: defaultdict[date, Fraction] = defaultdict(Fraction)
        for day in (AttendedDay.model_validate(one) for one in settled.days):
            hours[day.on] += Fraction(day.hours)
        grounds += [
            Ground(
                teacher_id=settled.teacher_id,
                class_id=settled.class_id,
                title=title,
                first=on,
                last=on,
                hours=earned,
            )
            for on, earned in sorted(hours.items())
            if earned
        ]
    return grounds


def _unfixed(claim: Claim, activity: Activity) -> list[Double]:
    """What the pack wants fixed before an activity and was not: whoever reviews the claim is told."""
    missing = [one for one in activity.advice if one["cause"] == DoubleCode.NOT_FIXED]
    if not missing:
        return []
    return [
        Double(
            code=DoubleCode.NOT_FIXED,
            claim_id=claim.claim_id,
            first_event_id=activity.activity_id,
            text=Text(
                zh="活动登记不完整:" + "、".join(f"{one['zh']}({one['clause_id']})" for one in missing),
                en="the activity lacks what is to be fixed: "
                + ", ".join(f"{one['en']} ({one['clause_id']})" for one in missing),
            ),
        )
    ]
