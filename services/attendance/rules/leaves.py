"""On whose behalf a leave is decided."""

from enum import StrEnum


class DecidedFor(StrEnum):
    """The class, by who leads or runs it; or the teacher's own school, which answers for its people everywhere."""

    CLASS = "CLASS"
    SCHOOL = "SCHOOL"
