"""What conditions probably do not mean: codes that nobody declared, and amounts that are not ten-thousandths."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from services.policy.format import Pack
from services.policy.format.clauses import Requirement
from services.policy.format.conditions import SCALE
from services.policy.format.selectors import Where, WhichFacts
from services.policy.format.valuation import Decline, Refuse, Tariff
from services.policy.format.words import Choice, Model

TEACHER_CODES: Final[Mapping[str, frozenset[str]]] = {
    "title_tier": frozenset({"PROBATION", "JUNIOR", "MIDDLE", "SENIOR", "FULL_SENIOR"}),
    "post": frozenset({"TEACHER", "PRINCIPAL", "MIDDLE_MANAGER", "PROFESSIONAL", "STAFF"}),
    "stage": frozenset(
        {"KINDERGARTEN", "PRIMARY", "JUNIOR_MIDDLE", "SENIOR_MIDDLE", "VOCATIONAL", "SPECIAL", "NON_SCHOOL"}
    ),
    "school_kind": frozenset({"SCHOOL", "KINDERGARTEN", "TRAINING_CENTRE", "EDUCATION_COLLEGE"}),
    "degrees": frozenset({"SECONDARY", "ASSOCIATE", "BACHELOR", "MASTER", "DOCTOR"}),
}
"""The values that the register keeps of teachers; other words of teacher conditions are free."""

_TEXT: Final = r"'([^']*)'|\"([^\"]*)\""
_NAMED: Final = re.compile(rf"\b([a-z_]+)\s*[!=]=\s*(?:{_TEXT})")
_LISTED: Final = re.compile(r"\b([a-z_]+)\s+in\s*\[([^\]]*)\]")
_HELD: Final = re.compile(rf"(?:{_TEXT})\s+in\s+([a-z_]+)\b")
_EACH: Final = re.compile(r"\b([a-z_]+)\.(?:exists|all)\(\s*(\w+)\s*,([^()]*)\)")
_SMALL: Final = re.compile(
    r"\b(hours|credits|amount)\s*(?:[<>]=?|[=!]=)\s*(\d+)|\b(\d+)\s*(?:[<>]=?|[=!]=)\s*(hours|credits|amount)\b"
)
_MONTHS: Final = re.compile(r"\bleave_months\s*(?:[<>]=?|[=!]=)\s*(\d+)")


def hints(pack: Pack) -> Iterator[str]:
    """Tell what an author would want to look at again in conditions, a line each."""
    for name, holder in (*((clause.id, clause) for clause in pack.clauses), *pack.groups.items()):
        for kind, text in dict.fromkeys(_conditions(holder, "teacher")):
            yield from (f"{name}: {hint}" for hint in _hints(_known(pack, kind), kind, text))


def _hints(known: Mapping[str, frozenset[str]], kind: str, text: str) -> Iterator[str]:
    whose = "that the register knows" if kind == "teacher" else "of this pack"
    for word, code in dict.fromkeys(_asked(text)):
        if word in known and code not in known[word]:
            near = next(iter(get_close_matches(code, sorted(known[word]), n=1, cutoff=0.6)), None)
            meant = f"（是否为 did you mean {near}？）" if near else ""
            yield f"条件里的{code}未声明 in a condition, no {word} {whose}: {code}{meant}"
    for number in _MONTHS.findall(text) if kind == "teacher" else ():
        if 0 < int(number) < SCALE:
            yield (
                f"leave_months 以万分之一为单位，{number} 是否应写作 {number}0000 "
                "leave_months are ten-thousandths: one month is 10000"
            )
    if kind != "teacher":
        for after, number, other, before in _SMALL.findall(text):
            if 0 < int(number or other) < SCALE:
                yield (
                    f"条件里的 {after or before} 以万分之一为单位，{number or other} 是否应写作 {number or other}0000 "
                    "in a condition these are ten-thousandths: one is 10000"
                )


def _asked(text: str) -> Iterator[tuple[str, str]]:
    """Walk through the words of a condition and the codes that they are held against."""
    for word, single, double in _NAMED.findall(text):
        yield word, single or double
    for word, listed in _LISTED.findall(text):
        yield from ((word, single or double) for single, double in re.findall(_TEXT, listed))
    for single, double, word in _HELD.findall(text):
        yield word, single or double
    for word, each, body in _EACH.findall(text):
        yield from ((word, code) for bound, code in _asked(body) if bound == each)


def _known(pack: Pack, kind: str) -> Mapping[str, frozenset[str]]:
    """Return the codes that a word may be held against, where the pack or the register lists them."""
    dimensions = pack.dimensions
    if kind == "teacher":
        clauses = frozenset(clause.id for clause in pack.clauses)
        held = frozenset(_certificates(pack))
        return {**TEACHER_CODES, "opt_ins": clauses, **({"certificates": held} if held else {})}
    if kind == "fact":
        return {"kind": frozenset(dimensions.fact), "level": frozenset(dimensions.level)}
    named = {name: frozenset(getattr(dimensions, name)) for name in ("category", "level", "mode", "nature", "kind")}
    return {**named, "tags": frozenset(dimensions.tag)}


def _certificates(pack: Pack) -> Iterator[str]:
    for clause in pack.clauses:
        if isinstance(clause, Requirement):
            yield from (held.certificate for held in clause.holds)
            yield from (granted.certificate for granted in clause.grants)


def _conditions(node: Any, kind: str) -> Iterator[tuple[str, str]]:
    """Walk through the conditions of a part of a pack, each with what it is asked of."""
    if isinstance(node, Model):
        kind = _asked_of(node, kind)
        for field in type(node).model_fields:
            value = getattr(node, field)
            if field in {"when", "unless"}:
                values = value.cases.values() if isinstance(value, Choice) else (value,)
                yield from ((kind, text) for text in values if isinstance(text, str))
            else:
                yield from _conditions(value, kind)
    elif isinstance(node, dict):
        yield from (found for item in node.values() for found in _conditions(item, kind))
    elif isinstance(node, list | tuple):
        yield from (found for item in node for found in _conditions(item, kind))


def _asked_of(node: Model, kind: str) -> str:
    if isinstance(node, Choice):
        return kind
    if isinstance(node, WhichFacts):
        return "fact"
    if isinstance(node, Where | Refuse):
        return "entry"
    return "activity" if isinstance(node, Tariff | Decline) else "teacher"
