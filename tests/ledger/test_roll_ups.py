"""Roll-ups: what districts tell the city and the province above them, and nothing else of theirs."""

from typing import Any

import pytest
from sqlalchemy import text

from services.contracts import SummaryPublished
from services.directory import operations as directory
from services.platform import clock
from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Apps, World, make_world


async def placed_under(world: World, parent: World, *, level: str = "COUNTY") -> None:
    """Have the world stand below another in the tree of districts."""
    async with world.session("directory") as session:
        own = await directory.get_district(session, district_id=world.district_id)
        own.parent_id, own.level = parent.district_id, level


async def a_tenant(apps: Apps, level: str) -> World:
    """A tenant without schools or teachers of its own."""
    world = World(apps, (await make_world(apps)).district_id + 500_000)
    async with world.session("directory") as session:
        await directory.create_district(
            session, district_id=world.district_id, name=f"试验{level}", level=level, parent_id=None, at=clock.now()
        )
    return world


@pytest.fixture
async def tree(apps: Apps) -> dict[str, World]:
    """A province with one city, and two counties below the city."""
    found = {"province": await a_tenant(apps, "PROVINCE"), "city": await a_tenant(apps, "CITY")}
    found |= {name: await make_world(apps) for name in ("east", "west")}
    await placed_under(found["city"], found["province"], level="CITY")
    for name in ("east", "west"):
        await placed_under(found[name], found["city"])
    return found


async def tell(world: World, *above: World) -> dict[str, Any]:
    """A report of the world's sums, heard by those above it one after the other."""
    answer = await world.api("ledger").post("/reports", json={"kind": "SUMMARY", "as_of": "2026-08-31"})
    assert answer.status_code == 201, answer.text
    for one in (world, *above):
        await one.drain()
    report: dict[str, Any] = answer.json()
    return report


async def rolled_up(world: World, **query: Any) -> dict[str, Any]:
    answer = await world.api("ledger").get("/roll-up", params={"as_of": "2026-08-31", **query})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_a_city_adds_up_what_its_counties_told(tree: dict[str, World]) -> None:
    east, west, city = tree["east"], tree["west"], tree["city"]
    await post(east, an_outcome(east, 0, a_line(1, "24"), a_line(2, "6", "0.6", mode="ONLINE")))
    await post(west, an_outcome(west, 0, a_line(1, "10", level="CITY")), an_outcome(west, 1, a_line(1, "1")))
    of_east = await tell(east, city)
    before = await rolled_up(city)
    await tell(west, city)
    after = await rolled_up(city)

    assert [(one["district_id"], len(one["told"])) for one in before["below"]] == [
        (east.district_id, 1),
        (west.district_id, 0),
    ]
    assert before["sums"]["teachers"] == 8
    sums = after["sums"]
    assert (sums["teachers"], sums["people"], sums["earned"]["entries"]) == (16, 3, 4)
    assert sums["earned"]["total"] == {"hours": "41.00", "credits": "0.60"}
    assert sums["earned"]["by_level"]["CITY"] == {"hours": "10.00", "credits": "0.00"}
    assert sums["earned"]["by_mode"]["ONLINE"] == {"hours": "6.00", "credits": "0.60"}
    assert sum(sums["standings"].values()) == 16
    (told,) = after["below"][0]["told"]
    # The county can be asked for the very report: number of the book and hash are known above.
    assert (told["content_hash"], told["known_at_seq"]) == (of_east["content_hash"], of_east["known_at_seq"])
    assert after["own"] is None


async def test_a_province_counts_every_county_once_through_its_city(tree: dict[str, World]) -> None:
    east, city, province = tree["east"], tree["city"], tree["province"]
    await post(east, an_outcome(east, 0, a_line(1, "24")))
    await tell(east, city, province)
    await tell(tree["west"], city, province)

    found = await rolled_up(province)

    (below,) = found["below"]
    assert below["district_id"] == city.district_id
    assert [one["district_id"] for one in below["told"]] == [east.district_id, tree["west"].district_id]
    assert (found["sums"]["teachers"], found["sums"]["earned"]["total"]["hours"]) == (16, "24.00")


async def test_the_newest_report_of_a_district_takes_the_place_of_the_older(tree: dict[str, World]) -> None:
    east, city = tree["east"], tree["city"]
    await post(east, an_outcome(east, 0, a_line(1, "24")))
    await tell(east, city)
    first = await rolled_up(city)
    await post(east, an_outcome(east, 1, a_line(1, "6")))
    await tell(east, city)

    now = await rolled_up(city)

    assert first["sums"]["earned"]["total"]["hours"] == "24.00"
    assert now["sums"]["earned"]["total"]["hours"] == "30.00"
    assert (await rolled_up(city, as_of="2026-08-30"))["below"][0]["told"] == []


