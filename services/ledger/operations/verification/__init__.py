"""The book recomputed from its tables, stage by stage: at once for an operator, step by step for an auditor."""

from services.ledger.operations.verification.asking import (
    ask_for_verification,
    get_verification,
    go_on_verifying,
)
from services.ledger.operations.verification.whole import Verification, verify_book

__all__ = ["Verification", "ask_for_verification", "get_verification", "go_on_verifying", "verify_book"]
