"""Reports: sums and rates kept as they stood at the end of a month, or when somebody asked."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import operations
from services.ledger.operations import reports
from services.ledger.operations.standings import Summary, summarise
from services.platform import clock
from services.platform.clock import SHANGHAI
from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Apps, World, make_world

Travel = Callable[[datetime], Awaitable[None]]


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


@pytest.fixture
async def county(apps: Apps) -> World:
    """A county that works by rates: pack C23."""
    return await make_world(apps, pack="C23")


async def ok(world: World, path: str, **query: Any) -> dict[str, Any]:
    answer = await world.api("ledger").get(path, params=query)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def asked(world: World, **body: Any) -> dict[str, Any]:
    answer = await world.api("ledger").post("/reports", json=body)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_when_a_month_is_over_its_sums_and_rates_are_kept_as_the_book_then_stood(
    county: World, travel: Travel
) -> None:
    outcome_id = new_id()
    await travel(at(11, 23))
    await post(county, an_outcome(county, 0, a_line(1, "24"), outcome_id=outcome_id))
    assert (await ok(county, "/reports"))["items"] == []

    # The first of December has come in Shanghai; in UTC it is still November.
    await travel(at(12, 1, 0) + timedelta(minutes=1))
    corrected = an_outcome(county, 0, a_line(1, "20"), revision=2, outcome_id=outcome_id)
    async with county.session("ledger") as session:
        await operations.post_outcomes(session, district_id=county.district_id, outcomes=[corrected], at=clock.now())
    await county.drain()
    kept = (await ok(county, "/reports", ground="MONTH_END"))["items"]

    assert sorted((one["kind"], one["month"], one["as_of"]) for one in kept) == [
        ("RATES", "2026-11-01", "2026-11-30"),
        ("SUMMARY", "2026-11-01", "2026-11-30"),
    ]
    # Heard after the correction, and yet as the book stood when the month ended.
    assert {one["known_at_seq"] for one in kept} == {1}
    (summary,) = [one for one in kept if one["kind"] == "SUMMARY"]
    shown = await ok(county, f"/reports/{summary['report_id']}")
    assert shown["summary"]["earned"]["total"] == {"hours": "24.00", "credits": "0.00"}
    assert shown["summary"]["teachers"] == 8
    assert shown["rates"] is None


async def test_the_rates_of_a_month_keep_formulas_numbers_and_people(county: World, travel: Travel) -> None:
    await travel(at(11, 23))
    await post(county, an_outcome(county, 0, a_line(1, "24")))
    live = await ok(county, "/rates", as_of="2026-11-30", names=500)
    await travel(at(12, 1))
    await county.drain()

    (kept,) = (await ok(county, "/reports", kind="RATES"))["items"]
    shown = await ok(county, f"/reports/{kept['report_id']}", names=500)

    assert shown["rates"]["clauses"] == live["clauses"]
    rate = next(clause["rates"][0] for clause in shown["rates"]["clauses"] if clause["rates"])
    assert rate["formula_zh"]
    assert rate["value"]["out_of"] is not None
    rates = [rate for clause in shown["rates"]["clauses"] for rate in clause["rates"]]
    assert {one["name"] for rate in rates for one in rate["value"]["without"]["items"]} == {
        f"教师{number}" for number in range(1, 9)
    }


async def test_of_kept_rates_one_clause_may_be_read_and_the_names_page_by_page(county: World) -> None:
    await post(county, an_outcome(county, 0, a_line(1, "24")))
    path = f"/reports/{(await asked(county, kind='RATES'))['report_id']}"
    whole = (await ok(county, path, names=500))["rates"]["clauses"]
    wanted = next(clause["clause_id"] for clause in whole if clause["rates"])

    only = (await ok(county, path, names=500, clause_id=wanted))["rates"]["clauses"]
    none = (await ok(county, path, clause_id="NO-SUCH"))["rates"]["clauses"]
    everybody = only[0]["rates"][0]["value"]["without"]["items"]
    behind = await ok(county, path, clause_id=wanted, names=2, names_after=everybody[1]["teacher_id"])

    assert only == [clause for clause in whole if clause["clause_id"] == wanted]
    assert (len(whole) > 1, none) == (True, [])
    shown = behind["rates"]["clauses"][0]["rates"][0]["value"]["without"]
    assert (shown["count"], shown["items"]) == (8, everybody[2:4])
    assert all(one["name"] for one in shown["items"])


async def test_the_next_month_is_waited_for_though_nothing_is_posted_in_it(county: World, travel: Travel) -> None:
    await travel(at(9, 10))
    await post(county, an_outcome(county, 0, a_line(1, "24")))
    await travel(at(12, 5))
    await county.drain()

    kept = (await ok(county, "/reports", kind="SUMMARY"))["items"]

    assert sorted(one["month"] for one in kept) == ["2026-09-01", "2026-10-01", "2026-11-01"]


async def test_whoever_posts_while_a_month_is_summed_up_waits_for_nobody(
    county: World, travel: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = []

    async def summed_up_slowly(session: AsyncSession, **asked: Any) -> Summary:
        async with county.session("ledger") as another:
            await another.execute(text("SET LOCAL lock_timeout = '1s'"))
            await operations.wait_for_month_end(another, district_id=county.district_id, at=at(12, 1))
        heard.append(asked["as_of"].isoformat())
        return await summarise(session, **asked)

    await travel(at(11, 23))
    await post(county, an_outcome(county, 0, a_line(1, "24")))
    monkeypatch.setattr(reports, "summarise", summed_up_slowly)
    await travel(at(12, 1))
    await county.drain()

    assert heard == ["2026-11-30"]
    assert [one["month"] for one in (await ok(county, "/reports", kind="SUMMARY"))["items"]] == ["2026-11-01"]


async def test_a_month_is_kept_once_however_often_its_end_is_heard(county: World, travel: Travel) -> None:
    await travel(at(11, 23))
    await post(county, an_outcome(county, 0, a_line(1, "24")))
    await travel(at(12, 1))
    await county.drain()
    async with county.session("ledger") as session:
        again = text(
            "INSERT INTO messaging.event (district_id, id, topic, payload, occurred_at) "
            "SELECT district_id, gen_random_uuid(), topic, payload, occurred_at FROM messaging.event "
            "WHERE topic = 'ledger.month_ended.v1'"
        )
        await session.execute(again)
    await county.drain()

    kept = (await ok(county, "/reports"))["items"]

    assert sorted(one["kind"] for one in kept if one["month"] == "2026-11-01") == ["RATES", "SUMMARY"]


async def test_what_was_kept_stays_though_the_book_is_corrected_and_people_move(district: World) -> None:
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "24"), outcome_id=outcome_id))
    live = await ok(district, "/summary", as_of="2026-08-31")
    report = await asked(district, kind="SUMMARY", as_of="2026-08-31")
    kept = await ok(district, f"/reports/{report['report_id']}")

    await post(district, an_outcome(district, 0, a_line(1, "20"), revision=2, outcome_id=outcome_id))
    moved = {"school_id": str(district.schools[1].school_id), "on": "2026-03-01"}
    teacher = district.teachers[0].teacher_id
    answer = await district.api("directory").post(f"/teachers/{teacher}/transfers", json=moved)
    assert answer.status_code == 201, answer.text
    again = await ok(district, f"/reports/{report['report_id']}")
    then = await ok(district, "/summary", as_of="2026-08-31", known_at_seq=report["known_at_seq"])

    assert again == kept
    assert kept["summary"] == live
    assert report["content_hash"] == live["summary_hash"]
    # What was earned is found again in the book itself; who stands where is the directory's to correct.
    assert then["earned"] == live["earned"]
    assert [school["teachers"] for school in then["schools"]] == [3, 5]
    assert [school["teachers"] for school in again["summary"]["schools"]] == [4, 4]


async def test_the_hash_of_a_report_is_that_of_its_very_bytes(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    report = await asked(district, kind="SUMMARY", as_of="2026-08-31")

    path = f"/reports/{report['report_id']}"
    content = await district.api("ledger").get(f"{path}/content")
    tag = content.headers["etag"]
    unchanged = await district.api("ledger").get(f"{path}/content", headers={"If-None-Match": tag})

    assert hashlib.sha256(content.content).hexdigest() == report["content_hash"]
    assert json.loads(content.content)["form"] == "xuefen.summary.v1"
    # People are ids in what is kept for ever: whoever is forgotten is forgotten there too.
    assert "教师" not in content.text
    assert unchanged.status_code == 304


async def test_rates_without_a_pack_are_refused_and_a_month_without_one_keeps_its_sums(
    district: World, travel: Travel
) -> None:
    refused = await district.api("ledger").post("/reports", json={"kind": "RATES", "as_of": "2031-10-01"})
    await travel(datetime(2031, 9, 20, 9, tzinfo=SHANGHAI))
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    await travel(datetime(2031, 10, 2, 9, tzinfo=SHANGHAI))
    await district.drain()

    kept = (await ok(district, "/reports"))["items"]

    assert (refused.status_code, refused.json()["type"]) == (409, "urn:xuefen:problem:pack-not-assigned")
    assert [(one["kind"], one["month"]) for one in kept] == [("SUMMARY", "2031-09-01")]


async def test_reports_go_page_by_page_the_newest_first(district: World) -> None:
    taken = [(await asked(district, kind="SUMMARY"))["report_id"] for _ in range(5)]

    first = await ok(district, "/reports", limit=3)
    second = await ok(district, "/reports", limit=3, cursor=first["next_cursor"])

    assert [one["report_id"] for one in [*first["items"], *second["items"]]] == taken[::-1]
    assert second["next_cursor"] is None


async def test_only_the_district_takes_reports_and_nobody_changes_one(district: World) -> None:
    report = await asked(district, kind="SUMMARY")

    by_auditor = await district.api("ledger", "auditor").post("/reports", json={"kind": "SUMMARY"})
    of_system = await district.api("ledger", "integration").get(f"/reports/{report['report_id']}")

    assert (by_auditor.status_code, of_system.status_code) == (403, 403)
    for attack in ("UPDATE ledger.report SET content = ''", "DELETE FROM ledger.report"):
        with pytest.raises(DBAPIError) as refused:
            async with district.session("ledger") as session:
                await session.execute(text(attack))
        assert getattr(refused.value.orig, "sqlstate", None) == "42501"
