"""HTTP in, HTTP out."""

from services.registration.routes import (
    calendar,
    classes,
    eligibility,
    enrolments,
    limits,
    nominations,
    notices,
    plan_amendments,
    plans,
    plans_budget,
    plans_held,
    reviews,
    seats,
)

routers = (
    plans.router,
    plans_held.router,
    plan_amendments.router,
    plans_budget.router,
    notices.router,
    calendar.router,
    classes.router,
    eligibility.router,
    enrolments.router,
    seats.router,
    nominations.router,
    limits.router,
    reviews.router,
)

__all__ = ["routers"]
