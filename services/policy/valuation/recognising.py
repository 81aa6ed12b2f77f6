"""Whether an activity is recognised at all: what refuses it, what declines it, and what cannot be known."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from services.policy.facts import Activity
from services.policy.format import Bound, Pack
from services.policy.format.conditions import SCALE, MissingFact, Value, compiled
from services.policy.format.valuation import Decline, Refuse
from services.policy.format.words import Bilingual, settled
from services.policy.matching import Cell, matches
from services.policy.valuation.given import DatedHours, Program, Refusal

_FACTS: Mapping[str, Bilingual] = {
    "role": Bilingual(zh="担任的角色", en="the part played"),
    "author_order": Bilingual(zh="作者位次", en="the place among the authors"),
    "authors": Bilingual(zh="作者人数", en="the number of authors"),
    "characters": Bilingual(zh="字数", en="the number of characters"),
    "minutes": Bilingual(zh="时长（分钟）", en="the length in minutes"),
    "months": Bilingual(zh="历时（月）", en="the number of months"),
    "grade": Bilingual(zh="考核等级", en="the grade"),
    "evidence": Bilingual(zh="提交的材料", en="the documents handed in"),
}


def cell_of(program: Program, category: str) -> Cell:
    """Return where hours of a program stand before anything books them elsewhere."""
    return Cell(
        category=category,
        level=program.level,
        mode=program.mode,
        nature=program.nature,
        kind=program.kind,
        tags=program.tags,
        organised_by_admin=program.organised_by_admin,
    )


def activity_facts(
    program: Program, attended: Sequence[DatedHours], hours: Fraction, activity: Activity | None, grade: str | None
) -> dict[str, Value]:
    """Return what is known of an activity in the vocabulary of activity conditions; unknown names are absent."""
    facts: dict[str, Value] = {
        "category": program.category,
        "level": program.level,
        "mode": program.mode,
        "nature": program.nature,
        "kind": program.kind,
        "tags": sorted(program.tags),
        "organised_by_admin": program.organised_by_admin,
        "carried": False,
        "hours": int(hours * SCALE),
    }
    if attended:
        facts["from_day"] = min(day.on for day in attended).toordinal()
        facts["to_day"] = max(day.on for day in attended).toordinal()
    if activity is not None:
        stated: Mapping[str, Value | None] = {
            "role": activity.role or None,
            "author_order": activity.author_order,
            "authors": activity.authors,
            "characters": activity.characters,
            "minutes": activity.minutes,
            "months": activity.months,
            "grade": activity.grade,
            "evidence": sorted(activity.evidence),
        }
        facts |= {name: known for name, known in stated.items() if known is not None}
    if grade is not None:
        facts["grade"] = grade
    return facts


def refusals(
    pack: Pack,
    terms: Bound,
    program: Program,
    facts: Mapping[str, Value],
    *,
    passed: bool,
    decided: int | None = None,
) -> Iterator[Refusal]:
    """Tell every reason for which a pack does not recognise an activity.

    `decided` is the place, among all valuation rules, of the tariff that fits first: what is declined after it is not
    declined any more, while what is refused is never recognised.
    """
    cell = cell_of(program, program.category)
    rules = ((clause.id, rule) for clause in pack.clauses for rule in clause.valuation)
    for place, (clause_id, rule) in enumerate(rules):
        if not isinstance(rule, Refuse | Decline):
            continue
        if isinstance(rule, Decline) and rule.where is not None and not matches(rule.where, cell):
            continue
        if isinstance(rule, Decline) and decided is not None and place > decided:
            continue
        try:
            if compiled(settled(rule.when, terms.switches)).holds(facts):
                yield Refusal(clause_id=clause_id, zh=rule.reason.zh, en=rule.reason.en)
        except MissingFact as missing:
            yield unknown(clause_id, missing.names)
    if not passed and settled(pack.outcome.must_pass, terms.switches):
        why = Bilingual(zh="考核未合格，已参加的学时不予认定", en="not passed: the hours attended are not recognised")
        yield Refusal(clause_id=pack.outcome.clause, zh=why.zh, en=why.en)


def unknown(clause_id: str, names: tuple[str, ...]) -> Refusal:
    """Say which facts must be stated before a clause can be applied."""
    words = [_FACTS.get(name) or Bilingual(zh=name, en=name) for name in names]
    return Refusal(
        clause_id=clause_id,
        zh=f"缺少信息，尚不能认定：{'、'.join(word.zh for word in words)}",
        en=f"cannot be decided before this is stated: {', '.join(word.en for word in words)}",
        missing=names,
    )
