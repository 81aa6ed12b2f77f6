"""HTTP of the directory."""

from services.directory.routes.accounts import router as accounts
from services.directory.routes.audit import router as audit
from services.directory.routes.clients import router as clients
from services.directory.routes.districts import router as districts
from services.directory.routes.merging import router as merging
from services.directory.routes.moves import router as moves
from services.directory.routes.own_logins import router as own_logins
from services.directory.routes.packs import router as packs
from services.directory.routes.personal import router as personal
from services.directory.routes.schools import router as schools
from services.directory.routes.teachers import router as teachers
from services.directory.routes.tokens import router as tokens

ROUTERS = (tokens, own_logins, accounts, clients, districts, schools, teachers, personal, moves, merging, packs, audit)

__all__ = ["ROUTERS"]
