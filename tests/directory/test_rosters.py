"""Importing a district's roster from spreadsheets."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import pytest
import xlsxwriter
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.directory.rules import COLUMNS
from services.directory.rules.documents import check_character
from tests.support import World, worlds_made
from tests.walks.directory import as_csv, resident_id, roster_row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


_MANY = 10_000
# With the dot of names from other languages, and with characters beyond the first 65,536: of extensions B and G, and
# of one that Python knows no name of yet.
RARE_NAMES = ("阿卜杜拉·麦麦提", "王\U00020bb7娜", "\U0002a6a5", "李\U00030edd\U00020000", "陈\U0002ebf0")


def one_of_many(number: int) -> dict[str, str]:
    """A row like the others but for its numbers, of the world that was made last."""
    digits = f"{worlds_made[-1]}{1960 + number // 1000}{number // 100 % 10 + 1:02}01{number % 100:03}"
    document = digits + check_character(digits)
    return roster_row(0, staff_number=f"M{number:05}", document=document, phone=f"137{number:08}")


def as_xlsx(rows: Sequence[Mapping[str, str]]) -> bytes:
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = workbook.add_worksheet("教师名册")
    headers = [chinese for chinese, _english, _needed in COLUMNS.values()]
    sheet.write_row(0, 0, headers)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, [row.get(header, "") for header in headers])
    workbook.close()
    return stream.getvalue()


async def import_roster(district: World, content: bytes, **query: str) -> dict[str, object]:
    response = await district.api("directory").post(
        "/roster-imports", content=content, params=query, headers={"Content-Type": XLSX}
    )
    assert response.status_code == 201, response.text
    answer: dict[str, object] = response.json()
    return answer


def counts(answer: dict[str, object]) -> dict[str, tuple[int, int]]:
    report = answer["report"]
    assert isinstance(report, dict)
    return {table: (of["added"], of["changed"]) for table, of in report["counts"].items()}


@pytest.mark.parametrize("write", [as_xlsx, as_csv])
async def test_the_same_file_twice_adds_once_and_then_changes_nothing(district: World, write: object) -> None:
    content = write([roster_row(number) for number in range(5)])  # type: ignore[operator]  # one of the two writers

    first = await import_roster(district, content)
    second = await import_roster(district, content)

    assert first["applied"] is True
    # The world's first school is S1 too: its name and kind are the same, so it stands.
    assert counts(first) == {
        "schools": (0, 0),
        "teachers": (5, 0),
        "identities": (5, 0),
        "appointments": (5, 0),
        "facts": (10, 0),
    }
    assert second["applied"] is True
    assert set(counts(second).values()) == {(0, 0)}


def as_national_csv(rows: list[dict[str, str]]) -> bytes:
    """As a spreadsheet program of a Chinese Windows saves it."""
    return as_csv(rows).decode("utf-8-sig").encode("gb18030")


@pytest.mark.parametrize("write", [as_xlsx, as_csv, as_national_csv])
async def test_rare_names_are_kept_as_they_stand_in_the_file(district: World, write: object) -> None:
    content = write([roster_row(number, name=name) for number, name in enumerate(RARE_NAMES)])  # type: ignore[operator]  # one of the three writers

    answer = await import_roster(district, content)
    again = await import_roster(district, content)

    assert (answer["applied"], counts(answer)["teachers"], counts(again)["teachers"]) == (True, (5, 0), (0, 0))
    assert await names_by_number(district, "R") == {f"R{number:04}": name for number, name in enumerate(RARE_NAMES)}


async def test_rare_names_are_kept_as_they_are_said_to_the_api(district: World) -> None:
    api, school = district.api("directory"), district.schools[0].school_id
    said = {f"T9{number:02}": name for number, name in enumerate(RARE_NAMES)}

    answers = {
        number: await api.post(
            "/teachers",
            json={
                "staff_number": number,
                "name": name,
                "school_id": str(school),
                "hire_date": "2024-09-01",
                "appointed_from": "2024-09-01",
            },
        )
        for number, name in said.items()
    }

    assert {number: one.json()["name"] for number, one in answers.items()} == said
    assert await names_by_number(district, "T9") == said
    for one in answers.values():
        read = await api.get(f"/teachers/{one.json()['teacher_id']}")
        # The characters themselves, not halves of them behind backslashes.
        assert one.json()["name"].encode() in read.content


async def names_by_number(district: World, beginning: str) -> dict[str, str]:
    listed = await district.api("directory").get("/teachers", params={"limit": "100"})
    return {
        one["staff_number"]: one["name"] for one in listed.json()["items"] if one["staff_number"].startswith(beginning)
    }


async def test_a_dry_run_tells_what_would_happen_and_leaves_nothing(district: World) -> None:
    content = as_xlsx([roster_row(1)])

    dry = await import_roster(district, content, dry_run="true")
    real = await import_roster(district, content)

    assert dry["applied"] is False
    assert counts(dry) == counts(real)


async def test_a_large_roster_is_imported_while_the_planner_still_takes_the_district_for_empty(
    district: World, administration: AsyncEngine
) -> None:
    content = as_csv([one_of_many(number) for number in range(_MANY)])
    async with administration.begin() as connection:
        # What autovacuum leaves behind a large dry run: pages of rows taken back, and next to nothing in them.
        for table in ("directory.teacher", "directory.appointment", "directory.teacher_fact"):
            schema, name = table.split(".")
            await connection.execute(
                text(
                    f"SELECT pg_restore_relation_stats('schemaname', '{schema}', 'relname', '{name}', "
                    "'relpages', 400, 'reltuples', 1::real)"
                )
            )

    first = await import_roster(district, content)
    again = await import_roster(district, content)

    assert counts(first)["teachers"] == counts(first)["appointments"] == (_MANY, 0)
    assert again["applied"] is True
    assert set(counts(again).values()) == {(0, 0)}
    async with administration.begin() as connection:
        seen = await connection.scalar(text("SELECT reltuples FROM pg_class WHERE oid = 'directory.teacher'::regclass"))
    # Else each row would look for its teacher among all of them: a minute, and longer than a request may last.
    assert seen >= _MANY


async def test_faults_are_named_by_row_and_column_and_nothing_is_applied(district: World) -> None:
    rows = [
        roster_row(1),
        roster_row(2, document="341825198001010011", hire_date="2003-13-01"),
        roster_row(3, staff_number=""),
        roster_row(4, valid_to="2001-01-01"),
        roster_row(5, post="厨师"),
    ]

    answer = await import_roster(district, as_xlsx(rows))

    assert answer["applied"] is False
    assert answer["report"]["errors"] == [  # type: ignore[index]  # a report is a mapping
        {"row": 3, "column": "入职日期", "code": "not-a-date"},
        {"row": 3, "column": "证件号码", "code": "not-a-valid-number"},
        {"row": 4, "column": "工号", "code": "missing"},
        {"row": 5, "column": "任职结束", "code": "before-its-start"},
        {"row": 6, "column": "岗位", "code": "unknown-value"},
    ]
    listed = await district.api("directory").get("/teachers", params={"limit": "100"})
    assert len(listed.json()["items"]) == len(district.teachers)


async def test_rows_that_contradict_one_another_are_refused(district: World) -> None:
    rows = [
        roster_row(1, valid_to="2020-08-31"),
        roster_row(1, valid_from="2020-01-01", name="另一个人"),
        roster_row(2, document=resident_id(1)),
    ]

    answer = await import_roster(district, as_xlsx(rows))

    codes = {(error["row"], error["code"]) for error in answer["report"]["errors"]}  # type: ignore[index]
    assert codes == {
        (3, "differs-from-an-earlier-row"),
        (3, "overlaps-another-appointment"),
        (4, "held-by-another-teacher"),
    }


async def test_a_document_that_another_teacher_holds_already_is_refused(district: World) -> None:
    await import_roster(district, as_xlsx([roster_row(1)]))

    answer = await import_roster(district, as_xlsx([roster_row(2, document=resident_id(1))]))

    assert answer["applied"] is False
    assert answer["report"]["errors"] == [  # type: ignore[index]
        {"row": 2, "column": "证件号码", "code": "held-by-another-teacher"}
    ]


async def test_a_changed_title_changes_one_appointment_and_is_told(district: World) -> None:
    await import_roster(district, as_xlsx([roster_row(1), roster_row(2)]))

    changed = await import_roster(
        district, as_xlsx([roster_row(1), roster_row(2, title="高级教师", title_tier="高级")])
    )

    assert counts(changed)["appointments"] == (0, 1)
    assert counts(changed)["teachers"] == (0, 0)


async def test_documents_and_phones_stand_nowhere_in_clear_and_are_never_answered(
    district: World, admin_url: str
) -> None:
    document, phone = resident_id(7), "13800000007"
    rows = [roster_row(7), roster_row(8, document=resident_id(7))]
    api = district.api("directory")

    refused = await api.post("/roster-imports", content=as_xlsx(rows), headers={"Content-Type": XLSX})
    applied = await api.post("/roster-imports", content=as_xlsx(rows[:1]), headers={"Content-Type": XLSX})
    listed = await api.get("/teachers")

    for response in (refused, applied, listed):
        assert document not in response.text
        assert phone not in response.text
    async with district.session("directory") as session:
        stored = [
            str(value)
            for table in (
                "directory.teacher",
                "directory_private.identity",
                "directory.roster_import",
                "messaging.event",
            )
            for value in await session.scalars(text(f"select t::text from {table} t"))
        ]
    assert len(stored) > 3
    assert not [row for row in stored if document in row or phone in row or document.encode().hex() in row]


async def test_a_corrected_phone_is_a_change(district: World) -> None:
    await import_roster(district, as_xlsx([roster_row(1)]))

    changed = await import_roster(district, as_xlsx([roster_row(1, phone="13900000001")]))
    again = await import_roster(district, as_xlsx([roster_row(1, phone="13900000001")]))

    assert counts(changed)["identities"] == (0, 1)
    assert counts(again)["identities"] == (0, 0)


async def test_a_row_that_overlaps_an_appointment_made_since_is_named(district: World) -> None:
    content = as_xlsx([roster_row(1), roster_row(2)])
    await import_roster(district, content)
    api = district.api("directory")
    listed = (await api.get("/teachers")).json()["items"]
    moved = next(one for one in listed if one["staff_number"] == "R0002")
    transfer = {"school_id": str(district.schools[1].school_id), "on": "2026-02-01"}
    await api.post(f"/teachers/{moved['teacher_id']}/transfers", json=transfer)

    answer = await import_roster(district, content)

    assert answer["applied"] is False
    assert answer["report"]["errors"] == [  # type: ignore[index]
        {"row": 3, "column": "任职开始", "code": "overlaps-an-appointment-that-stands"}
    ]


def _corrupt(method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>" * 500)
    content = bytearray(stream.getvalue())
    for place in range(70, 90):
        content[place] ^= 0xFF
    return bytes(content)


def _echoing() -> bytes:
    """A small file in which every cell names the same long text."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = workbook.add_worksheet()
    for row in range(600):
        for column in range(30):
            sheet.write_string(row, column, "长" * 30_000)
    workbook.close()
    return stream.getvalue()


