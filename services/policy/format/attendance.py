"""The rules of presence in a pack: doors, grace, leave by its kind, make-up, rounding, caps, the attendance line."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from services.policy.format.words import Bilingual, ClauseRef, Code, Model, Number, Share, Switched

OnTheLine: TypeAlias = Literal["absent", "half", "left_out", "present"]


class Lates(Model):
    """So many times late are one absence on the line."""

    times: Annotated[int, Field(ge=2)]
    early_leaves: bool
    """Whether leaving early counts like coming late; a meeting with both counts twice then."""


class Line(Model):
    """From which share of absence on a member is disqualified."""

    absent: Share
    """A decimal, or a fraction where no decimal is exact: 0.2 or '1/3'."""
    inclusive: bool
    of: Literal["meetings", "hours"]
    approved_leave: OnTheLine
    lates: Lates | None = None

    @model_validator(mode="after")
    def _lates_are_meetings(self) -> Self:
        if self.lates is not None and self.of != "meetings":
            message = "lates become absences only where the line counts meetings: write `of: meetings`"
            raise ValueError(message)
        return self


class LeaveKind(Model):
    """A kind of leave by name: what a meeting missed with it is worth, and what it is on the attendance line."""

    title: Bilingual
    worth: Switched[Literal["nothing", "half", "whole"]]
    line: OnTheLine


class MakeUp(Model):
    """What may stand in for a meeting that was missed, once somebody has approved it."""

    forms: tuple[Literal["MEETING", "TASK"], ...]
    """Another meeting sat instead, or a task done; none of both is no make-up at all."""
    within_days: Annotated[int, Field(ge=1)] | None = None
    """A meeting sat instead begins at most so many days after the missed one."""
    most: Annotated[int, Field(ge=1)] | None = None
    """Meetings of one class that one member may make up."""
    worth: Switched[Literal["half", "whole"]] = "whole"


class Rounding(Model):
    """Hours of a meeting that was not sat whole become a multiple of the step; a whole one stays as printed."""

    step: Number = Field(gt=0)
    how: Literal["down", "nearest", "up"]


class AttendanceRules(Model):
    """How presence becomes recognised hours. No minute is ever counted in two meetings."""

    opens_minutes_before: Annotated[int, Field(ge=0)]
    late_grace_minutes: Annotated[int, Field(ge=0)]
    """Arriving within the grace loses nothing, later the minutes missed."""
    early_leave_grace_minutes: Annotated[int, Field(ge=0)]
    missing_exit: Switched[Literal["nothing", "half", "whole"]]
    """What a meeting entered but not left is worth, of what would have been recognised."""
    approved_leave: Switched[Literal["nothing", "half", "whole"]]
    """What an approved leave is worth whose kind is not listed under `leaves`."""
    leaves: dict[Code, LeaveKind] = Field(default_factory=dict)
    """Where kinds are listed, a leave names one of them."""
    make_up: MakeUp | None = None
    """Without it an approved make-up of either form is worth the whole meeting."""
    rounding: Rounding | None = None
    most_hours_a_day: Annotated[Number, Field(gt=0)] | None = None
    """Of one class, in the order of its meetings."""
    line: Line | None = None
    clause: ClauseRef | None = None
    why: Bilingual
