"""Every number, inclusivity, sense and default of every pack is held by a case: changing it turns one red."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from services.policy.format import Pack, shipped_ids
from services.policy.format.documents import read
from tests.policy.casework.asking import ask
from tests.policy.casework.mutating import Mutant, mutants_of
from tests.policy.casework.reading import Case, cases_of
from tests.policy.making import pack

_ACCEPTED = Path(__file__).parent / "accepted_mutants.yaml"


def accepted(pack_id: str) -> Mapping[str, str]:
    """Return the mutants of a pack that no case can tell apart, with the reason."""
    found: Mapping[str, Mapping[str, str]] = read(_ACCEPTED.read_text(encoding="utf-8")).tree
    return found.get(pack_id) or {}


@pytest.mark.long
@pytest.mark.parametrize("pack_id", shipped_ids())
def test_whatever_is_changed_in_a_pack_turns_a_case_red(pack_id: str) -> None:
    cases = cases_of(pack_id)

    survivors = {str(mutant) for mutant in mutants_of(pack(pack_id)) if not _killed(mutant, cases)}

    known = set(accepted(pack_id))
    assert not survivors - known, "no case notices:\n" + "\n".join(sorted(survivors - known))
    assert not known - survivors, "accepted, but a case notices:\n" + "\n".join(sorted(known - survivors))


def _killed(mutant: Mutant, cases: Iterable[Case]) -> bool:
    """Try the cases of the clause first, then those of the whole pack."""
    return any(_red(case, mutant.pack) for case in sorted(cases, key=lambda case: case.rule != mutant.clause_id))


def _red(case: Case, changed: Pack) -> bool:
    """Answer whether an expectation fails. A case that cannot be carried out at all says nothing."""
    try:
        return bool(ask(case, changed).wrong)
    except (ValueError, LookupError, ArithmeticError, TypeError):
        return False
