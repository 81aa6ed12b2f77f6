"""A pack with a sign-in rule (SB6: time, place, speaker, topic): codes are shown only for meetings that are settled."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from services.contracts import ClassScheduled
from services.platform import clock
from tests.support import Apps, World, make_world
from tests.walks.attendance import meeting, scheduled


async def codes_of(world: World, *, revision: int = 1, known: ClassScheduled | None = None, **changes: Any) -> Any:
    """The answer to who opens the sign-in of a meeting with these facts, and the class."""
    now = clock.now()
    sitting = known.meetings[0] if known else meeting(now - timedelta(minutes=5))
    said = scheduled(
        world,
        [sitting.model_copy(update=changes)],
        class_id=known.class_id if known else None,
        revision=revision,
    )
    await world.publish(said)
    await world.drain()
    answer = await world.api("attendance").get(f"/meetings/{sitting.meeting_id}/codes", params={"phase": "IN"})
    return answer, said


@pytest.fixture
async def strict(apps: Apps) -> World:
    return await make_world(apps, pack="SB6")


async def test_a_meeting_with_everything_settled_opens(strict: World) -> None:
    answer, _ = await codes_of(strict)

    assert answer.status_code == 200, answer.text
    assert len(answer.json()["codes"]) == 6


@pytest.mark.parametrize(
    ("lacking", "code", "words"),
    [("speaker", "SPEAKER", "主讲人"), ("place", "PLACE", "地点"), ("topic", "TOPIC", "主题")],
)
async def test_a_meeting_that_lacks_one_cannot_open_and_says_by_which_words(
    strict: World, lacking: str, code: str, words: str
) -> None:
    """A57."""
    answer, _ = await codes_of(strict, **{lacking: None})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:not-fixed")
    facts = answer.json()["facts"]
    assert (facts["clause"], facts["missing"]) == ("SB6-01", code)
    assert words in facts["missing_zh"]
    assert "定时间、定地点、定主讲人、定主题" in facts["quote"]


async def test_everything_that_lacks_is_named_at_once(strict: World) -> None:
    answer, _ = await codes_of(strict, speaker=None, topic=None)

    assert answer.json()["facts"]["missing"] == "SPEAKER,TOPIC"


async def test_once_the_speaker_is_fixed_the_meeting_opens(strict: World) -> None:
    _, said = await codes_of(strict, speaker=None)

    answer, _ = await codes_of(strict, known=said, revision=2, speaker="周文静")

    assert answer.status_code == 200, answer.text


async def test_a_pack_without_the_rule_asks_for_nothing(district: World) -> None:
    answer: httpx.Response
    answer, _ = await codes_of(district, speaker=None, place=None, topic=None)

    assert answer.status_code == 200, answer.text
