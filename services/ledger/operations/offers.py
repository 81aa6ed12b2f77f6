"""Classes on offer as the valuer sees them: what full attendance and a pass would be worth to whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from services.ledger.models import OfferedClass
from services.ledger.operations.judging import Bench, InForce, Person
from services.platform.clock import SHANGHAI
from services.platform.errors import Text
from services.policy import facts, valuation
from services.policy.programs import eligibility


@dataclass(frozen=True, slots=True)
class Worth:
    """The entries that a class would bring, or why it would bring none."""

    entries: tuple[facts.Entry, ...]
    refusals: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A class with its program and sittings as values."""

    row: OfferedClass
    program: valuation.Program
    attended: tuple[valuation.DatedHours, ...]
    sittings: tuple[tuple[datetime, datetime], ...]
    """From when to when it meets, in order."""
    _worth: dict[tuple[str, str], Worth] = field(default_factory=dict)

    @property
    def class_id(self) -> UUID:
        return self.row.class_id

    @property
    def last_day(self) -> date:
        """Of the last meeting; a class that does not meet is worth nothing on any day."""
        return self.row.ends_on or date.max

    def worth(self, pack: InForce) -> Worth:
        """What full attendance and a pass bring under a pack: the same for everybody whom it governs."""
        key = (pack.assigned.content_hash, repr(sorted(pack.terms.parameters.items())))
        if key not in self._worth:
            self._worth[key] = self._valued(pack)
        return self._worth[key]

    def _valued(self, pack: InForce) -> Worth:
        try:
            valued = valuation.value(
                pack.pack, terms=pack.terms, program=self.program, attended=self.attended, passed=True
            )
        except (valuation.UnknownCode, valuation.WorthUnknown) as fault:
            reason = str(fault)
            return Worth(
                (), (Text(zh=f"政策包无法计算:{reason}", en=f"the pack cannot say what it is worth: {reason}"),)
            )
        entries = tuple(
            facts.Entry(
                entry_id=f"class:{self.class_id}:{number}",
                hours=award.hours,
                credits=award.credits,
                earned_from=award.earned_from,
                earned_to=award.earned_to,
                category=award.category,
                level=award.level,
                mode=award.mode,
                nature=award.nature,
                kind=award.kind,
                tags=award.tags,
                program_id=str(self.row.program["program_id"]),
                class_id=str(self.class_id),
                organised_by_admin=self.program.organised_by_admin,
            )
            for number, award in enumerate(valued.awards, start=1)
        )
        return Worth(entries, tuple(Text(zh=refusal.zh, en=refusal.en) for refusal in valued.refusals))


def offer_of(row: OfferedClass) -> Offer:
    """A row as a value; meetings that were cancelled are not in it."""
    program = row.program
    sittings = sorted(
        (datetime.fromisoformat(meeting["starts_at"]), datetime.fromisoformat(meeting["ends_at"]), meeting)
        for meeting in row.meetings
    )
    return Offer(
        row=row,
        program=valuation.Program(
            **{name: program[name] for name in ("level", "mode", "nature", "kind", "category")},
            tags=frozenset(program["tags"]),
            organised_by_admin=program["organised_by_admin"],
        ),
        attended=tuple(
            valuation.DatedHours(
                on=starts_at.astimezone(SHANGHAI).date(), hours=Decimal(meeting["hours"]), category=meeting["category"]
            )
            for starts_at, _, meeting in sittings
        ),
        sittings=tuple((starts_at, ends_at) for starts_at, ends_at, _ in sittings),
    )


def has_earned(person: Person, offer: Offer) -> bool:
    """Whether the class stands in the teacher's book already: nobody earns it twice."""
    return any(entry.class_id == offer.class_id for entry in person.entries.values())


def may_enter(bench: Bench, person: Person, offer: Offer, *, on: date) -> bool:
    """Whether the teacher's pack bars nothing, and the class is the district's or of the teacher's school.

    A class of a school is held for that school; what cannot be known bars nobody.
    """
    if offer.row.school_id is not None and person.school_on(on) != offer.row.school_id:
        return False
    pack = bench.pack_of(person.timeline, on=on)
    if pack is None or not any(clause.kind == "eligibility" for clause in pack.pack.clauses):
        return True
    answer = eligibility(
        pack.pack,
        terms=pack.terms,
        teacher=person.timeline,
        history=person.told_entries(),
        program=offer.program,
        on=on,
    )
    return answer.result != "BARRED"


def hypothetical(bench: Bench, person: Person, offers: Sequence[Offer]) -> Worth:
    """What these classes would bring to a teacher, each under the pack in force for the teacher at its end."""
    entries: list[facts.Entry] = []
    refusals: list[Text] = []
    for offer in offers:
        pack = bench.pack_of(person.timeline, on=offer.last_day)
        if pack is None:
            refusals.append(Text(zh="培训班结束时没有适用的政策包", en="no pack is in force when the class ends"))
            continue
        worth = offer.worth(pack)
        entries += worth.entries
        refusals += worth.refusals
    return Worth(tuple(entries), tuple(refusals))
