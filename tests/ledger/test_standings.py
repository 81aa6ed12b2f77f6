"""Standings and sums: judged under the pack in force, added up by school, the same as counting by hand."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import event, text

from services.contracts import OutcomeState
from services.directory import operations as directory
from services.ledger import operations
from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

YEAR_END = "2026-08-31"


def a_full_year(world: World, teacher: int) -> OutcomeState:
    """24 centralised, 24 school-based, 24 online: what XC asks of a year."""
    return an_outcome(
        world,
        teacher,
        a_line(1, "24", mode="CENTRALISED", category="ETHICS_LITERACY.ETHICS"),
        a_line(2, "24", mode="SCHOOL_BASED", level="SCHOOL", kind="SCHOOL_STUDY"),
        a_line(3, "24", mode="ONLINE", level="PROVINCIAL"),
    )


@contextmanager
def statements_counted(world: World) -> Iterator[list[str]]:
    """Every statement the ledger's connections run meanwhile, but for those of the watch that looks for who waits."""
    seen: list[str] = []
    noted: list[tuple[Any, str]] = []
    engine = world.apps.of["ledger"].state.engine.sync_engine

    def note(connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        noted.append((connection, statement))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
        watching = [connection for connection, statement in noted if "app.district_ids" in statement]
        seen += [statement for connection, statement in noted if connection not in watching]


async def standing(world: World, teacher: int, as_of: str = YEAR_END) -> dict[str, Any]:
    path = f"/teachers/{world.teachers[teacher].teacher_id}/standing"
    answer = await world.api("ledger").get(path, params={"as_of": as_of})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def clause(body: dict[str, Any], clause_id: str, period: str | None) -> dict[str, Any]:
    found: dict[str, Any] = next(c for c in body["clauses"] if (c["clause_id"], c["period"]) == (clause_id, period))
    return found


async def test_a_regular_year_of_24_24_24_meets_what_is_due(district: World) -> None:
    await post(district, a_full_year(district, 0))

    body = await standing(district, 0)

    assert (body["pack_id"], body["verdict"], body["known_at_seq"]) == ("XC", "MET", 3)
    year = clause(body, "XC-02", "2025-2026")
    assert (year["result"], year["required"], year["counted"], year["gap"]) == ("MET", "72.00", "72.00", "0.00")
    counted = {(one["seq"], one["amount"]) for one in year["counted_entries"]}
    assert counted == {(1, "24.00"), (2, "24.00"), (3, "24.00")}
    assert "每学年度学时数不少于72学时" in year["quote"]
    assert year["sentence_zh"]
    assert year["counted_entries"][0]["title"] == "县级学科培训"


async def test_what_is_lacking_and_what_does_not_count_is_said_with_the_reason(district: World) -> None:
    await post(
        district,
        an_outcome(district, 0, a_line(1, "24")),
        an_outcome(district, 0, a_line(1, "40", kind="OTHER_TRAINING", organised_by_admin=False), title="某公司课程"),
    )

    year = clause(await standing(district, 0), "XC-02", "2025-2026")

    assert (year["result"], year["counted"], year["gap"]) == ("NOT_MET", "24.00", "48.00")
    (refused,) = year["not_counted"]
    assert (refused["title"], refused["amount"]) == ("某公司课程", "40.00")
    assert refused["reason_zh"]
    assert refused["reason_en"]


async def test_what_was_taken_back_is_judged_as_if_it_had_never_been(district: World) -> None:
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "80"), outcome_id=outcome_id))
    await post(district, an_outcome(district, 0, a_line(1, "30"), revision=2, outcome_id=outcome_id))

    year = clause(await standing(district, 0), "XC-02", "2025-2026")

    assert (year["counted"], [one["seq"] for one in year["counted_entries"]]) == ("30.00", [3])


async def test_a_standing_looks_only_at_what_was_earned_by_the_day(district: World) -> None:
    await post(district, a_full_year(district, 0))

    before = clause(await standing(district, 0, "2025-10-09"), "XC-02", "2025-2026")

    assert before["counted"] == "0.00"


