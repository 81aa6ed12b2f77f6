"""HTTP of the directory."""

from services.directory.routes.accounts import router as accounts
from services.directory.routes.districts import router as districts
from services.directory.routes.teachers import router as teachers
from services.directory.routes.tokens import router as tokens

ROUTERS = (tokens, accounts, districts, teachers)

__all__ = ["ROUTERS"]
