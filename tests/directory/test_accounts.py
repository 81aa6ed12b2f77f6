"""Logging in, and what a token is worth."""

from tests.support import World


async def test_a_fresh_district_knows_its_schools(district: World) -> None:
    response = await district.api("directory").get("/schools")

    assert response.status_code == 200, response.text
    assert [school["code"] for school in response.json()["items"]] == ["S1", "S2"]
