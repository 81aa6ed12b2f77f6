"""The codes of the national teacher system."""

from datetime import date

import pytest

from services.policy.official import official_level, official_mode


def test_levels_have_the_codes_of_the_national_system_and_teams_that_of_schools() -> None:
    levels = ("NATIONAL", "PROVINCIAL", "PREFECTURE", "COUNTY", "SCHOOL", "TEAM", "OTHER", "")

    assert [official_level(level) for level in levels] == ["10", "20", "30", "40", "60", "60", "99", "99"]


def test_modes_have_the_codes_of_the_national_system() -> None:
    modes = ("CENTRALISED", "ONLINE", "BLENDED", "SCHOOL_BASED", "")

    assert [official_mode(mode) for mode in modes] == ["2", "3", "4", "9", "9"]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2026, 3, 5), date(2026, 4, 4), "2"),
        (date(2026, 3, 5), date(2026, 4, 5), "1"),
        (date(2026, 12, 20), date(2027, 1, 19), "2"),
        (date(2026, 12, 20), date(2027, 2, 1), "1"),
        (date(2026, 3, 1), date(2026, 3, 31), "2"),
    ],
)
def test_centralised_training_is_long_beyond_a_month(first: date, last: date, code: str) -> None:
    assert official_mode("CENTRALISED", first=first, last=last) == code
    assert official_mode("ONLINE", first=first, last=last) == "3"


def test_what_a_program_says_goes_before_what_its_mode_means() -> None:
    assert official_mode("ONLINE", said="1") == "1"
