"""The walls of the house: who imports whom, where SQL and commits stand."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ("services", "workers")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.path.insert(0, '.'); from importlinter import cli; cli.lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sources in which a wall may be broken."""
    for name in SOURCES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_import_contract_is_kept() -> None:
    done = lint_imports(ROOT)

    assert done.returncode == 0, done.stdout


BREACHES = [
    ("services/ledger/queries/__init__.py", "from services.registration import models as breach"),
    ("services/attendance/rules/__init__.py", "import sqlalchemy as breach"),
    ("services/ledger/operations/__init__.py", "import services.directory.operations as breach"),
    ("services/registration/models/plans.py", "import services.registration.operations as breach"),
    ("services/platform/outbox/saying.py", "import dramatiq as breach"),
    ("services/demo/__init__.py", "import services.platform.clock as breach"),
    ("workers/ledger.py", "import services.ledger.models as breach"),
    ("services/policy/facts.py", "import httpx as breach"),
]


def test_every_broken_wall_is_noticed(copy: Path) -> None:
    """All of them at once, for to look takes a second: each is named with who broke it and through to what."""
    for room, line in BREACHES:
        path = copy / room
        path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")

    done = lint_imports(copy)

    assert done.returncode == 1, done.stdout
    for room, line in BREACHES:
        who = room.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        words = line.split()
        whom = f"{words[1]}.{words[3]}" if words[0] == "from" else words[1]
        assert f"{who} -> {whom} (l." in done.stdout, (room, line)


def python_files() -> list[Path]:
    return [path for name in SOURCES for path in (ROOT / name).rglob("*.py")]


def test_only_the_edges_commit() -> None:
    committing = [path for path in python_files() if re.search(r"\.(commit|rollback)\(", path.read_text("utf-8"))]

    allowed = ROOT / "services" / "platform"
    # A file that is only tried takes its own savepoint back.
    tried = {
        ROOT / "services" / "directory" / "operations" / "rosters.py",
        ROOT / "services" / "registration" / "operations" / "nomination_files.py",
    }
    assert [path for path in committing if allowed not in path.parents and path not in tried] == []


def test_sql_stands_only_in_queries_and_the_platform() -> None:
    speaking = re.compile(
        r"^from sqlalchemy(\.dialects\.postgresql)? import .*\b(select|insert|update|delete|text)\b", re.M
    )

    found = [
        path
        for path in python_files()
        if speaking.search(path.read_text("utf-8"))
        and not {"queries", "models", "platform"} & set(path.parts)
        and path.name not in ("queries.py", "models.py")
    ]

    assert found == []


def test_http_errors_are_spoken_only_by_the_platform() -> None:
    found = [
        path for path in python_files() if "HTTPException" in path.read_text("utf-8") and "platform" not in path.parts
    ]

    assert found == []


def test_no_import_hides_inside_a_function() -> None:
    hidden = re.compile(r"^[ \t]+(import \w|from [\w.]+ import )", re.M)

    assert [path for path in python_files() if hidden.search(path.read_text("utf-8"))] == []
