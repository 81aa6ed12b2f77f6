"""What is tried in a what-if: another pack or other terms, and further lines as if they stood in the book."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TriedPack:
    """A pack to put in the place of another; without a text it is one whose text is known already."""

    pack_id: str
    version: str
    content_hash: str
    content: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedRules:
    """In whose place what is tried: an assignment (the district's own when None) with another pack or other terms."""

    assignment_id: UUID | None = None
    content_hash: str | None = None
    content: str | None = None
    """A pack in YAML that nobody has published."""
    builds_on: str | None = None
    """The hash of a published version to put `content` on, or the id of a shipped pack that it names itself."""
    parameters: Mapping[str, Any] | None = None
    """In place of those of the assignment, besides the first and last day of the cycle; as they are when None."""
    switches: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedLine:
    """Hours or credits as if they had been earned."""

    hours: Decimal
    credits: Decimal
    earned_from: date
    earned_to: date
    category: str
    level: str
    mode: str
    nature: str
    kind: str
    tags: tuple[str, ...]
    organised_by_admin: bool


def unquoted(sentence: str, given: Iterable[Any]) -> str:
    """A sentence without what was sent: an answer never repeats it."""
    for text in given:
        sentence = sentence.replace(f"'{text}'", "'…'")
    return sentence
