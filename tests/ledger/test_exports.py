"""Exports: what stands in the files of the book, whom they tell of, and that they are made step by step."""

import csv
import io
from contextlib import suppress
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from services.ledger import operations
from services.platform import clock
from services.platform.ids import new_id
from tests.ledger.exporting import api_files, asked, employ, grow_book, lines, made, sheet, state, step, stored
from tests.ledger.saying import a_line, an_outcome, feed, post
from tests.support import World


async def test_a_workbook_has_the_official_codes_beside_the_names_and_says_what_was_taken_back(district: World) -> None:
    outcome_id = new_id()
    await post(
        district,
        an_outcome(
            district,
            0,
            a_line(1, "24", "2.4", level="PROVINCIAL", earned_to=date(2025, 11, 9)),
            a_line(2, "2.5", level="TEAM", mode="ONLINE", earned_from=date(2025, 12, 1), earned_to=date(2025, 12, 1)),
            a_line(3, "1", level="OTHER", mode="SCHOOL_BASED"),
            outcome_id=outcome_id,
            title="=HYPERLINK(别处)",
        ),
    )
    await post(
        district,
        an_outcome(district, 0, a_line(1, "8", earned_to=date(2025, 11, 10)), revision=2, outcome_id=outcome_id),
    )

    rows = sheet(await made(district, district.api("ledger"), form="XLSX"))

    assert [row["台账行"] for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [(row["培训类别代码"], row["培训方式代码"]) for row in rows[:3]] == [("20", "2"), ("60", "3"), ("99", "9")]
    # From the 10th of October to the 10th of November: more than a month.
    assert (rows[6]["培训类别代码"], rows[6]["培训方式代码"], rows[6]["学时"]) == ("40", "1", 8)
    assert [row["学时"] for row in rows[:6]] == [24, 2.5, 1, -24, -2.5, -1]
    assert [row["被台账行冲销"] for row in rows] == [4, 5, 6, "", "", "", ""]
    assert [row["冲销台账行"] for row in rows] == ["", "", "", 1, 2, 3, ""]
    assert rows[0]["项目名称"] == "'=HYPERLINK(别处)"
    first = rows[1]
    assert (first["工号"], first["姓名"], first["学校代码"], first["学校"]) == ("T001", "教师1", "S1", "第一小学")
    assert (first["开始日期"], first["学年"]) == (date(2025, 12, 1), "2025-2026")
    assert [row["链上摘要"] for row in rows] == [entry["hash"] for entry in await feed(district)]


async def test_csv_opens_in_spreadsheets_with_numbers_as_numbers_and_no_formula(district: World) -> None:
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "24"), outcome_id=outcome_id, title="＋cmd"))
    await post(district, an_outcome(district, 0, revision=2, outcome_id=outcome_id))

    content = await made(district, district.api("ledger"), form="CSV", language="en")
    bare = await made(district, district.api("ledger"), form="CSV", language="en", byte_order_mark=False)

    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [(row["Hours"], row["Title"]) for row in rows] == [("24.00", "'＋cmd"), ("-24.00", "'＋cmd")]
    assert content == b"\xef\xbb\xbf" + bare


