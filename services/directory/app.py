"""The directory as an application."""

from typing import Final

from fastapi import FastAPI

from services.directory.operations import open_directory
from services.directory.routes import ROUTERS
from services.directory.rules import ACCESS, RECORDED_CHANGES, RECORDED_READS
from services.platform.limiting import Limit, Limits, by_account, by_district
from services.platform.service import create_service
from services.platform.settings import Settings

# Files of strangers take a process of their own each.
LIMITS: Final[Limits] = {
    # Before the login there is nothing but the address, which a whole school may share: who is let in is not counted.
    "post_wechat_token": Limit("post_wechat_token", a_minute=300),
    "post_phone_code": Limit("post_phone_code", a_minute=60),
    "post_refresh": Limit("post_refresh", a_minute=600),
    "post_client_token": Limit("post_client_token", a_minute=60),
    "post_roster_import": Limit("post_roster_import", an_hour=20, by=by_district),
    "get_identity_in_full": Limit("get_identity_in_full", an_hour=30, by=by_account),
    "get_personal_data": Limit("get_personal_data", an_hour=30, by=by_account),
}


def create_app(settings: Settings | None = None) -> FastAPI:
    return create_service(
        name="directory",
        title="Xuefen directory 学分·名录",
        description="Districts, schools, teachers and their appointments, accounts and tokens, policy packs in force.",
        routers=ROUTERS,
        matrix=ACCESS,
        recorded_reads=RECORDED_READS,
        recorded_changes=RECORDED_CHANGES,
        limits=LIMITS,
        settings=settings,
        opener=open_directory,
    )
