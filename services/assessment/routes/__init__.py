"""HTTP in, HTTP out."""

from services.assessment.routes import claims, classes, files, outcomes, records

routers = (classes.router, outcomes.router, claims.router, records.router, files.router)

__all__ = ["routers"]
