"""What assessment refuses, as facts."""

from services.assessment.errors.claims import (
    CertificateNotYetAwarded,
    ClaimDecided,
    ClaimExists,
    ReasonMissing,
    TeacherNotInPost,
)
from services.assessment.errors.outcomes import NoPendingRevision, NotValuable, RevisionNotFinal
from services.assessment.errors.records import (
    NotYetDone,
    RecordOfNobody,
    RecordRetracted,
    UnknownFactKind,
    UnknownLevel,
)
from services.assessment.errors.scoring import (
    ClassCancelled,
    ListedTwice,
    MarkOutOfRange,
    NoCertification,
    NotAMember,
    NotReadyToCertify,
    OwnAssessment,
    SchemeInUse,
    SchemeNotChosen,
    UnknownComponent,
    UnknownScheme,
    WrongAssessor,
)

__all__ = [
    "CertificateNotYetAwarded",
    "ClaimDecided",
    "ClaimExists",
    "ClassCancelled",
    "ListedTwice",
    "MarkOutOfRange",
    "NoCertification",
    "NoPendingRevision",
    "NotAMember",
    "NotReadyToCertify",
    "NotValuable",
    "NotYetDone",
    "OwnAssessment",
    "ReasonMissing",
    "RecordOfNobody",
    "RecordRetracted",
    "RevisionNotFinal",
    "SchemeInUse",
    "SchemeNotChosen",
    "TeacherNotInPost",
    "UnknownComponent",
    "UnknownFactKind",
    "UnknownLevel",
    "UnknownScheme",
    "WrongAssessor",
]
