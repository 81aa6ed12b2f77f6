"""Evidence gathered: everything that the results of some members rest on, one statement a kind for any number."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Member, SettledMember, TrainingClass
from services.assessment.rules import (
    Assessor,
    Defence,
    DocumentsGate,
    Evidence,
    Override,
    PackInForce,
    RawMark,
    Scheme,
    lacking_documents,
)
from services.platform.errors import Text
from services.policy.facts import Fact


class Marks:
    """The marks of some members as they were read; made into values once for all schemes that see them alike."""

    def __init__(self, kept: Sequence[queries.KeptMark]) -> None:
        self._kept: Final = kept
        self._made: Final[dict[frozenset[tuple[str, Assessor]], Mapping[UUID, Sequence[RawMark]]]] = {}

    def by_teacher(self, *, kinds: Mapping[str, Assessor]) -> Mapping[UUID, Sequence[RawMark]]:
        # Only marks of the first days, which do not say as whom they were given, are another by another scheme.
        asked = frozenset(kinds.items() if any(one.assessor_kind is None for one in self._kept) else ())
        if asked not in self._made:
            self._made[asked] = queries.raw_marks_of(self._kept, kinds=kinds)
        return self._made[asked]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that the results of some members by one scheme rest on, as it was read."""

    scheme: Scheme
    marks: Marks
    overrides: Mapping[UUID, tuple[Override, ...]]
    attempts: Mapping[UUID, Mapping[str, int]]
    submitted: Mapping[UUID, frozenset[str]]
    defences: Mapping[UUID, Mapping[str, Defence]]
    feedback: Mapping[UUID, bool]
    settled: Mapping[UUID, SettledMember]
    certified: frozenset[UUID]
    documents: Mapping[UUID, Mapping[str, tuple[Text, ...]]]

    def evidence(self, members: Iterable[Member]) -> dict[UUID, Evidence]:
        """teacher -> what is known of them in this class; no statement, but of a large class some work."""
        marks = self.marks.by_teacher(kinds=kinds_of(self.scheme))
        hours = {teacher_id: _attended(one) for teacher_id, one in self.settled.items()}
        planned = {teacher_id: Fraction(one.planned_hours) for teacher_id, one in self.settled.items()}
        return {
            member.teacher_id: Evidence(
                marks=tuple(marks.get(member.teacher_id, ())),
                overrides=self.overrides.get(member.teacher_id, ()),
                attempts=self.attempts.get(member.teacher_id, {}),
                submitted=self.submitted.get(member.teacher_id, frozenset()),
                defences=self.defences.get(member.teacher_id, {}),
                attendance_met=(
                    self.settled[member.teacher_id].attendance_met if member.teacher_id in self.settled else None
                ),
                attended_hours=hours.get(member.teacher_id),
                planned_hours=planned.get(member.teacher_id),
                documents=self.documents.get(member.teacher_id, {}),
                feedback_given=self.feedback.get(member.teacher_id),
                certified=member.teacher_id in self.certified,
                enrolled=member.status == "CONFIRMED",
            )
            for member in members
        }


def _attended(settled: SettledMember) -> Fraction:
    # Hours of a day are a fraction as text; most of a class were there alike.
    return sum((_hours(day["hours"]) for day in settled.days), Fraction(0))


@lru_cache(maxsize=1024)
def _hours(text: str) -> Fraction:
    return Fraction(text)


async def gather(
    session: AsyncSession,
    training_class: TrainingClass,
    *,
    schemes: Sequence[Scheme],
    members: Sequence[Member],
    settled: Mapping[UUID, SettledMember],
    packs: Mapping[UUID, PackInForce],
    at: datetime,
) -> list[Known]:
    """What is known of these members for each of the schemes; what they all rest on alike is read once.

    `settled` are the newest settlements of its members, `packs` those that govern them; whom none governs is absent.
    """
    district_id, class_id = training_class.district_id, training_class.class_id
    teacher_ids: Collection[UUID] = [member.teacher_id for member in members]
    marks = Marks(
        await queries.list_raw_marks(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids)
    )
    overrides = await queries.map_overrides(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    attempts = await queries.map_attempts(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids)
    # Only a scheme that names works is asked about them.
    of_works = teacher_ids if any(scheme.works for scheme in schemes) else ()
    submitted = await queries.map_submitted(session, district_id=district_id, class_id=class_id, teacher_ids=of_works)
    defences = await queries.map_defences(session, district_id=district_id, class_id=class_id, teacher_ids=of_works)
    feedback = await queries.map_feedback_given(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids, at=at
    )
    return [
        Known(
            scheme=scheme,
            marks=marks,
            overrides=overrides,
            attempts=attempts,
            submitted=submitted,
            defences=defences,
            feedback=feedback,
            settled=settled,
            # Only a scheme that has a certifier is asked whom it certified.
            certified=await queries.list_certified(
                session,
                district_id=district_id,
                class_id=class_id,
                teacher_ids=teacher_ids if scheme.certifier is not None else (),
                stages=[stage.code for stage in scheme.stages],
            ),
            documents=await _documents(session, training_class, scheme=scheme, packs=packs),
        )
        for scheme in schemes
    ]


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
