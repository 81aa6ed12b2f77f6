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
    FeedbackForm,
    FeedbackGate,
    FeedbackStatistics,
    Given,
    faults_of_answers,
    faults_of_form,
    form_from,
    statistics_of,
)
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True)
class OpenFeedback:
    """The form that is open for a class, how many have answered it, and (of a member) whether they have."""

    form: FeedbackForm
    opening: FeedbackOpening
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
    viewer: Viewer,
    at: datetime,
) -> OpenFeedback:
    """Open a form to the members of a class; another one only while nobody has answered."""
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    if await queries.find_feedback_form(session, district_id=district_id, code=code, version=version) is None:
        raise UnknownFeedbackForm
    standing = await queries.find_feedback_opening(session, district_id=district_id, class_id=class_id)
    if standing is None or (standing.form_code, standing.form_version) != (code, version):
        if await queries.list_who_gave_feedback(session, district_id=district_id, class_id=class_id):
            raise FeedbackBegun
        scheme = await scheme_of(session, training_class)
        waits = any(isinstance(gate, FeedbackGate) and gate.blocks for gate in scheme.gates)
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
            ),
        )
    return await get_feedback(session, district_id=district_id, class_id=class_id, viewer=viewer)


async def get_feedback(session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer) -> OpenFeedback:
    """The open form and how many have answered it; NoFeedbackOpen where there is none."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    await scope_in_class(session, viewer=viewer, training_class=training_class)
    opening, form = await _open_form(session, district_id=district_id, class_id=class_id)
    members = await _members(session, district_id=district_id, class_id=class_id)
    given = await queries.list_who_gave_feedback(session, district_id=district_id, class_id=class_id)
    own_id = viewer.principal.person_id
    is_member = any(member.teacher_id == own_id for member in members)
    return OpenFeedback(form, opening, len(given), len(members), own_id in given if is_member else None)


async def give_feedback(
    session: AsyncSession, *, district_id: int, class_id: UUID, given: Given, viewer: Viewer
) -> None:
    """Answer the open form, once: that the member did is kept here, what they answered there, without the member."""
    teacher_id = viewer.principal.person_id
    if teacher_id is None:
        raise NotFound
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    await scope_in_class(session, viewer=viewer, training_class=training_class)
    # Under the lock of the class nobody exchanges the form meanwhile.
    await lock_open_class(session, district_id=district_id, class_id=class_id)
    _, form = await _open_form(session, district_id=district_id, class_id=class_id)
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
    await queries.insert_feedback_answer(
        session,
        district_id=district_id,
        class_id=class_id,
        # Ids of the house grow with time, which would put the answers in the order in which members came.
        answer_id=uuid4(),
        answers=dict(given),
    )


async def get_feedback_statistics(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer
) -> FeedbackStatistics:
    """What the class answered together, for who manages it; nothing of it below five answers."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    _, form = await _open_form(session, district_id=district_id, class_id=class_id)
    answers = await queries.list_feedback_answers(session, district_id=district_id, class_id=class_id)
    return statistics_of(form, answers)


async def list_feedback_reminders(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer, after: UUID | None, limit: int
) -> list[Member]:
    """Members within reach who have not answered yet, in the order of the teachers' ids."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    scope = await scope_in_class(session, viewer=viewer, training_class=training_class)
    await _open_form(session, district_id=district_id, class_id=class_id)
    given = await queries.list_who_gave_feedback(session, district_id=district_id, class_id=class_id)
    members = await queries.list_members(session, district_id=district_id, class_id=class_id, scope=scope, after=after)
    return [member for member in members if member.teacher_id not in given][:limit]


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
