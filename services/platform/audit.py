"""The audit trail: one row for each privileged act, in the transaction of the act, which nobody changes or removes.

Privileged is what somebody does who holds another role than a teacher's, and what a service names whoever does it: what
takes a person's data out of the house, and what changes what lets somebody in. What else teachers do for themselves are
facts, which stand where they were done. What somebody's roles do not open is kept, too, whoever tried it, and a login
while it is held up: some a minute, so that nobody fills a disk by trying.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Final, cast
from uuid import UUID, uuid5

from fastapi import Request
from sqlalchemy import ARRAY, Integer, LargeBinary, Table, Text, bindparam, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from services.contracts import AuditFellDue
from services.platform import clock
from services.platform.access import Principal, Reach, Viewer
from services.platform.asked import ASKED
from services.platform.database import Base, DistrictKey
from services.platform.errors import DomainError
from services.platform.ids import new_id
from services.platform.outbox import publish

SCHEMA = {"schema": "platform"}

# An id is made a moment before its transaction commits, by whatever clock: what is this old has been committed.
SETTLED_AFTER: Final = timedelta(minutes=10)
# Who stands in records of what was done at a terminal and not by an account.
OPERATOR: Final = UUID(int=0)
_HOUR: Final = timedelta(hours=1)
_BELLS: Final = UUID("0193b0a8-6f00-7000-8000-617564697400")
_ONLY_TEACHER: Final = frozenset({"teacher"})
_READING: Final = frozenset({"GET", "HEAD"})
_LONGEST: Final = 1_000
_LONGEST_ADDRESS: Final = 64
_MINUTE_SECONDS: Final = 60.0
# Costs who asks nothing, and may be asked by who knows no more than a name.
_HELD_UP: Final = 429
_MOST_REFUSED_OF_ONE: Final = 5
_MOST_REFUSED: Final = 60


class AuditRecord(Base):
    """Who did what to what, for which purpose, from where, and what came of it."""

    __tablename__ = "audit"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    audit_id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    service: Mapped[str]
    operation: Mapped[str]
    account_id: Mapped[UUID]
    """The account, or the client of a connected system."""
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    teacher_id: Mapped[UUID | None]
    """Whom it was about, where it was about one."""
    object: Mapped[str]
    """The address below the district."""
    object_id: Mapped[UUID | None]
    """The last id in it."""
    purpose: Mapped[str | None]
    """What for, as it was said."""
    status: Mapped[int] = mapped_column(Integer)
    """Of the answer, as HTTP counts."""
    problem: Mapped[str | None]
    """Why it was refused."""
    request_id: Mapped[UUID]
    address: Mapped[str]


class AuditSeal(Base):
    """The rows up to one, vouched for: by the hash of their contents, chained to the seal before, and signed."""

    __tablename__ = "audit_seal"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    number: Mapped[int] = mapped_column(primary_key=True)
    last_id: Mapped[UUID]
    rows: Mapped[int]
    canonical: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str]
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_at: Mapped[datetime]


class Refusals:
    """What was refused to whom in the minute that lasts: some of an account are kept, and some of all together."""

    def __init__(self) -> None:
        self._until = 0.0
        self._kept: Counter[UUID] = Counter()

    def have_room(self, account_id: UUID) -> bool:
        """Count one more, unless there have been enough."""
        if monotonic() >= self._until:
            self._until = monotonic() + _MINUTE_SECONDS
            self._kept.clear()
        if self._kept[account_id] >= _MOST_REFUSED_OF_ONE or self._kept.total() >= _MOST_REFUSED:
            return False
        self._kept[account_id] += 1
        return True


@dataclass(frozen=True)
class Trail:
    """What a service keeps of who did what."""

    service: str
    reads: frozenset[str]
    """Operations that take people's data out of the house: recorded whoever asks."""
    changes: frozenset[str] = frozenset()
    """Those that change what lets somebody in: the same."""
    _rung: dict[int, datetime] = field(default_factory=dict)
    """district -> the hour whose sealing this process has asked for."""
    refusals: Refusals = field(default_factory=Refusals)

    def is_privileged(self, operation: str, method: str, viewer: Viewer) -> bool:
        if method in _READING:
            return operation in self.reads
        return operation in self.changes or viewer.principal.roles != _ONLY_TEACHER

    async def record(
        self,
        session: AsyncSession,
        request: Request,
        viewer: Viewer,
        *,
        operation: str,
        status: int,
        refusal: DomainError | None,
        body: object = None,
        unread: str | None = None,
    ) -> None:
        """Write the row of this act into its transaction; the first of an hour also asks for the hour's sealing.

        `unread` is the address of the route where nothing that was said has been looked at: it stands for all of it.
        """
        principal = viewer.principal
        if status == _HELD_UP and not self.refusals.have_room(principal.account_id):
            return
        now = clock.now()
        asked = ASKED.get()
        ids = {name: one for name, one in _ids_of(request).items() if one is not None}
        await session.execute(
            _RECORD,
            {
                "district_id": principal.district_id,
                "audit_id": new_id(),
                "at": now,
                "service": self.service,
                "operation": operation,
                "account_id": principal.account_id,
                "roles": sorted(principal.roles),
                "teacher_id": ids.get("teacher_id") or (next(iter(viewer.met)) if len(viewer.met) == 1 else None),
                "object": _object_of(request) if unread is None else unread,
                "object_id": next(reversed(ids.values()), None),
                "purpose": _purpose_of(request, body) if unread is None else None,
                "status": status,
                "problem": None if refusal is None else refusal.slug(),
                "request_id": new_id() if asked is None else asked.number,
                "address": (request.client.host if request.client else "")[:_LONGEST_ADDRESS],
            },
        )
        hour = _hour_of(now)
        if self._rung.get(principal.district_id) != hour:
            await _ask_for_sealing(session, principal.district_id, hour)
            session.info["audit_hour"] = hour

    def remember(self, session: AsyncSession) -> None:
        """After the commit: this hour need not be asked for again."""
        hour = session.info.get("audit_hour")
        if hour is not None:
            self._rung[session.info["district_id"]] = hour


