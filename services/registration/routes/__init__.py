"""HTTP in, HTTP out."""

from services.registration.routes import classes, enrolments, plans

routers = (plans.router, classes.router, enrolments.router)

__all__ = ["routers"]
