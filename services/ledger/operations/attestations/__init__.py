"""Attestations: issuing, revoking, reading, printing."""

from services.ledger.operations.attestations.issuing import Fate, Issued, issue_attestation, issue_attestations
from services.ledger.operations.attestations.printing import AttestationSheet, print_attestation
from services.ledger.operations.attestations.reading import (
    PublicAttestation,
    find_public_attestation,
    get_attestation,
    list_attestations,
    read_attestation_to_print,
)
from services.ledger.operations.attestations.revoking import revoke_attestation

__all__ = [
    "AttestationSheet",
    "Fate",
    "Issued",
    "PublicAttestation",
    "find_public_attestation",
    "get_attestation",
    "issue_attestation",
    "issue_attestations",
    "list_attestations",
    "print_attestation",
    "read_attestation_to_print",
    "revoke_attestation",
]
