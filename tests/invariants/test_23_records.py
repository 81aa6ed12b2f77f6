"""Invariant 23: each privileged act has exactly one record, in the transaction of the act, which nobody changes."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from fastapi import Request
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from services.directory import operations
from services.directory.operations import audit
from services.directory.rules import digest_of
from services.platform import clock
from services.platform.access import Viewer
from services.platform.audit import Trail
from services.platform.signing import KeyRing, Signer
from tests.invariants.test_14_events import beside, faults
from tests.invariants.twice import Mutated, by_patch, by_sql, invariant
from tests.ledger.saying import a_line, an_outcome, post
from tests.ledger.test_teacher_archives import asked, path_of
from tests.support import World

_record = Trail.record
LEAVE = {"kind": "LEAVE", "code": "MATERNITY", "valid_from": "2026-03-01", "valid_to": "2026-08-31"}
SCHOOL = {"code": "S9", "name": "新建小学", "kind": "SCHOOL", "stage": "PRIMARY"}


async def _in_a_transaction_of_its_own(
    trail: Trail, session: AsyncSession, request: Request, viewer: Viewer, **told: Any
) -> None:
    async with beside(session, viewer.principal.district_id) as another:
        await _record(trail, another, request, viewer, **told)


async def _later_perhaps(
    _trail: Trail, _session: AsyncSession, _request: Request, _viewer: Viewer, **_told: Any
) -> None:
    return None


async def _twice(trail: Trail, session: AsyncSession, request: Request, viewer: Viewer, **told: Any) -> None:
    for _ in range(2):
        await _record(trail, session, request, viewer, **told)


def _without_purpose(rows: Iterable[Mapping[str, Any]]) -> str:
    return digest_of({**row, "purpose": None} for row in rows)


@invariant(
    by_patch("recorded_beside_the_transaction", (Trail, "record", _in_a_transaction_of_its_own)),
    by_patch("left_to_somebody_who_comes_later", (Trail, "record", _later_perhaps)),
    by_patch("recorded_twice", (Trail, "record", _twice)),
    by_patch("reads_are_not_recorded", (Trail, "is_privileged", lambda *asked: asked[2] != "GET")),
    by_sql("records_can_be_changed", "grant update, delete on platform.audit to xuefen_directory"),
)
async def test_23_each_privileged_act_has_one_record_if_and_only_if_it_was_committed(
    district: World, mutated: Mutated
) -> None:
    officer, teacher = district.api("directory"), district.teachers[0].teacher_id
    own = district.api("directory", "teacher", teacher=teacher)
    book = district.api("ledger")
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    archive = await asked(district, book, purpose="职称评审材料核验")
    await district.drain()
    file = f"{path_of(district)}/{archive['archive_id']}/file"
    again = {"headers": {"Idempotency-Key": str(uuid4())}}
    acts: list[tuple[Any, str, str, dict[str, Any]]] = [
        (officer, "POST", f"/teachers/{teacher}/facts", {"json": LEAVE, **again}),
        (officer, "POST", f"/teachers/{teacher}/facts", {"json": LEAVE}),
        (officer, "GET", f"/teachers/{teacher}", {}),
        (officer, "POST", "/schools", {"json": SCHOOL}),
        (book, "GET", file, {}),
    ]

    statuses = []
    async with mutated(district):
        for fault in ({"before": True}, {}, {"after": True}):
            for api, method, path, options in acts:
                with faults(**fault):
                    statuses.append((await api.request(method, path, **options)).status_code)
        statuses.append((await officer.post("/schools", json={})).status_code)
        statuses.append((await own.get("/me")).status_code)
        changes = ("update platform.audit set roles = '{}'", "delete from platform.audit")
        refused = [await _refused(district, change) for change in changes]

    async with district.session("directory") as session:
        kept = await session.execute(
            text(
                "select operation, status, problem, account_id, teacher_id from platform.audit"
                " where operation <> 'post_teacher_archive' order by audit_id"
            )
        )
    records = [tuple(row) for row in kept]
    by, of = district.admin_id, teacher
    one_round: list[tuple[str, int, str | None, UUID, UUID | None]] = [
        ("post_teacher_fact", 201, None, by, of),
        ("post_teacher_fact", 409, "period-taken", by, of),
        ("get_teacher", 200, None, by, of),
        ("post_school", 201, None, by, None),
        ("get_teacher_archive_file", 200, None, by, of),
    ]
    # The third time what was committed was not answered; the key of the first then answers it again, as before.
    anew = [one_round[1], one_round[2], ("post_school", 409, "school-code-taken", by, None), one_round[4]]
    assert statuses == [503] * 5 + [201, 409, 200, 201, 200] + [503] * 5 + [422, 200]
    assert records == one_round + anew
    assert refused == [True, True]


async def _refused(world: World, change: str) -> bool:
    try:
        async with world.session("directory") as session:
            await session.execute(text(change))
    except DBAPIError as error:
        return getattr(error.orig, "sqlstate", None) == "42501"
    return False


EDITS = (
    "update platform.audit set purpose = 'another' where object_id = '{of}'",
    "update platform.audit set account_id = audit_id where object_id = '{of}'",
    "delete from platform.audit where object_id = '{of}'",
    "delete from platform.audit_seal where number = 1",
    "update platform.audit_seal set signature = canonical where number = 2",
)


@invariant(
    by_patch("a_column_is_left_out", (audit, "digest_of", _without_purpose)),
    by_patch("only_counted", (audit, "digest_of", lambda _rows: "")),
    by_patch("not_signed", (KeyRing, "holds", lambda *_asked, **_of: True)),
)
async def test_23_what_a_superuser_does_to_the_sealed_trail_is_noticed(
    district: World, mutated: Mutated, administration: AsyncEngine
) -> None:
    settings, officer = district.apps.settings, district.api("directory")
    signer, keys = Signer(settings.secret("book_private_key")), KeyRing.read(settings.secret("book_public_keys"))
    found = []

    async with mutated(district):
        for teacher in district.teachers[:2]:
            await officer.post(f"/teachers/{teacher.teacher_id}/facts", json=LEAVE)
            async with district.session("directory") as session:
                settled = clock.real_now() + timedelta(minutes=1)
                await operations.seal_audit(
                    session, district_id=district.district_id, signer=signer, settled_before=settled, at=clock.now()
                )
        for edit in ("select", *EDITS):
            async with AsyncSession(administration) as session:
                await session.execute(text(edit.format(of=district.teachers[0].teacher_id)))
                found.append(await operations.verify_audit(session, district_id=district.district_id, keys=keys))

    assert found[0] == []
    assert [len(findings) for findings in found[1:]] == [1] * len(EDITS)
