"""Evidence binders: what a pack asks to be kept, what of it is there, and whether the binder may be closed."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

from services.assessment.rules.awards import PackInForce
from services.platform.errors import Text
from services.platform.growing import plain_cell
from services.policy import programs
from services.policy.calendars import Span, year_of
from services.policy.facts import Fact, SchoolCalendar
from services.policy.programs.evidence import Every
from services.policy.slots import semester_of

__all__ = [
    "BinderItem",
    "BinderSet",
    "Every",
    "ItemState",
    "MadePaper",
    "Span",
    "asked_of_class",
    "asked_of_school",
    "lacking",
    "period_of",
    "sets_from",
    "table_text",
]

ItemState: TypeAlias = Literal["HELD", "WAIVED", "MISSING", "UNDETERMINED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePaper:
    """A document that the system made of what it knows: a table as CSV text."""

    code: str
    label: Text
    name: str
    content: bytes
    reference: str | None = None
    """Where the same is found signed or in full, as a path of the interface."""
    only_if_asked: bool = False
    """It says what another one says, under the name that some packs have for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BinderItem:
    """One document that is asked for, and how far it is there."""

    clause_id: str
    code: str
    fact_kind: str
    zh: str
    en: str
    have: int
    at_least: int | None
    produced: bool
    state: ItemState


@dataclass(frozen=True, slots=True, kw_only=True)
class BinderSet:
    """The documents that one clause of the pack asks for, in its words."""

    clause_id: str
    severity: str
    open_list: bool
    quote: str
    items: tuple[BinderItem, ...] = field(default=())

    @property
    def blocks(self) -> bool:
        """Whether the binder stays open while one of these is missing."""
        return self.severity == "mandatory"


def asked_of_class(
    force: PackInForce,
    *,
    facts: Sequence[Fact],
    waived: Collection[tuple[str, str]],
    of: programs.evidence.Of = "class",
) -> tuple[BinderSet, ...]:
    """The documents that a pack asks of a class, or of an activity, with what of them is there."""
    return _sets(programs.evidence_of(force.pack, terms=force.terms, facts=facts, of=of), waived)


def asked_of_school(
    force: PackInForce,
    *,
    every: Every,
    span: Span,
    unit_kind: str | None,
    facts: Sequence[Fact],
    waived: Collection[tuple[str, str]],
) -> tuple[BinderSet, ...]:
    """The documents that a pack asks of a school, or of one of its units, in a semester, year or cycle."""
    found = programs.evidence_in(
        force.pack, terms=force.terms, facts=facts, every=every, span=span, unit_kind=unit_kind
    )
    return _sets(found, waived)


def period_of(force: PackInForce, *, every: Every, cycle: Span, calendar: SchoolCalendar, on: date) -> Span | None:
    """The semester, year or cycle that a day lies in; None where no semester is known."""
    if every == "cycle":
        return cycle
    if every == "year":
        return year_of(force.pack.year, on)
    held = semester_of(force.pack, calendar, on)
    return None if held is None else held.span


def lacking(sets: Iterable[BinderSet]) -> list[BinderItem]:
    """What keeps a binder from being closed: items that are not there, of sets that are more than advice."""
    return [item for one in sets if one.blocks for item in one.items if item.state == "MISSING"]


def sets_from(stored: Iterable[Mapping[str, Any]]) -> tuple[BinderSet, ...]:
    """The sets of a closed binder as they were kept."""
    return tuple(BinderSet(**{**one, "items": tuple(BinderItem(**item) for item in one["items"])}) for one in stored)


def table_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV that spreadsheets open as Chinese text and take nothing in it for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([plain_cell("" if cell is None else str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _sets(found: Iterable[programs.EvidenceFound], waived: Collection[tuple[str, str]]) -> tuple[BinderSet, ...]:
    return tuple(
        BinderSet(
            clause_id=one.clause_id,
            severity=one.severity,
            open_list=one.open_list,
            quote=one.quote,
            items=tuple(
                BinderItem(
                    clause_id=one.clause_id,
                    code=item.code,
                    fact_kind=item.fact_kind,
                    zh=item.label_zh,
                    en=item.label_en,
                    have=item.have,
                    at_least=item.at_least,
                    produced=item.produced,
                    state=_state(item, is_waived=(one.clause_id, item.code) in waived),
                )
                for item in one.items
            ),
        )
        for one in found
    )


def _state(item: programs.DocumentFound, *, is_waived: bool) -> ItemState:
    if item.at_least is None:
        return "UNDETERMINED"
    if not item.missing:
        return "HELD"
    return "WAIVED" if is_waived else "MISSING"
