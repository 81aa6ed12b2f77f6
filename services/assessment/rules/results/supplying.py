"""Which parameters of a pack a result waits for, and who can give them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from services.assessment.rules.awards import PackInForce
from services.platform.errors import Text
from services.policy import programs
from services.policy.format import bound
from services.policy.format.clauses import GradeClause
from services.policy.format.formulas import compiled
from services.policy.format.words import Choice, settled


def weights_to_supply(force: PackInForce) -> tuple[Text, ...]:
    """Of the weights of the stages; nothing where a number is lost for which the pack has no parameter."""
    return tuple(_asked_for(force, (stage.weight for stage in programs.stages_of(force.pack))))


def bands_to_supply(force: PackInForce) -> tuple[Text, ...]:
    """Of the bands of the grades, likewise."""
    clause = next((clause for clause in force.pack.clauses if isinstance(clause, GradeClause)), None)
    return tuple(_asked_for(force, (grade.from_score for grade in clause.grades) if clause else ()))


def _asked_for(
    force: PackInForce, amounts: Iterable[Decimal | str | Choice[Decimal | str | None] | None]
) -> Iterator[Text]:
    terms = bound(force.pack, force.terms)
    in_force = [settled(amount, terms.switches) for amount in amounts]
    names = dict.fromkeys(
        name
        for amount in in_force
        if isinstance(amount, str)
        for name in sorted(compiled(amount).names)
        if name in force.pack.parameters and name not in terms.parameters
    )
    if not names:
        return
    titles = [(name, force.pack.parameters[name].title) for name in names]
    yield Text(
        zh=f"待补填政策包 {force.pack.id} 的参数:{'、'.join(f'{title.zh}({name})' for name, title in titles)};"
        "由区县管理员在政策包的适用中更正",
        en=f"Parameters of the pack {force.pack.id} that are awaited: "
        f"{', '.join(f'{title.en} ({name})' for name, title in titles)}; "
        "a district administrator supplies them by correcting the pack's assignment",
    )
