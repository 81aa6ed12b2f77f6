"""Pure decisions of the directory: who may what, what a document number is, what a roster says."""

from services.directory.rules.access import ACCESS, ROLES
from services.directory.rules.calendar import Calendars, Days, YearOfSchool, demand_orderly
from services.directory.rules.documents import masked, normal_document, normal_phone
from services.directory.rules.merging import MERGED, state_after, uncovered
from services.directory.rules.merging import OPEN as OPEN_MERGES
from services.directory.rules.packs import AssignedPack, Assignments, Selector, taken_over
from services.directory.rules.roster import COLUMNS, CellFault, RosterRow, read_roster
from services.directory.rules.schools import GoneUp, Place, places, succession, unit_there
from services.directory.rules.stored import Packs, kept_packs, read_stored

__all__ = [
    "ACCESS",
    "COLUMNS",
    "MERGED",
    "OPEN_MERGES",
    "ROLES",
    "AssignedPack",
    "Assignments",
    "Calendars",
    "CellFault",
    "Days",
    "GoneUp",
    "Packs",
    "Place",
    "RosterRow",
    "Selector",
    "YearOfSchool",
    "demand_orderly",
    "kept_packs",
    "masked",
    "normal_document",
    "normal_phone",
    "places",
    "read_roster",
    "read_stored",
    "state_after",
    "succession",
    "taken_over",
    "uncovered",
    "unit_there",
]
