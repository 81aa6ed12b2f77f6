"""Runbooks say nothing that there is not; the shorter ones are followed here."""

import asyncio
import re

import pytest
import typer
import yaml

from services.cli import command
from services.platform import outbox
from tests.deploy.following import ROOT, RUNBOOKS, follow_here
from tests.support import World
from tests.workers.hearing import CONSUMER, effects, hearing, ring, say

ALL = sorted(path.stem for path in RUNBOOKS.glob("*.md"))
CONTAINERS = set(yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"])
ALERTS = (ROOT / "deploy" / "prometheus" / "alerts.yml").read_text(encoding="utf-8")
_OURS = re.compile(r"(?:(?<!-n )(?<!generic )xuefen|services\.cli) ((?:[a-z-]+ ?)+)((?:[^`\n|]*?--[a-z-]+)*)")
_COMMANDS = typer.main.get_command(command())


def text_of(name: str) -> str:
    return (RUNBOOKS / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ALL)
def test_a_runbook_begins_in_both_languages_and_names_the_test_that_followed_it(name: str) -> None:
    title, _, words, *_ = text_of(name).splitlines()

    assert re.match(r"# .*[\u4e00-\u9fff].* [A-Za-z]", title)
    assert re.search(r"[\u4e00-\u9fff]", words)
    if name != "README":
        (tried,) = re.findall(r"^Tried by (.+)$", text_of(name), re.M)
        tests = re.findall(r"`(tests/\S+)`", tried)
        assert tests
        assert all((ROOT / test).exists() for test in tests)
        assert f"({name}.md)" in text_of("README")


@pytest.mark.parametrize("name", ALL)
def test_every_command_option_file_container_and_alert_that_a_runbook_names_is_there(name: str) -> None:
    text = text_of(name)

    for words, options in _OURS.findall(text):
        known = _COMMANDS
        for word in words.split():
            inner = getattr(known, "commands", None)
            if inner is None or word not in inner:
                break
            known = inner[word]
        assert known is not _COMMANDS, words
        assert not getattr(known, "commands", None), f"{words} says no whole command"
        offered = {option for parameter in known.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", options)) <= offered, words
    for place in re.findall(r"(?:deploy|tests)/[\w./-]+\w", text):
        assert (ROOT / place).exists() or place == "deploy/secrets", place
    for typed in re.findall(r"docker compose (?:run|exec|rm) ([^`\n]+)", text):
        assert set(typed.split()) & CONTAINERS, typed
    for alert in re.findall(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`", text):
        assert f"alert: {alert}\n" in ALERTS, alert


async def test_a_parked_event_is_seen_with_its_reason_and_heard_after_it_was_replayed(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear = hearing(monkeypatch)
    (event_id,) = await say(district)
    with monkeypatch.context() as broken:
        broken.setattr(ear, "fault", _refuse)
        for _ in range(outbox.MOST_ATTEMPTS):
            await ring(district, [event_id])

    told = await asyncio.to_thread(follow_here, "parked-events", "parked", ends_with=1)
    replayed = await asyncio.to_thread(
        follow_here, "parked-events", "replay", DISTRICT=district.district_id, CONSUMER=CONSUMER
    )
    await ring(district, [event_id])

    assert str(event_id) in told
    assert "the cause to be mended" in told
    assert "1 deliveries are in line again" in replayed
    assert sum(await effects(district)) == 1


def _refuse(_teacher_id: object) -> None:
    raise RuntimeError("the cause to be mended")
