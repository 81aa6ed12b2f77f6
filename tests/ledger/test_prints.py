"""A class's certificates are printed by the worker some at a time, and every page is read back as it was issued."""

import io
import zipfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from services.contracts import CertificatePrintFellDue, ClassScheduled
from services.ledger.rules import prints as rules
from services.ledger.rules.certificates import read_signed
from services.platform import clock, outbox
from services.platform.database import district_transaction
from services.platform.files import FileGone
from tests.ledger.certifying import a_passed_class, a_result, issue
from tests.ledger.saying import a_line, post
from tests.ledger.scanning import codes_of
from tests.support import World
from workers.subscriptions import SUBSCRIPTIONS, consumers_by_topic, deliver

Travel = Callable[[datetime], Awaitable[None]]

_CONSUMER = "ledger.go_on_printing"


async def ask(world: World, course: ClassScheduled, **body: Any) -> dict[str, Any]:
    answer = await world.api("ledger").post(f"/classes/{course.class_id}/certificate-prints", json=body)
    assert answer.status_code == 202, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def look(world: World, asked: dict[str, Any]) -> dict[str, Any]:
    answer = await world.api("ledger").get(f"/certificate-prints/{asked['print_id']}")
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def fetch(world: World, asked: dict[str, Any]) -> httpx.Response:
    return await world.api("ledger").get(f"/certificate-prints/{asked['print_id']}/document")


async def one_step(world: World) -> None:
    """Deliver what waits now, and nothing of what it says next."""
    async with district_transaction(world.apps.sessions["relay"], world.district_id) as session:
        await outbox.route_events(session, district_id=world.district_id, consumers=consumers_by_topic())
    async with district_transaction(world.apps.sessions["relay"], world.district_id) as session:
        due = await outbox.take_due(session, district_id=world.district_id)
        waiting = [row.event_id for row in due if row.consumer == _CONSUMER]
    await deliver(
        SUBSCRIPTIONS[_CONSUMER],
        world.apps.sessions["ledger"],
        district_id=world.district_id,
        event_ids=waiting,
    )


async def test_a_class_is_printed_in_one_pdf_whose_codes_are_read_back(district: World) -> None:
    course, _ = await a_passed_class(district, *range(8))
    issued = [one["certificate"] for one in (await issue(district, course))["items"]]

    asked = await ask(district, course)
    early = await fetch(district, asked)
    await district.drain()

    done = await look(district, asked)
    assert (asked["state"], asked["total"], asked["done"], asked["document"]) == ("RUNNING", 8, 0, None)
    assert (early.status_code, early.json()["type"]) == (409, "urn:xuefen:problem:print-running")
    assert (done["state"], done["done"], done["files"], done["pages"], done["withheld"]) == ("FINISHED", 8, 1, 8, [])
    whole = await fetch(district, asked)
    assert (whole.status_code, whole.headers["content-type"]) == (200, "application/pdf")
    assert b"pdfaid:part" in whole.content
    keys = district.apps.of["ledger"].state.book_keys
    in_order = sorted(issued, key=lambda one: str(one["number"]))
    read = codes_of(whole.content)
    assert [read_signed(keys, code).c for code in read] == [one["code"] for one in in_order]
    assert all(code.partition("#")[0].endswith(one["code"]) for code, one in zip(read, in_order, strict=True))


