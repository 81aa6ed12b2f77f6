"""Old hours from spreadsheets: faults by row and column, dry run, and the same row only once."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import text

from services.contracts import HistoryImportFellDue
from services.ledger import operations
from services.platform import clock
from services.platform.ids import new_id
from tests.ledger.bringing import GOOD, HEADER, bring, csv, errors, many, row, rows_of, sums, xlsx
from tests.ledger.saying import a_line, an_outcome, book_keys, feed, post
from tests.support import Apps, World, make_world


async def test_old_hours_enter_the_book_from_the_account_of_their_import(district: World) -> None:
    content = xlsx(
        ["T001", date(2024, 3, 1), date(2024, 3, 5), 30, 3, *GOOD[5:]],
        [
            "T005",
            date(2023, 10, 1),
            date(2023, 10, 1),
            7.5,
            "",
            "KNOWLEDGE_SKILL",
            "SCHOOL",
            "SCHOOL_BASED",
            "ELECTIVE",
            "SCHOOL_STUDY",
            "听课",
            "其他",
        ],
    )

    done = await bring(district, content)

    assert (done["applied"], done["dry_run"]) == (True, False)
    assert sums(done) == (2, 2, 0)
    first, second = await feed(district)
    assert (first["source"], first["debit_account"]) == ("import", f"import:{done['import_id']}")
    assert (first["hours"], first["credits"], first["category"]) == ("30.00", "3.00", "ETHICS_LITERACY.ETHICS")
    assert (first["earned_from"], first["earned_to"], first["school_year"]) == ("2024-03-01", "2024-03-05", "2023-2024")
    assert (first["school_id"], first["pack_id"]) == (str(district.schools[0].school_id), "XC")
    assert (second["hours"], second["credits"], second["organised_by_admin"]) == ("7.50", "0.00", False)
    assert (second["kind"], second["title"]) == ("SCHOOL_STUDY", "听课")
    async with district.session("ledger") as session:
        assert (
            await operations.verify_book(session, district_id=district.district_id, keys=book_keys())
        ).findings == []


async def test_a_dry_run_says_what_would_happen_and_posts_nothing(district: World) -> None:
    dry = await bring(district, csv(row(), row(工号="T002")), dry_run="true")

    assert (dry["applied"], dry["dry_run"]) == (False, True)
    assert sums(dry) == (2, 2, 0)
    assert await feed(district) == []
    assert (await district.api("ledger").get("/book")).json()["entries"] == 0


async def test_the_same_file_and_the_same_row_add_nothing(district: World) -> None:
    await bring(district, csv(row(), row(工号="T002")))

    again = await bring(district, csv(row(), row(工号="T002")))
    other = await bring(district, csv(row(学时="30.0"), row(工号="T003"), row(工号="T003")))

    assert sums(again) == (2, 0, 2)
    assert sums(other) == (3, 1, 2)
    assert [entry["seq"] for entry in await feed(district)] == [1, 2, 3]


async def test_every_fault_is_named_by_row_and_column_and_nothing_is_posted(district: World) -> None:
    body = await bring(
        district,
        csv(
            row(),
            row(工号="T999"),
            row(开始日期="2024-02-30"),
            row(开始日期="2024-03-06"),
            row(结束日期="2024-09-02"),
            row(结束日期="2199-01-01", 开始日期="2199-01-01"),
            row(学时="0", 学分=""),
            row(学时="1.23456"),
            row(学时="-3"),
            row(类别="没有的类别"),
            row(层级=""),
            row(组织方="某公司"),
            row(名称="看不见\u200b的字"),
            row(名称="=1+1\t2"),
        ),
    )

    assert body["applied"] is False
    assert body["report"]["added"] == 0
    assert errors(body) == {
        (3, "工号", "unknown-teacher"),
        (4, "开始日期", "not-a-date"),
        (5, "结束日期", "before-its-start"),
        (6, "结束日期", "crosses-a-year"),
        (7, "结束日期", "in-the-future"),
        (8, "学时", "neither-hours-nor-credits"),
        (9, "学时", "not-an-amount"),
        (10, "学时", "not-an-amount"),
        (11, "类别", "unknown-value"),
        (12, "层级", "missing"),
        (13, "组织方", "unknown-value"),
        (14, "名称", "not-plain-text"),
        (15, "名称", "not-plain-text"),
    }
    assert await feed(district) == []


async def test_a_report_never_repeats_what_the_file_said(district: World) -> None:
    answer = await district.api("ledger").post("/history-imports", content=csv(row(工号="230102199001011234")))

    assert errors(answer.json()) == {(2, "工号", "unknown-teacher")}
    assert "230102199001011234" not in answer.text


async def test_a_sheet_without_its_columns_or_rows_says_which(district: World) -> None:
    lacking = await bring(district, csv(GOOD[1:], header=HEADER[1:]))
    empty = await bring(district, csv())

    assert errors(lacking) == {(1, "工号", "missing-column")}
    assert errors(empty) == {(1, "", "no-rows")}


async def test_a_file_that_is_no_spreadsheet_is_refused(district: World) -> None:
    for content in (b"", b"PK\x03\x04 not really", b"\xd0\xcf\x11\xe0", b"\xff\xfe\x00", b"a,\x00b\n1,2\n"):
        answer = await district.api("ledger").post("/history-imports", content=content)

        assert (answer.status_code, answer.json()["type"]) == (422, "urn:xuefen:problem:unreadable")


async def test_a_file_larger_than_allowed_is_refused(district: World) -> None:
    answer = await district.api("ledger").post("/history-imports", content=b"x" * 5_242_881)

    assert answer.status_code == 413


async def test_a_report_can_be_read_again_by_those_who_answer_for_the_district(district: World) -> None:
    done = await bring(district, csv(row()))
    path = f"/history-imports/{done['import_id']}"

    assert (await district.api("ledger").get(path)).json() == done
    assert (await district.api("ledger", "auditor").get(path)).json() == done
    school = district.api("ledger", "school_admin", school=district.schools[0].school_id)
    assert (await school.get(path)).status_code == 403
    assert (await district.api("ledger").get(f"/history-imports/{district.admin_id}")).status_code == 404


async def test_only_the_district_brings_old_hours(district: World) -> None:
    for role in ("teacher", "trainer", "school_admin", "auditor", "integration"):
        answer = await district.api("ledger", role, school=district.schools[0].school_id).post(
            "/history-imports", content=csv(row())
        )
        assert answer.status_code == 403


async def test_imported_hours_count_in_the_standing_of_their_year(district: World) -> None:
    await bring(district, csv(row(开始日期="2025-10-01", 结束日期="2025-10-02", 学时="24")))

    answer = await district.api("ledger").get(
        f"/teachers/{district.teachers[0].teacher_id}/standing", params={"as_of": "2026-08-31"}
    )

    year = next(one for one in answer.json()["clauses"] if (one["clause_id"], one["period"]) == ("XC-02", "2025-2026"))
    assert year["counted"] == "24.00"


async def test_a_whole_cycle_of_old_hours_is_judged_like_any_other(
    apps: Apps, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    await travel(datetime(2030, 8, 31, 20, tzinfo=clock.SHANGHAI))
    district = await make_world(
        apps, pack="HL", parameters={"hire_cut_off": "2027-09-01", "retire_cut_off": "2028-12-31"}
    )
    rows = [
        ["T001", "2026-03-01", "2026-03-09", "60", "6", "知识与技能", "市级", "集中培训", "必修", "培训课程"],
        ["T001", "2027-03-01", "2027-03-09", "60", "6", "师德教育", "区县级", "集中培训", "必修", "培训课程"],
        ["T001", "2028-03-01", "2028-03-09", "60", "6", "人文科学素养", "区县级", "网络研修", "选修", "培训课程"],
        ["T001", "2029-03-01", "2029-03-09", "80", "8", "知识与技能", "校本", "校本研修", "必修", "校本研修活动"],
        ["T001", "2030-03-01", "2030-03-09", "100", "10", "实践体验", "校本", "校本研修", "必修", "校本研修活动"],
    ]

    done = await bring(district, csv(*([*cells, "旧学时", "教育行政部门"] for cells in rows)))
    answer = await district.api("ledger").get(f"/teachers/{district.teachers[0].teacher_id}/standing")

    assert sums(done) == (5, 5, 0)
    body = answer.json()
    assert (body["pack_id"], body["verdict"], body["progress"]) == ("HL", "MET", "final")
    results = {one["clause_id"]: one for one in body["clauses"]}
    assert (results["HL-01"]["result"], results["HL-05"]["result"], results["HL-08"]["result"]) == ("MET", "MET", "MET")


async def test_tags_of_the_pack_are_kept_and_others_refused(apps: Apps) -> None:
    district = await make_world(apps, pack="HL")
    good = ["T001", "2026-03-01", "2026-03-09", "30", "3", "知识与技能", "市级", "集中培训", "必修", "班主任专题培训"]

    def tagged(tags: str) -> bytes:
        return csv([*good, "班主任培训", "教育行政部门", tags], header=[*HEADER, "标签"])

    refused = await bring(district, tagged("班主任专题、没有的标签"))
    done = await bring(district, tagged("班主任专题"))

    assert errors(refused) == {(2, "标签", "unknown-value")}
    assert done["applied"] is True
    assert [entry["tags"] for entry in await feed(district)] == [["CLASS_TEACHER_TOPIC"]]


async def test_the_same_training_is_refused_whatever_was_said_of_it_and_the_row_says_where_it_stands(
    district: World,
) -> None:
    await bring(district, csv(row()))

    other_hours = await bring(district, csv(row(学时="31"), row(工号="T002")))
    other_kind = await bring(district, csv(row(名称="师德 专题培训!", 类别="知识与技能", 开始日期="2024-03-05")))
    within = await bring(district, csv(row(工号="T003"), row(工号="T003", 学时="31"), row(工号="T003", 层级="市级")))

    assert errors(other_hours) == errors(other_kind) == {(2, "名称", "same-training")}
    assert errors(within) == {(3, "名称", "same-training"), (4, "名称", "same-training")}
    assert len(await feed(district)) == 1
    refused, fine = await rows_of(district, other_hours["import_id"])
    assert (refused["fate"], refused["same_as_seq"], fine["fate"]) == ("REFUSED", 1, "NEW")
    assert [one["same_as_row"] for one in await rows_of(district, within["import_id"])] == [None, 2, 2]


async def test_what_a_class_gave_is_not_brought_a_second_time(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))

    done = await bring(district, csv(row(名称="县级学科培训", 开始日期="2025-10-08", 结束日期="2025-10-10", 学时="20")))

    assert (done["state"], errors(done)) == ("REFUSED", {(2, "名称", "same-training")})
    assert [entry["source"] for entry in await feed(district)] == ["class"]


async def test_one_training_may_give_hours_in_two_categories_or_modes(district: World) -> None:
    done = await bring(district, csv(row(), row(类别="知识与技能"), row(方式="ONLINE")))

    assert sums(done) == (3, 3, 0)
    assert done["report"]["flagged"] == 0


async def test_what_is_only_like_another_training_is_posted_and_flagged(district: World) -> None:
    await bring(district, csv(row()))

    done = await bring(
        district,
        csv(
            row(名称="师德师风专题培训", 开始日期="2024-03-20", 结束日期="2024-03-21"),
            row(名称="信息技术应用能力提升", 开始日期="2024-03-20", 结束日期="2024-03-21", 类别="知识与技能"),
            row(名称="师德师风专题培训(二)", 开始日期="2024-03-24", 结束日期="2024-03-25"),
        ),
    )

    assert (sums(done), done["report"]["flagged"]) == ((3, 3, 0), 2)
    flagged = await rows_of(district, done["import_id"], flagged="true")
    assert [(one["row"], one["similar_seqs"], one["similar_rows"]) for one in flagged] == [(2, [1], []), (4, [], [2])]


async def test_every_row_keeps_its_paper_and_how_good_the_proof_is(district: World) -> None:
    header = [*HEADER, "依据", "证据等级"]
    content = csv(
        [*row(), "结业证书2024-0031号", "原件"],
        [*row(工号="T002"), "", ""],
        [*row(工号="T003"), "", "DECLARED"],
        header=header,
    )

    done = await bring(district, content, file_name="旧学时.csv", document="进修学校2024年台账", evidence="REGISTER")
    bare = await bring(district, csv(row(工号="T004")))
    wrong = await bring(
        district, csv([*row(工号="T005"), "", "复印件"], [*row(工号="T006"), "收据", "目测"], header=header)
    )

    assert (done["file_name"], done["document"], done["evidence"]) == ("旧学时.csv", "进修学校2024年台账", "REGISTER")
    assert [(one["document"], one["evidence"], one["seq"]) for one in await rows_of(district, done["import_id"])] == [
        ("结业证书2024-0031号", "ORIGINAL", 1),
        ("进修学校2024年台账", "REGISTER", 2),
        ("进修学校2024年台账", "DECLARED", 3),
    ]
    assert [(one["document"], one["evidence"]) for one in await rows_of(district, bare["import_id"])] == [
        (None, "DECLARED")
    ]
    assert errors(wrong) == {(2, "依据", "missing"), (3, "证据等级", "unknown-value")}
    file = await district.api("ledger", "auditor").get(f"/history-imports/{done['import_id']}/file")
    assert (file.content, sha256(file.content).hexdigest()) == (content, done["file_hash"])
    gone = await district.api("ledger").get(f"/history-imports/{wrong['import_id']}/file")
    assert gone.status_code == 404


async def test_a_dry_run_tells_the_fate_of_every_row_and_keeps_nothing_of_what_it_said(district: World) -> None:
    await bring(district, csv(row()))

    dry = await bring(district, csv(row(), row(工号="T002"), row(工号="T999"), row(工号="T002")), dry_run="true")

    told = await rows_of(district, dry["import_id"])
    assert dry["state"] == "CHECKED"
    assert [(one["fate"], one["same_as_seq"], one["same_as_row"]) for one in told] == [
        ("REPEATED", 1, None),
        ("NEW", None, None),
        ("REFUSED", None, None),
        ("REPEATED", None, 3),
    ]
    async with district.session("ledger") as session:
        kept = await session.execute(
            text("select count(*), count(said) from ledger.history_row where import_id = :i").bindparams(
                i=UUID(dry["import_id"])
            )
        )
        assert kept.one() == (4, 0)
    page = (await district.api("ledger").get(f"/history-imports/{dry['import_id']}/rows", params={"limit": 3})).json()
    rest = await rows_of(district, dry["import_id"], limit=3, cursor=page["next_cursor"])
    assert ([one["row"] for one in page["items"]], [one["row"] for one in rest]) == ([2, 3, 4], [5])


async def test_nobody_brings_hours_of_their_own(district: World) -> None:
    own = district.teachers[1].teacher_id
    answer = await district.api("ledger", teacher=own, account_id=new_id()).post(
        "/history-imports", content=csv(row(), row(工号="T002"))
    )

    assert errors(answer.json()) == {(3, "工号", "concerns-yourself")}
    assert await feed(district) == []


async def test_a_long_file_is_posted_a_thousand_rows_at_a_time_by_the_worker(district: World) -> None:
    answer = await district.api("ledger").post("/history-imports", content=csv(*many(2300)))
    begun = answer.json()
    after_request = (await district.api("ledger").get("/book")).json()["entries"]
    await district.drain()

    done = (await district.api("ledger").get(f"/history-imports/{begun['import_id']}")).json()
    assert (answer.status_code, begun["state"], begun["progress"]["done"], after_request) == (
        202,
        "POSTING",
        1000,
        1000,
    )
    assert (done["state"], done["progress"]["posted"], done["progress"]["total"]) == ("DONE", 2300, 2300)
    assert (await district.api("ledger").get("/book")).json()["entries"] == 2300
    async with district.session("ledger") as session:
        found = await operations.verify_book(session, district_id=district.district_id, keys=book_keys())
        assert found.findings == []


async def test_what_comes_into_the_book_while_a_long_file_is_posted_is_not_posted_again(district: World) -> None:
    rows = many(1004)
    begun = (await district.api("ledger").post("/history-imports", content=csv(*rows))).json()
    # Another officer brings two of the rows that still wait: one word for word, one with other hours.
    meanwhile = await bring(district, csv(rows[1001], [*rows[1002][:3], "1", *rows[1002][4:]]))
    await district.drain()

    done = (await district.api("ledger").get(f"/history-imports/{begun['import_id']}")).json()
    assert sums(meanwhile) == (2, 2, 0)
    assert (done["state"], done["progress"]["posted"], done["progress"]["done"]) == ("DONE", 1002, 1004)
    repeated = await rows_of(district, begun["import_id"], fate="REPEATED")
    refused = await rows_of(district, begun["import_id"], fate="REFUSED")
    assert [(one["row"], one["same_as_seq"]) for one in repeated] == [(1003, 1001)]
    assert [(one["row"], one["same_as_seq"]) for one in refused] == [(1004, 1002)]
    assert (await district.api("ledger").get("/book")).json()["entries"] == 1004


async def test_an_import_goes_on_after_a_worker_was_killed_between_two_batches(district: World) -> None:
    begun = (await district.api("ledger").post("/history-imports", content=csv(*many(1500)))).json()
    event = HistoryImportFellDue(district_id=district.district_id, import_id=UUID(begun["import_id"]))
    # The same bell rung thrice, as after a worker that died before it could say that it had heard it.
    for _ in range(3):
        await district.publish(event, role="ledger")
    await district.drain()

    assert (await district.api("ledger").get("/book")).json()["entries"] == 1500
    done = (await district.api("ledger").get(f"/history-imports/{begun['import_id']}")).json()
    assert (done["state"], done["progress"]["posted"]) == ("DONE", 1500)
