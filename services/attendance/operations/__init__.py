"""What attendance can do: the one door for routes, actors and the command line."""

from services.attendance.operations.annulments import KeptCheckIn, annul, list_meeting_check_ins, place_meeting
from services.attendance.operations.anomalies import (
    Oddities,
    Oddity,
    count_heads,
    decide_oddity,
    list_class_oddities,
    list_oddities,
)
from services.attendance.operations.boards import Board, Boards, board_closes_at, open_board
from services.attendance.operations.books import (
    BookLine,
    ClassBook,
    SignInBook,
    read_book,
    read_book_to_print,
    read_class_book,
)
from services.attendance.operations.books_printing import print_books, tabulate_book, tabulate_class
from services.attendance.operations.check_in import check_in, exchange_scan, list_codes, open_screen, open_ticket
from services.attendance.operations.class_list import (
    annul_at_moved,
    keep_class,
    keep_members,
    refresh_more_windows,
    refresh_windows,
)
from services.attendance.operations.desk import Answered, Desk
from services.attendance.operations.follow_ups import follow_up
from services.attendance.operations.hand_entries import Entered, Named, enter_by_helper, enter_from_paper
from services.attendance.operations.leaves import (
    LeaveAsked,
    decide_leave,
    list_class_leaves,
    list_leaves_in_reach,
    request_leave,
)
from services.attendance.operations.make_ups import decide_make_up, list_class_make_ups, request_make_up
from services.attendance.operations.offline import OfflineBundle, issue_bundle, list_facts, review_fact, upload_facts
from services.attendance.operations.opening import open_attendance
from services.attendance.operations.presence import correct, list_corrections, list_refused
from services.attendance.operations.rolls import RollAnswered, call_roll, list_rolls
from services.attendance.operations.settlement import SettledClass, read_settlement, settle, settle_again
from services.attendance.operations.settlement_history import Difference, list_versions, preview, read_difference
from services.attendance.operations.summary import Summary, summarise

__all__ = [
    "Answered",
    "Board",
    "Boards",
    "BookLine",
    "ClassBook",
    "Desk",
    "Difference",
    "Entered",
    "KeptCheckIn",
    "LeaveAsked",
    "Named",
    "Oddities",
    "Oddity",
    "OfflineBundle",
    "RollAnswered",
    "SettledClass",
    "SignInBook",
    "Summary",
    "annul",
    "annul_at_moved",
    "board_closes_at",
    "call_roll",
    "check_in",
    "correct",
    "count_heads",
    "decide_leave",
    "decide_make_up",
    "decide_oddity",
    "enter_by_helper",
    "enter_from_paper",
    "exchange_scan",
    "follow_up",
    "issue_bundle",
    "keep_class",
    "keep_members",
    "list_class_leaves",
    "list_class_make_ups",
    "list_class_oddities",
    "list_codes",
    "list_corrections",
    "list_facts",
    "list_leaves_in_reach",
    "list_meeting_check_ins",
    "list_oddities",
    "list_refused",
    "list_rolls",
    "list_versions",
    "open_attendance",
    "open_board",
    "open_screen",
    "open_ticket",
    "place_meeting",
    "preview",
    "print_books",
    "read_book",
    "read_book_to_print",
    "read_class_book",
    "read_difference",
    "read_settlement",
    "refresh_more_windows",
    "refresh_windows",
    "request_leave",
    "request_make_up",
    "review_fact",
    "settle",
    "settle_again",
    "summarise",
    "tabulate_book",
    "tabulate_class",
    "upload_facts",
]
