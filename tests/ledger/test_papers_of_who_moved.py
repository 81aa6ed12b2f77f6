"""Papers of somebody who has moved: the school where they are now sees what was issued about the years elsewhere."""

from datetime import UTC, datetime
from typing import Any

from tests.ledger.attesting import attest
from tests.ledger.certifying import a_passed_class, issue
from tests.ledger.moving import good
from tests.support import World


async def test_the_school_of_today_has_the_papers_of_a_year_spent_elsewhere(district: World, travel: Any) -> None:
    await travel(datetime(2026, 10, 10, 4, tzinfo=UTC))
    who = district.teachers[0]
    course, _ = await a_passed_class(district, 0)
    (certificate,) = [one["certificate"] for one in (await issue(district, course))["items"]]
    move = {"school_id": str(district.schools[1].school_id), "on": "2026-09-01"}
    good(await district.api("directory").post(f"/teachers/{who.teacher_id}/transfers", json=move))
    await attest(district, 0)
    former, present = (district.api("ledger", "school_admin", school=one.school_id) for one in district.schools)
    asked = {"kind": "YEAR", "issuer_code": "COUNTY_BUREAU", "on": "2026-01-01"}

    said = good(await present.post(f"/teachers/{who.teacher_id}/attestations", json=asked))
    by_former = await former.post(f"/teachers/{who.teacher_id}/attestations", json=asked)

    assert (said["anew"], by_former.status_code) == (False, 404)
    papers = {"attestations": said["attestation_id"], "certificates": certificate["certificate_id"]}
    for name, paper in papers.items():
        for api in (former, present):
            for way in ("", "/document", "/credential"):
                answer = await api.get(f"/{name}/{paper}{way}")
                assert answer.status_code == 200, (name, way, answer.text)
        key = f"{name[:-1]}_id"
        listed = good(await present.get(f"/{name}", params={"teacher_id": str(who.teacher_id)}))["items"]
        assert [one[key] for one in listed] == [paper]
        assert good(await present.get(f"/{name}"))["items"] == []
        assert [one[key] for one in good(await former.get(f"/{name}"))["items"]] == [paper]
    proof = await present.get(f"/attestations/{said['attestation_id']}/proof")
    assert proof.status_code == 200

    # Who never had the teacher sees nothing; nor does a school whose teacher has moved on see what comes later.
    other = await attest(district, 1)
    assert (await present.get(f"/attestations/{other['attestation_id']}")).status_code == 404
    later = good(await present.post(f"/teachers/{who.teacher_id}/attestations", json={**asked, "on": "2026-10-01"}))
    assert (await former.get(f"/attestations/{later['attestation_id']}")).status_code == 404
