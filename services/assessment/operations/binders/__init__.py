"""Evidence binders: opened, filled, handed over, closed and taken along."""

from services.assessment.operations.binders.archive import Archive, pack_archive
from services.assessment.operations.binders.closing import close_binder, reopen_binder
from services.assessment.operations.binders.contents import Contents, get_binder, list_binders
from services.assessment.operations.binders.custody import accept_hand_over, give_binder, take_back_hand_over
from services.assessment.operations.binders.opening import open_binder
from services.assessment.operations.binders.papers import attach_paper, waive_item, withdraw_paper

__all__ = [
    "Archive",
    "Contents",
    "accept_hand_over",
    "attach_paper",
    "close_binder",
    "get_binder",
    "give_binder",
    "list_binders",
    "open_binder",
    "pack_archive",
    "reopen_binder",
    "take_back_hand_over",
    "waive_item",
    "withdraw_paper",
]
