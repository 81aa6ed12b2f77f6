"""Certificates and attestations as Open Badges 3.0: a verifier that is not ours takes them, and refuses what fell."""

import asyncio
import base64
import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import pytest
from openbadgeslib.ob3 import contexts
from openbadgeslib.ob3.status import decode_encoded_list
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier
from pyld import jsonld
from sqlalchemy import text

from services.ledger.rules.credentials import (
    LIST_BITS,
    Issuing,
    Paper,
    encoded_list,
    hashed_name,
    numbers_of_list,
    place_in_lists,
)
from services.platform.signing import Signer, signed_compact
from tests.ledger.attesting import attest
from tests.ledger.certifying import a_passed_class, a_result, issue
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Apps, World

_ISSUER = "did:web:127.0.0.1%3A8080:ledger:v1:issuers:{}:COUNTY_BUREAU"


def fetching(apps: Apps, asked: list[str]) -> Callable[[str], bytes]:
    """What a verifier elsewhere fetches over the network, from a thread of its own."""
    loop = asyncio.get_running_loop()

    async def get(path: str) -> bytes:
        async with apps.http("ledger", "") as anybody:
            answer = await anybody.get(path)
        assert answer.status_code == 200, answer.text
        return answer.content

    def fetch(url: str) -> bytes:
        asked.append(url)
        return asyncio.run_coroutine_threadsafe(get(urlsplit(url).path), loop).result(10)

    return fetch


async def verified(apps: Apps, world: World, token: str, asked: list[str] | None = None) -> Any:
    """What an independent verifier makes of a credential, with its issuer's keys and the list of what was revoked."""
    fetch = fetching(apps, [] if asked is None else asked)

    def verify() -> Any:
        verifier = OB3Verifier.for_issuer_did(_ISSUER.format(world.district_id), download=fetch)
        return verifier.verify(token, check_status=True, verify_status_list=True, download=fetch)

    return await asyncio.to_thread(verify)


async def credential_of(world: World, way: str) -> str:
    answer = await world.api("ledger").get(f"{way}/credential")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == "application/vc+jwt"
    return answer.text