async def test_files_of_their_own_come_in_a_zip_under_their_numbers(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_A_STEP", {rules.PrintForm.BOUND: 3, rules.PrintForm.SINGLE: 3})
    course, _ = await a_passed_class(district, *range(8))
    issued = [one["certificate"] for one in (await issue(district, course))["items"]]

    single, bound = await ask(district, course, form="SINGLE"), await ask(district, course, form="BOUND")
    await one_step(district)
    amid = await look(district, single)
    await district.drain()

    assert (amid["state"], amid["done"], amid["files"]) == ("RUNNING", 3, 3)
    for asked, files in ((single, 8), (bound, 3)):
        answer = await fetch(district, asked)
        assert answer.headers["content-type"] == "application/zip"
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            names = archive.namelist()
            codes = [code for name in names for code in codes_of(archive.read(name))]
        assert len(names) == files
        assert names == sorted(names)
        told = [code.partition("#")[0].rpartition("/")[2] for code in codes]
        assert told == [one["code"] for one in sorted(issued, key=lambda one: str(one["number"]))]
    assert names[0] == "0001 {}-{}.pdf".format(*sorted(str(one["number"]) for one in issued)[:3:2])


async def test_a_step_that_dies_is_made_again_and_nothing_is_printed_twice(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_A_STEP", {rules.PrintForm.BOUND: 3, rules.PrintForm.SINGLE: 3})
    course, _ = await a_passed_class(district, *range(8))
    await issue(district, course)
    asked = await ask(district, course)
    await one_step(district)
    before = await look(district, asked)
    store = type(district.apps.of["ledger"].state.files)
    keep = store.put_passing
    died: list[Any] = []

    async def put_and_die(self: Any, *given: Any) -> None:
        await keep(self, *given)
        if not died:
            died.append(given[1])
            raise ConnectionResetError

    monkeypatch.setattr(store, "put_passing", put_and_die)
    await one_step(district)
    after_the_fault = await look(district, asked)
    async with district.session("ledger") as session:
        await session.execute(text("update messaging.delivery set next_at = now(), not_before = null"))
    await district.drain()

    assert (before["done"], after_the_fault["done"], len(died)) == (3, 3, 1)
    done = await look(district, asked)
    assert (done["state"], done["done"], done["files"], done["pages"]) == ("FINISHED", 8, 3, 8)


async def test_what_was_revoked_or_renamed_meanwhile_is_not_printed_and_said(district: World) -> None:
    course, _ = await a_passed_class(district, 0, 1, 2)
    issued = {one["teacher_id"]: one["certificate"] for one in (await issue(district, course))["items"]}
    asked = await ask(district, course)
    gone, renamed = (str(district.teachers[number].teacher_id) for number in (0, 1))
    await district.api("ledger").put(
        f"/certificates/{issued[gone]['certificate_id']}/revocation", json={"reason": "经核查，由他人代为参加考核"}
    )
    async with district.session("directory") as session:
        await session.execute(
            text("update directory.teacher set name = '教师改名' where teacher_id = :t").bindparams(t=UUID(renamed))
        )

    await district.drain()

    done = await look(district, asked)
    assert (done["state"], done["done"], done["pages"]) == ("FINISHED", 3, 1)
    told = {one["certificate_id"]: one["code"] for one in done["withheld"]}
    assert told == {
        issued[gone]["certificate_id"]: "revoked",
        issued[renamed]["certificate_id"]: "holder-renamed",
    }
    kept = issued[str(district.teachers[2].teacher_id)]
    (code,) = codes_of((await fetch(district, asked)).content)
    assert code.partition("#")[0].endswith(kept["code"])


async def test_a_cancelled_print_stops_and_leaves_nothing_behind(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_A_STEP", {rules.PrintForm.BOUND: 3, rules.PrintForm.SINGLE: 3})
    course, _ = await a_passed_class(district, *range(8))
    await issue(district, course)
    bureau = district.api("ledger")
    asked, other = await ask(district, course), await ask(district, course)
    way = f"/certificate-prints/{asked['print_id']}/cancellation"
    await one_step(district)

    cancelled, again = await bureau.put(way), await bureau.put(way)
    await district.drain()

    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "CANCELLED")
    assert again.json() == cancelled.json()
    stopped = await look(district, asked)
    assert (stopped["state"], stopped["done"], stopped["document"]) == ("CANCELLED", 3, None)
    assert (await fetch(district, asked)).status_code == 410
    files = district.apps.of["ledger"].state.files
    with pytest.raises(FileGone):
        await files.get_passing(district.district_id, rules.kept_under(UUID(asked["print_id"]), 1))
    assert (await fetch(district, other)).status_code == 200
    late = await bureau.put(f"/certificate-prints/{other['print_id']}/cancellation")
    assert (late.status_code, late.json()["type"]) == (409, "urn:xuefen:problem:print-ended")


async def test_what_is_removed_while_it_is_being_sent_is_gone_and_no_fault(district: World) -> None:
    course, _ = await a_passed_class(district, *range(3))
    await issue(district, course)
    one, several = await ask(district, course), await ask(district, course, form="SINGLE")
    await district.drain()
    whole = [await fetch(district, asked) for asked in (one, several)]
    files = district.apps.of["ledger"].state.files

    for asked in (one, several):
        last = rules.kept_under(UUID(asked["print_id"]), (await look(district, asked))["files"])
        await files.remove_passing(district.district_id, [last])
    late = [await fetch(district, asked) for asked in (one, several)]

    assert [answer.status_code for answer in whole] == [200, 200]
    assert [(answer.status_code, answer.json()["type"]) for answer in late] == [
        (410, "urn:xuefen:problem:file-gone")
    ] * 2


async def test_a_print_is_gone_when_its_week_is_over_though_nobody_has_removed_it_yet(
    district: World, travel: Travel
) -> None:
    course, _ = await a_passed_class(district, 0)
    await issue(district, course)
    asked = await ask(district, course)
    await district.drain()
    begun = clock.now()
    await travel(begun + timedelta(days=6, hours=23))
    in_time = await fetch(district, asked)
    await travel(begun + timedelta(days=7, minutes=1))

    late = await fetch(district, asked)

    assert in_time.status_code == 200
    assert (late.status_code, late.json()["type"]) == (410, "urn:xuefen:problem:print-gone")


async def test_a_step_that_is_printing_while_the_print_is_cancelled_leaves_nothing_either(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, _ = await a_passed_class(district, 0, 1)
    await issue(district, course)
    asked = await ask(district, course)
    files = district.apps.of["ledger"].state.files
    keep = type(files).put_passing
    said: list[int] = []

    async def keep_and_cancel(self: Any, *given: Any) -> None:
        await keep(self, *given)
        answer = await district.api("ledger").put(f"/certificate-prints/{asked['print_id']}/cancellation")
        said.append(answer.status_code)

    monkeypatch.setattr(type(files), "put_passing", keep_and_cancel)
    await district.drain()

    stopped = await look(district, asked)
    assert said == [200]
    assert (stopped["state"], stopped["done"], stopped["files"]) == ("CANCELLED", 0, 0)
    with pytest.raises(FileGone):
        await files.get_passing(district.district_id, rules.kept_under(UUID(asked["print_id"]), 1))


async def test_what_a_step_left_that_died_goes_when_the_print_is_cancelled(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, _ = await a_passed_class(district, 0, 1)
    await issue(district, course)
    asked = await ask(district, course, form="SINGLE")
    files = district.apps.of["ledger"].state.files
    keep = type(files).put_passing
    second = rules.kept_under(UUID(asked["print_id"]), 2)

    async def put_and_die(self: Any, *given: Any) -> None:
        await keep(self, *given)
        if given[1] == second:
            raise ConnectionResetError

    monkeypatch.setattr(type(files), "put_passing", put_and_die)
    await one_step(district)
    left = await files.get_passing(district.district_id, second)
    await district.api("ledger").put(f"/certificate-prints/{asked['print_id']}/cancellation")
    await district.drain()

    assert left.startswith(b"%PDF")
    for place in (1, 2):
        with pytest.raises(FileGone):
            await files.get_passing(district.district_id, rules.kept_under(UUID(asked["print_id"]), place))


def test_no_number_becomes_a_folder_and_names_sort_up_to_the_most_that_are_printed() -> None:
    names = [rules.document_name(place, ["../..\\望〔2026〕00001号"]) for place in (9, 999, 1000, rules.MOST_PRINTED)]

    assert names == sorted(names)
    assert names[0] == "0009 ..／..＼望〔2026〕00001号.pdf"


async def test_the_files_are_removed_after_seven_days(district: World) -> None:
    course, _ = await a_passed_class(district, 0)
    await issue(district, course)
    asked = await ask(district, course)
    await district.drain()
    async with district.session("ledger") as session:
        (due_at,) = await session.scalars(
            text(
                "select due_at from messaging.event where district_id = :d and topic = :t and due_at is not null"
            ).bindparams(d=district.district_id, t=CertificatePrintFellDue.topic)
        )
    finished = await look(district, asked)

    await district.publish(
        CertificatePrintFellDue(district_id=district.district_id, print_id=UUID(asked["print_id"])), role="ledger"
    )
    await district.drain()

    assert datetime.fromisoformat(finished["expires_at"]) == due_at
    removed = await look(district, asked)
    assert (removed["state"], removed["document"]) == ("REMOVED", None)
    gone = await fetch(district, asked)
    assert (gone.status_code, gone.json()["type"]) == (410, "urn:xuefen:problem:print-gone")


async def test_only_what_holds_is_printed_and_a_class_without_says_so(district: World) -> None:
    course, (result,) = await a_passed_class(district, 0)
    bureau = district.api("ledger")
    way = f"/classes/{course.class_id}/certificate-prints"

    none = await bureau.post(way, json={})
    await issue(district, course)
    other_kind = await bureau.post(way, json={"kind": "EXCELLENT"})
    corrected = a_result(district, course, 0, outcome_id=result.outcome_id, revision=2, lines=(a_line(1, "18"),))
    await post(district, corrected)
    revoked = await bureau.post(way, json={})
    nowhere = await bureau.post(f"/classes/{result.outcome_id}/certificate-prints", json={})

    assert {(one.status_code, one.json()["type"]) for one in (none, other_kind, revoked)} == {
        (409, "urn:xuefen:problem:nothing-to-print")
    }
    assert nowhere.status_code == 404
