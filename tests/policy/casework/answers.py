"""What came out of a case, compared with what is expected."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.policy.casework.comparing import compare_plain, found_words
from tests.policy.casework.expecting import Expected
from tests.policy.casework.reading import Case

Told = Sequence[tuple[str, str]]
"""Chinese and English sentences."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out of a case: where it differs from what is expected, and what was told."""

    wrong: tuple[str, ...]
    told: tuple[tuple[str, str], ...]


def given_by(case: Case, name: str) -> Any:
    """Return what the case must give for what it judges."""
    given = getattr(case.given, name)
    if given is None:
        raise ValueError(f"{case}: {name} is not given")
    return given


def each_expected(case: Case, one: Callable[[Expected], tuple[list[str], Told]]) -> Answer:
    """Put together what each expectation finds wrong, and everything told once."""
    wrong: list[str] = []
    told: list[tuple[str, str]] = []
    for expected in case.given.expect:
        found, sentences = one(expected)
        wrong += found
        told += [pair for pair in sentences if pair not in told]
    return Answer(tuple(wrong), tuple(told))


def differences(expected: Expected, found: Mapping[str, Any]) -> list[str]:
    """Compare values one by one with what is expected under the same name."""
    return [f"{key}: {wrong}" for key, value in found.items() if (wrong := compare_plain(expected, key, value))]


def from_values(case: Case, values: Mapping[str, Any], told: Told) -> Answer:
    """Compare every key that is expected with the value found."""

    def one(expected: Expected) -> tuple[list[str], Told]:
        keys = expected.model_fields_set - {"rule", "says"}
        strangers = sorted(keys - values.keys())
        if strangers:
            message = f"{case}: {', '.join(strangers)} cannot be expected where {case.given.judged} is judged"
            raise ValueError(message)
        wrong = differences(expected, {key: values[key] for key in sorted(keys)})
        return [*wrong, *found_words("says", expected.says, [zh for zh, _ in told])], told

    return each_expected(case, one)