async def test_without_a_pack_in_force_nobody_is_judged(district: World) -> None:
    path = f"/teachers/{district.teachers[0].teacher_id}/standing"
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    api = district.api("ledger")

    one = await api.get(path, params={"as_of": "2031-01-01"})
    many = await api.get("/standings", params={"as_of": "2031-01-01"})
    summary = await api.get("/summary", params={"as_of": "2031-01-01"})

    assert (one.status_code, one.json()["type"]) == (409, "urn:xuefen:problem:pack-not-assigned")
    assert many.status_code == 409
    assert summary.status_code == 200
    assert (summary.json()["pack_id"], summary.json()["standings"]) == (None, {})
    assert summary.json()["earned"]["total"]["hours"] == "24.00"


async def test_standings_come_page_by_page_and_schools_see_their_own(district: World) -> None:
    await post(district, a_full_year(district, 0), a_full_year(district, 5))
    api = district.api("ledger")

    items: list[dict[str, Any]] = []
    cursor = None
    for _ in range(3):
        page = (
            await api.get("/standings", params={"as_of": YEAR_END, "limit": 3} | ({"cursor": cursor} if cursor else {}))
        ).json()
        items += page["items"]
        cursor = page["next_cursor"]
    own = await district.api("ledger", "school_admin", school=district.schools[1].school_id).get(
        "/standings", params={"as_of": YEAR_END}
    )
    other = await district.api("ledger", "school_admin", school=district.schools[1].school_id).get(
        "/standings", params={"as_of": YEAR_END, "school_id": str(district.schools[0].school_id)}
    )

    assert cursor is None
    assert {item["teacher_id"] for item in items} == {str(teacher.teacher_id) for teacher in district.teachers}
    verdicts = {item["teacher_id"]: item["verdict"] for item in items}
    assert Counter(verdicts.values()) == {"MET": 2, "NOT_MET": 6}
    assert verdicts[str(district.teachers[0].teacher_id)] == "MET"
    lacking = next(item for item in items if item["verdict"] == "NOT_MET")
    assert ("XC-02", "2025-2026", "72.00") in {
        (one["clause_id"], one["period"], one["gap"]) for one in lacking["open_clauses"]
    }
    assert {item["school_id"] for item in own.json()["items"]} == {str(district.schools[1].school_id)}
    assert len(own.json()["items"]) == 4
    assert other.status_code == 404


async def test_a_cursor_of_another_list_is_refused(district: World) -> None:
    foreign = district.apps.of["ledger"].state.cursors.write("not-a-teacher")

    answer = await district.api("ledger").get("/standings", params={"cursor": foreign})

    assert answer.status_code == 400


async def test_the_number_of_statements_does_not_grow_with_the_teachers(district: World) -> None:
    await post(district, *(a_full_year(district, number) for number in range(8)))
    api = district.api("ledger")

    with statements_counted(district) as for_one:
        await api.get("/standings", params={"as_of": YEAR_END, "limit": 1})
    with statements_counted(district) as for_all:
        await api.get("/standings", params={"as_of": YEAR_END})

    assert len(for_one) == len(for_all) <= 15


