"""HTTP of attendance."""

from services.attendance.routes.check_in import router as check_in
from services.attendance.routes.classes import router as classes
from services.attendance.routes.meetings import router as meetings

ROUTERS = (check_in, meetings, classes)

__all__ = ["ROUTERS"]
