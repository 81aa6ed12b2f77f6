"""The county's book: a system that is told of it, an adjustment by two officers, and proofs that need no trust."""

import asyncio
import json
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from services.demo import bailu as plan
from services.demo.client import Caller, refusal_of, until
from services.demo.handing_in import hand_in
from services.demo.records_system import RecordsSystem
from services.demo.story import Story
from services.demo.training import Term

_HOOK: Final = "/webhooks/records"
_TYPES: Final = ("entries.posted", "book_head.signed", "certificates.issued", "certificates.revoked")
_PAPER: Final[dict[str, Any]] = {
    "hours": str(plan.PAPER_HOURS),
    "credits": "0",
    "earned_from": "2026-03-10",
    "earned_to": "2026-03-10",
    "category": "THEORY",
    "level": "COUNTY",
    "mode": "CENTRALISED",
    "nature": "COMPULSORY",
    "kind": "OTHER_TRAINING",
    "tags": [],
    "organised_by_admin": True,
}


class Ledger:
    """What leaves the book, and what two persons bring into it."""

    def __init__(self, term: Term, story: Story) -> None:
        self._term = term
        self._district = term.district
        self._story = story
        self._records = RecordsSystem()

    @property
    def _admin(self) -> Caller:
        return self._district.admin

    @property
    def _auditor(self) -> Caller:
        return self._district.caller(plan.AUDITOR)

    async def connect(self, moment: datetime) -> None:
        """The records system is registered; its secret is shown once, and a ping arrives signed."""
        self._term.agenda.afterwards(self._records.stop)
        asked = {"url": await self._records.start(), "types": list(_TYPES), "active": True}
        self._records.secret = (await self._admin.put("ledger", _HOOK, asked)).body["secret"]
        listed = (await self._auditor.get("ledger", "/webhooks")).body["items"]
        self._story.check("a-secret-is-shown-once", [one["secret"] for one in listed], [None])
        await self._admin.post("ledger", f"{_HOOK}/pings")
        await until("the ping to arrive", self._has("webhook.ping"))
        self._story.tell(
            moment,
            "LEDGER",
            zh="县档案系统登记接收地址(Standard Webhooks签名,密钥只显示一次),试发一条,验签通过",
            en="The county's records system registers an address (Standard Webhooks, the secret is shown once); a ping "
            "arrives and its signature holds",
        )

    async def close_for_maintenance(self, _moment: datetime) -> None:
        """It takes nothing for a day: everything waits."""
        self._records.open = False

    async def reopen(self, _moment: datetime) -> None:
        """Something was turned away by then: the revised result, and the certificate that it revoked."""

        async def turned_away() -> bool:
            return self._records.turned_away > 0

        await until("a message to be turned away", turned_away)
        self._records.open = True

    async def catch_up(self, moment: datetime) -> None:
        """What it missed has come since; under a new secret everything of June is sent again, under the same ids."""
        for name in _TYPES:
            await until(f"the records system to be told of {name}", self._has(name))
        await until("everything to be delivered", self._nothing_waits)
        records = self._records
        self._story.check("nothing-is-lost-in-a-maintenance", (records.turned_away > 0, records.unsigned), (True, 0))
        log = await self._auditor.list_all("ledger", f"{_HOOK}/deliveries", state="DELIVERED")
        self._story.check("every-delivery-is-on-record", {one["message_id"] for one in log}, set(records.ids))
        detail = (await self._auditor.get("ledger", f"{_HOOK}/deliveries/{log[0]['message_id']}")).body
        self._story.check("with-every-call", detail["calls"][-1]["status"], 204)
        records.secret = (await self._admin.put("ledger", f"{_HOOK}/secret", None)).body["secret"]
        before, told = len(records.ids), set(records.ids)
        replay = {"states": ["DELIVERED"], "since": "2026-06-01T00:00:00+08:00"}
        again = int((await self._admin.post("ledger", f"{_HOOK}/replays", replay)).body["replayed"])

        async def sent_again() -> bool:
            return len(records.ids) >= before + again

        await until("everything to be sent again", sent_again)
        self._story.check(
            "a-replay-brings-the-same-messages", (told <= set(records.ids[before:]), records.unsigned), (True, 0)
        )
        feed = (await self._admin.get("ledger", "/entries", after_seq=0, limit=500)).body
        self._story.check(
            "the-feed-has-no-gaps", [one["seq"] for one in feed["items"]], list(range(1, len(feed["items"]) + 1))
        )
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"档案系统停机一天,其间消息先后重试,一条不少;换密钥后重放{again}条,编号不变;变更流序号连续",
            en=f"The records system was down for a day and has missed nothing; with a new secret {again} messages are "
            "sent again under the same ids, and the numbers of the feed have no gaps",
        )

    async def adjust(self, moment: datetime) -> None:
        """Hours of a paper certificate: proposed by one officer, approved by another, never by oneself."""
        number = plan.BRINGS_PAPER
        file_id = await hand_in(self._admin, "县教研活动学时证明", f"{number} {plan.PAPER_HOURS}学时", "原件已核验")
        proposal = {
            "teacher_id": self._district.teacher_ids[number],
            "title": "县小学英语教研活动(纸质证明补登)",
            "reason": "原件已核验,当年名册遗漏",
            "takes_back": [],
            "lines": [_PAPER],
            "evidence": [file_id],
        }
        asked = (await self._admin.post("ledger", "/adjustments", proposal)).body
        path = f"/adjustments/{asked['adjustment_id']}"
        approval = {"decision": "APPROVED", "reason": "与原件相符"}
        alone = await self._admin.post("ledger", f"{path}/decision", approval, may=(409,))
        self._story.check("nobody-adjusts-alone", refusal_of(alone), "second-person-needed")
        deputy = self._district.caller(plan.DEPUTY)
        posted = (await deputy.post("ledger", f"{path}/decision", approval)).body["entries"]
        told = [(one["source"], Decimal(one["hours"])) for one in posted]
        self._story.check("two-persons-adjust", told, [("adjustment", plan.PAPER_HOURS)])
        self._term.hours += plan.PAPER_HOURS
        seen = (await self._auditor.get("ledger", path)).body
        listed = await self._auditor.list_all("ledger", "/adjustments", state="APPROVED")
        self._story.check(
            "who-did-it-is-on-record",
            (seen["proposed_by"] != seen["decided_by"], [one["state"] for one in listed]),
            (True, ["APPROVED"]),
        )
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"{number}补登纸质证明{plan.PAPER_HOURS}学时:一人提出、另一人核对原件后入账,本人不能自批",
            en=f"{plan.PAPER_HOURS} hours of a paper certificate of {number}: proposed by one officer, approved by "
            "another who held it against the original; nobody approves the own",
        )

    async def prove(self, moment: datetime) -> None:
        """The auditor has the book recomputed; a statement and the whole book are checked without asking anybody."""
        heads: list[dict[str, Any]] = []

        async def signed() -> bool:
            answer = await self._auditor.get("ledger", "/book/heads", after_number=0, limit=100)
            heads[:] = answer.body["items"]
            return bool(heads[-1]["seq"] == (await self._auditor.get("ledger", "/book")).body["entries"])

        await until("what the book has grown by to be signed", signed)
        asked = (await self._auditor.post("ledger", "/book/verifications", may=(202,))).body["verification_id"]
        path = f"/book/verifications/{asked}"

        async def done() -> bool:
            return (await self._auditor.get("ledger", path)).body["holds"] is not None

        await until("the book to be recomputed", done)
        found = (await self._auditor.get("ledger", path)).body
        self._story.check("the-book-holds", (found["holds"], found["findings"]), (True, []))
        keys = (await self._district.network.send("ledger", "GET", "/book-keys")).content
        self._keep("book-keys.json", keys)
        teacher_id = self._district.teacher_ids[plan.RISES]
        own = await self._district.caller(plan.RISES).download("ledger", f"/teachers/{teacher_id}/statement/proof")
        self._keep("statement.json", own)
        self._keep("book.ndjson", await self._auditor.download("ledger", "/book/export"))
        trusted = ("--keys", str(self._path_of("book-keys.json")))
        told = [
            await self._command(*words, str(self._path_of(file)), *trusted)
            for words, file in ((("verify-statement",), "statement.json"), (("verify-book", "--file"), "book.ndjson"))
        ]
        self._story.check("a-statement-and-the-book-hold-offline", [faults for status, faults in told if status], [])
        forged = own.replace(b'hours\\":\\"12', b'hours\\":\\"72')
        self._story.demand("there is something to forge", forged != own, wanted=True)
        self._path_of("forged.json").write_bytes(forged)
        said = await self._command("verify-statement", str(self._path_of("forged.json")), *trusted)
        self._path_of("forged.json").unlink()
        self._story.check("a-forged-statement-is-found-out", said[0], 1)
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"审计复核全账:{found['entries']}行逐行重算,{len(heads)}个签名账头全部成立;对账单与整本账离线可验,改一个数即被识破",
            en=f"The auditor has {found['entries']} entries and {len(heads)} signed heads recomputed: the book holds; "
            "a statement and the whole book are verified offline, and one changed number is found out",
        )

    def _path_of(self, name: str) -> Path:
        return self._story.folder / "showcase" / name

    def _keep(self, name: str, content: bytes) -> None:
        self._story.keep(name, content, looks_right=lambda told: told.startswith(b"{") and bool(_first_of(told)))

    async def _command(self, *words: str) -> tuple[int, str]:
        """Exit status and output of `xuefen`, run as anybody would."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "services.cli",
            *words,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        told, _ = await process.communicate()
        return process.returncode or 0, told.decode()

    def _has(self, type_: str) -> Any:
        async def arrived() -> bool:
            return type_ in self._records.types

        return arrived

    async def _nothing_waits(self) -> bool:
        (hook,) = (await self._admin.get("ledger", "/webhooks")).body["items"]
        return not hook["waiting"] and not hook["parked"]


def _first_of(content: bytes) -> Any:
    return json.loads(content.splitlines()[0])
