"""Tables of the directory: reference data that others read, and private data that nobody else may."""

from services.directory.models.certificates import IssuedCertificate, RecognisedDegree
from services.directory.models.moves import Arrival, Departure, SchoolMerger, TeacherMerge, TeacherMergeStep
from services.directory.models.packs import PackAssignment, PackRevision, PackVersion
from services.directory.models.people import (
    Appointment,
    District,
    KnownAccount,
    RosterImport,
    School,
    Teacher,
    TeacherFact,
)
from services.directory.models.private import (
    Account,
    Client,
    ClientAssertion,
    DataKey,
    Identity,
    PersonClaim,
    PersonPlace,
    PhoneCode,
    RefreshToken,
    SecondFactor,
    WechatBinding,
)
from services.directory.models.schools import Holiday, SchoolFact, SchoolRevision, Semester, Unit

__all__ = [
    "Account",
    "Appointment",
    "Arrival",
    "Client",
    "ClientAssertion",
    "DataKey",
    "Departure",
    "District",
    "Holiday",
    "Identity",
    "IssuedCertificate",
    "KnownAccount",
    "PackAssignment",
    "PackRevision",
    "PackVersion",
    "PersonClaim",
    "PersonPlace",
    "PhoneCode",
    "RecognisedDegree",
    "RefreshToken",
    "RosterImport",
    "School",
    "SchoolFact",
    "SchoolMerger",
    "SchoolRevision",
    "SecondFactor",
    "Semester",
    "Teacher",
    "TeacherFact",
    "TeacherMerge",
    "TeacherMergeStep",
    "Unit",
    "WechatBinding",
]
