"""Who may enter a class, by what was brought along from another district, or stands under a former number."""

from uuid import UUID

from tests.ledger.merging import SECOND
from tests.ledger.moving import a_neighbour, good, let_go, receive, settle
from tests.ledger.saying import a_line, an_outcome, post
from tests.registration.test_eligibility import add_english_teacher, county, eligibility, open_class
from tests.support import Apps, World

__all__ = ["county"]


async def test_what_was_earned_in_another_district_bars_like_what_was_earned_here(apps: Apps, county: World) -> None:
    old = await a_neighbour(apps)
    training = {"level": "PROVINCIAL", "category": "THEORY", "kind": "OTHER_TRAINING"}
    trained = an_outcome(old, 0, a_line(1, "30", **training), title="省级英语骨干教师研修班")
    await post(old, trained)
    departure = await let_go(old, 0, county)
    arrival = await receive(county, departure["transfer_id"], old, subject="ENGLISH")
    class_id, kept = await open_class(county), await add_english_teacher(county)

    there = await eligibility(county, class_id, UUID(arrival["teacher_id"]))
    alone = await eligibility(county, class_id, kept)
    merge = {"teacher_id": arrival["teacher_id"], "into_teacher_id": str(kept), "reason": "同一人"}
    proposed = good(await county.api("directory").post("/teacher-merges", json=merge))
    decision = f"/teacher-merges/{proposed['merge_id']}/decision"
    good(await county.api("directory", account_id=SECOND).post(decision, json={"decision": "APPROVED"}))
    await county.drain()
    together = await eligibility(county, class_id, kept)
    # What is taken back over there bars nobody here.
    await post(old, an_outcome(old, 0, outcome_id=trained.outcome_id, revision=2))
    await settle(old, county)
    in_the_end = await eligibility(county, class_id, kept)

    told = [
        [(one["clause_id"], [cited["title"] for cited in one["cited"]]) for one in answer["findings"] if one["barred"]]
        for answer in (there, alone, together, in_the_end)
    ]
    barred = [("LY-01", ["省级英语骨干教师研修班"])]
    assert told == [barred, [], barred, []]
