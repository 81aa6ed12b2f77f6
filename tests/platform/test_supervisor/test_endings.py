"""However the supervisor ends, it leaves no process behind."""

import shutil
import signal
import time
from pathlib import Path

import pytest

from services.platform.supervisor import Supervisor
from tests.platform.test_supervisor.stand_ins import (
    becomes,
    deaf,
    list_marked,
    read,
    real_children,
    sleeper,
    supervised_elsewhere,
)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_stops_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with supervised_elsewhere(tmp_path, sleeper()) as supervisor:
        supervisor.send_signal(number)
        said, complained = supervisor.communicate(timeout=40)

    assert (supervisor.returncode, said, complained) == (0, f"{number.name}\n", "")
    assert list_marked(tmp_path) == []


def test_asked_twice_at_the_terminal_it_does_not_wait_for_the_deaf(tmp_path: Path) -> None:
    deaf_child = deaf()
    with supervised_elsewhere(tmp_path, {"name": "deaf", "argv": deaf_child.argv}) as supervisor:
        deafened = becomes(lambda: "there" in read(tmp_path / "log" / "deaf.log"))
        supervisor.send_signal(signal.SIGINT)
        assert supervisor.stdout is not None
        said = supervisor.stdout.readline()
        began = time.monotonic()
        supervisor.send_signal(signal.SIGINT)
        supervisor.communicate(timeout=40)

    assert (deafened, said, supervisor.returncode) == (True, "SIGINT\n", 0)
    assert time.monotonic() - began < 3
    assert list_marked(tmp_path) == []


def test_a_dead_child_makes_the_exit_code(tmp_path: Path) -> None:
    with supervised_elsewhere(tmp_path, {"name": "mortal", "argv": ["sh", "-c", "sleep 0.3; exit 7"]}) as supervisor:
        _, complained = supervisor.communicate(timeout=40)

    assert supervisor.returncode == 1
    assert complained.startswith("mortal ended with exit code 7; it said nothing ")


def test_a_service_and_a_worker_with_its_forks_stop_cleanly(tmp_path: Path) -> None:
    with supervised_elsewhere(tmp_path, *real_children(tmp_path)) as supervisor:
        forked = becomes(lambda: read(tmp_path / "log" / "tasks.log").count("is ready for action") == 2)
        supervisor.terminate()
        _, complained = supervisor.communicate(timeout=40)

    assert forked
    assert (supervisor.returncode, complained) == (0, "")
    assert "Finished server process" in read(tmp_path / "log" / "page.log")
    assert list_marked(tmp_path) == []


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="the kernel is asked through setpriv")
def test_killed_it_leaves_no_orphan_not_even_a_fork_of_a_worker(tmp_path: Path) -> None:
    with supervised_elsewhere(tmp_path, *real_children(tmp_path)) as supervisor:
        forked = becomes(lambda: read(tmp_path / "log" / "tasks.log").count("is ready for action") == 2)
        running = len(list_marked(tmp_path))
        supervisor.kill()
        supervisor.wait()

        assert becomes(lambda: list_marked(tmp_path) == [])

    assert forked
    assert running >= 4


async def test_what_a_killed_supervisor_left_over_is_ended_by_the_next(tmp_path: Path) -> None:
    with supervised_elsewhere(tmp_path, sleeper(), PATH=str(tmp_path)) as before:
        before.kill()
        before.wait()
        left_over = list_marked(tmp_path)

        async with Supervisor(tmp_path):
            remaining = list_marked(tmp_path)

    assert len(left_over) == 1
    assert remaining == []
