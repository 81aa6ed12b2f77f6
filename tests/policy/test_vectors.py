"""The acceptance vectors, by their ids: what is given and what must come out stands in the cases that name them."""

import pytest

from tests.policy.casework.asking import ask
from tests.policy.casework.reading import Case, all_cases
from tests.policy.making import pack

VECTORS = (
    *("A01", "A03", "A05", "A07", "A08", "A09", "A11", "A13", "A15", "A17", "A19", "A21"),
    *("A22", "A23", "A25", "A27", "A29", "A31", "A33", "A35", "A36", "A37", "A39", "A41"),
    *("A43", "A45", "A47", "A49", "A51", "A52", "A53", "A54", "A55", "A57", "A59", "A61"),
)


def cases_of_vector(vector: str) -> list[Case]:
    return [case for case in all_cases() if vector in case.given.vector]


def test_no_case_names_a_vector_that_there_is_not() -> None:
    assert {vector for case in all_cases() for vector in case.given.vector} <= set(VECTORS)


@pytest.mark.parametrize("vector", VECTORS)
def test_an_acceptance_vector_comes_out_as_given(vector: str) -> None:
    cases = cases_of_vector(vector)

    assert cases
    assert [wrong for case in cases for wrong in ask(case, pack(case.pack_id)).wrong] == []
