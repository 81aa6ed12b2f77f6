"""The booklets that schools keep for their teachers: issued, handed over when a teacher moves, lost, reissued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.errors import BookletAhead, BookletIssued, BookletMoved, BookletNumberTaken, NotAtThatSchool
from services.ledger.models import Booklet, BookletCustody
from services.ledger.rules.booklets import Act, demand_next, owed_to
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import DomainError, NotFound
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True)
class ShownBooklet:
    """A booklet, what became of it, and the school that it should be handed over to."""

    booklet: Booklet
    history: Sequence[BookletCustody]
    owed_to: UUID | None

    @property
    def last(self) -> BookletCustody:
        return self.history[-1]


@dataclass(frozen=True, slots=True)
class BookletFate:
    """What became of one of many: the booklet, or why it was not issued."""

    teacher_id: UUID
    number: str
    shown: ShownBooklet | None
    refused: DomainError | None


async def issue_booklet(
    session: AsyncSession, *, viewer: Viewer, district_id: int, teacher_id: UUID, number: str, on: date, at: datetime
) -> ShownBooklet:
    """Give a teacher the one booklet; the school of the post on that day keeps it.

    NotFound for a teacher who is not there, NotAtThatSchool for one without a post; BookletIssued, BookletNumberTaken.
    """
    if await directory.find_teacher(session, district_id=district_id, teacher_id=teacher_id) is None:
        raise NotFound
    _demand_past(on, at=at)
    school_id = await _school_of(session, district_id=district_id, teacher_id=teacher_id, on=on)
    if school_id is None:
        raise NotAtThatSchool
    wanted = Booklet(
        district_id=district_id,
        booklet_id=new_id(),
        number=number,
        teacher_id=teacher_id,
        edition=1,
        replaces=None,
        reason=None,
        issued_on=on,
        issued_by=viewer.principal.account_id,
        issued_at=at,
    )
    return await _keep(session, wanted, school_id=school_id, at=at)


async def issue_booklets(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    school_id: UUID,
    numbers: Sequence[tuple[UUID, str]],
    on: date,
    at: datetime,
) -> Sequence[BookletFate]:
    """Give these teachers of a school one each, by the number on it; one who gets none never stops the others.

    In the order in which they are named. NotFound for a school that is not there; BookletAhead.
    """
    if await directory.find_school(session, district_id=district_id, school_id=school_id) is None:
        raise NotFound
    _demand_past(on, at=at)
    there = await directory.list_appointed_on(session, district_id=district_id, on=on, school_id=school_id)
    wanted = [
        Booklet(
            district_id=district_id,
            booklet_id=new_id(),
            number=number,
            teacher_id=teacher_id,
            edition=1,
            replaces=None,
            reason=None,
            issued_on=on,
            issued_by=viewer.principal.account_id,
            issued_at=at,
        )
        for teacher_id, number in numbers
    ]
    found = await _keep_all(
        session,
        [one for one in wanted if one.teacher_id in there],
        district_id=district_id,
        schools={one.booklet_id: school_id for one in wanted},
        at=at,
    )
    return [
        BookletFate(
            one.teacher_id,
            one.number,
            shown if isinstance(shown, ShownBooklet) else None,
            shown if isinstance(shown, DomainError) else None,
        )
        for one in wanted
        for shown in [found.get(one.booklet_id) or NotAtThatSchool()]
    ]


async def reissue_booklet(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    booklet_id: UUID,
    number: str,
    reason: str,
    on: date,
    at: datetime,
) -> ShownBooklet:
    """Issue another in the place of one that was lost, spoilt or filled: the old one is no proof any more."""
    old = await _shown(session, district_id=district_id, booklet_id=booklet_id, at=at)
    _demand_past(on, at=at)
    demand_next(old.history, Act.REPLACED, on=on)
    teacher_id = old.booklet.teacher_id
    school_id = await _school_of(session, district_id=district_id, teacher_id=teacher_id, on=on)
    await _record(session, old, viewer=viewer, act=Act.REPLACED, school_id=None, on=on, reason=reason, at=at)
    wanted = Booklet(
        district_id=district_id,
        booklet_id=new_id(),
        number=number,
        teacher_id=teacher_id,
        edition=old.booklet.edition + 1,
        replaces=booklet_id,
        reason=reason,
        issued_on=on,
        issued_by=viewer.principal.account_id,
        issued_at=at,
    )
    return await _keep(session, wanted, school_id=school_id or old.last.school_id, at=at)


async def hand_over_booklet(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    booklet_id: UUID,
    school_id: UUID | None,
    reason: str,
    on: date,
    at: datetime,
) -> ShownBooklet:
    """Give a booklet to the school of the teacher's post, or without a school to the teacher, who leaves with it.

    The school that keeps it does so, or the district. NotAtThatSchool, BookletNotKept, BookletBackdated, BookletMoved.
    """
    shown = await _shown(session, district_id=district_id, booklet_id=booklet_id, at=at)
    viewer.demand(unit_id=shown.last.school_id)
    _demand_past(on, at=at)
    act = Act.GIVEN_OUT if school_id is None else Act.HANDED_OVER
    demand_next(shown.history, act, on=on)
    teacher_id = shown.booklet.teacher_id
    if school_id is not None and school_id != await _school_of(
        session, district_id=district_id, teacher_id=teacher_id, on=on
    ):
        raise NotAtThatSchool
    await _record(session, shown, viewer=viewer, act=act, school_id=school_id, on=on, reason=reason, at=at)
    return await _shown(session, district_id=district_id, booklet_id=booklet_id, at=at)


async def lose_booklet(
    session: AsyncSession, *, viewer: Viewer, district_id: int, booklet_id: UUID, reason: str, on: date, at: datetime
) -> ShownBooklet:
    """Record that a booklet is lost: by the school that kept it, or by the district."""
    shown = await _shown(session, district_id=district_id, booklet_id=booklet_id, at=at)
    viewer.demand(unit_id=shown.last.school_id)
    _demand_past(on, at=at)
    demand_next(shown.history, Act.LOST, on=on)
    await _record(session, shown, viewer=viewer, act=Act.LOST, school_id=None, on=on, reason=reason, at=at)
    return await _shown(session, district_id=district_id, booklet_id=booklet_id, at=at)


async def get_booklet(
    session: AsyncSession, *, viewer: Viewer, district_id: int, booklet_id: UUID, at: datetime
) -> ShownBooklet:
    """One booklet with its history; NotFound where it is not within reach."""
    shown = await _shown(session, district_id=district_id, booklet_id=booklet_id, at=at)
    if not viewer.sees(unit_id=shown.owed_to):
        viewer.demand(person_id=shown.booklet.teacher_id, unit_id=shown.last.school_id)
    return shown


async def list_booklets(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID | None,
    school_id: UUID | None,
    owed: bool | None,
    after: UUID | None,
    limit: int,
    at: datetime,
) -> Sequence[ShownBooklet]:
    """Booklets within reach: a teacher's own, those that a school keeps, or all.

    With `owed` those that another school should have, since the teacher works there now: a school's that it is to get.
    """
    if viewer.reach is Reach.OWN:
        own = viewer.principal.person_id
        if own is None or teacher_id not in (None, own):
            raise NotFound
        teacher_id = own
    else:
        unit_id = viewer.only_unit()
        if unit_id is not None and school_id not in (None, unit_id):
            raise NotFound
        school_id = unit_id or school_id
    works_at = None
    if owed:
        works_at = await _posts(session, district_id=district_id, teacher_id=teacher_id, school_id=school_id, at=at)
    rows = await queries.list_booklets(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        school_id=None if owed else school_id,
        works_at=works_at,
        after=after,
        limit=limit,
    )
    return await _with_history(session, district_id=district_id, booklets=[row[0] for row in rows], at=at)


async def _posts(
    session: AsyncSession, *, district_id: int, teacher_id: UUID | None, school_id: UUID | None, at: datetime
) -> dict[UUID, UUID]:
    """Who works where today: of one teacher, of those of one school, or of everybody."""
    today = at.astimezone(SHANGHAI).date()
    if teacher_id is None:
        return await directory.list_appointed_on(session, district_id=district_id, on=today, school_id=school_id)
    posts = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[teacher_id], on=today)
    return {who: post.school_id for who, post in posts.items() if school_id in (None, post.school_id)}


def _demand_past(on: date, *, at: datetime) -> None:
    if on > at.astimezone(SHANGHAI).date():
        raise BookletAhead


async def _with_history(
    session: AsyncSession, *, district_id: int, booklets: Sequence[Booklet], at: datetime
) -> Sequence[ShownBooklet]:
    custody = await queries.map_custody(
        session, district_id=district_id, booklet_ids=[one.booklet_id for one in booklets]
    )
    posts = await directory.map_snapshots(
        session,
        district_id=district_id,
        teacher_ids=[one.teacher_id for one in booklets],
        on=at.astimezone(SHANGHAI).date(),
    )
    shown = []
    for one in booklets:
        history = custody[one.booklet_id]
        post = posts.get(one.teacher_id)
        shown.append(ShownBooklet(one, history, owed_to(history[-1], None if post is None else post.school_id)))
    return shown


async def _shown(session: AsyncSession, *, district_id: int, booklet_id: UUID, at: datetime) -> ShownBooklet:
    booklet = await queries.get_booklet(session, district_id=district_id, booklet_id=booklet_id)
    (shown,) = await _with_history(session, district_id=district_id, booklets=[booklet], at=at)
    return shown


async def _school_of(session: AsyncSession, *, district_id: int, teacher_id: UUID, on: date) -> UUID | None:
    posts = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[teacher_id], on=on)
    post = posts.get(teacher_id)
    return None if post is None else post.school_id


async def _keep(session: AsyncSession, wanted: Booklet, *, school_id: UUID, at: datetime) -> ShownBooklet:
    """Keep a new booklet; who has one already, or whose number is another's, is told so."""
    schools = {wanted.booklet_id: school_id}
    found = await _keep_all(session, [wanted], district_id=wanted.district_id, schools=schools, at=at)
    shown = found[wanted.booklet_id]
    if isinstance(shown, DomainError):
        raise shown
    return shown