async def test_a_large_book_is_written_in_steps_that_may_be_repeated_or_cancelled_and_tells_of_one_moment(
    district: World,
) -> None:
    await grow_book(district, 5_100)
    api = district.api("ledger")
    export = await asked(api)
    await post(district, an_outcome(district, 0, a_line(1, "99")))
    # Told before: the next events of the district make the first step, and it is not lost that it was made.
    workbook = await asked(api, form="XLSX")
    with suppress(RuntimeError):
        async with district.session("ledger") as session:
            await operations.go_on_exporting(
                session,
                district_id=district.district_id,
                export_id=UUID(workbook["export_id"]),
                files=api_files(district),
                at=clock.now(),
            )
            raise RuntimeError("the worker dies before the commit")
    before = await state(api, workbook["export_id"])
    await step(district, workbook["export_id"])
    halfway = await state(api, workbook["export_id"])
    early = await api.get(f"/exports/{workbook['export_id']}/content")
    given_up = (await asked(api, form="CSV"))["export_id"]
    await step(district, given_up)
    begun = [path for path in stored(district) if given_up in path.parts]
    cancelled = await api.put(f"/exports/{given_up}/cancellation")
    await district.drain()
    again = await api.put(f"/exports/{given_up}/cancellation")

    assert (before["done"], before["rows"], before["total"]) == (0, 0, 5_101)
    assert (halfway["state"], halfway["done"], halfway["rows"]) == ("RUNNING", 5_000, 5_000)
    assert (early.status_code, early.json()["type"]) == (409, "urn:xuefen:problem:export-not-ready")
    content = (await api.get(f"/exports/{export['export_id']}/content")).content
    written = lines(content)
    assert [one["seq"] for one in written] == list(range(1, 5_101))
    assert len({one["hash"] for one in written}) == 5_100
    table = sheet((await api.get(f"/exports/{workbook['export_id']}/content")).content)
    assert [row["台账行"] for row in table] == list(range(1, 5_102))
    assert table[-1]["学时"] == 99
    assert (len(begun), cancelled.json()["state"], cancelled.json()["done"]) == (1, "CANCELLED", 5_000)
    assert (await state(api, given_up)) == again.json() == cancelled.json()
    assert [path for path in stored(district) if given_up in path.parts] == []
    gone = await api.get(f"/exports/{given_up}/content")
    assert (gone.status_code, gone.json()["type"]) == (410, "urn:xuefen:problem:export-gone")


async def test_a_file_removed_between_the_answer_and_the_sending_is_gone_and_no_fault(district: World) -> None:
    await grow_book(district, 60)
    api = district.api("ledger")
    export = await asked(api)
    await district.drain()
    path = f"/exports/{export['export_id']}/content"
    whole = await api.get(path)

    for part in stored(district):
        part.unlink()
    late = [await api.get(path, headers=headers) for headers in ({}, {"Range": "bytes=10-"})]

    assert whole.status_code == 200
    assert [(answer.status_code, answer.json()["type"]) for answer in late] == [
        (410, "urn:xuefen:problem:file-gone")
    ] * 2


async def test_only_what_lies_between_two_numbers_by_a_day_at_a_school_is_written(district: World) -> None:
    later = date(2025, 12, 1)
    for teacher, day in ((0, None), (4, None), (1, later), (5, None)):
        days: dict[str, Any] = {} if day is None else {"earned_from": day, "earned_to": day}
        await post(district, an_outcome(district, teacher, a_line(1, "3", **days)))
    api = district.api("ledger")

    async def seqs(**wanted: Any) -> list[int]:
        return [one["seq"] for one in lines(await made(district, api, **wanted))]

    assert await seqs(after_seq=1, known_at_seq=3) == [2, 3]
    assert await seqs(as_of="2025-11-30") == [1, 2, 4]
    assert await seqs(school_id=str(district.schools[1].school_id)) == [2, 4]
    assert await seqs(after_seq=4) == []
    nowhere = await api.post("/exports", json={"kind": "ENTRIES", "form": "CSV", "school_id": str(new_id())})
    assert nowhere.status_code == 404


async def test_names_leave_as_far_as_the_one_who_asks_may_take_them_out(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "3")), an_outcome(district, 4, a_line(1, "5")))
    school = district.schools[0].school_id
    told = {
        role: lines(await made(district, district.api("ledger", role, school=school, account_id=new_id())))
        for role in ("district_admin", "auditor", "school_admin", "integration")
    }

    assert [(one["staff_number"], one["name"]) for one in told["district_admin"]] == [
        ("T001", "教师1"),
        ("T005", "教师5"),
    ]
    assert [(one["staff_number"], one["name"]) for one in told["auditor"]] == [("T001", "教**"), ("T005", "教**")]
    assert [(one["staff_number"], one["name"]) for one in told["school_admin"]] == [("T001", "教**")]
    assert [(one["staff_number"], one["name"]) for one in told["integration"]] == [("", ""), ("", "")]
    without = district.api("ledger", "integration", scopes=frozenset({"summary:read"}))
    assert (await without.post("/exports", json={"kind": "ENTRIES", "form": "CSV"})).status_code == 403


