"""Assessment in stages: who may record which stage, and what a member still waits for."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.policy.format import Pack
from services.policy.format.clauses import StagesClause
from services.policy.format.programs import Stage


class WrongAssessor(ValueError):
    """The stage, or the certification, is not this role's to record."""

    def __init__(self, clause_id: str, zh: str, en: str) -> None:
        super().__init__(f"{clause_id}: {en}")
        self.clause_id = clause_id
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class StageState:
    """Where a member's assessment stands: AWAITING_<stage>, FAILED, AWAITING_CERTIFICATION or CERTIFIED."""

    code: str
    clause_id: str | None
    zh: str
    en: str

    @property
    def recognised(self) -> bool:
        """Whether hours may be awarded."""
        return self.code == "CERTIFIED"


def stages_of(pack: Pack) -> tuple[Stage, ...]:
    """Return the stages of the pack in order; none when it assesses in one step."""
    clause = _clause(pack)
    return clause.stages if clause else ()


def may_record(pack: Pack, *, stage: str, role: str) -> None:
    """Raise WrongAssessor unless the role assesses the stage; KeyError for a stage that the pack does not have."""
    clause = _clause(pack)
    found = next((s for s in clause.stages if s.code == stage), None) if clause else None
    if clause is None or found is None:
        raise KeyError(stage)
    if role not in found.assessors:
        titles = [pack.roles[assessor].title for assessor in found.assessors]
        raise WrongAssessor(
            clause.id,
            f"{found.label.zh}考核由{'、'.join(title.zh for title in titles)}进行",
            f"the stage '{found.label.en}' is assessed by {' or '.join(title.en for title in titles)}",
        )


def may_certify(pack: Pack, *, role: str) -> None:
    """Raise WrongAssessor unless the role certifies. A pack without stages leaves certifying to the service."""
    clause = _clause(pack)
    if clause is not None and role not in clause.certifiers:
        titles = [pack.roles[certifier].title for certifier in clause.certifiers]
        raise WrongAssessor(
            clause.id,
            f"由{'、'.join(title.zh for title in titles)}认定",
            f"certified by {' or '.join(title.en for title in titles)}",
        )


def state_of(pack: Pack, *, passed: Mapping[str, bool], certified: bool) -> StageState:
    """Say what an assessment waits for. A stage absent from `passed` has not been recorded."""
    clause = _clause(pack)
    clause_id = clause.id if clause else None
    for stage in clause.stages if clause else ():
        if stage.code not in passed:
            return StageState(
                f"AWAITING_{stage.code}", clause_id, f"等待{stage.label.zh}考核", f"awaits {stage.label.en}"
            )
        if not passed[stage.code]:
            return StageState("FAILED", clause_id, f"{stage.label.zh}考核不合格", f"failed {stage.label.en}")
    if clause is not None and not certified:
        return StageState(
            "AWAITING_CERTIFICATION", clause_id, "各阶段合格，等待认定", "all stages passed, awaits certification"
        )
    return StageState("CERTIFIED", clause_id, "已认定合格", "certified")


def _clause(pack: Pack) -> StagesClause | None:
    return next((clause for clause in pack.clauses if isinstance(clause, StagesClause)), None)
