"""Bodies of reports that are kept, and of what the districts below told."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from services.ledger.models import Report
from services.ledger.schemas.populations import PopulationResponse
from services.ledger.schemas.standings import EarnedResponse, SummaryResponse
from services.platform.types import Answer, Body, Count, Day, Instant
from services.policy.engine import Result

ReportKind = Literal["SUMMARY", "RATES"]
ReportGround = Literal["MONTH_END", "ASKED"]


class ReportRequest(Body):
    """Which sums to keep as they stand."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"kind": "SUMMARY", "as_of": "2026-08-31"}, {"kind": "RATES"}]}
    )

    kind: ReportKind
    as_of: Annotated[Day | None, Field(description="What was earned by this day; today by default")] = None
    known_at_seq: Annotated[Count | None, Field(description="As the book knew it at this entry; now by default")] = None
    known_at: Annotated[Instant | None, Field(description="Or at this moment; of the two the earlier")] = None


class ReportItem(Answer):
    """A report without what is in it."""

    report_id: UUID
    kind: ReportKind
    ground: ReportGround = Field(description="MONTH_END: taken by itself when a month was over")
    month: date | None = Field(description="The first day of that month")
    as_of: date
    known_at_seq: int = Field(description="As far as the book had come: of a month, when it ended")
    content_hash: str = Field(description="sha256 in hex over the content")
    taken_at: datetime
    asked_by: UUID | None = Field(description="The account that asked for it; null where nobody did")

    @classmethod
    def of(cls, report: Report) -> Self:
        return cls(**_item(report))


def _item(report: Report) -> dict[str, object]:
    return {
        name: report.content_hash.hex() if name == "content_hash" else getattr(report, name)
        for name in ReportItem.model_fields
    }


class ReportResponse(ReportItem):
    """A report with what is in it: one of the two, by its kind."""

    summary: SummaryResponse | None
    rates: PopulationResponse | None

    @classmethod
    def showing(cls, report: Report, *, summary: SummaryResponse | None, rates: PopulationResponse | None) -> Self:
        return cls(**_item(report), summary=summary, rates=rates)


class SumsResponse(Answer):
    """Sums of a district or of many."""

    teachers: int = Field(description="In post on the day: nobody is in post in two districts at once")
    people: int = Field(description="Who earned something, each once a district; who moved counts in both")
    standings: dict[Result, int]
    earned: EarnedResponse


class ToldResponse(Answer):
    """The sums of one district, as its report says them."""

    district_id: int
    name: str
    level: str
    report_id: UUID
    as_of: date
    known_at_seq: int
    content_hash: str = Field(description="Of the report; the district shows what is behind it")
    published_at: datetime
    sums: SumsResponse


class BelowResponse(Answer):
    """A district just below, and everything that came through it."""

    district_id: int
    name: str
    level: str
    sums: SumsResponse
    told: list[ToldResponse] = Field(description="Its own sums, and those of the districts below it; none told yet: []")


class RollUpResponse(Answer):
    """A city or province, by what its districts told."""

    district_id: int
    name: str
    level: str
    as_of: date
    own: ToldResponse | None = Field(description="The district's own newest report, where it has teachers of its own")
    below: list[BelowResponse]
    sums: SumsResponse
