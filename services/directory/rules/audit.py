"""The audit trail: what may be asked of it, and what a seal says, byte by byte."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

_FORM: Final = "xuefen-audit-seal-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which acts are asked for; None leaves one open."""

    account_id: UUID | None = None
    teacher_id: UUID | None = None
    object_id: UUID | None = None
    operation: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def digest_of(rows: Iterable[Mapping[str, Any]]) -> str:
    """One hash of all that these rows say, in their order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(_bytes_of({name: _told(value) for name, value in row.items()}) + b"\n")
    return digest.hexdigest()


def seal_bytes(
    *, district_id: int, number: int, last_id: UUID, rows: int, digest: str, previous: bytes | None, sealed_at: datetime
) -> bytes:
    """What is signed: the rows, and the seal before (by the hash of its bytes)."""
    return _bytes_of(
        {
            "form": _FORM,
            "district_id": district_id,
            "number": number,
            "last_id": str(last_id),
            "rows": rows,
            "digest": digest,
            "previous": None if previous is None else hashlib.sha256(previous).hexdigest(),
            "sealed_at": _told(sealed_at),
        }
    )


def _bytes_of(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _told(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value
