"""Bodies of printing a class."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from services.ledger.models import CertificatePrint, PrintedDocument
from services.ledger.rules.certificates import CertificateKind
from services.ledger.rules.prints import KEPT_FOR, NOT_PRINTED, PrintForm, PrintState
from services.platform.types import Answer, Body


class PrintRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"form": "BOUND", "kind": "COMPLETION"}]})

    form: PrintForm = Field(
        default=PrintForm.BOUND,
        description="BOUND: up to 100 pages a PDF, for the printer; SINGLE: a PDF for each certificate",
    )
    kind: CertificateKind | None = Field(default=None, description="Only of this kind; all by default")


class NotPrintedResponse(Answer):
    certificate_id: UUID
    number: str
    code: Literal["revoked", "holder-renamed"]
    sentence_zh: str
    sentence_en: str


class PrintResponse(Answer):
    """A print, how far it is, and where it is fetched when it is finished."""

    print_id: UUID
    class_id: UUID
    form: PrintForm
    state: PrintState = Field(description="REMOVED: it was finished, and its files are gone after seven days")
    total: int = Field(description="Certificates that are to be printed")
    done: int = Field(description="Certificates that were dealt with: printed, or withheld with a reason")
    withheld: list[NotPrintedResponse]
    files: int = Field(description="PDFs so far")
    pages: int
    size: int = Field(description="Bytes of all PDFs")
    asked_by: UUID
    asked_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None = Field(description="When the files are removed")
    document: str | None = Field(
        description="Where the PDF, or the ZIP of several, is fetched while it is there",
        examples=["/ledger/v1/districts/230102/certificate-prints/0199a0d5-0000-7000-8000-000000000001/document"],
    )

    @classmethod
    def of(cls, asked: CertificatePrint, documents: list[PrintedDocument]) -> Self:
        state = _state_of(asked)
        return cls.model_validate(
            {
                "print_id": asked.print_id,
                "class_id": asked.class_id,
                "form": asked.form,
                "state": state,
                "total": len(asked.certificate_ids),
                "done": asked.done,
                "withheld": [
                    {
                        **one,
                        "sentence_zh": NOT_PRINTED[one["code"]].zh,
                        "sentence_en": NOT_PRINTED[one["code"]].en,
                    }
                    for one in asked.withheld
                ],
                "files": len(documents),
                "pages": sum(one.pages for one in documents),
                "size": sum(one.size for one in documents),
                "asked_by": asked.asked_by,
                "asked_at": asked.asked_at,
                "finished_at": asked.finished_at,
                "expires_at": None if asked.finished_at is None else asked.finished_at + KEPT_FOR,
                "document": (
                    f"/ledger/v1/districts/{asked.district_id}/certificate-prints/{asked.print_id}/document"
                    if state is PrintState.FINISHED and documents
                    else None
                ),
            }
        )


def _state_of(asked: CertificatePrint) -> PrintState:
    if asked.cancelled_at is not None:
        return PrintState.CANCELLED
    if asked.finished_at is None:
        return PrintState.RUNNING
    return PrintState.FINISHED if asked.removed_at is None else PrintState.REMOVED