async def test_the_summary_says_what_sql_and_hand_count(district: World) -> None:
    outcome_id = new_id()
    await post(
        district,
        a_full_year(district, 0),
        a_full_year(district, 4),
        an_outcome(district, 1, a_line(1, "12.5", "1.25", level="SCHOOL", mode="SCHOOL_BASED")),
        an_outcome(district, 2, a_line(1, "30"), outcome_id=outcome_id),
        an_outcome(district, 3, a_line(1, "9", earned_from=date(2026, 9, 1), earned_to=date(2026, 9, 1))),
    )
    await post(district, an_outcome(district, 2, a_line(1, "10"), revision=2, outcome_id=outcome_id))

    answer = await district.api("ledger", "integration").get("/summary", params={"as_of": YEAR_END})

    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["teachers"], body["standings"]) == (8, {"MET": 2, "NOT_MET": 6})
    first, second = body["schools"]
    assert (first["code"], first["name"], first["teachers"]) == ("S1", "第一小学", 4)
    assert (first["standings"], second["standings"]) == ({"MET": 1, "NOT_MET": 3}, {"MET": 1, "NOT_MET": 3})
    assert first["earned"]["total"] == {"hours": "94.50", "credits": "1.25"}
    assert second["earned"]["total"] == {"hours": "72.00", "credits": "0.00"}
    assert first["earned"]["entries"] == 7
    assert body["earned"]["by_mode"] == {
        "CENTRALISED": {"hours": "58.00", "credits": "0.00"},
        "ONLINE": {"hours": "48.00", "credits": "0.00"},
        "SCHOOL_BASED": {"hours": "60.50", "credits": "1.25"},
    }
    for dimension in ("category", "level", "mode"):
        assert body["earned"][f"by_{dimension}"] == await counted_by_sql(district, dimension, date(2026, 8, 31))


async def counted_by_sql(world: World, dimension: str, as_of: date) -> dict[str, dict[str, str]]:
    """Sums of what stands, found another way: awards that no reversal names."""
    async with world.session("ledger") as session:
        rows = await session.execute(
            text(
                f"select {dimension}, sum(hours), sum(credits) from ledger.entry given where district_id = :d "
                "and earned_to <= :on and reverses is null and entry_id not in "
                "(select reverses from ledger.entry where reverses is not null and district_id = :d) group by 1"
            ).bindparams(d=world.district_id, on=as_of)
        )
        return {name: {"hours": _plain(hours), "credits": _plain(credits_)} for name, hours, credits_ in rows}


def _plain(amount: Decimal) -> str:
    return f"{amount:.2f}"


async def test_heads_count_where_they_are_credits_where_they_were_earned(district: World) -> None:
    moved = district.teachers[0]
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    async with district.session("directory") as session:
        await directory.transfer(
            session,
            district_id=district.district_id,
            teacher_id=moved.teacher_id,
            school_id=district.schools[1].school_id,
            on=date(2026, 2, 1),
            post=None,
        )
    api = district.api("ledger")

    before = (await api.get("/summary", params={"as_of": "2026-01-31"})).json()["schools"]
    after = (await api.get("/summary", params={"as_of": "2026-02-01"})).json()["schools"]

    assert [school["teachers"] for school in before] == [4, 4]
    assert [school["teachers"] for school in after] == [3, 5]
    assert [school["earned"]["total"]["hours"] for school in after] == ["24.00", "0.00"]


async def test_a_summary_stays_the_same_for_the_number_at_which_it_was_made(district: World) -> None:
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "80"), outcome_id=outcome_id))
    api = district.api("ledger")
    made = (await api.get("/summary", params={"as_of": YEAR_END})).json()

    await post(district, an_outcome(district, 0, a_line(1, "10"), revision=2, outcome_id=outcome_id))
    again = (await api.get("/summary", params={"as_of": YEAR_END, "known_at_seq": made["known_at_seq"]})).json()

    assert again == made


async def test_explaining_a_teacher_gives_the_standing_and_every_entry_behind_it(district: World) -> None:
    await post(district, a_full_year(district, 0))

    async with district.session("ledger") as session:
        told = await operations.explain(
            session, district_id=district.district_id, staff_number="T001", as_of=date(2026, 8, 31)
        )

    assert (told.standing.teacher.name, told.school) == ("教师1", "第一小学")
    assert told.standing.judged.verdict == "MET"
    assert told.statement.total.hours == 72
    assert [entry.seq for entry, _ in told.statement.lines] == [1, 2, 3]


async def test_a_day_that_is_none_is_refused(district: World) -> None:
    for day in ("2025-02-30", "20250901", "1800-01-01", "x"):
        assert (await district.api("ledger").get("/summary", params={"as_of": day})).status_code == 422