async def _keep_all(
    session: AsyncSession,
    wanted: Sequence[Booklet],
    *,
    district_id: int,
    schools: Mapping[UUID, UUID],
    at: datetime,
) -> dict[UUID, ShownBooklet | DomainError]:
    """Keep new booklets, each at its school, and by their ids what became of them."""
    kept = await queries.insert_booklets(session, wanted)
    await queries.insert_custodies(
        session,
        [
            BookletCustody(
                district_id=district_id,
                booklet_id=one.booklet_id,
                place=1,
                act=Act.ISSUED.value,
                school_id=schools[one.booklet_id],
                happened_on=one.issued_on,
                reason=one.reason,
                recorded_by=one.issued_by,
                recorded_at=at,
            )
            for one in kept
        ],
    )
    shown = await _with_history(session, district_id=district_id, booklets=kept, at=at)
    found: dict[UUID, ShownBooklet | DomainError] = {one.booklet.booklet_id: one for one in shown}
    refused = [one for one in wanted if one.booklet_id not in found]
    newest = await queries.map_booklets_of(
        session, district_id=district_id, teacher_ids={one.teacher_id for one in refused}
    )
    for one in refused:
        other = newest.get(one.teacher_id)
        has_one = other is not None and other.edition >= one.edition
        found[one.booklet_id] = BookletIssued(number=other.number) if other and has_one else BookletNumberTaken()
    return found


async def _record(
    session: AsyncSession,
    shown: ShownBooklet,
    *,
    viewer: Viewer,
    act: Act,
    school_id: UUID | None,
    on: date,
    reason: str,
    at: datetime,
) -> None:
    """The next thing that became of it; BookletMoved where somebody else recorded one first."""
    kept = await queries.insert_custodies(
        session,
        [
            BookletCustody(
                district_id=shown.booklet.district_id,
                booklet_id=shown.booklet.booklet_id,
                place=shown.last.place + 1,
                act=act.value,
                school_id=school_id or shown.last.school_id,
                happened_on=on,
                reason=reason,
                recorded_by=viewer.principal.account_id,
                recorded_at=at,
            )
        ],
    )
    if not kept:
        raise BookletMoved
