"""Compares what came out with what is expected; answers with what is wrong, in words."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from services.policy.valuation import Award
from tests.policy.casework.expecting import AwardExpected, Expected, PartExpected


def compare_plain(expected: Expected | PartExpected, key: str, found: Any) -> str | None:
    """Return what is wrong with one value, or None."""
    wanted = getattr(expected, key)
    if key in {"names", "without", "missing", "barred_by", "cites", "measures", "grants"}:
        wanted, found = tuple(sorted(wanted or ())), tuple(sorted(_spoken(one) for one in found or ()))
    if key == "batch":
        return None if str(wanted) in str(found) else f"{wanted} expected in '{found}'"
    same = wanted == found if not isinstance(wanted, Decimal) or found is None else wanted == _number(found)
    return None if same else f"{_shown(wanted)} expected, found {_shown(found)}"


def _number(found: Any) -> Any:
    return found if not isinstance(found, str) else Decimal(found)


def _spoken(found: Any) -> str:
    return getattr(found, "zh", None) or str(found)


def _shown(value: Any) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def found_words(key: str, wanted: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Return the words that stand in none of the texts."""
    return [f"{key}: '{word}' expected in {list(texts)}" for word in wanted if not any(word in t for t in texts)]


def compare_parts(wanted: Sequence[PartExpected], found: Any) -> list[str]:
    """Compare quantities by label and unit."""
    wrong: list[str] = []
    for part in wanted:
        same = [q for q in found.quantities if q.label_zh == part.label and part.unit in {None, q.unit}]
        if len(same) != 1:
            known = [(q.label_zh, q.unit) for q in found.quantities]
            wrong.append(f"{len(same)} quantities '{part.label}' ({part.unit}), there are {known}")
            continue
        wrong += _of_rate(part, found)
        keys = sorted(part.model_fields_set - {"label", "unit", "percent", "reached", "otherwise"})
        wrong += [f"{part.label} {key}: {w}" for key in keys if (w := compare_plain(part, key, getattr(same[0], key)))]
    return wrong


def _of_rate(part: PartExpected, found: Any) -> list[str]:
    """Compare what a rate asks for, and what it came to under each reading."""
    wrong: list[str] = []
    for rate in (rate for rate in getattr(found, "rates", ()) if rate.label_zh == part.label):
        values = {
            "percent": rate.percent_asked,
            "reached": rate.value.percent,
            "otherwise": tuple(reading.percent for reading in rate.other_readings),
        }
        keys = sorted(part.model_fields_set & values.keys())
        wrong += [f"{part.label} {key}: {w}" for key in keys if (w := compare_plain(part, key, values[key]))]
    return wrong


_AWARD_NAMES = {"since": "earned_from", "to": "earned_to", "rules": "rule_ids"}


def compare_rows(wanted: Sequence[AwardExpected], found: Sequence[Award]) -> list[str]:
    """Compare awards one by one, in the order of the book."""
    if len(wanted) != len(found):
        return [f"{len(wanted)} awards expected, found {len(found)}: {list(found)}"]
    wrong: list[str] = []
    for number, (row, award) in enumerate(zip(wanted, found, strict=True), 1):
        for key in sorted(row.model_fields_set):
            value = getattr(award, _AWARD_NAMES.get(key, key))
            same = set(row.rules) == set(value) if key == "rules" else getattr(row, key) == value
            if not same:
                wrong.append(f"award {number} {key}: {_shown(getattr(row, key))} expected, found {_shown(value)}")
    return wrong
