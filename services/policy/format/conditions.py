"""Conditions of a pack: CEL booleans over scaled integers and day numbers, compiled and tried when the pack is read.

A name whose value is unknown is simply absent while a condition is evaluated. CEL then answers where the rest decides
(false && unknown is false) and fails where it does not: that failure is what UNDETERMINED means.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, TypeAlias

import cel
from pydantic import AfterValidator, ValidationInfo

from services.policy.format.words import declared

Value: TypeAlias = int | bool | str | list[str]

SCALE = 10_000
"""Hours and credits are whole numbers of ten-thousandths in a condition."""

TEACHER_VOCABULARY: Mapping[str, tuple[str, str]] = {
    "school_id": ("text", "the school on the day in question"),
    "school_kind": ("text", "the kind of school or institution on that day"),
    "post": ("text", "the post on that day"),
    "stage": ("text", "the stage taught on that day"),
    "subject": ("text", "the subject taught on that day"),
    "title": ("text", "the title as printed"),
    "title_tier": ("text", "PROBATION, JUNIOR, MIDDLE, SENIOR or FULL_SENIOR"),
    "class_teacher": ("truth", "class teacher on that day"),
    "class_teacher_days": ("number", "days as class teacher in the cycle, up to that day"),
    "age": ("number", "full years of age on that day"),
    "birth_day": ("day", "day of birth"),
    "hire_day": ("day", "first day in the education system"),
    "retire_day": ("day", "day of retirement"),
    "years_to_retirement": ("number", "full years from that day to the day of retirement"),
    "service_years": ("number", "full years of service on that day"),
    "leave_days": ("number", "days of suspending leave in the period, up to that day"),
    "leave_months": (
        "number",
        "months of suspending leave in the period, up to that day, in ten-thousandths: each leave by the calendar, "
        "and 30 single days are a month",
    ),
    "degrees": ("list", "levels of the degrees held on that day"),
    "certificates": ("list", "kinds of certificates held on that day"),
    "opt_ins": ("list", "clauses that the teacher has chosen to use by that day"),
    "memberships": ("list", "groups named by people that the teacher belongs to on that day: BACKBONE, LEADER ..."),
    "cycle_start_day": ("day", "first day of the cycle"),
    "cycle_end_day": ("day", "last day of the cycle"),
    "on_day": ("day", "the day in question"),
}
ENTRY_VOCABULARY: Mapping[str, tuple[str, str]] = {
    "category": ("text", "dotted path of the category"),
    "level": ("text", "level or channel"),
    "mode": ("text", "mode of training"),
    "nature": ("text", "compulsory, elective ..."),
    "kind": ("text", "kind of project or activity"),
    "tags": ("list", "tags"),
    "organised_by_admin": ("truth", "organised by the education administration"),
    "carried": ("truth", "brought along from another district"),
    "hours": ("number", "hours in ten-thousandths"),
    "credits": ("number", "credits in ten-thousandths"),
    "from_day": ("day", "first day"),
    "to_day": ("day", "last day"),
}
ACTIVITY_VOCABULARY: Mapping[str, tuple[str, str]] = {
    **ENTRY_VOCABULARY,
    "role": ("text", "the part played: SPEAKER, LISTENER, AUTHOR, MENTOR ..."),
    "author_order": ("number", "place among the authors, 1 for the first"),
    "authors": ("number", "how many authors"),
    "characters": ("number", "length of what was written, in characters"),
    "minutes": ("number", "length of what was given, in minutes"),
    "months": ("number", "whole months that it took"),
    "grade": ("text", "the grade reached"),
    "evidence": ("list", "codes of the documents handed in"),
}
FACT_VOCABULARY: Mapping[str, tuple[str, str]] = {
    "kind": ("text", "what was done, held or kept"),
    "role": ("text", "the part played"),
    "level": ("text", "level: SCHOOL, COUNTY ..."),
    "tags": ("list", "tags"),
    "result": ("text", "what it came to: PASS, FAIL, a grade, a prize"),
    "amount": ("number", "how much, in ten-thousandths"),
    "on_day": ("day", "the day"),
    "month": ("number", "month of the day, 1 to 12"),
    "weekday": ("number", "day of the week, 1 for Monday"),
}
_PARAMETER_TYPES = {"date": "day", "number": "number", "text": "text"}
_OPERATORS = frozenset(
    [
        *("_&&_", "_||_", "!_", "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in", "_?_:_", "_+_", "_-_", "-_"),
        *("@not_strictly_false", "size", "startsWith", "endsWith", "contains"),
    ]
)
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_BOUND = re.compile(r"\.(?:all|exists|exists_one)\(\s*([A-Za-z_]\w*)\s*,")
_MACRO = re.compile(r"\.\s*(all|exists|exists_one|map|filter)\s*\(")
_LONGEST = 1_000
_SAMPLES = 48


class MissingFact(LookupError):
    """A fact that the condition needs is unknown."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition with the names it asks for."""

    source: str
    names: frozenset[str]
    program: cel.Program

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Answer over the values known; raise MissingFact when an unknown one would decide."""
        known = {name: values[name] for name in self.names if name in values}
        try:
            return bool(self.program.execute(known))
        except RuntimeError as error:
            missing = tuple(sorted(self.names - known.keys()))
            if not missing:
                raise
            raise MissingFact(missing) from error


@lru_cache(maxsize=4096)
def compiled(source: str) -> Condition:
    """Compile a condition once; raise ValueError with what is wrong with it."""
    if len(source) > _LONGEST:
        message = f"a condition has at most {_LONGEST} characters"
        raise ValueError(message)
    try:
        program = cel.compile(source)
    except ValueError as error:
        reason = str(error).splitlines()[0]
        message = f"not a CEL expression: {reason}"
        raise ValueError(message) from error
    outside_strings = _STRING.sub("''", source)
    if re.search(r"\d\.\d|\d[eE]\d", outside_strings):
        message = "no fractions in a condition: hours and credits are whole ten-thousandths (72 hours are 720000)"
        raise ValueError(message)
    if re.search(r"\bnull\b", outside_strings):
        message = "no null in a condition: an unknown fact answers UNDETERMINED by itself"
        raise ValueError(message)
    strange = sorted(set(program.functions()) - _OPERATORS)
    if strange:
        message = f"{', '.join(strange)} cannot stand in a condition"
        raise ValueError(message)
    _demand_bounded(outside_strings)
    bound = set(_BOUND.findall(outside_strings))
    return Condition(source=source, names=frozenset(set(program.variables()) - bound), program=program)


def _demand_bounded(outside_strings: str) -> None:
    """Raise ValueError where lists are gone through within lists: the work would multiply."""
    ends_at = -1
    for macro in _MACRO.finditer(outside_strings):
        if macro[1] in {"map", "filter"}:
            message = f"{macro[1]} cannot stand in a condition: ask a list with exists or all"
            raise ValueError(message)
        if macro.start() < ends_at:
            message = "a list cannot be gone through within another in a condition"
            raise ValueError(message)
        ends_at = _closing(outside_strings, macro.end())


def _closing(text: str, start: int) -> int:
    depth = 1
    for index in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return len(text)


def _check(source: str, types: Mapping[str, str]) -> str:
    condition = compiled(source)
    unknown = sorted(condition.names - types.keys())
    if unknown:
        message = f"unknown in a condition: {', '.join(unknown)}"
        raise ValueError(message)
    _compare_like_with_like(source, types)
    texts = [match[1:-1] for match in _STRING.findall(source)]
    numbers = [int(match) for match in re.findall(r"\d+", _STRING.sub("", source))]
    for turn in range(_SAMPLES):
        sample = {
            name: _sample(types[name], turn * (index + 3) + index, texts, numbers)
            for index, name in enumerate(sorted(condition.names))
        }
        try:
            answer = condition.program.execute(sample)
        except (TypeError, RuntimeError, ValueError) as error:
            message = f"this condition cannot be evaluated: {str(error).splitlines()[0]}"
            raise ValueError(message) from error
        if not isinstance(answer, bool):
            message = f"a condition answers true or false, this one answers {answer!r}"
            raise ValueError(message)  # noqa: TRY004 pydantic collects ValueError, a TypeError would end the reading
    return source


def _sample(kind: str, turn: int, texts: list[str], numbers: list[int]) -> Value:
    words = [*texts, "SOMETHING_ELSE"]
    if kind == "truth":
        return turn % 2 == 0
    if kind == "text":
        return words[turn % len(words)]
    if kind == "list":
        return words[: turn % (len(words) + 1)]
    near = [0, 1, 733_000, *(n + step for n in numbers for step in (-1, 0, 1))]
    return near[turn % len(near)]


_COMPARISON = re.compile(r"\b([a-z_]\w*)\s*([=!]=|[<>]=?)\s*('[^']*'|\"[^\"]*\"|-?\d+|true\b|false\b)")
_LITERALS: Mapping[str, Callable[[str], bool]] = {
    "text": lambda literal: literal[0] in "'\"",
    "truth": lambda literal: literal in {"true", "false"},
    "number": lambda literal: literal.lstrip("-").isdigit(),
    "day": lambda literal: literal.lstrip("-").isdigit(),
    "list": lambda literal: False,
}


def _compare_like_with_like(source: str, types: Mapping[str, str]) -> None:
    # CEL lets a text be compared with a number and answers false for ever.
    for name, operator, literal in _COMPARISON.findall(source):
        kind = types.get(name)
        if kind is not None and not _LITERALS[kind](literal):
            never = "never equals" if operator in {"==", "!="} else "cannot be compared with"
            if kind == "day":
                message = f"{name} is a day and cannot be compared with {literal}: name another day or a date parameter"
            else:
                message = f"{name} is a {kind} and {never} {literal}"
            raise ValueError(message)


def _of_teacher(source: str, info: ValidationInfo) -> str:
    known = declared(info)
    types = {name: kind for name, (kind, _) in TEACHER_VOCABULARY.items()}
    types |= {name: _PARAMETER_TYPES[kind] for name, kind in known.parameters.items() if kind in _PARAMETER_TYPES}
    return _check(source, types)


def _over(vocabulary: Mapping[str, tuple[str, str]]) -> Callable[[str, ValidationInfo], str]:
    types = {name: kind for name, (kind, _) in vocabulary.items()}

    def check(source: str, info: ValidationInfo) -> str:
        declared(info)
        return _check(source, types)

    return check


TeacherCondition: TypeAlias = Annotated[str, AfterValidator(_of_teacher)]
EntryCondition: TypeAlias = Annotated[str, AfterValidator(_over(ENTRY_VOCABULARY))]
ActivityCondition: TypeAlias = Annotated[str, AfterValidator(_over(ACTIVITY_VOCABULARY))]
FactCondition: TypeAlias = Annotated[str, AfterValidator(_over(FACT_VOCABULARY))]