async def test_nobody_sees_what_another_account_takes_out(district: World) -> None:
    own, other = district.api("ledger"), district.api("ledger", account_id=new_id())
    export_id = (await asked(own))["export_id"]
    await district.drain()

    for path in ("", "/content"):
        assert (await other.get(f"/exports/{export_id}{path}")).status_code == 404
    assert (await other.put(f"/exports/{export_id}/cancellation")).status_code == 404
    assert (await other.get("/exports")).json()["items"] == []
    assert [one["export_id"] for one in (await own.get("/exports")).json()["items"]] == [export_id]
    assert (await state(own, export_id))["state"] == "DONE"


async def test_a_schools_officer_gets_the_own_school_only(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "3")), an_outcome(district, 4, a_line(1, "5")))
    own, other = (school.school_id for school in district.schools)
    api = district.api("ledger", "school_admin", school=own, account_id=new_id())

    refused = await api.post("/exports", json={"kind": "ENTRIES", "form": "CSV", "school_id": str(other)})
    entries = lines(await made(district, api))
    statements = lines(await made(district, api, "STATEMENTS"))

    assert refused.status_code == 404
    assert {one["school_id"] for one in entries} == {str(own)}
    assert [one["staff_number"] for one in statements] == ["T001", "T002", "T003", "T004"]


async def test_an_officer_who_goes_on_at_another_school_leaves_the_files_behind(district: World) -> None:
    former, present = (school.school_id for school in district.schools)
    account_id = new_id()
    before = district.api("ledger", "school_admin", school=former, account_id=account_id)
    after = district.api("ledger", "school_admin", school=present, account_id=account_id)
    export_id = (await asked(before))["export_id"]
    await district.drain()

    assert (await before.get(f"/exports/{export_id}/content")).status_code == 200
    for path in ("", "/content"):
        assert (await after.get(f"/exports/{export_id}{path}")).status_code == 404
    assert (await after.put(f"/exports/{export_id}/cancellation")).status_code == 404
    assert (await after.get("/exports")).json()["items"] == []
    assert [one["export_id"] for one in (await before.get("/exports")).json()["items"]] == [export_id]


async def test_who_may_take_out_no_names_any_more_is_given_no_file_with_names(district: World) -> None:
    account_id = new_id()
    before, after = (district.api("ledger", role, account_id=account_id) for role in ("district_admin", "auditor"))
    export_id = (await asked(before))["export_id"]
    masked = (await asked(after))["export_id"]
    await district.drain()

    assert (await after.get(f"/exports/{export_id}/content")).status_code == 404
    for api, fetched in ((before, export_id), (before, masked), (after, masked)):
        assert (await api.get(f"/exports/{fetched}/content")).status_code == 200


