"""Feedback of members: forms in versions, opened to a class, answered without a name, shown from five answers on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    FeedbackAlreadyGiven,
    FeedbackBegun,
    FeedbackClosed,
    FeedbackFormUnsound,
    FeedbackTooLate,
    FeedbackUnfit,
    NoFeedbackOpen,
    NotAMember,
    UnknownFeedbackForm,
)
from services.assessment.models import FeedbackFormVersion, FeedbackOpening, Member
from services.assessment.operations.judging import scheme_of
from services.assessment.operations.marking import lock_open_class
from services.assessment.operations.reach import demand_management, scope_in_class
from services.assessment.rules import (
    EVERYTHING,
    FEWEST_ANSWERS,
    FeedbackForm,
    FeedbackGate,
    FeedbackStatistics,
    Given,
    block_for,
    blocks_shown,
    faults_of_answers,
    faults_of_form,
    form_from,
    note_on,
    statistics_of,
)
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True)
class OpenFeedback:
    """The form that is open for a class, how many have answered it, and (of a member) whether they have."""

    form: FeedbackForm
    opening: FeedbackOpening
    is_open: bool
    answered: int
    members: int
    has_answered: bool | None


async def publish_feedback_form(
    session: AsyncSession,
    *,
    district_id: int,
    content: Mapping[str, Any],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> FeedbackFormVersion:
    """Keep a form as the next version of its code; the newest version that says the same is that version."""
    viewer.demand()
    draft = form_from({**content, "version": 1})
    faults = faults_of_form(draft)
    if faults:
        raise FeedbackFormUnsound.because(faults)
    await queries.lock_feedback_forms(session, district_id=district_id, code=draft.code)
    known = await queries.list_feedback_forms(session, district_id=district_id, code=draft.code)
    if known and replace(form_from(known[0].content), version=1) == draft:
        return known[0]
    version = known[0].version + 1 if known else 1
    return await queries.insert_feedback_form(
        session,
        FeedbackFormVersion(
            district_id=district_id,
            code=draft.code,
            version=version,
            content=replace(draft, version=version).as_data(),
            published_by=viewer.principal.account_id,
            published_at=at,
            reason=reason,
        ),
    )


async def list_feedback_forms(session: AsyncSession, *, district_id: int) -> list[FeedbackFormVersion]:
    """Every version, by code, the newest first."""
    return list(await queries.list_feedback_forms(session, district_id=district_id))


async def open_feedback(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    code: str,
    version: int,
    closes_at: datetime | None,
    viewer: Viewer,
    at: datetime,
) -> OpenFeedback:
    """Open a form to the members of a class, or say until when; another form only while nobody has answered.

    What was closed and shown is not opened again: whoever answered then would be told apart.
    """
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    if await queries.find_feedback_form(session, district_id=district_id, code=code, version=version) is None:
        raise UnknownFeedbackForm
    standing = await queries.find_feedback_opening(session, district_id=district_id, class_id=class_id)
    same_form = standing is not None and (standing.form_code, standing.form_version) == (code, version)
    if standing is None or not same_form or standing.closes_at != closes_at:
        given = len(await queries.list_who_gave_feedback(session, district_id=district_id, class_id=class_id))
        if given and not same_form:
            raise FeedbackBegun
        if standing is not None and given >= FEWEST_ANSWERS:
            _demand_open(standing, at=at)
        scheme = await scheme_of(session, training_class)
        begins = standing is None or not same_form or standing.is_closed(at)
        waits = begins and any(isinstance(gate, FeedbackGate) and gate.blocks for gate in scheme.gates)
        if waits and await queries.list_finalised_teachers(session, district_id=district_id, class_id=class_id):
            raise FeedbackTooLate
        await queries.insert_feedback_opening(
            session,
            FeedbackOpening(
                district_id=district_id,
                opening_id=new_id(),
                class_id=class_id,
                form_code=code,
                form_version=version,
                opened_by=viewer.principal.account_id,
                opened_at=at,
                closes_at=closes_at,
                # What was shown block by block goes on so, else the rest would be told from it.
                in_blocks=closes_at is None
                or (standing is not None and standing.in_blocks and given >= FEWEST_ANSWERS),
            ),
        )
    return await get_feedback(session, district_id=district_id, class_id=class_id, viewer=viewer, at=at)


async def get_feedback(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer, at: datetime
) -> OpenFeedback:
    """The open form and how many have answered it; NoFeedbackOpen where there is none."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    await scope_in_class(session, viewer=viewer, training_class=training_class)
    opening, form = await _open_form(session, district_id=district_id, class_id=class_id)
    members = await _members(session, district_id=district_id, class_id=class_id)
    given = await queries.list_who_gave_feedback(session, district_id=district_id, class_id=class_id)
    own_id = viewer.principal.person_id
    is_member = any(member.teacher_id == own_id for member in members)
    return OpenFeedback(
        form, opening, not opening.is_closed(at), len(given), len(members), own_id in given if is_member else None
    )


