"""What people and systems take out of the book: prints of a class, a year on paper, exports, an archive."""

import base64
import json
from datetime import datetime
from typing import Any, Final

from services.demo import bailu as plan
from services.demo.bailu_binder import zipfile_is_sound
from services.demo.bailu_class import Setup
from services.demo.bureau import District
from services.demo.client import Caller, until
from services.demo.story import Story
from services.demo.values import DemoFailed
from services.demo.workbooks import read_workbook

_PDF: Final = b"%PDF-1."


class Papers:
    """From the print of the class to the archive of one of its members."""

    def __init__(self, district: District, story: Story, setup: Setup) -> None:
        self._district = district
        self._story = story
        self._setup = setup

    @property
    def _admin(self) -> Caller:
        return self._district.admin

    async def print_class(self, moment: datetime) -> None:
        """All certificates of the class in one file; a second print is cancelled."""
        path = f"{self._setup.path}/certificate-prints"
        asked = (await self._admin.post("ledger", path, {"form": "BOUND"}, may=(202,))).body
        done = await _ended(self._admin, f"/certificate-prints/{asked['print_id']}", "RUNNING")
        told = (done["state"], done["pages"], done["withheld"])
        self._story.check("a-class-is-printed-at-once", told, ("FINISHED", len(plan.MEMBERS) + 2, []))
        printed = await self._admin.download("ledger", f"/certificate-prints/{asked['print_id']}/document")
        self._story.keep("certificates.pdf", printed, looks_right=lambda content: content.startswith(_PDF))
        cancelled = await self._cancelled(path)
        self._story.check("a-print-is-cancelled", cancelled["state"], "CANCELLED")
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"全班有效证书{done['pages']}份一次印成一个PDF/A文件;重复的一次打印中途取消",
            en=f"The {done['pages']} certificates of the class that hold are printed as one PDF/A; a second print is "
            "cancelled on its way",
        )

    async def attest(self, moment: datetime) -> None:
        """A year as a paper and as an Open Badge, for a member; anybody verifies it."""
        number = plan.RISES
        teacher_id, own = self._district.teacher_ids[number], self._district.caller(number)
        body = {"kind": "YEAR", "issuer_code": "COUNTY_BUREAU", "on": "2026-06-30"}
        issued = (await self._admin.post("ledger", f"/teachers/{teacher_id}/attestations", body)).body
        again = (await own.post("ledger", f"/teachers/{teacher_id}/attestations", body)).body
        self._story.check(
            "what-says-the-same-is-given-again", (again["number"], again["anew"]), (issued["number"], False)
        )
        path = f"/attestations/{issued['attestation_id']}"
        seen = (await own.get("ledger", path)).body
        listed = await own.list_all("ledger", "/attestations")
        self._story.check("a-year-is-stated", (seen["status"], len(listed)), ("VALID", 1))
        document = await own.download("ledger", f"{path}/document")
        self._story.keep("year-statement.pdf", document, looks_right=lambda content: content.startswith(_PDF))
        proof = (await own.get("ledger", f"{path}/proof")).body
        self._story.check(
            "it-is-bound-to-a-signed-head", seen["head"]["seq"], json.loads(proof["head"]["canonical"])["seq"]
        )
        shown = await self._public(f"/attestations/{issued['code']}", name=self._district.logins[number].note)
        self._story.check("anybody-verifies-a-year", (shown["status"], shown["name_matches"]), ("VALID", True))
        badge = await own.download("ledger", f"{path}/credential")
        self._story.check("a-year-is-an-open-badge", "OpenBadgeCredential" in _claims(badge)["type"], wanted=True)
        (certificate, *_) = await own.list_all("ledger", "/certificates", holds="true")
        badge = await own.download("ledger", f"/certificates/{certificate['certificate_id']}/credential")
        self._story.keep("certificate.jwt", badge, looks_right=lambda content: content.count(b".") == 2)
        issuer = await self._public(f"/issuers/{self._district.district_id}/COUNTY_BUREAU/did.json")
        self._story.check("its-issuer-has-a-did", issuer["id"].startswith("did:web:"), wanted=True)
        place = f"/status-lists/{self._district.district_id}/certificates/COUNTY_BUREAU/2026/1"
        answer = await self._district.network.send("ledger", "GET", place)
        self._story.check("what-was-revoked-is-listed", answer.status_code, 200)
        school_id = self._district.schools[plan.SCHOOL.prefix]
        for_some = {**body, "teacher_ids": [teacher_id]}
        fates = (await self._admin.post("ledger", f"/schools/{school_id}/attestations", for_some)).body
        told = (fates["issued"], fates["given_again"], fates["refused"])
        self._story.check("a-school-gets-its-years-at-once", told, (0, 1, 0))
        wrong = (await self._admin.put("ledger", f"{path}/revocation", {"reason": "应领用人要求改用周期证明"})).body
        self._story.check("a-year-is-withdrawn-by-a-person", wrong["status"], "REVOKED")
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"{number}领取年度学时证明(PDF/A,绑定签名账头,扫码可验)和Open Badges 3.0电子证书,吊销状态公开可查",
            en=f"{number} gets the year as a PDF/A bound to a signed head, and credentials as Open Badges 3.0 whose "
            "status anybody can look up",
        )

    async def export(self, moment: datetime) -> None:
        """Everything as a workbook with the national codes; and a teacher's own archive."""
        asked = (await self._admin.post("ledger", "/exports", {"kind": "ENTRIES", "form": "XLSX"}, may=(202,))).body
        path = f"/exports/{asked['export_id']}"
        done = await _ended(self._admin, path, "WAITING", "RUNNING")
        content = await self._admin.download("ledger", f"{path}/content")
        self._story.keep("entries.xlsx", content, looks_right=lambda one: one.startswith(b"PK"))
        rows = next(iter(read_workbook(content).values()))
        self._story.check("an-export-has-every-entry", (len(rows) - 1, done["rows"]), (done["known_at_seq"],) * 2)
        await self._admin.put("ledger", f"{path}/cancellation", None)
        listed = await self._admin.list_all("ledger", "/exports")
        self._story.check("exports-are-let-go-of", [one["state"] for one in listed], ["CANCELLED"])
        number = plan.RISES
        own, teacher = self._district.caller(number), f"/teachers/{self._district.teacher_ids[number]}"
        begun = (await own.post("ledger", f"{teacher}/archives", {}, may=(202,))).body
        place = f"{teacher}/archives/{begun['archive_id']}"
        await _ended(own, place, "WAITING", "MAKING", "ASKED")
        archive = await own.download("ledger", f"{place}/file")
        self._story.keep("teacher-archive.zip", archive, looks_right=zipfile_is_sound)
        kept = await own.list_all("ledger", f"{teacher}/archives")
        self._story.check("a-teacher-takes-everything-along", [one["taken"] for one in kept], [1])
        lines = (await own.get("ledger", f"{teacher}/statement")).body["lines"]
        source = (await own.get("ledger", f"/entries/{lines[0]['entry_id']}/provenance")).body
        self._story.check("every-entry-tells-where-it-comes-from", bool(source), wanted=True)
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"全账导出xlsx(含国标层级、方式代码){done['rows']}行;{number}自助取走本人档案:对账单、逐行证明、证据目录",
            en=f"The book as a workbook with the national codes, {done['rows']} rows; {number} takes the own archive: "
            "statement, proofs entry by entry, index of evidence",
        )

    async def _cancelled(self, path: str) -> dict[str, Any]:
        """A print that was cancelled before the worker had finished it; the worker is quick."""
        for _ in range(20):
            print_id = (await self._admin.post("ledger", path, {"form": "SINGLE"}, may=(202,))).body["print_id"]
            place = f"/certificate-prints/{print_id}/cancellation"
            answer = await self._admin.put("ledger", place, None, may=(409,))
            if answer.status == 200:
                return dict(answer.body)
        raise DemoFailed("every print was finished before it could be cancelled")

    async def _public(self, path: str, **query: str) -> dict[str, Any]:
        """What somebody without any account is answered."""
        answer = await self._district.network.send("ledger", "GET", path, params=query or None)
        if answer.status_code != 200:
            raise DemoFailed(f"GET ledger{path}: {answer.status_code} {answer.text[:200]}")
        return dict(answer.json())


def _claims(token: bytes) -> dict[str, Any]:
    """What a signed credential says."""
    middle = token.split(b".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(middle + b"=" * (-len(middle) % 4))))


async def _ended(caller: Caller, path: str, *running: str) -> dict[str, Any]:
    """What a job came to, when the worker is done with it."""
    seen: dict[str, Any] = {}

    async def done() -> bool:
        seen.update((await caller.get("ledger", path)).body)
        return seen["state"] not in running

    await until(f"{path} to be done", done)
    return seen
