"""The outline of a scheme: its fields and how to look things up in it."""

from dataclasses import dataclass
from decimal import Decimal

from services.assessment.rules.schemes.assessors import Assessor
from services.assessment.rules.schemes.gates import DocumentsGate, Gate
from services.assessment.rules.schemes.parts import PACK, Band, Component, FromPack, Stage, StageWeights, Work
from services.platform.errors import Text


@dataclass(frozen=True, slots=True)
class Outline:
    """A version of a scheme before anybody has looked whether it is sound."""

    code: str
    version: int
    title: Text
    gates: tuple[Gate, ...]
    stages: tuple[Stage, ...] = ()
    bands: tuple[Band, ...] | FromPack = ()
    """PACK: the grades and numbers of the pack that governs the member."""
    certifier: Assessor | None = None
    works: tuple[Work, ...] = ()
    pass_score: Decimal | None = None
    """Of the overall score."""
    stage_weights: StageWeights = "OWN"
    """PACK: the stages are the pack's, by their codes, and weigh what it says."""

    def stage_of(self, component: str) -> Stage | None:
        """The stage that a component belongs to."""
        return next((stage for stage in self.stages for one in stage.components if one.code == component), None)

    def component(self, code: str) -> Component | None:
        return next((one for stage in self.stages for one in stage.components if one.code == code), None)

    def work(self, code: str) -> Work | None:
        return next((one for one in self.works if one.code == code), None)

    @property
    def has_overall_score(self) -> bool:
        """Whether one score stands for the whole: that of the only stage, or of stages that are weighed."""
        weighed = self.stage_weights == PACK or any(stage.weight is not None for stage in self.stages)
        return bool(self.stages) and (len(self.stages) == 1 or weighed)

    @property
    def asks_pack(self) -> bool:
        """Whether a result rests on what the pack that governs the member says."""
        documents = any(isinstance(gate, DocumentsGate) for gate in self.gates)
        return documents or PACK in (self.bands, self.stage_weights)
