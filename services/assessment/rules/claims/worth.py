"""What a form is worth under a pack, what the tariff asks for, and what stands in the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from services.assessment.errors import NotValuable, UnknownPlace
from services.assessment.rules.awards import PackInForce, lines_of
from services.assessment.rules.claims.content import ClaimForm
from services.contracts import AwardLine
from services.platform.errors import Text
from services.policy import valuation
from services.policy.facts import Activity
from services.policy.format.valuation import Tariff
from services.policy.valuation import Refusal
from services.policy.valuation.recognising import activity_facts, cell_of
from services.policy.valuation.tariffs import first_fit


@dataclass(frozen=True, slots=True)
class Asked:
    """A document that the tariff asks for, and whether it is there."""

    code: str
    label: Text
    is_there: bool


@dataclass(frozen=True, slots=True)
class FormWorth:
    """Lines for the book, or the reasons why there are none; and the documents that the tariff asks for."""

    lines: tuple[AwardLine, ...]
    refusals: tuple[Refusal, ...]
    asked: tuple[Asked, ...]
    clause_id: str | None
    """The clause of the tariff that fits; None where none does, or cannot be known yet."""
    recogniser: str | None

    @property
    def is_complete(self) -> bool:
        return all(one.is_there for one in self.asked) and not self.refusals

    @property
    def hours(self) -> Decimal:
        return sum((line.hours for line in self.lines), Decimal(0))

    @property
    def credits(self) -> Decimal:
        return sum((line.credits for line in self.lines), Decimal(0))


def demand_place(force: PackInForce, form: ClaimForm, *, kinds: Sequence[str]) -> None:
    """Raise UnknownPlace naming the dimensions in which the form stands where the pack has nothing."""
    dimensions = force.pack.dimensions
    wanted = [(name, getattr(form, name)) for name in ("category", "level", "mode", "nature")]
    wanted += [("kind", kind) for kind in kinds] + [("tag", tag) for tag in form.tags]
    strangers = sorted({name for name, code in wanted if code not in getattr(dimensions, name)})
    if strangers:
        raise UnknownPlace(pack_id=force.pack.id, dimensions=", ".join(strangers))


def worth_of_form(force: PackInForce, form: ClaimForm, *, kind: str) -> FormWorth:
    """Value a form as the pack in force on its last day says, telling in the pack's own words what is missing.

    Hours that were stated are spread evenly over the days; what has none belongs to the day on which it was done.
    Raises NotValuable where the pack cannot value it at all: a number lost in the source, a code that it does not have.
    """
    program = valuation.Program(
        level=form.level,
        mode=form.mode,
        nature=form.nature,
        kind=kind,
        category=form.category,
        tags=frozenset(form.tags),
        organised_by_admin=form.organised_by_admin,
    )
    attended = list(_days(form))
    handed_in = frozenset(paper.code for paper in form.papers)
    activity = Activity(
        role=form.role,
        author_order=form.author_order,
        authors=form.authors,
        characters=form.characters,
        minutes=form.minutes,
        months=form.months,
        grade=form.grade,
        evidence=handed_in,
    )
    clause_id, tariff = _tariff(force, program, attended, activity)
    try:
        valued = valuation.value(
            force.pack, terms=force.terms, program=program, attended=attended, passed=True, activity=activity
        )
    except (valuation.UnknownCode, valuation.WorthUnknown) as fault:
        raise NotValuable(reason=fault) from fault
    refusals = valued.refusals
    if not valued.awards and not refusals:
        nothing = Refusal(clause_id=None, zh="本方案对此不计学时学分", en="this pack grants nothing for it")
        refusals = (nothing,)
    known = force.pack.dimensions.fact
    return FormWorth(
        lines=lines_of(valued, organised_by_admin=form.organised_by_admin),
        refusals=refusals,
        asked=tuple(
            Asked(
                code=code,
                label=Text(zh=known[code].zh, en=known[code].en) if code in known else Text(zh=code, en=code),
                is_there=code in handed_in,
            )
            for code in (tariff.needs if tariff else ())
        ),
        clause_id=clause_id,
        recogniser=tariff.recogniser if tariff else None,
    )


def _days(form: ClaimForm) -> Iterator[valuation.DatedHours]:
    if form.hours is None:
        yield valuation.DatedHours(on=form.held_to, hours=Decimal(0))
        return
    number = (form.held_to - form.held_from).days + 1
    for day in _each(form.held_from, number):
        yield valuation.DatedHours(on=day, hours=Fraction(form.hours) / number)


def _each(first: date, number: int) -> Iterator[date]:
    return (first + timedelta(days=day) for day in range(number))


def _tariff(
    force: PackInForce, program: valuation.Program, attended: Sequence[valuation.DatedHours], activity: Activity
) -> tuple[str | None, Tariff | None]:
    """The tariff that fits, or that would once what it asks for is stated."""
    total = sum((Fraction(day.hours) for day in attended), Fraction(0))
    facts = activity_facts(program, attended, total, activity, activity.grade)
    place = first_fit(force.pack, cell_of(program, program.category), total, facts)
    rules = ((clause.id, rule) for clause in force.pack.clauses for rule in clause.valuation)
    for number, (clause_id, rule) in enumerate(rules):
        if number == place and isinstance(rule, Tariff):
            return clause_id, rule
    return None, None
