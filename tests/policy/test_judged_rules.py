"""Every rule of the sources stands in one pack, and is tried by cases unless it is one of those that judge nothing."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from services.policy.engine.kinds import SHOWN_ONLY
from services.policy.format import shipped_ids
from services.policy.format.clauses import AnyClause
from services.policy.format.documents import read
from tests.policy.casework.mutating import written
from tests.policy.casework.reading import all_cases
from tests.policy.making import pack

_LIST = Path(__file__).parent / "judged_rules.yaml"
_NEEDED = ("met", "not_met", "boundary")


@lru_cache
def rules() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = read(_LIST.read_text(encoding="utf-8")).tree
    return found


@lru_cache
def own_clauses() -> Mapping[str, list[str]]:
    """Return the packs whose own file says a clause, by clause id; what a pack takes from its base is not its own."""
    packs: dict[str, list[str]] = {}
    for pack_id in shipped_ids():
        for clause in written(pack_id)["clauses"]:
            packs.setdefault(clause["id"], []).append(pack_id)
    return packs


def clause_of(rule: str) -> AnyClause:
    (pack_id,) = own_clauses()[rule]
    return pack(pack_id).clause(rule)


JUDGED = sorted(rule for rule, said in rules().items() if "judged" in said)
SHOWN = sorted(rule for rule, said in rules().items() if "shown" in said)


def test_every_rule_is_listed_as_judged_or_as_shown() -> None:
    assert len(rules()) == 189
    assert sorted([*JUDGED, *SHOWN]) == sorted(rules())
    assert all(said.keys() <= {"judged", "without"} or said.keys() == {"shown"} for said in rules().values())


@pytest.mark.parametrize("rule", sorted(rules()))
def test_a_rule_stands_in_one_pack(rule: str) -> None:
    assert len(own_clauses().get(rule, [])) == 1


@pytest.mark.parametrize("rule", JUDGED)
def test_a_judged_rule_has_a_case_met_one_not_met_and_one_at_the_boundary(rule: str) -> None:
    said = rules()[rule]
    how = {said["judged"]} if isinstance(said["judged"], str) else set(said["judged"])
    cases = [case for case in all_cases() if case.rule == rule]
    reasons: Mapping[str, str] = said.get("without", {})

    assert {at for at in _NEEDED if at not in {case.given.at for case in cases}} == set(reasons)
    assert all(reasons.values())
    assert how - {"who"} <= {case.given.judged for case in cases}
    if "who" in how:
        assert any(expected.rule not in {None, rule} for case in cases for expected in case.given.expect)
    else:
        assert clause_of(rule).kind not in SHOWN_ONLY


@pytest.mark.parametrize("rule", SHOWN)
def test_a_shown_rule_is_of_a_kind_that_judges_nobody(rule: str) -> None:
    assert rules()[rule]["shown"]
    assert clause_of(rule).kind in SHOWN_ONLY
