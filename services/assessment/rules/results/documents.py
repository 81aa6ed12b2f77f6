"""Which documents of a class still lack, by the evidence clauses of a pack that the gates of a scheme name."""

from collections.abc import Mapping, Sequence

from services.assessment.rules.awards import PackInForce
from services.assessment.rules.schemes import DocumentsGate, Scheme
from services.platform.errors import Text
from services.policy import programs
from services.policy.facts import Fact


def lacking_documents(
    scheme: Scheme, facts: Sequence[Fact], *, pack: PackInForce | None
) -> Mapping[str, tuple[Text, ...]]:
    """clause -> labels of what is not there; what the system makes itself never lacks.

    A clause that the pack does not have is absent: nobody can have looked for it.
    """
    asked = {gate.clause for gate in scheme.gates if isinstance(gate, DocumentsGate)}
    if not asked or pack is None:
        return {}
    return {
        found.clause_id: tuple(Text(zh=item.label_zh, en=item.label_en) for item in found.missing if not item.produced)
        for found in programs.evidence_of(pack.pack, terms=pack.terms, facts=facts)
        if found.clause_id in asked
    }
