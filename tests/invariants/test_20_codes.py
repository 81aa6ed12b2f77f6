"""Invariant 20: no forged, old or foreign code opens anything, and a code by itself is nobody's."""

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.attendance.rules import Codes, Phase, codes
from services.platform import clock
from tests.attendance.scenes import MORNING, open_class, rows_of, scan
from tests.invariants.twice import Mutated, by_patch, invariant
from tests.support import World
from tests.walks.attendance import code_of, meeting

STEP = timedelta(seconds=10)
FLIPPED = 30
_code = codes._code


def _its_meeting_alone(_codes: Codes, code: str, *, district_id: int) -> codes._Genuine | None:
    parts = code.split(".")
    try:
        return codes._Genuine(UUID(parts[1]), Phase.IN, 0, int(parts[3])) if district_id else None
    except (IndexError, ValueError):
        return None


def _whenever(genuine: codes._Genuine, _at: datetime) -> codes.CodeRead | codes.Refusal:
    return codes.CodeRead(genuine.meeting_id, genuine.phase, genuine.roll, 0)


def _of_any_district(key: bytes, _district_id: int, meeting_id: UUID, label: str, step: int) -> str:
    return _code(key, 0, meeting_id, label, step)


@invariant(
    by_patch("its_meeting_alone_is_compared", (Codes, "_genuine", _its_meeting_alone)),
    by_patch("a_code_is_good_for_ever", (codes, "_timely", _whenever)),
    by_patch("the_district_is_not_signed", (codes, "_code", _of_any_district)),
)
async def test_20_no_code_but_the_one_on_the_screen_opens_and_it_opens_for_who_logged_in(
    district: World, mutated: Mutated, travel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = meeting(MORNING), meeting(MORNING)
    await open_class(district, *district.teachers, meetings=[here, there])
    await travel(MORNING)
    # It stands still from here on, and a transaction has asked for it.
    stands = clock.real_now()
    monkeypatch.setattr(clock, "real_now", lambda: stands)
    await code_of(district, here.meeting_id)
    screen: Codes = district.apps.of["attendance"].state.codes
    chance = random.Random(20)

    def shown(
        steps: int = 0, *, of: Codes = screen, elsewhere: bool = False, phase: Phase = Phase.IN, beside: int = 0
    ) -> str:
        return of.codes_from(
            stands + clock.offset() + steps * STEP,
            district_id=district.district_id + beside,
            meeting_id=(there if elsewhere else here).meeting_id,
            phase=phase,
        )[0].code

    async with mutated(district):
        good = shown().encode()
        for_nobody = [
            *(shown(steps) for steps in (-5, -4, -3, 1, 2, 3, 4, 5)),
            shown(elsewhere=True),
            shown(phase=Phase.OUT),
            shown(beside=1),
            shown(of=Codes(b"x" * 32)),
        ]
        for bit in chance.sample(range(8 * len(good)), FLIPPED):
            flipped = bytearray(good)
            flipped[bit // 8] ^= 1 << bit % 8
            for_nobody.append(flipped.decode("latin-1"))
        statuses = {(await scan(district, district.teachers[0], here, code=code)).status_code for code in for_nobody}
        base = f"/attendance/v1/districts/{district.district_id}"
        async with district.apps.http("attendance", base) as stranger:
            anonymous = await stranger.put(f"/meetings/{here.meeting_id}/check-in", json={"code": shown()})
        opened = [
            (await scan(district, teacher, here, code=shown(steps))).status_code
            for teacher, steps in zip(district.teachers[1:], (-2, -1, 0), strict=False)
        ]

    assert (statuses, anonymous.status_code, opened) == ({422}, 401, [201, 201, 201])
    arrived = {row["teacher_id"] for row in await rows_of(district, "check_in")}
    assert arrived == {teacher.teacher_id for teacher in district.teachers[1:4]}
