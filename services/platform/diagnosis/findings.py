"""A finding: what was looked at, how it is, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from services.platform.errors import Text


class Grade(StrEnum):
    GOOD = "good"
    WARNING = "warning"
    """It works; it should not stay so."""
    WRONG = "wrong"
    """It does not work, or facts could be lost."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at. No finding holds a secret or anything about a person."""

    part: str
    grade: Grade
    told: Text
    remedy: Text | None = None

    @classmethod
    def good(cls, part: str, zh: str, en: str) -> "Diagnosis":
        return cls(part, Grade.GOOD, Text(zh=zh, en=en))

    @classmethod
    def warning(cls, part: str, told: Text, remedy: Text) -> "Diagnosis":
        return cls(part, Grade.WARNING, told, remedy)

    @classmethod
    def wrong(cls, part: str, told: Text, remedy: Text) -> "Diagnosis":
        return cls(part, Grade.WRONG, told, remedy)
