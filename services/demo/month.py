"""What a school's month brought: its activities, where each claim is and why, and what teachers still lack."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias

from services.demo.bureau import District
from services.demo.client import together
from services.demo.values import SHANGHAI

Month: TypeAlias = dict[str, Any]


async def look_at_month(district: District) -> Month:
    """Of the whole district, as its bureau reads it over HTTP."""
    admin = district.admin
    activities, claims, flags = await together(
        admin.list_all("assessment", "/activities"),
        admin.list_all("assessment", "/claims"),
        admin.list_all("assessment", "/claim-flags", state="CONFIRMED"),
    )
    worth: defaultdict[str, Decimal] = defaultdict(Decimal)
    posted = [claim for claim in claims if claim["posted_at"] is not None and claim["state"] == "RECOGNISED"]
    for claim in posted:
        worth[claim["event_id"] or claim["kind"]] += Decimal(claim["outcome"]["credits"])
    confirmed = {flag["claim_id"]: flag["reason"] for flag in flags}
    return {
        "activities": [_activity(one, worth) for one in sorted(activities, key=lambda one: one["starts_at"])],
        "by_state": dict(sorted(Counter(claim["state"] for claim in claims).items())),
        "posted": len(posted),
        "credits": str(sum(worth.values(), Decimal(0))),
        "alone": {kind: str(worth[kind]) for kind in sorted({one["kind"] for one in posted if not one["event_id"]})},
        "open": [
            _where(district, claim, confirmed)
            for claim in claims
            if claim["state"] not in ("RECOGNISED", "WITHDRAWN") or _went_later(claim)
        ],
    }


def _activity(one: Mapping[str, Any], worth: Mapping[str, Decimal]) -> dict[str, Any]:
    people = [part for part in one["participants"] if part["removed_at"] is None]
    return {
        "on": _day(one["starts_at"]),
        "title": one["title"],
        "people": len(people),
        "forms": sum(part["claim_id"] is not None for part in people),
        "credits": str(worth.get(one["activity_id"], Decimal(0))),
        "withdrawn": one["withdrawal_reason"],
    }


def _where(district: District, claim: Mapping[str, Any], confirmed: Mapping[str, str]) -> dict[str, Any]:
    due = claim["batches"][0] if claim["batches"] else None
    return {
        "who": district.staff_numbers[claim["teacher_id"]],
        "kind": claim["kind"],
        "title": claim["form"]["title"],
        "state": claim["state"],
        "lies_with": claim["lies_with"],
        "due": due["due"] if due else None,
        "days_left": due["days_left"] if due else None,
        "reason": confirmed.get(claim["claim_id"]) or claim["reason"],
        "went_later": _went_later(claim),
        "credits": claim["outcome"]["credits"] if claim["outcome"] and claim["state"] == "RECOGNISED" else None,
    }


def _went_later(claim: Mapping[str, Any]) -> bool:
    return claim["state"] == "RECOGNISED" and any(one["state"] == "NEXT_BATCH" for one in claim["batches"])


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(SHANGHAI):%Y-%m-%d}"
