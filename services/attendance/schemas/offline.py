"""Bodies of offline bundles, of what devices bring back, and of what people make of it."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from services.attendance.rules import Need
from services.platform.types import Answer, Body, BulkBody, Code, Flag, Id, Instant, Secret, Sentence, unacceptable

_TICKET = "b1.WyIwMTk5YTJiNCJd.kq2rY0Zt1l7m3v9p"
_CODE = "c1.0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e01.IN.179159400.a-a9mCbfbsMnDbCJ3wUHxA"


class BundleWindows(Answer):
    in_opens_at: datetime
    in_late_after: datetime
    in_closes_at: datetime
    out_opens_at: datetime
    out_early_before: datetime
    out_closes_at: datetime


class BundleMember(Answer):
    teacher_id: UUID
    staff_number: str
    name: str = Field(
        description="Shortened: the first character, and the last where there are three or more; of namesakes with the "
        "end of the staff number",
        examples=["王*芳", "王*芳（0107）"],
    )


class BundleCodeKeys(Answer):
    """Keys of this meeting's codes, base64url.

    A code is `c1.<meeting>.<phase>.<step>.<mac>`, its mac the first 16 bytes of HMAC-SHA256 over
    `c1|<district>|<meeting>|<phase>|<step>`; a step is 10 seconds of Unix time, three are accepted.
    """

    IN: str = Field(examples=["3q2-7w"])
    OUT: str = Field(examples=["3q2-7w"])


class OfflineBundleResponse(Answer):
    """All that a helper device needs for one meeting without a network. To be kept where only the app reads it."""

    bundle_id: UUID
    meeting_id: UUID
    class_id: UUID
    title: str
    topic: str | None
    speaker: str | None
    place: str | None
    starts_at: datetime
    ends_at: datetime
    windows: BundleWindows
    members: list[BundleMember]
    code_keys: BundleCodeKeys
    issued_at: datetime
    uploads_until: datetime = Field(description="What comes later is kept too, and waits for a person")
    ticket: str = Field(
        description="Signed for the asking account, this meeting and the digest of everything above; the device brings "
        "it back with what it saw",
        examples=[_TICKET],
    )


class OfflineLineRequest(Body):
    """Who came (IN) or left (OUT) when, by the device's clock. Either a teacher_id or a staff_number."""

    client_id: Id = Field(
        description="Made by the device, once a line", examples=["0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e02"]
    )
    phase: str = Field(pattern="^(IN|OUT)$", examples=["IN"])
    teacher_id: Id | None = Field(default=None, examples=[None])
    staff_number: Code | None = Field(default=None, examples=["T002"])
    at: Instant = Field(examples=["2026-10-10T08:55:00+08:00"])
    code: Secret | None = Field(
        default=None,
        description="The code or number that was seen: a bad one waits for a person. The helper vouches either way",
        examples=[None, _CODE],
    )

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        if (self.teacher_id is None) == (self.staff_number is None):
            raise unacceptable(
                zh="须提供 teacher_id 或 staff_number 之一", en="either teacher_id or staff_number is needed"
            )
        return self


class OfflineUploadRequest(BulkBody):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "ticket": _TICKET,
                    "sent_at": "2026-10-10T13:00:00+08:00",
                    "lines": [
                        {
                            "client_id": "0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e02",
                            "phase": "IN",
                            "staff_number": "T002",
                            "at": "2026-10-10T08:55:00+08:00",
                        }
                    ],
                }
            ]
        }
    )

    ticket: str = Field(min_length=1, max_length=600, description="Of the bundle that the device took along")
    sent_at: Instant = Field(description="The device's clock at this moment, by which its error is told")
    lines: list[OfflineLineRequest] = Field(min_length=1, max_length=500)


class OfflineFactResponse(Answer):
    """What became of a line."""

    client_id: UUID = Field(description="Another one than sent where that stood for another line already")
    phase: str
    teacher_id: UUID | None
    staff_number: str | None
    grade: str = Field(
        description="VOUCHED, with a code too: who brings it was given the keys of the codes", examples=["VOUCHED"]
    )
    occurred_at: datetime = Field(
        description="As the device told it. Of a clock 5 minutes off, once accepted, the time by ours counts"
    )
    outcome: str = Field(
        description="RECORDED: it made the check-in; KNOWN: it adds nothing to the one there; NEEDS_REVIEW",
        examples=["RECORDED"],
    )
    reason: Need | None = Field(description="Why it needs a person")
    check_in_id: UUID | None
    uploaded_by: UUID
    uploaded_at: datetime


class OfflineUploadResponse(Answer):
    """What became of each line, in the order they were sent."""

    items: list[OfflineFactResponse]


class OfflineReviewRequest(Body):
    accepted: Flag = Field(examples=[True])
    teacher_id: Id | None = Field(
        default=None, description="Who is meant, where the staff number is nobody's", examples=[None]
    )
    reason: Sentence = Field(examples=["助手手机时间不准,当面核实"])


class OfflineReviewResponse(Answer):
    meeting_id: UUID
    client_id: UUID
    accepted: bool
    teacher_id: UUID | None
    reason: str
    reviewed_by: UUID = Field(description="The account that decided")
    reviewed_at: datetime


class ReviewedFactResponse(OfflineFactResponse):
    review: OfflineReviewResponse | None = Field(description="null: nobody has decided, or there is nothing to decide")
