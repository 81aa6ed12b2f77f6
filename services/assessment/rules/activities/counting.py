"""What an activity adds to what packs count: lessons heard and given, meetings held. Who counts is the pack's word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from services.assessment.rules.activities.given import Logged, Taking
from services.policy.format import Pack
from services.policy.format.clauses import CountClause, DutyClause

# Parts that are the same thing under every route: who listened has heard a lesson, whatever the lesson was shown for.
_BY_ROLE: Mapping[str, tuple[str, ...]] = {
    "LISTENER": ("LESSON_HEARD",),
    "TEACHER": ("OPEN_LESSON", "RESEARCH_LESSON"),
    "SPEAKER": ("TEAM_TALK",),
}
# Kinds and routes that packs count under another name; everything else is counted under its own code.
_BY_CODE: Mapping[str, tuple[str, ...]] = {
    "LESSON_OBSERVATION": ("LESSON_HEARD",),
    "DEMO_LESSON": ("OPEN_LESSON",),
    "BOOK_STUDY": ("BOOK_READ",),
    "EDU_NARRATIVE": ("ARTICLE", "ESSAY"),
    "RESEARCH_PROJECT": ("PROJECT_MEMBERSHIP",),
    "CLASS_TEACHER_SEMINAR": ("CLASS_TEACHER_TOPIC",),
}


@dataclass(frozen=True, slots=True)
class Counting:
    """One fact to be recorded, of a teacher or (None) of the school with the unit that held the activity."""

    kind: str
    teacher_id: UUID | None
    role: str


def facts_of_person(pack: Pack, logged: Logged, taking: Taking) -> tuple[Counting, ...]:
    """What one person's part adds to what the pack counts of teachers: a part of its own name before the activity's."""
    counted = _counted(pack, ("teacher",))
    named = _BY_ROLE.get(taking.role)
    kinds = named if named is not None else (*_named(logged.code), *(_named(taking.kind) if taking.kind else ()))
    return tuple(Counting(kind, taking.teacher_id, taking.role) for kind in _first_of(kinds, counted))


def facts_of_school(pack: Pack, logged: Logged) -> tuple[Counting, ...]:
    """What an activity adds to what the pack counts of schools and their units, once however many took part."""
    return tuple(
        Counting(kind, None, "") for kind in _first_of(_named(logged.code), _counted(pack, ("school", "unit")))
    )


def _named(code: str) -> tuple[str, ...]:
    return (code, *_BY_CODE.get(code, ()))


def _first_of(kinds: Iterable[str], counted: frozenset[str]) -> tuple[str, ...]:
    """One activity is one thing: the first name that the pack counts."""
    found = next((kind for kind in kinds if kind in counted), None)
    return () if found is None else (found,)


def _counted(pack: Pack, scopes: tuple[str, ...]) -> frozenset[str]:
    # What a duty asks for counts too: a relay talk that was logged fulfils it.
    return frozenset(
        kind
        for clause in pack.clauses
        if clause.scope in scopes and isinstance(clause, CountClause | DutyClause)
        for item in (clause.items if isinstance(clause, CountClause) else clause.requires)
        for kind in item.facts.kind
    )
