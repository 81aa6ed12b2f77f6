"""XH-01 and XH-02 through assessment and the ledger: handed in on the 6th, recognised a month later and not lost."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from services.platform.clock import SHANGHAI
from tests.assessment.forms import MENTORING, open_desk
from tests.journeys.test_one_class import good
from tests.support import Apps


async def test_a_claim_of_the_6th_reaches_the_book_with_the_next_batch(
    apps: Apps, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    await travel(datetime(2026, 12, 5, 23, 50, tzinfo=SHANGHAI))
    desk = await open_desk(apps)
    in_time = await desk.submitted(MENTORING, 0)
    await travel(datetime(2026, 12, 6, tzinfo=SHANGHAI))
    late = await desk.submitted({**MENTORING, "title": "另一对师徒"}, 1)
    assert [[batch["due"] for batch in claim["batches"]] for claim in (in_time, late)] == [
        ["2026-12-05", "2026-12-10"],
        ["2027-01-05", "2027-01-10"],
    ]
    ids = [in_time["claim_id"], late["claim_id"]]
    for api in (desk.school(), desk.district):
        answers = good(await api.post("/claims/approvals", json={"claim_ids": ids}))["items"]
        assert "REFUSED" not in [answer["result"] for answer in answers], answers
    await desk.world.drain()
    ledger = desk.world.api("ledger")

    async def credits_of() -> list[str]:
        await desk.world.drain()
        balances = [good(await ledger.get(f"/teachers/{one.teacher_id}/balance")) for one in desk.world.teachers[:2]]
        return [str(balance["credits"]) for balance in balances]

    assert await credits_of() == ["0.00", "0.00"]
    await travel(datetime(2026, 12, 11, tzinfo=SHANGHAI))
    assert await credits_of() == ["2.00", "0.00"]
    await travel(datetime(2027, 1, 10, 23, 50, tzinfo=SHANGHAI))
    assert await credits_of() == ["2.00", "0.00"]
    await travel(datetime(2027, 1, 11, tzinfo=SHANGHAI))
    assert await credits_of() == ["2.00", "2.00"]

    # What was wrong is taken back in the book, and nothing of it is lost from the history.
    good(await desk.district.put(f"/claims/{in_time['claim_id']}/reopening", json={"reason": "协议系伪造"}))
    assert await credits_of() == ["0.00", "2.00"]
    assert await desk.acts(in_time) == [
        "DRAFTED",
        "SUBMITTED",
        "PASSED_ON",
        "RECOGNISED_BY_DISTRICT",
        "POSTED",
        "REOPENED",
    ]
