"""Who may do what, written down a second time as agreed: a row that is opened wider has to be agreed here too."""

import re
from collections.abc import Iterator, Mapping

import pytest

from services.platform.access import Reach
from tests.support import SERVICES, Apps

OWN_LOGIN = frozenset({"put_me_password", "put_me_totp", "put_me_totp_confirmation"})
# What is written by those who do nothing for others, or look on.
WRITTEN_BY: Mapping[str, frozenset[str]] = {
    "teacher": OWN_LOGIN
    | {
        *("put_me_wechat", "put_phone"),
        *("put_calendar_feed", "put_calendar_feed_revocation", "post_enrolment", "put_withdrawal", "put_offer_answer"),
        *("put_check_in", "put_check_out", "put_roll_check_in", "post_leave", "post_make_up"),
        *("put_scores", "post_score_sheet", "post_submission", "post_appeal", "put_feedback_answer", "post_file"),
        *("post_claim", "post_claim_draft", "put_claim_form", "put_claim_submission", "put_claim_withdrawal"),
        *("post_binder_paper", "put_binder_paper_withdrawal", "post_binder_closing"),
        *("post_hand_over", "put_hand_over_acceptance", "put_hand_over_taking_back"),
        *("post_activity", "put_activity", "put_activity_withdrawal"),
        *("put_case_acknowledgement", "post_case_statement", "put_case_appeal"),
        *("post_pair_entries", "put_pair_entry_withdrawal", "post_goal", "put_goal", "put_goal_withdrawal"),
        *("post_what_if", "post_attestation", "post_teacher_archive"),
    },
    "auditor": OWN_LOGIN
    | {"post_what_if", "post_book_verification", "post_export", "put_export_cancellation", "post_teacher_archive"},
    "integration": frozenset({"post_export", "put_export_cancellation"}),
}
READ_BY_SYSTEMS = frozenset(
    {
        *("get_me", "get_district", "list_schools", "get_calendar", "get_summary"),
        *("list_packs", "get_pack", "get_pack_diff", "list_shipped_packs"),
        *("list_pack_assignments", "get_pack_assignment"),
        *("list_entries", "get_book", "list_book_heads", "get_roll_up"),
        *("list_exports", "get_export", "get_export_content"),
    }
)
# The district's alone, to read its officers' and its auditors'.
OF_THE_DISTRICT = re.compile(
    r"account|client|roster_import|erasure|transfer|departure|teacher_merge|merge_moves|school_merger|adjustment"
    r"|webhook|history_import|book_export"
)
# What shows people whole, or takes them out of the house, leaves its reader in the trail.
RECORDED: Mapping[str, frozenset[str]] = {
    "directory": frozenset({"get_teacher", "get_identity_in_full", "get_personal_data"}),
    "registration": frozenset(),
    "attendance": frozenset(
        {"get_meeting_book_pdf", "get_meeting_book_xlsx", "get_class_book_pdf", "get_class_book_xlsx"}
    ),
    "assessment": frozenset(
        {
            *("get_appeal_file", "get_case_file", "get_submission_file", "get_file_content"),
            *("get_binder_archive", "get_case", "get_score_sheet"),
        }
    ),
    "ledger": frozenset(
        {
            *("get_attestation_document", "get_attestation_credential", "get_teacher_archive_file"),
            *("get_certificate_document", "get_certificate_credential", "get_certificate_print_document"),
            *("get_book_export", "get_export_content", "get_history_file", "get_transfer_history"),
        }
    ),
}


def rows(apps: Apps) -> Iterator[tuple[str, bool, Mapping[str, Reach]]]:
    for service in SERVICES:
        app = apps.of[service]
        reading = {
            one["operationId"]: method == "get"
            for methods in app.openapi()["paths"].values()
            for method, one in methods.items()
        }
        for operation, row in app.state.matrix.items():
            yield operation, reading[operation], row


@pytest.mark.parametrize("role", WRITTEN_BY)
async def test_they_write_what_was_agreed_and_nothing_else(apps: Apps, role: str) -> None:
    assert {operation for operation, reads, row in rows(apps) if role in row and not reads} == WRITTEN_BY[role]


async def test_systems_read_what_was_agreed_and_nothing_else(apps: Apps) -> None:
    assert {operation for operation, reads, row in rows(apps) if "integration" in row and reads} == READ_BY_SYSTEMS


async def test_what_is_the_districts_alone_is_nobody_elses(apps: Apps) -> None:
    found = [(operation, reads, row) for operation, reads, row in rows(apps) if OF_THE_DISTRICT.search(operation)]

    wider = {
        operation: set(row)
        for operation, reads, row in found
        if set(row) - ({"district_admin", "auditor"} if reads else {"district_admin"})
    }

    assert len(found) > 40
    assert wider == {}


async def test_nobody_who_teaches_or_keeps_a_school_reaches_a_whole_district_by_writing(apps: Apps) -> None:
    wide = {
        (operation, role)
        for operation, reads, row in rows(apps)
        for role, reach in row.items()
        if not reads and reach is Reach.DISTRICT and role in {"teacher", "trainer", "school_admin"}
    }

    assert wide == set()


@pytest.mark.parametrize("service", SERVICES)
async def test_who_reads_people_whole_is_kept_in_the_trail(apps: Apps, service: str) -> None:
    assert apps.of[service].state.trail.reads == RECORDED[service]
