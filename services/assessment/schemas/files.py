"""Bodies about files."""

from datetime import datetime
from uuid import UUID

from pydantic import ConfigDict, Field, field_serializer

from services.platform.types import Answer


class FileResponse(Answer):
    """A file that was handed in. `sha256` is that of its content, in hexadecimal."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "file_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b77",
                    "name": "听课记录.pdf",
                    "media_type": "application/pdf",
                    "size": 48213,
                    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    "person_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12",
                    "school_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b21",
                    "stored_at": "2025-10-16T09:20:00Z",
                }
            ]
        },
    )

    file_id: UUID
    name: str
    media_type: str
    size: int = Field(description="Bytes")
    sha256: bytes
    person_id: UUID | None
    school_id: UUID | None
    stored_at: datetime

    @field_serializer("sha256")
    def _hexadecimal(self, value: bytes) -> str:
        return value.hex()
