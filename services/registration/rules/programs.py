"""What a program is, for whom, in which codes of the district's packs, and which school may run it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from services.policy.format import Pack
from services.registration.errors import HoursDoNotAddUp, NotSchoolBased, UnknownCode

HourKind: TypeAlias = Literal["THEORY", "PRACTICE", "ONLINE", "DISCUSSION", "SELF_STUDY", "OTHER"]
OfficialMode: TypeAlias = Literal["1", "2", "3", "4", "9"]

_SCHOOL_LEVELS: Final = frozenset({"SCHOOL", "TEAM"})
_SCHOOL_MODE: Final = "SCHOOL_BASED"
_CODED: Final = ("level", "mode", "nature", "kind", "category")


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """For whom a training is meant, by codes; nothing said of one thing means that anybody fits in that."""

    stages: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    title_tiers: tuple[str, ...] = ()

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Audience":
        """The audience as it stands in a row."""
        return cls(**{name: tuple(kept.get(name, ())) for name in cls.__dataclass_fields__})

    def written(self) -> dict[str, list[str]]:
        """What a row keeps of it: only what is said."""
        return {name: list(codes) for name, codes in asdict(self).items() if codes}

    @property
    def is_open(self) -> bool:
        return not self.written()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramTerms:
    """What is decided when a program is written down."""

    code: str
    title: str
    level: str
    mode: str
    nature: str
    kind: str
    category: str
    tags: tuple[str, ...]
    organised_by_admin: bool
    provider: str
    hours: Decimal
    scheme: str
    hours_by_kind: Mapping[HourKind, Decimal] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    audience: Audience = field(default_factory=Audience)
    official_mode: OfficialMode | None = None

    def codes(self) -> dict[str, str]:
        """Where it stands in the dimensions of packs."""
        return {name: getattr(self, name) for name in _CODED}

    def written(self) -> dict[str, Any]:
        """The columns of its row."""
        return {
            **{name: getattr(self, name) for name in self.__dataclass_fields__},
            "tags": list(self.tags),
            "evidence": list(self.evidence),
            "hours_by_kind": {kind: f"{hours:f}" for kind, hours in self.hours_by_kind.items()},
            "audience": self.audience.written(),
        }


def is_school_based(*, mode: str, level: str) -> bool:
    """校本: whether schools run this program for themselves."""
    return mode == _SCHOOL_MODE or level in _SCHOOL_LEVELS


def demand_hours_add_up(*, hours: Decimal, by_kind: Mapping[HourKind, Decimal]) -> None:
    """Hours told by kind make up the whole; a program need not tell them."""
    total = sum(by_kind.values(), Decimal(0))
    if by_kind and total != hours:
        raise HoursDoNotAddUp(total=f"{total.normalize():f}", hours=f"{hours.normalize():f}")


def demand_known_codes(codes: Mapping[str, str], *, tags: Sequence[str] = (), packs: Sequence[Pack]) -> None:
    """All codes stand in the dimensions of one pack; the refusal names what the closest pack allows.

    Without a pack there is nothing to go by. A pack that names no tags leaves them free: none of its rules asks.
    """
    found = [_unknown(codes, tags, pack) for pack in packs]
    if not found or not all(found):
        return
    unknown, pack = min(zip(found, packs, strict=True), key=lambda one: len(one[0]))
    dimension = unknown[0]
    allowed = getattr(pack.dimensions, dimension)
    raise UnknownCode(
        dimension=dimension,
        pack=pack.id,
        allowed=", ".join(allowed),
        allowed_zh="、".join(f"{code}({words.zh})" for code, words in allowed.items()),
        allowed_en=", ".join(f"{code} ({words.en})" for code, words in allowed.items()),
    )


def _unknown(codes: Mapping[str, str], tags: Sequence[str], pack: Pack) -> list[str]:
    """The dimensions in which a pack does not know a code."""
    unknown = [name for name in _CODED if name in codes and codes[name] not in getattr(pack.dimensions, name)]
    if pack.dimensions.tag and not set(tags) <= pack.dimensions.tag.keys():
        unknown.append("tag")
    return unknown


def demand_own_program(*, plan_school_id: UUID | None, level: str, organised_by_admin: bool) -> None:
    """What a school plans for itself is of its own level, and no training of the education administration."""
    if plan_school_id is not None and (level not in _SCHOOL_LEVELS or organised_by_admin):
        raise NotSchoolBased


def demand_fitting_school(*, school_id: UUID | None, plan_school_id: UUID | None, mode: str, level: str) -> None:
    """A school's plan has that school's classes; a district's plan has classes of schools only where school-based."""
    if school_id == plan_school_id:
        return
    if plan_school_id is not None or not is_school_based(mode=mode, level=level):
        raise NotSchoolBased
