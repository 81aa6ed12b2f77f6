"""Who has corrected: whoever did since a result was finalised does not confirm what it becomes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from services.contracts import Corrector


def corrected_since(told: Sequence[Corrector], known: Mapping[str, str] | None) -> frozenset[UUID]:
    """Who has corrected, or corrected again, since what is known (account -> when last)."""
    before = {account_id: datetime.fromisoformat(at) for account_id, at in (known or {}).items()}
    return frozenset(
        one.account_id for one in told if str(one.account_id) not in before or before[str(one.account_id)] < one.at
    )
