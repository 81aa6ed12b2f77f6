"""The class's certificates: issued, verified by anybody, revoked by what changes, issued again by a person."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from services.demo import bailu as plan
from services.demo.bailu_class import Setup
from services.demo.client import Reply, refusal_of, until
from services.demo.story import Story
from services.demo.training import Term, wait_for_book

_ISSUER: Final = {"name": "领雁县教育局", "number_prefix": "领教培"}


class Certificates:
    """From the first five to the last two."""

    def __init__(self, term: Term, story: Story, setup: Setup) -> None:
        self._term = term
        self._district = term.district
        self._story = story
        self._setup = setup
        self._by_number: dict[str, dict[str, Any]] = {}
        """Staff number -> the certificate of completion as it was first issued."""

    async def issue(self, moment: datetime) -> None:
        """Who has passed gets one in the words of the pack; anybody may verify it, and nobody can guess another."""
        admin = self._district.admin
        await admin.put("ledger", "/certificate-issuers/COUNTY_BUREAU", _ISSUER)
        issuers = (await admin.get("ledger", "/certificate-issuers")).body
        self._story.check("issuers-are-named", [one["name"] for one in issuers], [_ISSUER["name"]])
        await wait_for_book(self._term)
        made = await self._issue("COMPLETION")
        self._by_number = {number: one["certificate"] for number, one in made.items() if one["certificate"]}
        told = sorted(one["number"] for one in self._by_number.values())
        wanted = [f"领教培〔2026〕{number:05}号" for number in range(1, len(plan.MEMBERS))]
        self._story.check("numbers-of-an-issuer-have-no-gaps", told, wanted)
        first = self._by_number[plan.MEMBERS[0]]
        holder = self._district.caller(plan.MEMBERS[0])
        own = await holder.list_all("ledger", "/certificates", holds="true")
        self._story.check("a-member-finds-the-own-certificate", [one["number"] for one in own], [first["number"]])
        full = (await holder.get("ledger", f"/certificates/{first['certificate_id']}")).body
        self._story.check("it-stands-on-entries-of-the-book", (full["clause_id"], len(full["entry_ids"])), ("LY-11", 2))
        document = await holder.download("ledger", f"/certificates/{first['certificate_id']}/document")
        self._story.keep("certificate.pdf", document, looks_right=lambda content: content.startswith(b"%PDF-1."))
        name = self._district.logins[plan.MEMBERS[0]].note
        seen = await self._anybody(first["code"], name=name)
        facts = (seen.body["status"], seen.body["name_matches"], Decimal(seen.body["hours"]), name in str(seen.body))
        self._story.check("anybody-verifies-the-facts-not-just-valid", facts, ("VALID", True, 12, False))
        guessed = await self._anybody(first["code"][:-4] + "ZZZZ")
        self._story.check("a-code-cannot-be-guessed", (guessed.status, refusal_of(guessed)), (404, "not-found"))
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"县教育局颁发结业证书{len(told)}份(按LY-11的名称,编号连续);扫码即可核对姓名、学时、日期,姓名不外露",
            en=f"The bureau issues {len(told)} certificates in the words of LY-11, numbered without gaps; who scans "
            "one holds its hours and days against the book, and the name is not given away",
        )

    async def follow(self, moment: datetime) -> None:
        """The result of one has changed since: the certificate is revoked by itself, and issued again by a person."""
        former = self._by_number[plan.RISES]

        async def revoked() -> bool:
            gone = await self._district.admin.list_all("ledger", "/certificates", holds="false")
            return [one["number"] for one in gone] == [former["number"]]

        await until("the certificate to be revoked by what changed in the book", revoked)
        path = f"/certificates/{former['certificate_id']}/reissues"
        again: dict[str, Any] = {}

        async def reissued() -> bool:
            # Until the revised result stands in the book, none is due.
            reason = {"reason": "成绩按第2版办法重新认定"}
            answer = await self._district.admin.post("ledger", path, reason, may=(409,))
            again.update(answer.body)
            return answer.status == 201

        await until("the revised result to stand in the book", reissued)
        told = (again["number"], again["edition"], again["replaces"])
        self._story.check("reissued-by-a-person", told, ("领教培〔2026〕00006号", 2, former["certificate_id"]))
        shown = (await self._anybody(former["code"])).body
        self._story.check("the-former-one-says-so", (shown["status"], shown["reissued"]), ("REVOKED", True))
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"{plan.RISES}重新认定后,原证书自动失效;经办人核对后补发,旧证扫码显示“已作废、另有新证”",
            en=f"The result of {plan.RISES} was revised, so the certificate has revoked itself; a person issues "
            "another, and who scans the former one is told",
        )

    async def issue_the_last(self, moment: datetime) -> None:
        """One for who passed later, two of excellence, and one that was misprinted."""
        await wait_for_book(self._term)
        last: dict[str, dict[str, Any]] = {}

        async def due() -> bool:
            # The sums of the book may agree a moment before the last result stands in it.
            last.update(await self._issue("COMPLETION"))
            return any(one["certificate"] for one in last.values())

        await until("the last result to stand in the book", due)
        named = sorted(number for number, one in last.items() if one["certificate"])
        withheld = {one["withheld"]["code"] for one in last.values() if one["withheld"]}
        self._story.check("nobody-gets-two", (named, withheld), ([plan.ABSENT_FROM_DEFENCE], {"issued-already"}))
        best = await self._issue("EXCELLENT")
        excellent = {number: one["certificate"] for number, one in best.items() if one["certificate"]}
        self._story.check("excellence-as-the-bands-say", sorted(excellent), sorted((plan.MEMBERS[0], plan.RISES)))
        misprinted = excellent[plan.MEMBERS[0]]
        path = f"/certificates/{misprinted['certificate_id']}"
        reason = {"reason": "印制时漏盖公章,收回重发"}
        after = (await self._district.admin.put("ledger", f"{path}/revocation", reason)).body
        self._story.check(
            "revoked-with-a-reason", (after["status"], after["revocation_ground"]), ("REVOKED", "DECIDED")
        )
        await self._district.admin.post("ledger", f"{path}/reissues", reason)
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"{plan.ABSENT_FROM_DEFENCE}补发结业证书,2人获优秀证书;漏盖公章的一份作废重发,全部留痕",
            en=f"{plan.ABSENT_FROM_DEFENCE} gets a certificate too, two get one of excellence; one without its seal is "
            "revoked and issued again, all on record",
        )

    async def _issue(self, kind: str) -> dict[str, dict[str, Any]]:
        """What each member was answered, by staff number."""
        body = {"kind": kind, "issuer_code": "COUNTY_BUREAU"}
        answer = (await self._district.admin.post("ledger", f"{self._setup.path}/certificates", body)).body
        return {self._district.staff_numbers[one["teacher_id"]]: one for one in answer["items"]}

    async def _anybody(self, code: str, **query: str) -> Reply:
        """What somebody without any account is told of a code."""
        answer = await self._district.network.send("ledger", "GET", f"/certificates/{code}", params=query or None)
        return Reply(answer.status_code, answer.json())