def payload_of(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    said: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return said


async def a_certificate(world: World, teacher: int = 0) -> tuple[dict[str, Any], Any, Any]:
    course, (result,) = await a_passed_class(world, teacher, grade="EXCELLENT")
    certificate = (await issue(world, course))["items"][0]["certificate"]
    return certificate, course, result


async def test_a_certificate_is_taken_by_an_independent_verifier(apps: Apps, district: World) -> None:
    certificate, course, _ = await a_certificate(district)
    asked: list[str] = []

    token = await credential_of(district, f"/certificates/{certificate['certificate_id']}")
    badge = await verified(apps, district, token, asked)

    listed = f"status-lists/{district.district_id}/certificates/COUNTY_BUREAU/{certificate['issued_on'][:4]}/1"
    assert [urlsplit(url).path for url in asked] == [
        f"/ledger/v1/issuers/{district.district_id}/COUNTY_BUREAU/did.json",
        f"/ledger/v1/{listed}",
    ]
    assert badge.id == f"http://127.0.0.1:8080/ledger/v1/certificates/{certificate['code']}"
    assert (badge.issuer.name, badge.achievement.achievement_type) == ("望江县教育局", "CertificateOfCompletion")
    assert badge.achievement.name == f"培训结业证书 · {course.title}"
    assert badge.credits_earned == 2.4
    assert [one.value for one in badge.results] == ["24", "EXCELLENT"]
    (who,) = badge.identifiers
    assert who.identity_hash == f"sha256${sha256(f'教师1{who.salt}'.encode()).hexdigest()}"
    assert "教师1" not in json.dumps(payload_of(token), ensure_ascii=False)
    assert token == await credential_of(district, f"/certificates/{certificate['certificate_id']}")


async def test_an_attestation_is_taken_too_and_names_the_head_of_the_book(apps: Apps, district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    said = await attest(district)

    token = await credential_of(district, f"/attestations/{said['attestation_id']}")
    badge = await verified(apps, district, token)

    assert badge.achievement.name == "教师继续教育年度学时证明 · 2025-2026学年"
    assert [one.value for one in badge.results] == ["24", "未达标 not met"]
    assert badge.evidence[0].name == said["number"]
    assert said["head"]["tree_root"] in badge.evidence[0].narrative
    assert badge.credits_earned is None
    assert said["teacher_id"] not in json.dumps(payload_of(token))


async def test_what_falls_is_refused_from_then_on_and_its_neighbours_are_not(apps: Apps, district: World) -> None:
    certificate, course, result = await a_certificate(district)
    await post(district, a_result(district, course, 1))
    other = next(one["certificate"] for one in (await issue(district, course))["items"] if one["certificate"])
    neighbour = await attest(district, 1, on=str(result.lines[0].earned_to))
    attested = await attest(district, on=str(result.lines[0].earned_to))
    tokens = [
        await credential_of(district, way)
        for way in (
            f"/certificates/{certificate['certificate_id']}",
            f"/attestations/{attested['attestation_id']}",
            f"/certificates/{other['certificate_id']}",
            f"/attestations/{neighbour['attestation_id']}",
        )
    ]
    for token in tokens:
        await verified(apps, district, token)

    newer = a_result(district, course, 0, outcome_id=result.outcome_id, revision=2, lines=(a_line(1, "18"),))
    await post(district, newer)

    for token in tokens[:2]:
        with pytest.raises(OB3VerificationError, match="revo"):
            await verified(apps, district, token)
    for token in tokens[2:]:
        await verified(apps, district, token)
    bureau = district.api("ledger")
    for way, told in (
        (f"/certificates/{certificate['certificate_id']}", "certificate-revoked"),
        (f"/attestations/{attested['attestation_id']}", "attestation-revoked"),
    ):
        gone = await bureau.get(f"{way}/credential")
        assert (gone.status_code, gone.json()["type"]) == (409, f"urn:xuefen:problem:{told}")


async def test_what_was_changed_or_signed_by_another_or_for_another_issuer_is_refused(
    apps: Apps, district: World
) -> None:
    certificate, _, _ = await a_certificate(district)
    token = await credential_of(district, f"/certificates/{certificate['certificate_id']}")
    header, payload, signature = token.split(".")
    said = payload_of(token)
    said["credentialSubject"]["result"][0]["value"] = "240"
    forged = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    stranger = Signer(json.dumps(_RFC8037_KEY))
    resigned = signed_compact(
        stranger,
        header=base64.urlsafe_b64decode(header + "=="),
        payload=base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)),
    )

    for bad in (f"{header}.{forged}.{signature}", resigned):
        with pytest.raises(OB3VerificationError, match=r"[Ss]ignature"):
            await verified(apps, district, bad)


async def test_every_word_of_a_credential_has_a_meaning_in_the_specifications_contexts(
    apps: Apps, district: World
) -> None:
    certificate, _, _ = await a_certificate(district)
    credential = payload_of(await credential_of(district, f"/certificates/{certificate['certificate_id']}"))
    claims = {name: credential.pop(name) for name in ("iss", "jti", "nbf")}
    listed = payload_of(await status_list(apps, credential["credentialStatus"]["statusListCredential"]))
    del listed["iss"], listed["jti"], listed["nbf"]

    for said in (credential, listed):
        expanded = jsonld.expand(said, {"documentLoader": _bundled})
        compacted = jsonld.compact(
            expanded, said["@context"], {"documentLoader": _bundled, "compactArrays": True, "graph": False}
        )
        # Whatever no context knows is lost on the way.
        assert set(_names(compacted)) == set(_names(said))
    assert claims["iss"] == credential["issuer"]["id"]
    assert claims["jti"] == credential["id"]


