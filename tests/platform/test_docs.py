"""The interactive documentation works where no content network can be reached."""

import re

import pytest

from tests.support import SERVICES, Apps


@pytest.mark.parametrize("service", SERVICES)
async def test_the_docs_load_everything_from_the_service_itself(apps: Apps, service: str) -> None:
    async with apps.http(service, "") as client:
        page = await client.get(f"/{service}/v1/docs")
        needed = [*re.findall(r'(?:src|href)="([^"]+)"', page.text), f"/{service}/v1/openapi.json"]
        answers = {address: (await client.get(address)).status_code for address in needed}

    assert page.status_code == 200
    assert not [address for address in needed if address.startswith("http")]
    assert set(answers.values()) == {200}
