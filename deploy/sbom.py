"""What the image holds, as a CycloneDX bill of materials made of the lock: `python deploy/sbom.py > sbom.json`."""

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any, Final
from uuid import UUID

LOCK: Final = Path(__file__).parent / "requirements.lock"
_PINNED: Final = re.compile(
    r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)(?:\s*;\s*([^\\\n]+?))?\s*\\?$", re.M
)
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> list[dict[str, Any]]:
    """One for each pinned package, with every hash that an installation accepts."""
    found = list(_PINNED.finditer(lock))
    ends = [*(one.start() for one in found[1:]), len(lock)]
    return [_component(one, lock[one.end() : end]) for one, end in zip(found, ends, strict=True)]


def _component(pinned: re.Match[str], rest: str) -> dict[str, Any]:
    name, version, where = pinned.groups()
    address = f"pkg:pypi/{name.lower()}@{version}"
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        # One of them is that of the file that is installed: which, the machine decides.
        "properties": [{"name": "xuefen:accepted-sha256", "value": one} for one in _HASH.findall(rest)],
    }
    if where:
        component["properties"].append({"name": "xuefen:only-where", "value": where})
    return component


def bill(lock: str) -> dict[str, Any]:
    """The same for the same lock: it says no time, and its number is drawn from what it holds."""
    listed = components(lock)
    digest = hashlib.sha256(json.dumps(listed, sort_keys=True).encode()).digest()
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{UUID(bytes=digest[:16], version=4)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "xuefen", "name": "xuefen"}},
        "components": listed,
        "dependencies": [{"ref": "xuefen", "dependsOn": [one["bom-ref"] for one in listed]}],
    }


if __name__ == "__main__":
    json.dump(bill(LOCK.read_text(encoding="utf-8")), sys.stdout, indent=1)
    sys.stdout.write("\n")
