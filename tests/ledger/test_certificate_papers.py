"""Certificates as anybody holds them: by their code, by the QR code with and without the services, and on paper."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from services.cli.certificates import verify_certificate
from services.ledger.rules.certificates import BadSignature, read_signed
from services.platform.signing import KeyRing
from tests.ledger.certifying import BUREAU, a_passed_class, issue, public
from tests.support import World


async def test_anybody_with_the_code_is_shown_the_facts_and_nobody_else_anything(district: World) -> None:
    course, _ = await a_passed_class(district, 0)
    certificate = (await issue(district, course))["items"][0]["certificate"]

    found = await public(district, certificate["code"].lower(), name="教师1")
    stranger = await public(district, certificate["code"], name="教师2")

    body = found.json()
    assert found.status_code == 200, found.text
    assert (body["status"], body["number"], body["issuer"]) == ("VALID", certificate["number"], BUREAU["name"])
    assert (body["title"], body["hours"], body["credits"]) == (course.title, "24.00", "2.40")
    assert (body["holder"], body["name_matches"]) == ("教**", True)
    assert stranger.json()["name_matches"] is False
    assert "teacher_id" not in body
    assert "教师1" not in found.text
    district_part, code = certificate["code"].split("-")
    other = "A" if code[0] != "A" else "B"
    wrong = [
        f"{district_part}-{other}{code[1:]}",
        f"{int(district_part) + 1}-{code}",
        code,
        "x",
        f"{district_part}-{code}A",
        "9999999999999-" + code,
        "١-" + code,
    ]
    answers = [await public(district, one) for one in wrong]
    told = {(one.status_code, one.json()["type"], one.json()["title"], one.json()["detail"]) for one in answers}
    assert {one[0] for one in told} == {404}
    assert len(told) == 1


@pytest.mark.usefixtures("limits_kept")
async def test_one_address_cannot_try_codes_without_end(apps: Any, district: World) -> None:
    async with apps.http("ledger", "/ledger/v1") as anybody:
        anybody._transport.client = ("198.51.100.7", 1)
        answers = [await anybody.get("/certificates/1-X") for _ in range(62)]

    assert {one.status_code for one in answers} == {404, 429}
    # More than two minutes' worth: some are refused even where the minute turns meanwhile.
    assert {one.headers["retry-after"] for one in answers if one.status_code == 429} == {"60"}


async def test_the_qr_code_is_checked_without_asking_anybody(apps: Any, district: World) -> None:
    course, _ = await a_passed_class(district, 0)
    certificate = (await issue(district, course))["items"][0]["certificate"]
    keys: KeyRing = apps.of["ledger"].state.book_keys
    signed: str = certificate["signed"]
    header, payload, signature = signed.split(".")

    facts = read_signed(keys, f"https://example.org/ledger/v1/certificates/x#{signed}")

    assert (facts.c, facts.n, facts.h, facts.r) == (certificate["code"], certificate["number"], "24", "2.4")
    assert (facts.p, facts.t, facts.i) == ("教**", course.title, BUREAU["name"])
    assert facts.d == date.fromisoformat(certificate["issued_on"])
    other = payload[:-2] + ("A" if payload[-2] != "A" else "B") + payload[-1]
    for forged in (f"{header}.{other}.{signature}", f"{header}.{payload}.{signature[:-4]}AAAA", f"{payload}", ""):
        with pytest.raises(BadSignature):
            read_signed(keys, forged)


async def test_the_paper_is_archivable_the_same_each_time_and_refuses_another_name(
    district: World, admin_url: str
) -> None:
    course, _ = await a_passed_class(district, 0)
    certificate = (await issue(district, course))["items"][0]["certificate"]
    way = f"/certificates/{certificate['certificate_id']}/document"
    bureau = district.api("ledger")

    first, second = await bureau.get(way), await bureau.get(way)
    async with district.session("directory") as session:
        await session.execute(
            text("update directory.teacher set name = '教师改名' where teacher_id = :t").bindparams(
                t=district.teachers[0].teacher_id
            )
        )
    renamed = await bureau.get(way)

    assert (first.status_code, first.headers["content-type"]) == (200, "application/pdf")
    assert first.content.startswith(b"%PDF-")
    assert b"pdfaid:part" in first.content
    assert first.content == second.content
    assert (renamed.status_code, renamed.json()["type"]) == (409, "urn:xuefen:problem:holder-renamed")


async def test_the_command_checks_a_qr_code_without_the_database(
    apps: Any, district: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course, _ = await a_passed_class(district, 0)
    certificate = (await issue(district, course))["items"][0]["certificate"]
    keys = tmp_path / "keys.json"
    async with apps.http("ledger", "/ledger/v1") as anybody:
        keys.write_text((await anybody.get("/book-keys")).text, encoding="utf-8")
    address = f"https://example.org/ledger/v1/certificates/{certificate['code']}#{certificate['signed']}"

    verify_certificate(address, keys, "教师1")

    assert certificate["number"] in capsys.readouterr().out
    for code, name in ((address, "教师2"), (address[:-8] + "AAAAAAAA", None)):
        with pytest.raises(SystemExit) as ended:
            verify_certificate(code, keys, name)
        assert ended.value.code == 1
