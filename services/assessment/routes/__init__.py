"""HTTP in, HTTP out."""

from services.assessment.routes import (
    activities,
    appeals,
    binders,
    cases,
    claim_reviews,
    claims,
    classes,
    feedback,
    files,
    flags,
    marking,
    outcomes,
    quotas,
    records,
    releases,
    rescoring,
    schemes,
    sheets,
    works,
)

routers = (
    classes.router,
    schemes.router,
    outcomes.router,
    claims.router,
    claim_reviews.router,
    records.router,
    files.router,
    binders.router,
    cases.router,
    activities.router,
    flags.router,
    marking.router,
    sheets.router,
    works.router,
    releases.router,
    quotas.router,
    rescoring.router,
    appeals.router,
    feedback.router,
)

__all__ = ["routers"]
