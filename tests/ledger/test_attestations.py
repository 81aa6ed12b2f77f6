"""A year or a cycle is attested from the book, judged by the pack, checked by anybody, and falls with an entry."""

import asyncio
import io
import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from services.ledger import operations
from services.platform.settings import with_driver
from tests.ledger.attesting import attest, public_attestation
from tests.ledger.certifying import BUREAU
from tests.ledger.moving import a_neighbour, let_go, receive
from tests.ledger.receiver import calling_anywhere, receiving
from tests.ledger.saying import a_line, an_outcome, book_keys, post
from tests.support import World, make_world

_ETHICS = {"category": "ETHICS_LITERACY.ETHICS"}


async def test_a_year_is_attested_by_category_level_and_mode_in_the_words_of_the_pack(district: World) -> None:
    before: dict[str, Any] = {"earned_from": date(2025, 6, 1), "earned_to": date(2025, 6, 1)}
    await post(
        district,
        an_outcome(district, 0, a_line(1, "24"), a_line(2, "6", mode="ONLINE", **_ETHICS), a_line(3, "99", **before)),
        an_outcome(district, 1, a_line(1, "50")),
    )

    said = await attest(district)

    assert (said["label_zh"], said["period_zh"]) == ("教师继续教育年度学时证明", "2025-2026学年")
    assert (said["first"], said["as_of"], said["last"]) == ("2025-09-01", "2026-08-31", "2026-08-31")
    assert (said["hours"], said["entries"], said["school"]) == ("30.00", 2, "第一小学")
    sums = {name: [(row["zh"], row["hours"]) for row in rows] for name, rows in said["sums"].items()}
    assert sums == {
        "category": [("师德教育", "6.00"), ("知识与技能", "24.00")],
        "level": [("县级", "30.00")],
        "mode": [("集中培训", "24.00"), ("远程培训", "6.00")],
    }
    assert said["number"].endswith("00001号")
    assert said["number"].startswith("望教培证〔")
    assert [(one["clause_id"], one["result"]) for one in said["clauses"]] == [
        ("XC-02", "NOT_MET"),
        ("XC-03", "NOT_MET"),
    ]
    assert (said["verdict"], said["verdict_zh"], said["status"]) == ("NOT_MET", "未达标", "VALID")


async def test_a_year_that_is_met_says_so_whatever_the_cycle_still_asks(district: World) -> None:
    modes = ("CENTRALISED", "SCHOOL_BASED", "ONLINE")
    await post(district, an_outcome(district, 0, *(a_line(n, "24", mode=mode) for n, mode in enumerate(modes, 1))))

    year = await attest(district)
    cycle = await attest(district, kind="CYCLE")

    assert (year["verdict"], year["progress"], year["verdict_zh"]) == ("MET", "final", "达标")
    assert cycle["period"] == "2025-09-01/2030-08-31"
    assert (cycle["label_zh"], cycle["hours"], cycle["last"]) == ("教师继续教育周期学时证明", "72.00", "2030-08-31")
    assert cycle["as_of"] == cycle["issued_on"]
    assert {"XC-01", "XC-02", "XC-04"} <= {one["clause_id"] for one in cycle["clauses"]}
    assert cycle["progress"] != "final"


async def test_a_pack_that_keeps_credits_attests_credits(apps: Any) -> None:
    cycle = {"cycle_start": "2025-09-01", "cycle_end": "2030-08-31"}
    world = await make_world(apps, pack="P240", parameters=cycle)
    await post(world, an_outcome(world, 0, a_line(1, "24", "2.4"), a_line(2, "0", "0.5")))

    said = await attest(world, on="2025-10-10")

    assert (said["label_zh"], said["hours"], said["credits"]) == ("教师继续教育年度学时学分证明", "24.00", "2.90")
    paper = await world.api("ledger").get(f"/attestations/{said['attestation_id']}/document")
    assert "24学时、2.9学分" in PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()


