"""Reads the files of cases: exactly, strictly, and with the line of every case."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from services.policy.format import shipped_ids
from services.policy.format.documents import Document, NotADocument, read
from tests.policy.casework.form import CaseGiven

CASES = Path(__file__).parents[1] / "cases"
_LAID_UNDER = ("terms", "teacher", "program", "calendar")
"""What `usual` says of one thing of a case."""
_LAID_UNDER_EACH = {"entry": "entries", "fact": "facts"}
"""What `usual` says of each of several things."""


class CasesRefused(ValueError):
    """A file of cases is not as form.py says; the message names file and lines."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case with the place where it stands."""

    pack_id: str
    line: int
    number: int
    """Its place among the cases of its rule, from 1."""
    given: CaseGiven

    @property
    def rule(self) -> str:
        return self.given.rule

    @property
    def name(self) -> str:
        return f"{self.rule}-{self.given.at}-{self.number}"

    @property
    def place(self) -> str:
        return f"tests/policy/cases/{self.pack_id}.yaml:{self.line}"

    def __str__(self) -> str:
        return f"{self.place} {self.rule} ({self.given.case})"


def packs_with_cases() -> tuple[str, ...]:
    """Return the packs that have a file of cases, shipped or not."""
    return tuple(sorted(file.stem for file in CASES.glob("*.yaml")))


@lru_cache(maxsize=64)
def cases_of(pack_id: str) -> tuple[Case, ...]:
    """Return the cases of a pack in the order written; raise CasesRefused with everything that is wrong."""
    file = CASES / f"{pack_id}.yaml"
    return read_cases(file.read_text(encoding="utf-8"), pack_id=pack_id) if file.exists() else ()


def read_cases(text: str, *, pack_id: str) -> tuple[Case, ...]:
    """Return the cases of a text; raise CasesRefused with everything that is wrong, line by line."""
    file = f"{pack_id}.yaml"
    try:
        document = read(text)
    except NotADocument as error:
        raise CasesRefused(f"{file}:{error.line}: {error}") from error
    usual, raw, start = _parts(document, file)
    problems = [f"{file}:{line}: {'.'.join(map(str, path))} stands twice" for path, line in document.repeated]
    cases: list[Case] = []
    numbers: dict[tuple[str, str], int] = {}
    for index, written in enumerate(raw):
        place: tuple[str | int, ...] = (*start, index)
        try:
            given = CaseGiven.model_validate(_with_usual(usual, written))
        except ValidationError as error:
            problems += _told(error, document, place, file)
            continue
        key = (given.rule, given.at)
        numbers[key] = numbers.get(key, 0) + 1
        cases.append(Case(pack_id, document.line(place) or 0, numbers[key], given))
    if problems:
        raise CasesRefused("\n".join(problems))
    return tuple(cases)


def _told(error: ValidationError, document: Document, place: tuple[str | int, ...], file: str) -> list[str]:
    return [
        f"{file}:{document.line((*place, *detail['loc']))}: {'.'.join(map(str, detail['loc']))}: {detail['msg']}"
        for detail in error.errors(include_url=False, include_context=False, include_input=False)
    ]


def all_cases() -> tuple[Case, ...]:
    """Return the cases of every shipped pack; a file that is refused has none (a test of its own says why)."""
    return tuple(case for pack_id in shipped_ids() for case in _readable(pack_id))


def _readable(pack_id: str) -> tuple[Case, ...]:
    try:
        return cases_of(pack_id)
    except CasesRefused:
        return ()


def _parts(document: Document, file: str) -> tuple[Mapping[str, Any], list[Any], tuple[str, ...]]:
    tree = document.tree
    if isinstance(tree, list):
        return {}, tree, ()
    if not isinstance(tree, Mapping) or not isinstance(tree.get("cases"), list):
        raise CasesRefused(f"{file}: a list of cases, or `usual` and `cases`, was expected")
    usual = tree.get("usual") or {}
    strangers = sorted(tree.keys() - {"usual", "cases"}) + sorted(usual.keys() - {*_LAID_UNDER, *_LAID_UNDER_EACH})
    if strangers:
        raise CasesRefused(f"{file}: unknown here: {', '.join(strangers)}")
    return usual, tree["cases"], ("cases",)


def _with_usual(usual: Mapping[str, Any], written: Any) -> Any:
    """Lay a case over what is usual in its file."""
    if not usual or not isinstance(written, Mapping):
        return written
    case = dict(written)
    for key in _LAID_UNDER:
        if key in usual and (key in case or key != "program"):
            case[key] = _over(usual[key], case.get(key) or {})
    for one, several in _LAID_UNDER_EACH.items():
        if one not in usual:
            continue
        if isinstance(case.get(several), list):
            case[several] = [_over(usual[one], item) for item in case[several]]
        for member in case.get("members") or ():
            if isinstance(member, dict) and isinstance(member.get(several), list):
                member[several] = [_over(usual[one], item) for item in member[several]]
    if "teacher" in usual:
        case["members"] = [_over(usual["teacher"], member) for member in case.get("members") or ()]
    return case


def _over(below: Any, above: Any) -> Any:
    if not isinstance(below, Mapping) or not isinstance(above, Mapping):
        return above
    merged = dict(below)
    for key, value in above.items():
        merged[key] = _over(merged[key], value) if key in {"parameters", "switches"} and key in merged else value
    return merged
