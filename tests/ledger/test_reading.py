"""Statements, balances, the feed and the head: what they show, and to whom."""

from datetime import date
from typing import Any

from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome, feed, post
from tests.support import World


async def statement(world: World, teacher: int, **query: Any) -> dict[str, Any]:
    answer = await world.api("ledger").get(f"/teachers/{world.teachers[teacher].teacher_id}/statement", params=query)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_a_statement_lists_what_was_earned_by_a_day_with_sums_by_school_year(district: World) -> None:
    await post(
        district,
        an_outcome(
            district,
            0,
            a_line(1, "24", earned_from=date(2025, 10, 10), earned_to=date(2025, 10, 10)),
            a_line(2, "12", "1.2", earned_from=date(2026, 3, 1), earned_to=date(2026, 3, 2)),
            a_line(3, "8", earned_from=date(2026, 9, 1), earned_to=date(2026, 9, 1)),
        ),
        an_outcome(district, 1, a_line(1, "99")),
    )

    early = await statement(district, 0, as_of="2026-03-01")
    later = await statement(district, 0, as_of="2026-09-01")

    assert [line["hours"] for line in early["lines"]] == ["24.00"]
    assert (early["hours"], early["credits"], early["as_of"]) == ("24.00", "0.00", "2026-03-01")
    assert (later["hours"], later["credits"]) == ("44.00", "1.20")
    assert later["years"] == [
        {"school_year": "2025-2026", "hours": "36.00", "credits": "1.20"},
        {"school_year": "2026-2027", "hours": "8.00", "credits": "0.00"},
    ]
    assert (later["staff_number"], later["name"]) == ("T001", "教师1")


async def test_a_statement_can_be_read_as_it_was_known_before_a_correction(district: World) -> None:
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "24"), outcome_id=outcome_id))
    printed = await statement(district, 0)

    await post(district, an_outcome(district, 0, a_line(1, "20"), revision=2, outcome_id=outcome_id))
    again = await statement(district, 0, known_at_seq=printed["known_at_seq"])
    now = await statement(district, 0)

    assert again == printed
    assert (again["hours"], now["hours"]) == ("24.00", "20.00")
    assert [(line["seq"], line["reversed_by_seq"]) for line in now["lines"]] == [(1, 2), (2, None), (3, None)]
    assert now["lines"][1]["reverses"] == now["lines"][0]["entry_id"]


async def test_a_statement_before_the_first_posting_is_empty(district: World) -> None:
    empty = await statement(district, 0)

    assert (empty["lines"], empty["hours"], empty["known_at_seq"]) == ([], "0.00", 0)


async def test_a_balance_says_up_to_which_entry_it_counts(district: World) -> None:
    api, path = district.api("ledger"), f"/teachers/{district.teachers[0].teacher_id}/balance"

    before = (await api.get(path)).json()
    await post(district, an_outcome(district, 0, a_line(1, "24.25", "2.425")))
    after = (await api.get(path)).json()

    assert (before["hours"], before["credits"], before["known_at_seq"]) == ("0.00", "0.00", 0)
    assert (after["hours"], after["credits"], after["known_at_seq"]) == ("24.25", "2.425", 1)


async def test_the_feed_goes_on_from_where_it_stopped_and_ends_empty(district: World) -> None:
    await post(district, an_outcome(district, 0, *(a_line(line, "1") for line in range(5))))
    api = district.api("ledger", "integration")

    first = (await api.get("/entries", params={"limit": 3})).json()
    second = (await api.get("/entries", params={"limit": 3, "after_seq": first["next_after_seq"]})).json()
    third = (await api.get("/entries", params={"after_seq": second["next_after_seq"]})).json()
    beyond = (await api.get("/entries", params={"after_seq": 4_000})).json()

    assert [entry["seq"] for entry in first["items"] + second["items"]] == [1, 2, 3, 4, 5]
    assert third == {"items": [], "next_after_seq": 5, "head_seq": 5, "signed_head": None}
    assert beyond == {"items": [], "next_after_seq": 4_000, "head_seq": 5, "signed_head": None}


async def test_the_head_of_the_book_is_the_hash_of_its_last_entry(district: World) -> None:
    api = district.api("ledger")

    empty = (await api.get("/book")).json()
    await post(district, an_outcome(district, 0, a_line(1), a_line(2)))
    head = (await api.get("/book")).json()

    assert empty == {"next_seq": 1, "entries": 0, "head_hash": "00" * 32, "signed_head": None}
    assert (head["next_seq"], head["entries"]) == (3, 2)
    assert head["head_hash"] == (await feed(district))[-1]["hash"]


async def test_teachers_see_themselves_schools_their_own_and_districts_everybody(district: World) -> None:
    own, other = district.teachers[0], district.teachers[4]

    async def status(role: str, **who: Any) -> int:
        api = district.api("ledger", role, **who)
        (seen,) = {
            (await api.get(f"/teachers/{own.teacher_id}/{part}", params={"as_of": "2026-01-01"})).status_code
            for part in ("statement", "balance", "standing")
        }
        return seen

    assert await status("teacher", teacher=own.teacher_id) == 200
    assert await status("teacher", teacher=other.teacher_id) == 404
    assert await status("teacher", teacher=district.teachers[1].teacher_id) == 404
    assert await status("school_admin", school=own.school_id) == 200
    assert await status("school_admin", school=other.school_id) == 404
    assert await status("district_admin") == 200
    assert await status("auditor") == 200
    assert await status("trainer") == 403
    assert await status("integration") == 403


async def test_a_teacher_who_is_not_there_is_not_found(district: World) -> None:
    for part in ("statement", "balance", "standing"):
        assert (await district.api("ledger").get(f"/teachers/{new_id()}/{part}")).status_code == 404


async def test_a_connected_system_reads_only_what_its_scopes_say(district: World) -> None:
    async def status(path: str, role: str, *scopes: str) -> int:
        api = district.api("ledger", role, school=district.schools[0].school_id, scopes=frozenset(scopes))
        return (await api.get(path)).status_code

    for path, scope in [("/entries", "feed:read"), ("/summary", "summary:read"), ("/book", "feed:read")]:
        assert await status(path, "integration", scope) == 200
        assert await status(path, "integration", "other:read") == 403
        assert await status(path, "auditor") == 200
        for role in ("school_admin", "teacher", "trainer"):
            assert await status(path, role) == 403


async def test_a_feed_asked_for_nonsense_says_so(district: World) -> None:
    for query in ("limit=0", "limit=501", "after_seq=-1", "after_seq=x", "after_seq=99999999999999999999"):
        assert (await district.api("ledger").get(f"/entries?{query}")).status_code == 422
