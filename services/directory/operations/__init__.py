"""What the directory can do: the one door for routes, actors and CLI."""

from services.directory.operations.accounts import (
    NewAccount,
    add_accounts,
    add_client,
    bind_wechat,
    get_account,
    list_accounts,
)
from services.directory.operations.districts import (
    add_school,
    assign_pack,
    create_district,
    get_district,
    list_pack_assignments,
    list_schools,
)
from services.directory.operations.opening import Keys, open_directory
from services.directory.operations.rosters import get_roster_import, import_roster
from services.directory.operations.teachers import (
    add_fact,
    add_teacher,
    get_teacher,
    list_teachers,
    record_degree,
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
    "Grant",
    "Keys",
    "NewAccount",
    "add_accounts",
    "add_client",
    "add_fact",
    "add_school",
    "add_teacher",
    "assign_pack",
    "bind_wechat",
    "create_district",
    "get_account",
    "get_district",
    "get_roster_import",
    "get_teacher",
    "import_roster",
    "list_accounts",
    "list_pack_assignments",
    "list_schools",
    "list_teachers",
    "log_in",
    "log_in_by_wechat",
    "log_in_client",
    "open_directory",
    "record_degree",
    "refresh",
    "transfer",
]
