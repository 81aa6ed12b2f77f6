"""Schemes: published in versions, retired, chosen for a class. A version in use is never edited in place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    SchemeInUse,
    SchemePublishedMeanwhile,
    SchemeRetired,
    SchemeUnsound,
    UnknownScheme,
)
from services.assessment.models import SchemeRetirement, SchemeVersion
from services.assessment.operations.judging import pin_scheme, scheme_of
from services.assessment.operations.reach import demand_management, demand_sight
from services.assessment.rules import SHIPPED, PublishedScheme, Scheme, UnsoundScheme, draft_of, scheme_from
from services.platform.access import Viewer
from services.platform.errors import NotFound


async def publish_scheme(
    session: AsyncSession,
    *,
    district_id: int,
    content: Mapping[str, Any],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> PublishedScheme:
    """Keep a scheme as the next version of its code; a version in force that says the same is that version."""
    viewer.demand()
    draft = _sound(content, version=1)
    known = await _versions(session, district_id=district_id, code=draft.code)
    same = next((one for one in known if one.retired_at is None and _says(one.scheme, draft)), None)
    if same is not None:
        return same
    version = max((one.scheme.version for one in known), default=0) + 1
    scheme = _sound(content, version=version)
    is_kept = await queries.insert_scheme_version(
        session,
        district_id=district_id,
        code=scheme.code,
        version=version,
        content=scheme.as_data(),
        at=at,
        published_by=viewer.principal.account_id,
        reason=reason,
    )
    kept = await get_scheme_version(session, district_id=district_id, code=scheme.code, version=version)
    if not is_kept and not _says(kept.scheme, draft):
        raise SchemePublishedMeanwhile(scheme=scheme.code, version=version)
    return kept


async def list_schemes(session: AsyncSession, *, district_id: int, code: str | None) -> list[PublishedScheme]:
    """Every version that the district has, shipped ones included, by code, the newest first."""
    return await _versions(session, district_id=district_id, code=code)


async def get_scheme_version(session: AsyncSession, *, district_id: int, code: str, version: int) -> PublishedScheme:
    """One version in full; NotFound where there is none."""
    known = await _versions(session, district_id=district_id, code=code)
    found = next((one for one in known if one.scheme.version == version), None)
    if found is None:
        raise NotFound
    return found


async def retire_scheme(
    session: AsyncSession,
    *,
    district_id: int,
    code: str,
    version: int,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> PublishedScheme:
    """From now on no class can choose the version; whoever uses it keeps it. Retired again it changes nothing."""
    viewer.demand()
    found = await get_scheme_version(session, district_id=district_id, code=code, version=version)
    if found.retired_at is not None:
        return found
    await queries.insert_scheme_version(
        session, district_id=district_id, code=code, version=version, content=found.scheme.as_data(), at=at
    )
    await queries.insert_scheme_retirement(
        session,
        district_id=district_id,
        code=code,
        version=version,
        retired_by=viewer.principal.account_id,
        reason=reason,
        at=at,
    )
    return await get_scheme_version(session, district_id=district_id, code=code, version=version)


async def get_scheme(session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer) -> Scheme:
    """The scheme by which a class is assessed."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    await demand_sight(session, viewer=viewer, training_class=training_class)
    return await scheme_of(session, training_class)


async def choose_scheme(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    code: str,
    version: int,
    viewer: Viewer,
    at: datetime,
) -> Scheme:
    """Assess a class by this version of a scheme; refused once anything rests on another."""
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    if training_class is None:
        raise NotFound
    demand_management(viewer, training_class)
    known = await _versions(session, district_id=district_id)
    wanted = next((one for one in known if (one.scheme.code, one.scheme.version) == (code, version)), None)
    if wanted is None:
        named = ", ".join(f"{one.scheme.code} {one.scheme.version}" for one in known if one.retired_at is None)
        raise UnknownScheme(known=named)
    used = (training_class.scheme_code, training_class.scheme_version)
    if await queries.find_use_of_scheme(session, district_id=district_id, class_id=class_id):
        standing = await scheme_of(session, training_class)
        used = (standing.code, standing.version)
        if used != (code, version):
            raise SchemeInUse(scheme=standing.code, version=standing.version)
    if wanted.retired_at is not None and used != (code, version):
        raise SchemeRetired(scheme=code, version=version)
    await pin_scheme(session, training_class, wanted.scheme, at=at)
    return wanted.scheme


async def _versions(session: AsyncSession, *, district_id: int, code: str | None = None) -> list[PublishedScheme]:
    kept = await queries.list_scheme_versions(session, district_id=district_id, code=code)
    classes = await queries.count_classes_by_scheme(session, district_id=district_id)
    known = [_published(version, retirement, classes) for version, retirement in kept]
    have = {(one.scheme.code, one.scheme.version) for one in known}
    known += [
        PublishedScheme(scheme=scheme, shipped=True)
        for scheme in SHIPPED.values()
        if code in (None, scheme.code) and (scheme.code, scheme.version) not in have
    ]
    return sorted(known, key=lambda one: (one.scheme.code, -one.scheme.version))


def _published(
    kept: SchemeVersion, retirement: SchemeRetirement | None, classes: Mapping[tuple[str, int], int]
) -> PublishedScheme:
    return PublishedScheme(
        scheme=scheme_from(kept.content),
        shipped=kept.published_by is None,
        published_by=kept.published_by,
        published_at=kept.kept_at,
        reason=kept.reason,
        retired_by=retirement.retired_by if retirement else None,
        retired_at=retirement.retired_at if retirement else None,
        retirement_reason=retirement.reason if retirement else None,
        classes=classes.get((kept.code, kept.version), 0),
    )


def _sound(content: Mapping[str, Any], *, version: int) -> Scheme:
    try:
        return draft_of(content, version=version)
    except UnsoundScheme as fault:
        raise SchemeUnsound.because(fault.problems) from fault


def _says(one: Scheme, other: Scheme) -> bool:
    """Whether two versions are the same but for their number; amounts are compared as numbers."""
    return replace(one, version=other.version) == other