async def give_feedback(
    session: AsyncSession, *, district_id: int, class_id: UUID, given: Given, viewer: Viewer, at: datetime
) -> None:
    """Answer the open form, once: that the member did is kept here, what they answered there, without the member."""
    teacher_id = viewer.principal.person_id
    if teacher_id is None:
        raise NotFound
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    await scope_in_class(session, viewer=viewer, training_class=training_class)
    # Under the lock of the class nobody exchanges the form meanwhile.
    await lock_open_class(session, district_id=district_id, class_id=class_id)
    opening, form = await _open_form(session, district_id=district_id, class_id=class_id)
    _demand_open(opening, at=at)
    members = await _members(session, district_id=district_id, class_id=class_id, teacher_id=teacher_id)
    if not members:
        raise NotAMember
    faults = faults_of_answers(form, given)
    if faults:
        raise FeedbackUnfit.because(faults)
    is_first = await queries.insert_feedback_given(
        session, district_id=district_id, class_id=class_id, teacher_id=teacher_id
    )
    if not is_first:
        raise FeedbackAlreadyGiven
    blocks = await queries.map_feedback_blocks(session, district_id=district_id, class_id=class_id)
    await queries.insert_feedback_answer(
        session,
        district_id=district_id,
        class_id=class_id,
        # Ids of the house grow with time, which would put the answers in the order in which members came.
        answer_id=uuid4(),
        answers=dict(given),
        block=block_for(blocks, in_blocks=opening.in_blocks),
    )


async def get_feedback_statistics(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer, at: datetime
) -> FeedbackStatistics:
    """What the class answered together, for who manages it; nothing of it below five answers."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    together = await find_feedback_together(session, district_id=district_id, class_id=class_id, at=at)
    if together is None:
        raise NoFeedbackOpen
    return together


async def find_feedback_together(
    session: AsyncSession, *, district_id: int, class_id: UUID, at: datetime
) -> FeedbackStatistics | None:
    """The answers that may be shown, put together; None where no form was opened."""
    opening = await queries.find_feedback_opening(session, district_id=district_id, class_id=class_id)
    if opening is None:
        return None
    _, form = await _open_form(session, district_id=district_id, class_id=class_id)
    blocks = await queries.map_feedback_blocks(session, district_id=district_id, class_id=class_id)
    shown = await queries.list_feedback_answers(
        session,
        district_id=district_id,
        class_id=class_id,
        blocks=blocks_shown(blocks, in_blocks=opening.in_blocks, closed=opening.is_closed(at)),
    )
    together = statistics_of(form, shown, answers=sum(blocks.values()))
    note = note_on(
        together.waiting, in_blocks=opening.in_blocks, closed=opening.is_closed(at), opened=at - opening.opened_at
    )
    return replace(together, note=note)


async def list_feedback_reminders(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
    at: datetime,
) -> list[Member]:
    """Members within reach who have not answered yet, in the order of the teachers' ids."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    scope = await scope_in_class(session, viewer=viewer, training_class=training_class)
    opening, _ = await _open_form(session, district_id=district_id, class_id=class_id)
    _demand_open(opening, at=at)
    given = await queries.list_who_gave_feedback(session, district_id=district_id, class_id=class_id)
    members = await queries.list_members(session, district_id=district_id, class_id=class_id, scope=scope, after=after)
    return [member for member in members if member.teacher_id not in given][:limit]


def _demand_open(opening: FeedbackOpening, *, at: datetime) -> None:
    if opening.closes_at is not None and opening.is_closed(at):
        raise FeedbackClosed(closed=f"{opening.closes_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")


async def _open_form(
    session: AsyncSession, *, district_id: int, class_id: UUID
) -> tuple[FeedbackOpening, FeedbackForm]:
    opening = await queries.find_feedback_opening(session, district_id=district_id, class_id=class_id)
    if opening is None:
        raise NoFeedbackOpen
    kept = await queries.find_feedback_form(
        session, district_id=district_id, code=opening.form_code, version=opening.form_version
    )
    if kept is None:
        raise NoFeedbackOpen
    return opening, form_from(kept.content)


async def _members(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_id: UUID | None = None
) -> Sequence[Member]:
    return await queries.list_members(
        session,
        district_id=district_id,
        class_id=class_id,
        scope=EVERYTHING,
        teacher_ids=None if teacher_id is None else [teacher_id],
    )
