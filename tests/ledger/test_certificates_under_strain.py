"""Certificates where names are long, entries many, and an issuer is renamed while it issues."""

import asyncio
import io
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy.exc import DBAPIError

from services.ledger import queries
from services.platform.ids import new_id
from tests.ledger.attesting import attest
from tests.ledger.certifying import a_passed_class, issue
from tests.ledger.scanning import codes_of
from tests.support import World

_LONG = "全县义务教育阶段教师信息技术应用能力提升工程"


async def test_a_certificate_is_one_page_however_long_its_words_are(district: World) -> None:
    course, _ = await a_passed_class(district, 0, title=(_LONG * 6)[:120])
    first = (await issue(district, course))["items"][0]["certificate"]
    bureau = district.api("ledger")
    await bureau.put("/certificate-issuers/COUNTY_BUREAU", json={"name": (_LONG * 6)[:120], "number_prefix": "望教培"})
    reissued = await bureau.post(
        f"/certificates/{first['certificate_id']}/reissues", json={"reason": ("原证书在移交过程中遗失，" * 90)[:1000]}
    )

    paper = await bureau.get(f"/certificates/{reissued.json()['certificate_id']}/document")

    assert reissued.status_code == 201, reissued.text
    (page,) = PdfReader(io.BytesIO(paper.content)).pages
    said = page.extract_text().replace("\n", "")
    assert "特发此证" in said
    assert "…" in said
    assert codes_of(paper.content)[0].partition("#")[0].endswith(reissued.json()["code"])


async def test_no_number_reads_otherwise_than_its_issuer_says_whoever_renames_it_at_once(district: World) -> None:
    course, _ = await a_passed_class(district, 0)
    bureau = district.api("ledger")
    for number in range(8):
        code = f"ISSUER_{number}"
        way = f"/certificate-issuers/{code}"
        kind = "COMPLETION"
        await bureau.put(way, json={"name": "教育局", "number_prefix": "先"})
        if number:
            course, _ = await a_passed_class(district, 0)

        issued, renamed = await asyncio.gather(
            bureau.post(f"/classes/{course.class_id}/certificates", json={"kind": kind, "issuer_code": code}),
            bureau.put(way, json={"name": "教育局", "number_prefix": "后"}),
        )

        prefix = {one["issuer_code"]: one["number_prefix"] for one in (await bureau.get("/certificate-issuers")).json()}
        (item,) = issued.json()["items"]
        assert item["certificate"]["number"].startswith(prefix[code]), (number, renamed.status_code)
        assert renamed.status_code == (200 if prefix[code] == "后" else 409)


async def test_nobody_renames_an_issuer_while_somebody_issues(district: World) -> None:
    bureau = district.api("ledger")
    way, body = "/certificate-issuers/COUNTY_BUREAU", {"name": "教育局", "number_prefix": "先"}

    async with district.session("ledger") as session:
        await queries.lock_book(session, district_id=district.district_id)
        meanwhile = await bureau.put(way, json=body)

    assert meanwhile.status_code == 503
    assert (await bureau.put(way, json=body)).status_code == 200


async def test_an_issuer_of_attestations_keeps_its_prefix_too(district: World) -> None:
    await a_passed_class(district, 0)
    stated = await attest(district, 0)
    bureau = district.api("ledger")

    (issuer,) = (await bureau.get("/certificate-issuers")).json()
    changed = await bureau.put(
        f"/certificate-issuers/{issuer['issuer_code']}", json={"name": issuer["name"], "number_prefix": "别"}
    )

    assert stated["number"].startswith(issuer["number_prefix"])
    assert (changed.status_code, changed.json()["type"]) == (409, "urn:xuefen:problem:issuer-in-use")


async def test_a_class_of_many_award_lines_is_kept_in_one_statement(district: World) -> None:
    """More rows than a statement has parameters for reach the database, which knows none of these entries."""
    course, _ = await a_passed_class(district, 0)
    certificate = (await issue(district, course))["items"][0]["certificate"]
    certificate_id = UUID(certificate["certificate_id"])

    async def keep_many() -> None:
        async with district.session("ledger") as session:
            known, _ = await queries.get_certificate(
                session, district_id=district.district_id, certificate_id=certificate_id
            )
            entries = [(certificate_id, new_id()) for _ in range(11_000)]
            await queries.insert_certificates(session, issued=[known], entries=entries)

    with pytest.raises(DBAPIError) as refused:
        await keep_many()

    assert getattr(refused.value.orig, "sqlstate", None) == "23503"
