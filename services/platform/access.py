"""Who is asking, and how far a role reaches: the matrix of each service is a table of operations by role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Final, TypeAlias
from uuid import UUID

from services.platform.errors import Forbidden, NotFound


class Reach(IntEnum):
    """How much of a district an operation shows to a role, from little to all."""

    OWN = 1
    LED = 2
    UNIT = 3
    DISTRICT = 4


# Of who comes by something that holds as long as it says itself, whatever becomes of the account's tokens.
NEVER_PAST: Final = 2**31 - 1

# operation -> role -> reach; an operation without a row is refused to everybody.
Matrix: TypeAlias = Mapping[str, Mapping[str, Reach]]


@dataclass(frozen=True, slots=True)
class Principal:
    """The bearer of a token. `person_id` is whom the account speaks for, `unit_id` where it belongs.

    `former_units` have gone up in that unit: what was theirs is its own now. `version` is that of the account when the
    token was made; a token with `only` opens these operations and no other. `logged_in_at` is when all that lets in was
    shown for this very token; a renewed one says nothing of it.
    """

    account_id: UUID
    district_id: int
    roles: frozenset[str]
    unit_id: UUID | None = None
    person_id: UUID | None = None
    scopes: frozenset[str] = field(default_factory=frozenset)
    former_units: frozenset[UUID] = field(default_factory=frozenset)
    version: int = 0
    only: frozenset[str] = field(default_factory=frozenset)
    logged_in_at: datetime | None = None

    def belongs_to(self, unit_id: UUID) -> bool:
        return unit_id == self.unit_id or unit_id in self.former_units


@dataclass(frozen=True, slots=True)
class Viewer:
    """A principal together with the widest reach its roles have in the operation at hand."""

    principal: Principal
    reach: Reach
    met: set[UUID] = field(default_factory=set, compare=False, repr=False)
    """Whose things were asked for: the trail says of an act whom it was about."""

    def sees(
        self, *, person_id: UUID | None = None, unit_id: UUID | None = None, led_by: frozenset[UUID] = frozenset()
    ) -> bool:
        """Whether a thing is within reach: whose it is, of which unit, led by which accounts."""
        own = person_id is not None and person_id == self.principal.person_id
        led = self.reach >= Reach.LED and self.principal.account_id in led_by
        unit = self.reach >= Reach.UNIT and unit_id is not None and self.principal.belongs_to(unit_id)
        return self.reach is Reach.DISTRICT or own or led or unit

    def demand(
        self, *, person_id: UUID | None = None, unit_id: UUID | None = None, led_by: frozenset[UUID] = frozenset()
    ) -> None:
        """Answer as if the thing did not exist where it is out of reach."""
        if person_id is not None:
            self.met.add(person_id)
        if not self.sees(person_id=person_id, unit_id=unit_id, led_by=led_by):
            raise NotFound

    def demand_scope(self, scope: str) -> None:
        """A connected system reads only what its client was granted; people are bounded by their roles."""
        if self.principal.roles == {"integration"} and scope not in self.principal.scopes:
            raise Forbidden

    def only_unit(self) -> UUID | None:
        """The unit to which lists are confined, or None where the whole district is within reach."""
        if self.reach is Reach.DISTRICT:
            return None
        if self.principal.unit_id is None:
            raise Forbidden
        return self.principal.unit_id


def admit(matrix: Matrix, operation: str, principal: Principal) -> Viewer:
    """The viewer that the matrix makes of a principal, or Forbidden."""
    row = matrix.get(operation, {})
    reaches = [row[role] for role in principal.roles if role in row]
    if not reaches or (principal.only and operation not in principal.only):
        raise Forbidden
    return Viewer(principal=principal, reach=max(reaches))
