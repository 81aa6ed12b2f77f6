"""HTTP in, HTTP out."""

from services.registration.routes import classes, eligibility, enrolments, plans

routers = (plans.router, classes.router, eligibility.router, enrolments.router)

__all__ = ["routers"]
