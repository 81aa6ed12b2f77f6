"""What a pack asks to be settled before people can sign in, as far as a meeting can state it."""

from collections.abc import Mapping
from typing import Any, Final

from services.attendance.errors import NotFixed
from services.policy.format import Pack, Terms
from services.policy.programs import missing_fixes
from services.policy.valuation import Program

# What a meeting states. Posts, plans and checks are settled elsewhere: a meeting cannot lack them.
_STATED: Final = {"TIME": None, "PLACE": "place", "SPEAKER": "speaker", "TOPIC": "topic", "CONTENT": "topic"}


def demand_fixed(
    pack: Pack, *, terms: Terms, program: Mapping[str, Any], place: str | None, speaker: str | None, topic: str | None
) -> None:
    """Refuse to open a meeting that lacks what a sign-in rule of the pack asks for; packs without one ask nothing.

    `program` is the program's place in the dimensions as registration told it; codes that were never told are empty.
    """
    known = {"place": place, "speaker": speaker, "topic": topic}
    fixed = frozenset(code for code, name in _STATED.items() if name is None or known[name])
    stands = Program(
        **{name: program.get(name, "") for name in ("level", "mode", "nature", "kind", "category")},
        tags=frozenset(program.get("tags", ())),
        organised_by_admin=program.get("organised_by_admin", True),
    )
    missing = [one for one in missing_fixes(pack, terms=terms, program=stands, fixed=fixed) if one.code in _STATED]
    if missing:
        raise NotFixed(
            clause=missing[0].clause_id,
            missing=",".join(one.code for one in missing),
            missing_zh="、".join(one.zh for one in missing),
            missing_en=", ".join(one.en for one in missing),
            quote=missing[0].quote,
        )
