"""No double counting: a claim that is handed in is looked at beside everything that its teacher and others filed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import EventFiledBefore, FileUsedBefore
from services.assessment.models import Activity, ActivityParticipant, Claim
from services.assessment.rules import (
    Double,
    DoubleCode,
    Ground,
    beyond_time,
    clashes,
    double_certificate,
    double_event,
    double_file,
    double_filing,
    lies_with,
)
from services.contracts import AttendedDay
from services.platform.errors import Text
from services.platform.files import get_files
from services.platform.ids import new_id
from services.policy.calendars import month_of
from services.policy.format import Pack

OPEN: Final = "OPEN"
# What a form takes over from its activity, by the form's name of it.
_TAKEN_OVER: Mapping[str, tuple[str, Text]] = {
    "title": ("title", Text(zh="题目", en="title")),
    "held_from": ("first_on", Text(zh="开始日期", en="first day")),
    "held_to": ("last_on", Text(zh="结束日期", en="last day")),
    "category": ("category", Text(zh="类别", en="category")),
    "level": ("level", Text(zh="级别", en="level")),
    "mode": ("mode", Text(zh="方式", en="mode")),
    "nature": ("nature", Text(zh="性质", en="nature")),
    "hours": ("hours", Text(zh="学时", en="hours")),
}
_OF_THE_PART: Mapping[str, Text] = {
    "author_order": Text(zh="作者排序", en="place among the authors"),
    "authors": Text(zh="作者人数", en="number of authors"),
    "months": Text(zh="月数", en="months"),
    "grade": Text(zh="等级", en="grade"),
}


async def check_doubles(
    session: AsyncSession, *, district_id: int, filed: Sequence[tuple[Claim, Pack]], at: datetime
) -> None:
    """Refuse what is filed twice, pointing at the first, and raise flags about what a person has to look at.

    Each claim comes with the pack that values it, and its row and papers are written. A few statements for any number;
    who hands in the same event or file at the same moment waits for the other, and so does the same person twice.
    """
    claims = [claim for claim, _ in filed]
    if not claims:
        return
    files = await _files_of(session, district_id=district_id, claims=claims)
    activities = await queries.map_activities(
        session, district_id=district_id, activity_ids={one.event_id for one in claims if one.event_id is not None}
    )
    parts = {
        (one.activity_id, one.teacher_id): one
        for one in await queries.list_participants(session, district_id=district_id, activity_ids=list(activities))
    }
    grounds = {claim.claim_id: _ground(claim, activities, files.get(claim.claim_id, frozenset())) for claim in claims}
    doubles = await _by_keys(session, district_id=district_id, filed=filed, grounds=grounds)
    known = await _known(session, district_id=district_id, grounds=list(grounds.values()))
    for claim, pack in filed:
        doubles += clashes(pack, grounds[claim.claim_id], known[claim.teacher_id])
        if (beyond := beyond_time(pack, grounds[claim.claim_id])) is not None:
            doubles.append(beyond)
        if claim.event_id in activities:
            activity = activities[claim.event_id]
            doubles += _unfixed(claim, activity)
            doubles += _differing(claim, activity, parts.get((activity.activity_id, claim.teacher_id)))
    await raise_flags(session, district_id=district_id, doubles=doubles, at=at)


async def raise_flags(
    session: AsyncSession,
    *,
    district_id: int,
    doubles: Iterable[Double],
    at: datetime,
    revision: int | None = None,
) -> None:
    """Show these to people; what was raised before, settled or not, is not raised again unless it says other things."""
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
                "first_revision": double.revision if revision is None else revision,
                "zh": double.text.zh,
                "en": double.text.en,
                "state": OPEN,
                "raised_at": at,
            }
            for double in doubles
        ],
    )


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
    """Take the keys of these claims; what somebody has filed already is refused or shown."""
    wanted = {(claim.claim_id, key) for claim, _ in filed for key in _keys(grounds[claim.claim_id])}
    # Before anything else is touched, and always in one order: nobody waits for who waits for them.
    await queries.lock_filed_keys(
        session,
        district_id=district_id,
        keys={key for _, key in wanted} | {f"teacher:{claim.teacher_id}" for claim, _ in filed},
    )
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
    for row, holder in await queries.list_claim_keys(session, district_id=district_id, keys={key for _, key in wanted}):
        if _is_filed(holder) or holder.claim_id in grounds:
            holders[row.key].append(holder)
    doubles = []
    for claim, pack in filed:
        new = grounds[claim.claim_id]
        for key in sorted(_keys(new)):
            for holder in holders[key]:
                double = None
                if holder.claim_id != claim.claim_id:
                    double = _double(pack, new, _ground(holder, {}, frozenset()), key)
                if double is not None:
                    doubles.append(_admitted(double))
    return doubles


def _double(pack: Pack, new: Ground, first: Ground, key: str) -> Double | None:
    if key.startswith("file:"):
        return double_file(new, first)
    if key.startswith("certificate:"):
        return double_certificate(new, first)
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
    named = {f"event:{ground.event}"} if ground.title else set()
    if ground.certificate_key:
        named.add(f"certificate:{ground.certificate_key}")
    return frozenset(named | {f"file:{digest.hex()}" for digest in ground.files})


def _is_filed(claim: Claim) -> bool:
    """Whether a claim stands in the way of another: it lies with a level or is recognised."""
    return claim.state != "WITHDRAWN" and lies_with(claim.state, returned_to=claim.returned_to) != "TEACHER"


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
        certificate=claim.certificate_no,
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


def _differing(claim: Claim, activity: Activity, part: ActivityParticipant | None) -> list[Double]:
    """What a form says otherwise than the activity that it was begun from."""
    found = [words for name, (of, words) in _TAKEN_OVER.items() if getattr(claim, name) != getattr(activity, of)]
    if activity.minutes is not None and claim.minutes != activity.minutes:
        found.append(Text(zh="时长", en="minutes"))
    if part is None or part.removed_at is not None or activity.withdrawn_at is not None:
        found.append(Text(zh="未列为参加者", en="not a participant"))
    else:
        if claim.role != part.role:
            found.append(Text(zh="角色", en="role"))
        found += [
            words
            for name, words in _OF_THE_PART.items()
            if part.part.get(name) is not None and getattr(claim, name) != part.part[name]
        ]
    if not found:
        return []
    return [
        Double(
            code=DoubleCode.DIFFERS_FROM_ACTIVITY,
            claim_id=claim.claim_id,
            first_event_id=activity.activity_id,
            revision=activity.revision,
            text=Text(
                zh="认定表与活动登记不一致:" + "、".join(one.zh for one in found),
                en="the form says otherwise than the activity: " + ", ".join(one.en for one in found),
            ),
        )
    ]
