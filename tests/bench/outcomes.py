"""An outcome as assessment would say it: one teacher, one class, one line."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.contracts import AwardLine, OutcomeState


def outcome_of(
    outcome_id: UUID,
    teacher_id: UUID,
    class_id: UUID,
    school_id: UUID,
    day: date,
    kind: tuple[str, str, str] = ("KNOWLEDGE_SKILL", "COUNTY", "CENTRALISED"),
) -> OutcomeState:
    """A teacher's result in a class, with one line."""
    category, level, mode = kind
    return OutcomeState(
        outcome_id=outcome_id,
        revision=1,
        teacher_id=teacher_id,
        source="class",
        class_id=class_id,
        program_id=UUID(int=7),
        title="小学教师课堂教学能力提升培训班",
        grade="PASSED",
        school_id=school_id,
        teacher_title="一级教师",
        title_tier="MIDDLE",
        post="TEACHER",
        pack_id="XC",
        pack_hash="0" * 64,
        issuer=f"program:{UUID(int=7)}",
        passed=True,
        lines=(
            AwardLine(
                line=1,
                hours=Decimal(12),
                credits=Decimal("1.2"),
                category=category,
                level=level,
                original_level=None,
                mode=mode,
                nature="COMPULSORY",
                kind="IN_SERVICE",
                tags=(),
                organised_by_admin=True,
                earned_from=day,
                earned_to=day,
                rules=("XC-01",),
            ),
        ),
    )
