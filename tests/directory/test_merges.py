"""Two teachers who are one person, as the directory keeps them: what of the one becomes the other's, and comes back."""

from datetime import date
from typing import Any

from sqlalchemy import update

from services.directory.models import Appointment
from tests.directory.test_school_mergers import merge as let_school_go_up
from tests.ledger.merging import NEW, merged, undone
from tests.ledger.moving import good
from tests.support import World


async def tasks(world: World) -> list[dict[str, Any]]:
    path = f"/schools/{world.schools[0].school_id}/facts"
    found: list[dict[str, Any]] = good(await world.api("directory").get(path))["items"]
    return found


async def test_a_task_that_both_numbers_were_given_is_one_task(district: World) -> None:
    path = f"/schools/{district.schools[0].school_id}/facts"
    old, new = (str(one.teacher_id) for one in district.teachers[:2])
    for holder, kind in ((old, "PARTY_SECRETARY"), (new, "PARTY_SECRETARY"), (old, "LIBRARIAN")):
        task = {"kind": kind, "holder_id": holder, "valid_from": "2025-09-01"}
        good(await district.api("directory").post(path, json=task))

    merge_id = await merged(district)
    together = await tasks(district)
    await undone(district, merge_id)
    parted = await tasks(district)

    def standing(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
        return sorted((one["kind"], one["holder_id"]) for one in found if not one["annulled"])

    assert standing(together) == sorted([("LIBRARIAN", new), ("PARTY_SECRETARY", new)])
    [annulled] = [one for one in together if one["annulled"]]
    assert (annulled["holder_id"], [one["kind"] for one in annulled["revisions"]]) == (old, ["ANNULLED"])
    assert standing(parted) == sorted([("LIBRARIAN", old), ("PARTY_SECRETARY", old), ("PARTY_SECRETARY", new)])


async def test_who_is_parted_again_stands_where_the_school_has_gone_since(district: World) -> None:
    admin = district.api("directory")
    old, new = (str(one.teacher_id) for one in district.teachers[:2])
    one, other = (str(school.school_id) for school in district.schools)

    async def held(teacher_id: str) -> list[tuple[str, str, str | None]]:
        found = good(await admin.get(f"/teachers/{teacher_id}"))["appointments"]
        return [(row["school_id"], row["valid_from"], row["valid_to"]) for row in found]

    async with district.session("directory") as session:
        of_new = Appointment.teacher_id == district.teachers[NEW].teacher_id
        await session.execute(update(Appointment).where(of_new).values(valid_to=date(2024, 8, 31)))
    merge_id = await merged(district)
    assert await held(new) == [(one, "2010-09-01", "2024-08-31"), (one, "2024-09-01", None)]
    good(await let_school_go_up(district))
    gone = [(one, "2010-09-01", "2026-08-31"), (other, "2026-09-01", None)]
    assert (await held(new))[1:] == [(one, "2024-09-01", "2026-08-31"), (other, "2026-09-01", None)]

    await undone(district, merge_id)

    assert await held(old) == gone
    assert await held(new) == [(one, "2010-09-01", "2024-08-31")]
    rows = good(await admin.get("/teachers", params={"on": "2026-09-01", "school_id": other}))["items"]
    assert len(rows) == 7
