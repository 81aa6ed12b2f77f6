"""What auditors hold against the database stands in the log, which is kept elsewhere: whole, signed, and of nobody."""

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from services.directory.operations import seal_audit
from services.ledger.operations import sign_head
from services.ledger.rules import read_head
from services.platform import clock
from services.platform.asked import ASKED
from services.platform.signing import KeyRing, Signer, from_base64url
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Apps, World


def lines_of(said: str, event: str) -> list[dict[str, Any]]:
    return [line for line in map(json.loads, said.splitlines()) if line["event"] == event]


def demand_bare(line: dict[str, Any], *, beside: str) -> None:
    """That it says what was signed, the signature and what every line says, and nothing more."""
    assert set(line) == {"event", "level", "timestamp", beside, "signature"}
    assert line["level"] == "info"


async def test_the_log_says_every_signed_head_of_a_book_as_it_was_signed(
    apps: Apps, district: World, capsys: pytest.CaptureFixture[str]
) -> None:
    settings, at = apps.settings, clock.now()
    signer, keys = Signer(settings.secret("book_private_key")), KeyRing.read(settings.secret("book_public_keys"))
    said = ""
    for number in range(2):
        await post(district, an_outcome(district, number, a_line(1, "24")))
        # What is taken back was never signed: whole, or to a savepoint, as a request takes a refusal's effect back.
        with suppress(ConnectionResetError):
            async with district.session("ledger") as session:
                await sign_head(session, district_id=district.district_id, signer=signer, at=at)
                raise ConnectionResetError
        async with district.session("ledger") as session:
            with suppress(ConnectionResetError):
                async with session.begin_nested(), session.begin_nested():
                    await sign_head(session, district_id=district.district_id, signer=signer, at=at)
                    raise ConnectionResetError
            async with session.begin_nested():
                await sign_head(session, district_id=district.district_id, signer=signer, at=at)
            assert len(lines_of(capsys.readouterr().out, "book head signed")) == 0
        said += capsys.readouterr().out
    async with district.session("ledger") as session:
        # Where nothing has grown there is nothing to say.
        await sign_head(session, district_id=district.district_id, signer=signer, at=at)
        kept = (
            await session.execute(
                text("select convert_from(canonical, 'UTF8'), signature from ledger.book_head order by number")
            )
        ).all()

    lines = lines_of(said + capsys.readouterr().out, "book head signed")
    assert [(line["head"], from_base64url(line["signature"])) for line in lines] == [tuple(head) for head in kept]
    assert len(lines) == 2
    for number, line in enumerate(lines, start=1):
        demand_bare(line, beside="head")
        head = read_head(line["head"].encode())
        assert head is not None
        assert (head.district_id, head.number, head.seq) == (district.district_id, number, number)
        assert set(json.loads(line["head"])) == {
            "form",
            "district_id",
            "number",
            "seq",
            "head_hash",
            "tree_root",
            "signed_at",
            "key_id",
        }
        assert keys.holds(
            key_id=head.key_id, content=line["head"].encode(), signature=from_base64url(line["signature"])
        )


async def test_the_log_says_every_seal_of_the_audit_trail_as_it_was_signed(
    apps: Apps, district: World, capsys: pytest.CaptureFixture[str]
) -> None:
    settings, officer, teacher = apps.settings, district.api("directory"), district.teachers[0].teacher_id
    signer, keys = Signer(settings.secret("book_private_key")), KeyRing.read(settings.secret("book_public_keys"))
    await officer.get(f"/teachers/{teacher}")
    # The worker seals, and serves no request.
    ASKED.set(None)

    async with district.session("directory") as session:
        for _ in range(2):
            await seal_audit(
                session,
                district_id=district.district_id,
                signer=signer,
                settled_before=clock.real_now() + timedelta(minutes=1),
                at=clock.now(),
            )
        last = await session.scalar(text("select max(audit_id::text) from platform.audit"))

    (line,) = lines_of(capsys.readouterr().out, "audit trail sealed")
    demand_bare(line, beside="seal")
    seal = json.loads(line["seal"])
    assert set(seal) == {"form", "district_id", "number", "last_id", "rows", "digest", "previous", "sealed_at"}
    assert (seal["district_id"], seal["number"], seal["last_id"], seal["rows"]) == (district.district_id, 1, last, 1)
    assert keys.holds(key_id=signer.key_id, content=line["seal"].encode(), signature=from_base64url(line["signature"]))
    # Whose record was read, by whom, and as what, is in the trail alone.
    assert not [one for one in (str(teacher), str(district.admin_id), "教师", "district_admin") if one in str(line)]
