"""Cases about consequences: people open, answer, decide and appeal; nothing happens by itself."""

from services.assessment.operations.cases.answering import acknowledge_notice, appeal_case, state_own_side
from services.assessment.operations.cases.deciding import close_case, decide_appeal, decide_case, withdraw_case
from services.assessment.operations.cases.opening import name_decider, notify_teacher, open_case
from services.assessment.operations.cases.reading import CaseSeen, get_case, get_case_file, list_cases

__all__ = [
    "CaseSeen",
    "acknowledge_notice",
    "appeal_case",
    "close_case",
    "decide_appeal",
    "decide_case",
    "get_case",
    "get_case_file",
    "list_cases",
    "name_decider",
    "notify_teacher",
    "open_case",
    "state_own_side",
    "withdraw_case",
]
