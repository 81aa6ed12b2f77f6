"""Pure decisions of the directory: who may what, what a document number is, what a roster says."""

from services.directory.rules.access import ACCESS, RECORDED_CHANGES, RECORDED_READS, ROLES
from services.directory.rules.audit import AuditFilter, digest_of, seal_bytes
from services.directory.rules.calendar import Calendars, Days, YearOfSchool, demand_orderly
from services.directory.rules.documents import masked, normal_document, normal_phone
from services.directory.rules.logins import (
    ADMINISTRATOR,
    ADMINISTRATORS,
    CLIENT_SECRET_FOR,
    ENDED_LOGINS_KEPT,
    FORGOTTEN_AFTER,
    KNOWN_FOR,
    MOST_FAILURES,
    PASSWORD_ONCE_FOR,
    PHONE_CODE_FOR,
    REPLY_LOST_FOR,
    address_of,
    is_within,
    lasting,
    step_shown,
    wait_after,
    wait_of_address,
    wait_of_messages,
)
from services.directory.rules.merging import MERGED, state_after, uncovered
from services.directory.rules.merging import OPEN as OPEN_MERGES
from services.directory.rules.packs import AssignedPack, Assignments, Selector, taken_over
from services.directory.rules.passwords import is_common
from services.directory.rules.roster import COLUMNS, CellFault, RosterRow, read_roster
from services.directory.rules.schools import GoneUp, Place, places, succession, unit_there
from services.directory.rules.stored import Packs, kept_packs, read_stored

__all__ = [
    "ACCESS",
    "ADMINISTRATOR",
    "ADMINISTRATORS",
    "CLIENT_SECRET_FOR",
    "COLUMNS",
    "ENDED_LOGINS_KEPT",
    "FORGOTTEN_AFTER",
    "KNOWN_FOR",
    "MERGED",
    "MOST_FAILURES",
    "OPEN_MERGES",
    "PASSWORD_ONCE_FOR",
    "PHONE_CODE_FOR",
    "RECORDED_CHANGES",
    "RECORDED_READS",
    "REPLY_LOST_FOR",
    "ROLES",
    "AssignedPack",
    "Assignments",
    "AuditFilter",
    "Calendars",
    "CellFault",
    "Days",
    "GoneUp",
    "Packs",
    "Place",
    "RosterRow",
    "Selector",
    "YearOfSchool",
    "address_of",
    "demand_orderly",
    "digest_of",
    "is_common",
    "is_within",
    "kept_packs",
    "lasting",
    "masked",
    "normal_document",
    "normal_phone",
    "places",
    "read_roster",
    "read_stored",
    "seal_bytes",
    "state_after",
    "step_shown",
    "succession",
    "taken_over",
    "uncovered",
    "unit_there",
    "wait_after",
    "wait_of_address",
    "wait_of_messages",
]
