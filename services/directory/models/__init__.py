"""Tables of the directory: reference data that others read, and private data that nobody else may."""

from services.directory.models.packs import PackAssignment, PackRevision, PackVersion
from services.directory.models.people import Appointment, District, RosterImport, School, Teacher, TeacherFact
from services.directory.models.private import Account, Client, Identity, PersonClaim, RefreshToken, WechatBinding
from services.directory.models.schools import Holiday, SchoolFact, SchoolRevision, Semester, Unit

__all__ = [
    "Account",
    "Appointment",
    "Client",
    "District",
    "Holiday",
    "Identity",
    "PackAssignment",
    "PackRevision",
    "PackVersion",
    "PersonClaim",
    "RefreshToken",
    "RosterImport",
    "School",
    "SchoolFact",
    "SchoolRevision",
    "Semester",
    "Teacher",
    "TeacherFact",
    "Unit",
    "WechatBinding",
]
