"""Every rule of every shipped pack, tried by the cases that stand in cases/<PACK>.yaml.

What each case was told is kept in explanations/<PACK>.txt and compared, so that a change of words is read by somebody.
They are written anew, for the packs whose cases are run, by

    REWRITE_EXPLANATIONS=1 make test ARGS="tests/policy/test_cases.py -k XC"
"""

from difflib import unified_diff

import pytest

from services.policy.format import shipped_ids
from tests.policy.casework.asking import ask
from tests.policy.casework.explaining import rewriting, stored_explanations, told_of, write_explanations
from tests.policy.casework.reading import Case, all_cases, cases_of, packs_with_cases
from tests.policy.making import pack


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_case_comes_out_as_its_words_say(case: Case) -> None:
    answer = ask(case, pack(case.pack_id))

    assert not answer.wrong, "\n".join([str(case), *answer.wrong])


@pytest.mark.parametrize("pack_id", shipped_ids())
def test_what_people_are_told_is_what_was_read_and_kept(pack_id: str) -> None:
    told = told_of(pack_id)

    if rewriting():
        write_explanations(pack_id, told)

    kept = stored_explanations(pack_id).splitlines()
    changes = list(unified_diff(kept, told.splitlines(), "kept", "told", lineterm="", n=1))
    assert not changes, "read the change; REWRITE_EXPLANATIONS=1 keeps it\n" + "\n".join(changes)


@pytest.mark.parametrize("pack_id", packs_with_cases())
def test_a_file_of_cases_is_as_the_form_says(pack_id: str) -> None:
    assert cases_of(pack_id)


def test_every_file_of_cases_is_of_a_shipped_pack() -> None:
    assert set(packs_with_cases()) <= set(shipped_ids())


@pytest.mark.parametrize("pack_id", shipped_ids())
def test_a_case_tries_a_clause_of_its_pack(pack_id: str) -> None:
    clauses = {clause.id for clause in pack(pack_id).clauses}
    tried = {case.rule for case in cases_of(pack_id)}
    tried |= {expected.rule for case in cases_of(pack_id) for expected in case.given.expect if expected.rule}

    assert tried <= clauses
