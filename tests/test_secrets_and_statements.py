"""What must not stand in the repository: secrets, statements made of what was sent, versions with known holes."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
SOURCES: Final = ("services", "workers", "migrations", "deploy", "openapi", "tests")
_RUNS: Final = frozenset({"text", "execute", "exec_driver_sql", "fetch", "fetchrow", "fetchval", "literal_column"})
_RUNS_SOMETHING: Final = re.compile(rf"\b(?:{'|'.join(_RUNS)})\(")
_FILLS_IN: Final = re.compile(r"\b[rR]?f[\"']|\.format\(")
# A constant of a module, or a number that is one for certain.
_HARMLESS: Final = re.compile(r"_?[A-Z][A-Z0-9_]*|int\(\w+\)|.*\b_?[A-Z][A-Z_]{2,}\b.*", re.DOTALL)
# What else is written into a statement, and why it may be.
ALLOWED: Final = {
    # names of databases and roles, and a password of hexadecimal digits: an operator's command, not a request's
    "services/platform/migration.py": {"name", "template", "role", "settings.role_password(role)"},
    # names of tables and columns, as the catalogue has them
    "services/platform/moving.py": {"columns", "table.name", "table.shared.free", "stays", "key", "same", "some"},
    "services/directory/queries/roster.py": {"model.__table__.fullname"},
    # validated integers, joined
    "services/platform/direct.py": {"listed"},
    "services/platform/database.py": {"listed", "value", "limit"},
    # the text that is hashed for a lock: a bound parameter
    "services/assessment/queries/feedback.py": {"district_id", "code"},
}
_SECRETS: Final = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s*\n\s*[A-Za-z0-9+/=]{40}"),
    "a private JWK": re.compile(r'"d"\s*:\s*"[A-Za-z0-9_-]{40,}"'),
    "a key of a cloud": re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    "a token of a forge": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20})\b"),
    "a password in an address": re.compile(
        r"\b(?:postgres(?:ql)?|rediss?|https?)://[\w.-]+:(?![{$<*%])[^\s/@:'\"{}]{12,}@"
    ),
}
# A key that an RFC has published as its test vector.
PUBLISHED: Final = [("tests/ledger/test_credentials.py", "a private JWK")]
# Without these words there is none of the kind: looked for first, for it is quicker.
_HINTS: Final = (
    ("PRIVATE KEY",),
    ('"d"',),
    ("AKIA", "ASIA"),
    ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "glpat-"),
    ("@",),
)
_READ: Final = frozenset({".py", ".yaml", ".yml", ".json", ".conf", ".md", ".sh", ".toml", ".ts", ""})
# Generated from what is looked at; made by whoever deploys, and not kept.
_LEFT_OUT: Final = frozenset({"__pycache__", "examples", "node_modules", "secrets"})
# Below these, holes are known that strangers can reach.
FLOORS: Final = {
    "starlette": (1, 3, 1), "fastapi": (0, 165, 0), "cryptography": (46, 0, 0), "httptools": (0, 7, 0),
    "uvicorn": (0, 40, 0), "python-multipart": (0, 0, 22), "pyyaml": (6, 0, 2), "jinja2": (3, 1, 6),
    "redis": (6, 0, 0), "asyncpg": (0, 30, 0),
}  # fmt: skip
NEVER: Final = frozenset({"python-jose", "pycrypto", "ecdsa", "pickle5", "pyjwt"})


def written_into(path: Path) -> Iterator[str]:
    """What a module writes into statements between their words."""
    source = path.read_text("utf-8")
    if not _RUNS_SOMETHING.search(source) or not _FILLS_IN.search(source):
        return
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        for part in ast.walk(call.args[0]) if name in _RUNS else ():
            if isinstance(part, ast.FormattedValue):
                yield ast.unparse(part.value)
            elif isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr == "format":
                yield ast.unparse(part)


def test_no_statement_is_made_of_what_was_sent() -> None:
    found = {
        str(path.relative_to(ROOT)): strange
        for source in ("services", "workers")
        for path in (ROOT / source).rglob("*.py")
        if (
            strange := {one for one in written_into(path) if not _HARMLESS.fullmatch(one)}
            - ALLOWED.get(str(path.relative_to(ROOT)), set())
        )
    }

    assert found == {}


def test_a_statement_made_of_a_parameter_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "queries.py"
    path.write_text('session.execute(text(f"select {name} from t where a = {_COLUMN} and b = {int(b)}"))')

    assert {one for one in written_into(path) if not _HARMLESS.fullmatch(one)} == {"name"}


def texts() -> Iterator[tuple[str, str]]:
    below = (path for source in SOURCES for path in (ROOT / source).rglob("*"))
    for path in (*ROOT.glob("*.*"), *below):
        if (
            path.suffix in _READ
            and not _LEFT_OUT & {*path.parts}
            and path.name != Path(__file__).name
            and path.is_file()
        ):
            yield str(path.relative_to(ROOT)), path.read_text("utf-8", "replace")


def test_no_secret_stands_in_the_repository() -> None:
    found = [
        (name, kind)
        for name, text in texts()
        for (kind, form), hints in zip(_SECRETS.items(), _HINTS, strict=True)
        if any(hint in text for hint in hints) and form.search(text)
    ]

    assert found == PUBLISHED


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("a private key", "-----BEGIN PRIVATE KEY-----\n" + "A" * 48),
        ("a private JWK", '{"kty": "OKP", "d": "' + "a" * 43 + '"}'),
        ("a key of a cloud", "AKIA" + "A" * 16),
        ("a token of a forge", "ghp_" + "a" * 36),
        ("a password in an address", "postgresql://xuefen:" + "correct-horse" + "@db/xuefen"),
    ],
)
def test_such_a_secret_is_noticed(kind: str, text: str) -> None:
    assert _SECRETS[kind].search(text)


def locked(name: str) -> dict[str, str]:
    lock = (ROOT / name).read_text("utf-8")
    return {found[1].lower(): found[2] for found in re.finditer(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", lock, re.M)}


@pytest.mark.parametrize("name", ["requirements.lock", "deploy/requirements.lock"])
def test_nothing_is_installed_that_has_known_holes_or_no_hash(name: str) -> None:
    versions = locked(name)
    lock = (ROOT / name).read_text("utf-8")

    assert {one for one in FLOORS if one in versions} >= {"starlette", "fastapi", "cryptography", "uvicorn"}
    low = {
        one: versions[one]
        for one, floor in FLOORS.items()
        if one in versions and tuple(int(part) for part in re.findall(r"\d+", versions[one])[:3]) < floor
    }
    assert low == {}
    assert not NEVER & versions.keys() - ({"pyjwt", "ecdsa"} if name == "requirements.lock" else set())
    assert lock.count("--hash=sha256:") >= len(versions)
    assert "://" not in lock


def test_the_bill_of_materials_lists_what_the_image_installs_and_says_the_same_again() -> None:
    bills = [
        subprocess.run([sys.executable, "deploy/sbom.py"], cwd=ROOT, capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    bill = json.loads(bills[0])

    assert bills[0] == bills[1]
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {one["name"].lower(): one["version"] for one in bill["components"]} == locked("deploy/requirements.lock")
    assert all(one["properties"] and one["purl"] == one["bom-ref"] for one in bill["components"])
    assert len({one["bom-ref"] for one in bill["components"]}) == len(bill["components"])
