"""Who scans the code of a certificate with a phone reads a page: the same facts, and nothing that runs."""

import base64
import hashlib
import re
from html import unescape

import httpx
import pytest

from services.ledger.rules.certificates import Ground
from tests.ledger.certifying import BUREAU, a_passed_class, a_result, issue
from tests.ledger.saying import a_line, post
from tests.support import World

_BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


async def opened(world: World, code: str, accept: str = _BROWSER, **query: str) -> httpx.Response:
    async with world.apps.http("ledger", "/ledger/v1", {"Accept": accept}) as anybody:
        return await anybody.get(f"/certificates/{code}", params=query)


def words(page: httpx.Response) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page.text.partition("</style>")[2]))


async def test_a_browser_is_shown_every_line_of_the_paper_and_a_system_json(district: World) -> None:
    course, _ = await a_passed_class(district, 0)
    certificate = (await issue(district, course))["items"][0]["certificate"]

    page = await opened(district, certificate["code"])

    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    said = words(page)
    for line in (certificate["number"], certificate["code"], BUREAU["name"], course.title, "教**", "24", "2.4"):
        assert line in said
    assert "有效" in said
    assert "Valid" in said
    assert "教师1" not in page.text
    for accept in ("*/*", "application/json", "application/json, text/html;q=0.5", ""):
        answer = await opened(district, certificate["code"], accept)
        assert answer.json()["number"] == certificate["number"]
        assert answer.headers["vary"] == page.headers["vary"] == "Accept"


async def test_the_page_runs_nothing_and_asks_no_other_address(district: World) -> None:
    course, _ = await a_passed_class(district, 0, title="<script>alert(1)</script>&“课”")
    certificate = (await issue(district, course))["items"][0]["certificate"]

    page = await opened(district, certificate["code"], name='"><img src=x>')

    policy = dict(one.strip().split(" ", 1) for one in page.headers["content-security-policy"].split(";"))
    (style,) = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["cache-control"] == "no-store"
    assert not re.search(r"<script|<img|<link|<iframe|\ssrc=|\shref=|\son\w+=|http", page.text)
    assert "<script>alert(1)</script>&“课”" in words(page)


async def test_a_name_is_held_against_the_holders_without_telling_it(district: World) -> None:
    course, _ = await a_passed_class(district, 0)
    certificate = (await issue(district, course))["items"][0]["certificate"]

    right = await opened(district, certificate["code"], name="教师1")
    wrong = await opened(district, certificate["code"], name="教师2")

    assert "相符。" in words(right)
    assert 'class="state good"' in right.text
    assert "所填姓名与持证人不符" in words(wrong)
    assert 'class="state bad"' in wrong.text
    assert "教师1" not in wrong.text


async def test_a_revoked_certificate_says_since_when_and_why(district: World) -> None:
    course, (result,) = await a_passed_class(district, 0)
    certificate = (await issue(district, course))["items"][0]["certificate"]
    corrected = a_result(district, course, 0, outcome_id=result.outcome_id, revision=2, lines=(a_line(1, "18"),))
    await post(district, corrected)
    await district.api("ledger").post(
        f"/certificates/{certificate['certificate_id']}/reissues", json={"reason": "更正"}
    )

    page = await opened(district, certificate["code"])

    body = (await opened(district, certificate["code"], "application/json")).json()
    assert body["revocation_ground"] == Ground.ENTRY_REVERSED
    said = words(page)
    for sentence in ("已作废", "所依据的学时学分已冲销", "该证书已补发"):
        assert sentence in said
    assert 'class="state bad"' in page.text


@pytest.mark.parametrize("code", ["1-X", "341825-AAAAAAAAAAAAAAAAAAAAAAAAAA", "<b>x<b>"])
async def test_what_is_no_code_is_told_on_a_page_too(district: World, code: str) -> None:
    page = await opened(district, code)
    answer = await opened(district, code, "*/*")

    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "没有这条记录" in words(page)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.headers["vary"] == page.headers["vary"] == "Accept"


async def test_a_page_is_shown_only_where_there_is_one(district: World) -> None:
    async with district.apps.http("ledger", "/ledger/v1", {"Accept": _BROWSER}) as anybody:
        elsewhere = await anybody.get(f"/districts/{district.district_id}/certificates")

    assert (elsewhere.status_code, elsewhere.headers["content-type"]) == (401, "application/problem+json")
