"""Attestations as anybody holds them: by their code, by the QR code, by the proof, on paper and in a browser."""

import io
import json
from datetime import date
from typing import Any

from pypdf import PdfReader
from sqlalchemy import text

from services.ledger import operations
from services.ledger.rules.certificates import read_signed
from services.platform.signing import KeyRing
from tests.ledger.attesting import attest, public_attestation
from tests.ledger.saying import a_line, an_outcome, book_keys, post
from tests.ledger.scanning import codes_of
from tests.support import World


async def test_anybody_with_the_code_holds_every_line_against_the_book(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    said = await attest(district)

    found = await public_attestation(district, said["code"].lower(), name="教师1")
    stranger = (await public_attestation(district, said["code"], name="教师2")).json()

    body = found.json()
    assert (body["holder"], body["name_matches"], stranger["name_matches"]) == ("教**", True, False)
    assert (body["number"], body["hours"], body["verdict"]) == (said["number"], "24.00", "NOT_MET")
    assert body["head"] == said["head"]
    assert not {"teacher_id", "school_id", "issued_by", "revocation_reason"} & body.keys()
    assert "教师1" not in found.text
    wrong = [said["code"][:-1] + ("A" if said["code"][-1] != "A" else "B"), "x", "9" + said["code"]]
    answers = [await public_attestation(district, one) for one in wrong]
    told = {(one.status_code, one.json()["type"], one.json()["detail"]) for one in answers}
    assert len(told) == 1
    assert next(iter(told))[0] == 404


async def test_the_qr_code_vouches_for_everything_that_is_said_without_asking(apps: Any, district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    said = await attest(district)
    keys: KeyRing = apps.of["ledger"].state.book_keys

    facts = read_signed(keys, said["signed"])
    told = operations.check_offline(keys, said["signed"], name="教师1")

    assert (facts.c, facts.n, facts.h, facts.k) == (said["code"], said["number"], "24", said["known_at_seq"])
    assert facts.t == "2025-2026学年：未达标"
    assert facts.x is not None
    assert told is not None
    assert (dict(told.lines)["学时"], told.name_matches) == ("24", True)


async def test_the_proof_stands_under_the_head_that_the_paper_names(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")), an_outcome(district, 1, a_line(1, "8")))
    said = await attest(district)
    await post(district, *(an_outcome(district, 0, a_line(1, "1")) for _ in range(5)))
    later = await attest(district, kind="CYCLE")

    proof = await district.api("ledger").get(f"/attestations/{said['attestation_id']}/proof")

    assert later["head"]["number"] == said["head"]["number"] + 1
    stated, faults = operations.verify_statement(proof.content, keys=book_keys())
    assert faults == []
    assert stated is not None
    assert (stated.known_at_seq, stated.as_of, str(stated.hours)) == (
        said["known_at_seq"],
        date(2026, 8, 31),
        "24.0000",
    )
    head = json.loads(proof.json()["head"]["canonical"])
    assert {name: head[name] for name in said["head"]} == said["head"]


async def test_the_paper_is_archivable_says_it_all_and_says_what_has_become_of_it(district: World) -> None:
    outcome = an_outcome(district, 0, a_line(1, "24"), a_line(2, "6.5", mode="ONLINE"))
    await post(district, outcome)
    said = await attest(district)
    way = f"/attestations/{said['attestation_id']}/document"
    bureau = district.api("ledger")

    first, second = await bureau.get(way), await bureau.get(way)
    await post(district, an_outcome(district, 0, a_line(1, "2")))
    grown = await bureau.get(way)
    await post(district, an_outcome(district, 0, outcome_id=outcome.outcome_id, revision=2))
    revoked = await bureau.get(way)
    async with district.session("directory") as session:
        await session.execute(
            text("update directory.teacher set name = '教师改名' where teacher_id = :t").bindparams(
                t=district.teachers[0].teacher_id
            )
        )
    renamed = await bureau.get(way)

    assert (first.status_code, first.headers["content-type"]) == (200, "application/pdf")
    assert b"pdfaid:part" in first.content
    assert first.content == second.content
    paper = PdfReader(io.BytesIO(first.content)).pages[0].extract_text()
    for word in ("教师1", "T001", "30.5", "远程培训", "XC-03", "未达标", said["number"], said["head"]["tree_root"]):
        assert word in paper, word
    assert codes_of(first.content) == [f"http://127.0.0.1:8080/ledger/v1/attestations/{said['code']}#{said['signed']}"]
    assert "作废" not in paper.replace("自动作废", "")
    assert "已非最新" in PdfReader(io.BytesIO(grown.content)).pages[0].extract_text()
    assert "作废" in PdfReader(io.BytesIO(revoked.content)).pages[0].extract_text().replace("自动作废", "")
    assert (renamed.status_code, renamed.json()["type"]) == (409, "urn:xuefen:problem:holder-renamed")


async def test_a_browser_is_shown_every_line_in_both_languages(apps: Any, district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24"), a_line(2, "6.5", mode="ONLINE")))
    said = await attest(district)
    page = {"Accept": "text/html,application/xhtml+xml"}

    async with apps.http("ledger", "/ledger/v1") as anybody:
        valid = await anybody.get(f"/attestations/{said['code']}", headers=page)
        other = await anybody.get(f"/attestations/{said['code']}?name=教师2", headers=page)
        await post(district, an_outcome(district, 0, a_line(1, "2")))
        grown = await anybody.get(f"/attestations/{said['code']}", headers=page)
        nothing = await anybody.get("/attestations/x", headers=page)

    assert valid.headers["content-type"].startswith("text/html")
    for told in (
        *(">有效 <", "Valid", said["number"], "远程培训 6.5", "remote training 6.5", "未达标", "not met", "教**"),
        *("学年各培训方式学时", "hours by mode", said["head"]["tree_root"], "30.5"),
    ):
        assert told in valid.text, told
    assert '<p class="state bad">所填姓名与持有人不符' in other.text
    assert '<p class="state plain">属实，但已非最新' in grown.text
    assert nothing.status_code == 404
    assert nothing.headers["content-type"].startswith("text/html")
