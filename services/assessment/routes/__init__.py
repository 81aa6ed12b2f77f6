"""HTTP in, HTTP out."""

from services.assessment.routes import claims, classes, outcomes

routers = (classes.router, outcomes.router, claims.router)

__all__ = ["routers"]
