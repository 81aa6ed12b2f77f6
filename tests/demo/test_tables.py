"""The summaries as they are printed."""

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from services.demo import print_summary
from services.demo.summary import summarise

EARNED = {
    "entries": 3,
    "total": {"hours": "78.00", "credits": "7.80"},
    "by_category": {
        "ETHICS_LITERACY.ETHICS": {"hours": "6.00", "credits": "0.60"},
        "ETHICS_LITERACY.LITERACY": {"hours": "12.00", "credits": "1.20"},
        "PRACTICE": {"hours": "60.00", "credits": "6.00"},
    },
    "by_level": {"COUNTY": {"hours": "78.00", "credits": "7.80"}},
    "by_mode": {"CENTRALISED": {"hours": "78.00", "credits": "7.80"}},
}
ANSWERS: dict[tuple[str, str], Any] = {
    ("ledger", "/summary"): {
        "as_of": "2026-08-31",
        "known_at_seq": 3,
        "pack_id": "HL",
        "teachers": 2,
        "standings": {"MET": 1, "NOT_MET": 1},
        "earned": EARNED,
        "schools": [
            {
                "code": "01",
                "name": "一所名字很长很长的学校" * 4,
                "teachers": 2,
                "standings": {"MET": 1, "NOT_MET": 1},
                "earned": EARNED,
            }
        ],
    },
    ("registration", "/summary"): {
        "enrolments": {"CONFIRMED": 2, "WAITING": 1, "WITHDRAWN": 0},
        "classes": {"SCHEDULED": 1, "CANCELLED": 0},
        "meetings": 4,
    },
    ("attendance", "/summary"): {
        "check_ins": {"IN": 8, "OUT": 7},
        "late": 1,
        "refused_scans": {"FORGED_CODE": 1},
        "leaves_approved": 1,
        "leaves_refused": 0,
        "corrections": 1,
    },
    ("assessment", "/summary"): {"outcomes_by_status": {"PASSED": 1}, "claims_by_state": {}},
}
STANDINGS = [
    {"progress": "final", "open_clauses": [{"clause_id": "HL-01"}, {"clause_id": "HL-01"}, {"clause_id": "HL-05"}]},
    {"progress": "final", "open_clauses": []},
]
SHOWCASE = {
    "district": "341824",
    "scenes": [
        {
            "on": "2026-03-28 08:45",
            "part": "签到 the desk",
            "zh": "代扫的一次作废留痕,本人到场重签," * 8,
            "en": "A scan by somebody else is annulled and stays on record",
        }
    ],
    "checks": ["one", "two"],
    "files": ["showcase/sign-in-book.pdf"],
    "routes": [
        {"service": "registration", "played": 70, "of": 70, "missing": []},
        {"service": "attendance", "played": 42, "of": 43, "missing": ["get_ticket"]},
    ],
}

MONTH = {
    "activities": [
        {
            "on": "2026-03-12",
            "title": "区级展示课[开放]",
            "people": 13,
            "forms": 13,
            "credits": "7.00",
            "withdrawn": None,
        },
        {
            "on": "2026-03-26",
            "title": "赴外校交流",
            "people": 0,
            "forms": 0,
            "credits": "0",
            "withdrawn": "因雨未成行",
        },
    ],
    "by_state": {"DRAFT": 1, "RECOGNISED": 25},
    "posted": 25,
    "credits": "21.50",
    "alone": {"PAPER": "1.00"},
    "open": [
        {
            "who": "Y1010",
            "kind": "BOOK_STUDY",
            "title": "《给教师的建议》",
            "state": "RETURNED",
            "lies_with": "TEACHER",
            "due": "2026-04-05",
            "days_left": 0,
            "reason": "两份笔记逐字相同",
            "went_later": False,
            "credits": None,
        },
        {
            "who": "Y1013",
            "kind": "MENTORING",
            "title": "师徒带教",
            "state": "RECOGNISED",
            "lies_with": None,
            "due": "2026-05-05",
            "days_left": 0,
            "reason": "材料齐全",
            "went_later": True,
            "credits": "2.00",
        },
        {
            "who": "Y1008",
            "kind": "PAPER",
            "title": "单元作业设计",
            "state": "SCHOOL_REVIEW",
            "lies_with": "SCHOOL",
            "due": "2026-09-05",
            "days_left": 6,
            "reason": None,
            "went_later": False,
            "credits": None,
        },
    ],
    "lacking": [
        {
            "unit": "2026春数学师徒",
            "clause": "XH-08",
            "thing": {"zh": "师傅听徒弟课", "en": "lessons heard by the mentor"},
            "slot": {"zh": "第5周", "en": "week 5"},
            "lack": "1.00",
            "state": "MISSED",
            "due": "2026-03-29",
        }
    ],
}


