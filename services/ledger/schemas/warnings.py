"""Bodies of early warnings."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.ledger.schemas.coverage import ClassName, LackResponse
from services.ledger.schemas.populations import NamedPerson
from services.ledger.schemas.standings import OpenClause
from services.platform.types import Answer

WarnedOutcome = Literal["COVERED", "REACHABLE", "CLASH", "OUT_OF_REACH"]


class ClassOnTheWay(ClassName):
    """A class that would help."""

    starts_on: date | None
    ends_on: date | None
    minutes: int = Field(description="In class; 0 where its timetable is not known yet")
    free: int | None = Field(description="Places that are left; null where it takes all who come")


class WarningItem(Answer):
    """A teacher who will miss what is due, unless something is done. People decide what follows."""

    teacher_id: UUID
    staff_number: str
    name: str
    school_id: UUID | None
    until: date = Field(description="The end of the judging year or of the cycle")
    outcome: WarnedOutcome = Field(
        description="COVERED: the places held suffice, if used; REACHABLE: the classes in `way` suffice; CLASH: "
        "only because classes meet at the same time nothing suffices; OUT_OF_REACH: nothing on offer suffices"
    )
    lacking: list[LackResponse] = Field(description="Beside what the places held would bring (COVERED: without them)")
    holds: list[ClassOnTheWay] = Field(description="Classes in which the teacher holds a place")
    way: list[ClassOnTheWay] = Field(
        description="The cheapest way out that was found, by time in class; where nothing suffices, what helps most"
    )
    way_minutes: int = Field(description="Time in class of the way, in minutes")
    left: list[LackResponse] = Field(description="What is lacking even after the way")
    other_clauses: list[OpenClause] = Field(description="Also due and not met, and no class closes them")


class WarningsResponse(Answer):
    """Who of the teachers looked at is warned; go on with `next_cursor`."""

    since: date
    horizon: Literal["YEAR", "CYCLE"]
    known_at_seq: int
    looked_at: int = Field(
        description="Teachers of this page, warned or not: as many as asked for, or fewer where searching takes long"
    )
    without_pack: int = Field(description="Of them, nobody judges these: no pack is in force for them")
    undetermined: list[NamedPerson] = Field(description="And of these it cannot be said: judging them is at fault")
    items: list[WarningItem]
    next_cursor: str | None
