"""The sentences that the cases of a pack were told, as a text that can be read and compared line by line."""

import os
from pathlib import Path

from tests.policy.casework.asking import ask
from tests.policy.casework.reading import Case, cases_of
from tests.policy.making import pack

_FOLDER = Path(__file__).parents[1] / "explanations"


def rewriting() -> bool:
    """Answer whether the sentences kept are to be written anew."""
    return os.environ.get("REWRITE_EXPLANATIONS") == "1"


def told_of(pack_id: str) -> str:
    """Return what every case of the pack is told, in the order of the cases."""
    return "\n".join(_block(case) for case in cases_of(pack_id))


def _block(case: Case) -> str:
    lines = [f"{case.name} {case.given.case}"]
    for zh, en in ask(case, pack(case.pack_id)).told:
        lines += [f"  {zh}", f"  {en}"]
    return "\n".join([*lines, ""])


def stored_explanations(pack_id: str) -> str:
    """Return what was kept, empty when nothing was."""
    file = _FOLDER / f"{pack_id}.txt"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def write_explanations(pack_id: str, told: str) -> None:
    """Keep what was told; somebody reads the difference."""
    file = _FOLDER / f"{pack_id}.txt"
    if told:
        file.write_text(told, encoding="utf-8")
    else:
        file.unlink(missing_ok=True)
