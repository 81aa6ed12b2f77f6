"""Target expressions: exact arithmetic over a teacher's time in the cycle, from a few built-ins."""

import ast
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Protocol, TypeAlias

from pydantic import BeforeValidator, ValidationInfo

from services.policy.format.words import declared, within_bounds

BUILT_INS: Mapping[str, str] = {
    "target": "the number printed in the clause",
    "cycle_years": "judging years of the cycle",
    "remaining_years": "judging years of the cycle that began on or after the day of entry into service",
    "service_years": "full years of service at the end of the cycle",
    "served_months": "months of the cycle in post and not suspended",
    "cycle_months": "months of the cycle",
    "program_hours": "hours of the program, where a clause is asked of its members",
}
ACTIVITY_BUILT_INS: Mapping[str, str] = {
    "attended_hours": "hours attended in the activity, where a tariff says what it is worth",
    "characters": "length of what was written, in a tariff",
    "minutes": "length of what was given in minutes, in a tariff",
    "months": "whole months that it took, in a tariff",
    "authors": "how many authors, in a tariff",
    "author_order": "place among the authors, in a tariff",
}
GROUP_BUILT_INS: Mapping[str, str] = {"share_of": "the part of the cycle's days spent in a group"}


def _quotient(value: Fraction, by: Fraction) -> Fraction:
    if not by:
        raise MissingAmount("÷ 0")
    return value / by


def _up_to(value: Fraction, step: Fraction) -> Fraction:
    return math.ceil(_quotient(value, step)) * step


def _down_to(value: Fraction, step: Fraction) -> Fraction:
    return math.floor(_quotient(value, step)) * step


FUNCTIONS: Mapping[str, Callable[..., Fraction]] = {"ceil_to": _up_to, "floor_to": _down_to, "min": min, "max": max}
_PLAIN_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,9})?")
_LONGEST = 500


class MissingAmount(LookupError):
    """A number that the expression needs is unknown."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Scope(Protocol):
    """What an expression is evaluated over."""

    def amount(self, name: str) -> Fraction | None: ...
    def share_of(self, group: str) -> Fraction: ...


Evaluate: TypeAlias = Callable[[Scope], Fraction]


@dataclass(frozen=True, slots=True)
class Formula:
    """A compiled target expression with the names it asks for."""

    source: str
    names: frozenset[str]
    groups: frozenset[str]
    evaluate: Evaluate
    before_rounding: str | None
    """The expression inside an outermost ceil_to or floor_to, for who explains the result."""


@lru_cache(maxsize=4096)
def compiled(source: str) -> Formula:
    """Compile an expression once; raise ValueError with what is wrong with it."""
    if len(source) > _LONGEST:
        message = f"a target expression has at most {_LONGEST} characters"
        raise ValueError(message)
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except (SyntaxError, RecursionError, MemoryError) as error:
        message = f"'{source}' is not a target expression"
        raise ValueError(message) from error
    names: set[str] = set()
    groups: set[str] = set()
    evaluate = _build(tree.body, source.strip(), names, groups)
    inner: str | None = None
    if isinstance(tree.body, ast.Call) and ast.unparse(tree.body.func) in {"ceil_to", "floor_to"}:
        inner = ast.get_source_segment(source.strip(), tree.body.args[0])
    return Formula(source, frozenset(names), frozenset(groups), evaluate, inner)


def _build(node: ast.expr, source: str, names: set[str], groups: set[str]) -> Evaluate:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            # A float literal is read from its own characters: 0.1 means one tenth.
            written = ast.get_source_segment(source, node) or str(value)
            if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", written):
                raise ValueError(f"'{written}' is not a number of a target expression")
            constant = Fraction(written)
            return lambda scope: constant
        case ast.Name(id=name):
            names.add(name)
            return _lookup(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = _build(operand, source, names, groups)
            return lambda scope: -inner(scope)
        case ast.BinOp(left=left, op=operator, right=right):
            return _binary(operator, _build(left, source, names, groups), _build(right, source, names, groups))
        case ast.Call(func=ast.Name(id="share_of"), args=[ast.Name(id=group)], keywords=[]):
            groups.add(group)
            return lambda scope: scope.share_of(group)
        case ast.Call(func=ast.Name(id=name), args=[first, second], keywords=[]) if name in FUNCTIONS:
            return _call(name, _build(first, source, names, groups), _build(second, source, names, groups))
    words = ", ".join([*FUNCTIONS, *GROUP_BUILT_INS])
    message = f"'{ast.unparse(node)}' cannot stand in a target expression (numbers, names, + - * /, {words})"
    raise ValueError(message)


def _lookup(name: str) -> Evaluate:
    def evaluate(scope: Scope) -> Fraction:
        value = scope.amount(name)
        if value is None:
            raise MissingAmount(name)
        return value

    return evaluate


def _binary(operator: ast.operator, left: Evaluate, right: Evaluate) -> Evaluate:
    match operator:
        case ast.Add():
            return lambda scope: left(scope) + right(scope)
        case ast.Sub():
            return lambda scope: left(scope) - right(scope)
        case ast.Mult():
            return lambda scope: left(scope) * right(scope)
        case ast.Div():
            return lambda scope: _quotient(left(scope), right(scope))
    message = "only + - * / calculate in a target expression"
    raise ValueError(message)


def _call(name: str, first: Evaluate, second: Evaluate) -> Evaluate:
    function = FUNCTIONS[name]
    return lambda scope: function(first(scope), second(scope))


def read_amount(value: object, info: ValidationInfo) -> Decimal | str | None:
    """Return a number of a pack: an exact decimal, a checked target expression, or null for a number that is lost."""
    return _read(value, info, BUILT_INS)


def read_worth(value: object, info: ValidationInfo) -> Decimal | str | None:
    """The same for what an activity is worth, which may ask for the activity itself and knows nobody's timeline."""
    return _read(value, info, ACTIVITY_BUILT_INS)


def _read(value: object, info: ValidationInfo, built_ins: Mapping[str, str]) -> Decimal | str | None:
    if value is None:
        return None
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        if not within_bounds(Decimal(value)):
            raise ValueError(f"{value} is no number of hours, credits or people")
        return Decimal(value)
    if not isinstance(value, str):
        message = "a number, a target expression or null was expected"
        raise ValueError(message)  # noqa: TRY004 pydantic collects ValueError, a TypeError would end the reading
    if _PLAIN_NUMBER.fullmatch(value):
        return Decimal(value)  # numbers of a pack stored as canonical JSON
    formula = compiled(value)
    known = declared(info)
    numbers = {name for name, kind in known.parameters.items() if kind == "number"}
    unknown = sorted(formula.names - built_ins.keys() - numbers)
    if unknown:
        message = f"'{value}' asks for {', '.join(unknown)}: neither a built-in nor a number parameter of this pack"
        raise ValueError(message)
    strangers = sorted(formula.groups - known.groups)
    if strangers:
        message = f"'{value}' asks for the group {', '.join(strangers)}, which this pack does not declare"
        raise ValueError(message)
    return value


Amount: TypeAlias = Annotated[Decimal | str | None, BeforeValidator(read_amount)]
WorthAmount: TypeAlias = Annotated[Decimal | str | None, BeforeValidator(read_worth)]
