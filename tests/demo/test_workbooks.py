"""Workbooks that are read, filled in and sent back."""

from services.demo.workbooks import paper, read_workbook, write_workbook


def test_what_was_written_is_read_with_gaps_and_wide_sheets() -> None:
    wide = ["", "工号", *[""] * 27, "成绩 [THEORY_EXPERT]"]
    sheets = {"1 理论": [wide, ["", "B1002", "", "88.5"]], "填写说明": [["项目", "内容"]]}

    assert read_workbook(write_workbook(sheets)) == sheets


def test_the_same_paper_has_the_same_bytes_and_another_has_others() -> None:
    assert paper("讲稿", "提问") == paper("讲稿", "提问") != paper("讲稿", "等待")