def _hour_of(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


async def _ask_for_sealing(session: AsyncSession, district_id: int, hour: datetime) -> None:
    """Every process asks, and each hour is sealed once."""
    await publish(
        session,
        AuditFellDue(district_id=district_id),
        due_at=hour + _HOUR + SETTLED_AFTER,
        once=uuid5(_BELLS, f"{district_id} {hour.isoformat()}"),
    )


async def record_operator(
    session: AsyncSession, *, district_id: int, service: str, operation: str, object_id: UUID | None = None
) -> None:
    """Keep what was done at a terminal of the deployment, in its transaction: by no account, under a command's name."""
    now = clock.now()
    await session.execute(
        _RECORD,
        {
            "district_id": district_id,
            "audit_id": new_id(),
            "at": now,
            "service": service,
            "operation": operation,
            "account_id": OPERATOR,
            "roles": ["operator"],
            "teacher_id": None,
            "object": "",
            "object_id": object_id,
            "purpose": None,
            "status": 200,
            "problem": None,
            "request_id": new_id(),
            "address": "terminal",
        },
    )
    await _ask_for_sealing(session, district_id, _hour_of(now))


def note_actor(session: AsyncSession, principal: Principal) -> None:
    """Say who acts where no token says it: at a login, whose record is then kept like any other."""
    session.info["actor"] = principal


def viewer_of(session: AsyncSession, request: Request) -> Viewer | None:
    """Who asks by a token, or who was found to act."""
    viewer: Viewer | None = request.state.viewer
    actor: Principal | None = session.info.get("actor")
    return viewer if viewer is not None or actor is None else Viewer(actor, Reach.OWN)


def _ids_of(request: Request) -> dict[str, UUID | None]:
    return {name: _id_in(value) for name, value in request.path_params.items()}


def _id_in(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _object_of(request: Request) -> str:
    """`/classes/…/meetings/…`: what stands below the district, which holds ids and codes."""
    path = request.url.path
    district = request.path_params.get("district_id")
    _, _, below = path.partition("/v1" if district is None else f"/districts/{district}")
    return "".join(one for one in below if one.isprintable())[:_LONGEST]


def _purpose_of(request: Request, body: object) -> str | None:
    """What was given as purpose or reason; it went through the body's own checks before anything was done."""
    said: Any = body if isinstance(body, dict) else request.query_params
    for name in ("purpose", "reason"):
        given = said.get(name)
        if isinstance(given, str):
            return given[:_LONGEST]
    return None


_TABLE = cast(Table, AuditRecord.__table__)
_RECORD = insert(_TABLE).values({column.name: bindparam(column.name) for column in _TABLE.c})
