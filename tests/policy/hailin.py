"""Credits and teachers of Hailin, as its tests need them."""

from datetime import date

from services.policy.facts import Entry, Teacher
from tests.policy.making import appointment, credits_, teacher

ETHICS, LITERACY = "ETHICS_LITERACY.ETHICS", "ETHICS_LITERACY.LITERACY"
KNOWLEDGE, PRACTICE = "KNOWLEDGE_SKILL", "PRACTICE"


def city(amount: int | str, category: str = KNOWLEDGE) -> Entry:
    return credits_(amount, level="PREFECTURE", category=category)


def county(amount: int | str, category: str = KNOWLEDGE) -> Entry:
    return credits_(amount, level="COUNTY", category=category)


def school(amount: int | str, category: str = KNOWLEDGE, **more: object) -> Entry:
    return credits_(amount, level="SCHOOL", category=category, **more)  # type: ignore[arg-type]


def full_36() -> list[Entry]:
    """City 6, county 12, school 18; ethics and literacy 12 of which ethics 6, knowledge 14, practice 10."""
    return [
        *(city(6, ETHICS), county(6, LITERACY), county(6, KNOWLEDGE)),
        *(school(8, KNOWLEDGE), school(10, PRACTICE)),
    ]


def channels(in_city: int, in_county: int, in_school: int) -> list[Entry]:
    return [city(in_city), county(in_county), school(in_school)]


def senior() -> Teacher:
    return teacher(appointment(title="中学高级教师", title_tier="SENIOR", stage="JUNIOR_MIDDLE"))


def newcomer(hired: date) -> Teacher:
    return teacher(appointment(valid_from=hired), hire_date=hired)
