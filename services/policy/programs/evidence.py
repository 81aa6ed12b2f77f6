"""The documents of a class or activity: which are there, which are missing, which the system can make itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from services.policy.calendars import Span
from services.policy.engine.kinds.evidence import shown_by, slot_of
from services.policy.facts import Fact
from services.policy.format import Bound, Pack, Terms, bound
from services.policy.format.clauses import EvidenceClause
from services.policy.format.keeping import Document
from services.policy.format.words import settled
from services.policy.programs.numbers import number

Of: TypeAlias = Literal["class", "activity"]
Every: TypeAlias = Literal["semester", "year", "cycle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFound:
    """One document of a set."""

    code: str
    label_zh: str
    label_en: str
    have: int
    at_least: int | None
    """None when the number is lost."""
    produced: bool
    """The system itself can make it from what it knows."""
    fact_kind: str
    """The kind of fact by which it is shown; the first where there are several."""

    @property
    def missing(self) -> bool:
        return self.at_least is not None and self.have < self.at_least


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFound:
    """A set of documents and what of it is there."""

    clause_id: str
    severity: str
    items: tuple[DocumentFound, ...]
    open_list: bool
    """More may be kept than is listed."""
    quote: str
    zh: str
    en: str

    @property
    def missing(self) -> tuple[DocumentFound, ...]:
        return tuple(item for item in self.items if item.missing)


def evidence_of(pack: Pack, *, terms: Terms, facts: Sequence[Fact], of: Of = "class") -> tuple[EvidenceFound, ...]:
    """Hold the documents of one class, or of one activity, against every set that the pack asks of it."""
    checked = bound(pack, terms)
    return tuple(
        _held(clause, checked, lambda document: [fact for fact in facts if shown_by(document, fact)])
        for clause in pack.clauses
        if isinstance(clause, EvidenceClause) and settled(clause.every, checked.switches) == of
    )


def evidence_in(
    pack: Pack, *, terms: Terms, facts: Sequence[Fact], every: Every, span: Span, unit_kind: str | None = None
) -> tuple[EvidenceFound, ...]:
    """Hold the documents of a school in one semester, year or cycle against every set that the pack asks of it then.

    With `unit_kind` those of one of its teams. A document due by the start may be as early as the engine allows.
    """
    checked = bound(pack, terms)
    scope = "school" if unit_kind is None else "unit"
    return tuple(
        _held(
            clause,
            checked,
            lambda document: [
                fact for fact in facts if shown_by(document, fact) and slot_of(document, span).window.holds(fact.on)
            ],
        )
        for clause in pack.clauses
        if isinstance(clause, EvidenceClause)
        and (clause.scope, clause.unit_kind) == (scope, unit_kind)
        and settled(clause.every, checked.switches) == every
    )


def _held(clause: EvidenceClause, checked: Bound, shown: Callable[[Document], Sequence[Fact]]) -> EvidenceFound:
    items = []
    for document in clause.items:
        least = number(settled(document.at_least, checked.switches), checked)
        items.append(
            DocumentFound(
                code=document.code,
                label_zh=document.label.zh,
                label_en=document.label.en,
                have=len(shown(document)),
                at_least=None if least is None else -(-least.numerator // least.denominator),
                produced=document.produced,
                fact_kind=(document.facts or (document.code,))[0],
            )
        )
    zh, en = _told(items)
    return EvidenceFound(
        clause_id=clause.id,
        severity=settled(clause.severity, checked.switches),
        items=tuple(items),
        open_list=settled(clause.open_list, checked.switches),
        quote="……".join(clause.quotes),
        zh=zh,
        en=en,
    )


def _told(items: Sequence[DocumentFound]) -> tuple[str, str]:
    there = sum(1 for item in items if not item.missing)
    by_hand = [item for item in items if item.missing and not item.produced]
    by_system = [item for item in items if item.missing and item.produced]
    zh, en = f"应有{len(items)}项材料，已有{there}项", f"{there} of {len(items)} documents are there"
    if by_hand:
        zh += f"；缺少：{'、'.join(item.label_zh for item in by_hand)}"
        en += f"; missing: {', '.join(item.label_en for item in by_hand)}"
    if by_system:
        zh += f"；可由系统生成：{'、'.join(item.label_zh for item in by_system)}"
        en += f"; the system can make: {', '.join(item.label_en for item in by_system)}"
    return zh, en
