"""Certificates: issuing, revoking, reading, printing."""

from services.ledger.operations.certificates.batches import (
    ShownPrint,
    ask_for_print,
    cancel_print,
    get_print,
    go_on_printing,
    read_print,
)
from services.ledger.operations.certificates.issuing import (
    Member,
    issue_certificates,
    list_issuers,
    put_issuer,
    reissue_certificate,
)
from services.ledger.operations.certificates.printing import Sheet, print_certificates
from services.ledger.operations.certificates.reading import (
    OfflineCheck,
    PublicCertificate,
    ShownCertificate,
    check_offline,
    find_public_certificate,
    get_certificate,
    list_certificates,
    read_certificate_to_print,
)
from services.ledger.operations.certificates.revoking import revoke_by_result, revoke_by_reversal, revoke_certificate

__all__ = [
    "Member",
    "OfflineCheck",
    "PublicCertificate",
    "Sheet",
    "ShownCertificate",
    "ShownPrint",
    "ask_for_print",
    "cancel_print",
    "check_offline",
    "find_public_certificate",
    "get_certificate",
    "get_print",
    "go_on_printing",
    "issue_certificates",
    "list_certificates",
    "list_issuers",
    "print_certificates",
    "put_issuer",
    "read_certificate_to_print",
    "read_print",
    "reissue_certificate",
    "revoke_by_result",
    "revoke_by_reversal",
    "revoke_certificate",
]