def _bundled(url: str, _options: Any) -> dict[str, Any]:
    return {"contextUrl": None, "documentUrl": url, "document": contexts.load_context(url)}


def _names(said: Any) -> list[str]:
    if isinstance(said, dict):
        return [name for key, value in said.items() if key != "@context" for name in (key, *_names(value))]
    return [name for one in said for name in _names(one)] if isinstance(said, list) else []


async def status_list(apps: Apps, url: str) -> str:
    async with apps.http("ledger", "") as anybody:
        answer = await anybody.get(urlsplit(url).path)
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_the_list_is_kept_by_its_tag_until_something_is_revoked(apps: Apps, district: World) -> None:
    course, _ = await a_passed_class(district, 0, 1)
    certificates = [one["certificate"] for one in (await issue(district, course))["items"]]
    year = certificates[0]["issued_on"][:4]
    way = f"/ledger/v1/status-lists/{district.district_id}/certificates/COUNTY_BUREAU/{year}/1"
    async with apps.http("ledger", "") as anybody:
        first = await anybody.get(way)
        tag = {"If-None-Match": first.headers["etag"]}
        same = await anybody.get(way, headers=tag)
        await district.api("ledger").put(
            f"/certificates/{certificates[1]['certificate_id']}/revocation", json={"reason": "代考"}
        )
        changed = await anybody.get(way, headers=tag)
        nowhere = [
            await anybody.get(f"/ledger/v1/status-lists/{end}")
            for end in (
                f"{district.district_id}/certificates/COUNTY_BUREAU/{year}/2",
                f"{district.district_id}/certificates/COUNTY_BUREAU/{year}/0",
                f"{district.district_id}/certificates/COUNTY_BUREAU/1999/1",
                f"{district.district_id}/attestations/COUNTY_BUREAU/{year}/1",
                f"{district.district_id}/certificates/NOBODY/{year}/1",
                f"{district.district_id + 1}/certificates/COUNTY_BUREAU/{year}/1",
            )
        ]
        known = await anybody.get(f"/ledger/v1/issuers/{district.district_id}/COUNTY_BUREAU/did.json")
        unknown = await anybody.get(f"/ledger/v1/issuers/{district.district_id}/NOBODY/did.json")

    assert (same.status_code, same.content) == (304, b"")
    assert first.headers["cache-control"] == "public, max-age=300"
    assert changed.status_code == 200
    bits = decode_encoded_list(payload_of(changed.text)["credentialSubject"]["encodedList"])
    revoked = int(certificates[1]["number"][-6:-1]) - 1
    assert [at for at in range(8) if bits[0] & 0x80 >> at] == [revoked]
    assert [one.status_code for one in nowhere] == [404, 422, 404, 404, 404, 404]
    assert unknown.status_code == 404
    document = known.json()
    assert set(document) == {"@context", "id", "verificationMethod", "assertionMethod"}
    assert document["id"] == _ISSUER.format(district.district_id)
    assert [one["id"] for one in document["verificationMethod"]] == document["assertionMethod"]
    assert all(set(one["publicKeyJwk"]) == {"kty", "crv", "x", "kid"} for one in document["verificationMethod"])


async def test_each_year_of_numbers_has_a_list_of_its_own(apps: Apps, district: World, travel: Any) -> None:
    first, _, _ = await a_certificate(district)
    year = int(first["issued_on"][:4])
    await travel(datetime(year + 1, 3, 1, 4, tzinfo=UTC))
    second, _, _ = await a_certificate(district, 1)
    await district.api("ledger").put(f"/certificates/{second['certificate_id']}/revocation", json={"reason": "代考"})

    way = f"/ledger/v1/status-lists/{district.district_id}/certificates/COUNTY_BUREAU"
    lists = [payload_of(await status_list(apps, f"{way}/{one}/1")) for one in (year, year + 1)]

    bits = [decode_encoded_list(one["credentialSubject"]["encodedList"])[0] for one in lists]
    assert (first["number"][-6:], second["number"][-6:]) == ("00001号", "00001号")
    assert bits == [0, 0x80]


