"""The three stories through the real services, in this process, with their districts' events delivered meanwhile."""

import zipfile
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest

from services.demo import qingxi
from services.demo.bailu_moves import Moves
from services.demo.goose import LeadingGoose
from services.demo.recognition import Recognition
from services.demo.routes_played import routes_played
from services.demo.showcase import Showcase
from services.demo.story import PARTS, Story
from services.demo.values import DemoFailed
from tests.demo.playing import run, terms_of
from tests.ledger.receiver import calling_anywhere
from tests.support import Apps

# A degree is claimed in the year of the first district.
PLAYED_ELSEWHERE = ["post_claim"]
# What the first district asks the ledger at the end of its year, and the second brings from the years before.
ASKED_ELSEWHERE = [
    "get_coverage",
    "get_history_file",
    "get_history_import",
    "get_rates",
    "get_report",
    "get_report_content",
    "get_roll_up",
    "get_school_standing",
    "get_standing",
    "list_history_imports",
    "list_history_rows",
    "list_reports",
    "list_standings",
    "list_warnings",
    "post_history_import",
    "post_history_undo",
    "post_report",
    "post_what_if",
]


@pytest.mark.long
async def test_the_stories_play_the_services_in_full(
    apps: Apps, travel: Callable[[datetime], Awaitable[None]], tmp_path: Path
) -> None:
    async with terms_of(apps, "展示县", "认定区", "领雁县") as (shown, claimed, assessed):
        showcase = Showcase(shown, folder=tmp_path)
        recognition = Recognition(claimed, folder=tmp_path)
        goose = LeadingGoose(assessed, folder=tmp_path)
        moves = Moves(assessed, story=goose.story, to=shown.district)
        for one in (showcase, recognition, goose, moves):
            one.plan()
        with calling_anywhere(apps):
            await run(shown, travel)
        network, districts = shown.district.network, [shown.district, claimed.district, assessed.district]
        codes = [one.district_id for one in districts]
        played, answered = [await routes_played(network, one, districts=codes) for one in ("assessment", "ledger")]

    stories = [one.story.as_json() for one in (showcase, recognition, goose)]
    assert {scene["part"] for told in stories for scene in told["scenes"]} == set(PARTS.values())
    for told, least in zip(stories, (90, 35, 45), strict=True):
        assert len(told["checks"]) == len(set(told["checks"])) > least
    assert [[(tmp_path / name).stat().st_size > 0 for name in told["files"]] for told in stories] == [
        [True] * 6,
        [],
        [True] * 11,
    ]
    # A new route of the four services needs its scene.
    assert [(one["service"], one["missing"]) for one in stories[0]["routes"]] == [
        ("registration", []),
        ("attendance", []),
    ]
    assert played["missing"] == PLAYED_ELSEWHERE
    assert answered["missing"] == ASKED_ELSEWHERE
    assert len(shown.district.teacher_ids) == sum(school.teachers for school in qingxi.SCHOOLS) == 24
    with zipfile.ZipFile(tmp_path / "showcase" / "class-archive.zip") as packed:
        assert {"index.html", "manifest.json"} <= set(packed.namelist())


def test_a_story_fails_where_something_came_out_otherwise_and_keeps_no_wrong_file(tmp_path: Path) -> None:
    story = Story(341824, tmp_path)

    story.check("held", 1, 1)
    with pytest.raises(DemoFailed, match="not-held: 1 instead of 2"):
        story.check("not-held", 1, 2)
    with pytest.raises(DemoFailed, match="is no such file"):
        story.keep("book.pdf", b"<html>", looks_right=lambda found: found.startswith(b"%PDF"))

    assert story.checks == ["held"]
    assert list(tmp_path.iterdir()) == []
