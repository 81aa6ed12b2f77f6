"""Scenes of attendance."""

import pytest

from tests.support import Apps, World, make_world


@pytest.fixture
async def other_district(apps: Apps) -> World:
    """A second district beside the test's own."""
    return await make_world(apps)
