"""Claims as forms: what their columns say, as the rules look at it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from services.assessment.errors import SpanTurned, StatementMissing
from services.assessment.models import Claim
from services.assessment.rules import ClaimForm, ClaimPaper
from services.platform.errors import Text

MOST_DAYS: Final = 1830
_COLUMNS: Final = (
    "title",
    "held_from",
    "held_to",
    "category",
    "level",
    "mode",
    "nature",
    "organised_by_admin",
    "role",
    "author_order",
    "authors",
    "characters",
    "minutes",
    "months",
    "grade",
    "hours",
    "certificate_no",
    "issued_by",
)

_STATED: Final = {
    "hours": Text(zh="学时", en="hours"),
    "issued_by": Text(zh="颁发单位", en="who issued it"),
    "certificate_no": Text(zh="证书编号", en="certificate number"),
}
_ASKED: Final = {"EXTERNAL_HOURS": ("hours", "issued_by"), "CONTEST_AWARD": ("certificate_no", "issued_by")}
"""What claims from outside must state, by their source."""


def form_of(claim: Claim, papers: tuple[ClaimPaper, ...]) -> ClaimForm:
    """What a form says, with its papers."""
    columns: dict[str, Any] = {name: getattr(claim, name) for name in _COLUMNS}
    return ClaimForm(**columns, tags=tuple(claim.tags), papers=papers)


def columns_of(form: ClaimForm) -> dict[str, Any]:
    """A form as the claim's columns keep it."""
    return {**{name: getattr(form, name) for name in _COLUMNS}, "tags": sorted(set(form.tags))}


def content_of(claim: Claim, form: ClaimForm) -> Mapping[str, Any]:
    """What was handed in, as the history keeps it for ever."""
    kept = {name: _plain(value) for name, value in columns_of(form).items()}
    papers = [
        {"code": paper.code, "file_id": str(paper.file_id) if paper.file_id else None, "note": paper.note}
        for paper in form.papers
    ]
    return {"kind": claim.kind, **kept, "papers": papers}


def demand_sound(form: ClaimForm, *, source: str) -> None:
    """Raise for days that are no span, and for what claims from outside must state."""
    if not timedelta(0) <= form.held_to - form.held_from < timedelta(days=MOST_DAYS):
        raise SpanTurned(most=MOST_DAYS)
    missing = [_STATED[name] for name in _ASKED.get(source, ()) if getattr(form, name) is None]
    if missing:
        raise StatementMissing(
            missing_zh="、".join(words.zh for words in missing), missing_en=", ".join(words.en for words in missing)
        )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | list) else str(value)
