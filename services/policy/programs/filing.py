"""From one activity to the recognition forms of its participants, each person once."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.policy.format import Pack
from services.policy.format.clauses import FormsClause


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in an activity and the part they played."""

    person_id: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One recognition form to be filled; where several kinds stand, the person files one of them."""

    clause_id: str
    person_id: str
    role: str
    kinds: tuple[str, ...]
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A form that a person has filed for an event."""

    event: str
    person_id: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFiling:
    """Why a form is refused: the event was filed before, and by which form."""

    clause_id: str
    first: Filed
    zh: str
    en: str


def forms_for(pack: Pack, *, route: str, participants: Sequence[Participant]) -> tuple[Form, ...]:
    """Return the forms that an activity of a route fills, one for each person whose role files anything.

    A route without roles credits nothing. Raises KeyError for a route that the pack does not know.
    """
    for clause in pack.clauses:
        if not isinstance(clause, FormsClause):
            continue
        for known in clause.routes:
            if known.code != route:
                continue
            by_role = {role.role: role for role in known.roles if role.kinds}
            return tuple(
                Form(
                    clause_id=clause.id,
                    person_id=participant.person_id,
                    role=participant.role,
                    kinds=by_role[participant.role].kinds,
                    label_zh="或".join(pack.dimensions.kind[kind].zh for kind in by_role[participant.role].kinds),
                    label_en=" or ".join(pack.dimensions.kind[kind].en for kind in by_role[participant.role].kinds),
                )
                for participant in participants
                if participant.role in by_role
            )
    raise KeyError(route)


def second_filing(pack: Pack, *, filed: Sequence[Filed], new: Filed) -> SecondFiling | None:
    """Say why a form is refused because the person has filed the same event before; None when it is the first."""
    clause = next(
        (
            clause
            for clause in pack.clauses
            if isinstance(clause, FormsClause)
            and any(new.kind in role.kinds for route in clause.routes for role in route.roles)
        ),
        None,
    )
    if clause is None:
        return None
    first = next((one for one in filed if one.event == new.event and one.person_id == new.person_id), None)
    if first is None:
        return None
    kinds = pack.dimensions.kind
    was = kinds.get(first.kind)
    return SecondFiling(
        clause_id=clause.id,
        first=first,
        zh=f"同一活动已按“{was.zh if was else first.kind}”申报，不能重复申报",
        en=f"the same activity was filed as {was.en if was else first.kind} already and is filed once",
    )
