"""The districts in numbers, as each service tells them over HTTP."""

from collections import Counter
from typing import Any, Final

from services.demo.client import Caller, together

AS_OF: Final = "2026-08-31"


async def summarise(admin: Caller, *, name: str) -> dict[str, Any]:
    """One district's numbers at the end of the school year."""
    ledger, registration, attendance, assessment, standings = await together(
        admin.get("ledger", "/summary", as_of=AS_OF),
        admin.get("registration", "/summary"),
        admin.get("attendance", "/summary"),
        admin.get("assessment", "/summary"),
        admin.list_all("ledger", "/standings", as_of=AS_OF),
    )
    earned, scans, enrolled, assessed = ledger.body["earned"], attendance.body, registration.body, assessment.body
    return {
        "name": name,
        "pack": ledger.body["pack_id"],
        "as_of": ledger.body["as_of"],
        "known_at_seq": ledger.body["known_at_seq"],
        "teachers": ledger.body["teachers"],
        "standings": ledger.body["standings"],
        "progress": dict(sorted(Counter(one["progress"] for one in standings).items())),
        "open_clauses": _open_clauses(standings),
        "hours": _amounts(earned, "hours"),
        "credits": _amounts(earned, "credits"),
        "entries": earned["entries"],
        "enrolments": enrolled["enrolments"],
        "classes": enrolled["classes"],
        "meetings": enrolled["meetings"],
        "check_ins": {
            "accepted": {phase: number for phase, number in scans["check_ins"].items() if number},
            "late": scans["late"],
            "refused": scans["refused_scans"],
        },
        "leaves": {"approved": scans["leaves_approved"], "refused": scans["leaves_refused"]},
        "corrections": scans["corrections"],
        "outcomes": assessed["outcomes_by_status"],
        "claims": assessed["claims_by_state"],
        "schools": [_school(school) for school in ledger.body["schools"]],
    }


def _amounts(earned: dict[str, Any], unit: str) -> dict[str, Any]:
    return {
        "total": earned["total"][unit],
        "by_category": {code: sums[unit] for code, sums in earned["by_category"].items()},
        "by_channel": {code: sums[unit] for code, sums in earned["by_level"].items()},
        "by_mode": {code: sums[unit] for code, sums in earned["by_mode"].items()},
    }


def _open_clauses(standings: list[dict[str, Any]]) -> dict[str, int]:
    """How many teachers still lack something under each clause."""
    lacking = Counter(
        clause_id for one in standings for clause_id in {clause["clause_id"] for clause in one["open_clauses"]}
    )
    return dict(sorted(lacking.items()))


def _school(school: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": school["code"],
        "name": school["name"],
        "teachers": school["teachers"],
        "standings": school["standings"],
        "hours": school["earned"]["total"]["hours"],
        "credits": school["earned"]["total"]["credits"],
        "entries": school["earned"]["entries"],
    }
