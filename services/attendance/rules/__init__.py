"""Pure decisions and value types of attendance."""

from services.attendance.rules.access import ACCESS
from services.attendance.rules.book import Standing, standing_of
from services.attendance.rules.codes import STEP, Codes, Phase, Refusal, RotatingCode
from services.attendance.rules.fixes import demand_fixed
from services.attendance.rules.scans import RecordedCheckIn, RefusedScan, Scan
from services.attendance.rules.settlement import (
    Attended,
    Correction,
    DayJudged,
    MemberJudged,
    Presence,
    Sitting,
    digest_of,
    judge_member,
    judge_withdrawn,
    parts_of,
    terms_of,
)
from services.attendance.rules.tickets import LIFETIME, Ticket, Tickets
from services.attendance.rules.windows import Pack, Windows, windows_of

__all__ = [
    "ACCESS",
    "LIFETIME",
    "STEP",
    "Attended",
    "Codes",
    "Correction",
    "DayJudged",
    "MemberJudged",
    "Pack",
    "Phase",
    "Presence",
    "RecordedCheckIn",
    "Refusal",
    "RefusedScan",
    "RotatingCode",
    "Scan",
    "Sitting",
    "Standing",
    "Ticket",
    "Tickets",
    "Windows",
    "demand_fixed",
    "digest_of",
    "judge_member",
    "judge_withdrawn",
    "parts_of",
    "standing_of",
    "terms_of",
    "windows_of",
]
