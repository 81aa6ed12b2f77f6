"""Ten teachers of the Xuancheng year, each of another kind, and who else meets something out of the ordinary.

The year of the ten, reckoned by hand from what they attend. Every meeting is six hours long and worth six hours.

| who   | centralised | school-based | remote or brought | other       | hours in the year | ethics |
|-------|-------------|--------------|-------------------|-------------|-------------------|--------|
| J1025 | 4 x 6 = 24  | 2 x 12 = 24  | online 24         |             | 72                | 6+6    |
| J1080 | 24          | autumn 12    | online 24         |             | 60, lacks 12      | 6+6    |
| J3037 | 0, waited   | 24           | online 24         |             | 48, lacks 24      | 6      |
| J1003 | 12 x 6, passed: 72 by XC-12 |  |                 |             | 72                | 2 x 6  |
| J1015 | 0, failed the middle stage | 24 |                |             | 24, lacks 48      | 0      |
| J1016 | 0, the last stage is open  | 0  |                |             | 0, lacks 72       | 0      |
| J1092 | 20 x 6 = 120 and the certificate |  |            |             | 120               | 5 x 6  |
| J1017 | 0           | 24           | 0                 | degree 72   | 96                | 0      |
| J1090 | 24          | 12 + 12      | online 12 + brought 12 |        | 72                | 6+6    |
| J1063 | 23, corrected to 24 | 24   | online 24         |             | 72                | 6+6    |

J1063 came 59.5 minutes late to one meeting: 300 of 360 minutes are 5 hours, so 18 + 5 = 23 at first.
J1090 moved to the village school on 1 February: 24 + 12 hours belong to the central school, 12 + 12 + 12 to the other.
"""

from dataclasses import asdict, dataclass
from typing import Any, Final

REGULAR: Final = "J1025"
WITHOUT_SPRING: Final = "J1080"
STILL_WAITING: Final = "J3037"
PROVINCIAL: Final = "J1003"
FAILED_STAGE: Final = "J1015"
AWAITING_POST: Final = "J1016"
NEW_CERTIFIED: Final = "J1092"
GRADUATE: Final = "J1017"
MOVED: Final = "J1090"
CORRECTED: Final = "J1063"

SCANS_TWICE: Final = "J1018"
SHOWS_FORGED_CODE: Final = "J1019"
SHOWS_STALE_CODE: Final = "J1020"
COMES_TOO_LATE: Final = "J1014"
COMES_LATE: Final = "J1062"
LEAVE_APPROVED: Final = "J1060"
LEAVE_REFUSED: Final = "J1061"
FAILED_SCORES: Final = ("J1051", "J1052")
WITHOUT_SPRING_ALL: Final = tuple(f"J10{number}" for number in range(80, 86))
NOT_ONLINE: Final = ("J3020", "J3021", "J3022")
ONLINE_NO_SHOWS: Final = ("J3023", "J3024")
WITHDRAWS: Final = "J3010"
PROMOTED: Final = "J3036"
WAITING: Final = ("J3037", "J3038")
NEW_WITHOUT_CERTIFICATE: Final = "J3040"


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the ten did."""

    staff_number: str
    kind: str
    zh: str
    en: str


CAST: Final = (
    Part(REGULAR, "regular", "集中、校本、网络各24学时", "24 hours each of centralised, school-based and online"),
    Part(WITHOUT_SPRING, "missing_school_based", "春季校本研修未参加", "left out the school-based study of spring"),
    Part(STILL_WAITING, "waiting", "集中培训候补未补上", "still waiting for a place in the centralised class"),
    Part(PROVINCIAL, "provincial", "省级紧缺学科72学时,三段考核合格", "passed the provincial project of 72 hours"),
    Part(FAILED_STAGE, "provincial_failed", "省级项目训中考核不合格", "failed the middle stage of the project"),
    Part(AWAITING_POST, "awaiting_post", "省级项目训后考核未完成", "the last stage of the project is still open"),
    Part(NEW_CERTIFIED, "new_teacher", "新教师120学时并取得合格证书", "new teacher, 120 hours and the certificate"),
    Part(GRADUATE, "degree", "取得本科毕业证书,认定72学时", "a bachelor's degree recognised with 72 hours"),
    Part(MOVED, "transfer", "二月调入石门村小学", "moved to the village school in February"),
    Part(CORRECTED, "corrected", "迟到记录更正后重新认定", "a late arrival was corrected after finalisation"),
)


def cast_as_json() -> list[dict[str, Any]]:
    return [asdict(part) for part in CAST]
