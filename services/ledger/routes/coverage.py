"""HTTP of plan coverage."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query

from services.ledger import operations
from services.ledger.schemas import (
    AdditionResponse,
    AmountOf,
    ClashResponse,
    ClassName,
    ClassOnOfferResponse,
    CoverageResponse,
    LackResponse,
    NeedResponse,
    OutcomeCount,
    PlaceResponse,
    ShortageResponse,
    StrandedTeacher,
)
from services.ledger.schemas.populations import NamedPerson, Names
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import Count, Day, DistrictId, Id
from services.policy.coverage import Addition, Need, Place, Shortage, Stranded

router = APIRouter(route_class=Edge, tags=["coverage"], prefix="/districts/{district_id}")

_UNITS: Final = {"hours": ("学时", "hours"), "credits": ("学分", "credits")}


@router.get("/coverage", summary="Whether a plan covers what teachers lack")
async def get_coverage(
    district_id: DistrictId,
    session: DatabaseSession,
    viewer: CurrentViewer,
    plan_id: Annotated[Id | None, Query(description="Only classes of this plan; of all plans by default")] = None,
    school_id: Annotated[Id | None, Query(description="Only who is in post at this school")] = None,
    as_of: Annotated[
        Day | None,
        Query(description="What is due by this day; by default the end of the judging year of the last class"),
    ] = None,
    names: Annotated[Count, Query(ge=0, le=500, description="How many names to show behind each number")] = 200,
    names_after: Annotated[Id | None, Query(description="The last teacher shown: go on behind")] = None,
) -> CoverageResponse:
    """Which teachers cannot reach what is asked even by attending everything open to them, and where seats fall short.

    Open is a class that has not begun, has a place left, bars the teacher from nothing, is the district's or of the
    teacher's school, and clashes with no class in which the teacher holds a place. Shortages are told by clause,
    category, level and mode, as person-hours in the best allocation there is; then what to add. A school sees its own
    teachers, against places that are free for everybody. 422 `too-many-teachers` beyond 5,000: ask school by school.
    409 `pack-not-assigned`.
    """
    found = await operations.get_coverage(
        session,
        viewer=viewer,
        district_id=district_id,
        plan_id=plan_id,
        school_id=school_id,
        as_of=as_of,
        at=clock.now(),
    )
    shown = _Shown(found, Names(found.names, after=names_after, most=names))
    return CoverageResponse(
        plan_id=found.plan_id,
        school_id=found.school_id,
        since=found.since,
        as_of=found.as_of,
        known_at_seq=found.known_at_seq,
        teachers=found.teachers,
        outcomes=[
            OutcomeCount(outcome=outcome, teachers=len(ids), items=shown.people(ids)) for outcome, ids in found.outcomes
        ],
        classes=[
            ClassOnOfferResponse(
                class_id=one.offer.class_id,
                title=one.offer.row.title,
                capacity=one.offer.row.capacity,
                enrolled=one.enrolled,
                free=one.free,
                starts_on=one.offer.row.starts_on,
                ends_on=one.offer.row.ends_on,
            )
            for one in found.classes
        ],
        stranded=shown.stranded(found.found.stranded),
        shortages=[shown.shortage(one) for one in found.found.shortages],
        additions=[shown.addition(one) for one in found.found.additions],
    )


class _Shown:
    """Values as answers show them, with the names of people and classes."""

    def __init__(self, found: operations.PlanCovered, names: Names) -> None:
        self._names = names
        self._titles: Mapping[str, str] = {str(one.offer.class_id): one.offer.row.title for one in found.classes}

    def people(self, ids: Iterable[str]) -> list[NamedPerson]:
        return [self._names.person(one) for one in self._names.page(sorted(ids))]

    def amounts(self, amounts: Iterable[tuple[str, Decimal]]) -> list[AmountOf]:
        of = dict(amounts)
        return [AmountOf(**dict(self._names.person(one)), amount=of[one]) for one in self._names.page(sorted(of))]

    def stranded(self, some: Iterable[Stranded]) -> list[StrandedTeacher]:
        by_id = {one.teacher_id: one for one in some}
        return [self._stranded(by_id[teacher_id]) for teacher_id in self._names.page(sorted(by_id))]

    def _stranded(self, one: Stranded) -> StrandedTeacher:
        return StrandedTeacher(
            **dict(self._names.person(one.teacher_id)),
            outcome=one.outcome,
            lacking=[
                LackResponse(
                    need=_need(lack.need),
                    required=lack.required,
                    counted=lack.counted,
                    gap=lack.gap,
                    sentence_zh=lack.sentence_zh,
                    sentence_en=lack.sentence_en,
                )
                for lack in one.lacking
            ],
            attends=[self._class(offer_id) for offer_id in one.attends],
            clashes=[ClashResponse(one=self._class(a), other=self._class(b)) for a, b in one.clashes],
        )

    def shortage(self, one: Shortage) -> ShortageResponse:
        zh, en = _UNITS[one.need.unit]
        clause, people = one.need.clause_id, len(one.asking)
        return ShortageResponse(
            need=_need(one.need),
            place=_place(one.place, one.place_zh, one.place_en),
            teachers=people,
            asked=one.asked,
            offered=one.offered,
            carried=one.carried,
            short=one.short,
            places_free=one.places_free,
            asking=self.amounts(one.asking),
            left=self.amounts(one.left),
            classes=[self._class(offer_id) for offer_id in one.offers],
            sentence_zh=(
                f"{clause}「{one.need.label_zh}」:{people}人共缺{_plain(one.asked)}{zh},"
                f"现有空余名额最多可解决{_plain(one.carried)}{zh},仍缺{_plain(one.short)}{zh}({one.place_zh})。"
            ),
            sentence_en=(
                f"{clause} “{one.need.label_en}”: {people} teachers lack {_plain(one.asked)} {en} together; the free "
                f"places can carry {_plain(one.carried)} at most, {_plain(one.short)} stay short ({one.place_en})."
            ),
        )

    def addition(self, one: Addition) -> AdditionResponse:
        zh, en = _UNITS[one.unit]
        clauses = sorted({need.clause_id for need in one.needs})
        return AdditionResponse(
            place=_place(one.place, one.place_zh, one.place_en),
            pack_id=one.pack_id,
            unit=one.unit,
            amount=one.amount,
            seats=one.seats,
            needs=[_need(need) for need in one.needs],
            teachers=self.people(one.teachers),
            sentence_zh=(
                f"建议增开{_plain(one.amount)}{zh}的培训({one.place_zh}),{one.seats}个名额,可满足{'、'.join(clauses)}。"
            ),
            sentence_en=(
                f"Add {_plain(one.amount)} {en} ({one.place_en}) with {one.seats} seats, towards {', '.join(clauses)}."
            ),
        )

    def _class(self, offer_id: str) -> ClassName:
        return ClassName(class_id=UUID(offer_id), title=self._titles.get(offer_id, ""))


def _need(need: Need) -> NeedResponse:
    return NeedResponse(**need._asdict())


def _place(place: Place, zh: str, en: str) -> PlaceResponse:
    return PlaceResponse(
        zh=zh,
        en=en,
        category=list(place.category),
        level=list(place.level),
        mode=list(place.mode),
        nature=list(place.nature),
        kind=list(place.kind),
        tags=list(place.tags),
        when=place.when,
    )


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