async def test_teachers_take_their_own_only_and_under_their_name(district: World) -> None:
    certificate, _, _ = await a_certificate(district)
    said = await attest(district)
    ways = (f"/certificates/{certificate['certificate_id']}", f"/attestations/{said['attestation_id']}")
    own, other = (district.api("ledger", "teacher", teacher=district.teachers[number].teacher_id) for number in (0, 1))
    for way in ways:
        assert (await own.get(f"{way}/credential")).status_code == 200
        assert (await other.get(f"{way}/credential")).status_code == 404
    async with district.session("directory") as session:
        await session.execute(
            text("update directory.teacher set name = '教师改名' where teacher_id = :t").bindparams(
                t=district.teachers[0].teacher_id
            )
        )
    for way in ways:
        renamed = await own.get(f"{way}/credential")
        assert (renamed.status_code, renamed.json()["type"]) == (409, "urn:xuefen:problem:holder-renamed")


# RFC 8037, appendix A.1, A.2 and A.4.
_RFC8037_KEY = {
    "kty": "OKP",
    "crv": "Ed25519",
    "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}
_RFC8037_JWS = (
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
)


def test_a_signature_is_that_of_the_specification() -> None:
    signer = Signer(json.dumps(_RFC8037_KEY))

    assert signer.key_id == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    assert signed_compact(signer, header=b'{"alg":"EdDSA"}', payload=b"Example of Ed25519 signing") == _RFC8037_JWS


# W3C Bitstring Status List v1.0, example 2: a list in which nothing is set.
_W3C_EMPTY_LIST = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"


def test_a_list_is_that_of_the_specification() -> None:
    assert decode_encoded_list(encoded_list(())) == decode_encoded_list(_W3C_EMPTY_LIST) == bytes(LIST_BITS // 8)
    some = decode_encoded_list(encoded_list((0, 9, LIST_BITS - 1)))
    assert (some[0], some[1], some[-1], sum(some)) == (0x80, 0x40, 0x01, 0x80 + 0x40 + 0x01)
    body = base64.urlsafe_b64decode(encoded_list((3,))[1:] + "==")
    assert len(gzip.decompress(body)) == LIST_BITS // 8


@pytest.mark.parametrize(("number", "page", "index"), [(1, 1, 0), (LIST_BITS, 1, LIST_BITS - 1), (LIST_BITS + 1, 2, 0)])
def test_every_number_has_a_bit_of_its_own(number: int, page: int, index: int) -> None:
    assert place_in_lists(number) == (page, index)
    assert numbers_of_list(page)[0] + index == number


@pytest.mark.parametrize(
    ("public_url", "did"),
    [
        ("https://xuefen.example", "did:web:xuefen.example:ledger:v1:issuers:341825:A%3AB"),
        ("https://xuefen.example:3000/", "did:web:xuefen.example%3A3000:ledger:v1:issuers:341825:A%3AB"),
        ("https://bureau.example/xuefen", "did:web:bureau.example:xuefen:ledger:v1:issuers:341825:A%3AB"),
    ],
)
def test_an_issuer_is_named_by_where_its_keys_are(public_url: str, did: str) -> None:
    issuing = Issuing(public_url, 341825, "A:B")

    assert issuing.did == did
    listed = issuing.list_address(Paper.CERTIFICATES, year=2026, page=1)
    assert listed == f"{public_url.rstrip('/')}/ledger/v1/status-lists/341825/certificates/A%3AB/2026/1"


def test_a_name_is_hashed_as_open_badges_hash_identities() -> None:
    """OB 3.0, IdentityHash: sha256$ and the hex digest of the identity followed by the salt."""
    told = hashed_name("王小明", salt="ABC")

    assert told["identityHash"] == "sha256$" + sha256("王小明ABC".encode()).hexdigest()
    assert (told["identityType"], told["hashed"], told["salt"]) == ("name", True, "ABC")
