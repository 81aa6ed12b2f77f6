"""Printing the certificates of a class: in which form, how many at a step, and how long it is kept."""

from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.platform.errors import Text


class PrintForm(StrEnum):
    """BOUND: pages one behind the other, for the printer. SINGLE: a file for each, to be handed to its holder."""

    BOUND = "BOUND"
    SINGLE = "SINGLE"


class PrintState(StrEnum):
    RUNNING = "RUNNING"
    FINISHED = "FINISHED"
    CANCELLED = "CANCELLED"
    REMOVED = "REMOVED"


MOST_PRINTED: Final = 5_000
# The paper bears names: the files stay for as long as it takes to fetch them.
KEPT_FOR: Final = timedelta(days=7)

# About half a second of one processor each, so that other events need not wait.
_A_STEP: Final = {PrintForm.BOUND: 100, PrintForm.SINGLE: 25}

_NO_FOLDERS: Final = str.maketrans({"/": "／", "\\": "＼"})

NOT_PRINTED: Final = {
    "revoked": Text(zh="证书已作废", en="The certificate has been revoked meanwhile"),
    "holder-renamed": Text(
        zh="持证人姓名已变更,请补发证书", en="The holder's name has changed: the certificate must be reissued"
    ),
}


def documents_of_step(form: PrintForm, wanted: list[UUID]) -> list[list[UUID]]:
    """What one step prints of what is still to be printed: the certificates of each document."""
    step = wanted[: _A_STEP[form]]
    return [step] if form is PrintForm.BOUND else [[one] for one in step]


def document_name(place: int, numbers: list[str]) -> str:
    """`0001 望教培〔2026〕00001号-望教培〔2026〕00100号.pdf`: its place keeps files of two issuers apart, and in order.

    Prefixes are what people write: a stroke in one would be a folder to whoever unpacks the ZIP.
    """
    told = numbers[0] if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
    return f"{place:04d} {told}.pdf".translate(_NO_FOLDERS)


def places_of(documents: int) -> range:
    """Where content may lie of so many documents and of a step that died before it was noted."""
    return range(1, documents + max(_A_STEP.values()) + 1)


def kept_under(print_id: UUID, place: int) -> str:
    """Where the store keeps a document."""
    return f"prints/{print_id}/{place}"
