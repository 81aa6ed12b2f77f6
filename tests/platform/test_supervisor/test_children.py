"""What the supervisor says before, while and after its children run."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from services.platform.embedded import free_port, port_is_free
from services.platform.supervisor import (
    AlreadySupervised,
    CannotStart,
    Child,
    ChildDied,
    Interrupted,
    NotReady,
    PortTaken,
    Supervisor,
    SupervisorFailure,
)
from tests.platform.test_supervisor.stand_ins import (
    SLOW_TO_WAKE,
    becomes,
    deaf,
    diary,
    list_marked,
    read,
    shell,
    supervise,
    until_said,
)


async def test_children_start_in_order_and_stop_in_reverse(tmp_path: Path) -> None:
    page = tmp_path / "diary"

    async with Supervisor(tmp_path) as supervisor:
        for name in ("first", "second", "third"):
            await supervisor.start([diary(name, page)])
            await until_said(page, f"{name} starts")

    starts = ["first starts", "second starts", "third starts"]
    assert read(page).splitlines() == [*starts, "third stops", "second stops", "first stops"]
    assert list_marked(tmp_path) == []


async def test_a_child_is_ready_when_it_says_so_and_not_before(tmp_path: Path) -> None:
    port = free_port()

    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start([Child("waker", [sys.executable, "-c", SLOW_TO_WAKE, str(port)], port=port)])
        await supervisor.wait_ready(10)

    answers = [line for line in read(tmp_path / "log" / "waker.log").splitlines() if "GET /readyz" in line]
    assert [line.split()[-2] for line in answers] == ["503", "200"]
    assert port_is_free(port)


async def test_a_child_without_a_page_is_ready_when_it_listens(tmp_path: Path) -> None:
    port = free_port()
    listen = f"import socket, time; s = socket.create_server(('127.0.0.1', {port})); time.sleep(60)"

    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start([Child("listener", [sys.executable, "-c", listen], port=port, ready_path=None)])
        await supervisor.wait_ready(10)

        assert not port_is_free(port)


async def test_a_child_that_never_answers_is_named_with_its_last_words(tmp_path: Path) -> None:
    late = shell("late", "echo still thinking; sleep 60", port=free_port())

    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start([late])
        with pytest.raises(NotReady, match=r"^late is not ready after 0\.3 seconds; its last words: still thinking \("):
            await supervisor.wait_ready(0.3)


async def test_a_busy_port_is_said_with_its_holder_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        page = tmp_path / "diary"

        async with Supervisor(tmp_path) as supervisor:
            with pytest.raises(PortTaken) as taken:
                await supervisor.start([diary("first", page), shell("second", "sleep 60", port=port)])

    assert str(taken.value).startswith(f"Port {port}, meant for second, is taken by process {os.getpid()} (")
    assert read(page) == ""


async def test_two_children_cannot_have_one_port(tmp_path: Path) -> None:
    port = free_port()

    async with Supervisor(tmp_path) as supervisor:
        with pytest.raises(PortTaken, match=f"^Port {port}, meant for second, is taken by first: "):
            await supervisor.start([shell(name, "sleep 60", port=port) for name in ("first", "second")])


async def test_a_dead_child_is_one_sentence_and_the_others_are_stopped(tmp_path: Path) -> None:
    page = tmp_path / "diary"
    wait = f"until [ -s {page} ]; do sleep 0.01; done"
    mortal = shell("mortal", f"{wait}; echo all is well; echo 'no such table' >&2; exit 3")

    with pytest.raises(ChildDied) as died:
        await supervise(tmp_path, diary("other", page), mortal)

    log = tmp_path / "log" / "mortal.log"
    assert str(died.value) == f"mortal ended with exit code 3; its last words: no such table (log: {log})."
    assert (died.value.name, died.value.exit_code) == ("mortal", 3)
    assert read(page).splitlines() == ["other starts", "other stops"]
    assert list_marked(tmp_path) == []


async def test_a_killed_child_is_said_to_be_killed(tmp_path: Path) -> None:
    with pytest.raises(ChildDied, match=r"^victim was killed by SIGKILL; it said nothing "):
        await supervise(tmp_path, shell("victim", "kill -KILL $$"))


async def test_a_program_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises((ChildDied, CannotStart), match=r"^ghost .*no-such-program.*No such file"):
        await supervise(tmp_path, Child("ghost", ["no-such-program"]))


async def test_a_child_that_does_not_hear_is_killed_in_time_and_so_are_its_children(tmp_path: Path) -> None:
    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start([deaf(stop_seconds=0.2)])
        await until_said(tmp_path / "log" / "deaf.log", "there")
        began = time.monotonic()

    assert 0.2 <= time.monotonic() - began < 2
    assert list_marked(tmp_path) == []


async def test_a_child_of_a_child_is_ended_even_in_a_session_of_its_own(tmp_path: Path) -> None:
    if shutil.which("setsid") is None:
        pytest.skip("there is no setsid here")

    with pytest.raises(ChildDied):
        await supervise(tmp_path, shell("parent", "setsid sleep 60 & sleep 0.1; exit 1"))

    assert list_marked(tmp_path) == []


async def test_stopping_is_bounded_even_when_it_is_given_up(tmp_path: Path) -> None:
    async def supervise() -> None:
        async with Supervisor(tmp_path) as supervisor:
            await supervisor.start([deaf()])
            await until_said(tmp_path / "log" / "deaf.log", "there")

    task = asyncio.create_task(supervise())
    await until_said(tmp_path / "log" / "deaf.log", "there")
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert becomes(lambda: list_marked(tmp_path) == [])


async def test_work_is_done_while_the_children_live_and_given_up_when_one_dies(tmp_path: Path) -> None:
    async def answer() -> int:
        await asyncio.sleep(0.01)
        return 42

    async def fail() -> None:
        await asyncio.sleep(0.1)
        raise ConnectionError("nobody answers")

    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start([shell("steady", "sleep 60")])
        assert await supervisor.alongside(answer()) == 42
        with pytest.raises(ConnectionError):
            await supervisor.alongside(fail())

        await supervisor.start([shell("mortal", "sleep 0.1; exit 1")])
        with pytest.raises(ChildDied, match=r"^mortal ended with exit code 1"):
            await supervisor.alongside(asyncio.sleep(60))


async def test_a_process_of_somebody_else_is_watched_but_not_stopped(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    log.write_text("out of memory\n")
    with subprocess.Popen(["sleep", "60"]) as server:  # noqa: ASYNC220 - the server of somebody else
        async with Supervisor(tmp_path) as supervisor:
            supervisor.adopt("server", server, log)
            await supervisor.alongside(asyncio.sleep(0))
        survives = server.poll() is None

        async with Supervisor(tmp_path) as supervisor:
            supervisor.adopt("server", server, log)
            server.kill()
            with pytest.raises(ChildDied, match=r"^server was killed by SIGKILL; its last words: out of memory"):
                await supervisor.watch()

    assert survives


async def test_the_log_of_the_run_before_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    log = tmp_path / "log" / "speaker.log"
    for word in ("yesterday", "today"):
        async with Supervisor(tmp_path) as supervisor:
            await supervisor.start([shell("speaker", f"echo {word}; sleep 60")])
            await until_said(log, word)

    assert read(log) == "today\n"
    assert read(log.with_name("speaker.log.1")) == "yesterday\n"


async def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(SupervisorFailure, match=r"file cannot be used: "):
        async with Supervisor(tmp_path / "file"):
            pass


async def test_a_second_supervisor_of_the_same_folder_is_refused(tmp_path: Path) -> None:
    async with Supervisor(tmp_path):
        with pytest.raises(AlreadySupervised, match=f" is in use by another run, process {os.getpid()} "):
            async with Supervisor(tmp_path):
                pass

    async with Supervisor(tmp_path):
        pass


async def test_a_signal_gives_up_the_work_and_the_old_handlers_come_back(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)

    async with Supervisor(tmp_path) as supervisor:
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(Interrupted, match=r"^Stopped by SIGTERM\.$"):
            await supervisor.alongside(asyncio.sleep(60))

    assert signal.getsignal(signal.SIGTERM) == before
