"""The terms on which a district uses a pack: its dates and numbers, and which readings it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from services.policy.format.pack import Pack
from services.policy.format.words import as_type


@dataclass(frozen=True, slots=True)
class Terms:
    """Parameters and switches of an assignment. Dates may be given as ISO text, numbers as text, as JSON has them."""

    parameters: Mapping[str, date | Decimal | int | str | None] = field(default_factory=dict)
    switches: Mapping[str, str] = field(default_factory=dict)


class TermsRefused(ValueError):
    """The terms do not fit the pack; `problems` holds all that is wrong."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Bound:
    """Terms checked against a pack, defaults filled in. Unknown parameters are absent."""

    parameters: Mapping[str, date | Decimal | str]
    switches: Mapping[str, str]

    @property
    def cycle_start(self) -> date:
        return self._date("cycle_start")

    @property
    def cycle_end(self) -> date:
        return self._date("cycle_end")

    def _date(self, name: str) -> date:
        value = self.parameters[name]
        if not isinstance(value, date):  # bound() has seen to it
            raise TypeError(name)
        return value


def bound(pack: Pack, terms: Terms) -> Bound:
    """Return the terms with defaults filled in; raise TermsRefused with everything that does not fit."""
    strangers = sorted(terms.parameters.keys() - pack.parameters.keys())
    problems = [f"{pack.id} has no parameter '{name}'" for name in strangers]
    parameters: dict[str, date | Decimal | str] = {}
    for name, parameter in pack.parameters.items():
        value = terms.parameters.get(name)
        if value is None:
            value = parameter.default
        if value is None:
            if parameter.required:
                problems.append(f"parameter '{name}' ({parameter.title.zh}) must be given")
            continue
        try:
            parameters[name] = as_type(value, parameter.type)
        except ValueError as error:
            problems.append(f"parameter '{name}': {error}")
    declared = pack.all_switches()
    for name, value in terms.switches.items():
        if name not in declared:
            problems.append(f"{pack.id} has no switch '{name}'")
        elif value not in declared[name].values:
            problems.append(f"switch '{name}' is one of {sorted(declared[name].values)}, not '{value}'")
    start, end = parameters.get("cycle_start"), parameters.get("cycle_end")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        problems.append("the cycle ends before it starts")
    if problems:
        raise TermsRefused(tuple(problems))
    switches = {name: terms.switches.get(name, switch.default) for name, switch in declared.items()}
    return Bound(parameters=MappingProxyType(parameters), switches=MappingProxyType(switches))