class _Services:
    """Answers as the services do."""

    async def get(self, service: str, path: str, **_query: Any) -> Any:
        class Reply:
            body = ANSWERS[service, path]

        return Reply

    async def list_all(self, _service: str, _path: str, **_query: Any) -> Any:
        return STANDINGS


@pytest.fixture
async def summary() -> dict[str, Any]:
    services: Any = _Services()
    return {"districts": {"231083": await summarise(services, name="海林市")}, "showcase": SHOWCASE}


async def test_a_summary_counts_a_teacher_once_for_each_open_clause(summary: dict[str, Any]) -> None:
    told = summary["districts"]["231083"]

    assert told["open_clauses"] == {"HL-01": 1, "HL-05": 1}
    assert told["progress"] == {"final": 2}
    assert told["hours"]["by_category"]["PRACTICE"] == "60.00"
    assert told["credits"]["total"] == "7.80"
    assert told["check_ins"] == {"accepted": {"IN": 8, "OUT": 7}, "late": 1, "refused": {"FORGED_CODE": 1}}


async def test_the_tables_fit_a_hundred_and_twenty_columns_and_lose_nothing(summary: dict[str, Any]) -> None:
    screen = StringIO()

    print_summary(Console(file=screen, width=120), summary)

    printed = screen.getvalue()
    assert "…" not in printed
    # Parts of a category are summed under it.
    assert "师德与素养 ethics, literacy: 18 (1.8)" in printed
    assert "实践 practice: 60 (6)" in printed
    assert "03-28 08:45" in printed
    assert "The services' clock goes on from the end of the played year (2026-08-31 20:00), not from today" in printed
    assert printed.count("代扫的一次作废留痕") > 0
    caption = " ".join(printed.split())
    assert (
        "核对2项全部成立 2 checks held; 接口 routes played: registration 70/70, attendance 42/43 (get_ticket)"
        in caption
    )
    assert "var/demo: showcase/sign-in-book.pdf" in caption
    assert all(_width(line) <= 120 for line in printed.splitlines())


async def test_a_month_tells_what_it_brought_where_each_claim_is_and_what_lacks(summary: dict[str, Any]) -> None:
    screen = StringIO()
    recognition = {**SHOWCASE, "title": "一个月 a month", "files": [], "routes": []}

    print_summary(Console(file=screen, width=120), {**summary, "recognition": recognition, "month": MONTH})

    printed = screen.getvalue()
    told = " ".join(printed.replace("│", " ").split())
    assert "区级展示课[开放] 13 13 7.00" in told
    assert "入账25份、21.50学分 25 forms, 21.50 credits in the ledger" in told
    assert "两份笔记逐字相同" in told
    assert "已过,重报入下一批" in told
    assert "2026-09-05 还有6天" in told
    assert "顺延一批,2.00学分" in told
    assert "lessons heard by the mentor: 1" in " ".join(told.split())
    # What has neither files nor routes of its own says nothing about them.
    assert printed.count("var/demo:") == 1
    assert all(_width(line) <= 120 for line in printed.splitlines())


def _width(line: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in line)
