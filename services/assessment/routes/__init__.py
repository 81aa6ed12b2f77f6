"""HTTP in, HTTP out."""

from services.assessment.routes import claims, classes, outcomes, records

routers = (classes.router, outcomes.router, claims.router, records.router)

__all__ = ["routers"]
