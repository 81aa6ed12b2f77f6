"""Invariant 13: a teacher reaches his own, a trainer what she leads, a school its people's; what has no row, nobody."""

import json
from collections.abc import Mapping
from uuid import UUID

import pytest

from services.platform import edge
from services.platform.access import Matrix, Principal, Reach, Viewer
from tests.api.strangers import shows_nothing, strange
from tests.api.test_every_route import caller, send, walked
from tests.invariants.test_05_06_answers import OF_DISTRICT, OPENAPI, filled
from tests.invariants.twice import Mutated, by_patch, invariant
from tests.support import Apps, World

SERVICE = "attendance"


def whosever_it_is(
    viewer: Viewer,
    *,
    person_id: UUID | None = None,
    unit_id: UUID | None = None,
    led_by: frozenset[UUID] = frozenset(),
) -> bool:
    """A teacher asks for some teacher's."""
    return person_id is not None or SEES(viewer, unit_id=unit_id, led_by=led_by)


def whoever_leads_it(
    viewer: Viewer,
    *,
    person_id: UUID | None = None,
    unit_id: UUID | None = None,
    led_by: frozenset[UUID] = frozenset(),
) -> bool:
    """A trainer asks for some class."""
    return viewer.reach >= Reach.LED or SEES(viewer, person_id=person_id, unit_id=unit_id, led_by=led_by)


def whatever_school(
    viewer: Viewer,
    *,
    person_id: UUID | None = None,
    unit_id: UUID | None = None,
    led_by: frozenset[UUID] = frozenset(),
) -> bool:
    """A school asks for some school's."""
    return viewer.reach >= Reach.UNIT or SEES(viewer, person_id=person_id, unit_id=unit_id, led_by=led_by)


SEES = Viewer.sees


@invariant(
    by_patch("person_not_asked", (Viewer, "sees", whosever_it_is)),
    by_patch("leader_not_asked", (Viewer, "sees", whoever_leads_it)),
    by_patch("school_not_asked", (Viewer, "sees", whatever_school)),
)
async def test_13_nobody_reaches_what_is_a_colleagues_another_schools_or_another_leaders(
    apps: Apps, mutated: Mutated
) -> None:
    world, calls = await walked(apps, SERVICE)
    reached: list[str] = []
    tried: set[str] = set()
    matrix = apps.of[SERVICE].state.matrix

    async with mutated(world):
        for call in calls:
            # Whoever the walk has for it, others might ask as well.
            for role in sorted(matrix[call.operation]):
                stranger = strange(world, SERVICE, call, role)
                if stranger is not None:
                    answer = await send(stranger, call)
                    tried.add(role)
                    if not shows_nothing(call, answer):
                        reached.append(f"{call.operation} as a strange {role}: {answer.status_code}")
            # What comes later in the walk stands on it.
            await send(caller(world, SERVICE, call), call)

    assert reached == []
    assert tried == {"teacher", "trainer", "school_admin"}


def open_to_all(matrix: Matrix, operation: str, principal: Principal) -> Viewer:
    """What nobody has thought about is nobody's secret."""
    row: Mapping[str, Reach] = matrix.get(operation, {})
    return Viewer(principal, max((row[role] for role in principal.roles if role in row), default=Reach.DISTRICT))


@invariant(by_patch("open_by_default", (edge, "admit", open_to_all)))
async def test_13_what_has_no_row_in_the_matrix_is_refused_to_everybody(
    district: World, mutated: Mutated, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in, tried = [], 0
    async with mutated(district):
        for service, app in district.apps.of.items():
            monkeypatch.setattr(app.state, "matrix", {})
            described = json.loads((OPENAPI / f"{service}.json").read_bytes())
            api = district.api(service)
            for path, methods in described["paths"].items():
                for method in methods if OF_DISTRICT in path else ():
                    answer = await api.request(method.upper(), filled(path.partition(OF_DISTRICT)[2]))
                    tried += 1
                    if answer.status_code != 403:
                        let_in.append(f"{service} {method} {path}: {answer.status_code}")

    assert let_in == []
    assert tried > 250