def _far_cells() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            '<worksheet><sheetData><row><c r="A1"/><c r="XFD1048576"/></row></sheetData></worksheet>',
        )
    return stream.getvalue()


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 60_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0old",
        b"PK not a zip",
        _far_cells(),
        _bomb(),
        _echoing(),
        _corrupt(zipfile.ZIP_DEFLATED),
        _corrupt(zipfile.ZIP_BZIP2),
        _corrupt(zipfile.ZIP_LZMA),
        b"\xff\xfe\x00a",
        b'"open quote',
        b"a" * 10,
    ],
    ids=[
        "old-excel",
        "broken-zip",
        "far-cells",
        "bomb",
        "echoing",
        "corrupt-deflate",
        "corrupt-bzip2",
        "corrupt-lzma",
        "wrong-charset",
        "open-quote",
        "no-rows",
    ],
)
async def test_hostile_files_are_refused_with_a_reason(district: World, content: bytes) -> None:
    response = await district.api("directory").post("/roster-imports", content=content, headers={"Content-Type": XLSX})

    if response.status_code == 201:
        assert response.json()["report"]["errors"] == [{"row": 1, "column": "", "code": "no-rows"}]
    else:
        assert response.status_code == 422
        assert response.json()["type"] == "urn:xuefen:problem:unreadable"
