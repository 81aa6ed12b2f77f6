"""HTTP of attendance."""

from services.attendance.routes.anomalies import router as anomalies
from services.attendance.routes.books import router as books
from services.attendance.routes.check_in import router as check_in
from services.attendance.routes.classes import router as classes
from services.attendance.routes.codes import router as codes
from services.attendance.routes.desk import router as desk
from services.attendance.routes.leaves import router as leaves
from services.attendance.routes.meetings import router as meetings
from services.attendance.routes.offline import router as offline

ROUTERS = (check_in, codes, desk, meetings, leaves, books, offline, anomalies, classes)

__all__ = ["ROUTERS"]
