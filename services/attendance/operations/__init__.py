"""What attendance can do: the one door for routes, actors and the command line."""

from services.attendance.operations.check_in import check_in, list_codes, open_ticket
from services.attendance.operations.class_list import keep_class, keep_members
from services.attendance.operations.desk import Answered, Desk
from services.attendance.operations.opening import open_attendance
from services.attendance.operations.presence import (
    BookLine,
    SignInBook,
    correct,
    decide_leave,
    list_refused,
    read_book,
    request_leave,
)
from services.attendance.operations.settlement import SettledClass, read_settlement, settle
from services.attendance.operations.summary import Summary, summarise

__all__ = [
    "Answered",
    "BookLine",
    "Desk",
    "SettledClass",
    "SignInBook",
    "Summary",
    "check_in",
    "correct",
    "decide_leave",
    "keep_class",
    "keep_members",
    "list_codes",
    "list_refused",
    "open_attendance",
    "open_ticket",
    "read_book",
    "read_settlement",
    "request_leave",
    "settle",
    "summarise",
]
