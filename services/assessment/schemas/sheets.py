"""Bodies about score sheets."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import ConfigDict, Field

from services.assessment.models import ScoreSheet
from services.platform.types import Answer


class SheetProblem(Answer):
    """What is wrong in a cell; the value itself is never repeated."""

    sheet: str
    row: int = Field(description="As a spreadsheet counts")
    column: str
    code: str = Field(description="`not-a-number` and the like, or the problem of a mark as in `put_scores`")
    zh: str
    en: str


class ScoreSheetResponse(Answer):
    """What became of a score sheet. With any problem nothing of it was recorded."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "sheet_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0d01",
                    "class_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0d02",
                    "dry_run": False,
                    "applied": False,
                    "assessor_id": None,
                    "rows": 48,
                    "marks": 96,
                    "recorded": 0,
                    "unchanged": 0,
                    "faults": 1,
                    "errors": [
                        {
                            "sheet": "1 训前",
                            "row": 7,
                            "column": "案例提交 [CASE]",
                            "code": "mark-out-of-range",
                            "zh": "分数超出满分",
                            "en": "The mark is above the component's maximum",
                        }
                    ],
                    "sent_by": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0a01",
                    "sent_at": "2025-11-20T09:20:00Z",
                }
            ]
        },
    )

    sheet_id: UUID
    class_id: UUID
    dry_run: bool
    applied: bool
    assessor_id: UUID | None = Field(description="On whose behalf; null: one's own marks")
    rows: int = Field(description="Rows that name a member")
    marks: int = Field(description="Cells that say a mark")
    recorded: int = Field(description="Marks that are new, of a dry run those that would be")
    unchanged: int
    faults: int
    errors: list[SheetProblem] = Field(description="The first 500")
    sent_by: UUID
    sent_at: datetime

    @classmethod
    def of(cls, sheet: ScoreSheet) -> Self:
        return cls.model_validate(
            {
                "sheet_id": sheet.sheet_id,
                "class_id": sheet.class_id,
                "dry_run": sheet.dry_run,
                "applied": sheet.applied,
                "assessor_id": sheet.assessor_id,
                "sent_by": sheet.sent_by,
                "sent_at": sheet.sent_at,
                **sheet.report,
            }
        )
