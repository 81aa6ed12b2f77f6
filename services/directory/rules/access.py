"""Who may do what in the directory."""

from typing import Final

from services.platform.access import Matrix, Reach

ROLES: Final = ("teacher", "trainer", "school_admin", "district_admin", "integration", "auditor")

_ADMIN = {"district_admin": Reach.DISTRICT}
_ADMINS = {"school_admin": Reach.UNIT, "district_admin": Reach.DISTRICT}
_STAFF = {**_ADMINS, "auditor": Reach.DISTRICT}
_EVERYBODY = {
    "teacher": Reach.OWN,
    "trainer": Reach.OWN,
    "school_admin": Reach.UNIT,
    "district_admin": Reach.DISTRICT,
    "auditor": Reach.DISTRICT,
}

_READERS = {**dict.fromkeys(_EVERYBODY, Reach.DISTRICT), "integration": Reach.DISTRICT}

ACCESS: Final[Matrix] = {
    "get_me": {**_EVERYBODY, "integration": Reach.OWN},
    "put_me_wechat": dict.fromkeys(("teacher", "trainer", "school_admin", "district_admin"), Reach.OWN),
    "put_me_password": dict.fromkeys(_EVERYBODY, Reach.OWN),
    "put_me_totp": dict.fromkeys(_EVERYBODY, Reach.OWN),
    "put_me_totp_confirmation": dict.fromkeys(_EVERYBODY, Reach.OWN),
    "get_district": {**_EVERYBODY, "integration": Reach.DISTRICT},
    "post_school": _ADMIN,
    "list_schools": _READERS,
    "post_teacher": _ADMIN,
    "list_teachers": _STAFF,
    "get_teacher": {**_STAFF, "teacher": Reach.OWN},
    "get_identity": {**_STAFF, "teacher": Reach.OWN},
    "get_identity_in_full": {**_ADMIN, "teacher": Reach.OWN},
    "get_personal_data": {**_ADMIN, "teacher": Reach.OWN},
    "put_phone": {**_ADMIN, "teacher": Reach.OWN},
    "put_erasure": _ADMIN,
    "post_transfer": _ADMIN,
    "post_departure": _ADMIN,
    "post_departure_withdrawal": _ADMIN,
    "list_departures": {**_ADMIN, "auditor": Reach.DISTRICT},
    "list_arrivals": {**_ADMIN, "auditor": Reach.DISTRICT},
    "post_reception": _ADMIN,
    "post_school_merger": _ADMIN,
    "post_teacher_merge": _ADMIN,
    "post_teacher_merge_undoing": _ADMIN,
    "post_teacher_merge_decision": _ADMIN,
    "list_teacher_merges": {**_ADMIN, "auditor": Reach.DISTRICT},
    "get_teacher_merge": {**_ADMIN, "auditor": Reach.DISTRICT},
    "post_teacher_fact": _ADMIN,
    "post_accounts": _ADMIN,
    "list_audit": {**_ADMIN, "teacher": Reach.OWN, "auditor": Reach.DISTRICT},
    "list_accounts": {**_ADMIN, "auditor": Reach.DISTRICT},
    "get_account": {**_ADMIN, "auditor": Reach.DISTRICT},
    "put_account_roles": _ADMIN,
    "put_account_state": _ADMIN,
    "put_account_password": _ADMIN,
    "post_account_totp_reset": _ADMIN,
    "post_account_wechat_unbinding": _ADMIN,
    "post_client": _ADMIN,
    "list_clients": {**_ADMIN, "auditor": Reach.DISTRICT},
    "put_client_secret": _ADMIN,
    "put_client_keys": _ADMIN,
    "put_client_state": _ADMIN,
    "post_roster_import": _ADMIN,
    "get_roster_import": {**_ADMIN, "auditor": Reach.DISTRICT},
    "post_pack": _ADMIN,
    "list_packs": _READERS,
    "get_pack": _READERS,
    "get_pack_diff": _READERS,
    "list_shipped_packs": _READERS,
    "post_pack_assignment": _ADMIN,
    "list_pack_assignments": _READERS,
    "get_pack_assignment": _READERS,
    "post_pack_correction": _ADMIN,
    "post_pack_last_day": _ADMIN,
    "post_pack_withdrawal": _ADMIN,
    "list_teacher_packs": {**_STAFF, "teacher": Reach.OWN},
    "post_school_fact": _ADMINS,
    "list_school_facts": _STAFF,
    "post_school_fact_revision": _ADMINS,
    "post_unit": _ADMINS,
    "list_units": _STAFF,
    "post_unit_revision": _ADMINS,
    "put_calendar": _ADMINS,
    "get_calendar": _READERS,
}

# Files about people that leave the house, and one person's whole file: whoever takes one is recorded.
RECORDED_READS: Final[frozenset[str]] = frozenset(
    {
        "get_identity_in_full",
        "get_personal_data",
        "get_teacher",
    }
)

# What lets somebody in, or leads to it, and is changed by who it is of: a thief is somebody's self, too.
RECORDED_CHANGES: Final[frozenset[str]] = frozenset(
    {
        "put_me_password",
        "put_me_totp",
        "put_me_totp_confirmation",
        "put_me_wechat",
        "put_phone",
    }
)
