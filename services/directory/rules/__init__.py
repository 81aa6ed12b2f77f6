"""Pure decisions of the directory: who may what, what a document number is, what a roster says."""

from services.directory.rules.access import ACCESS, ROLES
from services.directory.rules.documents import masked, normal_document, normal_phone
from services.directory.rules.roster import COLUMNS, CellFault, RosterRow, read_roster

__all__ = [
    "ACCESS",
    "COLUMNS",
    "ROLES",
    "CellFault",
    "RosterRow",
    "masked",
    "normal_document",
    "normal_phone",
    "read_roster",
]
