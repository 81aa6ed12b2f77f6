"""What the directory can do: the one door for routes, actors and CLI."""

from services.directory.operations.accounts import (
    NewAccount,
    add_accounts,
    add_client,
    bind_wechat,
    get_account,
    list_accounts,
)
from services.directory.operations.assignments import (
    assign_pack,
    correct_assignment,
    get_assignment,
    list_pack_assignments,
    list_teacher_packs,
)
from services.directory.operations.certificates import (
    keep_issued,
    keep_revoked,
)
from services.directory.operations.degrees import keep_degrees
from services.directory.operations.departures import (
    NewTeacher,
    Post,
    keep_arrival,
    keep_taking_over,
    let_go,
    list_arrivals,
    list_departures,
    receive,
    withdraw_departure,
)
from services.directory.operations.districts import (
    add_school,
    create_district,
    get_district,
    list_schools,
)
from services.directory.operations.mergers import merge_schools
from services.directory.operations.merging import (
    Merge,
    decide_merge,
    get_merge,
    list_merges,
    propose_merge,
    propose_undoing,
)
from services.directory.operations.opening import Keys, open_directory
from services.directory.operations.periods import move_last_day, withdraw_assignment
from services.directory.operations.publishing import (
    Compared,
    PackFile,
    compare_packs,
    get_pack,
    list_packs,
    list_shipped_packs,
    publish_pack,
    publish_shipped_pack,
)
from services.directory.operations.refreshing import Refreshed, refresh_packs
from services.directory.operations.rosters import get_roster_import, import_roster
from services.directory.operations.schools import (
    add_school_fact,
    add_unit,
    get_calendar,
    keep_calendar,
    keep_pairs,
    list_school_facts,
    list_units,
    revise_school_fact,
    revise_unit,
)
from services.directory.operations.teachers import (
    add_fact,
    add_teacher,
    get_teacher,
    list_teachers,
    transfer,
)
from services.directory.operations.tokens import (
    Grant,
    log_in,
    log_in_by_wechat,
    log_in_client,
    refresh,
)

__all__ = [
    "Compared",
    "Grant",
    "Keys",
    "Merge",
    "NewAccount",
    "NewTeacher",
    "PackFile",
    "Post",
    "Refreshed",
    "add_accounts",
    "add_client",
    "add_fact",
    "add_school",
    "add_school_fact",
    "add_teacher",
    "add_unit",
    "assign_pack",
    "bind_wechat",
    "compare_packs",
    "correct_assignment",
    "create_district",
    "decide_merge",
    "get_account",
    "get_assignment",
    "get_calendar",
    "get_district",
    "get_merge",
    "get_pack",
    "get_roster_import",
    "get_teacher",
    "import_roster",
    "keep_arrival",
    "keep_calendar",
    "keep_degrees",
    "keep_issued",
    "keep_pairs",
    "keep_revoked",
    "keep_taking_over",
    "let_go",
    "list_accounts",
    "list_arrivals",
    "list_departures",
    "list_merges",
    "list_pack_assignments",
    "list_packs",
    "list_school_facts",
    "list_schools",
    "list_shipped_packs",
    "list_teacher_packs",
    "list_teachers",
    "list_units",
    "log_in",
    "log_in_by_wechat",
    "log_in_client",
    "merge_schools",
    "move_last_day",
    "open_directory",
    "propose_merge",
    "propose_undoing",
    "publish_pack",
    "publish_shipped_pack",
    "receive",
    "refresh",
    "refresh_packs",
    "revise_school_fact",
    "revise_unit",
    "transfer",
    "withdraw_assignment",
    "withdraw_departure",
]