async def test_what_was_known_earlier_is_kept_and_takes_the_place_of_nothing(tree: dict[str, World]) -> None:
    east, city = tree["east"], tree["city"]
    await post(east, an_outcome(east, 0, a_line(1, "24")))
    await post(east, an_outcome(east, 1, a_line(1, "6")))
    await tell(east, city)

    asked = {"kind": "SUMMARY", "as_of": "2026-09-30", "known_at_seq": 1}
    earlier = await east.api("ledger").post("/reports", json=asked)
    await east.drain()
    await city.drain()

    kept = (await east.api("ledger").get(f"/reports/{earlier.json()['report_id']}")).json()["summary"]
    assert kept["earned"]["total"]["hours"] == "24.00"
    assert (await rolled_up(city, as_of="2026-10-01"))["sums"]["earned"]["total"]["hours"] == "30.00"
    # Nor in the district's own part.
    own = await rolled_up(east, as_of="2026-10-01")
    assert (own["own"]["as_of"], own["sums"]["earned"]["total"]["hours"]) == ("2026-08-31", "30.00")


async def test_nobody_tells_sums_to_a_district_that_is_not_above(tree: dict[str, World], district: World) -> None:
    """Neither a stranger in its own name, nor a county in the name of another."""
    city, east = tree["city"], tree["east"]
    report = await tell(east, city)
    sums = (await rolled_up(city))["below"][0]["told"][0]["sums"]
    stranger = SummaryPublished(
        district_id=district.district_id,
        to_district=city.district_id,
        of_district=district.district_id,
        of_name="冒名区",
        of_level="COUNTY",
        report_id=new_id(),
        as_of=clock.today(),
        known_at_seq=1,
        content_hash=report["content_hash"],
        published_at=clock.now(),
        sums=sums,
    )
    await district.publish(stranger, role="ledger")
    await district.drain()
    pretended = stranger.model_copy(update={"district_id": east.district_id, "of_district": east.district_id})
    await said_in(district, pretended)
    await district.drain()
    await city.drain()

    told = [one for below in (await rolled_up(city, as_of=clock.today().isoformat()))["below"] for one in below["told"]]

    assert [one["report_id"] for one in told] == [report["report_id"]]
    # Nor is it told on in the city's name.
    await tree["province"].drain()
    above = await rolled_up(tree["province"], as_of=clock.today().isoformat())
    assert [one["report_id"] for below in above["below"] for one in below["told"]] == [report["report_id"]]


async def heard_in(world: World) -> int:
    """How many deliveries of told sums there are in a district."""
    counted = text(
        "SELECT count(*) FROM messaging.delivery JOIN messaging.event ON (event.district_id, event.id) = "
        "(delivery.district_id, delivery.event_id) WHERE topic = 'ledger.summary_published.v1'"
    )
    async with world.session("ledger") as session:
        return int(await session.scalar(counted) or 0)


async def said_in(world: World, event: SummaryPublished) -> None:
    """An event in the book of events of a district that it does not name."""
    async with world.session("ledger") as session:
        await session.execute(
            text(
                "INSERT INTO messaging.event (district_id, id, topic, payload, occurred_at) "
                "VALUES (:district_id, :id, :topic, CAST(:payload AS jsonb), now())"
            ),
            {
                "district_id": world.district_id,
                "id": new_id(),
                "topic": event.topic,
                "payload": event.model_dump_json(),
            },
        )


async def test_telling_twice_adds_nothing_and_a_county_reads_nothing_above(tree: dict[str, World]) -> None:
    east, city = tree["east"], tree["city"]
    await tell(east, city)
    async with city.session("relay") as session:
        await session.execute(text("UPDATE messaging.event SET routed_at = NULL WHERE topic LIKE 'ledger.summary%'"))
    await east.drain()
    await city.drain()

    assert len((await rolled_up(city))["below"][0]["told"]) == 1
    # It is heard where it was told to, and nowhere else.
    assert [await heard_in(one) for one in (east, city)] == [0, 1]
    assert (await rolled_up(east))["below"] == []
    forbidden = await east.api("ledger", "integration", scopes=frozenset()).get("/roll-up")
    assert forbidden.status_code == 403


async def test_a_county_that_was_moved_counts_where_it_stands_now(apps: Apps, tree: dict[str, World]) -> None:
    east, west, city, province = (tree[name] for name in ("east", "west", "city", "province"))
    for world in (east, west):
        await post(world, an_outcome(world, 0, a_line(1, "24")))
        await tell(world, city, province)
    another, other_province = await a_tenant(apps, "CITY"), await a_tenant(apps, "PROVINCE")
    await placed_under(another, province, level="CITY")

    # To another city of the same province, which has not been told anything yet.
    await placed_under(east, another)
    moved = {one["district_id"]: one for one in (await rolled_up(province))["below"]}
    assert [one["district_id"] for one in moved[another.district_id]["told"]] == [east.district_id]
    assert [one["district_id"] for one in moved[city.district_id]["told"]] == [west.district_id]
    assert (await rolled_up(city))["sums"]["teachers"] == 8

    # To another province, with its city.
    await placed_under(another, other_province, level="CITY")
    await tell(east, another, other_province)
    here, there = await rolled_up(province), await rolled_up(other_province)
    assert [one["district_id"] for one in here["below"]] == [city.district_id]
    assert (here["sums"]["teachers"], there["sums"]["teachers"]) == (8, 8)
    assert (here["sums"]["earned"]["total"]["hours"], there["sums"]["earned"]["total"]["hours"]) == ("24.00", "24.00")
