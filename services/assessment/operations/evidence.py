"""Evidence gathered: everything that the results of some members rest on, one statement a kind for any number."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Member, SettledMember, TrainingClass
from services.assessment.rules import Assessor, DocumentsGate, Evidence, PackInForce, Scheme, lacking_documents
from services.platform.errors import Text
from services.policy.facts import Fact


async def gather(
    session: AsyncSession,
    training_class: TrainingClass,
    *,
    scheme: Scheme,
    members: Sequence[Member],
    settled: Mapping[UUID, SettledMember],
    packs: Mapping[UUID, PackInForce],
) -> dict[UUID, Evidence]:
    """teacher -> what is known of them in this class.

    `settled` are the newest settlements of its members, `packs` those that govern them; whom none governs is absent.
    """
    district_id, class_id = training_class.district_id, training_class.class_id
    teacher_ids: Collection[UUID] = [member.teacher_id for member in members]
    marks = await queries.map_raw_marks(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids, kinds=kinds_of(scheme)
    )
    certified = await queries.list_certified(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    overrides = await queries.map_overrides(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    attempts = await queries.map_attempts(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids)
    # Only a scheme that names works is asked about them.
    of_works = teacher_ids if scheme.works else ()
    submitted = await queries.map_submitted(session, district_id=district_id, class_id=class_id, teacher_ids=of_works)
    defences = await queries.map_defences(session, district_id=district_id, class_id=class_id, teacher_ids=of_works)
    feedback = await queries.map_feedback_given(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    documents = await _documents(session, training_class, scheme=scheme, packs=packs)
    return {
        member.teacher_id: Evidence(
            marks=tuple(marks.get(member.teacher_id, ())),
            overrides=overrides.get(member.teacher_id, ()),
            attempts=attempts.get(member.teacher_id, {}),
            submitted=submitted.get(member.teacher_id, frozenset()),
            defences=defences.get(member.teacher_id, {}),
            attendance_met=settled[member.teacher_id].attendance_met if member.teacher_id in settled else None,
            documents=documents.get(member.teacher_id, {}),
            feedback_given=feedback.get(member.teacher_id),
            certified=member.teacher_id in certified,
            enrolled=member.status == "CONFIRMED",
        )
        for member in members
    }


async def _documents(
    session: AsyncSession, training_class: TrainingClass, *, scheme: Scheme, packs: Mapping[UUID, PackInForce]
) -> dict[UUID, Mapping[str, tuple[Text, ...]]]:
    """teacher -> documents of the class that lack, by the pack that governs the teacher."""
    if not any(isinstance(gate, DocumentsGate) for gate in scheme.gates):
        return {}
    records = await queries.list_records_of_class(
        session, district_id=training_class.district_id, class_id=training_class.class_id
    )
    facts = [Fact(fact_id=str(record.record_id), kind=record.kind, on=record.held_on) for record in records]
    papers = await queries.list_papers_of_class(
        session, district_id=training_class.district_id, class_id=training_class.class_id
    )
    facts += [Fact(fact_id=str(paper.paper_id), kind=paper.fact_kind, on=paper.held_on) for paper in papers]
    # Members of one class are governed by one or two packs.
    by_pack = {id(force): lacking_documents(scheme, facts, pack=force) for force in packs.values()}
    return {teacher_id: by_pack[id(force)] for teacher_id, force in packs.items()}


def kinds_of(scheme: Scheme) -> dict[str, Assessor]:
    """component -> as whom marks were given that do not say it."""
    # Marks of the first days do not say as whom they were given; a stage had one assessor then.
    return {component.code: stage.assessors[0] for stage in scheme.stages for component in stage.components}