async def test_the_file_goes_also_where_the_clock_that_rings_is_ahead_of_the_workers(
    district: World, travel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = district.api("ledger")
    export_id = (await asked(api))["export_id"]
    await district.drain()
    expires_at = datetime.fromisoformat((await state(api, export_id))["expires_at"])
    await travel(expires_at)
    with monkeypatch.context() as slow:
        slow.setattr("workers.ledger.clock", SimpleNamespace(now=lambda: expires_at - timedelta(seconds=1)))
        await district.drain()

    assert (await state(api, export_id))["state"] == "EXPIRED"
    assert [path for path in stored(district) if export_id in path.parts] == []


async def test_five_at_a_time_and_no_more(district: World) -> None:
    api = district.api("ledger")
    for _ in range(5):
        await asked(api)

    refused = await api.post("/exports", json={"kind": "ENTRIES", "form": "CSV"})
    others = await district.api("ledger", account_id=new_id()).post("/exports", json={"kind": "ENTRIES", "form": "CSV"})
    await district.drain()
    after = await api.post("/exports", json={"kind": "ENTRIES", "form": "CSV"})

    assert (refused.status_code, refused.json()["type"]) == (409, "urn:xuefen:problem:too-many-exports")
    assert (others.status_code, after.status_code) == (202, 202)


async def test_statements_say_what_each_earned_by_school_year_also_of_who_left(district: World) -> None:
    outcome_id = new_id()
    (left,) = await employ(district, 1, until=date(2025, 12, 31))
    more = await employ(district, 1_001)
    await post(
        district,
        an_outcome(
            district,
            0,
            a_line(1, "24", "2.4"),
            a_line(2, "6", earned_from=date(2024, 3, 1), earned_to=date(2024, 3, 1)),
            outcome_id=outcome_id,
        ),
        an_outcome(district, 1, a_line(1, "7")),
        an_outcome(district, 2, a_line(1, "5")).model_copy(update={"teacher_id": left}),
    )
    await post(district, an_outcome(district, 0, a_line(1, "8", "0.8"), revision=2, outcome_id=outcome_id))
    async with district.session("ledger") as session:
        known = await session.scalar(text("select next_seq - 1 from ledger.book"))
    api = district.api("ledger")

    rows = lines(await made(district, api, "STATEMENTS", as_of="2026-08-31"))
    before = lines(await made(district, api, "STATEMENTS", as_of="2026-08-31", known_at_seq=2))

    def of(found: list[dict[str, Any]], teacher_id: UUID) -> list[tuple[Any, ...]]:
        return [
            (one["school_year"], one["hours"], one["credits"], one["entries"])
            for one in found
            if one["teacher_id"] == str(teacher_id)
        ]

    first, second = (one.teacher_id for one in district.teachers[:2])
    assert of(rows, first) == [("2023-2024", "0.00", "0.00", 2), ("2025-2026", "8.00", "0.80", 3)]
    assert of(before, first) == [("2023-2024", "6.00", "0.00", 1), ("2025-2026", "24.00", "2.40", 1)]
    assert of(rows, second) == [("2025-2026", "7.00", "0.00", 1)]
    assert of(rows, more[-1]) == [("", "0.00", "0.00", 0)]
    assert of(rows, left) == [("2025-2026", "5.00", "0.00", 1)]
    assert {one["known_at_seq"] for one in rows} == {known}
    statement = (await api.get(f"/teachers/{first}/statement", params={"as_of": "2026-08-31"})).json()
    assert [(year["school_year"], year["hours"], year["credits"]) for year in statement["years"]] == [
        row[:3] for row in of(rows, first)
    ]
    # Everybody once, in steps of a thousand.
    ids = [one["teacher_id"] for one in rows]
    assert len(set(ids)) == 1_010
    assert ids == sorted(ids)


async def test_standings_are_those_that_the_interface_tells(district: World) -> None:
    await employ(district, 301)
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    api = district.api("ledger")

    rows = lines(await made(district, api, "STANDINGS", as_of="2026-08-31"))

    told: list[dict[str, Any]] = []
    cursor = None
    while cursor is not None or not told:
        query = {"as_of": "2026-08-31", "limit": 200} | ({"cursor": cursor} if cursor else {})
        page = (await api.get("/standings", params=query)).json()
        told, cursor = told + page["items"], page["next_cursor"]
    assert len(rows) == len(told) == 309
    assert [(one["teacher_id"], one["verdict"], one["progress"], one["open_clauses"]) for one in rows] == [
        (one["teacher_id"], one["verdict"], one["progress"], [clause["clause_id"] for clause in one["open_clauses"]])
        for one in told
    ]
    assert rows[0]["still_needed"] == "; ".join(one["sentence_zh"] for one in told[0]["open_clauses"])
    none = await api.post("/exports", json={"kind": "STANDINGS", "form": "CSV", "as_of": "2020-01-01"})
    assert (none.status_code, none.json()["type"]) == (409, "urn:xuefen:problem:pack-not-assigned")


@pytest.mark.parametrize("kind", ["ENTRIES", "STATEMENTS"])
@pytest.mark.parametrize("form", ["XLSX", "CSV", "NDJSON"])
async def test_an_empty_book_makes_a_whole_file(district: World, kind: str, form: str) -> None:
    content = await made(district, district.api("ledger"), kind, form)

    if form == "XLSX":
        rows = sheet(content)
    elif form == "NDJSON":
        rows = lines(content)
    else:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == (0 if kind == "ENTRIES" else 8)