async def test_asking_twice_gives_the_same_paper_and_a_grown_book_another(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    first = await attest(district)

    again = await asyncio.gather(*(attest(district) for _ in range(3)))
    await post(district, an_outcome(district, 1, a_line(1, "24")))
    others_grew = await attest(district)
    await post(district, an_outcome(district, 0, a_line(1, "6")))
    grown = (await public_attestation(district, first["code"])).json()
    second = await attest(district)

    assert first["anew"] is True
    assert [(one["attestation_id"], one["anew"]) for one in [*again, others_grew]] == [
        (first["attestation_id"], False)
    ] * 4
    assert (grown["status"], grown["hours"], grown["reissued"]) == ("SUPERSEDED", "24.00", False)
    assert (second["anew"], second["hours"], int(second["number"][-6:-1])) == (True, "30.00", 2)
    superseded = (await public_attestation(district, first["code"])).json()
    assert (superseded["status"], superseded["reissued"], superseded["revoked_at"]) == ("SUPERSEDED", True, None)
    assert (await public_attestation(district, second["code"])).json()["status"] == "VALID"


async def test_who_bears_another_name_now_is_given_another_paper(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    first = await attest(district)
    async with district.session("directory") as session:
        # Masked, both names look the same.
        await session.execute(
            text("update directory.teacher set name = '教师甲' where teacher_id = :t").bindparams(
                t=district.teachers[0].teacher_id
            )
        )

    second = await attest(district)

    assert (second["anew"], second["hours"]) == (True, first["hours"])
    assert (await public_attestation(district, second["code"], name="教师甲")).json()["name_matches"] is True


async def test_what_is_earned_in_another_year_supersedes_nothing(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    year = await attest(district)
    cycle = await attest(district, kind="CYCLE")

    later: dict[str, Any] = {"earned_from": date(2026, 10, 1), "earned_to": date(2026, 10, 1)}
    await post(district, an_outcome(district, 0, a_line(1, "8", **later)))

    assert (await public_attestation(district, year["code"])).json()["status"] == "VALID"
    assert (await public_attestation(district, cycle["code"])).json()["status"] == "SUPERSEDED"


async def test_an_entry_that_is_taken_back_revokes_what_states_it_and_nothing_else(district: World) -> None:
    outcome = an_outcome(district, 0, a_line(1, "24"))
    await post(district, outcome, an_outcome(district, 1, a_line(1, "24")))
    own, other = await attest(district), await attest(district, 1)

    await post(district, an_outcome(district, 0, a_line(1, "18"), outcome_id=outcome.outcome_id, revision=2))

    body = (await public_attestation(district, own["code"])).json()
    assert (body["status"], body["revocation_ground"]) == ("REVOKED", "ENTRY_REVERSED")
    assert (await public_attestation(district, other["code"])).json()["status"] == "VALID"
    anew = await attest(district)
    assert (anew["hours"], anew["entries"], anew["status"]) == ("18.00", 1, "VALID")
    assert (await public_attestation(district, anew["code"])).json()["status"] == "VALID"


async def test_systems_that_asked_for_it_are_told_what_fell(apps: Any, district: World) -> None:
    outcome = an_outcome(district, 0, a_line(1, "24"))
    await post(district, outcome)
    bureau = district.api("ledger")
    by_itself, decided = await attest(district), await attest(district, kind="CYCLE")

    with calling_anywhere(apps):
        async with receiving() as receiver:
            asked = {"url": receiver.url, "types": ["attestations.revoked"]}
            assert (await bureau.put("/webhooks/records", json=asked)).status_code == 200
            await bureau.put(f"/attestations/{decided['attestation_id']}/revocation", json={"reason": "另行出具"})
            await post(district, an_outcome(district, 0, outcome_id=outcome.outcome_id, revision=2))
            told = [json.loads(call.body)["data"]["attestations"] for call in receiver.calls]

    assert [(one["attestation_id"], one["code"], one["ground"]) for (one,) in told] == [
        (decided["attestation_id"], decided["code"], "DECIDED"),
        (by_itself["attestation_id"], by_itself["code"], "ENTRY_REVERSED"),
    ]
    assert "教师" not in json.dumps(told, ensure_ascii=False)


async def test_a_reversal_that_was_known_does_not_revoke_what_was_issued_after_it(district: World) -> None:
    outcome = an_outcome(district, 0, a_line(1, "24"))
    await post(district, outcome)
    await post(district, an_outcome(district, 0, a_line(1, "18"), outcome_id=outcome.outcome_id, revision=2))

    said = await attest(district)

    await post(district, an_outcome(district, 2, a_line(1, "5")))
    assert (await public_attestation(district, said["code"])).json()["status"] == "VALID"
    assert await findings(district) == []


async def test_issuing_and_taking_back_at_once_never_leaves_a_false_paper(district: World) -> None:
    outcomes = [an_outcome(district, number, a_line(1, "24")) for number in range(8)]
    await post(district, *outcomes)
    newer = [
        an_outcome(district, number, a_line(1, "18"), outcome_id=one.outcome_id, revision=2)
        for number, one in enumerate(outcomes)
    ]

    issued, _ = await asyncio.gather(
        asyncio.gather(*(attest(district, number) for number in range(8))), post(district, *newer)
    )

    for one in issued:
        status = (await public_attestation(district, one["code"])).json()["status"]
        assert status == ("VALID" if one["hours"] == "18.00" else "REVOKED")
    assert await findings(district) == []


async def test_teachers_ask_for_their_own_schools_for_theirs(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")), an_outcome(district, 4, a_line(1, "24")))
    await attest(district, 4)
    teacher, foreign = district.teachers[0], district.teachers[4]
    mine = district.api("ledger", "teacher", teacher=teacher.teacher_id)
    school = district.api("ledger", "school_admin", school=foreign.school_id)
    body = {"kind": "YEAR", "issuer_code": "COUNTY_BUREAU", "on": "2026-01-01"}

    issuers = await mine.get("/certificate-issuers")
    own = await mine.post(f"/teachers/{teacher.teacher_id}/attestations", json=body)
    of_another = await mine.post(f"/teachers/{foreign.teacher_id}/attestations", json=body)
    of_another_school = await school.post(f"/teachers/{teacher.teacher_id}/attestations", json=body)
    of_nobody = await mine.post(f"/teachers/{teacher.teacher_id}/attestations", json={**body, "issuer_code": "NOBODY"})

    assert [one["issuer_code"] for one in issuers.json()] == ["COUNTY_BUREAU"]
    assert own.status_code == 201, own.text
    assert {of_another.status_code, of_another_school.status_code, of_nobody.status_code} == {404}
    listed = [one["attestation_id"] for one in (await mine.get("/attestations")).json()["items"]]
    assert listed == [own.json()["attestation_id"]]
    of_school = (await school.get("/attestations")).json()["items"]
    assert [one["teacher_id"] for one in of_school] == [str(foreign.teacher_id)]
    for way in ("", "/document", "/proof"):
        assert (await school.get(f"/attestations/{listed[0]}{way}")).status_code == 404
        assert (await mine.get(f"/attestations/{listed[0]}{way}")).status_code == 200
    revoke = await mine.put(f"/attestations/{listed[0]}/revocation", json={"reason": "x"})
    assert revoke.status_code == 403


async def test_days_to_come_and_an_empty_book_cannot_be_attested(district: World, travel: Any) -> None:
    bureau = district.api("ledger")
    await bureau.put("/certificate-issuers/COUNTY_BUREAU", json=BUREAU)
    way = f"/teachers/{district.teachers[0].teacher_id}/attestations"
    body = {"kind": "YEAR", "issuer_code": "COUNTY_BUREAU"}

    empty = await bureau.post(way, json={**body, "on": "2026-01-01"})
    ahead = await bureau.post(way, json={**body, "on": "2029-10-01"})
    before = await bureau.post(way, json={**body, "on": "2019-10-01"})

    assert (empty.status_code, empty.json()["type"]) == (409, "urn:xuefen:problem:nothing-stated")
    assert (ahead.status_code, ahead.json()["type"]) == (422, "urn:xuefen:problem:period-not-begun")
    assert (before.status_code, before.json()["type"]) == (409, "urn:xuefen:problem:pack-not-assigned")


async def test_a_year_that_runs_is_attested_up_to_today(district: World, travel: Any) -> None:
    await travel(datetime(2026, 3, 1, 4, tzinfo=UTC))
    await post(district, an_outcome(district, 0, a_line(1, "24")))

    said = await attest(district)

    assert (said["as_of"], said["last"]) == ("2026-03-01", "2026-08-31")
    assert (said["verdict"], said["progress"]) == ("MET", "behind")
    assert said["verdict_zh"] == "到期各项均已达标，其余进度落后"


async def test_a_person_revokes_with_a_reason_once(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    said = await attest(district)
    bureau, way = district.api("ledger"), f"/attestations/{said['attestation_id']}/revocation"

    done = await bureau.put(way, json={"reason": "姓名登记有误"})
    again = await bureau.put(way, json={"reason": "姓名登记有误"})

    assert (done.status_code, done.json()["status"], done.json()["revocation_reason"]) == (
        200,
        "REVOKED",
        "姓名登记有误",
    )
    assert (again.status_code, again.json()["type"]) == (409, "urn:xuefen:problem:attestation-revoked")
    assert "姓名登记有误" not in (await public_attestation(district, said["code"])).text
    assert (await attest(district))["anew"] is True


@pytest.mark.parametrize("table", ["attestation", "attestation_revocation"])
@pytest.mark.parametrize("attack", ["UPDATE ledger.{} SET district_id = district_id", "DELETE FROM ledger.{}"])
async def test_nothing_that_was_attested_is_changed_afterwards(district: World, table: str, attack: str) -> None:
    with pytest.raises(DBAPIError) as refused:
        async with district.session("ledger") as session:
            await session.execute(text(attack.format(table)))

    assert getattr(refused.value.orig, "sqlstate", None) == "42501"


async def findings(world: World) -> list[str]:
    async with world.session("ledger") as session:
        return (await operations.verify_book(session, district_id=world.district_id, keys=book_keys())).findings


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            """UPDATE ledger.attestation SET content = jsonb_set(content, '{hours}', '"240.0000"')""",
            ["is not what its signature says", "say different things"],
        ),
        (
            """UPDATE ledger.attestation SET content = jsonb_set(content, '{clauses,0,result}', '"MET"')""",
            ["is not what its signature says"],
        ),
        ("""UPDATE ledger.attestation SET known_at_seq = known_at_seq - 1""", ["head of the book it names"]),
        ("""DELETE FROM ledger.attestation_revocation""", ["holds though an entry it states was taken back"]),
        ("""UPDATE ledger.attestation_number SET last_number = 9""", ["attestations of", "have gaps"]),
    ],
)
async def test_a_superusers_edit_of_an_attestation_is_named(
    district: World, admin_url: str, edit: str, told: list[str]
) -> None:
    outcome = an_outcome(district, 0, a_line(1, "24"), a_line(2, "6"))
    await post(district, outcome)
    await attest(district)
    newer = an_outcome(district, 0, a_line(1, "18"), outcome_id=outcome.outcome_id, revision=2)
    await post(district, newer)
    sound = await findings(district)

    engine = create_async_engine(with_driver(admin_url))
    async with engine.begin() as connection:
        await connection.execute(text(f"{edit} WHERE district_id = {district.district_id}"))
    await engine.dispose()

    assert sound == []
    named = await findings(district)
    assert all(any(end in one for one in named) for end in told), named


async def test_what_was_brought_along_is_told_beside_the_sums_and_counts_for_the_verdict(
    apps: Any, district: World
) -> None:
    new = await a_neighbour(apps)
    await post(district, an_outcome(district, 0, a_line(1, "24"), a_line(2, "6.5", mode="ONLINE")))
    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)
    later: dict[str, Any] = {"earned_from": date(2026, 10, 8), "earned_to": date(2026, 10, 8)}
    own = an_outcome(new, 0, a_line(1, "5", **later))
    await post(new, own.model_copy(update={"teacher_id": UUID(arrival["teacher_id"])}))
    bureau = new.api("ledger")
    await bureau.put("/certificate-issuers/COUNTY_BUREAU", json=BUREAU)

    answer = await bureau.post(
        f"/teachers/{arrival['teacher_id']}/attestations",
        json={"kind": "CYCLE", "issuer_code": "COUNTY_BUREAU", "on": "2026-10-10"},
    )

    said = answer.json()
    assert answer.status_code == 201, answer.text
    assert (said["hours"], said["carried_hours"], said["carried_credits"]) == ("5.00", "30.50", "0.00")
    (total,) = [one for one in said["clauses"] if one["clause_id"] == "XC-01"]
    assert "35.5" in total["sentence_zh"]
    paper = await bureau.get(f"/attestations/{said['attestation_id']}/document")
    assert "另自外区县转入30.5学时" in PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert await findings(new) == []
