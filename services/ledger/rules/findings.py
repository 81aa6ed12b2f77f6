"""What a verification of the book found not to hold: one sentence each, with the part and the row it names."""

from dataclasses import dataclass
from typing import Final

from services.platform.errors import Text

MOST_FINDINGS: Final = 1000
ENTRIES: Final = "ENTRIES"
HEADS: Final = "HEADS"
OUTCOMES: Final = "OUTCOMES"
ADJUSTMENTS: Final = "ADJUSTMENTS"
IMPORTS: Final = "IMPORTS"
CARRIED: Final = "CARRIED"
MERGES: Final = "MERGES"
BALANCES: Final = "BALANCES"
CERTIFICATES: Final = "CERTIFICATES"
ATTESTATIONS: Final = "ATTESTATIONS"
REPORTS: Final = "REPORTS"
PARTS: Final = (
    ENTRIES,
    HEADS,
    OUTCOMES,
    ADJUSTMENTS,
    IMPORTS,
    MERGES,
    CARRIED,
    BALANCES,
    CERTIFICATES,
    ATTESTATIONS,
    REPORTS,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about one row; `seq` where it is an entry."""

    part: str
    seq: int | None
    sentence: Text


def of_entry(seq: int, *, zh: str, en: str) -> Finding:
    return Finding(ENTRIES, seq, Text(zh=f"台账行 {seq}:{zh}", en=f"entry {seq}: {en}"))


def entries_missing(first: int, last: int) -> Finding:
    several = first != last
    return Finding(
        ENTRIES,
        first,
        Text(
            zh=f"缺少台账行 {first} 至 {last}" if several else f"缺少台账行 {first}",
            en=f"entries {first} to {last} are missing" if several else f"entry {first} is missing",
        ),
    )


def about(part: str, *, zh: str, en: str, seq: int | None = None) -> Finding:
    return Finding(part, seq, Text(zh=zh, en=en))
