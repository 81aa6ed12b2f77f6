"""Packs and assignments as answers."""

from collections.abc import Iterator, Sequence

from services.directory.models import PackVersion, SchoolFact, SchoolRevision, Unit
from services.directory.rules import AssignedPack
from services.directory.schemas import (
    Bilingual,
    ClauseShown,
    PackAssignmentResponse,
    PackHistoryResponse,
    PackListed,
    PackResponse,
    ParameterShown,
    Reading,
    SchoolFactResponse,
    SchoolRevisionShown,
    ShippedPack,
    SwitchShown,
    UnitResponse,
)
from services.policy.format import Pack
from services.policy.format.words import Switch, settled


def pack_of(version: PackVersion, pack: Pack) -> PackResponse:
    """A published version with all that may be read of it."""
    readings = {name: switch.default for name, switch in pack.all_switches().items()}
    return PackResponse(
        **PackListed.model_validate(version).model_dump(),
        jurisdiction=Bilingual.model_validate(pack.jurisdiction),
        document=pack.source.document,
        section=pack.source.section,
        source=version.source,
        parameters=[
            ParameterShown(
                name=name,
                type=parameter.type,
                title=Bilingual.model_validate(parameter.title),
                required=parameter.required,
                default=None if parameter.default is None else str(parameter.default),
                why=None if parameter.why is None else Bilingual.model_validate(parameter.why),
            )
            for name, parameter in pack.parameters.items()
        ],
        switches=[_switch(name, switch, clause) for name, switch, clause in _switches(pack)],
        clauses=[
            ClauseShown(
                clause_id=clause.id,
                kind=clause.kind,
                scope=clause.scope,
                severity=settled(clause.severity, readings),
                title=Bilingual.model_validate(clause.title),
                quotes=list(clause.quotes),
                formal=clause.formal,
                note=clause.note,
                document=(clause.source or pack.source).document,
                section=(clause.source or pack.source).section,
            )
            for clause in pack.clauses
        ],
    )


def shipped_of(pack: Pack) -> ShippedPack:
    return ShippedPack(
        pack_id=pack.id,
        version=pack.version,
        title=Bilingual.model_validate(pack.title),
        jurisdiction=Bilingual.model_validate(pack.jurisdiction),
        content_hash=pack.content_hash,
    )


def assignment_of(assigned: AssignedPack) -> PackAssignmentResponse:
    return PackAssignmentResponse(
        assignment_id=assigned.assignment_id,
        revision=assigned.revision,
        kind=assigned.kind,
        pack_id=assigned.pack_id,
        version=assigned.version,
        content_hash=assigned.content_hash,
        valid_from=assigned.valid_from,
        valid_to=assigned.valid_to,
        school_id=assigned.selector.school_id,
        stage=assigned.selector.stage,
        post=assigned.selector.post,
        parameters=assigned.parameters,
        switches=assigned.switches,
        reason=assigned.reason,
        decided_by=assigned.decided_by,
        decided_at=assigned.decided_at,
    )


def fact_of(fact: SchoolFact, revisions: Sequence[SchoolRevision]) -> SchoolFactResponse:
    """A school's fact with what was changed of it."""
    shown = SchoolFactResponse.model_validate(fact)
    shown.revisions = [SchoolRevisionShown.model_validate(one) for one in revisions]
    return shown


def unit_of(unit: Unit, revisions: Sequence[SchoolRevision]) -> UnitResponse:
    """A school's unit with what was changed of it."""
    shown = UnitResponse.model_validate(unit)
    shown.revisions = [SchoolRevisionShown.model_validate(one) for one in revisions]
    return shown


def history_of(revisions: Sequence[AssignedPack]) -> PackHistoryResponse:
    """The revision in force, and all of them, the first one first."""
    shown = [assignment_of(one) for one in revisions]
    return PackHistoryResponse(**shown[-1].model_dump(), revisions=shown)


def _switches(pack: Pack) -> Iterator[tuple[str, Switch, str | None]]:
    for name, switch in pack.switches.items():
        yield name, switch, None
    for clause in pack.clauses:
        for name, switch in clause.switches.items():
            yield name, switch, clause.id


def _switch(name: str, switch: Switch, clause: str | None) -> SwitchShown:
    return SwitchShown(
        name=name,
        clause=clause,
        question=Bilingual.model_validate(switch.question),
        values=[Reading(value=value, title=Bilingual.model_validate(title)) for value, title in switch.values.items()],
        default=switch.default,
        why=Bilingual.model_validate(switch.why),
    )
